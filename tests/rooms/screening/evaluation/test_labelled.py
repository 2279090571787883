"""Labelled data: the same for ever, a larger set begins with a smaller one, fitting and telling share nothing."""

from collections import Counter

import numpy as np
import pytest
from tests.rooms.screening.evaluation.cast import TABLES

from tournai.screening.evaluation import Base, Labelled, Part, make_base, make_negatives, make_positives
from tournai.screening.evaluation.alert_base import FULL, LISTED, REGIMES, SYNTHETIC, UNDATED, YEAR
from tournai.screening.evaluation.draws import Draws
from tournai.screening.evaluation.files import alert_rows, traveller_rows, truth_rows
from tournai.screening.evaluation.labelled import NEAR, OF_THE_LISTS
from tournai.screening.evaluation.spellings import Spellings


@pytest.fixture(scope="module")
def base() -> Base:
    return make_base(TABLES, 4_000)


@pytest.fixture(scope="module")
def positives(base: Base) -> Labelled:
    return make_positives(TABLES, base, 10)


def test_a_draw_depends_on_seed_stream_and_number_alone() -> None:
    draws = Draws("seed")
    many = draws.units("stream", np.arange(1_000, dtype=np.int64))

    assert draws.unit("stream", 7) == many[7]
    assert draws.unit("other", 7) != many[7]
    assert 0.48 < many.mean() < 0.52


def test_a_larger_base_begins_with_the_smaller(base: Base) -> None:
    smaller = make_base(TABLES, 500)

    assert list(alert_rows(smaller)) == list(alert_rows(base))[: len(list(alert_rows(smaller)))]


def test_shares_of_births_are_as_the_facts_have_them(base: Base) -> None:
    rows = base.groups[SYNTHETIC]
    counted = Counter(REGIMES[regime] for regime in base.regimes[rows.start : rows.stop].tolist())

    assert pytest.approx([counted[r] / len(rows) for r in (FULL, YEAR, UNDATED)], abs=0.02) == [0.85, 0.10, 0.05]


def test_listed_persons_stand_first_with_all_their_names(base: Base) -> None:
    rows = [row for row in alert_rows(base) if row[0] == "UN-0"]

    assert range(20) == base.groups[LISTED]
    assert [row[1] for row in rows] == ["Arkadi Petrovich Volkana", "Arkadi Petrovich Wolkana"]
    assert {"1961-02-01"} == {row[2] for row in rows}


def test_every_class_and_regime_that_the_names_allow_is_shown(positives: Labelled) -> None:
    counted = Counter((case.regime, case.kind) for case in positives.cases)

    assert counted[FULL, NEAR] == 1
    assert 10 == counted[FULL, "all tokens transliterated"] == counted[YEAR, "exact"] == counted[UNDATED, "one typo"]
    assert counted[FULL, "birth one digit off"] == 10


def test_exact_cases_carry_name_and_birth_of_their_alert(base: Base, positives: Labelled) -> None:
    case = next(case for case in positives.cases if case.kind == "exact")

    assert base.births[case.alert] == case.traveller.birth
    assert base.surnames[case.alert].upper().replace("-", " ").split()[0].startswith(case.traveller.surname[:1])


def test_a_negative_is_on_no_alert_and_begins_with_the_reference_population() -> None:
    negatives = make_negatives(TABLES, 50)

    assert {-1} == set(negatives.truth.tolist())
    assert {OF_THE_LISTS} == {case.kind for case in negatives.cases[:50]}


def test_fitting_and_telling_share_no_alert_and_no_spelling(base: Base) -> None:
    train, test = (make_positives(TABLES, base, 10, part) for part in (Part.TRAIN, Part.TEST))
    known = [Spellings(TABLES, part) for part in (Part.TRAIN, Part.TEST)]

    assert set() == {case.alert for case in train.cases} & {case.alert for case in test.cases}
    assert not any(
        len(known[0].others(text)) and len(known[1].others(text)) for text in ("ZOUBIR", "NADJIB", "OUASSIM")
    )


def test_rows_of_files_name_traveller_and_alert(base: Base, positives: Labelled) -> None:
    traveller, truth = next(traveller_rows(positives, "P")), next(truth_rows(positives, base, "P"))

    assert traveller[:5] == ("P0", "VOLKANND", "ARCADI", "1961-02-04", "M")
    assert truth == ("P0", "UN-3", NEAR, "Latin", "Russia and neighbours", FULL)
