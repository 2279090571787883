"""Some rows of columns: of texts, and of persons with all that belongs to them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tournai.screening.batches import Int32Column, PersonBatch, TextColumn, batch_of

NOBODY = batch_of(())
Rows = npt.NDArray[np.int32] | npt.NDArray[np.int64]


def taken(batch: PersonBatch, rows: Rows) -> PersonBatch:
    """Return the persons of these rows, in this order."""
    names = children(batch.name_offsets, rows)
    births = children(batch.birth_offsets, rows)
    nationalities = children(batch.nationality_offsets, rows)
    birthplaces = children(batch.birthplace_offsets, rows)
    documents = children(batch.document_offsets, rows)
    return PersonBatch(
        keys=batch.keys[rows],
        name_offsets=_offsets(batch.name_offsets, rows),
        name_surname=taken_text(batch.name_surname, names),
        name_given=taken_text(batch.name_given, names),
        name_kind=batch.name_kind[names],
        birth_offsets=_offsets(batch.birth_offsets, rows),
        birth_earliest=batch.birth_earliest[births],
        birth_before=batch.birth_before[births],
        birth_approximate=batch.birth_approximate[births],
        sex=batch.sex[rows],
        nationality_offsets=_offsets(batch.nationality_offsets, rows),
        nationality=taken_text(batch.nationality, nationalities),
        birthplace_offsets=_offsets(batch.birthplace_offsets, rows),
        birthplace=taken_text(batch.birthplace, birthplaces),
        document_offsets=_offsets(batch.document_offsets, rows),
        document_number=taken_text(batch.document_number, documents),
        document_state=taken_text(batch.document_state, documents),
    )


def joined_persons(batches: Sequence[PersonBatch]) -> PersonBatch:
    """Return the persons of all batches, one after the other."""
    columns: dict[str, Any] = {}
    for name in PersonBatch.__struct_fields__:
        parts = [getattr(batch, name) for batch in batches]
        if not parts:
            columns[name] = getattr(NOBODY, name)
        elif isinstance(parts[0], TextColumn):
            data = np.concatenate([part.data[part.offsets[0] : part.offsets[-1]] for part in parts])
            columns[name] = TextColumn(_joined_offsets([part.offsets for part in parts]), data)
        else:
            columns[name] = _joined_offsets(parts) if name.endswith("_offsets") else np.concatenate(parts)
    return PersonBatch(**columns)


def _joined_offsets(parts: Sequence[Int32Column]) -> Int32Column:
    lengths = np.concatenate([np.diff(part) for part in parts])
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)


def taken_text(column: TextColumn, rows: Rows) -> TextColumn:
    """Return the values of these rows, in this order."""
    return TextColumn(_offsets(column.offsets, rows), column.data[children(column.offsets, rows)])


def children(offsets: Int32Column, rows: Rows) -> Int32Column:
    """Return the child rows that belong to the rows, in the rows' order."""
    return ranges(offsets[rows], offsets[rows + 1])


def ranges(starts: Rows, ends: Rows) -> Int32Column:
    """Return the numbers from each start to before its end, one range after the other."""
    lengths = (ends - starts).astype(np.int64)
    before = np.concatenate(([0], np.cumsum(lengths)))
    shifts = np.repeat(starts - before[:-1], lengths)
    numbers: Int32Column = (np.arange(before[-1]) + shifts).astype(np.int32)
    return numbers


def _offsets(offsets: Int32Column, rows: Rows) -> Int32Column:
    kept = np.zeros(len(rows) + 1, np.int32)
    np.cumsum(np.diff(offsets)[rows], out=kept[1:])
    return kept
