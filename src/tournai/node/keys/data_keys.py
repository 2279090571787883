"""The key store: one data key a record, kept outside the database, so that destroying a key deletes the record.

The folder holds four files, all of mode 0600: ``master.key`` wraps the data keys, ``blind.key`` is the root of the
blind indexes' keys, ``log-signing.key`` signs the event log, and ``data-keys.sqlite`` holds the wrapped data keys.

Wrapped keys stand in a table of their own, in slots of one size that are overwritten in place and used again: SQLite's
``secure_delete`` zeroes what a DELETE frees, but not the copy that stays behind when a row moved to another page before
(SQLite 3.40: about one row in two thousand, where rows differ in length).
"""

import fcntl
import hmac
import json
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tournai.errors import Unavailable, Unverified
from tournai.node.keys import sealing
from tournai.node.keys.key_files import (
    FILE_MODE,
    KEY_BYTES,
    create_key_file,
    open_key_folder,
    read_key_file,
    require_private,
    sync_folder,
)
from tournai.node.keys.signing import SigningKey
from tournai.values.wordings import say

DATABASE, MASTER, BLIND, SIGNING = "data-keys.sqlite", "master.key", "blind.key", "log-signing.key"
NONCE_BYTES = 12
EMPTY_SLOT = bytes(NONCE_BYTES + KEY_BYTES + 16)
"""What a slot of a destroyed key holds: zeros, as long as a wrapped key (nonce, ciphertext, tag)."""

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY")
SCHEMA = (
    "CREATE TABLE IF NOT EXISTS wrapped_keys (slot INTEGER PRIMARY KEY, wrapped BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS empty_slots (slot INTEGER PRIMARY KEY)",
    """CREATE TABLE IF NOT EXISTS data_keys (identifier TEXT PRIMARY KEY, slot INTEGER NOT NULL UNIQUE,
    label TEXT NOT NULL, created_ms INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS data_keys_by_label ON data_keys (label, created_ms)",
    "CREATE TABLE IF NOT EXISTS key_files (name TEXT PRIMARY KEY, proof BLOB NOT NULL)",
)
SELECT_WRAPPED = (
    "SELECT identifier, wrapped FROM data_keys JOIN wrapped_keys USING (slot)"
    " WHERE identifier IN (SELECT value FROM json_each(?))"
)
SELECT_SLOTS = "SELECT slot, identifier FROM data_keys WHERE identifier IN (SELECT value FROM json_each(?))"
SELECT_IDENTIFIERS = "SELECT identifier FROM data_keys WHERE label = ? AND created_ms < ? ORDER BY created_ms"


class DataKey(msgspec.Struct, frozen=True, gc=False):
    """A key of 32 bytes that seals one record, and the identifier to keep beside what it sealed."""

    identifier: str
    """128 random bits, 32 hexadecimal digits."""
    material: bytes

    def __repr__(self) -> str:
        """Name the key and leave out its material: a key must not reach a log."""
        return f"DataKey({self.identifier!r})"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class KeyStore:
    """The keys of one node. Threads and processes may share a folder; open the store after a fork, not before.

    Args:
        folder: Where the files are; created where it is missing, and the files with it.
        clock: What dates new data keys.
        busy_seconds: How long to wait for another process that writes.

    Raises:
        ExposedKeys: Other accounts may reach the folder or a file in it.
        Unavailable: A key file that was used before is missing: restore it, a new one would open nothing.
        Unverified: A key file is not the one that was used before.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], datetime] = _utc_now, busy_seconds: float = 20) -> None:
        self._clock = clock
        self._process = os.getpid()
        self._lock = threading.RLock()
        self._blind_keys: dict[str, bytes] = {}
        open_key_folder(folder)
        with _folder_locked(folder):
            if not (folder / DATABASE).exists() and any((folder / name).exists() for name in (MASTER, BLIND, SIGNING)):
                said = "{path} is gone, its key files are there: restore it from its copy"
                raise Unavailable(say(said, path=str(folder / DATABASE)))
            self._connection = _connect(folder / DATABASE, busy_seconds)
            try:
                master, self._blind, signing = (self._key_file(folder / name) for name in (MASTER, BLIND, SIGNING))
            except BaseException:
                self._connection.close()
                raise
        self._wrapping = AESGCM(master)
        self._signing = SigningKey(signing)

    def create_data_keys(self, count: int, label: str) -> tuple[DataKey, ...]:
        """Return new data keys, durable before they are returned.

        ``label`` says what they seal, e.g. ``pnr`` or ``spool``; see `identifiers`.
        """
        made = tuple(DataKey(secrets.token_hex(16), secrets.token_bytes(KEY_BYTES)) for _ in range(count))
        created_ms = _milliseconds(self._clock())
        with self._transaction() as connection:
            slots = _take_slots(connection, count)
            rows = [(slot, self._wrap(key)) for slot, key in zip(slots, made, strict=True)]
            connection.executemany(
                "INSERT INTO wrapped_keys VALUES (?, ?) ON CONFLICT (slot) DO UPDATE SET wrapped = excluded.wrapped",
                rows,
            )
            connection.executemany(
                "INSERT INTO data_keys VALUES (?, ?, ?, ?)",
                [(key.identifier, slot, label, created_ms) for slot, key in zip(slots, made, strict=True)],
            )
        return made

    def open_data_keys(self, identifiers: Sequence[str]) -> dict[str, bytes]:
        """Return identifier -> key of 32 bytes. A key that was destroyed, or never was, is absent.

        Raises:
            Unverified: A wrapped key was changed.
        """
        with self._reading() as connection:
            rows = connection.execute(SELECT_WRAPPED, (json.dumps(list(identifiers)),)).fetchall()
        return {identifier: self._unwrap(identifier, wrapped) for identifier, wrapped in rows}

    def destroy_data_keys(self, identifiers: Sequence[str]) -> int:
        """Destroy data keys for good and return how many there were. Destroying again changes nothing.

        On return no byte of the wrapped keys is left in the store's files, the write-ahead log included. What a disk
        or its controller keeps of blocks written before is out of reach here: use encrypted disks.

        Raises:
            Unavailable: The keys are gone, but a long read keeps their traces in the write-ahead log: call again.
        """
        with self._lock:
            with self._transaction() as connection:
                rows = connection.execute(SELECT_SLOTS, (json.dumps(list(identifiers)),)).fetchall()
                slots = [(slot,) for slot, _ in rows]
                connection.executemany(
                    "UPDATE wrapped_keys SET wrapped = ? WHERE slot = ?", [(EMPTY_SLOT, slot) for (slot,) in slots]
                )
                connection.executemany("DELETE FROM data_keys WHERE identifier = ?", [(row[1],) for row in rows])
                connection.executemany("INSERT INTO empty_slots VALUES (?)", slots)
            self._empty_log()
        return len(rows)

    def identifiers(self, label: str, before: datetime) -> list[str]:
        """Return the identifiers of the data keys of a label that were created before an instant, oldest first."""
        with self._reading() as connection:
            rows = connection.execute(SELECT_IDENTIFIERS, (label, _milliseconds(before))).fetchall()
        return [identifier for (identifier,) in rows]

    def blind_key(self, name: str) -> bytes:
        """Return the key of 32 bytes of one purpose, always the same for the same name (HKDF-SHA256, RFC 5869)."""
        if name not in self._blind_keys:
            self._blind_keys[name] = _derive(self._blind, f"tournai blind key\x00{name}")
        return self._blind_keys[name]

    def signing_key(self) -> SigningKey:
        """Return the key that signs the event log."""
        return self._signing

    def exchange_key(self, use: str) -> SigningKey:
        """Return the key that signs what partner nodes get, one for each use: ``messages``, ``witness``."""
        return SigningKey(self.blind_key(f"exchange {use}"))

    def seal(self, key: bytes, plaintext: bytes, *, context: bytes) -> bytes:
        """Return the plaintext sealed, see `sealing.seal`: for those who hold a store and may not import this room."""
        return sealing.seal(key, plaintext, context=context)

    def unseal(self, key: bytes, sealed: bytes, *, context: bytes) -> bytes:
        """Return what was sealed, see `sealing.unseal`."""
        return sealing.unseal(key, sealed, context=context)

    def blind(self, name: str, kind: str, value: str) -> bytes:
        """Return the 16 bytes of a value in the blind index of a purpose, see `sealing.blind`."""
        return sealing.blind(self.blind_key(name), kind, value)

    def close(self) -> None:
        """Close the store's database."""
        with self._lock:
            self._connection.close()

    def _key_file(self, path: Path) -> bytes:
        """Return a key, made on first use only; the database remembers a proof of each key that was ever used."""
        with self._transaction() as connection:
            known = connection.execute("SELECT proof FROM key_files WHERE name = ?", (path.name,)).fetchone()
            if known is None and not path.exists():
                create_key_file(path)
            key = read_key_file(path)
            proof = _derive(key, f"tournai proof of {path.name}")
            if known is None:
                connection.execute("INSERT INTO key_files VALUES (?, ?)", (path.name, proof))
            elif not hmac.compare_digest(known[0], proof):
                said = "{path} is not the key that was used here before: restore it from its copy"
                raise Unverified(say(said, path=str(path)))
        return key

    def _wrap(self, key: DataKey) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._wrapping.encrypt(nonce, key.material, key.identifier.encode())

    def _unwrap(self, identifier: str, wrapped: bytes) -> bytes:
        try:
            return self._wrapping.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], identifier.encode())
        except InvalidTag as error:
            said = "the data key {identifier} does not open: the key store was changed"
            raise Unverified(say(said, identifier=str(identifier))) from error

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if os.getpid() != self._process:
            raise RuntimeError("a key store was opened before a fork: SQLite would damage it; open one in each process")
        with self._lock, _sqlite_errors():
            yield self._connection

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def _empty_log(self) -> None:
        with self._reading() as connection:
            is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise Unavailable("data keys are destroyed, but the write-ahead log could not be emptied: destroy again")


def _connect(path: Path, busy_seconds: float) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE))
    require_private(path, FILE_MODE)
    with _sqlite_errors():
        connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        for statement in SCHEMA:
            connection.execute(statement)
        # A process killed while destroying may have left traces; where others are at work, theirs will clear them.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sync_folder(path.parent)
    return connection


def _take_slots(connection: sqlite3.Connection, count: int) -> list[int]:
    emptied = connection.execute("SELECT slot FROM empty_slots LIMIT ?", (count,)).fetchall()
    connection.executemany("DELETE FROM empty_slots WHERE slot = ?", emptied)
    (last,) = connection.execute("SELECT coalesce(max(slot), 0) FROM wrapped_keys").fetchone()
    return [slot for (slot,) in emptied] + list(range(last + 1, last + 1 + count - len(emptied)))


def _derive(secret: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def _milliseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)


@contextmanager
def _folder_locked(folder: Path) -> Iterator[None]:
    """Let one process at a time create key files; the lock ends with its process."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _sqlite_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise Unavailable(say("the key store cannot be used now: {error}", error=str(error))) from error
    except sqlite3.DatabaseError as error:
        raise Unverified(say("the key store is damaged: {error}", error=str(error))) from error
