"""Lost and stolen documents: looked up for every traveller at intake, in a table that holds no number."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from tests.acts import REVIEW_BY, approve, deliver, queue
from tests.fakes.carrier import Booking, Passenger, pnrgov
from tests.fakes.officers import ANALYST

from tournai.node.assembly import assemble
from tournai.node.duties.alert_sources import import_alerts, preview_import
from tournai.node.duties.matches import open_match
from tournai.node.duties.screening import current_screener
from tournai.node.store.dialect import open_engine

HEADER = "document_number,document_kind,issuing_state,circumstance,reported_on"
STOLEN = "UT10O4567,P,UTO,stolen,2026-05-01"
BLANK = "UT2200001,P,UTO,blank stolen,2026-05-02"


def listed(*rows: str) -> bytes:
    return "\n".join((HEADER, *rows)).encode()


def take(node, *rows: str, source: str = "lost-documents"):
    return import_alerts(node.ports, ANALYST, source=source, format="documents", data=listed(*rows))


def booking(number: str, state: str = "UTO", reference: str = "R1") -> bytes:
    holder = Passenger("DEWINTERE", "FLEURTJE", date(1990, 5, 6), number, state=state, sex="F")
    return pnrgov(Booking("LOC7Q1", (holder,)), reference=reference)


def tables(node) -> bytes:
    folder = node.settings.data / "documents"
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def table_folders(node) -> list[str]:
    return [path.name for path in (node.settings.data / "documents").iterdir() if path.is_dir()]


@pytest.fixture
def looking(node):
    """A node that may match travel data with a list of two documents."""
    take(node, STOLEN, BLANK)
    approve(node, source="lost-documents")
    node.worker.run_until_idle()
    return node


class TestLookUp:
    def test_document_of_a_traveller_is_a_match_in_the_one_queue(self, looking):
        deliver(looking, booking("UT10O4567"))

        [match] = queue(looking)
        assert (match.source, match.category, match.reasons) == ("lost-documents", "stolen", ("document",))

    def test_match_shows_both_numbers_and_why(self, looking):
        deliver(looking, booking("UT1004567"))

        [match] = queue(looking)
        page = open_match(looking.ports, ANALYST, match.match_id)
        [reason] = page.features
        assert (reason.name, reason.found, reason.sought) == ("document", "UT1004567", "UT10O4567")
        assert reason.similarity < 1
        assert reason.weight == match.score
        assert page.alert.legal_basis

    def test_number_of_another_state_is_another_document(self, looking):
        deliver(looking, booking("UT10O4567", state="SVN"))

        assert queue(looking) == []

    def test_other_number_is_no_match(self, looking):
        deliver(looking, booking("UT1004568"))

        assert queue(looking) == []

    def test_another_push_makes_no_second_match(self, looking):
        deliver(looking, booking("UT2200001"))
        deliver(looking, booking("UT2200001", reference="R2"))

        assert len(queue(looking)) == 1

    def test_coming_traveller_is_looked_up_when_the_document_is_listed(self, node):
        take(node, BLANK)
        approve(node, source="lost-documents")
        deliver(node, booking("UT10O4567"))

        take(node, BLANK, STOLEN)
        node.worker.run_until_idle()

        assert len(queue(node)) == 1

    def test_document_stored_before_the_table_was_is_found_all_the_same(self, node):
        take(node, STOLEN)
        engine = open_engine(node.settings.database_url)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alerts SET document = NULL"))
        engine.dispose()
        approve(node, source="lost-documents")

        deliver(node, booking("UT10O4567"))

        assert len(queue(node)) == 1


class TestOnlyApprovedSources:
    """Rule PNR-08: default no, category by category."""

    def test_list_that_nobody_approved_finds_nobody(self, node):
        take(node, STOLEN)

        deliver(node, booking("UT10O4567"))

        assert queue(node) == []

    def test_circumstance_that_was_not_approved_finds_nobody(self, node):
        take(node, STOLEN, BLANK)
        approve(node, source="lost-documents", category="blank stolen", review_by=REVIEW_BY)

        deliver(node, booking("UT10O4567"))

        assert queue(node) == []


class TestWithdrawn:
    """Rule SIS-05: a document that was found again is sought no more, and no file keeps its hash."""

    def test_it_finds_nobody_at_once(self, looking):
        take(looking, BLANK)

        deliver(looking, booking("UT10O4567"))

        assert queue(looking) == []

    def test_its_table_is_destroyed(self, looking):
        before = table_folders(looking)

        take(looking, BLANK)
        looking.worker.run_until_idle()

        after = current_screener(looking.ports).documents.snapshot
        assert len(before) == len(table_folders(looking)) == 1
        assert before != table_folders(looking)
        assert (len(after.table), len(after.added)) == (1, 0)

    def test_its_copy_ends_with_its_time(self, looking, clock):
        clock.move(timedelta(hours=49))
        looking.worker.run_until_idle()

        assert len(current_screener(looking.ports).documents.snapshot.table) == 0


@pytest.mark.parametrize("name", ["*.json", "*/entries.u64", "*/table.json"])
def test_damaged_table_is_built_anew(looking, clock, name):
    [path] = (looking.settings.data / "documents").glob(name)
    path.write_bytes(b"{")
    risen = assemble(looking.settings, clock)

    deliver(risen, booking("UT10O4567"))

    assert len(queue(risen)) == 1
    risen.close()


def test_no_file_of_the_table_holds_a_number(looking):
    assert b"UT2200001" not in tables(looking)
    assert b"UT1004567" not in tables(looking)


def test_preview_says_what_would_change_and_changes_nothing(looking):
    report = preview_import(
        looking.ports, ANALYST, source="lost-documents", format="documents", data=listed(STOLEN, "X,P,UTO,stolen,")
    )

    assert (report.added, report.withdrawn, len(report.bad_rows), report.is_eligible) == (0, 1, 1, True)
    assert len(current_screener(looking.ports).documents.snapshot.table) == 2
