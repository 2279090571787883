"""Laws of stolen documents: what is found is what is listed, in any order and batches, before and after a change."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tournai.node.store.document_folder import DocumentFolder
from tournai.screening.stolen_documents import (
    DocumentRecords,
    DocumentSnapshot,
    changed_snapshot,
    document_batch,
    document_records,
    document_table,
    look_up,
)
from tournai.values import Document, DocumentKind, DocumentNumber, StateCode

KEY = b"sixteen bytes ok"
numbers = st.text("01OIA", min_size=1, max_size=4).map(DocumentNumber)
states = st.sampled_from([StateCode("UTO"), StateCode("BEL")])
kinds = st.sampled_from([DocumentKind.PASSPORT, DocumentKind.VISA])
listings = st.lists(st.builds(Document, numbers, kinds, states), max_size=12)


def records_of(documents: list[Document]) -> DocumentRecords:
    return document_records(document_batch(documents), key=KEY)[0]


def snapshot_of(documents: list[Document]) -> DocumentSnapshot:
    return DocumentSnapshot.of(document_table(records_of(documents), version="law"))


def found(snapshot: DocumentSnapshot, asked: list[Document]) -> list[tuple[int, int, int]]:
    hits = look_up(snapshot, document_batch(asked), key=KEY)
    return list(zip(hits.rows.tolist(), hits.kinds.tolist(), hits.readings.tolist(), strict=True))


def alike(one: Document, other: Document) -> bool:
    as_digits = str.maketrans("OI", "01")
    same_state = one.issuing_state == other.issuing_state
    return same_state and one.number.translate(as_digits) == other.number.translate(as_digits)


@given(listings, listings)
@settings(max_examples=200, deadline=None)
def test_what_is_found_is_what_a_scan_finds(listed: list[Document], asked: list[Document]) -> None:
    scanned = {(row, other.kind) for row, one in enumerate(asked) for other in listed if alike(one, other)}

    hits = look_up(snapshot_of(listed), document_batch(asked), key=KEY)

    pairs = zip(hits.rows.tolist(), hits.kinds.tolist(), strict=True)
    assert {(row, tuple(DocumentKind)[kind]) for row, kind in pairs} == scanned


@given(listings, listings, listings, listings)
@settings(max_examples=200, deadline=None)
def test_changed_snapshot_finds_what_a_table_built_anew_finds(
    listed: list[Document], added: list[Document], withdrawn: list[Document], asked: list[Document]
) -> None:
    remaining = [one for one in listed if one not in withdrawn]

    changed = changed_snapshot(snapshot_of(listed), added=records_of(added), withdrawn=records_of(withdrawn))

    assert found(changed, asked) == found(snapshot_of([*remaining, *added]), asked)


@given(listings, listings, listings, listings)
@settings(max_examples=200, deadline=None)
def test_two_changes_are_one(
    listed: list[Document], first: list[Document], second: list[Document], asked: list[Document]
) -> None:
    once = changed_snapshot(snapshot_of(listed), added=records_of(first), withdrawn=records_of(second))
    twice = changed_snapshot(once, added=records_of(second), withdrawn=records_of(first))
    remaining = [one for one in listed if one not in [*first, *second]]

    assert found(twice, asked) == found(snapshot_of([*remaining, *second]), asked)


@given(listings, listings, listings)
@settings(max_examples=50, deadline=None)
def test_table_built_from_runs_on_disk_is_the_table_built_in_memory(
    one: list[Document], other: list[Document], asked: list[Document]
) -> None:
    with TemporaryDirectory() as folder:
        tables = DocumentFolder(Path(folder))
        opened = tables.open(tables.build([records_of(one), records_of(other)], sources=["law"]))

        assert found(DocumentSnapshot.of(opened), asked) == found(snapshot_of([*one, *other]), asked)


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=4), st.integers(-1, 9)), max_size=4))
@settings(max_examples=300, deadline=None)
def test_no_text_stops_a_look_up(asked: list[tuple[str, str, int]]) -> None:
    documents = [Document(DocumentNumber(number), DocumentKind.OTHER, StateCode(state)) for number, state, _ in asked]
    batch = document_batch(documents, [digit for _, _, digit in asked])

    hits = look_up(snapshot_of(documents), batch, key=KEY)

    assert set(hits.rows.tolist()) <= set(range(len(asked)))
