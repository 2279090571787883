"""The queue: what an officer keeps of it, and what else is known of a person who matched."""

import pytest
from tests.acts import SOUGHT, approve, deliver, import_list, prepare_alerts
from tests.fakes.carrier import Booking, Flight, Passenger, pnrgov
from tests.fakes.officers import ANALYST
from tests.fakes.wanted import ORLANDIC, VANDERSTRAAT, published

from tournai.node.duties.matches import open_match, show_queue

OTHER = Passenger(VANDERSTRAAT.person.names[0].surname, "JORIS", VANDERSTRAAT.person.births[0].earliest, "EH7654321")
AWAY = Flight(number="778", origin="IST")


@pytest.fixture
def busy(node):
    """A node with one person on two lists, and another person on another flight."""
    prepare_alerts(node)
    import_list(node, published(ORLANDIC), source="second-list")
    approve(node, source="second-list")
    deliver(node, pnrgov(Booking("LOC7Q1", (SOUGHT,))))
    deliver(node, pnrgov(Booking("LOC7Q5", (OTHER,)), reference="R2", flight=AWAY))
    return node


def kept(node, **chosen) -> list[str]:
    return sorted(row.source for row in show_queue(node.ports, ANALYST, **chosen).matches)


def test_sources_are_counted(busy):
    assert show_queue(busy.ports, ANALYST).sources == (("second-list", 1), ("test-list", 2))


def test_one_source_is_kept(busy):
    assert kept(busy, source="second-list") == ["second-list"]


@pytest.mark.parametrize("text", ["XX 778", "xx778", "IST", "ist-bru"])
def test_one_flight_is_kept_by_its_designator_or_airports(busy, text):
    assert kept(busy, flight=text) == ["test-list"]


def test_airport_that_nobody_flies_to_keeps_nothing(busy):
    assert kept(busy, flight="OSL") == []


def test_other_matches_of_the_person_are_shown_and_nobody_elses(busy):
    [match] = show_queue(busy.ports, ANALYST, source="second-list").matches

    others = open_match(busy.ports, ANALYST, match.match_id).others

    assert [other.source for other in others] == ["test-list"]
    assert [other.sought for other in others] == ["TIBOR ORLANDIC"]
