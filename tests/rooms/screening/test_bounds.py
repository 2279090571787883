"""Rows are passed over only where they cannot reach the threshold: a lower one finds the same, and more."""

from datetime import date
from itertools import product

import pytest

from tournai.screening import PersonBatch, batch_of, build_index, screen
from tournai.values import Name, PartialDate, Person

SURNAMES = ("BENALI", "HADJ TESTIN", "MUELLER", "VAN DER MEER", "OULD TESTIN", "SHEVTCHENKO", "IVANOV", "NGUYEN VAN")
GIVEN = (
    "MOHAMED", "MUHAMMAD AMINE", "YOUSSEF", "SERGEI IVANOVITCH", "JURGEN", "ABDELKADER", "ROBERT", "M", "JEAN PIERRE",
)  # fmt: skip
SPELLED = {
    "BENALI": "BEN ALI", "MUELLER": "MULER", "SHEVTCHENKO": "CHEVTSCHENKO", "OULD TESTIN": "TESTINN",
    "IVANOV": "IVNAOV", "YOUSSEF": "YUSUFMR", "ROBERT": "BOB", "JEAN PIERRE": "JEANPIERRE",
    "ABDELKADER": "ABDELK", "M": "MARC",
}  # fmt: skip
BORN = PartialDate.on(date(1980, 5, 3))


def persons(spelled: dict[str, str]) -> PersonBatch:
    return batch_of(
        (key, Person((Name(spelled.get(surname, surname), spelled.get(given, given)),), (BORN,)))
        for key, (surname, given) in enumerate(product(SURNAMES, GIVEN))
    )


@pytest.mark.parametrize("threshold", [-6.0, 0.0, 6.0])
def test_matches_are_those_of_a_lower_threshold_that_reach_it(threshold: float) -> None:
    index = build_index(persons({}), version="one")
    travellers = persons(SPELLED)

    found = screen(index, travellers, threshold=threshold, limit=1_000)
    more = screen(index, travellers, threshold=-60.0, limit=1_000)

    reached = more.score >= threshold
    assert set(zip(more.traveller[reached], more.alert[reached], more.score[reached], strict=True)) == set(
        zip(found.traveller, found.alert, found.score, strict=True)
    )
