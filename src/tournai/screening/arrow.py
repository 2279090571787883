"""Batches of persons and of matches as Arrow record batches: the kernel's edge towards Parquet and engines.

Importing this module asks for pyarrow (the extra ``bulk``); nothing else of the room does. Columns are handed over
without a copy wherever the two layouts are one: keys, days, codes, texts and offsets; only flags of one bit are copied.
"""

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]  # pyarrow ships no types

from tournai.errors import Malformed
from tournai.screening.batches import (
    NAME_KINDS,
    SEXES,
    Feature,
    Int8Column,
    Int32Column,
    MatchBatch,
    PersonBatch,
    TextColumn,
)

_SEX = pa.dictionary(pa.int8(), pa.utf8())
_NAME = pa.struct([("surname", pa.utf8()), ("given", pa.utf8()), ("kind", pa.dictionary(pa.int8(), pa.utf8()))])
_BIRTH = pa.struct([("earliest", pa.date32()), ("before", pa.date32()), ("is_approximate", pa.bool_())])
_DOCUMENT = pa.struct([("number", pa.utf8()), ("issuing_state", pa.utf8())])
_FEATURE = pa.struct(
    [
        ("name", pa.utf8()),
        ("found", pa.utf8()),
        ("sought", pa.utf8()),
        ("similarity", pa.float64()),
        ("weight", pa.float64()),
    ]
)

PERSONS = pa.schema(
    [
        ("key", pa.int64()),
        ("names", pa.list_(_NAME)),
        ("births", pa.list_(_BIRTH)),
        ("sex", _SEX),
        ("nationalities", pa.list_(pa.utf8())),
        ("birthplaces", pa.list_(pa.utf8())),
        ("documents", pa.list_(_DOCUMENT)),
    ]
)
"""Births are half-open intervals of days; ``sex`` and a name's ``kind`` are the words of `Sex` and `NameKind`."""

MATCHES = pa.schema(
    [("traveller", pa.int64()), ("alert", pa.int64()), ("score", pa.float32()), ("features", pa.list_(_FEATURE))]
)
"""A match a row, best first for each traveller; the weights of its features add up to its score."""


def persons_to_arrow(persons: PersonBatch) -> pa.RecordBatch:
    """Return the persons as a record batch of the schema `PERSONS`."""
    kinds = pa.DictionaryArray.from_arrays(pa.array(persons.name_kind), [kind.value for kind in NAME_KINDS])
    names = pa.StructArray.from_arrays(
        [_text(persons.name_surname), _text(persons.name_given), kinds], fields=list(_NAME)
    )
    births = pa.StructArray.from_arrays(
        [
            pa.array(persons.birth_earliest).view(pa.date32()),
            pa.array(persons.birth_before).view(pa.date32()),
            pa.array(persons.birth_approximate.astype(bool)),
        ],
        fields=list(_BIRTH),
    )
    documents = pa.StructArray.from_arrays(
        [_text(persons.document_number), _text(persons.document_state)], fields=list(_DOCUMENT)
    )
    columns = [
        pa.array(persons.keys),
        _list(persons.name_offsets, names),
        _list(persons.birth_offsets, births),
        pa.DictionaryArray.from_arrays(pa.array(persons.sex), [sex.value for sex in SEXES]),
        _list(persons.nationality_offsets, _text(persons.nationality)),
        _list(persons.birthplace_offsets, _text(persons.birthplace)),
        _list(persons.document_offsets, documents),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=PERSONS)


def persons_from_arrow(batch: pa.RecordBatch) -> PersonBatch:
    """Return the persons of a record batch; a missing text is empty, a missing list has no members.

    Columns may stand in any order and beside others.

    Raises:
        Malformed: A column of `PERSONS` is missing, has another type, or holds a word that is none of its words.
    """
    columns = {field.name: _column(batch, field) for field in PERSONS}
    name_offsets, names = _members(columns["names"])
    birth_offsets, births = _members(columns["births"])
    document_offsets, documents = _members(columns["documents"])
    nationality_offsets, nationalities = _members(columns["nationalities"])
    birthplace_offsets, birthplaces = _members(columns["birthplaces"])
    return PersonBatch(
        keys=_numbers(columns["key"]),
        name_offsets=name_offsets,
        name_surname=_text_column(names.field("surname")),
        name_given=_text_column(names.field("given")),
        name_kind=_places(names.field("kind"), [kind.value for kind in NAME_KINDS]),
        birth_offsets=birth_offsets,
        birth_earliest=_numbers(births.field("earliest").view(pa.int32())),
        birth_before=_numbers(births.field("before").view(pa.int32())),
        birth_approximate=_numbers(births.field("is_approximate").cast(pa.int8())),
        sex=_places(columns["sex"], [sex.value for sex in SEXES]),
        nationality_offsets=nationality_offsets,
        nationality=_text_column(nationalities),
        birthplace_offsets=birthplace_offsets,
        birthplace=_text_column(birthplaces),
        document_offsets=document_offsets,
        document_number=_text_column(documents.field("number")),
        document_state=_text_column(documents.field("issuing_state")),
    )


