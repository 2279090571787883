"""Names between a document's own script and the letters of its zone, in both directions.

Source: ICAO Doc 9303-3, 8th edition (2021), sections 4.6 and 6, appendix B. Towards the zone the tables decide. Back
again only Arabic has one answer (appendix B.6); for Latin letters there are several, and `agrees` tells whether a
printed name is one of them.
"""

import unicodedata
from collections.abc import Iterator
from itertools import islice

from tournai.documents.mrz.characters import FILLER, LETTERS
from tournai.documents.mrz.transliteration_tables import (
    ARABIC,
    BARE,
    CYRILLIC,
    EXCEPTIONS,
    LATIN,
    NOT_ENCODED,
    SHADDA,
    TEH_MARBUTA,
    TEH_MARBUTA_AT_END,
    UKRAINIAN_FIRST,
)
from tournai.errors import Malformed
from tournai.values.wordings import say

SEPARATORS = frozenset(" -,\u2010\u2011\u00a0" + FILLER)
"""What becomes a filler; all other punctuation is left out (section 4.6)."""

ESCAPES = {"NXX": "Ñ", "UXX": "Ü"}
"""Spellings that tell their character."""

MOST_SPELLINGS = 512
_SPELLINGS = {**{char: (unicodedata.normalize("NFD", char)[0],) for char in BARE}, **LATIN}
_LETTERS_OF_CODES = {code: letter for letter, code in ARABIC.items() if letter not in "ې"} | {
    TEH_MARBUTA_AT_END: TEH_MARBUTA
}
_LONGEST_CODE = 3


def to_zone(text: str, language: str = "") -> str:
    """Return a name in the letters of a zone, its parts parted by single fillers.

    ``language`` (ISO 639-1) decides where part B differs by language: ``be``, ``bg``, ``mk``, ``sr``, ``uk``.

    Raises:
        Malformed: It holds a letter that no table has, or a digit.

    >>> to_zone("Térèsa CAÑON"), to_zone("D'Artagnan"), to_zone("Marie-Élise"), to_zone("Юрій", "uk")
    ('TERESA<CANON', 'DARTAGNAN', 'MARIE<ELISE', 'YURII')
    >>> to_zone("ابو بكر محمد بن زكريا الرازي")  # the standard's own example
    'ABW<BKR<MXHMD<BN<ZKRYA<ALRAZY'
    """
    return FILLER.join("".join(_spelt(part, language)) for part in _parts(text))


def spellings(text: str) -> Iterator[str]:
    """Yield the ways in which part A lets a Latin name be written, the first recommended; at most `MOST_SPELLINGS`.

    Raises:
        Malformed: It holds a letter that no table has, or a digit.

    >>> list(spellings("Müller"))
    ['MUELLER', 'MUXXLLER', 'MULLER']
    """
    yield from islice(_combined([_ways(part) for part in _parts(text)]), MOST_SPELLINGS)


def agrees(printed: str, in_zone: str, language: str = "") -> bool:
    """Whether a whole name in a zone is an allowed transliteration of a printed one.

    >>> agrees("Müller", "MULLER"), agrees("Cañon", "CANXXON"), agrees("Müller", "MILLER")
    (True, True, False)
    """
    sought = in_zone.rstrip(FILLER)
    return sought == to_zone(printed, language) or sought in spellings(printed)


def latin_from_zone(text: str) -> str:
    """Return a Latin name from a zone, with the two characters whose spelling tells them.

    >>> latin_from_zone("CANXXON<<TERESA")
    'CAÑON TERESA'
    """
    for code, char in ESCAPES.items():
        text = text.replace(code, char)
    return " ".join(part for part in text.split(FILLER) if part)


def arabic_from_zone(text: str) -> str:
    """Return a name in Arabic script from a zone written by part C; a doubled code is taken as two letters.

    Raises:
        Malformed: A letter is no code of part C.

    >>> arabic_from_zone("ABW<BKR<MXHMD<BN<ZKRYA<ALRAZY")  # the standard's own example
    'ابو بكر محمد بن زكريا الرازي'
    """
    return " ".join("".join(_letters(part)) for part in text.split(FILLER) if part)


def _parts(text: str) -> list[str]:
    upper = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).replace("ß", "ẞ").upper())
    return "".join(" " if char in SEPARATORS else char for char in upper).split()


def _spelt(part: str, language: str) -> Iterator[str]:
    code = ""
    for at, char in enumerate(part):
        if char == SHADDA:
            yield code.removeprefix("X")  # the escape is not doubled: FXDZDZXAH (section 6.C, note 3)
            continue
        code = _code(char, language, is_first=at == 0, is_last=at == len(part) - 1)
        yield code


def _code(char: str, language: str, *, is_first: bool, is_last: bool) -> str:
    if char in LETTERS:
        return char
    if char == TEH_MARBUTA and is_last:
        return TEH_MARBUTA_AT_END
    if is_first and language == "uk" and char in UKRAINIAN_FIRST:
        return UKRAINIAN_FIRST[char]
    special = EXCEPTIONS.get(language, {}).get(char)
    if special is not None:
        return special
    if char in _SPELLINGS:
        return _SPELLINGS[char][0]
    return _other_script(char)


def _other_script(char: str) -> str:
    code = CYRILLIC.get(char, ARABIC.get(char))
    if code is not None:
        return code
    # The table has no Ѓ, Ѐ or Ѝ: like a Latin letter without a row they lose their mark.
    bare = unicodedata.normalize("NFD", char)[0]
    if bare != char:
        return _code(bare, "", is_first=False, is_last=False)
    if char in NOT_ENCODED or unicodedata.category(char)[0] in "PSMC":
        return ""
    raise Malformed(
        say("no transliteration of {character}; write the name in Latin letters", character=f"U+{ord(char):04X}"),
        code="no-transliteration",
    )


def _ways(part: str) -> list[tuple[str, ...]]:
    return [_SPELLINGS.get(char) or (_code(char, "", is_first=False, is_last=False),) for char in part]


def _combined(parts: list[list[tuple[str, ...]]]) -> Iterator[str]:
    ways = [way for at, part in enumerate(parts) for way in ([(FILLER,)] if at else []) + part]
    yield from _walk(ways, 0, "")


def _walk(ways: list[tuple[str, ...]], at: int, written: str) -> Iterator[str]:
    while at < len(ways) and len(ways[at]) == 1:
        written, at = written + ways[at][0], at + 1
    if at == len(ways):
        yield written
        return
    for way in ways[at]:
        yield from _walk(ways, at + 1, written + way)


def _letters(part: str) -> Iterator[str]:
    at = 0
    while at < len(part):
        code = next(
            (part[at : at + size] for size in range(_LONGEST_CODE, 0, -1) if part[at : at + size] in _LETTERS_OF_CODES),
            None,
        )
        if code is None:
            raise Malformed(
                say("no code of an Arabic letter at character {position}", position=at + 1), code="no-transliteration"
            )
        yield _LETTERS_OF_CODES[code]
        at += len(code)
