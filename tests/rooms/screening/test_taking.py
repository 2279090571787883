"""Some rows of a batch of persons."""

from datetime import date

import numpy as np
import pytest

from tournai.screening import PersonBatch, TextColumn, batch_of
from tournai.screening.taking import taken
from tournai.values import Document, DocumentNumber, Name, PartialDate, Person, StateCode

BEL, UTO = StateCode("BEL"), StateCode("UTO")
PERSONS = [
    (5, Person((Name("BENKIRAMI", "TAREK"), Name("KIRAMI")), (PartialDate.on(date(1981, 4, 9)),))),
    (6, Person(())),
    (7, Person((Name("PEETERS", "JAN"),), (), nationalities=(BEL, UTO), birthplaces=("Ville",))),
    (8, Person((Name("LI"),), documents=(Document(DocumentNumber("XK0419551")),))),
]  # fmt: skip


def values(batch: PersonBatch) -> list[list[object]]:
    columns = (getattr(batch, name) for name in PersonBatch.__struct_fields__)
    return [
        [column[row] for row in range(len(column))] if isinstance(column, TextColumn) else column.tolist()
        for column in columns
    ]


@pytest.mark.parametrize("rows", [[], [0], [3, 1], [2, 0], [0, 1, 2, 3], [3, 2, 1, 0]], ids=str)
def test_rows_are_taken_with_all_that_belongs_to_them(rows: list[int]) -> None:
    assert values(taken(batch_of(PERSONS), np.array(rows, np.int64))) == values(
        batch_of([PERSONS[row] for row in rows])
    )
