"""Which name rows are worth comparing with a traveller: nothing that could reach the threshold may be lost here.

The traveller's tokens get *evidence* for each token of the vocabulary that may be a spelling of it: bits, as the score
counts them. Name rows are then reached by birth first (the day, the day and month exchanged, one digit mistaken, the
year), by token where the alert or the traveller has no birth, and kept where the evidence of their tokens and the
birth's own weight together could reach the threshold.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.batches import EPOCH, Int32Column
from tournai.screening.index import PERIODS_A_YEAR, Index, ranges
from tournai.screening.keys import keys_of, variants_of
from tournai.screening.names import MOST_TOKENS, NameTokens
from tournai.screening.similarity import BITS_PER_LETTER, similarities, worth
from tournai.screening.weights import DAMPING

STEPS_PER_BIT = 16
"""Evidence is kept in one byte: sixteenths of a bit."""

MOST_POSTINGS = 60_000
"""Name rows of one token that are followed where no birth narrows the search; the rarest tokens are taken first."""

LEAST_BITS = 2.0
"""A name that brings less is no name in common, whatever else agrees."""

LONGEST_BEGINNING_RANGE = 4_000
"""Tokens of the vocabulary that one cut token may stand for."""

SHORTEST_PART = 3
"""Letters of a token that is looked for inside a glued one."""


class Need(msgspec.Struct, frozen=True):
    """The bits that a name must bring for a match to be possible, by what the birth says.

    ``exact`` where the day is the same, ``near`` where it is exchanged or one digit off, ``month`` and ``year``
    where one side knows no more, ``unknown`` where it knows nothing.
    """

    exact: float
    near: float
    month: float
    year: float
    unknown: float


class Neighbourhood(msgspec.Struct, frozen=True, eq=False):
    """Tokens of the vocabulary that may be a spelling of one token, and the evidence of each."""

    numbers: Int32Column
    evidence: npt.NDArray[np.uint8]


class Search:
    """A search in one index; it remembers what it found for a token, so one serves a batch and is then dropped."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._evidence = np.zeros(len(index.vocabulary) + 1, np.uint64)
        self._slots = self._evidence.view(np.uint8).reshape(-1, MOST_TOKENS)
        self._known: dict[tuple[str, bool], Neighbourhood] = {}

    def rows(self, name: NameTokens, births: Sequence[tuple[int, int]], need: Need) -> Int32Column:
        """Return the name rows whose score with this name could reach the threshold, in order, each once.

        ``births`` are the traveller's, as half-open intervals of days; empty where none is known.
        """
        around = self._neighbourhoods(name)
        for slot, spellings in around:
            np.maximum.at(self._slots[:, slot], spellings.numbers, spellings.evidence)
        reached = [*self._by_birth(births, need), *self._by_token(around, births, need)]
        kept = [rows[self._bits(rows) >= max(bits, LEAST_BITS)] for rows, bits in reached if len(rows)]
        for _, spellings in around:
            self._evidence[spellings.numbers] = 0
        return np.unique(np.concatenate(kept)) if kept else np.zeros(0, np.int32)

    def _bits(self, rows: Int32Column) -> npt.NDArray[np.float64]:
        # One line a place in the name: the maximum then runs along memory, eight slots of evidence at a time.
        found = np.take(self._evidence, self.index.rows[rows].T)
        best = found.view(np.uint8).reshape(MOST_TOKENS, len(rows), MOST_TOKENS).max(axis=0)
        best = np.sort(best, axis=1)[:, ::-1]
        return best @ (np.array(DAMPING) / STEPS_PER_BIT)

    def _by_birth(self, births: Sequence[tuple[int, int]], need: Need) -> list[tuple[Int32Column, float]]:
        index = self.index
        reached = []
        for earliest, before in births:
            first, last = (date.fromordinal(day + EPOCH) for day in (earliest, before - 1))
            months = (first.year * PERIODS_A_YEAR + first.month, last.year * PERIODS_A_YEAR + last.month + 1)
            reached.append((_rows_between(index.born_periods, index.born_period_rows, *months), need.month))
            years = np.arange(first.year, last.year + 1, dtype=np.int32) * PERIODS_A_YEAR
            reached.append((_rows_at(index.born_periods, index.born_period_rows, years), need.year))
            if before - earliest == 1:
                same = np.array([earliest], np.int32)
                reached.append((_rows_at(index.day_keys, index.day_rows, same), need.exact))
                reached.append((_rows_at(index.day_keys, index.day_rows, _near_days(earliest)), need.near))
            else:
                reached.append((_rows_between(index.day_keys, index.day_rows, earliest, before), need.month))
        return reached

    def _by_token(
        self, around: list[tuple[int, Neighbourhood]], births: Sequence[tuple[int, int]], need: Need
    ) -> list[tuple[Int32Column, float]]:
        index = self.index
        offsets, rows = (
            (index.undated_offsets, index.undated_rows) if births else (index.posting_offsets, index.posting_rows)
        )
        found = []
        for _, spellings in around:
            worthy = spellings.numbers[
                spellings.evidence >= max(need.unknown, LEAST_BITS) * STEPS_PER_BIT / sum(DAMPING)
            ]
            if (offsets[worthy + 1] - offsets[worthy]).sum() <= MOST_POSTINGS:
                found.append(rows[ranges(offsets[worthy], offsets[worthy + 1])])
        return [(np.unique(np.concatenate(found)), need.unknown)] if found else []

    def _neighbourhoods(self, name: NameTokens) -> list[tuple[int, Neighbourhood]]:
        tokens = name.tokens
        around = [
            (slot, self._near(token, cut=cut))
            for slot, (token, cut) in enumerate(zip(tokens, name.may_be_cut, strict=True))
        ]
        spare = len(tokens)
        for slot, token in enumerate(tokens):
            if slot and self._holds(tokens[slot - 1] + token):
                around.append((slot, self._near(tokens[slot - 1] + token, cut=False)))
            parts = () if self._holds(token) else self._parts(token, cut=name.may_be_cut[slot])
            for part, cut in parts[: MOST_TOKENS - spare]:
                around.append((spare, self._near(part, cut=cut)))
                spare += 1
        return around

    def _holds(self, token: str) -> bool:
        vocabulary = self.index.vocabulary
        place = int(np.searchsorted(vocabulary, token.encode()))
        return place < len(vocabulary) and vocabulary[place] == token.encode()

    def _parts(self, token: str, *, cut: bool) -> tuple[tuple[str, bool], ...]:
        """Return the tokens of the vocabulary that glued together make this one, and whether each may be cut."""
        for whole in variants_of(token):
            for at in range(SHORTEST_PART, len(whole) - SHORTEST_PART + 1):
                head, rest = whole[:at], whole[at:]
                if not self._holds(head):
                    continue
                if self._holds(rest):
                    return (head, False), (rest, cut)
                for second in range(SHORTEST_PART, len(rest) - SHORTEST_PART + 1):
                    if self._holds(rest[:second]) and self._holds(rest[second:]):
                        return (head, False), (rest[:second], False), (rest[second:], cut)
        return self._cut_parts(token) if cut else ()

    def _cut_parts(self, token: str) -> tuple[tuple[str, bool], ...]:
        heads = (at for at in range(len(token) - 1, SHORTEST_PART - 1, -1) if self._holds(token[:at]))
        at = next(heads, 0)
        return ((token[:at], False), (token[at:], True)) if at else ()

    def _near(self, token: str, *, cut: bool) -> Neighbourhood:
        known = self._known.get((token, cut))
        if known is None:
            known = self._known[token, cut] = self._find_near(token, cut=cut)
        return known

    def _find_near(self, token: str, *, cut: bool) -> Neighbourhood:
        index = self.index
        keys = np.array(keys_of(token), np.uint32)
        starts, ends = np.searchsorted(index.token_keys, keys), np.searchsorted(index.token_keys, keys, "right")
        numbers = index.token_numbers[ranges(starts, ends)]
        numbers = np.unique(np.concatenate((numbers, self._initials(token), self._longer(token, cut=cut))))
        spelled = [spelling.decode() for spelling in index.vocabulary[numbers]]
        alike = similarities([token], spelled, [cut])[0]
        caps = np.minimum(len(token), [len(spelling) for spelling in spelled]) * BITS_PER_LETTER
        evidence = np.minimum(index.rarity[numbers], caps) * worth(alike) * STEPS_PER_BIT
        kept = evidence > 0
        # Rounded up: evidence is a bound, and a bound below the score would lose matches at the threshold.
        return Neighbourhood(numbers[kept].astype(np.int32), np.ceil(evidence[kept]).astype(np.uint8))

    def _initials(self, token: str) -> Int32Column:
        place = int(np.searchsorted(self.index.vocabulary, token[:1].encode()))
        return np.array([place] if self._holds(token[:1]) else [], np.int32)

    def _longer(self, token: str, *, cut: bool) -> Int32Column:
        if not cut and len(token) > 1:
            return np.zeros(0, np.int32)
        vocabulary = self.index.vocabulary
        first = int(np.searchsorted(vocabulary, token.encode()))
        last = int(np.searchsorted(vocabulary, token.encode() + b"\x7f"))
        return np.arange(first, min(last, first + LONGEST_BEGINNING_RANGE), dtype=np.int32)


