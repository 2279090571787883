"""C-817/19 on Art. 2 of Directive (EU) 2016/681; Regulation (EU) 2025/13, Art. 13: both bases end and are reviewed."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tournai.travel.records import Leg
from tournai.travel.selection import (
    Basis,
    FlightSelection,
    SelectableFlight,
    SelectionState,
    admit,
    applies,
    parse_parts,
    selectable_flight,
    selection_state,
)

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
TODAY = NOON.date()
DAY = timedelta(days=1)
FLIGHT = SelectableFlight("XX", TODAY, ("CDG", "BRU"))
ROUTE = FlightSelection(
    "route", Basis.ASSESSMENT, parse_parts("CDG-BRU"), TODAY - 9 * DAY, TODAY + 9 * DAY, TODAY + 5 * DAY,
    given_at=NOON - 10 * DAY, expires_at=NOON + 10 * DAY,
)  # fmt: skip
THREAT = msgspec.structs.replace(ROUTE, identifier="threat", basis=Basis.THREAT, parts=())
DOMESTIC = msgspec.structs.replace(FLIGHT, calls=("CDG", "NCE"))


def changed(selection: FlightSelection = ROUTE, **fields: object) -> FlightSelection:
    return msgspec.structs.replace(selection, **fields)


def reason(*selections: FlightSelection, flight: SelectableFlight = FLIGHT, now: datetime = NOON) -> str:
    found = admit(selections, flight, now)
    return found.reason.value if found.reason else f"kept {found.selection}".strip()


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (ROUTE, "kept route"),
        (THREAT, "kept threat"),
        (changed(ends=TODAY), "kept route"),
        (changed(ends=TODAY - DAY), "not selected"),
        (changed(review_by=TODAY), "kept route"),
        (changed(review_by=TODAY - DAY), "not selected"),
        (changed(starts=TODAY), "kept route"),
        (changed(starts=TODAY + DAY), "not selected"),
        (changed(given_at=None), "not selected"),
        (changed(given_at=NOON + DAY), "not selected"),
        (changed(expires_at=NOON), "not selected"),
        (changed(ended_at=NOON), "not selected"),
        (changed(is_annulled=True), "not selected"),
        (changed(is_refused=True), "not selected"),
        (changed(parts=parse_parts("BRU-CDG")), "not selected"),
        (changed(parts=parse_parts("CDG")), "kept route"),
        (changed(parts=parse_parts("CDG-BRU XX 2")), "kept route"),
        (changed(parts=parse_parts("CDG-BRU XX 3")), "not selected"),
        (changed(parts=parse_parts("CDG-BRU YY")), "not selected"),
        (changed(parts=()), "not selected"),
        (changed(THREAT, parts=parse_parts("MAD")), "not selected"),
    ],
)
def test_intra_eu_flight_is_kept_under_a_selection_in_force_that_names_it(
    selection: FlightSelection, expected: str
) -> None:
    """1 December 2026 is a Tuesday: day 2."""
    assert reason(selection) == expected


def test_flight_that_departs_after_the_last_day_is_not_kept_before_it() -> None:
    later = msgspec.structs.replace(FLIGHT, departure_date=ROUTE.review_by + DAY)

    assert reason(ROUTE, flight=later) == "not selected"


def test_flight_that_left_before_the_approval_is_not_kept_after_it() -> None:
    earlier = msgspec.structs.replace(FLIGHT, departure_date=TODAY - DAY)

    assert reason(changed(given_at=NOON - timedelta(hours=1)), flight=earlier) == "not selected"


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        (("CDG", "NCE"), "domestic"),
        (("IST", "BRU"), "kept"),
        (("CDG", "IST", "BRU"), "kept"),
        (("JFK", "ORD"), "elsewhere"),
        (("BRU", "ZZ9"), "unknown airport"),
    ],
)
def test_a_selection_changes_nothing_for_other_flights(calls: tuple[str, ...], expected: str) -> None:
    flight = msgspec.structs.replace(FLIGHT, calls=calls)

    assert (reason(flight=flight), reason(THREAT, ROUTE, flight=flight)) == (expected, expected)


def test_a_route_is_any_way_that_the_flight_carries_somebody() -> None:
    flight = msgspec.structs.replace(FLIGHT, calls=("CDG", "LUX", "BRU"))

    assert reason(ROUTE, flight=flight) == "kept route"


def test_the_narrower_basis_goes_first() -> None:
    found = applies([THREAT, ROUTE], FLIGHT, NOON)

    assert found is ROUTE


def test_what_is_not_known_is_named() -> None:
    flight = msgspec.structs.replace(FLIGHT, calls=("BRU", "ZZ9"))

    assert admit([], flight, NOON).airport == "ZZ9"


@pytest.mark.parametrize(
    ("selection", "state"),
    [
        (ROUTE, "current"),
        (changed(starts=TODAY + DAY), "coming"),
        (changed(given_at=None, expires_at=None), "proposed"),
        (changed(is_refused=True, given_at=None), "refused"),
        (changed(review_by=TODAY - DAY), "review missed"),
        (changed(ends=TODAY - DAY, review_by=TODAY - DAY), "ended"),
        (changed(ended_at=NOON), "ended"),
        (changed(ended_at=NOON, is_annulled=True), "annulled"),
    ],
)
def test_selection_says_where_it_stands(selection: FlightSelection, state: str) -> None:
    assert selection_state(selection, NOON) is SelectionState(state)


def test_stops_are_those_of_the_flights_own_designator() -> None:
    first = Leg("XX", "7", "CDG", "LUX", departure_date=TODAY)
    legs = [first, Leg("XX", "7", "LUX", "BRU", departure_date=TODAY), Leg("YY", "8", "BRU", "IST")]

    assert selectable_flight(first, legs) == SelectableFlight("XX", TODAY, ("CDG", "LUX", "BRU"))


def test_flight_without_a_date_cannot_be_selected() -> None:
    assert selectable_flight(Leg("XX", "7", "CDG", "BRU"), []) is None


@pytest.mark.parametrize(
    ("calls", "served", "expected"),
    [
        (("TUN", "FRA"), {"BEL"}, "elsewhere"),
        (("TUN", "FRA"), {"BEL", "DEU"}, "kept"),
        (("TUN", "FRA", "BRU"), {"BEL"}, "kept"),
        (("CDG", "BRU"), {"DEU"}, "elsewhere"),
        (("TUN", "FRA"), set(), "kept"),
    ],
)
def test_flight_that_calls_at_no_state_of_the_authority_is_another_units(calls, served, expected) -> None:
    """Art. 8(1): carriers transfer to the unit of the Member State where it lands or departs."""
    found = admit((ROUTE,), msgspec.structs.replace(FLIGHT, calls=calls), NOON, frozenset(served))

    assert expected == (found.reason.value if found.reason else "kept")
