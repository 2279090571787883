"""Invented criteria, and bookings that meet them."""

from datetime import date, timedelta

import msgspec
from tests.fakes.carrier import Booking, Passenger
from tests.fakes.officers import DATA_PROTECTION_OFFICER, SENIOR

from tournai.node.assembly import Node
from tournai.node.duties.applying import keep_criteria
from tournai.node.duties.criteria import Draft, advise, decide_version, write_version
from tournai.node.duties.criterion_locks import Content
from tournai.node.duties.criterion_trials import ask_trial
from tournai.node.duties.ports import Ports
from tournai.values import Actor, Role

OFFICER = Actor("c.claes", Role.CRITERIA_OFFICER)
TEXT = "payment is cash and lead time under 24 hours"
AGAINST = "Families who travel to a funeral book late and pay in cash."
DAY = timedelta(days=1)
LEG = ("TVL", ("011226", "1100", "011226", "1255"), "NCE", "BRU", "XX", "717")
CASH = (("TKT", "0821234567890"), ("FOP", ("CA", "3", "120.00")), LEG)
CARD = (("TKT", "0821234567891"), ("FOP", ("CC", "3", "120.00", "VI", "411111XXXXXX1111", "1230")), LEG)
LATE, EARLY = ("301126", "1200"), ("011026", "1200")
"""22 hours, and two months, before the flight of `tests.fakes.carrier`."""
LATE_BEFORE = ("271126", "1200")
"""22 hours before the flight of `tests.fakes.carrier` that has arrived."""
HASTY = Passenger("MOREAUX", "ODILON", date(1988, 2, 3), "EJ4440001", extra=CASH)
CALM = Passenger("VERBEKEN", "LIESJE", date(1991, 7, 9), "EJ4440002", sex="F", extra=CARD)
HASTY_BOOKING = Booking("LOCH01", (HASTY,), created=LATE)
CALM_BOOKING = Booking("LOCC01", (CALM,), created=EARLY)


def content(today: date, **changes: object) -> Content:
    values = {
        "text": TEXT, "offence": "drugs", "provision": "Art. 2bis of the law of 24 February 1921", "penalty_years": 5,
        "air_link": "Couriers arrive by air.", "knowledge": "Eleven couriers of one network, convicted in two years.",
        "against": AGAINST, "starts": today, "ends": today + 59 * DAY, "review_by": today + 29 * DAY,
    }  # fmt: skip
    return Content(**(values | changes))  # type: ignore[arg-type]


def draft(ports: Ports, criterion_id: str = "", title: str = "Late cash bookings", **changes: object) -> Draft:
    return Draft(title, content(ports.clock().date(), **changes), criterion_id)


def crowd(number: int, hasty: int = 0, *, start: int = 0) -> list[Booking]:
    """Return so many bookings of one traveller each, of the flight that has arrived; ``hasty`` late and in cash."""
    return [
        Booking(
            f"CR{start + place:04}",
            (msgspec.structs.replace(HASTY if place < hasty else CALM, surname=f"CROWD{_letters(start + place)}",
                                     number=f"ZZ{start + place:07}"),),
            created=LATE_BEFORE if place < hasty else EARLY,
        )
        for place in range(number)
    ]  # fmt: skip


def _letters(number: int) -> str:
    return "".join(chr(ord("A") + int(digit)) for digit in str(number))


def propose(node: Node, by: Actor = OFFICER, **changes: object) -> str:
    return write_version(node.ports, by, draft(node.ports, **changes))


def try_out(node: Node, version_id: str) -> None:
    ask_trial(node.ports, OFFICER, version_id)
    node.worker.run_until_idle()


def approve(node: Node, version_id: str) -> None:
    """Have a version tried, advised on and approved; the past must hold travellers enough."""
    try_out(node, version_id)
    advise(node.ports, DATA_PROTECTION_OFFICER, version_id, objects=False, reasons="necessary and proportionate")
    decide_version(node.ports, SENIOR, version_id, approve=True, reason="drawn from convictions, reviewed monthly")
    keep_criteria(node.ports)
    node.worker.run_until_idle()
