"""Laws of the Arrow edge: what was written is read back, and screening does not notice."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournai.screening import MatchBatch, PersonBatch, TextColumn, batch_of, build_index, screen
from tournai.values import Document, DocumentNumber, Name, NameKind, PartialDate, Person, Sex, StateCode

arrow = pytest.importorskip("tournai.screening.arrow", reason="the extra bulk is not installed")

texts = st.text(st.characters(codec="utf-8"), max_size=12)
births = st.dates(date(1900, 1, 1), date(2020, 1, 1)).map(PartialDate.on)
people = st.builds(
    Person,
    names=st.lists(st.builds(Name, texts, texts, st.sampled_from(NameKind)), max_size=3).map(tuple),
    births=st.lists(st.one_of(births, st.integers(1900, 2020).map(PartialDate.in_year)), max_size=2).map(tuple),
    sex=st.sampled_from(Sex),
    nationalities=st.lists(texts.map(StateCode), max_size=2).map(tuple),
    birthplaces=st.lists(texts, max_size=2).map(tuple),
    documents=st.lists(st.builds(Document, texts.map(DocumentNumber)), max_size=2).map(tuple),
)
crowds = st.lists(people, max_size=5).map(lambda persons: batch_of(enumerate(persons)))


def values(batch: PersonBatch) -> list[list[object]]:
    columns = (getattr(batch, name) for name in PersonBatch.__struct_fields__)
    return [
        [column[row] for row in range(len(column))] if isinstance(column, TextColumn) else column.tolist()
        for column in columns
    ]


def result(matches: MatchBatch) -> tuple[object, ...]:
    return matches.traveller.tolist(), matches.alert.tolist(), matches.score.tolist(), matches.features


@given(crowds)
@settings(max_examples=150, deadline=None)
def test_persons_written_are_read_back(persons: PersonBatch) -> None:
    assert values(arrow.persons_from_arrow(arrow.persons_to_arrow(persons))) == values(persons)


@given(crowds, st.integers(0, 5), st.integers(0, 5))
@settings(max_examples=150, deadline=None)
def test_rows_of_a_slice_are_those_rows(persons: PersonBatch, first: int, count: int) -> None:
    part = arrow.persons_to_arrow(persons).slice(first, count)

    assert arrow.persons_to_arrow(arrow.persons_from_arrow(part)).equals(part)


@given(crowds, crowds)
@settings(max_examples=50, deadline=None)
def test_matches_are_the_same_through_arrow(alerts: PersonBatch, travellers: PersonBatch) -> None:
    direct = screen(build_index(alerts, version="law"), travellers, threshold=-30.0)
    handed = [arrow.persons_from_arrow(arrow.persons_to_arrow(batch)) for batch in (alerts, travellers)]

    matches = screen(build_index(handed[0], version="law"), handed[1], threshold=-30.0)

    assert result(arrow.matches_from_arrow(arrow.matches_to_arrow(matches))) == result(direct)
