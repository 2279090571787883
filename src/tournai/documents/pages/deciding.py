"""What a position holds, decided from two readings; every change of the first one is told as a repair that was made.

1. Where a position cannot hold what was read, its look-alike that it can hold, unless the field speaks against that.
2. Between look-alikes to which check digits are blind, what compares clearly better with the typeface.
3. Where check digits fail, the look-alikes that let all of them pass.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from tournai.documents.mrz.characters import VALUES
from tournai.documents.mrz.check_digits import check_all
from tournai.documents.mrz.formats import Layout
from tournai.documents.mrz.outcomes import Outcome
from tournai.documents.mrz.repairs import Repair, alike
from tournai.documents.pages.glyphs import ALPHABET, Scores

BY_POSITION = "the position cannot hold what was read"
BY_TYPEFACE = "two readings differ, and no check digit tells them apart"
BY_CHECK_DIGIT = "two readings differ; this one lets the check digits pass"
FILLED = "nothing was read here"
UNREAD = "?"
"""Stands for a position at which nothing was read."""

MOST_CHANGED = 3
MOST_DIFFERENCES = 12
WORST_ALTERNATIVE = -0.03
"""How much worse than what was read an alternative may compare to be tried."""
AS_PRINTED = 0.1
"""By how much a foreign character must compare better than its look-alike to be taken as printed so."""
CLEARLY_BETTER = 0.08

Lines = tuple[str, ...]
LineScores = tuple[Scores, ...]


def decide(layout: Layout, lines: Lines, scores: LineScores) -> tuple[Lines, tuple[Repair, ...]]:
    """Return the lines that two readings come to, and what was changed of the first."""
    lines, by_position = _by_position(layout, lines, scores)
    lines, by_typeface = _by_typeface(layout, lines, scores)
    lines, by_check_digits = _by_check_digits(layout, lines, scores)
    return lines, (*by_position, *by_typeface, *by_check_digits)


def best_of(score: Scores, allowed: frozenset[str]) -> str:
    """Return the allowed character that compares best."""
    return max(sorted(allowed), key=lambda char: float(score[ALPHABET.index(char)]))


def chosen(score: Scores, line: str) -> Scores:
    """Return how alike each character of a line is to what it was read as."""
    return np.asarray(score[np.arange(len(line)), [ALPHABET.index(char) for char in line]], dtype=np.float32)


def _by_position(layout: Layout, lines: Lines, scores: LineScores) -> tuple[Lines, list[Repair]]:
    rows, made = [list(line) for line in lines], []
    for field in _fields(layout):
        found = [_allowed(layout, lines, scores, place) for place in field]
        # Where a field holds something that cannot be a confusion, all of it is taken as printed: that is a finding.
        is_mended = all(found)
        for (row, at), char in zip(field, found, strict=True):
            read = lines[row][at]
            if char != read and rows[row][at] == read and (is_mended or read == UNREAD):
                rows[row][at] = char
                reason = FILLED if read == UNREAD else BY_POSITION
                made.append(Repair(row + 1, at + 1, read.replace(UNREAD, ""), char, reason, is_made=True))
    return tuple("".join(row) for row in rows), made


def _fields(layout: Layout) -> Iterator[list[tuple[int, int]]]:
    """Yield the positions, from 0, of each field and check digit."""
    for part in (*(field.span for field in layout.fields), *(check.at for check in layout.checks)):
        yield [(part.line - 1, at) for at in range(part.first - 1, part.last)]


def _allowed(layout: Layout, lines: Lines, scores: LineScores, place: tuple[int, int]) -> str:
    """Return the character that a position may hold for what was read, empty where that is no confusion of one."""
    row, at = place
    char, allowed, score = lines[row][at], layout.alphabets[row][at], scores[row][at]
    if char == UNREAD:
        return best_of(score, allowed)
    if char in allowed:
        return char
    likely = [other for other in alike(char) if other in allowed]
    if not likely:
        return ""
    best = max(float(score[ALPHABET.index(other)]) for other in likely)
    # The likeliest confusion comes first: it is taken unless another compares clearly better.
    other = next(other for other in likely if best - score[ALPHABET.index(other)] < AS_PRINTED)
    return other if score[ALPHABET.index(char)] - score[ALPHABET.index(other)] < AS_PRINTED else ""


def _by_typeface(layout: Layout, lines: Lines, scores: LineScores) -> tuple[Lines, list[Repair]]:
    """Return lines in which the second reading decides between look-alikes to which a check digit is blind: 6 and G."""
    ways = [
        difference
        for difference in _differences(layout, lines, scores)
        if difference[3] > CLEARLY_BETTER and is_blind_to(lines[difference[0]][difference[1]], difference[2])
    ]
    made = [Repair(row + 1, at + 1, lines[row][at], char, BY_TYPEFACE, is_made=True) for row, at, char, _ in ways]
    return _changed(lines, tuple(ways)), made


def _by_check_digits(layout: Layout, lines: Lines, scores: LineScores) -> tuple[Lines, list[Repair]]:
    """Return lines in which the second reading stands where it alone lets all check digits pass."""
    if not _failed(layout, lines):
        return lines, []
    differing = sorted(_differences(layout, lines, scores), key=lambda one: -one[3])[:MOST_DIFFERENCES]
    for count in range(1, MOST_CHANGED + 1):
        ways = [way for way in combinations(differing, count) if not _failed(layout, _changed(lines, way))]
        if ways:
            # Of several ways that pass, the one in which the second reading is surest; all but one tell of the doubt.
            way = max(ways, key=lambda way: sum(one[3] for one in way))
            made = [
                Repair(row + 1, at + 1, lines[row][at], char, BY_CHECK_DIGIT, len(ways), is_made=True)
                for row, at, char, _ in way
            ]
            return _changed(lines, way), made
    return lines, []


_Difference = tuple[int, int, str, float]
"""Line and position from 0, what the second reading says, and by how much it compares better."""


def _differences(layout: Layout, lines: Lines, scores: LineScores) -> Iterator[_Difference]:
    covered = covered_positions(layout)
    for row, (line, alphabets) in enumerate(zip(lines, layout.alphabets, strict=True)):
        for at, (char, allowed) in enumerate(zip(line, alphabets, strict=True)):
            if (row, at) not in covered:
                continue
            for other in sorted({*alike(char), best_of(scores[row][at], allowed)} & allowed - {char}):
                better = float(scores[row][at][ALPHABET.index(other)] - scores[row][at][ALPHABET.index(char)])
                if better > WORST_ALTERNATIVE:
                    yield row, at, other, better


def covered_positions(layout: Layout) -> frozenset[tuple[int, int]]:
    """Return the positions, from 0, that some check digit covers or is."""
    spans = [span for check in layout.checks for span in (*check.over, check.at)]
    return frozenset((span.line - 1, at) for span in spans for at in range(span.first - 1, span.last))


def _failed(layout: Layout, lines: tuple[str, ...]) -> bool:
    return any(check.outcome is not Outcome.PASSED for check in check_all(layout, lines))


def _changed(lines: tuple[str, ...], way: tuple[_Difference, ...]) -> tuple[str, ...]:
    rows = [list(line) for line in lines]
    for row, at, char, _ in way:
        rows[row][at] = char
    return tuple("".join(row) for row in rows)


def is_blind_to(char: str, other: str) -> bool:
    """Whether a check digit cannot tell two look-alikes apart."""
    return other in alike(char) and (VALUES[char] - VALUES[other]) % 10 == 0
