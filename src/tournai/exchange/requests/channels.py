"""The channels that a request comes by, its doubles over several of them, and minuted telephone answers.

Source: Directive (EU) 2023/977, Art. 13: SIENA is the channel, with three exceptions. Rule EXC-08.
"""

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum

import msgspec

from tournai.errors import Incomplete
from tournai.exchange.messages.asking import Request, Subject
from tournai.values.instants import utc
from tournai.values.roles import Actor

RULE = "EXC-08"
NEAR = timedelta(days=14)
"""Within which two requests of one State may be one: the node's own choice."""


class Channel(Enum):
    """How it came."""

    SIENA = "SIENA"
    INTERPOL = "I-24/7"
    SIRENE = "SIRENE"
    NODE = "node to node"
    TELEPHONE = "telephone"
    MAIL = "mail"


class OtherChannel(Enum):
    """Why another channel than SIENA is used: a closed list (Art. 13(2))."""

    THIRD_COUNTRY = "third countries or Interpol take part"
    URGENCY = "the urgency asks for another channel for a time"
    INCIDENT = "a technical or operational incident"
    OUTSIDE = "not an exchange under the directive"


class Arrival(msgspec.Struct, frozen=True):
    """One arrival of a request: the channel, its reference there, when, and from which State."""

    channel: Channel
    reference: str
    received_at: datetime
    state: str
    request: Request


class Minute(msgspec.Struct, frozen=True):
    """What was said on the telephone: by whom here, with which authority, when, what; and the written confirmation."""

    by: Actor
    at: datetime
    authority: str
    said: str
    confirmed_by: str | None = None
    """The message that confirms it in writing; ``None``: still owed."""


def check_channel(channel: Channel, reason: OtherChannel | None) -> None:
    """Return when a channel may be used.

    Raises:
        Incomplete: Another than SIENA without one of the reasons, or SIENA with one. Rule EXC-08.
    """
    if (channel is Channel.SIENA) is (reason is not None):
        raise Incomplete("a channel other than SIENA needs its reason, and only that", rule=RULE)


def check_minute(minute: Minute) -> None:
    """Return when a telephone answer is minuted.

    Raises:
        Incomplete: Not said what, or with whom. Rule EXC-08.
    """
    utc(minute.at)
    if not minute.said.strip() or not minute.authority.strip():
        raise Incomplete("a minute says what was told, and to which authority", rule=RULE)


def doubles(one: Arrival, others: Sequence[Arrival]) -> tuple[Arrival, ...]:
    """Return the arrivals that may be the same request: same State, same offence, a subject in common, near in time.

    An officer merges: a double is offered, never joined by the machine.
    """
    return tuple(other for other in others if other is not one and _may_be_same(one, other))


def started_at(arrivals: Sequence[Arrival]) -> datetime:
    """Return when the clock of a merged request starts: with the first arrival, whatever the channel."""
    return min(utc(arrival.received_at) for arrival in arrivals)


def _may_be_same(one: Arrival, other: Arrival) -> bool:
    near = abs(one.received_at - other.received_at) <= NEAR
    same = one.state == other.state and one.request.offence == other.request.offence
    return near and same and bool(_keys(one.request.subjects) & _keys(other.request.subjects))


def _keys(subjects: Sequence[Subject]) -> frozenset[tuple[str, str, str]]:
    return frozenset((subject.kind.value, _plain(subject.name), subject.born[:4]) for subject in subjects)


def _plain(name: str) -> str:
    """Return a name without marks, case, order or punctuation: enough to offer a double to a person."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in bare.casefold()).split()
    return " ".join(sorted(words))
