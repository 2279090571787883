"""Looking documents up: as the record gives them, and in the other readings that a misread zone allows.

Readings: the letters O and I for the digits 0 and 1 and back, always; a number to which its own check digit was
appended; and where a check digit is given that the number does not agree with, each number with one character read
otherwise that does. A document without an issuing state is looked up under every state that the table knows.
"""

from enum import IntEnum

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.batches import Int8Column, Int64Column, TextColumn
from tournai.screening.stolen_documents.numbers import (
    FIELD_CHARACTERS,
    NOT_GIVEN,
    STATE_LETTERS,
    DocumentBatch,
    Written,
    check_digits,
    written,
)
from tournai.screening.stolen_documents.records import KIND_BITS, hashes_of, tails_of
from tournai.screening.stolen_documents.snapshots import DocumentSnapshot, find_in_snapshot

ROWS_AT_ONCE = 1 << 16

MISREAD = {
    "0": "ODQ", "O": "0DQ", "D": "0OQ", "Q": "0OD", "1": "IL", "I": "1L", "L": "1I", "2": "Z", "Z": "2",
    "5": "S", "S": "5", "6": "G", "G": "6", "8": "B", "B": "8",
}  # fmt: skip
"""Characters that are taken for one another by readers and by hand; the font OCR-B keeps most of them apart."""


class Reading(IntEnum):
    """How the number was read to be found, from the surest to the least sure."""

    AS_GIVEN = 0
    LETTERS_LIKE_DIGITS = 1
    WITHOUT_CHECK_DIGIT = 2
    BY_CHECK_DIGIT = 3


class DocumentHits(msgspec.Struct, frozen=True, eq=False):
    """Listed documents that were found: the row of the batch, the kind that is listed, and how the number was read.

    In the order of the rows; one row may find several listings. Each hit is to be checked against its source's record,
    which is found by its hash (see `document_hashes`).
    """

    rows: Int64Column
    hashes: Int64Column
    kinds: Int8Column
    readings: Int8Column

    def __len__(self) -> int:
        return len(self.rows)


class _Asked(msgspec.Struct, frozen=True, eq=False):
    rows: npt.NDArray[np.int64]
    written: Written
    reading: Reading


def look_up(snapshot: DocumentSnapshot, documents: DocumentBatch, *, key: bytes) -> DocumentHits:
    """Return the listed documents that the batch's documents are; ``key`` is the table's."""
    found = [np.zeros((4, 0), np.int64)]
    for start in range(0, len(documents), ROWS_AT_ONCE):
        some = documents.rows(start, min(start + ROWS_AT_ONCE, len(documents)))
        rows, usable = written(some.states, some.numbers)
        given = _Asked(np.flatnonzero(usable), rows[usable], Reading.AS_GIVEN)
        asked = (given, _without_check_digit(given), _by_check_digit(given, some.check_digits))
        hits = np.concatenate([_find(snapshot, each, key) for each in asked], axis=1)
        hits[0] += start
        found.append(hits)
    return _hits(np.concatenate(found, axis=1))


def _find(snapshot: DocumentSnapshot, asked: _Asked, key: bytes) -> npt.NDArray[np.int64]:
    """Return (row, kind, reading, hash) of what is found, a column each."""
    asked = _in_each_state(snapshot, asked)
    hashes = hashes_of(asked.written, key)
    places, tails = find_in_snapshot(snapshot, hashes)
    spelled = tails_of(asked.written[places], np.zeros(len(places), np.int8)) >> np.uint32(KIND_BITS)
    readings = np.full(len(places), asked.reading, np.int64)
    readings[(readings == Reading.AS_GIVEN) & (spelled != tails >> np.uint32(KIND_BITS))] = Reading.LETTERS_LIKE_DIGITS
    kinds = tails.astype(np.int64) & ((1 << KIND_BITS) - 1)
    return np.stack((asked.rows[places], kinds, readings, hashes[places].view(np.int64)))


def _hits(found: npt.NDArray[np.int64]) -> DocumentHits:
    """Return each listing of a row once, in its surest reading."""
    rows, kinds, readings, hashes = found[:, np.lexsort((found[2], found[3], found[1], found[0]))]
    first = np.ones(len(rows), bool)
    first[1:] = (rows[1:] != rows[:-1]) | (kinds[1:] != kinds[:-1]) | (hashes[1:] != hashes[:-1])
    return DocumentHits(rows[first], hashes[first], kinds[first].astype(np.int8), readings[first].astype(np.int8))


def _in_each_state(snapshot: DocumentSnapshot, asked: _Asked) -> _Asked:
    """Return the documents with an issuing state, and those without one under each state of the table."""
    stateless = np.flatnonzero(asked.written[:, 0] == 0)
    states = snapshot.states
    states = states[states != b""]
    if not len(stateless) or not len(states):
        return asked
    letters = states.view(np.uint8).reshape(len(states), STATE_LETTERS)
    repeated = np.repeat(asked.written[stateless], len(states), axis=0)
    repeated[:, :STATE_LETTERS] = np.tile(letters, (len(stateless), 1))
    return _Asked(
        rows=np.concatenate((asked.rows, np.repeat(asked.rows[stateless], len(states)))),
        written=np.concatenate((asked.written, repeated)),
        reading=asked.reading,
    )


def _without_check_digit(given: _Asked) -> _Asked:
    """Return the numbers of ten characters whose last is the check digit of the nine before it, without it."""
    last = STATE_LETTERS + FIELD_CHARACTERS
    ten = np.flatnonzero((given.written[:, last] > 0) & (given.written[:, last + 1] == 0))
    digits = check_digits(given.written[ten, STATE_LETTERS:last])
    ten = ten[given.written[ten, last] == digits + ord("0")]
    shortened = given.written[ten]
    shortened[:, last] = 0
    return _Asked(given.rows[ten], shortened, Reading.WITHOUT_CHECK_DIGIT)


def _by_check_digit(given: _Asked, digits: Int8Column) -> _Asked:
    """Return what each number that disagrees with its check digit is with one character read otherwise."""
    expected = digits[given.rows]
    doubtful = np.flatnonzero(expected != NOT_GIVEN)
    doubtful = doubtful[check_digits(given.written[doubtful, STATE_LETTERS:]) != expected[doubtful]]
    sources, states, numbers = [], [], []
    for place in doubtful.tolist():
        row = given.written[place]
        others = _read_otherwise(_text(row[STATE_LETTERS:]))
        sources += [place] * len(others)
        states += [_text(row[:STATE_LETTERS])] * len(others)
        numbers += others
    places = np.array(sources, np.int64)
    rows, _ = written(TextColumn.of(states), TextColumn.of(numbers))
    agrees = check_digits(rows[:, STATE_LETTERS:]) == expected[places]
    return _Asked(given.rows[places[agrees]], rows[agrees], Reading.BY_CHECK_DIGIT)


def _text(row: Written) -> str:
    return row.tobytes().rstrip(b"\0").decode()


def _read_otherwise(number: str) -> list[str]:
    return [
        number[:place] + other + number[place + 1 :]
        for place, char in enumerate(number)
        for other in MISREAD.get(char, "")
    ]
