"""Views: which records an agreement lets one partner learn of, by a hit. All others stand in no set.

A view holds suspects and convicts of the offences that the agreement names. Victims, witnesses, contacts and other
parties are never in one, whatever an agreement says, nor is a minor, nor whoever may be one by what is known of the
birth. The owner of a record can hold it back; a subject of an open case is in the view for deconfliction only where the
magistrate of that case opted in.

Source: Directive (EU) 2016/680, Art. 6; Directive (EU) 2023/977, Art. 3 and 6(1)(f).
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum

import msgspec

from tournai.errors import Refused
from tournai.exchange.item import PersonCategory
from tournai.exchange.partners.members import Agreement
from tournai.values import PartialDate
from tournai.values.wordings import say

HIT_NO_HIT, DECONFLICTION = "hit-no-hit", "deconfliction"
"""What an agreement must allow, in its own words."""

OF_AGE_YEARS = 18
AGREEMENT_RULE = "EXC-10"


class NotAgreed(Refused):
    """Two authorities between which no agreement in force allows the question."""


class LeftOut(Enum):
    """Why a record is in no set for the partner."""

    CATEGORY = "neither suspect nor convict"
    MINOR = "a minor, or may be one"
    OFFENCE = "no offence of the agreement"
    HELD_BACK = "held back by its owner"
    NOT_OPTED_IN = "no magistrate opted the case in"


class Standing(msgspec.Struct, frozen=True):
    """What decides whether a record is in a view: not who it is about.

    ``births`` are all that the record gives; ``opted_in_by`` the magistrate who opened the case to deconfliction.
    """

    category: PersonCategory
    offences: tuple[str, ...]
    births: tuple[PartialDate, ...] = ()
    is_held_back: bool = False
    opted_in_by: str = ""


def agreement_for(agreements: Iterable[Agreement], what: str, partner: str, now: datetime) -> Agreement:
    """Return the agreement under which a partner may ask; ``what``: `HIT_NO_HIT` or `DECONFLICTION`.

    Raises:
        NotAgreed: None in force names it: it is off.
    """
    found = (one for one in agreements if one.partner == partner and what in one.allows and one.is_in_force(now))
    agreement = next(found, None)
    if agreement is None:
        raise NotAgreed(say("no agreement in force with {partner} allows {what}", partner=partner, what=what),
                        rule=AGREEMENT_RULE)  # fmt: skip
    return agreement


def why_left_out(standing: Standing, agreement: Agreement, today: date) -> LeftOut | None:
    """Return why a record is not in the view of an agreement, ``None`` where it is."""
    if standing.category not in (PersonCategory.SUSPECT, PersonCategory.CONVICT):
        return LeftOut.CATEGORY
    if _may_be_minor(standing.births, today):
        return LeftOut.MINOR
    if set(standing.offences).isdisjoint(agreement.offences):
        return LeftOut.OFFENCE
    return LeftOut.HELD_BACK if standing.is_held_back else None


def why_not_deconflicted(standing: Standing, agreement: Agreement, today: date) -> LeftOut | None:
    """Return why a subject of an open case is not in the view for deconfliction, ``None`` where he is."""
    return why_left_out(standing, agreement, today) or (None if standing.opted_in_by else LeftOut.NOT_OPTED_IN)


def _may_be_minor(births: tuple[PartialDate, ...], today: date) -> bool:
    """Whether a birth that the record gives, or none at all, leaves open that the person is under age today."""
    years = today.year - OF_AGE_YEARS
    of_age_if_born_by = date(years, 3, 1) if (today.month, today.day) == (2, 29) else today.replace(year=years)
    # `before` is the first day after the interval; the last day it holds must be on or before that birthday.
    return not births or any((birth.before - of_age_if_born_by).days > 1 for birth in births)
