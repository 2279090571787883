"""The parts of one push: which are there, which are missing, doubled or at odds, and whether the push is whole.

A carrier cuts a large push into messages that share UNH's common access reference, numbered from 1; the last says so
(``F``). EQN counts the bookings of the whole push in every message; CNT 42 the persons of the whole list.

The access reference often names only the flight, so that a later push of the same flight bears it too. Hence a part
goes to the latest push of its kind that lacks its number, declares the same total and was prepared within two hours.

Source: ISO 9735-1:2002 (UNH: 0068 common access reference, S010 status of the transfer); PNRGOV implementation guide
(EQN at level 0).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import Enum

import msgspec

LONGEST_BETWEEN = timedelta(hours=2)
"""How far apart the parts of one push are prepared; two pushes of a flight are farther apart (Art. 8(3))."""


class Part(msgspec.Struct, frozen=True):
    """One message as a part of a push. ``number`` is ``None`` where UNH does not tell it: the message is alone.

    ``kind`` is what all parts of a push have in common: account, sender, access reference, format, function.
    ``content`` is equal for messages of equal content. ``items`` counts its bookings or persons, ``declared`` those
    that it says the push has.
    """

    name: str
    kind: tuple[str, ...]
    number: int | None
    is_last: bool
    prepared_at: datetime
    items: int
    declared: int | None = None
    content: bytes = b""

    @property
    def is_alone(self) -> bool:
        """Whether the message says that it is the whole push."""
        return self.number is None or (self.number == 1 and self.is_last)


class Completeness(Enum):
    """What is known of a push that came in parts."""

    WHOLE = "whole"
    """Every part is there, and the counts agree or none is declared."""
    COUNTS_DIFFER = "counts differ"
    """Every part is there; the declared total is not what they hold."""
    INCOMPLETE = "incomplete"
    """Parts are missing."""
    CONTRADICTORY = "contradictory"
    """Two parts say that they are the last, one stands after the last, or one before the first."""


class PartedPush(msgspec.Struct, frozen=True):
    """The parts of one push that are there, in the order in which they came."""

    parts: tuple[Part, ...]
    repeated: tuple[str, ...] = ()
    """Names of the messages that repeat a part."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the parts that are there, in order."""
        return tuple(sorted(_number(part) for part in self.parts))

    @property
    def total(self) -> int | None:
        """How many parts the push has; ``None`` while its last part has not come."""
        return next((_number(part) for part in self.parts if part.is_last or part.number is None), None)

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers below the last part, or the highest that came, which are not there."""
        highest = max(self.total or 0, *self.numbers)
        present = set(self.numbers)
        return tuple(number for number in range(1, highest + 1) if number not in present)

    @property
    def completeness(self) -> Completeness:
        """What is known of the push."""
        lasts = [_number(part) for part in self.parts if part.is_last or part.number is None]
        if len(lasts) > 1 or min(self.numbers) < 1 or (lasts and max(self.numbers) > lasts[0]):
            return Completeness.CONTRADICTORY
        if not lasts or self.missing:
            return Completeness.INCOMPLETE
        return Completeness.WHOLE if self._counts_agree() else Completeness.COUNTS_DIFFER

    @property
    def holds_all_items(self) -> bool:
        """Whether the push is whole and says how much it holds: only then is what it lacks gone."""
        return self.completeness is Completeness.WHOLE and all(part.declared is not None for part in self.parts)

    def _counts_agree(self) -> bool:
        declared = [part.declared for part in self.parts if part.declared is not None]
        total = sum(part.items for part in self.parts)
        # Some senders count each message by itself.
        by_part = all(part.declared in (None, part.items) for part in self.parts)
        return by_part or all(count == total for count in declared)


def join_parts(arrived: Iterable[Part]) -> list[PartedPush]:
    """Return the pushes that messages belong to, in the order of their first parts; ``arrived`` in order of arrival.

    The time grows with the messages, and with the pushes of one kind among them.
    """
    pushes: list[_Joining] = []
    by_kind: dict[tuple[str, ...], list[_Joining]] = {}
    for part in arrived:
        alike = [] if part.is_alone else by_kind.setdefault(part.kind, [])
        repeated = next((push for push in reversed(alike) if push.repeats(part)), None)
        if repeated is not None:
            repeated.repeated.append(part.name)
            continue
        push = next((push for push in reversed(alike) if push.takes(part)), None)
        if push is None:
            push = _Joining(part)
            pushes.append(push)
            alike.append(push)
        push.add(part)
    return [PartedPush(tuple(push.parts.values()), tuple(push.repeated)) for push in pushes]


def push_of(pushes: Sequence[PartedPush], name: str) -> PartedPush:
    """Return the push that a message belongs to or repeats a part of."""
    return next(one for one in pushes if name in one.repeated or any(part.name == name for part in one.parts))


class _Joining:
    """A push while its parts are put together: number -> part, in the order in which they came."""

    def __init__(self, first: Part) -> None:
        self.prepared_at = first.prepared_at
        self.parts: dict[int | None, Part] = {}
        self.repeated: list[str] = []
        self.totals: set[int] = set()

    def add(self, part: Part) -> None:
        self.parts[part.number] = part
        self.totals |= _total(part)

    def repeats(self, part: Part) -> bool:
        known = self.parts.get(part.number)
        return known is not None and bool(part.content) and known.content == part.content and self._is_near(part)

    def takes(self, part: Part) -> bool:
        return part.number not in self.parts and self._is_near(part) and len(self.totals | _total(part)) <= 1

    def _is_near(self, part: Part) -> bool:
        return abs(part.prepared_at - self.prepared_at) <= LONGEST_BETWEEN


def _number(part: Part) -> int:
    """Return a part's number; a message that tells none is the only one."""
    return 1 if part.number is None else part.number


def _total(part: Part) -> set[int]:
    """Return the total that a part declares of its push; a sender that counts each message by itself declares none."""
    return set() if part.declared is None or part.declared == part.items else {part.declared}
