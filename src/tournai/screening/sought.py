"""The other direction: a new or changed alert against travellers who are known already, tens of millions of them.

Travellers are kept by day of departure, each day an index like that of alerts (`build_index` of the travellers): it is
immutable and stands alone, so that dropping a day deletes its travellers. Who may match is found by birth, by token and
by document; a bound on every name, never below its score, sorts out most of them; the rest are screened against the
alert as at intake. What is found is therefore what ordinary screening finds, with the same score and reasons.
"""

from collections.abc import Iterable
from itertools import combinations
from math import floor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tournai.screening.alignment import (
    A_LETTER,
    AN_INITIAL,
    MOST_LETTERS_OFF,
    SAME_LETTER,
    SHORTEST_JOINED,
    Scratch,
    joined_cost,
    scratch,
)
from tournai.screening.batches import Int8Column, Int32Column, MatchBatch
from tournai.screening.birth_days import DAY_AND_MONTH, MOST_NEAR, date_of, day_of, near_days
from tournai.screening.candidates import LEAST_RARE
from tournai.screening.compiled import compiled, int64
from tournai.screening.index import APPROXIMATE_YEARS, FIRST_PERIOD, PERIODS_A_YEAR, Index, Rows, Words
from tournai.screening.matching import screen
from tournai.screening.scores import chance
from tournai.screening.similarity import MOST, UNRELATED, Tokens, token_cost
from tournai.screening.taking import joined_persons, ranges, taken
from tournai.screening.weights import DEFAULT_THRESHOLD, WEIGHTS
from tournai.values.name_tokens import LONGEST_TOKEN

CUT = 1
"""Any token may have been cut: a bound need not know."""

MONTH_DAYS, YEAR_DAYS = 31, 366
APPROXIMATE_DAYS = (2 * APPROXIMATE_YEARS + 1) * YEAR_DAYS
"""An approximate birth may lie so far from another one, approximate as well; the years are compared whole."""

COUNTED_APART = frozenset({"surname", "given", "birth", "document", "alerts searched"})
"""Rows of the weights that are not bounded by their greatest column."""

SHARE = round(100 * max(WEIGHTS["surname"]["rarity"], WEIGHTS["given"]["rarity"]))
"""What a hundred of rarity count."""

LETTER, INITIAL = A_LETTER * SHARE // 100 + 1, AN_INITIAL * SHARE // 100 + 1
"""The most that a letter, an initial counts."""

CHEAPEST = round(100 * max(bits for name, bits in WEIGHTS["surname"].items() if name.startswith("cost")))
"""What a spelling's cost takes from a pair at least, in hundredths."""

NOT_VALUED = -1
PLACE_SHIFT = 44
REMEMBERED = 1 << (64 - PLACE_SHIFT)
"""Places for what tokens bring; a token that finds its place taken by another is compared again."""

MIXER = np.uint64(0x9E3779B97F4A7C15)

Ints = npt.NDArray[np.int32]
"""Hundredths of a bit, days, or numbers of rows and tokens."""


class _Sought(NamedTuple):
    """What the bound reads of alerts: ``known`` tokens, a line of ``lengths`` of them a name, births, days a slip off.

    ``may_be_joined`` tells of each number of letters whether several tokens sought may together spell a token so long.
    ``most_single`` is the most that a pair of tokens brings, ``most_joined`` what several tokens bring that spell one.
    """

    tokens: Tokens
    known: int
    names: Ints
    lengths: Ints
    births: Ints
    slips: Ints
    has_undated: bool
    may_be_joined: npt.NDArray[np.bool_]
    most_single: int
    most_joined: int


class _Needs(NamedTuple):
    """Hundredths of a bit that the tokens of a name must bring, by what the two births say."""

    same: int
    slip: int
    month: int
    year: int
    unknown: int
    different: int


