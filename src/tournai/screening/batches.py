"""The columns that screening takes and returns, laid out as Arrow lays them.

One layout serves a worker, a Parquet file and a distributed engine: text is UTF-8 bytes with 32-bit offsets
(``Utf8``), a list is offsets into a child column, a date is days since 1970-01-01 (``Date32``), a code is a small
integer. Building a batch from persons is at the edge; the kernel reads only columns.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.values import NameKind, Person, Sex

Int8Column = npt.NDArray[np.int8]
Int32Column = npt.NDArray[np.int32]
Int64Column = npt.NDArray[np.int64]
Float32Column = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

EPOCH = date(1970, 1, 1).toordinal()
"""Day zero of a ``Date32`` column, as `date.toordinal` counts days."""

SEXES = (Sex.UNKNOWN, Sex.FEMALE, Sex.MALE, Sex.UNSPECIFIED)
NAME_KINDS = tuple(NameKind)


class TextColumn(msgspec.Struct, frozen=True):
    """Arrow's Utf8 layout: ``offsets`` has one entry more than there are values; ``data`` holds their bytes."""

    offsets: Int32Column
    data: Bytes

    @classmethod
    def of(cls, values: Sequence[str]) -> "TextColumn":
        """Return a column that holds the values, in order."""
        # A lone surrogate has no UTF-8 form; it becomes "?" so that no text from outside can stop a batch.
        encoded = [value.encode(errors="replace") for value in values]
        offsets = np.zeros(len(encoded) + 1, np.int32)
        np.cumsum([len(piece) for piece in encoded], out=offsets[1:])
        return cls(offsets, np.frombuffer(b"".join(encoded), np.uint8))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, row: int) -> str:
        """Return the value of a row."""
        return bytes(self.data[self.offsets[row] : self.offsets[row + 1]]).decode()


class PersonBatch(msgspec.Struct, frozen=True):
    """Persons as columns. Row ``i`` owns the child rows ``x_offsets[i]`` to ``x_offsets[i + 1]`` of each list ``x``.

    ``keys`` are the caller's own numbers for the persons; the kernel hands them back and does not read them.
    ``sex`` is 0 unknown, 1 female, 2 male, 3 unspecified. Births are half-open day intervals (see `PartialDate`).
    ``name_kind`` is the index in `NameKind`'s order of definition.
    """

    keys: Int64Column
    name_offsets: Int32Column
    name_surname: TextColumn
    name_given: TextColumn
    name_kind: Int8Column
    birth_offsets: Int32Column
    birth_earliest: Int32Column
    birth_before: Int32Column
    birth_approximate: Int8Column
    sex: Int8Column
    nationality_offsets: Int32Column
    nationality: TextColumn
    birthplace_offsets: Int32Column
    birthplace: TextColumn
    document_offsets: Int32Column
    document_number: TextColumn
    document_state: TextColumn

    def __len__(self) -> int:
        return len(self.keys)


class Feature(msgspec.Struct, frozen=True, gc=False):
    """One compared feature of a match, as an analyst and a court read it.

    ``name`` is a row of the weights table, e.g. ``surname``; ``found`` the traveller's value, ``sought`` the alert's;
    ``similarity`` 0 to 1; ``weight`` what it adds to or takes from the score (negative: it speaks against).
    """

    name: str
    found: str
    sought: str
    similarity: float
    weight: float


class MatchBatch(msgspec.Struct, frozen=True):
    """Matches as columns, best first for each traveller: who, which alert, how strong, and why.

    ``features[i]`` are the reasons of match ``i``; their weights add up to ``score[i]``.
    """

    traveller: Int64Column
    alert: Int64Column
    score: Float32Column
    features: tuple[tuple[Feature, ...], ...]

    def __len__(self) -> int:
        return len(self.traveller)


def batch_of(persons: Iterable[tuple[int, Person]]) -> PersonBatch:
    """Return the columns of persons, each with the caller's own key.

    Nothing is normalised here: names, states and numbers stand as the record spells them.
    """
    rows = list(persons)
    people = [person for _, person in rows]
    names = [name for person in people for name in person.names]
    births = [birth for person in people for birth in person.births]
    documents = [document for person in people for document in person.documents]
    return PersonBatch(
        keys=np.array([key for key, _ in rows], np.int64),
        name_offsets=_offsets(len(person.names) for person in people),
        name_surname=TextColumn.of([name.surname for name in names]),
        name_given=TextColumn.of([name.given for name in names]),
        name_kind=np.array([NAME_KINDS.index(name.kind) for name in names], np.int8),
        birth_offsets=_offsets(len(person.births) for person in people),
        birth_earliest=np.array([birth.earliest.toordinal() - EPOCH for birth in births], np.int32),
        birth_before=np.array([birth.before.toordinal() - EPOCH for birth in births], np.int32),
        birth_approximate=np.array([birth.is_approximate for birth in births], np.int8),
        sex=np.array([SEXES.index(person.sex) for person in people], np.int8),
        nationality_offsets=_offsets(len(person.nationalities) for person in people),
        nationality=TextColumn.of([state for person in people for state in person.nationalities]),
        birthplace_offsets=_offsets(len(person.birthplaces) for person in people),
        birthplace=TextColumn.of([place for person in people for place in person.birthplaces]),
        document_offsets=_offsets(len(person.documents) for person in people),
        document_number=TextColumn.of([document.number for document in documents]),
        document_state=TextColumn.of([document.issuing_state or "" for document in documents]),
    )


def _offsets(lengths: Iterable[int]) -> Int32Column:
    return np.cumsum([0, *lengths]).astype(np.int32)
