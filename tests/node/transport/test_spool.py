"""The spool: what was acknowledged is readable, what was removed is gone, what was changed is told."""

import hashlib
import os
import resource
import sqlite3
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tournai.errors import Malformed, Unavailable, Unverified
from tournai.node.keys import KeyStore
from tournai.node.transport import Quarantine, Receipt, Spool
from tournai.node.transport.receipts import receipt_identifier

ARRIVAL = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
FAR = datetime(2200, 1, 1, tzinfo=UTC)
PassHours = Callable[[int], None]
BODY = b"UNA:+.?*'UNB+IATA:1+MARKERVANDENBERGHE+NODE'"


def put(spool: Spool, body: bytes = BODY, received_at: datetime = ARRIVAL) -> Receipt:
    return spool.put(body, sender="carrier XA", channel="http", received_at=received_at)


def every_byte(folder: Path) -> bytes:
    names = b"\n".join(os.fsencode(path) for path in sorted(folder.rglob("*")))
    return names + b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def file_of(folder: Path) -> Path:
    (path,) = folder.glob("*.sealed")
    return path


class SweptMeanwhile(KeyStore):
    """A key store whose spool keys another process sweeps while a body is being sealed."""

    def seal(self, key: bytes, plaintext: bytes, *, context: bytes) -> bytes:
        self.destroy_data_keys(self.identifiers("spool", FAR))
        return super().seal(key, plaintext, context=context)