class _Day(NamedTuple):
    """What the bound reads of a day's travellers, and what each token brings, `NOT_VALUED` until it is asked.

    ``keys`` are hashes of the tokens, ``compatible`` tells which rows' birth may be the alert's.
    """

    tokens: Tokens
    rows: Rows
    birth_offsets: Ints
    earliest: Ints
    before: Ints
    approximate: Int8Column
    keys: npt.NDArray[np.uint64]
    values: Ints
    compatible: npt.NDArray[np.bool_]


class _Memory(NamedTuple):
    """What tokens bring, whatever day they are of, in a table of places by the hash of their letters."""

    keys: npt.NDArray[np.uint64]
    values: Ints


def screen_days(
    index: Index, days: Iterable[Index], *, threshold: float = DEFAULT_THRESHOLD, limit: int = 10
) -> MatchBatch:
    """Return the matches of the days' travellers with the alerts of a small index.

    They are what `tournai.screening.screen` gives for these travellers. The index holds one alert, or a few; it must
    judge the rarity of names as the index of all alerts does (see `build_index`), or the scores are not comparable.
    """
    alert, needs = _sought(index), _needs(index, threshold)
    space, memory = scratch(), _Memory(np.zeros(REMEMBERED, np.uint64), np.zeros(REMEMBERED, np.int32))
    batches = [taken(day.alerts, _possible(index, alert, needs, day, space, memory)) for day in days]
    return screen(index, joined_persons([batch for batch in batches if len(batch)]), threshold=threshold, limit=limit)


