"""A case that several authorities work on: who takes part, and what each may see.

Source: Framework Decision 2002/465/JHA, Art. 1 (joint investigation teams: agreement, purpose, limited period, use of
information); Directive (EU) 2016/680, Art. 4 and 9. Rule EXC-10. Taking part opens nothing by itself: an item is seen
by its owner and by those to whom it was released.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

import msgspec

from tournai.errors import Incomplete, Refused
from tournai.exchange.item import Item
from tournai.exchange.markings import LEVELS, Classification
from tournai.exchange.messages.owning import Use
from tournai.values.roles import Role

RULE = "EXC-10"


class CaseKind(Enum):
    """What a case is."""

    REQUEST = "request"
    """What one request opened."""
    INQUIRY = "inquiry"
    JOINT_TEAM = "joint investigation team"


class Participant(msgspec.Struct, frozen=True):
    """An authority in a case, in which role, from and until when (``None``: it still takes part)."""

    authority: str
    role: Role
    since: date
    until: date | None = None
    accredited: Classification = Classification.UNCLASSIFIED


class Agreement(msgspec.Struct, frozen=True):
    """What sets up a joint investigation team: its States, purpose, leader and period (Art. 1(1))."""

    states: tuple[str, ...]
    purpose: str
    leader: str
    signed_on: date
    ends_on: date


class SharedCase(msgspec.Struct, frozen=True):
    """A case. ``deconfliction``: its magistrate lets it be found by partners' private queries."""

    number: str
    kind: CaseKind
    offence: str
    participants: tuple[Participant, ...]
    agreement: Agreement | None = None
    deconfliction: bool = False


class Release(msgspec.Struct, frozen=True):
    """An item made available to an authority of the case, on a day."""

    item: str
    authority: str
    on: date


def check_case(case: SharedCase, today: date) -> None:
    """Return when a case may be opened so.

    Raises:
        Incomplete: No participant, or a joint team without agreement, with fewer than two States, without a purpose or
            a leader of its own, or without a period that lies ahead. Rule EXC-10.
    """
    if not case.participants:
        raise Incomplete("a case has somebody who leads it", rule=RULE)
    if (case.kind is CaseKind.JOINT_TEAM) is (case.agreement is None):
        raise Incomplete("a joint investigation team has an agreement, and only it", rule=RULE)
    if case.agreement is not None:
        _check_agreement(case.agreement, {each.authority for each in case.participants}, today)


def _check_agreement(agreement: Agreement, authorities: set[str], today: date) -> None:
    if len(set(agreement.states)) < 2 or not agreement.purpose.strip():
        raise Incomplete("an agreement names at least two States and the purpose", rule=RULE)
    if agreement.leader not in authorities:
        raise Incomplete("the leader of a team takes part in it", rule=RULE)
    if not agreement.signed_on <= today <= agreement.ends_on:
        raise Incomplete("a team works in the period of its agreement", rule=RULE)


def takes_part(case: SharedCase, authority: str, today: date) -> bool:
    """Whether an authority takes part today; nobody does once a team's agreement has ended."""
    is_over = case.agreement is not None and today > case.agreement.ends_on
    return not is_over and any(
        each.authority == authority and each.since <= today and (each.until is None or today < each.until)
        for each in case.participants
    )


def visible(items: Iterable[Item], releases: Iterable[Release], participant: Participant) -> tuple[Item, ...]:
    """Return the items that a participant sees: its own and those released to it while it took part.

    What it lawfully got stays visible after it has left; nothing of a higher classification ever is.
    """
    got = {
        release.item
        for release in releases
        if release.authority == participant.authority
        and release.on >= participant.since
        and (participant.until is None or release.on < participant.until)
    }
    return tuple(
        item
        for item in items
        if (item.owner == participant.authority or item.identifier in got)
        and LEVELS[item.classification] <= LEVELS[participant.accredited]
    )


def check_team_use(case: SharedCase, use: Use, offence: str) -> None:
    """Return when what a team's member obtained may be used so within the team (Art. 1(10)).

    Raises:
        Refused: It is no team, the use leaves it, or the offence is another one: then the owner is asked. Rule EXC-10.
    """
    if case.kind is not CaseKind.JOINT_TEAM:
        raise Refused("only a joint investigation team uses items as its agreement says", rule=RULE)
    if use not in (Use.INQUIRY, Use.NATIONAL, Use.PROCEEDINGS) or offence != case.offence:
        raise Refused("beyond the purpose of the team the owner is asked", rule=RULE)


def leave(case: SharedCase, authority: str, today: date) -> SharedCase:
    """Return the case without an authority from today on; those who stay are to be told.

    Raises:
        Refused: It does not take part. Rule EXC-10.
    """
    if not takes_part(case, authority, today):
        raise Refused("the authority does not take part in the case", rule=RULE)
    changed = tuple(
        msgspec.structs.replace(each, until=today) if each.authority == authority and each.until is None else each
        for each in case.participants
    )
    return msgspec.structs.replace(case, participants=changed)
