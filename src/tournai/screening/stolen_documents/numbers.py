"""Document numbers as bytes of one width: normalised, letters that are misread for digits folded, check digits.

Source: ICAO Doc 9303-3, 8th edition (2021), section 4.9 (check digits); Doc 9303-4, section 4.2.2, Doc 9303-5,
section 4.2.2 (a number longer than nine characters goes on in the optional data).
"""

from collections.abc import Iterable

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.batches import Int8Column, TextColumn
from tournai.values import Document, DocumentKind
from tournai.values.transliteration import transliterate

DOCUMENT_KINDS = tuple(DocumentKind)
"""A column of kinds holds places in this order."""

STATE_LETTERS, MOST_CHARACTERS = 3, 29
"""A row holds the issuing state, then the number; no document has a longer one (Doc 9303-5 allows 22 characters)."""

FIELD_CHARACTERS = 9
"""Characters of the machine-readable zone's field for the number; its check digit follows."""

ASCII = 128

NOT_GIVEN = -1
"""A check digit that the record does not give."""

WEIGHTS = np.tile(np.array((7, 3, 1), np.int16), 10)[:MOST_CHARACTERS]
"""Doc 9303-3, section 4.9: a filler counts nothing, so a number needs none."""

Written = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

_KEPT = np.zeros(256, np.uint8)
_VALUES = np.zeros(256, np.int16)
for _place, _char in enumerate(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
    _KEPT[_char] = _KEPT[bytes([_char]).lower()[0]] = _char
    _VALUES[_char] = _place
_FOLDED = np.arange(256, dtype=np.uint8)
_FOLDED[ord("O")], _FOLDED[ord("I")] = ord("0"), ord("1")


class DocumentBatch(msgspec.Struct, frozen=True):
    """Documents as columns: number and issuing state as the record spells them, the kind's place in `DOCUMENT_KINDS`.

    ``states`` is empty where the record names none. ``check_digits`` are those printed beside the numbers, 0 to 9;
    `NOT_GIVEN` where the record has none.
    """

    numbers: TextColumn
    states: TextColumn
    kinds: Int8Column
    check_digits: Int8Column

    def __len__(self) -> int:
        return len(self.kinds)

    def rows(self, first: int, after: int) -> "DocumentBatch":
        """Return some of the rows; nothing is copied."""
        return DocumentBatch(
            numbers=TextColumn(self.numbers.offsets[first : after + 1], self.numbers.data),
            states=TextColumn(self.states.offsets[first : after + 1], self.states.data),
            kinds=self.kinds[first:after],
            check_digits=self.check_digits[first:after],
        )


def document_batch(documents: Iterable[Document], check_digits: Iterable[int] | None = None) -> DocumentBatch:
    """Return the columns of documents; nothing is normalised here."""
    rows = list(documents)
    digits = [NOT_GIVEN] * len(rows) if check_digits is None else list(check_digits)
    return DocumentBatch(
        numbers=TextColumn.of([row.number for row in rows]),
        states=TextColumn.of([row.issuing_state or "" for row in rows]),
        kinds=np.array([DOCUMENT_KINDS.index(row.kind) for row in rows], np.int8),
        check_digits=np.array(digits, np.int8),
    )


def written(states: TextColumn, numbers: TextColumn) -> tuple[Written, Flags]:
    """Return a row of bytes a document, and which rows are usable.

    A row holds `STATE_LETTERS` of the state, then the number: upper case, letters and digits only, zero bytes after
    the last. Other scripts are transliterated first. A row is not usable without a number, or where the state or the
    number is longer than any that there is.
    """
    rows = np.zeros((len(numbers), STATE_LETTERS + MOST_CHARACTERS), np.uint8)
    state_lengths = _write(states, rows[:, :STATE_LETTERS])
    lengths = _write(numbers, rows[:, STATE_LETTERS:])
    return rows, (lengths > 0) & (lengths <= MOST_CHARACTERS) & (state_lengths <= STATE_LETTERS)


def folded(rows: Written) -> Written:
    """Return the rows with the letters O and I of the number written as the digits 0 and 1."""
    result = rows.copy()
    result[:, STATE_LETTERS:] = _FOLDED[rows[:, STATE_LETTERS:]]
    return result


def spellings(rows: Written) -> npt.NDArray[np.uint32]:
    """Return 16 bits a row that tell where the number has the letters O and I; exact up to 16 characters."""
    numbers = rows[:, STATE_LETTERS:]
    places = np.packbits((numbers == ord("O")) | (numbers == ord("I")), axis=1, bitorder="little")
    bits = np.ascontiguousarray(places).view("<u4")[:, 0].astype(np.uint32)
    result: npt.NDArray[np.uint32] = (bits ^ (bits >> np.uint32(16))) & np.uint32(0xFFFF)
    return result


def check_digits(numbers: Written) -> Int8Column:
    """Return the check digit of each number, given as bytes without the state."""
    sums = _VALUES[numbers] @ WEIGHTS[: numbers.shape[1]]
    digits: Int8Column = (sums % 10).astype(np.int8)
    return digits


def _write(column: TextColumn, into: Written) -> npt.NDArray[np.int64]:
    """Write each value's characters into its row, and return how many there are."""
    data = column.data[column.offsets[0] : column.offsets[-1]]
    if len(data) and data.max() >= ASCII:
        column = TextColumn.of([transliterate(column[row]) for row in range(len(column))])
        data = column.data
    kept = _KEPT[data]
    owners = np.repeat(np.arange(len(column), dtype=np.int32), np.diff(column.offsets))
    if not kept.all():
        owners, kept = owners[kept > 0], kept[kept > 0]
    lengths = np.bincount(owners, minlength=len(column))
    before = (np.cumsum(lengths) - lengths).astype(np.int32)
    places = np.arange(len(kept), dtype=np.int32) - before[owners]
    if len(places) and places.max() >= into.shape[1]:
        fits = places < into.shape[1]
        owners, places, kept = owners[fits], places[fits], kept[fits]
    into[owners, places] = kept
    return lengths
