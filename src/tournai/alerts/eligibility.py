"""Which alerts travel data may be matched against: only those that a person approved, for an offence of the law.

Default no. A list of sanctions is no database of persons sought or under alert by being a list; someone states the
article and the offence that make it one, another approves it, and the approval is reviewed.

Source: Directive (EU) 2016/681, Art. 6(3)(a), as read in C-817/19 (rule PNR-08).
"""

from collections.abc import Iterable
from datetime import date

from tournai.alerts.records import Alert, Eligibility
from tournai.errors import Refused
from tournai.values.offences import OFFENCES

RULE = "PNR-08"

EVERY_CATEGORY = ""
"""The category of an approval for a whole source."""


class NotEligible(Refused):
    """Travel data may not be matched against this source or category."""


def is_eligible(source: str, category: str, eligibilities: Iterable[Eligibility], on: date) -> Eligibility | None:
    """Return the approval under which a category may be matched on that day, ``None`` where there is none.

    An approval of the category goes before one of the whole source. One that is incomplete, not yet given or past its
    review is none.
    """
    valid = [approval for approval in _named(source, category, eligibilities) if not _defects(approval, on)]
    return max(valid, key=_precedence, default=None)


def eligibility_of(alert: Alert, source: str, eligibilities: Iterable[Eligibility], on: date) -> Eligibility | None:
    """Return the approval under which an alert may be matched: of its category, or of another of its programmes."""
    approvals = tuple(eligibilities)
    found = (is_eligible(source, name, approvals, on) for name in (alert.category, *alert.programmes))
    return next((approval for approval in found if approval), None)


def require_eligible(source: str, category: str, eligibilities: Iterable[Eligibility], on: date) -> Eligibility:
    """Return the approval under which a category may be matched on that day.

    Raises:
        NotEligible: There is none; the message names the source and what is missing.
    """
    approvals = tuple(eligibilities)
    found = is_eligible(source, category, approvals, on)
    if found is None:
        raise NotEligible(_refusal(source, category, approvals, on), rule=RULE)
    return found


def _named(source: str, category: str, eligibilities: Iterable[Eligibility]) -> list[Eligibility]:
    wanted = (EVERY_CATEGORY, category)
    return [approval for approval in eligibilities if approval.source == source and approval.category in wanted]


def _precedence(approval: Eligibility) -> tuple[bool, date]:
    return approval.category != EVERY_CATEGORY, approval.review_by


def _defects(approval: Eligibility, on: date) -> list[str]:
    """Return what an approval lacks on that day; the day of the review is its last."""
    lacks = {
        "the article that allows it": not approval.article.strip(),
        "an offence of the closed list": approval.offence not in OFFENCES,
        "the person who approved it": not approval.approver.strip(),
        f"an approval given by {on}": approval.approved_at.date() > on,
        f"a review (it was due by {approval.review_by})": approval.review_by < on,
    }
    return [words for words, is_lacking in lacks.items() if is_lacking]


def _refusal(source: str, category: str, approvals: tuple[Eligibility, ...], on: date) -> str:
    subject = f"the source {source}" + (f", category {category}," if category else "")
    named = sorted(_named(source, category, approvals), key=_precedence, reverse=True)
    lacks = _defects(named[0], on) if named else ["an approval that names article, offence and approver"]
    return f"travel data may not be matched against {subject} for want of {'; '.join(lacks)}"
