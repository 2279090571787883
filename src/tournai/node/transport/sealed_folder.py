"""A folder of sealed entries: one received body a file, each under a data key of its own.

A file is one line of text (format, the data key's identifier, a keyed digest of that line) and the sealed entry: the
length of its particulars in four bytes, most significant first, the particulars in JSON, the body. Nothing that was
received stands in it in clear, and no digest that could be tried out without a key.

A process may be killed at any instant: a file gets its name only when it is whole and on the disk.
"""

import hmac
import os
import re
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar, Protocol

import msgspec

from tournai.errors import Malformed, Unavailable, Unverified
from tournai.node.transport.receipts import RECEIPT

MAX_BODY_BYTES = 256 * 1024 * 1024
"""A day of one large carrier is under 64 MiB; more in one body is no push."""
MAX_FILE_BYTES = MAX_BODY_BYTES + 64 * 1024
ABANDONED_AFTER = timedelta(hours=1)
"""After this long, a file that was never completed and a key that seals no entry belong to a killed process."""

FORMAT = "tournai-sealed-1"
HEADER = re.compile(rb"tournai-sealed-1 ([0-9A-Za-z]{1,64}) ([0-9a-f]{64})\n")
MAX_HEADER_BYTES = 200
SUFFIX = ".sealed"
UNFINISHED_SUFFIX = ".partial"
LENGTH_BYTES = 4


class DataKeyPort(Protocol):
    """A data key: its identifier and its 32 bytes."""

    @property
    def identifier(self) -> str:
        """What the key store knows the key by: letters and digits, 64 at most."""

    @property
    def material(self) -> bytes:
        """The key, 32 bytes."""


class KeyStorePort(Protocol):
    """What a sealed folder needs of the key store."""

    def create_data_keys(self, count: int, label: str) -> Sequence[DataKeyPort]:
        """Return new data keys, durable."""

    def open_data_keys(self, identifiers: Sequence[str]) -> dict[str, bytes]:
        """Return the keys that still exist."""

    def destroy_data_keys(self, identifiers: Sequence[str]) -> int:
        """Destroy data keys for good."""

    def identifiers(self, label: str, before: datetime) -> list[str]:
        """Return the data keys of a label that were created before an instant."""

    def blind_key(self, name: str) -> bytes:
        """Return the key of one purpose, always the same."""

    def seal(self, key: bytes, plaintext: bytes, *, context: bytes) -> bytes:
        """Return the plaintext sealed."""

    def unseal(self, key: bytes, sealed: bytes, *, context: bytes) -> bytes:
        """Return what was sealed, or raise `Unverified`."""


class Receipt(msgspec.Struct, frozen=True, gc=False):
    """What is known of a body once it is kept: its identifier, and a keyed digest (HMAC-SHA256) of its bytes.

    Equal bodies have equal digests, in the spool and in quarantine; without the node's key none can be computed.
    """

    identifier: str
    digest: bytes


class SpoolEntry(msgspec.Struct, frozen=True):
    """One received body, from whom, how and when it came, and its keyed digest."""

    body: bytes
    sender: str
    channel: str
    received_at: datetime
    digest: bytes

    def __repr__(self) -> str:
        """Tell the size and leave out what was received: it must not reach a log."""
        return f"SpoolEntry({len(self.body)} bytes received at {self.received_at.isoformat()})"


class EntryPort(Protocol):
    """What an entry tells, whoever made it."""

    @property
    def body(self) -> bytes:
        """The bytes as received."""

    @property
    def sender(self) -> str:
        """Who sent them."""

    @property
    def channel(self) -> str:
        """How they came."""

    @property
    def received_at(self) -> datetime:
        """When they came; aware."""


class Swept(msgspec.Struct, frozen=True, gc=False):
    """What a sweep removed: unfinished files, entries whose key is gone, keys without an entry; what it left alone."""

    unfinished: int
    entries: int
    keys: int
    unverified: tuple[str, ...]
    """Receipts of entries that are changed or unreadable; while there are any, no key is swept: it may be theirs."""