def matches_to_arrow(matches: MatchBatch) -> pa.RecordBatch:
    """Return the matches as a record batch of the schema `MATCHES`."""
    features = [feature for reasons in matches.features for feature in reasons]
    columns = [pa.array([getattr(feature, part.name) for feature in features], part.type) for part in _FEATURE]
    offsets = np.cumsum([0, *(len(reasons) for reasons in matches.features)], dtype=np.int32)
    reasons = _list(offsets, pa.StructArray.from_arrays(columns, fields=list(_FEATURE)))
    heads = [pa.array(matches.traveller), pa.array(matches.alert), pa.array(matches.score)]
    return pa.RecordBatch.from_arrays([*heads, reasons], schema=MATCHES)


def matches_from_arrow(batch: pa.RecordBatch) -> MatchBatch:
    """Return the matches of a record batch.

    Raises:
        Malformed: A column of `MATCHES` is missing or has another type.
    """
    columns = {field.name: _column(batch, field) for field in MATCHES}
    offsets, features = _members(columns["features"])
    members = [Feature(**feature) for feature in features.to_pylist()]
    return MatchBatch(
        traveller=_numbers(columns["traveller"]),
        alert=_numbers(columns["alert"]),
        score=_numbers(columns["score"]),
        features=tuple(tuple(members[first:after]) for first, after in pairwise(offsets.tolist())),
    )


def _text(column: TextColumn) -> pa.Array:
    offsets = np.ascontiguousarray(column.offsets, np.int32)
    return pa.Array.from_buffers(pa.utf8(), len(column), [None, pa.py_buffer(offsets), pa.py_buffer(column.data)])


def _list(offsets: Int32Column, members: pa.Array) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(offsets), members)


def _column(batch: pa.RecordBatch, field: pa.Field) -> pa.Array:
    place = batch.schema.get_field_index(field.name)
    if place < 0:
        raise Malformed(f"the batch lacks the column {field.name!r}: it needs {field.type}", code="no-column")
    column = batch.column(place)
    if column.type == field.type:
        return column
    try:
        return column.cast(field.type)
    except pa.ArrowException as error:
        raise Malformed(
            f"the column {field.name!r} is {column.type}: it must be {field.type}", code="column"
        ) from error


def _members(column: pa.ListArray) -> tuple[Int32Column, pa.Array]:
    """Return where each list starts among the members, and the members."""
    offsets: Int32Column = column.offsets.to_numpy()
    if not column.null_count and len(offsets) and offsets[0] == 0:
        return offsets, column.values
    lengths = column.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    return np.cumsum([0, *lengths], dtype=np.int32), column.flatten()


def _text_column(column: pa.StringArray) -> TextColumn:
    if column.null_count:
        column = column.fill_null("")
    _, offsets, data = column.buffers()
    if offsets is None or not len(column):
        return TextColumn(np.zeros(1, np.int32), np.zeros(0, np.uint8))
    starts = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
    return TextColumn(starts, np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8))


def _places(column: pa.DictionaryArray, words: list[str]) -> Int8Column:
    """Return the place of each value among the words, whatever dictionary the column brings."""
    if column.null_count:
        raise Malformed("a sex or a kind of name is missing: write U, or primary", code="column")
    known = column.dictionary.to_pylist()
    unknown = sorted(set(known) - set(words))
    if unknown:
        raise Malformed(f"{unknown[0][:20]!r} is none of {', '.join(words)}", code="column")
    indices: Int8Column = column.indices.to_numpy()
    if known == words:
        return indices
    places: Int8Column = np.array([words.index(word) for word in known], np.int8)[indices]
    return places


def _numbers(column: pa.Array) -> "npt.NDArray[Any]":
    if column.null_count:
        raise Malformed("a key, a date or a score is missing", code="column")
    numbers: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return numbers
