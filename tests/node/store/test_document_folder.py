"""Tables of stolen documents on disk: named by their content, memory-mapped, holding no number."""

import os
from pathlib import Path

import numpy as np
import pytest

from tournai.errors import Unavailable
from tournai.node.store.document_folder import DocumentFolder
from tournai.screening.stolen_documents import DocumentRecords, document_batch, document_records
from tournai.values import Document, DocumentKind, DocumentNumber, StateCode

KEY = bytes(range(16))


def records_of(*numbers: str) -> DocumentRecords:
    documents = [Document(DocumentNumber(number), DocumentKind.PASSPORT, StateCode("UTO")) for number in numbers]
    return document_records(document_batch(documents), key=KEY)[0]


def written_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_table_is_named_by_its_content(tmp_path: Path) -> None:
    tables = DocumentFolder(tmp_path)

    one = tables.build([records_of("L898902C3"), records_of("X1234567")], sources=["utopia 7"])
    other = tables.build([records_of("X1234567", "L898902C3")], sources=["utopia 7"])

    assert one == other
    assert [path.name for path in tmp_path.iterdir()] == [one]


def test_table_lists_the_source_snapshots_it_was_made_from(tmp_path: Path) -> None:
    tables = DocumentFolder(tmp_path)

    name = tables.build([records_of("L898902C3")], sources=["utopia 7", "sltd 12"])

    assert tables.about(name).sources == ["sltd 12", "utopia 7"]


def test_table_is_opened_as_a_memory_map(tmp_path: Path) -> None:
    tables = DocumentFolder(tmp_path)

    table = tables.open(tables.build([records_of("L898902C3")], sources=[]))

    assert isinstance(table.entries.base, np.memmap)
    assert not table.entries.flags.writeable


def test_no_file_holds_a_number(tmp_path: Path) -> None:
    DocumentFolder(tmp_path).build([records_of("L898902C3")], sources=["utopia 7"])

    assert b"L898902C3" not in written_bytes(tmp_path)


def test_cut_file_is_told_from_a_table(tmp_path: Path) -> None:
    tables = DocumentFolder(tmp_path)
    name = tables.build([records_of("L898902C3")], sources=[])
    (tmp_path / name / "entries.u64").write_bytes(b"\0")

    with pytest.raises(Unavailable, match="damaged"):
        tables.open(name)


def test_build_that_was_killed_is_swept_once_nobody_can_be_at_it(tmp_path: Path) -> None:
    tables = DocumentFolder(tmp_path)
    left, at_work = tmp_path / ".building-left", tmp_path / ".building-now"
    left.mkdir()
    at_work.mkdir()
    os.utime(left, (0, 0))

    tables.sweep()

    assert list(tmp_path.iterdir()) == [at_work]


def test_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def broken():
        yield records_of("L898902C3")
        raise OSError("the source went away")

    with pytest.raises(OSError, match="went away"):
        DocumentFolder(tmp_path).build(broken(), sources=[])

    assert list(tmp_path.iterdir()) == []
