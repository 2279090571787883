"""What makes two spellings of a token meet: how it sounds, its consonants, what remains when one letter is left out.

The tables hold the spelling habits of French, English and German for the same Arabic, Slavic and Turkish sounds:
OU and U, DJ and J, KH and K, CH and SH, TCH and CH, Q, C and K.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

import msgspec

from tournai.values import document_number

SOUNDS = (
    ("SCHTSCH", "X"), ("SHCH", "X"), ("TSCH", "X"), ("TCH", "X"), ("SCH", "X"), ("SH", "X"), ("CH", "X"), ("CZ", "X"),
    ("DZH", "J"), ("DSCH", "J"), ("DJ", "J"), ("ZH", "J"), ("GH", "G"), ("KH", "K"), ("CK", "K"), ("QU", "K"),
    ("KS", "KS"), ("PH", "F"), ("TH", "T"), ("DH", "D"), ("SZ", "S"), ("TZ", "TS"), ("CE", "SI"), ("CI", "SI"),
    ("CY", "SI"), ("OUE", "UI"), ("OUA", "UA"), ("OU", "U"), ("OO", "U"), ("EE", "I"), ("AE", "A"), ("OE", "U"),
    ("UE", "U"), ("IOU", "IU"), ("EU", "U"), ("AY", "I"), ("AI", "I"), ("EI", "I"), ("EY", "I"), ("FF", "V"),
    ("C", "K"), ("Q", "K"), ("W", "U"), ("Y", "I"), ("E", "I"), ("O", "U"), ("IE", "I"), ("V", "V"),
)  # fmt: skip
"""A spelling and the sound that stands for it; the longest spelling wins."""

VOWELS = frozenset("AIU")

GLUED_PREFIXES = (
    ("VANDEN", 3), ("VANDER", 3), ("VANDE", 3), ("DELLA", 4), ("ABOU", 3), ("OULD", 3), ("DELA", 4), ("ABU", 3),
    ("BEN", 3), ("BIN", 3), ("VAN", 4), ("VON", 4), ("AL", 3), ("EL", 3), ("DE", 5), ("DI", 5), ("LE", 5), ("LA", 5),
)  # fmt: skip
"""Particles that records glue to what follows, and the letters that must remain; the first that fits is taken off."""

GLUED_TITLES = ("MSTR", "MISS", "MRS", "MR", "MS", "DR")
SHORTEST_UNTITLED = 3
SHORTEST_DELETION = 4
"""Letters that a token must have for its spellings with one letter left out to be keys."""

_PREFIX = re.compile(f"(?:{'|'.join(f'{prefix}(?=.{{{letters}}})' for prefix, letters in GLUED_PREFIXES)})(?P<rest>.+)")
_TITLE = re.compile(rf"(?P<rest>.{{{SHORTEST_UNTITLED},}})(?:{'|'.join(GLUED_TITLES)})$")
_SOUND = re.compile("|".join(sorted((spelled for spelled, _ in SOUNDS), key=len, reverse=True)))
_OF_SPELLING = dict(SOUNDS)
_DOUBLED = re.compile(r"(.)\1+")
_SILENT_H = re.compile(r"(?<=[BCDFGJKLMNPQRSTVXZ])H|H$")


class Form(msgspec.Struct, frozen=True, gc=False):
    """A token as spelled, as it sounds, and its consonants (``A`` stands for a vowel that begins it)."""

    spelling: str
    sound: str
    consonants: str


@lru_cache(maxsize=1 << 17)
def form_of(token: str) -> Form:
    """Return how a token sounds and its consonants.

    >>> form_of("YOUSSEF").consonants == form_of("YUSUF").consonants
    True
    """
    sound = _SOUND.sub(lambda found: _OF_SPELLING[found.group()], _DOUBLED.sub(_undouble, token))
    sound = _DOUBLED.sub(r"\1", _SILENT_H.sub("", sound)) or token
    consonants = "".join(letter for letter in sound[1:] if letter not in VOWELS)
    first = "A" if sound[0] in VOWELS else sound[0]
    skeleton = _DOUBLED.sub(r"\1", (first + consonants).replace("G", "J"))
    if len(skeleton) > 2 and skeleton.endswith("T"):
        skeleton = skeleton[:-1] + "D"
    return Form(token, sound, skeleton)


@lru_cache(maxsize=1 << 17)
def variants_of(token: str) -> tuple[str, ...]:
    """Return the token and what it is without a glued particle or title.

    >>> variants_of("KARIMMR")
    ('KARIMMR', 'KARIM')
    """
    return (token, *dict.fromkeys(_unglued(token)))


def keys_of(token: str) -> list[int]:
    """Return the 32-bit keys under which a token is found; two tokens that share one may be spellings of one name.

    Two different texts may share a key by chance: who finds by key compares the tokens afterwards.
    """
    texts = set()
    for variant in variants_of(token):
        form = form_of(variant)
        texts.add("=" + variant)
        texts.add("~" + form.consonants if len(form.consonants) > 1 else "~" + form.sound)
        texts.update("-" + shorter for shorter in _deletions(variant))
        texts.update("^" + shorter for shorter in _deletions(form.consonants))
    return sorted({crc32(text.encode()) for text in texts})


def document_key(number: str) -> int:
    """Return the 32-bit key of a document number; letters and digits that are misread for one another are one."""
    return crc32(tolerant_number(number).encode(errors="replace"))


def tolerant_number(number: str) -> str:
    """Return the number as `document_number` writes it, with O written 0 and I written 1.

    >>> tolerant_number("ab-IO 12")
    'AB1012'
    """
    return document_number(number).replace("O", "0").replace("I", "1")


def _undouble(found: "re.Match[str]") -> str:
    letter = found.group(1)
    return found.group() if letter in "OEF" else letter


def _unglued(token: str) -> Iterable[str]:
    for pattern in (_PREFIX, _TITLE):
        found = pattern.match(token)
        if found:
            yield found["rest"]


def _deletions(text: str) -> list[str]:
    if len(text) < SHORTEST_DELETION:
        return []
    return [text, *(text[:position] + text[position + 1 :] for position in range(len(text)))]
