"""What else a token may stand for: without what records glue to it, and as records in English would spell it.

A passenger record glues particles and titles to names. Scandinavian, German, Polish, Croatian and Romanian records
spell Slavic names by their own letters: where a token shows such a habit, its English spelling is compared too.
"""

import re
from functools import lru_cache

GLUED_PREFIXES = (
    ("ABD(?!LLAH)", 4),
    ("VANDEN", 3), ("VANDER", 3), ("VANDE", 3), ("DELLA", 4), ("ABOU", 3), ("OULD", 3), ("DELA", 4), ("ABU", 3),
    ("BEN", 3), ("BIN", 3), ("IBN", 3), ("VAN", 4), ("VON", 4), ("BOU", 4), ("AIT", 3), ("AL", 3),
    ("EL", 3), ("DE", 4), ("DI", 5), ("LE", 4), ("LA", 5), ("ES", 5), ("AS", 5), ("ECH", 4), ("ASH", 4), ("ER", 5),
    ("EN", 5), ("ET", 5), ("EZ", 5),
)  # fmt: skip
"""Particles that records glue to what follows, and the letters that must remain; the first that fits is taken off.
A servant's name (``ABD``, after what `tournai.screening.names` folds) is borne without it too: AZIZ, RAHMAN."""

GLUED_GIVEN = ("MOHAMMAD", "MOHAMMED", "MUHAMMAD", "MOHAMED", "GHOLAM", "GHULAM", "AGHA", "AMIR",
               "ALI(?=REZ|RID|AKB|ASG|HAS|HUS|HOS|MOH|MUH|NAG)")  # fmt: skip
"""Given names that Persian and Urdu records glue to a second one, either of which may be left out: ALIREZA."""

ABBREVIATIONS = {"MED": "MOHAMED", "MHD": "MOHAMED", "MD": "MOHAMED", "MOHD": "MOHAMED", "MUHD": "MUHAMMAD",
                 "MHMD": "MOHAMED", "MG": "MAUNG"}  # fmt: skip
"""What records write for a name that nearly everybody bears there (Maghreb, South Asia, Malaysia, Burma)."""

GLUED_TITLES = ("MSTR", "MISS", "MRS", "MR", "MS", "DR")
SHORTEST_UNTITLED = 3

GLUED_SUFFIXES = (
    ("OULD", 3), ("ABDEL", 3), ("ABDUL", 3), ("BEN", 3), ("BIN", 3), ("AIT", 3), ("ZADEH", 4), ("ZADE", 4),
    ("POUR", 4), ("NEJAD", 4), ("OULLAH", 4), ("OLLAH", 4), ("ULLAH", 4), ("EDDINE", 4), ("EDDIN", 4), ("UDDIN", 4),
    ("OGLU", 4), ("OGLI", 4),
)  # fmt: skip
"""What records glue to the name before it or leave out (``MOUNIRBEN SI``), and the letters that must remain."""

SHORTEST_WITH_PARTICLE = 8
"""Letters of a token inside which a particle may stand: ``KAOUTHERBENHASSEN``."""

SLAVIC_MARKS = re.compile(
    "SJ|TJ|ZJ|CZ|SZ|TSCH|SCHTSCH|IJ|[IE]EJ|[AOEI]J$|J[AE]V|J[EU]VI|[DKLNRT]J[AEU]|VI[CS]$|VICI$|VIT[SZ]$|"
    "[EOI]W(?:$|A$|ITS|ICZ)|WITSCH$|NSKAJA|SKAJ"
)
"""A token with one of these may be a Slavic name that another language spells."""

SLAVIC_SPELLINGS = (
    ("SCHTSCH|SZCZ|SJTJ|STJ", "SHCH"), ("VI(?:TSCH|T[JSZ]|CI|CZ|C|S)$", "VICH"), ("TSCH|TSJ|TJ|CZ", "CH"),
    ("SCH|SJ|SZ", "SH"), ("ZJ", "ZH"), ("W", "V"), ("IJ|J", "Y"), ("^Y(?=[BCDFGKLMNPRSTVZ])", "I"), ("X", "KS"),
)  # fmt: skip
"""What such records write, and what English ones do, in this order."""

_GLUED_GIVEN = re.compile(f"(?P<first>{'|'.join(GLUED_GIVEN)})(?P<second>.{{4,}})$")
_ELIDED = re.compile("L(?P<rest>A.{3,})$")
"""LARBI, LAMINE: the article's vowel left out before a name in A."""

_INSIDE = re.compile(r"(?<=.{3})(?:BENT|BEN|BIN|IBN|OULD|ABDEL|ABDUL|EL|AL)(?=.{3})")
_PREFIX = re.compile(f"(?:{'|'.join(f'{prefix}(?=.{{{letters}}})' for prefix, letters in GLUED_PREFIXES)})(?P<rest>.+)")
_SUFFIX = re.compile(f"(?P<rest>.+)(?:{'|'.join(f'(?<=.{{{letters}}}){end}' for end, letters in GLUED_SUFFIXES)})$")
_TITLE = re.compile(rf"(?P<rest>.{{{SHORTEST_UNTITLED},}}?)(?:{'|'.join(GLUED_TITLES)})$")
_SPELLINGS = tuple((re.compile(written), english) for written, english in SLAVIC_SPELLINGS)


@lru_cache(maxsize=1 << 17)
def alternatives(token: str) -> tuple[str, ...]:
    """Return what the token is without a glued title, without glued particles, and in English spelling.

    >>> alternatives("KARIMMR"), alternatives("ELFERHANI"), alternatives("SVISJTJOV"), alternatives("TAREK")
    (('KARIM',), ('FERHANI',), ('SVISHCHOV',), ())
    """
    found = [ABBREVIATIONS[token]] if token in ABBREVIATIONS else []
    rest = token
    for pattern in (_TITLE, _PREFIX, _SUFFIX):
        match = pattern.match(rest)
        if match:
            rest = match["rest"]
            found.append(rest)
    if len(rest) >= SHORTEST_WITH_PARTICLE:
        found.append(_INSIDE.sub("", rest))
    if glued := _GLUED_GIVEN.match(token):
        found += [glued["second"], glued["first"]]
    if elided := _ELIDED.match(token):
        found.append(elided["rest"])
    found.append(english_spelling(token))
    return tuple(one for one in dict.fromkeys(found) if one != token)


def english_spelling(token: str) -> str:
    """Return a token of a Slavic name as English records spell it; any other token as it is.

    >>> english_spelling("TSCHERNOW"), english_spelling("KOVACEVIC"), english_spelling("MOHAMED")
    ('CHERNOV', 'KOVACEVICH', 'MOHAMED')
    """
    if not SLAVIC_MARKS.search(token):
        return token
    for written, english in _SPELLINGS:
        token = written.sub(english, token)
    return token
