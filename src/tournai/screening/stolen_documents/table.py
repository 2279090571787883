"""The table of listed documents: one sorted array and a directory into it, both valid over a memory map.

An entry is 64 bits: 40 of the hash, 16 of the spelling, 8 of the kind. The first bits of the hash are not stored: they
say in which bucket of the directory the entry stands. A look-up reads one place of the directory and one short run.
"""

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.stolen_documents.records import DocumentRecords, Hashes, States, Tails

VERIFIED_BITS = 40
"""Bits of the hash that an entry repeats, beside those that choose its bucket."""

TAIL_BITS = 24
MOST_DIRECTORY_BITS = 24
ENTRIES_A_BUCKET = 4

Directory = npt.NDArray[np.uint32]
Found = tuple[npt.NDArray[np.int64], Tails]

_REMAINDER = np.uint64((1 << VERIFIED_BITS) - 1)
_TAIL = np.uint64((1 << TAIL_BITS) - 1)


class DocumentTable(msgspec.Struct, frozen=True, eq=False):
    """An immutable table; ``version`` names what it was made from, ``states`` are the issuing states that occur.

    ``directory`` has 2 ** ``bits`` + 1 places; a bucket's entries stand between two of them, in order.
    """

    version: str
    bits: int
    states: States
    directory: Directory
    entries: Hashes

    def __len__(self) -> int:
        return len(self.entries)


def document_table(records: DocumentRecords, *, version: str) -> DocumentTable:
    """Return the table of records that fit into memory."""
    bits = directory_bits(len(records))
    counts, entries = bucket_counts(records, bits), entries_of(records, bits)
    return DocumentTable(version, bits, records.states, directory_of(counts), entries)


def directory_bits(documents: int) -> int:
    """Return how many bits of the hash choose the bucket of a table of so many documents."""
    return min(max(documents // ENTRIES_A_BUCKET, 1).bit_length(), MOST_DIRECTORY_BITS)


def entries_of(records: DocumentRecords, bits: int) -> Hashes:
    """Return the entries of records that are in order: those of tables one after the other make one table."""
    remainders = (records.hashes >> np.uint64(64 - VERIFIED_BITS - bits)) & _REMAINDER
    return (remainders << np.uint64(TAIL_BITS)) | records.tails.astype(np.uint64)


def bucket_counts(records: DocumentRecords, bits: int) -> npt.NDArray[np.int64]:
    """Return how many records fall into each bucket."""
    return np.bincount((records.hashes >> np.uint64(64 - bits)).astype(np.int64), minlength=1 << bits)


def directory_of(counts: npt.NDArray[np.int64]) -> Directory:
    """Return the directory of buckets that hold so many entries each."""
    directory = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=directory[1:])
    return directory


def find_in_table(table: DocumentTable, hashes: Hashes) -> Found:
    """Return (place of the hash, the entry's tail) of each entry that has a hash's bits."""
    buckets = (hashes >> np.uint64(64 - table.bits)).astype(np.int64)
    wanted = (hashes >> np.uint64(64 - VERIFIED_BITS - table.bits)) & _REMAINDER
    at = table.directory[buckets].astype(np.int64)
    ends = table.directory[buckets + 1].astype(np.int64)
    rows = np.flatnonzero(at < ends)
    found_rows, found_tails = [], []
    while len(rows):
        entries = table.entries[at[rows]]
        remainders = entries >> np.uint64(TAIL_BITS)
        equal = remainders == wanted[rows]
        found_rows.append(rows[equal])
        found_tails.append((entries[equal] & _TAIL).astype(np.uint32))
        at[rows] += 1
        # A bucket is in order: behind a larger remainder there is nothing to find.
        rows = rows[(remainders <= wanted[rows]) & (at[rows] < ends[rows])]
    if not found_rows:
        return np.zeros(0, np.int64), np.zeros(0, np.uint32)
    return np.concatenate(found_rows), np.concatenate(found_tails)


def wrong_hit_rate(table: DocumentTable) -> float:
    """Return the chance that a document which is not listed finds an entry, for one look-up."""
    return float(len(table) / 2.0 ** (table.bits + VERIFIED_BITS))
