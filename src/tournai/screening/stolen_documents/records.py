"""Documents as the table keeps them: a keyed hash of issuing state and number, and what tells two listings apart."""

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.stolen_documents.numbers import STATE_LETTERS, DocumentBatch, Written, folded, spellings, written
from tournai.screening.stolen_documents.siphash import siphash

Hashes = npt.NDArray[np.uint64]
Tails = npt.NDArray[np.uint32]
States = npt.NDArray[np.bytes_]

KIND_BITS = 8


class DocumentRecords(msgspec.Struct, frozen=True, eq=False):
    """Documents that a source lists, or lists no more, in order and each once.

    ``hashes`` stand for issuing state and number, O and 0, I and 1 taken for one another; ``tails`` tell the spelling
    (16 bits) and the kind (8 bits); ``states`` are the issuing states that occur.
    """

    hashes: Hashes
    tails: Tails
    states: States

    def __len__(self) -> int:
        return len(self.hashes)


def document_records(documents: DocumentBatch, *, key: bytes) -> tuple[DocumentRecords, int]:
    """Return the records of the documents, and how many documents have no usable number.

    ``key`` has 16 bytes; it must be the key of the table that the records meet.
    """
    rows, usable = written(documents.states, documents.numbers)
    kinds = documents.kinds
    if not usable.all():
        rows, kinds = rows[usable], kinds[usable]
    hashes, tails = hashes_of(rows, key), tails_of(rows, kinds)
    records = in_order(DocumentRecords(hashes, tails, states_of(rows)))
    return records, len(documents) - len(rows)


def document_hashes(documents: DocumentBatch, *, key: bytes) -> list[int | None]:
    """Return for each document the number under which its record is found again, ``None`` without a usable number.

    It is the table's keyed hash as a signed 64-bit number; documents that only differ in O and 0, I and 1 share it.
    """
    rows, usable = written(documents.states, documents.numbers)
    hashes = hashes_of(rows, key).view(np.int64).tolist()
    return [value if is_usable else None for value, is_usable in zip(hashes, usable.tolist(), strict=True)]


def hashes_of(rows: Written, key: bytes) -> Hashes:
    """Return the keyed hash of state and number of each row."""
    return siphash(key, folded(rows))


def tails_of(rows: Written, kinds: npt.NDArray[np.int8]) -> Tails:
    """Return spelling and kind of each row in 24 bits."""
    tails: Tails = (spellings(rows) << np.uint32(KIND_BITS)) | kinds.astype(np.uint32)
    return tails


def states_of(rows: Written) -> States:
    """Return the issuing states that occur, in order; a row without a state counts as one."""
    letters = rows[:, :STATE_LETTERS].astype(np.uint32)
    numbers = np.unique(letters @ np.array((1 << 16, 1 << 8, 1), np.uint32))
    return np.array([int(number).to_bytes(STATE_LETTERS, "big") for number in numbers], f"S{STATE_LETTERS}")


def in_order(records: DocumentRecords) -> DocumentRecords:
    """Return the records in order, each once."""
    order = np.lexsort((records.tails, records.hashes))
    hashes, tails = records.hashes[order], records.tails[order]
    is_new = np.ones(len(order), bool)
    is_new[1:] = (hashes[1:] != hashes[:-1]) | (tails[1:] != tails[:-1])
    return DocumentRecords(hashes[is_new], tails[is_new], records.states)


def joined(one: DocumentRecords, other: DocumentRecords) -> DocumentRecords:
    """Return the records that stand on one side or on both."""
    return in_order(
        DocumentRecords(
            np.concatenate((one.hashes, other.hashes)),
            np.concatenate((one.tails, other.tails)),
            np.union1d(one.states, other.states),
        )
    )


def without(records: DocumentRecords, others: DocumentRecords) -> DocumentRecords:
    """Return the records that do not stand among the others."""
    kept = ~holds(others, records.hashes, records.tails)
    return DocumentRecords(records.hashes[kept], records.tails[kept], records.states)


def holds(records: DocumentRecords, hashes: Hashes, tails: Tails) -> npt.NDArray[np.bool_]:
    """Return which hashes with their tails stand among the records."""
    places, found = found_at(records.hashes, hashes)
    result = np.zeros(len(hashes), bool)
    result[places[records.tails[found] == tails[places]]] = True
    return result


def found_at(known: Hashes, wanted: Hashes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return (place among the wanted, place among the known) of each pair of equal hashes."""
    firsts, ends = np.searchsorted(known, wanted), np.searchsorted(known, wanted, "right")
    counts = ends - firsts
    places = np.repeat(np.arange(len(wanted)), counts)
    shifts = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
    return places, np.repeat(firsts, counts) + shifts
