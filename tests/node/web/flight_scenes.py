"""What the board and a flight's page show in tests: invented flights of one night."""

from datetime import UTC, datetime, timedelta

from tournai.node.duties.boards import BoardFilter
from tournai.node.duties.flight_views import (
    BoardView,
    DefectView,
    FlightPage,
    FlightView,
    ManifestRow,
    PartsView,
    PushView,
    QuarantineView,
    StandingView,
)
from tournai.values.wordings import say

NOW = datetime(2026, 11, 23, 3, 10, tzinfo=UTC)

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def push(timing: str, hours: float, **changes: object) -> PushView:
    values: dict[str, object] = {
        "push_id": f"push{timing[:4]}",
        "format": "PNRGOV",
        "version": "16:1",
        "function": "full" if timing == "advance" else "update",
        "sender": "NX",
        "channel": "http",
        "received_at": NOW - hours * HOUR,
        "timing": timing,
        "pnrs": 131,
        "travellers": 212,
        "declared": 131,
        "is_screened": True,
    }
    return PushView(**(values | changes))  # type: ignore[arg-type]


IN_PARTS = (
    push("closure", 5, push_id="part1", parts=PartsView(1, None, (), "incomplete"), channel="fallback as4"),
    push("closure", 5, push_id="part2", parts=PartsView(2, 4, (3,), "incomplete", is_repeated=True), channel="mq"),
    push("closure", 4, push_id="part3", parts=PartsView(3, 3, (), "whole"), channel="type-b"),
    push("closure", 4, push_id="part4", parts=PartsView(1, 2, (), "counts differ"), channel="mail"),
    push("closure", 3, push_id="part5", parts=PartsView(4, 3, (), "contradictory")),
)
"""A push in parts, in each state that parts can be in."""


def owed(advance: str, closure: str, listed: str, leaves: datetime, **changes: object) -> tuple[StandingView, ...]:
    """How the pushes of a flight stand."""
    due = leaves + 2 * HOUR
    rows = (("advance", advance, leaves - 24 * HOUR), ("closure", closure, due), ("list", listed, due))
    return tuple(
        StandingView(name, state, due_by, is_alarm=bool(changes.get("alarm")) and state in {"late", "due"})
        for name, state, due_by in rows
    )


def flight(number: str, hours: float, whole: float, **changes: object) -> FlightView:
    """A flight that leaves ``hours`` from now (negative: left) and takes ``whole`` hours."""
    leaves = NOW + hours * HOUR
    values: dict[str, object] = {
        "flight_id": f"flight{number}",
        "carrier": "NX",
        "number": number,
        "departure_airport": "JFK",
        "arrival_airport": "BRU",
        "departure_local": (leaves - 5 * HOUR).replace(tzinfo=None),
        "arrival_local": (leaves + (whole + 1) * HOUR).replace(tzinfo=None),
        "departure_at": leaves,
        "arrival_at": leaves + whole * HOUR,
        "pnrs": 131,
        "travellers": 212,
        "listed": 0,
        "matches_new": 0,
        "matches_claimed": 0,
        "matches_decided": 0,
        "pushes": (push("advance", 30), push("closure", 4)),
        "standing": "on time",
        "standings": owed("on time", "not due", "not due", leaves),
    }
    return FlightView(**(values | changes))  # type: ignore[arg-type]


COUNTED = "UNT counts {declared} segments; the message has {counted}"

DEFECTS = (
    DefectView(1184, "unt-count", say(COUNTED, declared=412, counted=409)),
    DefectView(20931, "unterminated", "the last segment has no terminator"),
)

LANDING = flight("417", -6.2, 7.1, matches_new=2, matches_decided=1, listed=214)

AWAY = flight(
    "88", -3.5, 8.4, departure_airport="IST", matches_claimed=1, standing="late",
    standings=owed("on time", "received late", "late", NOW - 3.5 * HOUR),
)  # fmt: skip

TONIGHT = flight("902", 2.1, 3.2, departure_airport="CMN", arrival_airport="CRL", pushes=(push("advance", 30),))

FLIGHTS = (
    LANDING,
    AWAY,
    TONIGHT,
    flight("1503", 5.5, 6.9, departure_airport="DXB", pushes=(push("late", 2, defects=DEFECTS),), matches_new=1),
    flight(
        "230", 9, 11.5, departure_airport="NRT", pushes=(), pnrs=0, travellers=0, standing="late", is_alarm=True,
        standings=owed("late", "not due", "not due", NOW + 9 * HOUR, alarm=True),
    ),
    flight("231", 9.5, 11.5, pushes=(), pnrs=0, travellers=0, standing="cancelled", exemption="cancelled"),
    flight("232", 9.7, 2, pushes=(), travellers=0, standing="not owed", exemption="codeshare", operating="XT12"),
    flight("233", 9.8, 2, is_scheduled=False, planned_departure_at=NOW + 8 * HOUR),
    flight("77", 14.4, 7.2, departure_airport="YUL", travellers=318, pnrs=204),
    flight("640", 20.2, 1.3, departure_airport="LIS", travellers=164, pnrs=98, pushes=(push("early", 30),)),
    flight(
        "3021", 30.9, 9.1, departure_airport="DLA", pnrs=0, travellers=0, pushes=(), standing="expected",
        standings=owed("due", "not due", "not due", NOW + 30.9 * HOUR),
    ),
)  # fmt: skip

QUARANTINE = (
    QuarantineView(
        "rc-01jd7w2m9k", "OV", "folder", NOW - 40 * MINUTE, NOW + 23 * HOUR, "no-interchange",
        "no UNB, UNA or UNH found: expected a UN/EDIFACT interchange (PNRGOV or PAXLST)", 0,
    ),
)  # fmt: skip

STANDINGS = {
    "alarm": 1, "missing": 0, "late": 2, "expected": 1, "on time": 6, "cancelled": 1, "not owed": 1,
    "not in the timetable": 1,
}  # fmt: skip

BOARD = BoardView(NOW, FLIGHTS, QUARANTINE, 3, 11, STANDINGS, ("NX", "XT"))

NO_FLIGHTS = BoardView(NOW, (), (), 0, 0)

MANIFEST = (
    ManifestRow("t7mzk3q2", "PNR", 1, "A", is_infant=False, is_crew=False, documents=1, bags=2, match_ids=()),
    ManifestRow("t9x4cq8d", "PNR", 1, "C", is_infant=False, is_crew=False, documents=1, bags=0, match_ids=()),
    ManifestRow("tb2n5w7r", "PNR", 1, "IN", is_infant=True, is_crew=False, documents=0, bags=0, match_ids=()),
    ManifestRow("tq5v8h3j", "PNR", 2, "A", is_infant=False, is_crew=False, documents=2, bags=1, match_ids=("m4k7",)),
    ManifestRow("tz6p2s9k", "API", 3, "FM", is_infant=False, is_crew=True, documents=1, bags=0, match_ids=()),
)

FLIGHT = FlightPage(
    NOW,
    flight(
        "417", -6.2, 7.1, matches_new=2, listed=214,
        pushes=(
            push("advance", 30, defects=DEFECTS, dropped={"SSR meal": 31, "OSI": 12}), push("closure", 6), *IN_PARTS
        ),
    ),
    MANIFEST,
)  # fmt: skip

BOARD_SHOWN: dict[str, object] = {"chosen": BoardFilter(), "query": "show=coming", "page": 1, "size": 50}
