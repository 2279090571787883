"""What the pages of criteria show in tests: invented criteria of an invented unit."""

from datetime import UTC, date, datetime, timedelta

import msgspec
from starlette.datastructures import FormData

from tournai.node.duties.criteria import Checked
from tournai.node.duties.criterion_views import (
    ActView,
    CriteriaPage,
    CriterionPage,
    Difference,
    Ended,
    TrialView,
    VersionView,
)
from tournai.node.duties.views import CriterionMatchView, MatchPage
from tournai.node.web.forms import UNFILLED, Answers
from tournai.node.web.slips import Slip
from tournai.screening.criteria import Reason, TrialCounts
from tournai.screening.criteria.checking import SecondLook
from tournai.screening.criteria.trials import GroupRate, Spread

NOW = datetime(2026, 11, 23, 3, 10, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
TEXT = 'routing goes from "IST" via one of "ATH", "VIE" and lead time under 24 hours and payment is cash'
AGAINST = "Families who travel to a funeral book late and pay in cash; so do seafarers who join a ship."
LOOK = SecondLook("routing", "an airport may stand for the nationality or origin of those who fly from it")
COUNTS = TrialCounts(
    days=181, travellers=1_204_310, met=215, not_known=48_120, fitting=6_905, has_second_look=True,
    groups=(
        GroupRate("age", "18 to 29", 301_200, 70), GroupRate("age", "under 18", 120_400, None),
        GroupRate("nationality", "BEL", 402_100, 65), GroupRate("nationality", "others", 2_150, None),
        GroupRate("sex", "F", 590_300, 80), GroupRate("sex", "M", 602_200, 135),
    ),
    spreads=(
        Spread("age", "18 to 29", "under 18", 7.0, is_at_least=True), Spread("nationality", "", "", None),
        Spread("sex", "M", "F", 1.65),
    ),
)  # fmt: skip
STALE = TrialView("c.claes", NOW - 9 * DAY, NOW - 9 * DAY, COUNTS, is_stale=True)
TRIED = TrialView("c.claes", NOW - 2 * DAY, NOW - 2 * DAY, COUNTS, is_stale=False)
COUNTED = TrialView("c.claes", NOW, None, None, is_stale=False)
ADVICE = ActView(
    "advise", "no objection", "d.wouters", "data protection officer", "Drawn from judgments; the trial is even.",
    NOW - DAY, None,
)  # fmt: skip
REVIEWED = ActView(
    "review", "", "s.martin", "senior analyst", "Two of the eleven cases were seen again.", NOW - 5 * DAY,
    TODAY + 40 * DAY,
)  # fmt: skip


def version(state: str, number: int = 1, **changes: object) -> VersionView:
    values: dict[str, object] = {
        "version_id": f"v{number}{state[:3]}",
        "criterion_id": "k3p8vn2q",
        "number": number,
        "title": "Late cash bookings by way of Vienna or Athens",
        "text": TEXT,
        "digest": "4f0c9a1be77d" + "0" * 52,
        "state": state,
        "alarm": "",
        "offence": "drugs",
        "provision": "Art. 2bis of the law of 24 February 1921",
        "penalty_years": 5,
        "air_link": "Couriers arrive by air.",
        "knowledge": "Eleven couriers of one network, convicted within two years; the federal police was consulted.",
        "against": AGAINST,
        "starts": TODAY - 30 * DAY,
        "ends": TODAY + 100 * DAY,
        "review_by": TODAY + 9 * DAY,
        "asked_by": "c.claes",
        "asked_at": NOW - 35 * DAY,
        "approved_by": "" if state == "proposed" else "s.martin",
        "approved_at": None if state == "proposed" else NOW - 31 * DAY,
        "decision_reason": "" if state == "proposed" else "Drawn from convictions, narrow, reviewed monthly.",
        "second_looks": (LOOK,),
        "acts": (ADVICE,),
        "trial": TRIED,
        "ended": Ended(),
        "may": frozenset(),
    }
    return VersionView(**(values | changes))  # type: ignore[arg-type]


PROPOSED = version("proposed", 3, may=frozenset({"try", "advise", "approve", "refuse", "withdraw"}))
IN_FORCE = version(
    "in force", 2, alarm="review soon", acts=(ADVICE, REVIEWED), ended=Ended(14, 2, 5, 6, 1),
    may=frozenset({"try", "suspend", "review", "withdraw"}),
)  # fmt: skip
FIRST = version("replaced", trial=STALE)
OFFENCES = ("terrorism", "drugs", "human-trafficking")
CRITERIA = CriteriaPage(
    NOW,
    (
        version("altered", alarm="altered", title="Split bookings", second_looks=()),
        version("review missed", alarm="review missed", title="One-way, no baggage"),
        PROPOSED,
        version("suspended", trial=COUNTED, title="Cards shared by bookings"),
        IN_FORCE,
    ),
    may_write=True,
    offences=OFFENCES,
)
NONE_YET = CriteriaPage(NOW, (), may_write=False, offences=OFFENCES)
CRITERION = CriterionPage(
    NOW,
    "k3p8vn2q",
    (PROPOSED, IN_FORCE, FIRST),
    {
        3: (Difference("text", (("same", "lead time under"), ("gone", "24"), ("same", "hours")),
                       (("same", "lead time under"), ("new", "12"), ("same", "hours"))),),
        2: (),
    },
    may_write=True,
    offences=OFFENCES,
)  # fmt: skip
BLANK: dict[str, object] = {"typed": UNFILLED, "slip": None, "at": "", "which": "", "checked": None}
TYPED = Answers(
    FormData([("title", "By nationality"), ("text", 'nationality is "TUR"'), ("starts", f"{date(2026, 12, 1)}")])
)
REFUSED = BLANK | {
    "typed": TYPED,
    "slip": Slip("line 1, column 1: no criterion may rest on nationality: who somebody is, not what they do", "PNR-09"),
    "at": "write",
}
CHECKED = BLANK | {"typed": TYPED, "at": "write", "checked": Checked(TEXT, (LOOK,))}
MENDED = BLANK | {
    "typed": Answers(FormData([("reasons", "seen again")])), "slip": Slip("give reasons", "PNR-09"), "at": "decide",
    "which": PROPOSED.version_id,
}  # fmt: skip


def of_criterion(page: MatchPage) -> MatchPage:
    """Return the page of a match with a criterion, about the traveller of another page."""
    shown = CriterionMatchView(
        criterion_id="k3p8vn2q", number=2, title=IN_FORCE.title, text=TEXT, digest=IN_FORCE.digest, state="suspended",
        reasons=(
            Reason("routing", 'routing goes from "IST" via one of "ATH", "VIE"', "IST-VIE-BRU"),
            Reason("lead time", "lead time under 24 hours", "19 hours"), Reason("payment", "payment is cash", "cash"),
        ),
        not_known=("bags",), against=AGAINST, knowledge=IN_FORCE.knowledge,
    )  # fmt: skip
    row = msgspec.structs.replace(page.match, sought=IN_FORCE.title, source="", category="", version=2, score=0.0)
    return msgspec.structs.replace(
        page,
        match=row,
        features=(),
        alert=None,
        article="Directive (EU) 2016/681, Art. 6(3)(b)",
        offence="drugs",
        incriminating=("other source confirms", "facts verified", "circumstances point to the offence"),
        exonerating=("no link with the offences or with air travel", "facts wrong or out of date",
                     "innocent explanation", "what the criterion says against it holds"),
        known_false=(),
        criterion=shown,
    )  # fmt: skip


PAGES: dict[str, tuple[str, str, dict[str, object]]] = {
    "criteria": ("/criteria", "criteria.html", {"view": CRITERIA} | BLANK),
    "criteria-refused": ("/criteria", "criteria.html", {"view": CRITERIA} | REFUSED),
    "criteria-checked": ("/criteria", "criteria.html", {"view": CRITERIA} | CHECKED),
    "criteria-empty": ("/criteria", "criteria.html", {"view": NONE_YET} | BLANK),
    "criterion": ("/criteria/k3p8vn2q", "criterion.html", {"view": CRITERION} | BLANK),
    "criterion-mended": ("/criteria/k3p8vn2q", "criterion.html", {"view": CRITERION} | MENDED),
}
