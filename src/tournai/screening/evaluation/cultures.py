"""Where synthetic names come from: pools of attested parts by state, and the shapes in which they make a name.

Shares follow the set-up of the facts on matching, section C.1: 45 % Arabic-script names, by state and weighted to the
Maghreb; 25 % names of listed persons by nationality; 30 % names of others.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from tournai.screening.evaluation.draws import Pool
from tournai.screening.evaluation.origins import ORIGINS, is_latin, origin_of, origins_of_strangers
from tournai.screening.evaluation.tables import Tables, Unit
from tournai.values import NameKind

ARABIC, LISTED, OTHERS = 0.45, 0.25, 0.30
"""Shares of the alerts by the table that their names come from."""

ARABIC_STATES = {
    "DZA": 26, "MAR": 22, "TUN": 14, "LBY": 4, "MRT": 2, "EGY": 7, "IRQ": 5, "SYR": 4, "LBN": 3, "JOR": 1.5, "PSE": 1.5,
    "SAU": 3, "YEM": 1.5, "ARE": 0.5, "KWT": 0.5, "QAT": 0.3, "BHR": 0.3, "OMN": 0.2, "SOM": 1, "SDN": 1, "DJI": 0.2,
    "COM": 0.2, "IRN": 2, "AFG": 1, "PAK": 2,
}  # fmt: skip
"""State -> its share of the Arabic-script names; 68 of 104 to the Maghreb."""

ONE_GIVEN, TWO_GIVEN, WITH_FATHER, THREE_GIVEN = 0.55, 0.25, 0.12, 0.08
"""Shares of the shapes of Arabic-script names; a father's name stands after BEN (BIN, OULD where that is said)."""

FATHER_PARTICLES = {"DZA": "Ben", "MAR": "Ben", "TUN": "Ben", "LBY": "Ben", "MRT": "Ould"}
FEWEST_BEARERS = 15
"""Listed persons of one nationality that make a pool of their own."""

FEWEST_ALIKE = 5
"""Bearers of so many given names from which a shape is made of them, unless no number has more bearers."""

LONGEST_PART = 28


class Shape(msgspec.Struct, frozen=True):
    """A form of name: its share, and the pool of each part of the given names."""

    share: float
    given: tuple[Pool, ...]


class Culture(msgspec.Struct, frozen=True):
    """Names formed alike: their share of all, their origin, bearers' nationalities, shapes and surnames."""

    name: str
    share: float
    origin: str
    states: Pool
    shapes: tuple[Shape, ...]
    surnames: Pool


def cultures_of(tables: Tables) -> tuple[Culture, ...]:
    """Return the cultures that the tables hold names of, in a fixed order; their shares add up to 1."""
    found = (*_arabic(tables.units), *_listed(tables), *_others(tables))
    total = sum(culture.share for culture in found)
    return tuple(msgspec.structs.replace(culture, share=culture.share / total) for culture in found)


def is_part(text: str) -> bool:
    """Whether a text can stand as a part of a name: two letters at least, Latin, no digit or bracket."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 2 and len(text) <= LONGEST_PART and is_latin(text) and all(_is_of_names(c) for c in text)


def _is_of_names(char: str) -> bool:
    return char.isalpha() or char in " -'’`ʿʾ."


def _arabic(units: Iterable[Unit]) -> Iterable[Culture]:
    by_state: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: {"given": Counter(), "surname": Counter()})
    for unit in units:
        if unit.role in ("given", "surname") and is_part(unit.text):
            by_state[unit.state][unit.role][unit.text] += unit.count
    total = sum(share for state, share in ARABIC_STATES.items() if state in by_state)
    for state in sorted(set(by_state) & set(ARABIC_STATES)):
        given, surnames = Pool.of(by_state[state]["given"]), Pool.of(by_state[state]["surname"])
        if len(given) and len(surnames):
            share = ARABIC * ARABIC_STATES[state] / total
            yield Culture(
                f"arabic {state}", share, origin_of(state), Pool.of({state: 1}), _arabic_shapes(state, given), surnames
            )


def _arabic_shapes(state: str, given: Pool) -> tuple[Shape, ...]:
    particle = FATHER_PARTICLES.get(state, "Bin")
    fathers = Pool(tuple(f"{particle} {text}" for text in given.texts), given.cumulated)
    return (
        Shape(ONE_GIVEN, (given,)),
        Shape(TWO_GIVEN, (given, given)),
        Shape(WITH_FATHER, (given, fathers)),
        Shape(THREE_GIVEN, (given, given, given)),
    )


def _listed(tables: Tables) -> Iterable[Culture]:
    names: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for listed in tables.listed:
        for name in listed.person.names:
            given = tuple(name.given.split())
            if name.kind is NameKind.PRIMARY and 1 <= len(given) <= 4 and all(map(is_part, (*given, name.surname))):
                for state in listed.person.nationalities:
                    names[state].append((given, name.surname))
    pooled: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for nationality, bearers in sorted(names.items()):
        pooled[nationality if len(bearers) >= FEWEST_BEARERS else f"{origin_of(nationality)}: rest"] += bearers
    total = sum(map(len, pooled.values()))
    for group, bearers in sorted(pooled.items()):
        states: list[str] = [group] if len(group) == 3 else sorted(s for s in names if f"{origin_of(s)}: rest" == group)
        origin = origin_of(states[0])
        share = LISTED * len(bearers) / total
        surnames = Pool.of(Counter(surname for _, surname in bearers))
        yield Culture(
            f"listed {group}",
            share,
            origin,
            Pool.of(dict.fromkeys(states, 1)),
            _shapes([g for g, _ in bearers]),
            surnames,
        )


def _shapes(given: list[tuple[str, ...]]) -> tuple[Shape, ...]:
    """Return a shape for each number of given names, each part from those that stand at its place: fathers' names
    stay where fathers' names stand."""
    shapes = []
    lengths = Counter(map(len, given))
    for count in sorted(lengths):
        alike = [names for names in given if len(names) == count]
        if len(alike) < FEWEST_ALIKE and len(lengths) > 1 and len(alike) < max(lengths.values()):
            continue
        pools = tuple(Pool.of(Counter(names[place] for names in alike)) for place in range(count))
        shapes.append(Shape(len(alike) / len(given), pools))
    return tuple(shapes)


def _others(tables: Tables) -> Iterable[Culture]:
    by_origin: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for stranger, origin in zip(tables.strangers, origins_of_strangers(tables.strangers), strict=True):
        parts = (*stranger.given, stranger.surname)
        if stranger.given and all(map(is_part, parts)):
            by_origin[origin].append((stranger.given, stranger.surname))
    total = sum(map(len, by_origin.values()))
    for origin, bearers in sorted(by_origin.items()):
        states = Pool.of(dict.fromkeys(ORIGINS[origin], 1))
        surnames = Pool.of(Counter(surname for _, surname in bearers))
        share = OTHERS * len(bearers) / total
        yield Culture(f"others {origin}", share, origin, states, _shapes([given for given, _ in bearers]), surnames)
