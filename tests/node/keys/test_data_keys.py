"""The key store: keys are durable when made, gone when destroyed, and shared by processes."""

import os
import random
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tournai.errors import Unavailable, Unverified
from tournai.node.keys import ExposedKeys, KeyStore

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
STARTED_TOGETHER = """
import sys
from pathlib import Path
from tournai.node.keys import KeyStore

print("ready", flush=True)
sys.stdin.readline()
store = KeyStore(Path(sys.argv[1]))
keys = [key for _ in range(20) for key in store.create_data_keys(5, "pnr")]
print(store.blind_key("x").hex(), store.signing_key().public_key().hex(), *(key.identifier for key in keys))
"""

FORKED = """
import os, sys
from pathlib import Path
from tournai.node.keys import KeyStore

store = KeyStore(Path(sys.argv[1]))
if os.fork() == 0:
    try:
        store.create_data_keys(1, "pnr")
    except RuntimeError as error:
        os.write(1, str(error).encode())
    os._exit(0)
os.wait()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def store(folder: Path) -> Iterator[KeyStore]:
    made = KeyStore(folder, clock=lambda: NOW)
    yield made
    made.close()


def wrapped_blobs(folder: Path, identifiers: list[str]) -> list[bytes]:
    with closing(sqlite3.connect(folder / "data-keys.sqlite")) as connection, connection:
        rows = connection.execute("SELECT identifier, wrapped FROM data_keys JOIN wrapped_keys USING (slot)").fetchall()
    connection.close()
    return [wrapped for identifier, wrapped in rows if identifier in set(identifiers)]


def every_byte(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def fragments_found(blobs: list[bytes], content: bytes) -> int:
    """How many 16-byte pieces of the blobs occur in the content."""
    return sum(blob[start : start + 16] in content for blob in blobs for start in (0, 12, 28, 44))


def start_together(folder: Path, count: int) -> list[list[str]]:
    command = [sys.executable, "-c", STARTED_TOGETHER, str(folder)]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(count)
    ]
    [process.stdout.readline() for process in processes]
    [(process.stdin.write("go\n"), process.stdin.flush()) for process in processes]
    return [process.communicate(timeout=60)[0].split() for process in processes]


class TestDataKeys:
    """Data keys can be opened until they are destroyed."""

    def test_created_key_opens_to_its_material(self, store: KeyStore) -> None:
        keys = store.create_data_keys(3, "pnr")

        assert store.open_data_keys([key.identifier for key in keys]) == {key.identifier: key.material for key in keys}

    def test_keys_are_256_bits_and_all_different(self, store: KeyStore) -> None:
        keys = store.create_data_keys(500, "pnr")

        assert {len(key.material) for key in keys} == {32}
        assert len({key.material for key in keys} | {key.identifier for key in keys}) == 1000

    def test_another_process_opens_a_key_after_a_restart(self, folder: Path, store: KeyStore) -> None:
        (key,) = store.create_data_keys(1, "pnr")
        store.close()

        again = KeyStore(folder)

        assert again.open_data_keys([key.identifier]) == {key.identifier: key.material}
        again.close()

    def test_key_that_never_was_is_absent(self, store: KeyStore) -> None:
        assert store.open_data_keys(["0" * 32, "'; DROP TABLE data_keys; --", "\udc80"]) == {}

    def test_material_is_not_shown(self, store: KeyStore) -> None:
        (key,) = store.create_data_keys(1, "pnr")

        assert repr(key) == f"DataKey('{key.identifier}')"

    def test_identifiers_are_told_by_label_and_age(self, folder: Path) -> None:
        instants = iter([NOW, NOW, NOW + timedelta(hours=2)])
        store = KeyStore(folder, clock=lambda: next(instants))
        (old,), _, _ = (store.create_data_keys(1, label) for label in ("spool", "pnr", "spool"))

        assert store.identifiers("spool", NOW + timedelta(hours=1)) == [old.identifier]
        store.close()

    def test_swapped_wrapped_keys_are_unverified(self, folder: Path, store: KeyStore) -> None:
        first, _ = store.create_data_keys(2, "pnr")
        with closing(sqlite3.connect(folder / "data-keys.sqlite")) as connection, connection:
            connection.execute("UPDATE wrapped_keys SET wrapped = (SELECT wrapped FROM wrapped_keys WHERE slot = 2)")
        connection.close()

        with pytest.raises(Unverified, match=first.identifier):
            store.open_data_keys([first.identifier])

    def test_threads_share_a_store(self, store: KeyStore) -> None:
        threads = [threading.Thread(target=store.create_data_keys, args=(5, "pnr")) for _ in range(8)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]

        assert len(store.identifiers("pnr", NOW + timedelta(seconds=1))) == 40


class TestDestruction:
    """A destroyed key is gone from every file of the store."""

    def test_destroyed_key_does_not_open_and_others_do(self, store: KeyStore) -> None:
        gone, kept = store.create_data_keys(2, "pnr")

        assert store.destroy_data_keys([gone.identifier]) == 1
        assert store.open_data_keys([gone.identifier, kept.identifier]) == {kept.identifier: kept.material}

    def test_destroying_again_changes_nothing(self, store: KeyStore) -> None:
        (key,) = store.create_data_keys(1, "pnr")
        store.destroy_data_keys([key.identifier])

        assert store.destroy_data_keys([key.identifier]) == 0

    def test_wrapped_keys_stand_in_the_files_before(self, folder: Path, store: KeyStore) -> None:
        identifiers = [key.identifier for key in store.create_data_keys(10, "pnr")]

        assert fragments_found(wrapped_blobs(folder, identifiers), every_byte(folder)) == 40

    @pytest.mark.parametrize("step", [1, 2, 3, 7])
    def test_no_piece_of_a_destroyed_key_is_left_in_any_file(self, folder: Path, store: KeyStore, step: int) -> None:
        created = [key.identifier for _ in range(30) for key in store.create_data_keys(100, "pnr")]
        doomed = created[::step]
        blobs = wrapped_blobs(folder, doomed)

        store.destroy_data_keys(doomed)

        assert (len(blobs), fragments_found(blobs, every_byte(folder))) == (len(doomed), 0)

    def test_no_piece_is_left_after_rounds_of_creating_and_destroying(self, folder: Path, store: KeyStore) -> None:
        rounds = [_one_round(folder, store) for _ in range(12)]

        content = every_byte(folder)

        assert [fragments_found(blobs, content) for blobs in rounds] == [0] * 12

    @pytest.mark.parametrize("seed", [1, 2])
    def test_no_piece_is_left_where_keys_of_all_labels_come_and_go(
        self, folder: Path, store: KeyStore, seed: int
    ) -> None:
        # Rows of different lengths move between pages: a plain DELETE leaves about one key in two thousand behind.
        chance, alive = random.Random(seed), []
        destroyed = [blob for _ in range(25) for blob in _one_wave(folder, store, chance, alive)]

        content = every_byte(folder)

        assert (len(destroyed) > 2000, fragments_found(destroyed, content)) == (True, 0)

    def test_slots_are_used_again(self, folder: Path, store: KeyStore) -> None:
        [_one_round(folder, store) for _ in range(5)]

        with closing(sqlite3.connect(folder / "data-keys.sqlite")) as connection, connection:
            (slots,) = connection.execute("SELECT count(*) FROM wrapped_keys").fetchone()
        connection.close()
        assert slots == 300


def _one_round(folder: Path, store: KeyStore) -> list[bytes]:
    identifiers = [key.identifier for key in store.create_data_keys(300, "pnr")]
    blobs = wrapped_blobs(folder, identifiers)
    store.destroy_data_keys(identifiers[::2])
    store.destroy_data_keys(identifiers)
    return blobs


def _one_wave(folder: Path, store: KeyStore, chance: random.Random, alive: list[str]) -> list[bytes]:
    for label in ("pnr", "spool", "quarantine"):
        alive += [key.identifier for key in store.create_data_keys(chance.randrange(1, 100), label)]
    chance.shuffle(alive)
    doomed = [alive.pop() for _ in range(chance.randrange(len(alive)))]
    blobs = wrapped_blobs(folder, doomed)
    store.destroy_data_keys(doomed)
    return blobs


class TestContention:
    """Another process at work is waited for, then told as such."""

    @pytest.fixture
    def hasty(self, folder: Path, store: KeyStore) -> Iterator[KeyStore]:
        made = KeyStore(folder, busy_seconds=0.05)
        yield made
        made.close()

    @pytest.fixture
    def other(self, folder: Path, store: KeyStore) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(folder / "data-keys.sqlite", isolation_level=None)
        yield connection
        connection.close()

    def test_creation_beside_a_long_write_is_unavailable(self, hasty: KeyStore, other: sqlite3.Connection) -> None:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(Unavailable, match="locked"):
            hasty.create_data_keys(1, "pnr")

    def test_store_works_again_after_a_long_write(self, hasty: KeyStore, other: sqlite3.Connection) -> None:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable):
            hasty.create_data_keys(1, "pnr")
        other.execute("ROLLBACK")

        assert len(hasty.create_data_keys(1, "pnr")) == 1

    def test_destruction_beside_a_long_read_tells_that_traces_stay(
        self, hasty: KeyStore, other: sqlite3.Connection
    ) -> None:
        (key,) = hasty.create_data_keys(1, "pnr")
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM data_keys").fetchone()

        with pytest.raises(Unavailable, match="destroy again"):
            hasty.destroy_data_keys([key.identifier])
        assert hasty.open_data_keys([key.identifier]) == {}

    def test_destroying_again_after_a_long_read_clears_the_traces(
        self, folder: Path, hasty: KeyStore, other: sqlite3.Connection
    ) -> None:
        (key,) = hasty.create_data_keys(1, "pnr")
        blobs = wrapped_blobs(folder, [key.identifier])
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM data_keys").fetchone()
        with pytest.raises(Unavailable):
            hasty.destroy_data_keys([key.identifier])
        other.execute("ROLLBACK")

        hasty.destroy_data_keys([key.identifier])

        assert (len(blobs), fragments_found(blobs, every_byte(folder))) == (1, 0)

    def test_store_opened_before_a_fork_is_not_used_after_it(self, folder: Path) -> None:
        told = subprocess.run([sys.executable, "-c", FORKED, str(folder)], capture_output=True, text=True, timeout=60)

        assert "opened before a fork" in told.stdout


class TestOtherKeys:
    """Blind index keys are derived; the signing key signs."""

    def test_blind_key_is_the_same_after_a_restart(self, folder: Path, store: KeyStore) -> None:
        again = KeyStore(folder)

        assert again.blind_key("pnr") == store.blind_key("pnr")
        again.close()

    def test_each_purpose_has_its_own_blind_key(self, store: KeyStore) -> None:
        assert len({store.blind_key(name) for name in ("pnr", "spool", "")} | {bytes(32)}) == 4

    def test_signature_verifies_under_the_public_key(self, store: KeyStore) -> None:
        key = store.signing_key()

        Ed25519PublicKey.from_public_bytes(key.public_key()).verify(key.sign(b"checkpoint"), b"checkpoint")

    def test_store_seals_for_those_who_hold_it(self, store: KeyStore) -> None:
        (key,) = store.create_data_keys(1, "pnr")
        sealed = store.seal(key.material, b"ANNA", context=b"pnr 1")

        assert store.unseal(key.material, sealed, context=b"pnr 1") == b"ANNA"

    def test_value_is_looked_up_by_the_purpose_it_was_indexed_for(self, store: KeyStore) -> None:
        assert store.blind("pnr", "e-mail", "Anna@example.org") == store.blind("pnr", "e-mail", "anna@example.org")
        assert store.blind("pnr", "e-mail", "a@example.org") != store.blind("api", "e-mail", "a@example.org")


class TestFiles:
    """Key files are private, and never replaced in silence."""

    def test_folder_and_files_are_private(self, folder: Path, store: KeyStore) -> None:
        store.create_data_keys(1, "pnr")

        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {(path.name, stat.S_IMODE(path.stat().st_mode)) for path in folder.iterdir()} == {
            (name, 0o600)
            for name in (
                "blind.key",
                "data-keys.sqlite",
                "data-keys.sqlite-shm",
                "data-keys.sqlite-wal",
                "log-signing.key",
                "master.key",
            )
        }

    @pytest.mark.parametrize("name", ["master.key", "blind.key", "log-signing.key", "data-keys.sqlite"])
    def test_file_that_others_may_read_is_refused(self, folder: Path, store: KeyStore, name: str) -> None:
        (folder / name).chmod(0o640)

        with pytest.raises(ExposedKeys, match="0640"):
            KeyStore(folder)

    def test_folder_that_others_may_enter_is_refused(self, folder: Path, store: KeyStore) -> None:
        folder.chmod(0o755)

        with pytest.raises(ExposedKeys, match="0755"):
            KeyStore(folder)

    @pytest.mark.parametrize("name", ["master.key", "blind.key", "log-signing.key"])
    def test_lost_key_file_is_not_replaced_by_a_new_one(self, folder: Path, store: KeyStore, name: str) -> None:
        (folder / name).unlink()

        with pytest.raises(Unavailable, match="restore"):
            KeyStore(folder)

    @pytest.mark.parametrize("name", ["master.key", "blind.key", "log-signing.key"])
    def test_exchanged_key_file_is_unverified(self, folder: Path, store: KeyStore, name: str) -> None:
        (folder / name).write_bytes(bytes(32))

        with pytest.raises(Unverified, match="not the key that was used"):
            KeyStore(folder)

    def test_key_file_cut_short_is_unverified(self, folder: Path, store: KeyStore) -> None:
        os.truncate(folder / "master.key", 31)

        with pytest.raises(Unverified, match="31 bytes"):
            KeyStore(folder)

    def test_damaged_database_is_unverified(self, folder: Path, store: KeyStore) -> None:
        store.close()
        (folder / "data-keys.sqlite").write_bytes(b"not a database, not at all" * 100)

        with pytest.raises(Unverified, match="damaged"):
            KeyStore(folder)

    def test_half_written_key_of_a_killed_process_is_not_used(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        (folder / ".master.key.new").write_bytes(b"half")

        KeyStore(folder).close()

        assert len((folder / "master.key").read_bytes()) == 32
        assert not (folder / ".master.key.new").exists()


class TestProcesses:
    """Processes that start at once on an empty folder agree on every key."""

    def test_processes_that_start_at_once_agree(self, folder: Path) -> None:
        told = start_together(folder, 4)

        assert len({tuple(words[:2]) for words in told}) == 1

    def test_keys_that_processes_create_at_once_are_all_kept(self, folder: Path) -> None:
        identifiers = [word for words in start_together(folder, 3) for word in words[2:]]
        store = KeyStore(folder)

        assert len(store.open_data_keys(identifiers)) == 300
        store.close()


class TestSpeed:
    """A push of a thousand bookings must not wait for its keys."""

    def test_thousand_keys_are_created_in_a_fifth_of_a_second(self, store: KeyStore) -> None:
        started = time.perf_counter()
        store.create_data_keys(1000, "pnr")

        assert time.perf_counter() - started < 0.2

    def test_thousand_keys_open_in_a_tenth_of_a_second(self, store: KeyStore) -> None:
        identifiers = [key.identifier for key in store.create_data_keys(1000, "pnr")]
        started = time.perf_counter()
        store.open_data_keys(identifiers)

        assert time.perf_counter() - started < 0.1
