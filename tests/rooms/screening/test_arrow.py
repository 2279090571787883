"""Batches as Arrow record batches: the schema that engines see, what is shared without a copy, what is refused."""

from datetime import date

import numpy as np
import pytest

from tournai.errors import Malformed
from tournai.screening import batch_of
from tournai.values import Document, DocumentNumber, Name, NameKind, PartialDate, Person, Sex, StateCode

pa = pytest.importorskip("pyarrow", reason="the extra bulk is not installed")
arrow = pytest.importorskip("tournai.screening.arrow")

TAREK = Person(
    names=(Name("BENKIRAMI", "TAREK"), Name("Abou Salim", kind=NameKind.WEAK_ALIAS)),
    births=(PartialDate.on(date(1981, 4, 9)), PartialDate.in_year(1981, is_approximate=True)),
    sex=Sex.MALE,
    nationalities=(StateCode("UTO"),),
    birthplaces=("Testville",),
    documents=(Document(DocumentNumber("XK0419551"), issuing_state=StateCode("UTO")),),
)
NOBODY = Person(names=())


def test_person_is_a_row_that_reads_as_the_record_does() -> None:
    [row] = arrow.persons_to_arrow(batch_of([(7, TAREK)])).to_pylist()

    assert row == {
        "key": 7,
        "names": [
            {"surname": "BENKIRAMI", "given": "TAREK", "kind": "primary"},
            {"surname": "Abou Salim", "given": "", "kind": "weak alias"},
        ],
        "births": [
            {"earliest": date(1981, 4, 9), "before": date(1981, 4, 10), "is_approximate": False},
            {"earliest": date(1981, 1, 1), "before": date(1982, 1, 1), "is_approximate": True},
        ],
        "sex": "M",
        "nationalities": ["UTO"],
        "birthplaces": ["Testville"],
        "documents": [{"number": "XK0419551", "issuing_state": "UTO"}],
    }


def test_columns_are_shared_and_not_copied() -> None:
    batch = batch_of([(7, TAREK), (8, NOBODY)])

    back = arrow.persons_from_arrow(arrow.persons_to_arrow(batch))

    assert np.shares_memory(back.keys, batch.keys)
    assert np.shares_memory(back.name_surname.data, batch.name_surname.data)
    assert np.shares_memory(back.birth_earliest, batch.birth_earliest)
    assert np.shares_memory(back.name_offsets, batch.name_offsets)


def test_slice_of_a_batch_is_read_as_its_own_rows() -> None:
    whole = arrow.persons_to_arrow(batch_of([(7, TAREK), (8, NOBODY), (9, TAREK)]))

    back = arrow.persons_from_arrow(whole.slice(2))

    assert arrow.persons_to_arrow(back).to_pylist() == whole.slice(2).to_pylist()


def test_missing_texts_and_lists_are_empty() -> None:
    given = arrow.persons_to_arrow(batch_of([(7, NOBODY), (8, TAREK)])).to_pylist()
    given[0]["names"] = [{"surname": "PEETERS", "given": None, "kind": "primary"}]
    given[0]["nationalities"] = None

    back = arrow.persons_from_arrow(pa.RecordBatch.from_pylist(given, schema=arrow.PERSONS))

    assert (back.name_surname[0], back.name_given[0]) == ("PEETERS", "")
    assert back.nationality_offsets.tolist() == [0, 0, 1]


def test_columns_of_wider_types_and_other_order_are_taken() -> None:
    batch = arrow.persons_to_arrow(batch_of([(7, TAREK)]))
    table = pa.Table.from_batches([batch]).select(batch.schema.names[::-1])
    wide = table.set_column(table.schema.get_field_index("key"), "key", table["key"].cast(pa.int32()))

    back = arrow.persons_from_arrow(wide.to_batches()[0])

    assert arrow.persons_to_arrow(back).to_pylist() == batch.to_pylist()


def test_batch_without_a_column_is_refused() -> None:
    batch = arrow.persons_to_arrow(batch_of([(7, TAREK)])).drop_columns(["births"])

    with pytest.raises(Malformed, match="lacks the column 'births'"):
        arrow.persons_from_arrow(batch)


def test_column_of_another_type_is_refused() -> None:
    batch = arrow.persons_to_arrow(batch_of([(7, TAREK)]))

    with pytest.raises(Malformed, match="the column 'names' is int64"):
        arrow.persons_from_arrow(batch.set_column(1, "names", batch["key"]))


def test_word_that_is_no_sex_is_refused() -> None:
    given = arrow.persons_to_arrow(batch_of([(7, TAREK)])).to_pylist()
    given[0]["sex"] = "unheard of"

    with pytest.raises(Malformed, match="'unheard of' is none of U, F, M, X"):
        arrow.persons_from_arrow(pa.RecordBatch.from_pylist(given, schema=arrow.PERSONS))