@pytest.fixture
def full_disk() -> Iterator[None]:
    """The system takes no file past 4 MB, as a full disk would not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class TestPut:
    """A body that was put can be read, and nobody without the keys learns anything of it."""

    @pytest.mark.parametrize("body", [b"", b"\x00", BODY, bytes(range(256)) * 4096])
    def test_body_is_read_as_it_was_received(self, spool: Spool, body: bytes) -> None:
        receipt = put(spool, body)

        entry = spool.read(receipt.identifier)

        assert (entry.body, entry.sender, entry.channel, entry.received_at, entry.digest) == (
            body,
            "carrier XA",
            "http",
            ARRIVAL,
            receipt.digest,
        )

    def test_local_instant_of_arrival_is_kept_in_utc(self, spool: Spool) -> None:
        receipt = put(spool, received_at=ARRIVAL.astimezone(timezone(timedelta(hours=2))))

        assert spool.read(receipt.identifier).received_at == ARRIVAL

    def test_naive_instant_of_arrival_is_refused(self, spool: Spool) -> None:
        with pytest.raises(ValueError, match="aware"):
            put(spool, received_at=datetime(2026, 3, 1))

    def test_entry_is_read_after_a_restart(self, tmp_path: Path, spool: Spool, keys: KeyStore) -> None:
        receipt = put(spool)
        again = KeyStore(tmp_path / "keys")

        assert Spool(tmp_path / "spool", again).read(receipt.identifier).body == BODY
        again.close()

    def test_nothing_that_was_received_stands_in_any_byte_or_name(self, tmp_path: Path, spool: Spool) -> None:
        put(spool)

        content = every_byte(tmp_path)

        assert [word in content for word in (b"VANDENBERGHE", b"carrier XA", b"http", b"2026-03-01")] == [False] * 4

    @pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "blake2b"])
    def test_no_digest_that_could_be_tried_out_is_kept(self, tmp_path: Path, spool: Spool, algorithm: str) -> None:
        receipt = put(spool)
        digest = hashlib.new(algorithm, BODY).digest()

        content = every_byte(tmp_path) + receipt.digest + receipt.identifier.encode()

        assert digest[:8] not in content
        assert digest.hex()[:16].encode() not in content.lower()

    def test_equal_bodies_have_equal_digests_and_different_receipts(self, spool: Spool) -> None:
        first, second = put(spool), put(spool)

        assert first.digest == second.digest
        assert first.identifier != second.identifier

    def test_equal_bodies_are_sealed_to_different_bytes(self, tmp_path: Path, spool: Spool) -> None:
        put(spool), put(spool)

        first, second = (path.read_bytes().partition(b"\n")[2] for path in (tmp_path / "spool").glob("*.sealed"))

        assert first[:64] != second[:64]

    def test_files_are_private(self, tmp_path: Path, spool: Spool) -> None:
        put(spool)

        modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "spool", file_of(tmp_path / "spool"))]

        assert modes == [0o700, 0o600]

    def test_folder_that_others_may_enter_is_refused(self, tmp_path: Path, spool: Spool, keys: KeyStore) -> None:
        (tmp_path / "spool").chmod(0o770)

        with pytest.raises(Unverified, match="0770"):
            Spool(tmp_path / "spool", keys)

    def test_body_that_cannot_be_written_leaves_nothing(self, tmp_path: Path, spool: Spool, keys: KeyStore) -> None:
        (tmp_path / "spool").rename(tmp_path / "elsewhere")

        with pytest.raises(Unavailable, match="No such file"):
            put(spool)
        assert keys.identifiers("spool", FAR) == []

    def test_body_that_the_disk_does_not_take_leaves_nothing(
        self, tmp_path: Path, spool: Spool, keys: KeyStore, full_disk: None
    ) -> None:
        with pytest.raises(Unavailable, match="too large"):
            put(spool, bytes(8_000_000))

        assert (list((tmp_path / "spool").iterdir()), keys.identifiers("spool", FAR)) == ([], [])

    def test_threads_put_at_once(self, spool: Spool) -> None:
        bodies = [f"push {number}".encode() for number in range(60)]

        with ThreadPoolExecutor(6) as threads:
            receipts = list(threads.map(lambda body: put(spool, body).identifier, bodies))

        assert sorted(receipts) == spool.pending()
        assert [spool.read(receipt).body for receipt in receipts] == bodies

    def test_entry_in_a_log_does_not_show_its_body(self, spool: Spool) -> None:
        entry = spool.read(put(spool).identifier)

        assert repr(entry) == "SpoolEntry(44 bytes received at 2026-03-01T12:00:00.250000+00:00)"


class TestOrder:
    """Entries are told in order of arrival."""

    def test_receipts_come_in_order_of_arrival(self, spool: Spool) -> None:
        late, early, middle = (put(spool, received_at=ARRIVAL + timedelta(seconds=s)).identifier for s in (9, 0, 4))

        assert spool.pending() == [early, middle, late]

    def test_receipts_of_one_millisecond_come_in_the_order_of_put(self, spool: Spool) -> None:
        receipts = [put(spool).identifier for _ in range(20)]

        assert spool.pending() == receipts

    def test_receipt_is_the_ulid_of_its_instant(self) -> None:
        # The example of the ULID specification: 1469918176385 ms is written 01ARYZ6S41.
        instant = datetime.fromtimestamp(1469918176, UTC) + timedelta(milliseconds=385)

        assert receipt_identifier(instant, 0) == "01ARYZ6S41" + "0" * 16

    def test_files_that_are_no_entries_are_not_told(self, tmp_path: Path, spool: Spool) -> None:
        receipt = put(spool).identifier
        for name in (f".{receipt}.00000000.partial", "README", "x.sealed", f"{receipt}.sealed.bak", "é\n.sealed"):
            (tmp_path / "spool" / name).write_bytes(b"")

        assert spool.pending() == [receipt]


class TestTampering:
    """An entry that was changed is never taken for what was received."""

    @pytest.mark.parametrize("position", [0, 10, 17, 48, 60, 113, 114, 115, 140, 200, -1])
    def test_changed_byte_is_unverified(self, tmp_path: Path, spool: Spool, position: int) -> None:
        receipt = put(spool).identifier
        content = bytearray(file_of(tmp_path / "spool").read_bytes())
        content[position] ^= 1
        file_of(tmp_path / "spool").write_bytes(content)

        with pytest.raises(Unverified):
            spool.read(receipt)

    @pytest.mark.parametrize("length", [0, 20, 114, 115, 200])
    def test_cut_entry_is_unverified(self, tmp_path: Path, spool: Spool, length: int) -> None:
        receipt = put(spool).identifier
        os.truncate(file_of(tmp_path / "spool"), length)

        with pytest.raises(Unverified):
            spool.read(receipt)

    def test_entry_under_another_receipt_is_unverified(self, tmp_path: Path, spool: Spool) -> None:
        put(spool)
        other = receipt_identifier(ARRIVAL, 5)
        file_of(tmp_path / "spool").rename(tmp_path / "spool" / f"{other}.sealed")

        with pytest.raises(Unverified):
            spool.read(other)

    def test_entry_moved_to_quarantine_by_hand_is_unverified(
        self, tmp_path: Path, spool: Spool, quarantine: Quarantine
    ) -> None:
        receipt = put(spool).identifier
        file_of(tmp_path / "spool").rename(tmp_path / "quarantine" / f"{receipt}.sealed")

        with pytest.raises(Unverified):
            quarantine.read(receipt)

    def test_link_in_the_place_of_an_entry_is_not_followed(self, tmp_path: Path, spool: Spool) -> None:
        receipt = put(spool).identifier
        path = file_of(tmp_path / "spool").rename(tmp_path / "moved")
        (tmp_path / "spool" / f"{receipt}.sealed").symlink_to(path)

        with pytest.raises(Unavailable):
            spool.read(receipt)

    @pytest.mark.parametrize("text", ["", "../keys/master.key", "Z" * 26, "0" * 25, "0" * 25 + "\n", "0" * 25 + "u"])
    def test_text_that_is_no_receipt_is_malformed(self, spool: Spool, text: str) -> None:
        with pytest.raises(Malformed, match="no receipt"):
            spool.read(text)


class TestRemove:
    """A removed entry cannot be read by anyone, from any copy of its file."""

    def test_removed_entry_is_gone(self, tmp_path: Path, spool: Spool) -> None:
        receipt = put(spool).identifier

        spool.remove(receipt)

        assert (spool.pending(), list((tmp_path / "spool").iterdir())) == ([], [])

    def test_copy_of_a_removed_entry_cannot_be_read(self, tmp_path: Path, spool: Spool) -> None:
        receipt = put(spool).identifier
        copy = file_of(tmp_path / "spool").read_bytes()
        spool.remove(receipt)
        (tmp_path / "spool" / f"{receipt}.sealed").write_bytes(copy)

        with pytest.raises(Unavailable, match="destroyed"):
            spool.read(receipt)

    def test_removing_again_changes_nothing(self, spool: Spool) -> None:
        kept, gone = put(spool).identifier, put(spool).identifier
        spool.remove(gone)

        spool.remove(gone)

        assert spool.pending() == [kept]

    def test_entry_that_is_not_there_is_unavailable(self, spool: Spool) -> None:
        with pytest.raises(Unavailable, match="no spool entry"):
            spool.read(receipt_identifier(ARRIVAL, 5))

    def test_file_stays_while_its_key_cannot_be_destroyed(self, tmp_path: Path, spool: Spool) -> None:
        receipt = put(spool).identifier
        hasty = KeyStore(tmp_path / "keys", busy_seconds=0.05)
        other = sqlite3.connect(tmp_path / "keys" / "data-keys.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(Unavailable, match="locked"):
            Spool(tmp_path / "spool", hasty).remove(receipt)

        assert spool.pending() == [receipt]
        hasty.close(), other.close()

    def test_changed_entry_can_be_removed(self, tmp_path: Path, spool: Spool) -> None:
        receipt = put(spool).identifier
        file_of(tmp_path / "spool").write_bytes(b"changed")

        spool.remove(receipt)

        assert spool.pending() == []


class TestSweep:
    """What killed processes leave is removed, an hour later; nothing else is."""

    def test_entries_and_their_keys_stay(self, spool: Spool, pass_hours: PassHours) -> None:
        receipt = put(spool).identifier
        pass_hours(2)

        spool.sweep()

        assert spool.read(receipt).body == BODY

    @pytest.mark.parametrize(("hours", "removed"), [(0, 0), (2, 1)])
    def test_unfinished_file_is_removed_after_an_hour(
        self, tmp_path: Path, spool: Spool, pass_hours: PassHours, hours: int, removed: int
    ) -> None:
        (tmp_path / "spool" / ".0000000000000000000000000Z.00000000.partial").write_bytes(b"half")
        pass_hours(hours)

        swept = spool.sweep()

        assert (swept.unfinished, len(list((tmp_path / "spool").iterdir()))) == (removed, 1 - removed)

    @pytest.mark.parametrize(("hours", "destroyed"), [(0, 0), (2, 1)])
    def test_key_without_an_entry_is_destroyed_after_an_hour(
        self, spool: Spool, keys: KeyStore, pass_hours: PassHours, hours: int, destroyed: int
    ) -> None:
        keys.create_data_keys(1, "spool")
        pass_hours(hours)

        assert spool.sweep().keys == destroyed

    def test_keys_of_others_are_left_alone(self, spool: Spool, keys: KeyStore, pass_hours: PassHours) -> None:
        (key,) = keys.create_data_keys(1, "pnr")
        pass_hours(2)

        spool.sweep()

        assert keys.open_data_keys([key.identifier]) == {key.identifier: key.material}

    def test_entry_whose_key_is_gone_is_removed(self, tmp_path: Path, spool: Spool, keys: KeyStore) -> None:
        put(spool)
        keys.destroy_data_keys(keys.identifiers("spool", FAR))

        assert (spool.sweep().entries, spool.pending()) == (1, [])

    def test_while_an_entry_is_changed_it_is_told_and_no_key_is_destroyed(
        self, tmp_path: Path, spool: Spool, keys: KeyStore, pass_hours: PassHours
    ) -> None:
        receipt = put(spool).identifier
        file_of(tmp_path / "spool").write_bytes(b"changed")
        pass_hours(2)

        swept = spool.sweep()

        assert (swept.keys, swept.unverified, spool.pending()) == (0, (receipt,), [receipt])
        assert len(keys.identifiers("spool", FAR)) == 1

    def test_key_of_an_entry_that_cannot_be_read_now_is_kept(
        self, tmp_path: Path, spool: Spool, keys: KeyStore, pass_hours: PassHours
    ) -> None:
        receipt = put(spool).identifier
        moved = file_of(tmp_path / "spool").rename(tmp_path / "moved")
        (tmp_path / "spool" / f"{receipt}.sealed").symlink_to(moved)
        pass_hours(2)

        assert (spool.sweep().unverified, len(keys.identifiers("spool", FAR))) == ((receipt,), 1)

    def test_put_that_was_overtaken_by_a_sweep_is_not_acknowledged(self, tmp_path: Path) -> None:
        keys = SweptMeanwhile(tmp_path / "keys")
        spool = Spool(tmp_path / "spool", keys)

        with pytest.raises(Unavailable, match="send it again"):
            put(spool)

        assert list((tmp_path / "spool").iterdir()) == []
        keys.close()

    def test_another_key_store_removes_nothing(self, tmp_path: Path, spool: Spool) -> None:
        receipt = put(spool).identifier
        stranger = KeyStore(tmp_path / "other keys")

        swept = Spool(tmp_path / "spool", stranger).sweep()

        assert (swept.entries, swept.unverified) == (0, (receipt,))
        stranger.close()


class TestQuarantine:
    """An entry that could not be read keeps its receipt, under a key of its own."""

    def test_entry_outlives_its_spool_entry(self, spool: Spool, quarantine: Quarantine) -> None:
        receipt = put(spool)
        quarantine.put(receipt.identifier, spool.read(receipt.identifier))
        spool.remove(receipt.identifier)

        entry = quarantine.read(receipt.identifier)

        assert (entry.body, entry.sender, entry.digest, entry.received_at) == (
            BODY,
            "carrier XA",
            receipt.digest,
            ARRIVAL,
        )

    def test_putting_again_leaves_one_entry(self, spool: Spool, quarantine: Quarantine) -> None:
        receipt = put(spool).identifier
        entry = spool.read(receipt)
        quarantine.put(receipt, entry)

        quarantine.put(receipt, entry)

        assert (quarantine.pending(), quarantine.read(receipt).body) == ([receipt], BODY)

    def test_former_key_of_a_replaced_entry_is_swept(
        self, spool: Spool, quarantine: Quarantine, keys: KeyStore, pass_hours: PassHours
    ) -> None:
        receipt = put(spool).identifier
        entry = spool.read(receipt)
        quarantine.put(receipt, entry), quarantine.put(receipt, entry)
        pass_hours(2)

        assert (quarantine.sweep().keys, quarantine.read(receipt).body) == (1, BODY)

    def test_removed_entry_is_gone(self, spool: Spool, quarantine: Quarantine) -> None:
        receipt = put(spool).identifier
        quarantine.put(receipt, spool.read(receipt))

        quarantine.remove(receipt)

        assert quarantine.pending() == []

    def test_nothing_that_was_received_stands_in_any_byte(
        self, tmp_path: Path, spool: Spool, quarantine: Quarantine
    ) -> None:
        receipt = put(spool).identifier

        quarantine.put(receipt, spool.read(receipt))

        assert b"VANDENBERGHE" not in every_byte(tmp_path)