class _Particulars(msgspec.Struct, frozen=True):
    sender: str
    channel: str
    received_at: datetime
    digest: bytes


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SealedFolder:
    """What the spool and the quarantine share. Threads and processes may share a folder.

    Args:
        folder: Where the entries are; created with mode 0700 where it is missing.
        keys: The key store.
        clock: What `sweep` measures age by.
    """

    label: ClassVar[str]
    """What the key store calls the keys of this kind of folder."""

    def __init__(self, folder: Path, keys: KeyStorePort, *, clock: Callable[[], datetime] = _utc_now) -> None:
        self._folder = folder
        self._keys = keys
        self._clock = clock
        with _disk_errors(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = stat.S_IMODE(folder.stat().st_mode)
        if found & 0o077:
            raise Unverified(f"{folder} has mode {found:04o}, expected 0700: other accounts may change what it holds")

    def pending(self) -> list[str]:
        """Return the receipts of the entries, in order of arrival."""
        with _disk_errors(self._folder):
            names = os.listdir(self._folder)
        stems = (name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))
        return sorted(stem for stem in stems if RECEIPT.fullmatch(stem))

    def read(self, receipt: str) -> SpoolEntry:
        """Return an entry.

        Raises:
            Unavailable: There is no such entry, or its key has been destroyed.
            Unverified: The file was changed, cut, or is another entry's.
            Malformed: The text is no receipt.
        """
        key_identifier, sealed = self._read_file(receipt, MAX_FILE_BYTES)
        key = self._keys.open_data_keys([key_identifier]).get(key_identifier)
        if key is None:
            raise Unavailable(f"the key of {self.label} entry {receipt} has been destroyed")
        return _unpack(self._keys.unseal(key, sealed, context=self._context(receipt, key_identifier)))

    def remove(self, receipt: str) -> None:
        """Destroy an entry: its key first, then its file. Removing again changes nothing.

        Where the file's first line was changed, its key cannot be told; `sweep` destroys it.
        """
        found: list[str] = []
        with suppress(Unavailable, Unverified):
            found.append(self._read_file(receipt, 0)[0])
        self._keys.destroy_data_keys(found)
        self._unlink([self._path(receipt)])

    def sweep(self) -> Swept:
        """Remove what killed processes left: unfinished files and keys without an entry, both older than an hour, and
        entries whose key is gone.
        """
        before = self._clock() - ABANDONED_AFTER
        # Keys first: an entry of an old key that is not listed afterwards has no file and will get none.
        old_keys = self._keys.identifiers(self.label, before)
        unfinished = list(self._unfinished(before))
        owners, unverified = self._owners()
        opened = self._keys.open_data_keys(list(owners))
        gone = [receipt for key, receipt in owners.items() if key not in opened]
        orphans = [] if unverified else [key for key in old_keys if key not in owners]
        destroyed = self._keys.destroy_data_keys(orphans) if orphans else 0
        self._unlink([*unfinished, *map(self._path, gone)])
        return Swept(len(unfinished), len(gone), destroyed, tuple(unverified))

    def _digest(self, body: bytes) -> bytes:
        return hmac.digest(self._keys.blind_key("received body"), body, "sha256")

    def _store(self, receipt: str, entry: EntryPort, digest: bytes) -> None:
        if len(entry.body) > MAX_BODY_BYTES:
            raise Malformed(f"a body of {len(entry.body)} bytes, expected {MAX_BODY_BYTES} at most", code="too-large")
        (key,) = self._keys.create_data_keys(1, self.label)
        sealed = self._keys.seal(key.material, _pack(entry, digest), context=self._context(receipt, key.identifier))
        try:
            self._write(receipt, self._header(receipt, key.identifier) + sealed)
        except Unavailable:
            self._keys.destroy_data_keys([key.identifier])
            raise
        # A put that was held up for longer than a sweep waits must not be acknowledged: its key may be gone.
        if key.identifier not in self._keys.open_data_keys([key.identifier]):
            self._unlink([self._path(receipt)])
            raise Unavailable(f"{self.label} entry {receipt} took too long to write: send it again")

    def _write(self, receipt: str, content: bytes) -> None:
        unfinished = self._folder / f".{receipt}.{secrets.token_hex(4)}{UNFINISHED_SUFFIX}"
        with _disk_errors(self._folder):
            try:
                _write_durably(unfinished, content)
                unfinished.rename(self._path(receipt))
                _sync_folder(self._folder)
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise

    def _read_file(self, receipt: str, limit: int) -> tuple[str, bytes]:
        """Return the identifier of an entry's key, proven, and up to ``limit`` bytes of what it seals."""
        path = self._path(receipt)
        try:
            with open(path, "rb", opener=_open_no_link) as file:
                header = HEADER.fullmatch(file.readline(MAX_HEADER_BYTES))
                sealed = file.read(limit)
        except OSError as error:
            raise Unavailable(f"there is no {self.label} entry {receipt} that can be read: {error.strerror}") from error
        if header is None:
            raise Unverified(f"{self.label} entry {receipt} was changed: its first line is not {FORMAT}")
        key_identifier = header[1].decode()
        if not hmac.compare_digest(header[0], self._header(receipt, key_identifier)):
            raise Unverified(f"{self.label} entry {receipt} was changed: its first line does not prove itself")
        return key_identifier, sealed

    def _header(self, receipt: str, key_identifier: str) -> bytes:
        proof_key = self._keys.blind_key("sealed entry header")
        proof = hmac.digest(proof_key, self._context(receipt, key_identifier), "sha256")
        return f"{FORMAT} {key_identifier} {proof.hex()}\n".encode()

    def _context(self, receipt: str, key_identifier: str) -> bytes:
        return f"{FORMAT}\x00{self.label}\x00{receipt}\x00{key_identifier}".encode()

    def _path(self, receipt: str) -> Path:
        if not RECEIPT.fullmatch(receipt):
            raise Malformed("no receipt: expected 26 digits and capitals of Crockford's base32", code="no-receipt")
        return self._folder / f"{receipt}{SUFFIX}"

    def _owners(self) -> tuple[dict[str, str], list[str]]:
        """Return key -> receipt of the entries, and the receipts of those whose first line does not prove itself."""
        owners: dict[str, str] = {}
        unverified = []
        for receipt in self.pending():
            try:
                owners[self._read_file(receipt, 0)[0]] = receipt
            except Unverified:
                unverified.append(receipt)
            except Unavailable:
                # Removed meanwhile; where it is there and cannot be read, nothing of it may be swept either.
                unverified += [receipt] if os.path.lexists(self._path(receipt)) else []
        return owners, unverified

    def _unfinished(self, before: datetime) -> Iterator[Path]:
        for path in self._folder.glob(f".*{UNFINISHED_SUFFIX}"):
            with suppress(FileNotFoundError):
                if path.lstat().st_mtime < before.timestamp():
                    yield path

    def _unlink(self, paths: Iterable[Path]) -> None:
        with _disk_errors(self._folder):
            for path in paths:
                path.unlink(missing_ok=True)
            _sync_folder(self._folder)


def _pack(entry: EntryPort, digest: bytes) -> bytes:
    received_at = entry.received_at.astimezone(UTC)
    particulars = msgspec.json.encode(_Particulars(entry.sender, entry.channel, received_at, digest))
    return len(particulars).to_bytes(LENGTH_BYTES, "big") + particulars + entry.body


def _unpack(plaintext: bytes) -> SpoolEntry:
    end = LENGTH_BYTES + int.from_bytes(plaintext[:LENGTH_BYTES], "big")
    told = msgspec.json.decode(plaintext[LENGTH_BYTES:end], type=_Particulars)
    return SpoolEntry(plaintext[end:], told.sender, told.channel, told.received_at, told.digest)


def _open_no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _write_durably(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _disk_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable(f"the folder {folder} cannot be used now: {error.strerror}") from error
