"""Sealing a booking or listed person under its data key, and opening it again.

One record holds a `Pnr` with all its travellers, or one `Traveller` of a passenger list. What belongs to a record (its
matches' values, its reviews' notes) is sealed under the record's key too, so that destroying the key ends them all.
"""

from collections.abc import Sequence

import msgspec

from tournai.errors import Unavailable
from tournai.node.duties.ports import DataKey, Keys
from tournai.node.duties.rows import StoredRecord
from tournai.travel.records import Pnr, Traveller

Content = Pnr | Traveller


def seal_content(keys: Keys, key: DataKey, record_id: str, content: Content) -> bytes:
    """Return a record's content, sealed under its key."""
    return keys.seal(key.material, msgspec.json.encode(content), context=_context("record", record_id))


def open_record(keys: Keys, record: StoredRecord) -> Content:
    """Return a record's content.

    Raises:
        Unavailable: Its key was destroyed: the data is deleted.
        Unverified: The sealed content was changed.
    """
    return _unsealed(keys, _key(keys, record.key_id), record)


def _unsealed(keys: Keys, key: bytes, record: StoredRecord) -> Content:
    content = keys.unseal(key, record.sealed, context=_context("record", record.record_id))
    kind: type[Pnr] | type[Traveller] = Pnr if record.kind == "PNR" else Traveller
    return msgspec.json.decode(content, type=kind)


def open_records(keys: Keys, records: Sequence[StoredRecord]) -> dict[str, Content]:
    """Return the contents of records by ``record_id``; one whose key was destroyed is left out.

    Raises:
        Unverified: A sealed content was changed.
    """
    opened = keys.open_data_keys([record.key_id for record in records])
    return {
        record.record_id: _unsealed(keys, opened[record.key_id], record)
        for record in records
        if record.key_id in opened
    }


def travellers_of(content: Content) -> tuple[Traveller, ...]:
    """Return the travellers of a record's content, in the order of their ordinals."""
    return content.travellers if isinstance(content, Pnr) else (content,)


def locators_of(content: Content) -> tuple[str, ...]:
    """Return the record locators that a content names."""
    return tuple(one.locator for one in content.locators) if isinstance(content, Pnr) else content.record_locators


def seal_beside(keys: Keys, key_id: str, kind: str, identifier: str, value: bytes) -> bytes:
    """Return a value that belongs to a record, e.g. a match's reasons, sealed under the record's key."""
    return keys.seal(_key(keys, key_id), value, context=_context(kind, identifier))


def open_beside(keys: Keys, key_id: str, kind: str, identifier: str, sealed: bytes) -> bytes:
    """Return what `seal_beside` sealed."""
    return keys.unseal(_key(keys, key_id), sealed, context=_context(kind, identifier))


def _key(keys: Keys, key_id: str) -> bytes:
    found = keys.open_data_keys([key_id]).get(key_id)
    if found is None:
        raise Unavailable("this data was deleted: its key is destroyed")
    return found


def _context(kind: str, identifier: str) -> bytes:
    return f"{kind}\x00{identifier}".encode()
