"""Refusing a request, or part of it: a closed list of grounds, each with its conditions.

Source: Directive (EU) 2023/977, Art. 6. Rule EXC-04. Only the part that a ground touches is refused; what would have to
be refused for its content is asked about first (Art. 6(3)).
"""

from collections.abc import Sequence

import msgspec

from tournai.errors import Incomplete, Refused
from tournai.exchange.clocks.course import Course, Step
from tournai.exchange.messages.answering import RefusalGround, RefusedPart
from tournai.exchange.messages.asking import Request
from tournai.values.roles import check_two_persons
from tournai.values.wordings import say

RULE = "EXC-04"
ONE_YEAR = 12
"""Months of the highest penalty up to which ground (g)(i) holds."""


class GroundRule(msgspec.Struct, frozen=True, gc=False):
    """A ground: its words, its article, and what it needs.

    ``may_hide``: the asker need not read why, where the reasons would themselves do the harm (Art. 6(2)).
    ``after``: the step that must have been taken before. ``up_to_months``: the highest penalty that it allows.
    """

    title: str
    article: str
    may_hide: bool = False
    after: Step | None = None
    up_to_months: int | None = None


_ARTICLE = "Directive (EU) 2023/977, Art. 6(1)"
GROUNDS = {
    RefusalGround.NOT_AVAILABLE: GroundRule("not available here", f"{_ARTICLE}(a)"),
    RefusalGround.NOT_MEETING_ARTICLE_4: GroundRule(
        "the request does not hold what Article 4 asks", f"{_ARTICLE}(b)", after=Step.ASK_CLARIFICATION
    ),
    RefusalGround.AUTHORISATION_REFUSED: GroundRule(
        "the judicial authorisation was refused", f"{_ARTICLE}(c)", after=Step.DENY
    ),
    RefusalGround.OTHER_DATA: GroundRule("personal data of other categories", f"{_ARTICLE}(d)"),
    RefusalGround.INACCURATE: GroundRule("found to be inaccurate, incomplete or out of date", f"{_ARTICLE}(e)"),
    RefusalGround.NATIONAL_SECURITY: GroundRule(
        "contrary to essential interests of national security", f"{_ARTICLE}(f)(i)", may_hide=True
    ),
    RefusalGround.INVESTIGATION_OR_SAFETY: GroundRule(
        "would harm an ongoing investigation or the safety of a person", f"{_ARTICLE}(f)(ii)", may_hide=True
    ),
    RefusalGround.LEGAL_PERSON: GroundRule(
        "would unduly harm important interests of a legal person", f"{_ARTICLE}(f)(iii)", may_hide=True
    ),
    RefusalGround.MINOR_OFFENCE: GroundRule(
        "the offence is punishable by at most one year here", f"{_ARTICLE}(g)(i)", up_to_months=ONE_YEAR
    ),
    RefusalGround.NO_OFFENCE: GroundRule("the facts are no criminal offence here", f"{_ARTICLE}(g)(ii)"),
    RefusalGround.OTHER_STATE: GroundRule("it came from another State, which has not agreed", f"{_ARTICLE}(h)"),
}
"""The closed list. The pages and the statistics are drawn from it."""


class RefusalDraft(msgspec.Struct, frozen=True):
    """A part to be refused: its ground, the reasons on the file, and whether the asker reads them.

    ``penalty_months``: the highest penalty under the asked State's own law, for ground (g)(i).
    """

    part: int
    ground: RefusalGround
    reasons: str
    hide_reasons: bool = False
    penalty_months: int | None = None


def check_refusals(drafts: Sequence[RefusalDraft], request: Request, course: Course) -> None:
    """Return when parts may be refused so.

    Raises:
        Incomplete: No reasons on the file, a part that was not asked or is refused twice.
        Refused: A ground whose condition does not hold. All with rule EXC-04.
    """
    asked = {part.number for part in request.parts}
    parts = [draft.part for draft in drafts]
    if not drafts or len(set(parts)) != len(parts) or not asked.issuperset(parts):
        raise Incomplete("a refusal names parts of the request, each once", rule=RULE)
    for draft in drafts:
        _check(draft, course)


def check_second_person(officer: str, second: str) -> None:
    """Return when another person has agreed to a refusal.

    Raises:
        Refused: It is the same person. Rule SYS-02.
    """
    check_two_persons(officer, second)


def refuses_all(drafts: Sequence[RefusalDraft], request: Request) -> bool:
    """Whether nothing of the request is left to answer."""
    return {draft.part for draft in drafts} == {part.number for part in request.parts}


def preview(drafts: Sequence[RefusalDraft]) -> tuple[RefusedPart, ...]:
    """Return exactly what the asker will read."""
    return tuple(
        RefusedPart(draft.part, draft.ground, "" if draft.hide_reasons else draft.reasons)
        for draft in sorted(drafts, key=lambda one: one.part)
    )


def _check(draft: RefusalDraft, course: Course) -> None:
    rule = GROUNDS[draft.ground]
    if not draft.reasons.strip():
        raise Incomplete("a refusal has its reasons on the file, whether the asker reads them or not", rule=RULE)
    if draft.hide_reasons and not rule.may_hide:
        raise Refused(say("the reasons of '{ground}' are told to the asker", ground=say(rule.title)), rule=RULE)
    if rule.after is not None and all(entry.step is not rule.after for entry in course.entries):
        raise Refused(
            say("'{ground}' comes only after: {step}", ground=say(rule.title), step=say(rule.after.value)), rule=RULE
        )
    if rule.up_to_months is not None and (draft.penalty_months is None or draft.penalty_months > rule.up_to_months):
        raise Refused(
            say("the highest penalty here must be known, and at most {months} months", months=rule.up_to_months),
            rule=RULE,
        )
