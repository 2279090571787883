"""What the demonstration shows of criteria: a past to try one on, and one that waits for its approval.

Every step is the duty that an officer would call.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from tournai.node.assembly import Node
from tournai.node.duties.criteria import Draft, advise, write_version
from tournai.node.duties.criterion_locks import Content
from tournai.node.duties.criterion_trials import ask_trial
from tournai.node.duties.criterion_views import show_criteria
from tournai.screening.criteria import TrialCounts
from tournai.simulate import Delivery, DeliveryKind, make_evening
from tournai.values import Actor, Role

CRITERIA_OFFICER, PROTECTION = Actor("criteria", Role.CRITERIA_OFFICER), Actor("officer", Role.DATA_PROTECTION_OFFICER)
WEEK = timedelta(days=7)
PAST_FLIGHTS = 8
"""All from and to third countries: none needs a selection (rule PNR-02)."""
APPLIED_FOR, REVIEWED_AFTER = timedelta(days=60), timedelta(days=30)
TEXT = "lead time under 10 days and journey is one-way and party size is 1"


class Criteria(msgspec.Struct, frozen=True):
    """What came of the trial of the criterion that waits."""

    travellers: int
    met: int | None


def past_bookings(seed: int, evening_at: datetime) -> Iterable[Delivery]:
    """Return the bookings of an evening a week before, on which criteria can be tried."""
    evening = make_evening(seed + 1, evening_at - WEEK, flights=PAST_FLIGHTS, planted=0)
    return [one for one in evening.pushes if one.kind is DeliveryKind.BOOKINGS]


def play_criteria(node: Node) -> Criteria:
    """Have a criterion written, tried on the week before and advised on; it waits for the second person."""
    today = node.ports.clock().date()
    content = Content(
        text=TEXT,
        offence="drugs",
        provision="Law of 24 February 1921, Art. 2bis (demonstration)",
        penalty_years=5,
        air_link="Couriers arrive by air.",
        knowledge="Invented for the demonstration: eleven couriers of one network travelled so within two years.",
        against="Who travels to a funeral or joins a ship books late, one way and alone.",
        starts=today,
        ends=today + APPLIED_FOR,
        review_by=today + REVIEWED_AFTER,
    )
    version_id = write_version(node.ports, CRITERIA_OFFICER, Draft("Late, one way, alone", content))
    ask_trial(node.ports, CRITERIA_OFFICER, version_id)
    node.worker.run_until_idle()
    advise(node.ports, PROTECTION, version_id, objects=False, reasons="Narrow, and even (demonstration).")
    counts = _counts(node)
    return Criteria(counts.travellers, counts.met) if counts else Criteria(0, None)


def _counts(node: Node) -> TrialCounts | None:
    [version] = show_criteria(node.ports, CRITERIA_OFFICER).versions
    return version.trial.counts if version.trial else None
