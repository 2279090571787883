"""The log: it verifies with plain Python, and no byte of it is changed or cut off unseen (rule SYS-03)."""

import base64
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from tests.acts import UNKNOWN_BOOKING, deliver, logged, prepare_alerts, run_sql, verify
from tests.fakes.carrier import pnrgov
from tests.fakes.officers import ANALYST, DATA_PROTECTION_OFFICER, SUPERVISOR

import tournai.oversight
from tournai.errors import Malformed, Unverified
from tournai.node.duties.log import export_log, show_log, verify_own_log
from tournai.node.store.dialect import open_engine
from tournai.node.store.schema import checkpoints, events
from tournai.oversight import BrokenLog, Stream

VERIFIER = Path(tournai.oversight.__file__).parent / "standalone" / "verify_log.py"
BYTES = {"events": ("payload", "commitment_key", "commitment"), "checkpoints": ("root", "previous", "signature")}
LAST = "(SELECT max(size) FROM checkpoints WHERE stream='pnr')"
COPY = "UPDATE events SET payload = (SELECT payload FROM events o WHERE o.stream='pnr' AND o.sequence=1)"


@pytest.fixture
def busy(node):
    """A node with a log of some length."""
    prepare_alerts(node)
    deliver(node, pnrgov(UNKNOWN_BOOKING), pnrgov(UNKNOWN_BOOKING, reference="R2"))
    return node


def flip(node, table, column, chosen, byte):
    """Change one bit of a stored value behind the node's back."""
    engine = open_engine(node.settings.database_url)
    with engine.begin() as connection:
        value = bytearray(connection.execute(select(column).where(chosen)).scalar_one())
        value[byte] ^= 1
        connection.execute(update(table).where(chosen).values({column.name: bytes(value)}))
    engine.dispose()


def stand_alone(tmp_path, node, lines):
    key = base64.b64encode(node.ports.keys.signing_key().public_key()).decode()
    export = tmp_path / "log.jsonl"
    export.write_bytes(b"".join(lines))
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(export), "--key", key]
    return subprocess.run(command, capture_output=True, check=False, text=True)


class TestExport:
    def test_export_holds_for_the_stand_alone_verifier(self, busy, tmp_path):
        lines = list(export_log(busy.ports, SUPERVISOR, stream="pnr"))

        done = stand_alone(tmp_path, busy, lines)

        assert done.returncode == 0
        assert done.stdout.startswith(f"holds: piu.example/log/pnr: {len(logged(busy))} entries")

    def test_changed_export_does_not(self, busy, tmp_path):
        lines = list(export_log(busy.ports, SUPERVISOR, stream="pnr"))
        changed = [line.replace(b"push:stored", b"push:repeated") for line in lines]

        assert stand_alone(tmp_path, busy, changed).returncode == 1

    def test_exporting_and_reading_are_events_of_the_log(self, busy):
        list(export_log(busy.ports, SUPERVISOR, stream="pnr"))
        show_log(busy.ports, DATA_PROTECTION_OFFICER)

        recorded = [(event.kind.value, event.actor) for event in [*logged(busy), *logged(busy, stream=Stream.NODE)]]
        assert ("log:exported", "g.maes") in recorded
        assert ("log:read", "d.wouters") in recorded

    def test_unknown_stream_is_malformed(self, node):
        with pytest.raises(Malformed):
            export_log(node.ports, SUPERVISOR, stream="other")


class TestTampering:
    def test_whole_log_holds(self, busy):
        assert verify(busy) > 10

    @pytest.mark.parametrize(("column", "byte"), [(c, b) for c in BYTES["events"] for b in (0, 7, -1)])
    def test_changed_byte_of_an_event_is_found(self, busy, column, byte):
        flip(busy, events, events.c[column], (events.c.stream == "pnr") & (events.c.sequence == 3), byte)

        with pytest.raises(BrokenLog):
            verify_own_log(busy.ports)

    @pytest.mark.parametrize(("column", "byte"), [(c, b) for c in BYTES["checkpoints"] for b in (0, 7, -1)])
    def test_changed_byte_of_a_checkpoint_is_found(self, busy, column, byte):
        of_the_last = select(func.max(checkpoints.c.size)).where(checkpoints.c.stream == "pnr").scalar_subquery()
        chosen = (checkpoints.c.stream == "pnr") & (checkpoints.c.size == of_the_last)
        flip(busy, checkpoints, checkpoints.c[column], chosen, byte)

        with pytest.raises(BrokenLog):
            verify_own_log(busy.ports)

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE events SET payload = NULL WHERE stream='pnr' AND sequence=2",
            "UPDATE events SET sequence = 1000 WHERE stream='pnr' AND sequence=2",
            f"{COPY} WHERE stream='pnr' AND sequence=2",
            "UPDATE events SET stream = 'node' WHERE stream='pnr' AND sequence=2",
            "DELETE FROM events WHERE stream='pnr' AND sequence=2",
            "DELETE FROM events WHERE stream='pnr' AND sequence=(SELECT max(sequence) FROM events WHERE stream='pnr')",
            "UPDATE checkpoints SET size = size + 1000 WHERE stream='pnr' AND size > 3",
            "DELETE FROM checkpoints WHERE stream='pnr' AND size=0",
            f"DELETE FROM checkpoints WHERE stream='pnr' AND size={LAST}",
        ],
    )
    def test_change_behind_the_nodes_back_is_found(self, busy, change):
        assert run_sql(busy, change) > 0

        with pytest.raises(BrokenLog):
            verify_own_log(busy.ports)

    def test_time_of_a_checkpoint_is_signed_too(self, busy):
        run_sql(busy, "UPDATE checkpoints SET at = '2026-11-30 09:00:01.000000' WHERE stream='pnr' AND size > 3")

        with pytest.raises(BrokenLog):
            verify_own_log(busy.ports)

    def test_log_cut_off_with_its_checkpoints_is_found_through_the_checkpoint_file(self, busy):
        run_sql(busy, "DELETE FROM events WHERE stream='pnr' AND sequence >= 5")
        run_sql(busy, "DELETE FROM checkpoints WHERE stream='pnr' AND size > 5")

        with pytest.raises(BrokenLog):
            verify(busy)

    def test_wiped_log_is_found_through_the_checkpoint_file(self, busy):
        run_sql(busy, "DELETE FROM events")
        run_sql(busy, "DELETE FROM checkpoints")

        with pytest.raises((BrokenLog, Unverified)):
            verify(busy)


class TestPages:
    def test_page_gives_the_newest_first(self, busy):
        page = show_log(busy.ports, DATA_PROTECTION_OFFICER)

        assert [event.sequence for event in page.events] == list(range(page.total - 1, -1, -1))

    def test_page_before_a_number_goes_on_from_there(self, busy):
        page = show_log(busy.ports, DATA_PROTECTION_OFFICER, before=3)

        assert [event.sequence for event in page.events] == [2, 1, 0]

    def test_event_names_who_why_and_on_which_ground(self, busy):
        found = [event for event in show_log(busy.ports, SUPERVISOR).events if event.kind == "alerts:imported"]

        assert [(event.actor, event.purpose, event.legal_basis) for event in found] == [
            (ANALYST.identifier, "terrorism or serious crime", "Directive (EU) 2016/681, Art. 6(3)(a)")
        ]
