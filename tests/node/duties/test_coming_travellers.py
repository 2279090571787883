"""A new or changed alert is sought among the travellers who are known already, and only in coming travel."""

from datetime import date, timedelta

import pytest
from tests.acts import (
    SOUGHT,
    SOUGHT_BOOKING,
    UNKNOWN_BOOKING,
    approve,
    claim_and_decide,
    deliver,
    import_list,
    kinds,
    logged,
    prepare_alerts,
    queue,
)
from tests.fakes.carrier import UPDATE, Booking, Flight, Passenger, pnrgov
from tests.fakes.officers import ANALYST
from tests.fakes.wanted import KOVALCHUKOV, ORLANDIC, VANDERSTRAAT, alert, published

from tournai.node.duties.alert_sources import import_alerts
from tournai.node.duties.coming_travellers import forget_flight
from tournai.node.duties.matches import open_match

OTHER_FLIGHT = Flight(number="778")
LISTED = b"""document_number,document_kind,issuing_state,circumstance,reported_on
XK1234567,P,SVN,stolen,2026-05-01
"""


def files(node) -> list[str]:
    return sorted(path.name for path in (node.settings.data / "travellers").iterdir())


def screened(node) -> int:
    return len(logged(node, "flight:screened"))


def index_days(node, clock) -> None:
    """Let the worker keep house, and do what that asks for."""
    clock.move(timedelta(minutes=2))
    node.worker.run_until_idle()


@pytest.fixture
def known(node, clock):
    """A node whose coming travellers are indexed, one of whom an alert to come is about, on one of two flights."""
    prepare_alerts(node, published(VANDERSTRAAT))
    deliver(node, pnrgov(SOUGHT_BOOKING), pnrgov(UNKNOWN_BOOKING, reference="R2", flight=OTHER_FLIGHT))
    index_days(node, clock)
    return node


class TestSought:
    """Directive (EU) 2016/681, Art. 6(2)(a): before arrival, the alert meets who is to come."""

    def test_new_alert_finds_a_traveller_who_is_known(self, known):
        import_list(known, published(VANDERSTRAAT, ORLANDIC))
        known.worker.run_until_idle()

        assert len(queue(known)) == 1

    def test_only_the_flight_of_the_person_is_screened(self, known):
        before = screened(known)

        import_list(known, published(VANDERSTRAAT, ORLANDIC))
        known.worker.run_until_idle()

        assert screened(known) - before == 1
        assert logged(known, "alerts:sought")[-1].details == {"alerts": 1, "days": 1, "flights": 1}

    def test_alert_about_nobody_screens_no_flight(self, known):
        before = screened(known)

        import_list(known, published(VANDERSTRAAT, KOVALCHUKOV))
        known.worker.run_until_idle()

        assert screened(known) == before

    def test_withdrawn_alert_screens_no_flight(self, known):
        import_list(known, published(VANDERSTRAAT, KOVALCHUKOV))
        known.worker.run_until_idle()
        before = screened(known)

        import_list(known, published(VANDERSTRAAT))
        known.worker.run_until_idle()

        assert screened(known) == before

    def test_traveller_who_came_after_the_day_was_indexed_is_found(self, known):
        late = Booking("LOC7Q9", (Passenger("KOVALCHUKOV", "ARSENIY", date(1965, 12, 30), "XP1112223"),))
        deliver(known, pnrgov(late, reference="R3", function=UPDATE))

        import_list(known, published(VANDERSTRAAT, KOVALCHUKOV))
        known.worker.run_until_idle()

        assert len(queue(known)) == 1

    def test_changed_alert_reopens_what_was_decided(self, known):
        import_list(known, published(VANDERSTRAAT, ORLANDIC))
        known.worker.run_until_idle()
        [match] = queue(known)
        claim_and_decide(known, ANALYST, match.match_id, "refuted", "different birth date")
        changed = alert("QDi.901", "ORLANDIC", "TIBOR", date(1971, 3, 4), number="XK1234567", category="R")

        import_list(known, published(VANDERSTRAAT, changed))
        known.worker.run_until_idle()

        assert [one.state for one in queue(known)] == ["reopened"]

    def test_stolen_document_finds_who_carries_it(self, known):
        import_alerts(known.ports, ANALYST, source="lost", format="documents", data=LISTED.replace(b"XK1", b"XK2"))
        approve(known, source="lost")
        index_days(known, known.ports.clock)
        before = screened(known)

        import_alerts(known.ports, ANALYST, source="lost", format="documents", data=LISTED)
        known.worker.run_until_idle()

        assert screened(known) - before == 1
        [match] = queue(known)
        assert open_match(known.ports, ANALYST, match.match_id).features[0].found == SOUGHT.number


class TestSealed:
    """Identity at rest: a day's travellers are sealed, opened in memory, dropped by day."""

    def test_file_holds_no_name_and_no_number(self, known):
        [name] = files(known)
        content = (known.settings.data / "travellers" / name).read_bytes()

        assert b"ORLANDIC" not in content
        assert b"XK1234567" not in content

    def test_day_is_dropped_when_its_flights_have_arrived(self, known, clock):
        clock.move(timedelta(days=30))
        known.worker.run_until_idle()

        assert files(known) == []

    def test_past_travellers_are_not_sought_in(self, known, clock):
        clock.move(timedelta(days=30))
        import_list(known, published(VANDERSTRAAT, ORLANDIC))
        known.worker.run_until_idle()

        assert queue(known) == []

    def test_day_of_an_erased_flight_is_dropped(self, known):
        flight_id = next(iter(next(iter(known.ports.coming.days().values())).pushes))

        forget_flight(known.ports, flight_id)

        assert files(known) == []

    def test_nobody_is_indexed_where_no_source_may_be_matched(self, node, clock):
        deliver(node, pnrgov(SOUGHT_BOOKING))
        index_days(node, clock)

        assert files(node) == []

    def test_indexing_is_in_the_log_without_a_person(self, known):
        assert "travellers:indexed" in kinds(known)
        assert logged(known, "travellers:indexed")[-1].details == {"flights": 2, "travellers": 2}
