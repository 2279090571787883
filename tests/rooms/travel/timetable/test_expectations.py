"""What is owed and how it stands: Directive (EU) 2016/681, Art. 8(3); rules PNR-02, PNR-05, API-02."""

from datetime import UTC, datetime, timedelta

import pytest

from tournai.travel.timetable import Exemption, Expected, Obligation, PushState, Received, exemption_of, states, worst

DEPARTURE = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)
ARRIVAL = DEPARTURE + timedelta(hours=9)
FLIGHT = Expected(DEPARTURE, ARRIVAL)
LONG_AFTER = ARRIVAL + timedelta(days=2)
MINUTE = timedelta(minutes=1)


def before(hours: float, minutes: int = 0) -> datetime:
    return DEPARTURE - timedelta(hours=hours, minutes=minutes)


def standing(obligation: Obligation, now: datetime, *received: Received, flight: Expected = FLIGHT):
    return next(one for one in states(flight, received, now) if one.obligation is obligation)


def advance(now: datetime, *came: datetime, flight: Expected = FLIGHT) -> PushState:
    return standing(Obligation.ADVANCE, now, *map(Received, came), flight=flight).state


def closure(now: datetime, *came: datetime) -> PushState:
    return standing(Obligation.CLOSURE, now, *map(Received, came)).state


class TestAdvance:
    """Art. 8(3)(a): 48 to 24 hours before the scheduled departure."""

    @pytest.mark.parametrize(
        ("now", "state"),
        [
            (before(49), PushState.NOT_DUE),
            (before(48, 1), PushState.NOT_DUE),
            (before(48), PushState.DUE),
            (before(47), PushState.DUE),
            (before(24), PushState.DUE),
            (before(24) + MINUTE, PushState.LATE),
            (before(23), PushState.LATE),
            (before(0), PushState.LATE),
            (before(0) + MINUTE, PushState.MISSING),
        ],
    )
    def test_what_did_not_come_stands_by_the_clock(self, now, state):
        assert advance(now) is state

    @pytest.mark.parametrize(
        ("came", "state"),
        [
            (before(48), PushState.ON_TIME),
            (before(47), PushState.ON_TIME),
            (before(24), PushState.ON_TIME),
            (before(24) + MINUTE, PushState.RECEIVED_LATE),
            (before(2, 1), PushState.RECEIVED_LATE),
            (before(2), PushState.MISSING),
            (before(0), PushState.MISSING),
            (before(48, 1), PushState.MISSING),
            (before(49), PushState.MISSING),
        ],
    )
    def test_what_came_stands_by_when_it_came(self, came, state):
        assert advance(LONG_AFTER, came) is state

    def test_a_push_that_is_still_to_come_counts_for_nothing(self):
        assert advance(before(30), before(29)) is PushState.DUE

    def test_a_passenger_list_is_no_booking(self):
        found = standing(Obligation.ADVANCE, before(20), Received(before(30), is_list=True))

        assert found.state is PushState.LATE

    @pytest.mark.parametrize(("now", "is_alarm"), [(before(23) - MINUTE, False), (before(23), True), (before(1), True)])
    def test_an_hour_after_its_time_somebody_is_called(self, now, is_alarm):
        assert standing(Obligation.ADVANCE, now).is_alarm is is_alarm


class TestClosure:
    """Art. 8(3)(b): at flight closure, taken to be within two hours of the scheduled departure."""

    @pytest.mark.parametrize(
        ("now", "state"),
        [
            (before(2, 1), PushState.NOT_DUE),
            (before(2), PushState.DUE),
            (before(-2), PushState.DUE),
            (before(-2) + MINUTE, PushState.LATE),
            (ARRIVAL, PushState.LATE),
            (ARRIVAL + MINUTE, PushState.MISSING),
        ],
    )
    def test_what_did_not_come_stands_by_the_clock(self, now, state):
        assert closure(now) is state

    @pytest.mark.parametrize(
        ("came", "state"),
        [
            (before(2, 1), PushState.MISSING),
            (before(2), PushState.ON_TIME),
            (before(0), PushState.ON_TIME),
            (before(-2), PushState.ON_TIME),
            (before(-2) + MINUTE, PushState.RECEIVED_LATE),
        ],
    )
    def test_what_came_stands_by_when_it_came(self, came, state):
        assert closure(LONG_AFTER, came) is state

    @pytest.mark.parametrize(("now", "is_alarm"), [(before(0, -29), False), (before(0, -30), True)])
    def test_half_an_hour_after_departure_somebody_is_called(self, now, is_alarm):
        assert standing(Obligation.CLOSURE, now).is_alarm is is_alarm

    def test_one_push_may_be_early_for_closure_and_right_in_advance(self):
        assert (advance(LONG_AFTER, before(30)), closure(LONG_AFTER, before(30))) == (
            PushState.ON_TIME,
            PushState.MISSING,
        )


