"""Until when a flight's travellers may be assessed: nobody ends the screening of another's flight (Art. 6(2)(a))."""

from datetime import UTC, datetime

import pytest
from tests.acts import SOUGHT_BOOKING, UNKNOWN_BOOKING, deliver, prepare_alerts, queue
from tests.fakes.carrier import Flight, pnrgov
from tests.fakes.officers import ADMINISTRATOR, ANALYST

from tournai.node.duties.accounts import create_account
from tournai.node.duties.timetable import import_timetable
from tournai.values import Actor, Role

OTHER = Actor("yy", Role.CARRIER)
PAST = Flight(departs="301126:0100", arrives="301126:0200")
TODAY = Flight(departs="301126:2200", arrives="301126:2355")
SCHEDULE = b"SSM\nLT\nNEW\nXX717\n28NOV26 24DEC26 1234567\nJ 320\nNCE2200 BRU2355\n"
RETIMED = b"ASM\nLT\nTIM\nXX717/30NOV26\nNCE2300 BRU0055/1\n"


@pytest.fixture(autouse=True)
def accounts(node):
    for account in ("xx", "yy"):
        create_account(
            node.ports, ADMINISTRATOR, account=account, display_name=account, role=Role.CARRIER,
            password="correct horse battery staple",
        )  # fmt: skip
    prepare_alerts(node)


def load(node, data=SCHEDULE):
    report = import_timetable(node.ports, ANALYST, source="XX", data=data)
    node.worker.run_until_idle()
    return report


def until(node):
    with node.ports.look() as unit:
        [flight] = unit.travel.flights(now=datetime(2026, 1, 1, tzinfo=UTC), show="all", offset=0, limit=9)[0]
        return flight.assessable_until


def test_another_accounts_past_times_switch_no_screening_off(node):
    deliver(node, pnrgov(UNKNOWN_BOOKING, reference="E1", flight=PAST), by=OTHER)

    deliver(node, pnrgov(SOUGHT_BOOKING, flight=TODAY))

    assert until(node) == datetime(2026, 11, 30, 22, 55, tzinfo=UTC)
    assert len(queue(node, "open")) == 1


def test_past_times_that_come_later_end_no_assessment_of_another_account(node):
    deliver(node, pnrgov(SOUGHT_BOOKING, flight=TODAY))

    deliver(node, pnrgov(UNKNOWN_BOOKING, reference="E1", flight=PAST), by=OTHER)

    assert until(node) == datetime(2026, 11, 30, 22, 55, tzinfo=UTC)


def test_latest_times_of_an_account_correct_its_earlier_ones_and_its_bookings_are_screened(node):
    deliver(node, pnrgov(SOUGHT_BOOKING, flight=PAST))
    before = queue(node, "open")

    deliver(node, pnrgov(UNKNOWN_BOOKING, reference="R2", flight=TODAY, function="141"))

    assert (before, len(queue(node, "open"))) == ([], 1)


def test_timetable_counts_against_what_a_push_says(node):
    load(node)

    deliver(node, pnrgov(SOUGHT_BOOKING, flight=PAST))

    assert until(node) == datetime(2026, 11, 30, 22, 55, tzinfo=UTC)
    assert len(queue(node, "open")) == 1


def test_timetable_that_comes_later_has_a_flight_screened_again(node):
    deliver(node, pnrgov(SOUGHT_BOOKING, flight=PAST))

    load(node)

    assert len(queue(node, "open")) == 1


def test_flight_moved_by_asm_moves_the_end_of_the_assessment_and_when_its_matches_are_due(node):
    load(node)
    deliver(node, pnrgov(SOUGHT_BOOKING, flight=TODAY))

    load(node, RETIMED)

    assert until(node) == queue(node, "open")[0].due_at == datetime(2026, 11, 30, 23, 55, tzinfo=UTC)
