"""What is read at a place of a picture: lines, and the evidence for each character."""

import msgspec
import numpy as np

from tournai.documents.mrz.characters import CHARACTERS, FILLER
from tournai.documents.mrz.check_digits import check_all
from tournai.documents.mrz.formats import Layout, layout_of
from tournai.documents.mrz.outcomes import Outcome
from tournai.documents.mrz.repairs import Repair
from tournai.documents.pages.deciding import UNREAD, best_of, chosen, decide
from tournai.documents.pages.finding import Bar, ZonePlace
from tournai.documents.pages.glyphs import Band, Scores, compare_line
from tournai.documents.pages.grid import Line, may_be_line, place_on_grid
from tournai.documents.pages.opening import Grey
from tournai.documents.pages.recognising import Recogniser, Symbol
from tournai.documents.pages.straightening import straighten

CONVINCING, CONVINCING_READ = 0.8, 0.97
"""Likeness to the typeface, and part of the characters read, with which no other place is looked at."""
LIKELY, LIKELY_FAILING = 0.75, 1
"""Likeness, or failing check digits of a whole reading, with which a picture is not turned to look further."""


class Attempt(msgspec.Struct, frozen=True):
    """A place read: its lines, what was changed in them, and the evidence."""

    layout: Layout
    lines: tuple[str, ...]
    made: tuple[Repair, ...]
    confidences: tuple[tuple[float, ...], ...]
    scores: tuple[Scores, ...]
    read: float
    turned: int
    place: ZonePlace

    @property
    def failed(self) -> int:
        """How many check digits fail."""
        return sum(check.outcome is not Outcome.PASSED for check in check_all(self.layout, self.lines))

    @property
    def likeness(self) -> float:
        """How alike the characters are to the typeface, on average."""
        alike = [chosen(score, line) for score, line in zip(self.scores, self.lines, strict=True)]
        return float(np.concatenate(alike).mean())

    @property
    def rank(self) -> tuple[int, float]:
        """The order of attempts: fewer failing check digits, then more likeness to the typeface."""
        return -self.failed, self.likeness

    @property
    def is_convincing(self) -> bool:
        """Whether this surely is the zone, even if a check digit fails."""
        return not self.failed or (self.read >= CONVINCING_READ and self.likeness >= CONVINCING)

    @property
    def is_likely(self) -> bool:
        """Whether the picture need not be turned to look further."""
        return self.likeness >= LIKELY or (self.read == 1.0 and self.failed <= LIKELY_FAILING)


def attempt_at(page: Grey, place: ZonePlace, recogniser: Recogniser, turned: int) -> Attempt | None:
    """Return what is read at a place of a picture turned by quarters, ``None`` where that is no zone."""
    straight, symbols = [], []
    for bar in place.bars:
        straight.append(straighten(page, bar))
        symbols.append(recogniser.read(straight[-1]))
        if not may_be_line(symbols[-1], len(place.bars)):
            return None
    on_grid = place_on_grid(symbols)
    if on_grid is None:
        return None
    scores = tuple(_scores(*one) for one in zip(straight, on_grid, place.bars, strict=True))
    first = tuple("".join(_read(symbol) for symbol in line.symbols) for line in on_grid)
    layout = layout_of(_with_likely_start(first, scores))
    if layout is None:
        return None
    lines, made = decide(layout, first, scores)
    confidences = tuple(tuple(symbol.confidence if symbol else 0.0 for symbol in line.symbols) for line in on_grid)
    read = float(np.mean([char != UNREAD for line in first for char in line]))
    return Attempt(layout, lines, made, confidences, scores, read, turned, place)


def _read(symbol: object) -> str:
    char = getattr(symbol, "char", UNREAD)
    return char if char in CHARACTERS else UNREAD


def _scores(straight: Grey, line: Line, bar: Bar) -> Scores:
    symbols = [symbol for symbol in line.symbols if symbol]
    letters = [symbol for symbol in symbols if symbol.char != FILLER] or symbols
    height = max(4.0, float(np.median([symbol.bottom - symbol.top for symbol in letters])))
    slope, level = _level(symbols)
    return compare_line(straight, line, Band(slope, level, height), bar.length / len(line.symbols))


def _level(symbols: list[Symbol]) -> tuple[float, float]:
    """Return slope and level of the line through the middles of letters; fillers stand on a line of their own."""
    x = np.array([symbol.middle for symbol in symbols])
    y = np.array([(symbol.top + symbol.bottom) / 2 for symbol in symbols])
    is_filler = np.array([symbol.char == FILLER for symbol in symbols], dtype=float)
    known = np.stack([x, np.ones_like(x), is_filler], axis=1)
    keep = np.ones(len(x), dtype=bool)
    for _ in range(2):
        slope, level, _offset = solved = np.linalg.lstsq(known[keep], y[keep], rcond=None)[0]
        off = np.abs(known @ solved - y)
        keep = off <= max(1.0, 2.0 * float(np.median(off)))
    return float(slope), float(level)


def _with_likely_start(lines: tuple[str, ...], scores: tuple[Scores, ...]) -> tuple[str, ...]:
    """Return lines whose first five characters, which tell the format, are letters where they may not be digits."""
    letters = frozenset(char for char in CHARACTERS if not char.isdigit())
    start = (
        best_of(score, letters) if char not in letters else char
        for char, score in zip(lines[0][:5], scores[0], strict=False)
    )
    return ("".join(start) + lines[0][5:], *lines[1:])
