"""A chart of links: travellers in rings around one, and what they have in common. Computed, shown, and kept nowhere.

A ring is a hop from traveller to traveller. There are two at most: rule PNR-15 allows what a hit or an approved request
is about, and beyond two hops nearly everybody is tied to everybody.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from tournai.travel.person_names import is_same_name, name_key
from tournai.travel.records import Traveller
from tournai.travel.resolution.links import OF_A_PERSON, Link, LinkKind
from tournai.values import document_number

MOST_HOPS = 2
_THING = tuple[str, str]


class Seen(msgspec.Struct, frozen=True):
    """A traveller as one record has it, with what ties the record to others."""

    identifier: str
    flight: str
    record: str
    traveller: Traveller
    links: tuple[Link, ...]


class ChartedPerson(msgspec.Struct, frozen=True):
    """One traveller, of however many records: ``hop`` 0 is whom the chart is about."""

    hop: int
    records: tuple[Seen, ...]


class Chart(msgspec.Struct, frozen=True):
    """Persons, what ties them, and the ties: (position of the person, position of the thing)."""

    persons: tuple[ChartedPerson, ...]
    things: tuple[Link, ...]
    ties: tuple[tuple[int, int], ...]


def chart_of(rings: Sequence[Sequence[Seen]]) -> Chart:
    """Return the chart of what was found hop by hop; a thing is on it where two persons share it.

    Raises:
        ValueError: More than two hops.
    """
    if len(rings) > MOST_HOPS + 1:
        raise ValueError(f"a chart has {MOST_HOPS} hops at most")
    persons = _persons(rings)
    holders: dict[_THING, dict[int, Link]] = {}
    for number, person in enumerate(persons):
        for link in (link for seen in person.records for link in seen.links):
            holders.setdefault((link.kind, link.value), {})[number] = link
    things = {thing: held for thing, held in sorted(holders.items()) if len(held) > 1 and _leads(held, persons)}
    shared = _without_repeated_bookings(things)
    ties = sorted((person, number) for number, thing in enumerate(shared) for person in things[thing])
    return Chart(tuple(persons), tuple(next(iter(things[thing].values())) for thing in shared), tuple(ties))


def is_one_traveller(one: Traveller, other: Traveller) -> bool:
    """Whether records of two flights are of one traveller: one document or birth date, with names that can be one."""
    births = one.date_of_birth, other.date_of_birth
    if births[0] is not None and births[1] is not None and not births[0].meets(births[1]):
        return False
    names = [(name_key(each.surname), name_key(each.given)) for each in (one, other)]
    is_same_birth = births[0] is not None and births[0] == births[1]
    if _documents(one) & _documents(other):
        return is_same_birth or is_same_name(*names[0], *names[1])
    return is_same_birth and names[0] == names[1]


def _persons(rings: Sequence[Sequence[Seen]]) -> list[ChartedPerson]:
    found: list[tuple[int, list[Seen]]] = []
    by_key: dict[object, list[int]] = {}
    for hop, ring in enumerate(rings):
        for seen in ring:
            keys = list(_keys(seen))
            known = [number for key in keys for number in by_key.get(key, ())]
            number = next((one for one in known if _is_of(seen, found[one][1])), None)
            if number is None:
                number = len(found)
                found.append((hop, []))
            found[number][1].append(seen)
            for key in keys:
                by_key.setdefault(key, []).append(number)
    return [ChartedPerson(hop, tuple(records)) for hop, records in found]


def _is_of(seen: Seen, records: Iterable[Seen]) -> bool:
    return any(seen.identifier == one.identifier or is_one_traveller(seen.traveller, one.traveller) for one in records)


def _keys(seen: Seen) -> Iterator[object]:
    yield seen.identifier
    yield from _documents(seen.traveller)
    if seen.traveller.date_of_birth:
        yield name_key(seen.traveller.surname), str(seen.traveller.date_of_birth)


def _leads(held: Iterable[int], persons: Sequence[ChartedPerson]) -> bool:
    """Whether a thing ties persons of neighbouring hops: what only the outermost share is beyond the second hop."""
    return min(persons[number].hop for number in held) < MOST_HOPS


def _without_repeated_bookings(things: dict[_THING, dict[int, Link]]) -> list[_THING]:
    """Leave out what says the same again: a booking's further locators, and what it gives all who travel in it."""
    bookings: dict[frozenset[int], _THING] = {}
    others: dict[_THING, frozenset[int]] = {}
    for (kind, value), held in things.items():
        if kind == LinkKind.BOOKING.value:
            bookings.setdefault(frozenset(held), (kind, value))
        else:
            others[kind, value] = frozenset(held)
    said = [
        thing
        for thing, held in others.items()
        if LinkKind(thing[0]) in OF_A_PERSON or not any(held <= booking for booking in bookings)
    ]
    return sorted([*bookings.values(), *said])


def _documents(traveller: Traveller) -> set[str]:
    return {str(document_number(one.number)) for one in traveller.documents} - {""}
