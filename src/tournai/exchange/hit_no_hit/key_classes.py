"""Classes of keys: what must agree for a hit, which classes a set has by its size, and how a hit of each is labelled.

A larger set meets more strangers by chance, so it has narrower classes. Measured rates: docs/ideas/hit-no-hit.md.
"""

from enum import Enum

from tournai.errors import Malformed
from tournai.values.wordings import say


class KeyClass(Enum):
    """What a key is made of. The value is its name in keys and statements."""

    PAIR = "pair"
    """The skeletons of two tokens of a name, and the day of birth."""
    YEAR = "three and year"
    """The skeletons of three tokens and the year of birth, where one side knows no day."""
    NEAR = "near pair"
    """The skeleton of one token, the first three letters of another, and the day of birth."""
    LETTER = "pair but a letter"
    """The skeletons of two tokens, one of them without one letter, and the day of birth."""
    TOKEN = "one token"  # noqa: S105  # of a name
    """The skeleton of one token and the day of birth: for a short list of the gravest cases."""
    DOCUMENT = "document"
    """Issuing state and number of a travel or identity document."""
    PLATE = "plate"
    """State and registration number of a vehicle."""
    VIN = "vin"
    TELEPHONE = "telephone"
    IBAN = "iban"
    WEAPON = "weapon"
    """Maker and serial number of a firearm."""


class Label(Enum):
    """What the asker is told. ``POSSIBLE`` is to be read as "maybe": others than the person sought can meet it."""

    NO_HIT = "no hit"
    POSSIBLE = "possible"
    STRONG = "strong"


EXACT = (
    KeyClass.DOCUMENT, KeyClass.PLATE, KeyClass.VIN, KeyClass.TELEPHONE, KeyClass.IBAN, KeyClass.WEAPON,
)  # fmt: skip
"""Identifiers that agree as a whole or not at all: always in a set, always a strong hit."""

LARGEST = {KeyClass.NEAR: 50_000, KeyClass.LETTER: 10_000, KeyClass.TOKEN: 10_000}
"""Records of the largest set that has a class; the others have no limit."""

STRONG_PAIRS = 3
"""Pairs of one birth that agree: three tokens do, which strangers hardly meet at any size."""

LARGEST_STRONG = 50_000
"""Records of the largest set in which one agreeing pair is a strong hit."""


def classes_for(records: int, *, is_priority: bool = False) -> tuple[KeyClass, ...]:
    """Return the classes of a set of so many records, those that tell most first.

    ``is_priority``: a short list for which a hit on a single name and a birth is worth an officer's time.
    """
    kept = (one for one in KeyClass if one is not KeyClass.TOKEN or is_priority)
    names = tuple(one for one in kept if one not in EXACT and records <= LARGEST.get(one, records))
    return (*EXACT, *names)


def classes_named(names: tuple[str, ...]) -> tuple[KeyClass, ...]:
    """Return the classes that a statement names.

    Raises:
        Malformed: A name is none (code ``key-class``): the set is of a newer version.
    """
    known = {one.value: one for one in KeyClass}
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None:
        raise Malformed(say("the set has keys of a class that this version does not know"), code="key-class")
    return tuple(known[name] for name in names)


def label_of(hits: tuple[KeyClass, ...], records: int) -> Label:
    """Return the label of the keys that are in a set of so many records; ``hits``: a class for each such key."""
    if not hits:
        return Label.NO_HIT
    if any(hit in EXACT for hit in hits) or hits.count(KeyClass.PAIR) >= STRONG_PAIRS:
        return Label.STRONG
    return Label.STRONG if KeyClass.PAIR in hits and records <= LARGEST_STRONG else Label.POSSIBLE
