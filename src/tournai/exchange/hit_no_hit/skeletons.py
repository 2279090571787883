"""The consonant skeleton of a name's token: spellings of one name, in Latin letters, mostly share it.

Letters that stand for one sound in the spellings of different languages are written one way, doubled letters are one,
vowels and H are left out (at the beginning a vowel stays, as A). Written from spelling rules, checked on the UN
Security Council's list (docs/ideas/hit-no-hit.md): pairs of such skeletons alone find what pairs of plainer skeletons
and beginnings found with four times as many keys.
"""

import re
from functools import lru_cache

SOUNDS = (
    ("TSCH", "S"), ("TCH", "S"), ("SCH", "S"), ("KH", "K"), ("GH", "G"), ("DH", "D"), ("TH", "T"), ("SH", "S"),
    ("CH", "S"), ("PH", "F"), ("ZH", "J"), ("DJ", "J"), ("DZ", "Z"), ("CK", "K"), ("Q", "K"), ("W", "V"), ("X", "KS"),
)  # fmt: skip
"""Letters -> the letter that stands for their sound, in this order. CH is read as in French: RACHID."""

BEGINNING = 3
"""Letters of a token's beginning."""

FEWEST_SHORTENED = 3
"""Letters of a skeleton that is also found under one letter less: two letters that lose one say nothing."""

_SOFT_C = re.compile("C(?=[EIY])")
_SILENT = re.compile("[AEIOUYH]")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 16)
def skeleton(token: str) -> str:
    """Return the skeleton of a token of capitals A to Z.

    >>> skeleton("MOUHAMMED"), skeleton("MUHAMAD"), skeleton("YOUSSEF"), skeleton("IUSUF")
    ('MMD', 'MMD', 'ASF', 'ASF')
    """
    spelled = token
    for letters, sound in SOUNDS:
        spelled = spelled.replace(letters, sound)
    spelled = _SOFT_C.sub("S", spelled).replace("C", "K").replace("Z", "S")
    begins = "A" if _SILENT.match(spelled) else ""
    return begins + _SILENT.sub("", _REPEATED.sub(r"\1", spelled))


def beginning(token: str) -> str:
    """Return the first three letters of a token."""
    return token[:BEGINNING]


def shortened(code: str) -> tuple[str, ...]:
    """Return a skeleton and what it is without one of its letters."""
    if len(code) < FEWEST_SHORTENED:
        return (code,)
    return tuple(dict.fromkeys((code, *(code[:place] + code[place + 1 :] for place in range(len(code))))))
