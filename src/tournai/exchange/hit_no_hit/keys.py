"""Keys of persons and things: the inputs of the pseudorandom function. Both sides make them by the same rules.

A key names its class and what must agree; it is personal data, and leaves the node only blinded. A record's keys and a
question's differ in two ways: a question also asks for the birth with day and month exchanged; and where both sides
know the day, the year alone is no key, so that a dated question meets by its year only records that have no day.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, combinations, permutations

import msgspec

from tournai.exchange.hit_no_hit.identifiers import MalformedIdentifier, document
from tournai.exchange.hit_no_hit.key_classes import KeyClass
from tournai.exchange.hit_no_hit.queries import SIZES
from tournai.exchange.hit_no_hit.skeletons import beginning, shortened, skeleton
from tournai.values import PartialDate, Person
from tournai.values.name_tokens import tokens_of

MOST_YEARS = 3
"""Years of a birth that is given as a range; a longer range makes no keys."""

_VERSION = "1"
Codes = frozenset[str]


class Key(msgspec.Struct, frozen=True, order=True, gc=False):
    """A key and its class."""

    kind: str
    text: bytes

    @property
    def key_class(self) -> KeyClass:
        """Its class."""
        return KeyClass(self.kind)


def record_keys(person: Person, classes: tuple[KeyClass, ...]) -> set[Key]:
    """Return the keys under which a record is found."""
    days, years = _days(person.births), _years(person.births, is_day_known=False)
    told = {f"day {year}" for year in _years(person.births, is_day_known=True)} | {f"year {year}" for year in years}
    return set(_person_keys(person, classes, days, told))


def question_keys(person: Person, classes: tuple[KeyClass, ...]) -> tuple[Key, ...]:
    """Return the keys to ask for, by the order of the classes; those beyond a batch's most elements are left out."""
    days = _days(person.births)
    both = {turned for day in days for turned in (day, _exchanged(day))}
    dated, undated = _years(person.births, is_day_known=True), _years(person.births, is_day_known=False)
    told = {f"year {year}" for year in dated | undated} | {f"day {year}" for year in undated}
    found = set(_person_keys(person, classes, both, told))
    order = {one.value: place for place, one in enumerate(classes)}
    return tuple(sorted(found, key=lambda key: (order[key.kind], key.text)))[: SIZES[-1]]


def thing_key(kind: KeyClass, identifier: str) -> Key:
    """Return the key of a thing, by its identifier as `identifiers` writes it."""
    return Key(kind.value, "|".join((_VERSION, kind.value, identifier)).encode("ascii"))


def _person_keys(person: Person, classes: tuple[KeyClass, ...], days: set[date], years: set[str]) -> Iterator[Key]:
    names = {tokens_of(name.surname, name.given).tokens for name in person.names}
    for kind in classes:
        if kind is KeyClass.DOCUMENT:
            yield from _document_keys(person)
        elif kind in _AGREEMENTS:
            births = years if kind is KeyClass.YEAR else {day.isoformat() for day in days}
            agreed = set(chain.from_iterable(map(_AGREEMENTS[kind], names)))
            yield from (thing_key(kind, f"{codes}|{birth}") for codes in agreed for birth in births)


def _document_keys(person: Person) -> Iterator[Key]:
    for one in person.documents:
        try:
            yield thing_key(KeyClass.DOCUMENT, document(one.number, one.issuing_state or ""))
        except MalformedIdentifier:  # without a state or too short: it tells no document from another
            continue


def _pairs(tokens: tuple[str, ...]) -> Iterator[str]:
    for pair in combinations(map(skeleton, tokens), 2):
        yield "+".join(sorted(pair))


def _threes(tokens: tuple[str, ...]) -> Iterator[str]:
    for three in combinations(map(skeleton, tokens), 3):
        yield "+".join(sorted(three))


def _near_pairs(tokens: tuple[str, ...]) -> Iterator[str]:
    for one, other in permutations(tokens, 2):
        yield f"{skeleton(one)}+{beginning(other)}"


def _pairs_but_a_letter(tokens: tuple[str, ...]) -> Iterator[str]:
    for one, other in permutations(map(skeleton, tokens), 2):
        yield from (f"{one}+{short}" for short in shortened(other))


def _single(tokens: tuple[str, ...]) -> Iterable[str]:
    return map(skeleton, tokens)


_AGREEMENTS = {
    KeyClass.PAIR: _pairs,
    KeyClass.YEAR: _threes,
    KeyClass.NEAR: _near_pairs,
    KeyClass.LETTER: _pairs_but_a_letter,
    KeyClass.TOKEN: _single,
}
"""Class -> what of a name must agree, out of its tokens."""


def _days(births: tuple[PartialDate, ...]) -> set[date]:
    return {birth.earliest for birth in births if _is_day(birth)}


def _years(births: tuple[PartialDate, ...], *, is_day_known: bool) -> set[int]:
    """Return the years of the births whose day is known, or is not."""
    spans = (
        (birth.earliest.year, (birth.before.toordinal() - 1)) for birth in births if _is_day(birth) is is_day_known
    )
    ranges = (range(first, date.fromordinal(last).year + 1) for first, last in spans)
    return {year for years in ranges if len(years) <= MOST_YEARS for year in years}


def _is_day(birth: PartialDate) -> bool:
    return (birth.before - birth.earliest).days == 1


def _exchanged(day: date) -> date:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day