def _rows_at(keys: Int32Column, rows: Int32Column, wanted: Int32Column) -> Int32Column:
    return rows[ranges(np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, "right"))]


def _rows_between(keys: Int32Column, rows: Int32Column, first: int, after: int) -> Int32Column:
    return rows[np.searchsorted(keys, np.int32(first)) : np.searchsorted(keys, np.int32(after))]


@lru_cache(maxsize=1 << 15)
def near_days(day: int) -> frozenset[int]:
    """Return the days that a mistake makes of this one.

    Day and month are exchanged, one digit is wrong, two neighbours are exchanged, a day is missing or too many, or
    only the year was known and 1 January was written.
    """
    born = date.fromordinal(day + EPOCH)
    text = f"{born.year:04}{born.month:02}{born.day:02}"
    written = {text[:4] + text[6:] + text[4:6], text[:4] + "0101"}
    written |= {text[:at] + digit + text[at + 1 :] for at in range(2, 8) for digit in "0123456789"}
    written |= {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in (2, 4, 6)}
    days = {near for text in written if (near := _day(text)) is not None}
    return frozenset((days | {day - 1, day + 1}) - {day})


def _day(text: str) -> int | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).toordinal() - EPOCH
    except ValueError:
        return None


def _near_days(day: int) -> Int32Column:
    return np.array(sorted(near_days(day)), np.int32)
