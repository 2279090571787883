"""Alerts that end by themselves, and what is left of them: rules SIS-01, SIS-02; copies with a time to live."""

from datetime import date, timedelta

import pytest
from tests.acts import approve, deliver, import_list, kinds, logged, queue, tables
from tests.fakes.carrier import Booking, Passenger, pnrgov
from tests.fakes.officers import ANALYST, SENIOR

from tournai.errors import Malformed, Refused
from tournai.node.duties.alert_ends import extend_alert
from tournai.node.duties.alert_sources import import_alerts, show_alerts

SOURCE = "police"
COLUMNS = (
    "alert_id,category,surname,given_names,birth_date,action,decision,entered_on,review_by,document_number,"
    "document_kind,linked_to"
)
SOUGHT = Passenger("ORLANDIC", "TIBOR", date(1971, 3, 4), "XK1234567", state="SVN")
BOOKING = Booking("LOC7Q1", (SOUGHT,))


def row(
    reference: str = "BE-1", review_by: str = "2026-12-05", linked_to: str = "", names: str = "ORLANDIC,TIBOR"
) -> str:
    return f"{reference},36,{names},1971-03-04,discreet check,D-1,2026-11-01,{review_by},XK1234567,P,{linked_to}"


def take(node, *rows: str, keep_hours: int | None = 0, by=ANALYST):
    data = "\n".join((COLUMNS, *(rows or (row(),)))).encode()
    return import_alerts(node.ports, by, source=SOURCE, format="police", data=data, keep_hours=keep_hours)


def active(node) -> int:
    return sum(source.active for source in show_alerts(node.ports, ANALYST).sources)


def bodies(node) -> bytes:
    return b"".join(value for stored in tables(node)["alerts"] for value in stored if isinstance(value, bytes))


def index_bytes(node) -> bytes:
    folder = node.settings.data / "index"
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def end_of_days(node, clock, days: int) -> None:
    clock.move(timedelta(days=days))
    node.worker.run_until_idle()


class TestReview:
    """Rule SIS-01 (Regulation (EU) 2018/1862, Art. 53)."""

    def test_alert_past_its_review_finds_nobody(self, node, clock):
        take(node, row(review_by="2026-11-30"))
        approve(node, source=SOURCE)
        clock.move(timedelta(days=1, hours=1))

        deliver(node, pnrgov(BOOKING))

        assert queue(node) == []

    def test_alert_within_its_review_finds_its_person(self, node):
        take(node)
        approve(node, source=SOURCE)

        deliver(node, pnrgov(BOOKING))

        assert len(queue(node)) == 1

    def test_alert_past_its_review_is_destroyed_in_table_and_index(self, node, clock):
        take(node)
        approve(node, source=SOURCE)
        node.worker.run_until_idle()
        assert b"ORLANDIC" in bodies(node)

        end_of_days(node, clock, 30)

        assert active(node) == 0
        assert b"ORLANDIC" not in bodies(node) + index_bytes(node)
        assert b"XK1234567" not in bodies(node) + index_bytes(node)
        assert [event.details for event in logged(node, "alerts:ended")] == [{"alerts": 1, "linked": 0}]

    def test_edition_that_still_holds_it_does_not_bring_it_back(self, node, clock):
        take(node)
        end_of_days(node, clock, 30)

        report = take(node)

        assert (report.added, report.ended, active(node)) == (0, 1, 0)


class TestExtension:
    """An individual assessment, logged; only the owner extends (rules SIS-01, SIS-06)."""

    def alert_id(self, node) -> int:
        return int(show_alerts(node.ports, ANALYST, source=SOURCE).alerts[0].alert_id)

    def test_extended_alert_stays_in_force(self, node, clock):
        take(node)

        extend_alert(node.ports, SENIOR, self.alert_id(node), until=date(2027, 6, 1), reason="still sought")
        end_of_days(node, clock, 30)

        assert active(node) == 1
        assert [event.details for event in logged(node, "alert:extended")] == [{"until": "2027-06-01"}]

    def test_unchanged_edition_does_not_undo_the_extension(self, node, clock):
        take(node)
        extend_alert(node.ports, SENIOR, self.alert_id(node), until=date(2027, 6, 1), reason="still sought")

        take(node)
        end_of_days(node, clock, 30)

        assert active(node) == 1

    def test_extension_without_an_assessment_is_refused(self, node):
        take(node)

        with pytest.raises(Refused) as refused:
            extend_alert(node.ports, SENIOR, self.alert_id(node), until=date(2027, 6, 1), reason=" ")

        assert refused.value.rule == "SIS-01"

    def test_copy_of_another_authority_is_extended_by_its_owner_only(self, node):
        take(node, keep_hours=48)

        with pytest.raises(Refused) as refused:
            extend_alert(node.ports, SENIOR, self.alert_id(node), until=date(2027, 6, 1), reason="still sought")

        assert refused.value.rule == "SIS-06"

    def test_page_offers_the_extension_of_ones_own_alerts_only(self, node):
        take(node)
        import_list(node)

        assert show_alerts(node.ports, SENIOR, source=SOURCE).may_extend
        assert not show_alerts(node.ports, ANALYST, source=SOURCE).may_extend
        assert not show_alerts(node.ports, SENIOR, source="test-list").may_extend


class TestLinks:
    """Rule SIS-02 (Art. 54): an alert on an object lives as long as the alert on the person."""

    OBJECT = row("BE-2", "2027-06-01", "BE-1", names=",")

    def test_object_ends_with_the_alert_that_it_is_linked_to(self, node, clock):
        take(node, row(), self.OBJECT)
        assert active(node) == 2

        end_of_days(node, clock, 30)

        assert active(node) == 0
        assert [event.details for event in logged(node, "alerts:ended")] == [{"alerts": 2, "linked": 1}]

    def test_object_whose_alert_is_not_in_the_edition_is_not_taken(self, node):
        report = take(node, self.OBJECT)

        assert (report.ended, active(node)) == (1, 0)

    def test_object_is_withdrawn_with_its_alert(self, node):
        take(node, row(), self.OBJECT, row("BE-3"))

        take(node, self.OBJECT, row("BE-3"))

        assert active(node) == 1


class TestCopies:
    """A copy of another authority's data lives for the time of its import, and no longer."""

    def test_police_data_is_a_copy_of_48_hours_unless_it_is_said_to_be_ones_own(self, node):
        take(node, keep_hours=None)

        (source,) = show_alerts(node.ports, ANALYST).sources
        assert source.copy_ends_at == source.imported_at + timedelta(hours=48)

    def test_copy_is_destroyed_at_its_end(self, node, clock):
        take(node, keep_hours=24)
        clock.move(timedelta(hours=23))
        node.worker.run_until_idle()
        assert active(node) == 1

        clock.move(timedelta(hours=2))
        node.worker.run_until_idle()

        assert active(node) == 0
        assert b"ORLANDIC" not in bodies(node)

    def test_next_import_lets_the_copy_live_on(self, node, clock):
        take(node, keep_hours=24)
        clock.move(timedelta(hours=23))
        take(node, keep_hours=24)
        clock.move(timedelta(hours=2))
        node.worker.run_until_idle()

        assert active(node) == 1

    def test_official_list_is_no_copy(self, node, clock):
        import_list(node)

        end_of_days(node, clock, 60)

        assert active(node) == 3
        assert "alerts:ended" not in kinds(node)

    @pytest.mark.parametrize("hours", [-1, 1000])
    def test_time_beyond_the_bounds_is_refused(self, node, hours):
        with pytest.raises(Malformed, match="a copy is kept"):
            take(node, keep_hours=hours)
