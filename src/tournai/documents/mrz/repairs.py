"""Repairs of a zone that was read with an error: proposed with their reason, never made.

A character that its position may not hold is proposed to be its look-alike that may. Where a check digit fails,
look-alikes are tried over what it covers; every smallest set of changes that lets it pass is told, so that a person
sees when there is more than one.
"""

from collections.abc import Iterator
from itertools import combinations

import msgspec

from tournai.documents.mrz.characters import CHARACTERS, FILLER, LETTERS, VALUES, WEIGHTS, check_digit
from tournai.documents.mrz.check_digits import check_all, covered, long_number
from tournai.documents.mrz.formats import CheckLayout, Layout, layout_of
from tournai.documents.mrz.outcomes import Outcome

CONFUSIONS = (
    "0O",
    "0D",
    "0Q",
    "1I",
    "1L",
    "1T",
    "2Z",
    "4A",
    "5S",
    "6G",
    "7T",
    "8B",
    "OQ",
    "OD",
    "CG",
    "IL",
    "<K",
    "<C",
)
"""Pairs that readers of OCR-B confuse."""

FOREIGN = "the position holds no such character"
CHECKED = "lets the check digit pass"
TAIL = "fillers on both sides"
MOST_CHANGES = 2
MOST_ALTERNATIVES = 8
TAIL_LETTERS = frozenset("KCE")


class Repair(msgspec.Struct, frozen=True):
    """A proposed change: line and position (from 1), what was read, what is proposed, and why.

    ``alternatives`` counts the changes that would do as well: where it is more than 1, nothing tells which is right.
    ``is_made`` says that the lines already hold what is proposed: only a reading of an image does that.
    """

    line: int
    position: int
    read: str
    proposed: str
    reason: str
    alternatives: int = 1
    is_made: bool = False


Change = tuple[int, int, str]
"""A line and a position, from 0, and the new character."""


def alike(char: str) -> tuple[str, ...]:
    """Return the characters that a reader takes a character for."""
    return _ALIKE.get(char, ())


def propose_repairs(lines: tuple[str, ...]) -> tuple[Repair, ...]:
    """Return the changes that would make lines of a format hold together; none where they do, or none is known.

    They are proposals: of those with ``alternatives`` above 1 at most one is right.
    """
    layout = layout_of(_with_letters_first(lines)) if lines and lines[0] else None
    if layout is None:
        return ()
    foreign = tuple(_foreign_characters(layout, lines))
    tried = repaired(lines, foreign)
    return (*foreign, *_tails(layout, tried), *_by_check_digits(layout, tried))


def repaired(lines: tuple[str, ...], repairs: tuple[Repair, ...]) -> tuple[str, ...]:
    """Return lines with the repairs made of which there is no alternative."""
    changes = [
        (repair.line - 1, repair.position - 1, repair.proposed) for repair in repairs if repair.alternatives == 1
    ]
    return _changed(lines, changes)


def allowed_alike(char: str, allowed: frozenset[str]) -> str:
    """Return the one look-alike of a character that is allowed, empty where there is none or more than one.

    A digit stands for a letter only in one way (0 for O, 1 for I), so that `CONFUSIONS` names the likeliest first.
    """
    return next((other for other in alike(char) if other in allowed), "")


