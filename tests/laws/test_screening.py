"""Laws of screening: order changes nothing, a person is found by the same facts, no text stops a batch."""

from datetime import date
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournai.screening import MatchBatch, batch_of, build_index, screen, snapshot_of
from tournai.values import Document, DocumentNumber, Name, NameKind, PartialDate, Person, Sex, StateCode

TOKENS = (
    "BENKIRAMI",
    "TAREK",
    "MOHAMED",
    "MUHAMMAD",
    "SALIM",
    "HADDAD",
    "PEETERS",
    "JAN",
    "AL",
    "BIN",
    "YOUSSEF",
    "LI",
)
words = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=3).map(" ".join)
days = st.dates(date(1979, 1, 1), date(1982, 12, 31))
births = st.one_of(
    days.map(PartialDate.on), st.integers(1979, 1982).map(PartialDate.in_year), st.just(PartialDate.in_month(1981, 4))
)
people = st.builds(
    Person,
    names=st.lists(st.builds(Name, words, words, st.sampled_from(NameKind)), min_size=1, max_size=2).map(tuple),
    births=st.lists(births, max_size=2).map(tuple),
    sex=st.sampled_from(Sex),
    nationalities=st.lists(st.sampled_from([StateCode("BEL"), StateCode("UTO")]), max_size=1).map(tuple),
    birthplaces=st.lists(st.sampled_from(["Testville", "Autreville"]), max_size=1).map(tuple),
    documents=st.lists(st.just(Document(DocumentNumber("XK0419551"))), max_size=1).map(tuple),
)
crowds = st.lists(people, max_size=8).map(lambda persons: list(enumerate(persons, start=10)))
any_text = st.text(max_size=60)


def result(matches: MatchBatch) -> tuple[object, ...]:
    return matches.traveller.tolist(), matches.alert.tolist(), matches.score.tolist(), matches.features


@given(crowds, crowds, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_of_alerts_changes_nothing(
    alerts: list[tuple[int, Person]], travellers: list[tuple[int, Person]], random: Random
) -> None:
    shuffled = random.sample(alerts, len(alerts))

    one = screen(build_index(batch_of(alerts), version="one"), batch_of(travellers), threshold=0.0)
    other = screen(build_index(batch_of(shuffled), version="other"), batch_of(travellers), threshold=0.0)

    assert result(one) == result(other)


@given(crowds, crowds, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_of_travellers_changes_nothing(
    alerts: list[tuple[int, Person]], travellers: list[tuple[int, Person]], random: Random
) -> None:
    index = build_index(batch_of(alerts), version="one")
    shuffled = random.sample(travellers, len(travellers))

    assert result(screen(index, batch_of(travellers), threshold=0.0)) == result(
        screen(index, batch_of(shuffled), threshold=0.0)
    )


@given(crowds, crowds)
@settings(max_examples=60, deadline=None)
def test_weights_add_up_to_the_score(alerts: list[tuple[int, Person]], travellers: list[tuple[int, Person]]) -> None:
    matches = screen(build_index(batch_of(alerts), version="one"), batch_of(travellers), threshold=0.0)

    sums = [sum(feature.weight for feature in features) for features in matches.features]

    assert matches.score.tolist() == pytest.approx(sums, abs=1e-4)


@given(crowds, crowds)
@settings(max_examples=150, deadline=None)
def test_higher_threshold_only_leaves_out_lower_scores(
    alerts: list[tuple[int, Person]], travellers: list[tuple[int, Person]]
) -> None:
    index = build_index(batch_of(alerts), version="one")
    low, high = (screen(index, batch_of(travellers), threshold=bits, limit=1_000) for bits in (-30.0, 3.0))

    kept = np.flatnonzero(low.score >= 3.0)

    assert [low.features[row] for row in kept] == list(high.features)


@given(st.sampled_from(TOKENS[:2]), words, days, crowds)
@settings(max_examples=60, deadline=None)
def test_person_matches_an_alert_of_the_same_facts(
    surname: str, given_names: str, born: date, others: list[tuple[int, Person]]
) -> None:
    person = Person((Name(surname, given_names),), (PartialDate.on(born),))
    index = build_index(batch_of([(1, person), *others]), version="one")

    assert 1 in screen(index, batch_of([(70, person)]), limit=100).alert.tolist()


@given(any_text, any_text, any_text, any_text)
@settings(max_examples=300, deadline=None)
def test_no_text_stops_a_batch(surname: str, given_names: str, place: str, number: str) -> None:
    person = Person(
        (Name(surname, given_names),),
        (PartialDate.on(date(1981, 4, 9)),),
        birthplaces=(place,),
        documents=(Document(DocumentNumber(number)),),
    )
    batch = batch_of([(1, person), (2, Person((Name("\ud800", "é" * 500),)))])

    matches = screen(build_index(batch, version="any"), batch)

    assert set(matches.traveller.tolist()) <= {1, 2}


@given(st.dates(max_value=date(9999, 12, 30)))
@settings(max_examples=300, deadline=None)
def test_no_day_stops_a_batch(day: date) -> None:
    births = (PartialDate.on(day), PartialDate.in_year(9999), PartialDate.in_years(1, 9999))
    batch = batch_of([(1, Person((Name("BENKIRAMI", "TAREK"),), births))])

    assert np.isfinite(screen(build_index(batch, version="any"), batch).score).all()


@given(crowds, crowds, crowds, st.sets(st.integers(10, 17)), st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_snapshot_finds_what_an_index_built_anew_finds(
    before: list[tuple[int, Person]],
    changed: list[tuple[int, Person]],
    travellers: list[tuple[int, Person]],
    gone: set[int],
    limit: int,
) -> None:
    base = build_index(batch_of(before), version="base")
    withdrawn = np.array(sorted(gone - {key for key, _ in changed}), np.int64)
    now = {key: person for key, person in before if key not in gone} | dict(changed)
    anew = build_index(batch_of(now.items()), version="anew", bearers=base.bearers)

    snapshot = snapshot_of(base, batch_of(changed), withdrawn, version="delta")

    found = screen(snapshot, batch_of(travellers), threshold=0.0, limit=limit)
    assert len(snapshot) == len(anew)
    assert result(found) == result(screen(anew, batch_of(travellers), threshold=0.0, limit=limit))
