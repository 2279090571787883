"""What the carrier desk shows in tests: invented carriers, no traveller."""

from datetime import UTC, datetime, timedelta

import msgspec
from starlette.datastructures import FormData

from tournai.casework.approvals import Approval, ApprovalKind, ApprovalState, Scope
from tournai.node.duties.breaches import BreachFile, BreachView
from tournai.node.duties.carrier_desk import (
    CarrierPage,
    CarriersPage,
    CarrierSummary,
    DayQuality,
    DefectCount,
    FlightConduct,
    PushConduct,
)
from tournai.node.duties.carrier_rows import BreachReview, CarrierPush, Completeness, Owed, StoredBreach, StoredPull
from tournai.node.duties.pull_requests import PullsPage, PullView
from tournai.node.duties.rows import QuarantineRow
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.slips import Slip
from tournai.values import Actor, Purpose, Role
from tournai.values.wordings import say

NOW = datetime(2026, 11, 23, 3, 10, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PERIODS = (7, 30, 90, 365)
COUNTED = say("EQN counts {declared} PNRs; the message has {count}", declared=214, count=213)
NO_MESSAGE = "the interchange holds no message: expected UNH after UNB"
DEFECTS = (
    DefectCount("eqn-count", 14, COUNTED, 188),
    DefectCount("unt-missing", 3, "the message has no UNT: it may be cut off", 90_214),
    DefectCount("no-message", 1, NO_MESSAGE, 0),
)


def trend(*shares: int) -> tuple[DayQuality, ...]:
    return tuple(DayQuality(NOW.date() - n * DAY, 100, share) for n, share in enumerate(reversed(shares)))


def summary(carrier: str, late: int, missing: int, malformed: int, wrongly: int) -> CarrierSummary:
    return CarrierSummary(
        carrier, 212, 611, 611 - late - missing, late, missing, malformed, wrongly, 2, 640,
        DEFECTS if malformed else DEFECTS[:1], NOW - 20 * timedelta(minutes=1),
        trend(*[100, 98, 99, 97, 100, 100, 70, 92, 96, 100] * 3), (carrier.lower(),),
    )  # fmt: skip


def owed(obligation: str, state: str, *, came: bool = False) -> Owed:
    due = NOW - 4 * HOUR
    return Owed(
        "f7", obligation, "NX", "417", "CAI", "BRU", NOW - 5 * HOUR, state, due, due + HOUR if came else None, due
    )


def push(timing: str) -> CarrierPush:
    return CarrierPush(
        "p1", "01M8", "f7", "NX", "417", "nx", "as4", "PNRGOV", "full", NOW - 9 * HOUR, timing, 141, 187, "[]"
    )


BADLY = (owed("advance", "missing"), owed("closure", "received late", came=True), owed("list", "on time"))
WELL = (owed("advance", "on time"), owed("closure", "not due"))
BROKEN = QuarantineRow(
    "01M847BKNS5YNWN1CAHGDS0D0Y", "nx", "as4", NOW - HOUR, NOW + DAY, None, "no-message", NO_MESSAGE, 0, "R7"
)
CARRIERS = CarriersPage(
    NOW, 30, (summary("NX", 11, 4, 1, 2), summary("XT", 3, 0, 0, 0), summary("QZ", 0, 0, 0, 0)), (("agent-1", 2),)
)
NO_CARRIERS = CarriersPage(NOW, 7, (), ())
CARRIER = CarrierPage(
    NOW,
    30,
    CARRIERS.carriers[0],
    (
        FlightConduct("f7", "NX 417", "CAI", "BRU", NOW - 5 * HOUR, BADLY),
        FlightConduct("f8", "NX 419", "CAI", "BRU", NOW + 5 * HOUR, WELL),
    ),
    (PushConduct(push("early"), 0, is_wrongly_timed=True), PushConduct(push("advance"), 2, is_wrongly_timed=False)),
    (BROKEN,),
    Completeness(18_412, 9_120, 8_077),
    212,
    640,
)  # fmt: skip


def breach(kind: str, **changes: object) -> StoredBreach:
    known = StoredBreach(
        f"b{kind[:4]}", "NX", "", kind, "f7", "advance", "NX 417", "CAI", "BRU", NOW - 5 * HOUR, NOW - DAY, None, "",
        NOW - DAY,
    )  # fmt: skip
    return msgspec.structs.replace(known, **changes)


EXCUSED = BreachReview("r1", "blate", "excused", "strike", "The strike of 22 November, announced.", "h.lambert", NOW)
BROKEN_BODY = {"flight": "", "departure_airport": "", "departure_at": None, "due_by": None, "obligation": ""}
BREACHES = BreachFile(
    NOW,
    2026,
    "",
    (
        BreachView(breach("missing"), ()),
        BreachView(breach("late", received_at=NOW - 20 * HOUR, acknowledged_at=NOW - 19 * HOUR), (EXCUSED,)),
        BreachView(breach("malformed", code="no-message", received_at=NOW - HOUR, **BROKEN_BODY), ()),
        BreachView(breach("wrongly timed", obligation="", due_by=None, received_at=NOW, withdrawn_at=NOW), ()),
    ),
    {"NX": {"missing": 1, "malformed": 1}},
    may_review=True,
)
NO_BREACHES = BreachFile(NOW, 2026, "NX", (), {}, may_review=False)
EXCUSES = ("technical failure", "strike", "authority", "other")
MENDED = {"typed": Answers(FormData([("excuse", "strike")])), "slip": Slip("give a reason", "PNR-32"), "which": "bmiss"}
BLANK = {"typed": UNFILLED, "slip": None, "which": ""}


def pull(state: ApprovalState, **changes: object) -> PullView:
    known = StoredPull(f"p{state.value}", "NX", "417", NOW.date() + DAY, "CAI", "BRU", "French unit", NOW + DAY)
    scope = Scope("pull request pull1", Purpose.TERRORISM_OR_SERIOUS_CRIME, "e.vermeulen")
    asker = Actor("e.vermeulen", Role.ANALYST)
    approval = Approval(ApprovalKind.PULL_REQUEST, scope, asker, NOW - HOUR, "A warning names this flight.", **changes)
    return PullView(known, approval, state, may_decide=state is ApprovalState.ASKED)


DECIDED = {"decided_by": Actor("h.lambert", Role.SENIOR_ANALYST), "is_given": True, "decided_at": NOW}
PULLS = PullsPage(
    NOW,
    (pull(ApprovalState.ASKED), pull(ApprovalState.GIVEN, decision_reason="Specific and actual.", **DECIDED)),
    may_ask=True,
)
PULL_FORM = {"view": PULLS, "hours": (6, 12, 24), "which": ""}
SLIPPED = {"typed": Answers(FormData([("flight", "NX417")])), "slip": Slip("give a reason", "PNR-06"), "which": ""}

PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "carriers": ("/carriers", "carriers.html", {"view": CARRIERS, "periods": PERIODS}),
    "carriers-empty": ("/carriers", "carriers.html", {"view": NO_CARRIERS, "periods": PERIODS}),
    "breaches": ("/carriers/breaches", "breaches.html", {"view": BREACHES, "excuses": EXCUSES} | BLANK),
    "breaches-mended": ("/carriers/breaches", "breaches.html", {"view": BREACHES, "excuses": EXCUSES} | MENDED),
    "breaches-none": ("/carriers/breaches", "breaches.html", {"view": NO_BREACHES, "excuses": EXCUSES} | BLANK),
    "pulls": ("/pull-requests", "pull_requests.html", PULL_FORM | {"typed": UNFILLED, "slip": None}),
    "pulls-mended": ("/pull-requests", "pull_requests.html", PULL_FORM | SLIPPED),
    "carrier": ("/carriers/NX", "carrier.html", {"view": CARRIER, "periods": PERIODS}),
}