def _with_letters_first(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return lines with look-alikes made letters in the document code and state, which tell the format."""
    start = "".join(char if char in LETTERS else allowed_alike(char, LETTERS) or char for char in lines[0][:5])
    return (start + lines[0][5:], *lines[1:])


def _foreign_characters(layout: Layout, lines: tuple[str, ...]) -> Iterator[Repair]:
    for at, (line, alphabets) in enumerate(zip(lines, layout.alphabets, strict=True), 1):
        for position, (char, allowed) in enumerate(zip(line, alphabets, strict=True), 1):
            other = "" if char in allowed else allowed_alike(char, allowed)
            if other:
                yield Repair(at, position, char, other, FOREIGN)


def _tails(layout: Layout, lines: tuple[str, ...]) -> Iterator[Repair]:
    """Yield letters alone among the fillers at the end of a name: readers take `<` for K or C."""
    name = layout.field("name")
    if name is None:
        return
    text = name.span.of(lines)
    end = text.find(FILLER * 3)
    if end < 0 or set(text[end:]) - TAIL_LETTERS - {FILLER}:
        return
    for at in range(end, len(text)):
        if text[at] != FILLER:
            yield Repair(name.span.line, name.span.first + at, text[at], FILLER, TAIL)


def _by_check_digits(layout: Layout, lines: tuple[str, ...]) -> Iterator[Repair]:
    failed = {check.name for check in check_all(layout, lines) if check.outcome is Outcome.FAILED}
    own = [check for check in layout.checks[:-1] if check.name in failed]
    # The composite digit covers nearly all: alone it tells only of itself and of what has no digit of its own.
    for check in own or [check for check in layout.checks[-1:] if check.name in failed]:
        ways = _ways(layout, check, lines)
        for way in ways:
            for line, at, char in way:
                yield Repair(line + 1, at + 1, lines[line][at], char, CHECKED, len(ways))


def _ways(layout: Layout, check: CheckLayout, lines: tuple[str, ...]) -> list[tuple[Change, ...]]:
    """Return the smallest sets of changes that let a check digit pass and break no other that passed."""
    passing = {one.name for one in check_all(layout, lines) if one.outcome is Outcome.PASSED}
    single = list(_single_changes(layout, check, lines))
    is_own = check.name != "document_number" or long_number(layout, lines) is None
    lacking = _lacking(check, lines) if is_own else None
    for count in range(1, MOST_CHANGES + 1):
        tried = (tuple(change for change, _ in way) for way in combinations(single, count) if _fits(way, lacking))
        ways = [way for way in tried if _holds(layout, check, passing, lines, way)]
        if ways:
            whole = [way for way in ways if _passes_all(layout, lines, way)]
            return (whole or ways)[:MOST_ALTERNATIVES]
    return []


def _lacking(check: CheckLayout, lines: tuple[str, ...]) -> int:
    """Return what the sum over what a check digit covers lacks of the digit as printed, modulo ten."""
    return (VALUES[check.at.of(lines)] - check_digit(covered(check, lines))) % 10


def _fits(way: tuple[tuple[Change, int], ...], lacking: int | None) -> bool:
    return lacking is None or sum(adds for _, adds in way) % 10 == lacking


def _single_changes(layout: Layout, check: CheckLayout, lines: tuple[str, ...]) -> Iterator[tuple[Change, int]]:
    """Yield each look-alike over what a check digit covers, and what it adds to the sum."""
    places = [(span.line - 1, at) for span in check.over for at in range(span.first - 1, span.last)]
    weighted = [(line, at, WEIGHTS[place % 3]) for place, (line, at) in enumerate(places)]
    own = (check.at.line - 1, check.at.first - 1, -1)
    for line, at, weight in (*weighted, own):
        char = lines[line][at]
        for other in alike(char):
            if other in layout.alphabets[line][at]:
                yield (line, at, other), weight * (VALUES[other] - VALUES[char])


def _holds(
    layout: Layout, check: CheckLayout, passing: set[str], lines: tuple[str, ...], way: tuple[Change, ...]
) -> bool:
    if len({(line, at) for line, at, _ in way}) < len(way):
        return False
    now = {one.name for one in check_all(layout, _changed(lines, way)) if one.outcome is Outcome.PASSED}
    return check.name in now and passing - {"composite"} <= now


def _passes_all(layout: Layout, lines: tuple[str, ...], way: tuple[Change, ...]) -> bool:
    return all(one.outcome is Outcome.PASSED for one in check_all(layout, _changed(lines, way)))


def _changed(lines: tuple[str, ...], changes: "list[Change] | tuple[Change, ...]") -> tuple[str, ...]:
    rows = [list(line) for line in lines]
    for line, at, char in changes:
        rows[line][at] = char
    return tuple("".join(row) for row in rows)


_ALIKE = {
    char: tuple(pair.replace(char, "") for pair in CONFUSIONS if char in pair)
    for char in CHARACTERS
    if any(char in pair for pair in CONFUSIONS)
}
