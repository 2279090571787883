"""Lists that came in parts, put together again: the whole list, and whether it is whole.

`tournai.travel.parts` asks of messages that are stored which of them make a push; here the lists themselves are joined.

Each part is a message of its own: UNH has the common access reference and the part's number, with C at the first and F
at the last; CNT counts the persons of all parts.

Source: ISO 9735-1:2002, section 8.2 (UNH 0068, S010); WCO/IATA/ICAO PAXLST implementation guide 6.0, UNH and CNT.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from tournai.travel.records import ListAction, ListSubject, Push

ListKey = tuple[str, str, ListSubject | None, ListAction | None, tuple[tuple[str, str, str, str], ...]]


class Completeness(msgspec.Struct, frozen=True, gc=False):
    """Which parts of a list are there.

    ``missing`` are the numbers below the last part's, or below the highest while the last one is not there;
    ``contradictory`` are those that stand after a last part, or came twice with different persons. ``declared`` and
    ``counted`` are persons: of all parts by CNT (``None`` where no part says), and those that came.
    """

    present: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    doubled: tuple[int, ...] = ()
    contradictory: tuple[int, ...] = ()
    has_last: bool = False
    declared: int | None = None
    counted: int = 0
    declarations_differ: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether every part is there once, or twice alike, and the persons are as many as declared."""
        is_counted = self.declared is None or self.declared == self.counted
        is_sound = not self.contradictory and not self.declarations_differ
        return self.has_last and not self.missing and is_sound and is_counted


class JoinedList(msgspec.Struct, frozen=True, gc=False):
    """A list put together: one push with the persons and bookings of all parts, in the parts' order."""

    push: Push
    completeness: Completeness


def group_parts(pushes: Iterable[Push]) -> tuple[tuple[Push, ...], ...]:
    """Return the pushes by the list that they are parts of, in the order in which the lists began.

    Parts of one list have the sender, access reference, subject, action and flights in common. A push that is whole by
    itself is a group of one.
    """
    groups: dict[ListKey | int, list[Push]] = {}
    for number, push in enumerate(pushes):
        is_whole = push.part is None or (push.part == 1 and push.is_last_part is True)
        groups.setdefault(number if is_whole else _key(push), []).append(push)
    return tuple(tuple(group) for group in groups.values())


def _key(push: Push) -> ListKey:
    flights = tuple((one.carrier, one.number, one.departure_airport, str(one.departure)) for one in push.legs)
    return push.sender, push.access_reference, push.list_subject, push.list_action, flights


def join_parts(parts: Sequence[Push]) -> JoinedList:
    """Return the list that the parts make, whatever their order; of a part that came twice the later one counts.

    Raises:
        ValueError: No part was given.
    """
    if not parts:
        raise ValueError("no part was given: a list has at least one")
    numbered = {_number(part): part for part in parts}
    ordered = [numbered[number] for number in sorted(numbered)]
    completeness = _completeness(parts, ordered)
    dropped: Counter[str] = Counter()
    for part in ordered:
        dropped.update(part.dropped)
    whole = msgspec.structs.replace(
        ordered[0],
        part=None,
        is_last_part=None,
        travellers=tuple(traveller for part in ordered for traveller in part.travellers),
        pnrs=tuple(pnr for part in ordered for pnr in part.pnrs),
        declared_travellers=completeness.declared,
        dropped=dict(dropped),
        defects=tuple(defect for part in ordered for defect in part.defects),
    )
    return JoinedList(whole, completeness)


def _number(part: Push) -> int:
    return 1 if part.part is None else part.part


def _completeness(parts: Sequence[Push], ordered: Sequence[Push]) -> Completeness:
    present = [_number(part) for part in ordered]
    times = Counter(_number(part) for part in parts)
    ends = [_number(part) for part in parts if part.part is None or part.is_last_part]
    last = min(ends) if ends else max(present)
    contradictory = {number for number in present if number > last} | set(ends) - {last}
    contradictory |= {number for number, count in times.items() if count > 1 and _differ(parts, number)}
    declared = {part.declared_travellers for part in parts} - {None}
    return Completeness(
        present=tuple(present),
        missing=tuple(sorted(set(range(1, last)) - set(present))),
        doubled=tuple(number for number in present if times[number] > 1),
        contradictory=tuple(sorted(contradictory)),
        has_last=bool(ends),
        declared=max((count for count in declared if count is not None), default=None),
        counted=sum(len(part.travellers) for part in ordered),
        declarations_differ=len(declared) > 1,
    )


def _differ(parts: Sequence[Push], number: int) -> bool:
    """Whether the parts of one number name different persons."""
    named = {_persons(part) for part in parts if _number(part) == number}
    return len(named) > 1


def _persons(part: Push) -> tuple[tuple[object, ...], ...]:
    return tuple(
        (one.surname, one.given, one.date_of_birth, one.unique_reference, one.record_locators)
        for one in part.travellers
    )
