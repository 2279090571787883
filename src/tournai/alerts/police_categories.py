"""Categories of police alerts, how long each may last, and whether an alert is still in force.

A police alert ends by itself: on its expiry date, or on the day by which its owner should have looked at it again and
did not. Only an extension that was assessed and logged carries it further; the owner's extension comes with the
owner's data (a later review date), one of the node's own alerts is an act of the node.

Source: Regulation (EU) 2018/1862, Art. 20(2) (minimum data), 53 (review periods of alerts on persons) and 54 (objects);
Regulation (EU) 2018/1861, Art. 39 (refusal of entry); INTERPOL's Rules on the Processing of Data, Art. 49 (five years);
rules SIS-01, SIS-02, SIS-03.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, date

import msgspec

from tournai.alerts.records import Alert
from tournai.errors import Refused
from tournai.values.wordings import say

YEAR = 12
"""Months."""


class PoliceCategory(msgspec.Struct, frozen=True):
    """A category: what it is, the article behind it, the longest time in months until its review."""

    title: str
    article: str
    longest_months: int
    is_on_objects: bool = False


_POLICE, _BORDERS, _RETURN = "Regulation (EU) 2018/1862", "Regulation (EU) 2018/1861", "Regulation (EU) 2018/1860"
_INTERPOL = "INTERPOL, Rules on the Processing of Data"

CATEGORIES: dict[str, PoliceCategory] = {
    "26": PoliceCategory("wanted for arrest for surrender or extradition", f"{_POLICE}, Art. 26", 5 * YEAR),
    "32(1)(a)": PoliceCategory("missing, to be placed under protection", f"{_POLICE}, Art. 32(1)(a)", 5 * YEAR),
    "32(1)(b)": PoliceCategory("missing, not to be placed under protection", f"{_POLICE}, Art. 32(1)(b)", 5 * YEAR),
    "32(1)(c)": PoliceCategory("child at risk of abduction", f"{_POLICE}, Art. 32(1)(c)", YEAR),
    "32(1)(d)": PoliceCategory("child to be prevented from travelling", f"{_POLICE}, Art. 32(1)(d)", YEAR),
    "32(1)(e)": PoliceCategory("vulnerable, to be prevented from travelling", f"{_POLICE}, Art. 32(1)(e)", YEAR),
    "34": PoliceCategory("sought to assist with a judicial procedure", f"{_POLICE}, Art. 34", 3 * YEAR),
    "36": PoliceCategory("discreet, inquiry or specific check", f"{_POLICE}, Art. 36", YEAR),
    "37a": PoliceCategory("information alert", f"{_POLICE}, Art. 37a", YEAR),
    "38": PoliceCategory("object for seizure or use as evidence", f"{_POLICE}, Art. 38", 10 * YEAR, is_on_objects=True),
    "40": PoliceCategory("unknown wanted person", f"{_POLICE}, Art. 40", 3 * YEAR),
    "24": PoliceCategory("refusal of entry and stay", f"{_BORDERS}, Art. 24", 3 * YEAR),
    "25": PoliceCategory("refusal of entry under a restrictive measure", f"{_BORDERS}, Art. 25", 3 * YEAR),
    "3": PoliceCategory("return", f"{_RETURN}, Art. 3", 3 * YEAR),
    "red": PoliceCategory("INTERPOL red notice or wanted diffusion", f"{_INTERPOL}, Art. 82", 5 * YEAR),
    "blue": PoliceCategory("INTERPOL blue notice", f"{_INTERPOL}, Art. 88", 5 * YEAR),
    "green": PoliceCategory("INTERPOL green notice", f"{_INTERPOL}, Art. 89", 5 * YEAR),
    "yellow": PoliceCategory("INTERPOL yellow notice", f"{_INTERPOL}, Art. 90", 5 * YEAR),
}
"""Each category by its article, or the colour of its notice. None may be matched by default (rule PNR-08)."""

OBJECT_MONTHS = {"36": 10 * YEAR, "38": 10 * YEAR}
"""The longest time for an alert on an object (Art. 54)."""

RULE_REVIEW, RULE_LINKED, RULE_MINIMUM = "SIS-01", "SIS-02", "SIS-03"


def longest_until(category: str, since: date, *, is_on_object: bool) -> date | None:
    """Return the last day without another review, ``None`` where the category is none of the police.

    >>> longest_until("36", date(2026, 3, 1), is_on_object=False)
    datetime.date(2027, 3, 1)
    """
    known = CATEGORIES.get(category)
    if known is None:
        return None
    months = OBJECT_MONTHS.get(category, known.longest_months) if is_on_object else known.longest_months
    return months_later(since, months)


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, the month's last where it has none; never beyond the calendar.

    >>> months_later(date(2028, 2, 29), 12)
    datetime.date(2029, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(alert: Alert) -> date | None:
    """Return the last day on which an alert is in force, ``None`` where nothing ends it.

    The soonest of its expiry, its review and, where it names no review, the longest time of its category.
    """
    since = alert.updated_on or alert.listed_on
    longest = longest_until(alert.category, since, is_on_object=is_on_object(alert)) if since else None
    return min(filter(None, (alert.expires_on, alert.review_by or longest)), default=None)


def is_on_object(alert: Alert) -> bool:
    """Tell whether an alert is on a document and names no person."""
    return not alert.person.names


def is_in_force(alert: Alert, on: date) -> bool:
    """Tell whether an alert may still be matched on a day: its last day is within it (rule SIS-01)."""
    end = last_day(alert)
    return end is None or on <= end


def lacking(alert: Alert) -> tuple[str, ...]:
    """Return what the minimum data for a police alert lack (rule SIS-03): empty where it is complete."""
    is_named = any(name.surname for name in alert.person.names)
    lacks = {
        "a known category": alert.category not in CATEGORIES,
        "a surname": not is_named and not alert.person.documents,
        "the action to be taken": not alert.action,
        "the reference of the decision": not alert.decision,
        "the day on which it was entered": alert.listed_on is None,
    }
    return tuple(words for words, is_lacking in lacks.items() if is_lacking)


def orphans(alerts: Iterable[Alert], known: Iterable[str]) -> tuple[str, ...]:
    """Return the references of alerts linked to an alert that is neither among them nor known (rule SIS-02)."""
    listed = tuple(alerts)
    living = {alert.reference for alert in listed} | set(known)
    return tuple(alert.reference for alert in listed if alert.linked_to and alert.linked_to not in living)


def extended(category: str, *, until: date, reason: str, assessed_on: date, is_on_object: bool = False) -> date:
    """Return the new last day of one of the node's own alerts that a person has assessed again.

    Raises:
        Refused: No reason, a day that is past, or longer than the category may last without a review (rule SIS-01).
    """
    if not reason.strip():
        raise Refused("say why the alert is still needed: an extension is an individual assessment", rule=RULE_REVIEW)
    if until <= assessed_on:
        raise Refused("an extension ends on a day to come", rule=RULE_REVIEW)
    longest = longest_until(category, assessed_on, is_on_object=is_on_object)
    if longest is not None and until > longest:
        raise Refused(say("this category is reviewed again by {day} at the latest", day=longest), rule=RULE_REVIEW)
    return until
