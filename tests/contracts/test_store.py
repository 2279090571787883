"""The store, on every database: its schema, its transactions, and what the duties rely on in its rows."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.acts import tables, verify
from tests.conftest import migrate_at

from tournai.errors import Malformed, Unavailable
from tournai.node.assembly import assemble
from tournai.node.duties.recording import ADMINISTRATION, Duty
from tournai.node.duties.rows import Account, Flight, NewAlert, QuarantineRow, StoredSource
from tournai.node.settings import Settings
from tournai.node.store.dialect import open_engine
from tournai.node.store.schema import metadata
from tournai.oversight.events import EventKind
from tournai.values import Actor, Role

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
UNTIL = NOW + timedelta(minutes=10)
ACTOR = Actor("a.peeters", Role.ANALYST)


def flight(flight_id: str = "f1", **changes: object) -> Flight:
    known = Flight(
        flight_id, "XX", "717", "NCE", "BRU", date(2026, 12, 1), None, None, None, None, NOW + timedelta(days=2)
    )
    return msgspec.structs.replace(known, **changes)


def source(name: str = "a-list", version: int = 1) -> StoredSource:
    return StoredSource(name, "un", None, NOW, "a.peeters", 0, 0, version)


def new_alert(reference: str, digest: str = "d1", category: str = "Q") -> NewAlert:
    return NewAlert("a-list", reference, category, digest, is_active=True, changed_at=NOW, body=b"{}")


def account(name: str = "a.peeters", language: str = "en") -> Account:
    return Account(name, "A", "analyst", language, "", is_active=True, failed=0, locked_until=None, created_at=NOW)


def record(unit, subject: str) -> None:
    Duty(unit, NOW, ACTOR, ADMINISTRATION).record(EventKind.ACCOUNT_CREATED, subject)


def claim(unit, now=NOW, limit=10):
    return unit.intake.claim_jobs(now, until=now + timedelta(minutes=10), limit=limit)


class TestSchema:
    def test_migrated_schema_is_the_one_that_the_tables_declare(self, database_url):
        engine = open_engine(database_url)
        with engine.connect() as connection:
            differences = compare_metadata(MigrationContext.configure(connection), metadata)
        engine.dispose()

        assert differences == []

    def test_migrating_again_changes_nothing(self, empty_database_url):
        migrate_at(empty_database_url)
        migrate_at(empty_database_url)

        engine = open_engine(empty_database_url)
        with engine.connect() as connection:
            versions = connection.execute(text("SELECT version_num FROM alembic_version")).all()
        engine.dispose()
        assert len(versions) == 1

    def test_two_processes_that_start_together_migrate_once(self, empty_database_url):
        code = f"from tests.conftest import migrate_at; migrate_at({empty_database_url!r})"
        root = Path(__file__).resolve().parents[2]
        started = [subprocess.Popen([sys.executable, "-c", code], cwd=root) for _ in range(2)]

        assert [process.wait(timeout=60) for process in started] == [0, 0]

    def test_schema_of_a_newer_program_is_refused(self, database_url):
        engine = open_engine(database_url)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        engine.dispose()

        with pytest.raises(Malformed, match="9999"):
            migrate_at(database_url)

    @pytest.mark.parametrize("url", ["mysql://x/y", "oracle://x/y"])
    def test_another_kind_of_database_is_refused(self, url):
        with pytest.raises(Malformed):
            open_engine(url)


class TestTransactions:
    def test_block_that_raises_writes_neither_data_nor_events(self, node):
        before = tables(node, without=())

        with suppress(ZeroDivisionError), node.ports.begin() as unit:
            unit.accounts.put_account(account())
            record(unit, "a.peeters")
            raise ZeroDivisionError

        assert tables(node, without=()) == before
        assert node.checkpoints.read() == []

    def test_each_commit_is_followed_by_its_checkpoint(self, node):
        with node.ports.begin() as unit:
            record(unit, "one")
            record(unit, "two")
        with node.ports.begin() as unit:
            record(unit, "three")

        with node.ports.look() as unit:
            sizes = [row.size for row in unit.events.checkpoints("node")]
        assert sizes == [0, 2, 3]
        assert [checkpoint.head.size for checkpoint in node.checkpoints.read()] == [2, 3]

    def test_what_is_written_while_looking_is_not_kept(self, node):
        before = tables(node, without=())

        with suppress(DBAPIError), node.ports.look() as unit:
            unit.accounts.put_account(account())

        assert tables(node, without=()) == before

    def test_look_sees_one_state_while_others_write(self, node):
        with node.ports.look() as unit:
            before = unit.accounts.accounts()
            with node.ports.begin() as writing:
                writing.accounts.put_account(account())

            assert unit.accounts.accounts() == before == []

    def test_events_of_many_threads_are_numbered_without_a_gap(self, node):
        def write(name: str) -> None:
            with node.ports.begin() as unit:
                record(unit, name)
                record(unit, name)

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(write, [f"t{number}" for number in range(40)]))

        with node.ports.look() as unit:
            assert [row.sequence for row in unit.events.entries("node")] == list(range(80))
        assert verify(node) == 80

    def test_log_that_grows_during_its_own_check_holds(self, node):
        ended = threading.Event()

        def write() -> None:
            while not ended.is_set():
                with node.ports.begin() as unit:
                    record(unit, "x")

        writer = threading.Thread(target=write)
        writer.start()
        counted = [verify_entries(node) for _ in range(15)]
        ended.set()
        writer.join()

        assert counted == sorted(counted)

    def test_database_that_is_not_there_is_unavailable(self, tmp_path):
        gone = f"postgresql://node@/x?host={tmp_path}"

        with pytest.raises(Unavailable):
            migrate_or_fail(gone, tmp_path)


def verify_entries(node) -> int:
    return verify(node) if node.checkpoints.read() else 0


def migrate_or_fail(url: str, folder: Path) -> None:
    data = folder / "data"
    data.mkdir(mode=0o700)
    assemble(Settings(data=data, database=url))


class TestFlights:
    def test_same_flight_is_stored_once(self, node):
        with node.ports.begin() as unit:
            first = unit.travel.flight_of(flight("f1"))
            again = unit.travel.flight_of(flight("f2"))

        assert (first.flight_id, again.flight_id) == ("f1", "f1")

    def test_times_of_a_known_flight_stay_until_they_are_set(self, node):
        arrival = NOW + timedelta(hours=27)
        with node.ports.begin() as unit:
            unit.travel.flight_of(flight())
            known = unit.travel.flight_of(flight(arrival_at=arrival, assessable_until=arrival))
            unit.travel.set_times(flight(arrival_at=arrival, assessable_until=arrival))

            assert known == flight()
            assert unit.travel.held_flight("f1") == flight(arrival_at=arrival, assessable_until=arrival)

    def test_pages_of_flights_hold_each_once(self, node):
        with node.ports.begin() as unit:
            for number in range(7):
                unit.travel.flight_of(flight(f"f{number}", number=str(number)))
            pages = [unit.travel.flights(now=NOW, show="coming", offset=offset, limit=3) for offset in (0, 3, 6)]

        assert [total for _, total in pages] == [7, 7, 7]
        assert sorted(one.flight_id for page, _ in pages for one in page) == [f"f{number}" for number in range(7)]


class TestJobs:
    def test_job_is_added_once(self, node):
        with node.ports.begin() as unit:
            unit.intake.add_jobs("k", ["a", "b"], NOW)
            unit.intake.add_jobs("k", ["b"], NOW)

            assert unit.intake.waiting() == 2

    def test_claimed_job_is_nobody_elses_until_the_claim_runs_out(self, node):
        with node.ports.begin() as unit:
            unit.intake.add_jobs("k", ["a"], NOW)
            assert len(claim(unit)) == 1
            assert claim(unit) == []
            [again] = claim(unit, UNTIL + timedelta(seconds=1))

        assert again.attempts == 2

    def test_job_claimed_before_is_claimed_alone(self, node):
        with node.ports.begin() as unit:
            unit.intake.add_jobs("k", ["a", "b", "c"], NOW)
            assert len(claim(unit, limit=2)) == 2
            alone = [[job.subject for job in claim(unit, UNTIL + timedelta(minutes=1))] for _ in range(3)]

        assert alone == [["a"], ["b"], ["c"]]

    def test_failed_job_comes_again_at_its_time(self, node):
        with node.ports.begin() as unit:
            unit.intake.add_jobs("k", ["a"], NOW)
            [job] = claim(unit)
            unit.intake.fail_job(job, run_at=NOW + timedelta(minutes=1), failure="X", counts=True)
            assert claim(unit) == []
            [again] = claim(unit, NOW + timedelta(minutes=1))

        assert again.attempts == 2

    def test_attempt_that_does_not_count_is_forgotten(self, node):
        with node.ports.begin() as unit:
            unit.intake.add_jobs("k", ["a"], NOW)
            [job] = claim(unit)
            unit.intake.fail_job(job, run_at=NOW, failure="Unavailable", counts=False)
            [again] = claim(unit)

        assert again.attempts == 1

    def test_job_that_was_claimed_anew_is_not_given_back_by_its_first_worker(self, node):
        later = UNTIL + timedelta(seconds=1)
        with node.ports.begin() as unit:
            unit.intake.add_jobs("k", ["a"], NOW)
            [first] = claim(unit)
            [_] = claim(unit, later)
            unit.intake.fail_job(first, run_at=NOW, failure="X", counts=True)

            assert claim(unit, later) == []

    def test_two_nodes_never_claim_the_same_job(self, node, settings, clock):
        with node.ports.begin() as unit:
            unit.intake.add_jobs("k", [f"s{number}" for number in range(60)], NOW)
        other = assemble(settings, clock)
        claimed: list[str] = []

        def work(ports) -> None:
            found = [None]
            while found:
                with ports.begin() as unit:
                    found = claim(unit, limit=3)
                claimed.extend(job.subject for job in found)

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(work, [node.ports, other.ports] * 2))
        other.close()

        assert sorted(claimed) == sorted(f"s{number}" for number in range(60))


class TestAlerts:
    def test_alert_of_the_same_reference_is_replaced_under_its_number(self, node):
        with node.ports.begin() as unit:
            unit.alerts.put_source(source())
            unit.alerts.put_alerts([new_alert("r1"), new_alert("r2")])
            before = {alert.reference: alert.alert_id for alert in unit.alerts.active_alerts("a-list", "")}
            unit.alerts.put_alerts([new_alert("r1", "d2")])
            after = {alert.reference: alert.alert_id for alert in unit.alerts.active_alerts("a-list", "")}

            assert before == after
            assert unit.alerts.digests("a-list") == {"r1": "d2", "r2": "d1"}

    def test_withdrawn_alert_is_counted_and_not_active(self, node):
        with node.ports.begin() as unit:
            unit.alerts.put_source(source())
            unit.alerts.put_alerts([new_alert("r1"), new_alert("r2", category="T")])
            unit.alerts.withdraw("a-list", ["r1"], NOW)

            assert unit.alerts.categories("a-list") == {"T": 1}
            assert unit.alerts.withdrawn("a-list") == 1

    def test_source_is_replaced(self, node):
        with node.ports.begin() as unit:
            unit.alerts.put_source(source())
            unit.alerts.put_source(source(version=2))

            assert [one.version for one in unit.alerts.sources()] == [2]


class TestRows:
    def test_account_is_replaced(self, node):
        with node.ports.begin() as unit:
            unit.accounts.put_account(account())
            unit.accounts.put_account(account(language="nl"))

            assert [one.language for one in unit.accounts.accounts()] == ["nl"]

    def test_quarantine_lists_what_is_open(self, node):
        row = QuarantineRow("01A", "xx", "http", NOW, UNTIL, None, "x", "y", 3)
        with node.ports.begin() as unit:
            unit.intake.put_quarantine(row)
            unit.intake.put_quarantine(msgspec.structs.replace(row, receipt="01B"))
            unit.intake.end_quarantine(["01A"], NOW)

            assert [one.receipt for one in unit.intake.quarantined()] == ["01B"]

    def test_instants_come_back_aware_and_in_utc(self, node):
        with node.ports.begin() as unit:
            unit.accounts.put_account(account())

        with node.ports.look() as unit:
            assert [one.created_at for one in unit.accounts.accounts()] == [NOW]