class TestList:
    """Regulation (EU) 2025/13, Art. 5(3)."""

    def test_a_list_at_closure_is_on_time(self):
        found = standing(Obligation.LIST, LONG_AFTER, Received(before(0), is_list=True))

        assert found.state is PushState.ON_TIME

    def test_bookings_are_no_list(self):
        assert standing(Obligation.LIST, LONG_AFTER, Received(before(0))).state is PushState.MISSING


class TestMovedFlights:
    """An ad hoc message moves the due times, and makes nothing late that was in time when it came."""

    LATER = Expected(DEPARTURE + timedelta(hours=6), ARRIVAL + timedelta(hours=6), DEPARTURE)
    EARLIER = Expected(DEPARTURE - timedelta(hours=6), ARRIVAL - timedelta(hours=6), DEPARTURE)

    def test_a_later_departure_is_a_later_due_time(self):
        assert advance(before(20), flight=self.LATER) is PushState.DUE

    def test_what_was_in_time_for_the_earlier_departure_stays_so(self):
        assert advance(LONG_AFTER, before(47), flight=self.LATER) is PushState.ON_TIME

    def test_an_earlier_departure_takes_no_time_away(self):
        assert advance(LONG_AFTER, before(25), flight=self.EARLIER) is PushState.ON_TIME


class TestNothingOwed:
    """Rules PNR-02 and PNR-05."""

    @pytest.mark.parametrize(
        ("expected", "told"),
        [
            (Exemption.CANCELLED, {"is_cancelled": True}),
            (Exemption.NO_PASSENGERS, {"service_type": "F"}),
            (Exemption.CODESHARE, {"operating": "ZY9"}),
            (Exemption.DOMESTIC, {"ends": ("BEL", "BEL")}),
            (Exemption.ELSEWHERE, {"ends": ("DEU", "TUR")}),
            (Exemption.NOT_SELECTED, {"dropped": "not selected"}),
            (Exemption.NONE, {}),
            (Exemption.NONE, {"ends": ("BEL", "DEU")}),
            (Exemption.NONE, {"service_type": "C"}),
        ],
    )
    def test_the_reason_is_named(self, expected, told):
        asked = {"service_type": "J", "ends": ("TUR", "BEL")} | told

        assert exemption_of(**asked, states_served=frozenset({"BEL", "FRA"})) is expected

    def test_a_cancelled_flight_owes_nothing_at_any_time(self):
        flight = Expected(DEPARTURE, ARRIVAL, exemption=Exemption.CANCELLED)

        assert {one.state for one in states(flight, (), LONG_AFTER)} == {PushState.NOT_OWED}

    def test_a_flight_announced_today_owes_nothing_in_advance(self):
        flight = Expected(DEPARTURE, ARRIVAL, announced_at=before(10))

        assert [one.state for one in states(flight, (), before(9))] == [
            PushState.NOT_OWED,
            PushState.NOT_DUE,
            PushState.NOT_DUE,
        ]

    def test_a_flight_without_a_time_cannot_be_late(self):
        assert {one.exemption for one in states(Expected(None, ARRIVAL), (), LONG_AFTER)} == {Exemption.NO_TIME}


class TestOneWord:
    @pytest.mark.parametrize(
        ("word", "now", "came"),
        [
            ("expected", before(60), ()),
            ("expected", before(30), ()),
            ("on time", before(30), (before(40),)),
            ("late", before(20), ()),
            ("late", before(10), (before(20),)),
            ("missing", LONG_AFTER, (before(40),)),
        ],
    )
    def test_a_flight_stands_as_its_worst_obligation(self, word, now, came):
        assert worst(states(FLIGHT, tuple(map(Received, came)), now)) == word

    def test_a_cancelled_flight_is_cancelled(self):
        flight = Expected(DEPARTURE, ARRIVAL, exemption=Exemption.CANCELLED)

        assert worst(states(flight, (), LONG_AFTER)) == "cancelled"


def test_a_standing_tells_when_time_alone_changes_it():
    assert standing(Obligation.ADVANCE, before(60)).changes_at == before(48)
