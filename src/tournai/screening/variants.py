"""What records glue to a token: a particle before it, a title behind it."""

import re
from functools import lru_cache

GLUED_PREFIXES = (
    ("VANDEN", 3), ("VANDER", 3), ("VANDE", 3), ("DELLA", 4), ("ABOU", 3), ("OULD", 3), ("DELA", 4), ("ABU", 3),
    ("BEN", 3), ("BIN", 3), ("VAN", 4), ("VON", 4), ("BOU", 4), ("AIT", 3), ("AL", 3), ("EL", 3), ("DE", 5), ("DI", 5),
    ("LE", 5), ("LA", 5), ("ES", 5), ("AS", 5), ("ECH", 4), ("ASH", 4), ("ER", 5), ("EN", 5), ("ET", 5), ("EZ", 5),
)  # fmt: skip
"""Particles that records glue to what follows, and the letters that must remain; the first that fits is taken off."""

GLUED_TITLES = ("MSTR", "MISS", "MRS", "MR", "MS", "DR")
SHORTEST_UNTITLED = 3

SHORTEST_WITH_PARTICLE = 9
"""Letters of a token inside which a particle may stand: ``KAOUTHERBENHASSEN``."""

_INSIDE = re.compile(r"(?<=.{3})(?:BENT|BEN|BIN|IBN|OULD|ABDEL|ABDUL|EL|AL)(?=.{3})")
_PREFIX = re.compile(f"(?:{'|'.join(f'{prefix}(?=.{{{letters}}})' for prefix, letters in GLUED_PREFIXES)})(?P<rest>.+)")
_TITLE = re.compile(rf"(?P<rest>.{{{SHORTEST_UNTITLED},}}?)(?:{'|'.join(GLUED_TITLES)})$")


@lru_cache(maxsize=1 << 17)
def ungluings(token: str) -> tuple[str, ...]:
    """Return what the token is without a glued title, without a glued particle too, and without particles inside.

    >>> ungluings("KARIMMR"), ungluings("ELFERHANI"), ungluings("TAREK")
    (('KARIM',), ('FERHANI',), ())
    """
    found = []
    rest = token
    for pattern in (_TITLE, _PREFIX):
        match = pattern.match(rest)
        if match:
            rest = match["rest"]
            found.append(rest)
    if len(rest) >= SHORTEST_WITH_PARTICLE:
        found.append(_INSIDE.sub("", rest))
    return tuple(one for one in dict.fromkeys(found) if one != token)