def _sought(index: Index) -> _Sought:
    alerts = index.alerts
    births = np.stack((alerts.birth_earliest, alerts.birth_before, alerts.birth_approximate.astype(np.int32)), axis=1)
    slips = [day for birth in _exact(births).tolist() for day in _slips(birth)]
    # A name has a row for each birth: one of them is enough.
    names = index.rows[index.name_rows[index.name_rows >= 0]]
    letters = index.tokens["letters"][: len(index.vocabulary)].astype(np.int32)
    return _Sought(
        tokens=index.tokens,
        known=len(index.vocabulary),
        names=np.ascontiguousarray(names["tokens"]),
        lengths=names["count"].astype(np.int32),
        births=births.astype(np.int32),
        slips=np.unique(np.array(slips, np.int32)),
        has_undated=bool((np.diff(alerts.birth_offsets) == 0).any()),
        may_be_joined=_lengths_joined(letters, names["tokens"], names["count"]),
        most_single=max(int(index.tokens["rarity"][: len(letters)].max(initial=0)) * SHARE // 100 + 1, INITIAL),
        most_joined=int(letters.max(initial=0)) * LETTER,
    )


def _lengths_joined(letters: Int32Column, names: Ints, counts: Int8Column) -> npt.NDArray[np.bool_]:
    """Return for each number of letters whether two or three tokens of one name have about as many together."""
    known = np.zeros(LONGEST_TOKEN + 1, bool)
    for name, count in zip(names.tolist(), counts.tolist(), strict=True):
        for size in (2, 3):
            for some in combinations(name[:count], size):
                together = int(letters[list(some)].sum())
                known[max(together - MOST_LETTERS_OFF, 0) : together + MOST_LETTERS_OFF + 1] = True
    return known


def _exact(births: Ints) -> Int32Column:
    days: Int32Column = births[(births[:, 1] - births[:, 0] == 1) & (births[:, 2] == 0), 0]
    return days


def _all_compared(births: Ints) -> Int32Column:
    """Return the births whose rows screening compares whatever their tokens: a day, one exchanged, a month."""
    keys: list[int] = []
    for earliest, before, is_about in births.tolist():
        if is_about or before - earliest > MONTH_DAYS:
            continue
        keys += range(earliest, before)
        keys += (
            FIRST_PERIOD + year * PERIODS_A_YEAR + month for year, month, _ in map(date_of, (earliest, before - 1))
        )
        if before - earliest == 1:
            days, kinds = np.zeros(MOST_NEAR, np.int32), np.zeros(MOST_NEAR, np.int32)
            count = near_days(earliest, days, kinds)
            keys += days[:count][kinds[:count] == DAY_AND_MONTH].tolist()
    return np.unique(np.array(keys, np.int32))


def _slips(day: int) -> list[int]:
    """Return the days of which one slip makes this one."""
    days, kinds = np.zeros(MOST_NEAR, np.int32), np.zeros(MOST_NEAR, np.int32)
    slips: list[int] = days[: near_days(day, days, kinds)].tolist()
    year, month, number = date_of(day)
    if (month, number) == (1, 1):
        # An alert of 1 January may know no more than the year.
        slips += range(day_of(year, 1, 1), day_of(year, 12, 31) + 1)
    return slips


def _needs(index: Index, threshold: float) -> _Needs:
    births = WEIGHTS["birth"]
    least = threshold - chance(index.bearers.alerts).weight - _most_beside_tokens(index)

    def without(*columns: str) -> int:
        return floor((least - max(births[column] for column in columns)) * 100)

    return _Needs(
        same=without("same day"),
        slip=without("day and month exchanged", "one digit", "first of January"),
        month=without("same month", "same year", "within the range", "about", "not known"),
        year=without("same year", "within the range", "about", "not known"),
        unknown=without("not known"),
        different=without("different"),
    )


def _most_beside_tokens(index: Index) -> float:
    """Return the most that agreement counts beside the tokens of a name, birth and documents."""
    unknown = {name for name, column in (("birthplace", "birthplace_offsets"), ("nationality", "nationality_offsets"))
               if not getattr(index.alerts, column)[-1]}  # fmt: skip
    apart = COUNTED_APART | unknown
    return sum(max(0.0, *columns.values()) for name, columns in WEIGHTS.items() if name not in apart)


def _possible(index: Index, alert: _Sought, needs: _Needs, day: Index, space: Scratch, memory: _Memory) -> Int32Column:
    """Return the day's persons who may match, in order."""
    persons = day.alerts
    chosen = np.zeros(len(persons), bool)
    chosen[_of_documents(index, day)] = True
    chosen[day.rows["alert"][_of_days(day, _all_compared(alert.births))]] = True
    keys = _hashes(day.vocabulary)
    places = (keys >> np.uint64(PLACE_SHIFT)).astype(np.int64)
    travellers = _Day(
        tokens=day.tokens,
        rows=day.rows,
        birth_offsets=persons.birth_offsets,
        earliest=persons.birth_earliest,
        before=persons.birth_before,
        approximate=persons.birth_approximate,
        keys=keys,
        values=np.where(memory.keys[places] == keys, memory.values[places], np.int32(NOT_VALUED)),
        compatible=_compatible(day, alert),
    )
    rows, tokens = _of_tokens(index, day)
    _value_all(travellers, np.unique(tokens), alert, space, memory)
    # Screening follows a token to rows of another birth only where it is rare.
    worthy = travellers.compatible[rows] | (travellers.values[tokens] >= LEAST_RARE)
    _choose(travellers, rows[worthy], alert, needs, space, memory, chosen)
    return np.flatnonzero(chosen).astype(np.int32)


def _of_documents(index: Index, day: Index) -> Int32Column:
    return day.document_alerts[np.isin(day.document_keys, index.document_keys)]


def _of_days(day: Index, births: Int32Column) -> Int32Column:
    """Return the rows of these births."""
    known = day.rows["birth"]
    return ranges(np.searchsorted(known, births), np.searchsorted(known, births, "right"))


def _of_tokens(index: Index, day: Index) -> tuple[Int32Column, Int32Column]:
    """Return the rows with a token that shares a skeleton's key with one that is sought, and that token of each."""
    keys = np.unique(index.token_keys)
    places = ranges(np.searchsorted(day.token_keys, keys), np.searchsorted(day.token_keys, keys, "right"))
    numbers = np.unique(day.token_numbers[places])
    first, after = day.posting_offsets[numbers], day.posting_offsets[numbers + 1]
    return day.posting_rows[ranges(first, after)], np.repeat(numbers, after - first)


def _compatible(day: Index, alert: _Sought) -> npt.NDArray[np.bool_]:
    """Return the rows whose birth may be the alert's; those of births that are no days count as such."""
    known = np.ascontiguousarray(day.rows["birth"])
    result = np.full(len(known), alert.has_undated)
    result[np.searchsorted(known, FIRST_PERIOD) :] = True
    if alert.has_undated:
        return result
    earliest, before, is_about = alert.births.T
    about = is_about * APPROXIMATE_DAYS
    first, after = np.concatenate((alert.slips, earliest - about)), np.concatenate((alert.slips + 1, before + about))
    result[ranges(np.searchsorted(known, first), np.searchsorted(known, after))] = True
    return result


def _hashes(words: Words) -> npt.NDArray[np.uint64]:
    """Return a number for each token that no other one has, but for a chance of 1 in 2 ** 63; never 0."""
    eights = np.ascontiguousarray(words).view(np.uint64).reshape(len(words), LONGEST_TOKEN // 8)
    keys = np.zeros(len(words), np.uint64)
    for column in eights.T:
        keys = (keys ^ column) * MIXER
        keys ^= keys >> np.uint64(29)
    return keys | np.uint64(1)


@compiled
def _value_all(day: _Day, tokens: Ints, alert: _Sought, space: Scratch, memory: _Memory) -> None:
    for at in range(len(tokens)):
        if day.values[tokens[at]] == NOT_VALUED:
            _remember(day, int64(tokens[at]), alert, space, memory)


@compiled
def _choose(
    day: _Day, rows: Ints, alert: _Sought, needs: _Needs, space: Scratch, memory: _Memory,
    chosen: npt.NDArray[np.bool_],
) -> None:  # fmt: skip
    for at in range(len(rows)):
        row = day.rows[rows[at]]
        person, count = int64(row["alert"]), int64(row["count"])
        if chosen[person]:
            continue
        need = int64(_need(day, person, alert, needs) if day.compatible[rows[at]] else needs.different)
        # First what costs nothing: a token that was not asked yet is taken to bring the most.
        total, left = _total(day, row["tokens"], count, alert)
        if total + _joined(left, alert) < need:
            continue
        for place in range(count):
            token = int64(row["tokens"][place])
            if day.values[token] == NOT_VALUED:
                _remember(day, token, alert, space, memory)
        total, left = _total(day, row["tokens"], count, alert)
        if total >= need:
            chosen[person] = True
        elif total + _joined(left, alert) >= need:
            # Fewer than four tokens left over spell one token together, and bring what that one can.
            is_one = _joined(left, alert) == alert.most_joined
            for token in range(alert.known):
                letters = int64(alert.tokens[token]["letters"])
                if letters < SHORTEST_JOINED or (is_one and total + letters * LETTER < need):
                    continue
                if _is_joined(alert.tokens, int64(token), day.tokens, row["tokens"], left, space):
                    chosen[person] = True


@compiled
def _total(day: _Day, tokens: Ints, count: int, alert: _Sought) -> tuple[int, int]:
    """Return the most that the tokens of a name bring one by one, and a bit for each that may be left over."""
    total, left, paired = int64(0), int64(0), int64(0)
    for place in range(count):
        token = int64(tokens[place])
        value = int64(day.values[token])
        if value == NOT_VALUED:
            letters = int64(day.tokens[token]["letters"])
            value = letters * LETTER
            left |= int64(1) << place
            if not alert.may_be_joined[letters] and day.tokens[token]["alternative"] < 0:
                value = int64(min(max(value, INITIAL), alert.most_single))
        elif value > 0:
            paired += 1
        else:
            left |= int64(1) << place
        total += value
    # What can be paired is paired first; but two may be spellings of the same one, and then one of them is left.
    return total, left if paired < 2 else (int64(1) << count) - 1


@compiled
def _joined(left: int, alert: _Sought) -> int:
    """Return the most that tokens left over bring where several together spell one that is sought."""
    count = int64(0)
    while left:
        count += left & 1
        left >>= 1
    return count // 2 * alert.most_joined


@compiled
def _remember(day: _Day, token: int, alert: _Sought, space: Scratch, memory: _Memory) -> None:
    place = int64(day.keys[token] >> np.uint64(PLACE_SHIFT))
    day.values[token] = _value(day.tokens, token, alert, space)
    memory.keys[place], memory.values[place] = day.keys[token], day.values[token]


@compiled
def _value(found: Tokens, token: int, alert: _Sought, space: Scratch) -> int:
    """Return the most that a traveller's token could bring: paired with one that is sought, or spelled by several."""
    letters = int64(found[token]["letters"])
    most = int64(0)
    for other in range(alert.known):
        cost = token_cost(found, token, alert.tokens, int64(other), int64(CUT), int64(MOST), space.lines)
        if cost < UNRELATED:
            shared = min(letters, int64(alert.tokens[other]["letters"])) * SAME_LETTER
            rarity = max(min(int64(alert.tokens[other]["rarity"]), shared), AN_INITIAL)
            most = max(most, (rarity * SHARE + cost * CHEAPEST) // 100 + 1, int64(1))
    if letters >= SHORTEST_JOINED and (alert.may_be_joined[letters] or found[token]["alternative"] >= 0):
        for name in range(len(alert.names)):
            everything = (int64(1) << alert.lengths[name]) - 1
            if _is_joined(found, token, alert.tokens, alert.names[name], everything, space):
                return max(most, letters * LETTER)
    return most


@compiled
def _need(day: _Day, person: int, alert: _Sought, needs: _Needs) -> int:
    """Return what a name of the person must bring, by the births that agree best."""
    first, after = int64(day.birth_offsets[person]), int64(day.birth_offsets[person + 1])
    if first == after:
        return needs.unknown
    least = needs.unknown if alert.has_undated else needs.different
    for birth in range(first, after):
        for other in range(len(alert.births)):
            least = min(least, _need_of(day, birth, alert, other, needs))
    return least


@compiled
def _need_of(day: _Day, birth: int, alert: _Sought, other: int, needs: _Needs) -> int:
    earliest, before = int64(day.earliest[birth]), int64(day.before[birth])
    other_earliest, other_before = int64(alert.births[other, 0]), int64(alert.births[other, 1])
    longest = max(before - earliest, other_before - other_earliest)
    if day.approximate[birth] or alert.births[other, 2]:
        is_about = earliest - APPROXIMATE_DAYS < other_before and other_earliest - APPROXIMATE_DAYS < before
        return needs.year if is_about else needs.different
    if longest > 1:
        if earliest >= other_before or other_earliest >= before:
            return needs.different
        return needs.month if longest <= MONTH_DAYS else needs.year
    if earliest == other_earliest:
        return needs.same
    low, high = int64(0), int64(len(alert.slips))
    while low < high:
        middle = (low + high) // 2
        if alert.slips[middle] < earliest:
            low = middle + 1
        else:
            high = middle
    return needs.slip if low < len(alert.slips) and alert.slips[low] == earliest else needs.different


@compiled
def _is_joined(whole: Tokens, token: int, parts: Tokens, numbers: Ints, places: int, space: Scratch) -> bool:
    """Whether two or three tokens of a name, in any order, together spell a token of the other side.

    ``places`` has a bit for each token of the name that may take part.
    """
    count = int64(0)
    while places >> count:
        count += 1
    has_alternative = whole[token]["alternative"] >= 0
    for first in range(count):
        for second in range(count):
            if second == first or not (places >> first) & (places >> second) & 1:
                continue
            together = int64(parts[numbers[first]]["letters"]) + int64(parts[numbers[second]]["letters"])
            for third in range(count + 1):  # the last stands for none
                if third < count and (third in (first, second) or not (places >> third) & 1):
                    continue
                letters = together + (int64(parts[numbers[third]]["letters"]) if third < count else int64(0))
                if abs(letters - int64(whole[token]["letters"])) > MOST_LETTERS_OFF and not has_alternative:
                    continue
                if joined_cost(whole, token, parts, numbers, first, second, third, count, space) < UNRELATED:
                    return True
    return False
