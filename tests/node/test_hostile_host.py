"""What a host, an operator or somebody with the files can do to a node, and what the node says then."""

import shutil
import time

import msgspec
import pytest
from tests.acts import SOUGHT_BOOKING, deliver, flights, import_list, prepare_alerts, queue, run_sql
from tests.fakes.carrier import Flight, pnrgov
from tests.fakes.officers import NODE
from tests.fakes.wanted import SOURCE

from tournai.cli.node import opened
from tournai.errors import Malformed, Refused, Unavailable, Unverified
from tournai.node.assembly import assemble
from tournai.node.duties.alert_sources import import_alerts
from tournai.node.duties.log import verify_own_log
from tournai.node.jobs import Worker
from tournai.node.keys import KeyStore
from tournai.node.settings import Settings
from tournai.node.transport.watched import WatchedFolder
from tournai.oversight.log import BrokenLog


class TestKeys:
    """A log signed with two keys could never be verified again: other keys are refused before anything is written."""

    def test_a_key_folder_that_is_gone_is_not_made_anew(self, node, settings, clock):
        import_list(node)
        node.close()
        shutil.move(settings.data / "keys", settings.data / "kept")

        with pytest.raises(Unverified, match="not those of this database"):
            assemble(settings, clock)

        shutil.move(settings.data / "kept", settings.data / "keys")
        again = assemble(settings, clock)
        assert verify_own_log(again.ports, again.checkpoints.read())
        again.close()

    def test_a_key_store_that_is_gone_beside_its_key_files_is_not_made_anew(self, tmp_path):
        KeyStore(tmp_path / "keys").close()
        (tmp_path / "keys" / "data-keys.sqlite").unlink()

        with pytest.raises(Unavailable, match="restore it"):
            KeyStore(tmp_path / "keys")


class TestLog:
    """Rule SYS-03: whoever removes the proof of a log does not thereby prove it."""

    def test_a_stream_without_its_checkpoints_is_broken(self, node):
        import_list(node)
        run_sql(node, "DELETE FROM checkpoints")
        (node.settings.data / "log" / "checkpoints.txt").unlink()

        with pytest.raises(BrokenLog):
            verify_own_log(node.ports, node.checkpoints.read())

    def test_a_log_that_is_gone_whole_is_broken(self, node):
        import_list(node)
        for table in ("checkpoints", "log_edges", "events"):
            run_sql(node, f"DELETE FROM {table}")
        (node.settings.data / "log" / "checkpoints.txt").unlink()

        with pytest.raises(BrokenLog):
            verify_own_log(node.ports, node.checkpoints.read())

    def test_a_note_that_a_dying_process_cut_off_does_not_hide_the_next_ones(self, node):
        import_list(node)
        path = node.settings.data / "log" / "checkpoints.txt"
        before = len(node.checkpoints.read())
        path.write_bytes(path.read_bytes() + b"tournai.example/log/pnr\n12")

        deliver(node, pnrgov(SOUGHT_BOOKING))

        assert len(node.checkpoints.read()) > before
        assert verify_own_log(node.ports, node.checkpoints.read())


class TestWatchedFolder:
    """No file ends the worker."""

    def test_a_refused_file_with_the_longest_name_is_set_aside(self, tmp_path):
        (tmp_path / ("n" * 250)).write_bytes(b" ")
        time.sleep(1.1)  # the folder goes by the file system's own time, which no test can move

        taken = WatchedFolder(tmp_path).take(_refuse)

        assert taken == 0
        assert [path.name[:9] for path in tmp_path.iterdir()] == [".refused-"]

    def test_a_fault_of_the_folder_does_not_end_the_worker(self, node):
        calls = []

        def fault() -> int:
            calls.append(1)
            if len(calls) == 3:
                worker.stop()
            raise OSError("the folder is gone")

        worker = Worker(node.ports, take_in=fault, sweep=lambda: None)

        worker.run()

        assert len(calls) == 3


class TestAlertSources:
    """Rule PNR-08: what two persons approved is the source as it came before."""

    def test_another_format_under_an_approved_name_is_refused(self, node):
        import_list(node)
        row = b'36,"INVENTED, Ivan","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 01 Jan 1970."\r\n'

        with pytest.raises(Refused, match="PNR-08"):
            import_alerts(node.ports, NODE, source=SOURCE, format="ofac-csv", data=row)


class TestReviewDue:
    """Art. 6(2)(a): before arrival in the Member State, or departure from it."""

    @pytest.mark.parametrize(
        ("states", "expected"), [("", "arrival_at"), ("BEL", "arrival_at"), ("TUN", "departure_at")]
    )
    def test_a_match_is_due_before_the_flight_comes_in_or_goes_out(self, settings, clock, states, expected):
        node = assemble(msgspec.structs.replace(settings, states=states), clock)
        prepare_alerts(node)

        deliver(node, pnrgov(SOUGHT_BOOKING, flight=Flight(origin="TUN", destination="BRU")))

        assert [match.due_at for match in queue(node)] == [getattr(flights(node)[0], expected)]
        node.close()


def test_a_command_that_reads_makes_no_node(tmp_path):
    with pytest.raises(Malformed, match="there is no node"), opened(tmp_path / "typo", None):
        pass

    assert not (tmp_path / "typo").exists()


def test_an_unknown_state_is_refused_at_the_start():
    with pytest.raises(Malformed, match="no such state"):
        _ = Settings(states="BEL, Atlantis").state_codes


def _refuse(body: bytes) -> None:
    raise Malformed("empty", code="empty")
