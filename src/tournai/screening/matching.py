"""Screening a batch of travellers: what the compiled search finds, each match with its reasons."""

from collections.abc import Iterable
from typing import TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.alignment import Scratch, scratch
from tournai.screening.batches import NAME_KINDS, Feature, Int32Column, MatchBatch, PersonBatch
from tournai.screening.birth_days import MOST_NEAR
from tournai.screening.bounds import most
from tournai.screening.candidates import (
    BIRTH,
    BLOCK_BITS,
    MET,
    MOST_RANGES,
    NAME,
    TOLD,
    TRAVELLER,
    Batch,
    Ints,
    Lists,
    Space,
    search,
)
from tournai.screening.index import Index, name_tokens
from tournai.screening.keys import document_key
from tournai.screening.rarity import with_rarity
from tournai.screening.scorecard import POINTS, Counted, counted, name_points
from tournai.screening.scores import (
    Comparison,
    Identity,
    Spelling,
    case_told,
    chance,
    identity_features,
    name_features,
    score_of,
)
from tournai.screening.spellings import Vocabulary, spellings
from tournai.screening.taking import ranges
from tournai.screening.token_tables import token_table
from tournai.screening.weights import DEFAULT_THRESHOLD, WEIGHTS
from tournai.values.name_tokens import MOST_TOKENS, NameTokens, tokens_of

NO_NAME = -1
"""An alert on a document alone has no name to compare."""

MOST_NAMES = 8
"""Names of one traveller that are compared."""

FOUND_AT_ONCE = 1 << 16
BIRTHPLACE = round(WEIGHTS["birthplace"]["same"] * 100)

Scalar = TypeVar("Scalar", bound=np.generic)
_Reached = tuple[int, int, int]
"""Points, the traveller's name, the row."""


class _Match(msgspec.Struct, frozen=True):
    traveller: int
    alert: int
    score: float
    features: tuple[Feature, ...]


def screen(
    index: Index, travellers: PersonBatch, *, threshold: float = DEFAULT_THRESHOLD, limit: int = 10
) -> MatchBatch:
    """Return the matches of each traveller that score at least the threshold, at most ``limit`` for one traveller.

    The matches stand in the order of the travellers' keys, best first, equal scores in the order of the alerts'
    keys; the order of travellers and alerts in their batches changes nothing. The threshold is in bits.
    """
    comparing = _Comparing(index, travellers)
    matches: list[_Match] = []
    for row, reached in comparing.reached(threshold).items():
        found = [
            comparing.match(row, alert, best) for alert, best in _best(reached, limit, is_final=comparing.is_final(row))
        ]
        kept = [match for match in found if match.score >= threshold]
        matches += sorted(kept, key=lambda match: (-match.score, match.alert))[:limit]
    matches.sort(key=lambda match: (match.traveller, -match.score, match.alert))
    return MatchBatch(
        traveller=np.array([match.traveller for match in matches], np.int64),
        alert=np.array([match.alert for match in matches], np.int64),
        score=np.array([match.score for match in matches], np.float32),
        features=tuple(match.features for match in matches),
    )


def _best(reached: dict[int, _Reached], limit: int, *, is_final: bool) -> list[tuple[int, _Reached]]:
    """Return what is worth explaining: the best, where the points are already the score."""
    ranked = sorted(reached.items(), key=lambda item: (-item[1][0], item[0]))
    return ranked[:limit] if is_final else ranked


def search_columns(
    index: Index, travellers: PersonBatch, threshold: float
) -> tuple[Batch, Lists, Ints, Counted, int, Space]:
    """Return what the compiled search reads of a batch and an index, for a scan beside it."""
    return _Comparing(index, travellers).columns(threshold)


class _Comparing:
    """A batch beside an index: the columns that the search reads, and the reasons of what it finds."""

    def __init__(self, index: Index, travellers: PersonBatch) -> None:
        self._index, self._travellers = index, travellers
        self._prior = chance(index.bearers.alerts)
        self._batch, self._tokens, self._of_name = _batch(index, travellers)
        self._lists = _lists(index)
        self._scratch = scratch()
        self._counted = counted(index.bearers)

    def is_final(self, row: int) -> bool:
        """Whether the points of the search are the whole score of a traveller's matches."""
        batch = self._travellers
        return not len(_span(batch.birthplace_offsets, row)) and not len(_span(batch.document_offsets, row))

    def reached(self, threshold: float) -> dict[int, dict[int, _Reached]]:
        """Return what reaches the threshold: for each traveller each alert, by the name and row that score best."""
        least = self._least(threshold)
        if len(self._travellers.birthplace_offsets) and self._travellers.birthplace_offsets[-1]:
            least -= BIRTHPLACE
        reached: dict[int, dict[int, _Reached]] = {}
        for traveller, name, row, value in self._search(least):
            _keep(reached, traveller, int(self._index.rows[row]["alert"]), (value, name, row))
        for traveller, name, alert, row in self._by_document():
            reached.setdefault(traveller, {})[alert] = (self._value(name, row), name, row)
        return reached

    def columns(self, threshold: float) -> tuple[Batch, Lists, Ints, Counted, int, Space]:
        """Return what the search reads, and the points that a match needs where no birthplace and document count."""
        space = _space(self._index, self._batch, self._scratch)
        return self._batch, self._lists, POINTS, self._counted, self._least(threshold), space

    def _least(self, threshold: float) -> int:
        return round((threshold - self._prior.weight) * 100)

    def match(self, traveller: int, alert: int, reached: _Reached) -> _Match:
        """Return the match of a traveller and an alert with its reasons."""
        _, name, row = reached
        others = identity_features(_identity(self._travellers, traveller), _identity(self._index.alerts, alert))
        features = (*self._compare_names(name, row, others), *others, self._prior)
        keys = int(self._travellers.keys[traveller]), int(self._index.alerts.keys[alert])
        return _Match(*keys, score_of(features), features)

    def _search(self, least: int) -> Iterable[tuple[int, int, int, int]]:
        lists, space = self._lists, _space(self._index, self._batch, self._scratch)
        found = np.zeros((FOUND_AT_ONCE, 4), np.int32)
        traveller = 0
        while traveller < len(self._travellers):
            traveller, count = search(self._batch, lists, POINTS, self._counted, least, traveller, space, found)
            yield from map(tuple, found[:count].tolist())

    def _by_document(self) -> Iterable[tuple[int, int, int, int]]:
        index, batch = self._index, self._travellers
        keys = np.array(
            [document_key(batch.document_number[row]) for row in range(len(batch.document_number))], np.uint32
        )
        low, high = np.searchsorted(index.document_keys, keys), np.searchsorted(index.document_keys, keys, "right")
        owners = np.repeat(np.arange(len(batch)), np.diff(batch.document_offsets))
        for document in np.flatnonzero(high > low).tolist():
            traveller = int(owners[document])
            for alert in index.document_alerts[low[document] : high[document]].tolist():
                ways = [(-self._value(name, row), name, row) for name in self._own_names(traveller)
                        for row in self._rows(alert)]  # fmt: skip
                _, name, row = min(ways, default=(0, NO_NAME, NO_NAME))
                yield traveller, name, alert, row

    def _own_names(self, traveller: int) -> range:
        who = self._batch.travellers[traveller]
        return range(int(who["first_name"]), int(who["after_names"]))

    def _rows(self, alert: int) -> list[int]:
        rows = self._index.name_rows[_span(self._index.alerts.name_offsets, alert)]
        return [row for row in rows.tolist() if row >= 0]

    def _value(self, name: int, row: int) -> int:
        if row == NO_NAME:
            return 0
        return self._name_points(name, row)[0]

    def _name_points(self, name: int, row: int) -> tuple[int, Comparison]:
        batch, lists, told = self._batch, self._lists, np.zeros(TOLD, np.int32)
        value = name_points(
            batch.tokens, batch.names, name, lists.tokens, lists.rows, row, POINTS, self._counted, self._scratch, told
        )
        return int(value), Comparison(self._scratch.pairs[: told[0]].copy(), told)

    def _compare_names(self, name: int, row: int, others: tuple[Feature, ...]) -> tuple[Feature, ...]:
        if row == NO_NAME:
            return ()
        _, compared = self._name_points(name, row)
        original = self._of_name[name]
        found = _spelling(self._travellers, original, self._tokens[name])
        sought = _spelling(self._index.alerts, int(self._index.rows[row]["name"]), name_tokens(self._index, row))
        birth = next((case_told(feature) for feature in others if feature.name == "birth"), "not known")
        return name_features(found, sought, compared, POINTS, birth)


def _keep(reached: dict[int, dict[int, _Reached]], traveller: int, alert: int, way: _Reached) -> None:
    """Keep the way to an alert that scores best; of equal ones the first name."""
    ways = reached.setdefault(traveller, {})
    if alert not in ways or (-way[0], way[1], way[2]) < (-ways[alert][0], ways[alert][1], ways[alert][2]):
        ways[alert] = way


def _batch(index: Index, batch: PersonBatch) -> tuple[Batch, list[NameTokens], list[int]]:
    """Return the travellers as the search reads them, their names' tokens, and which name of the batch each is."""
    counts = np.minimum(np.diff(batch.name_offsets), MOST_NAMES)
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    of_name = ranges(batch.name_offsets[:-1], batch.name_offsets[:-1] + counts).tolist()
    surnames, given = batch.name_surname, batch.name_given
    tokens = [tokens_of(surnames[name], given[name]) for name in of_name]
    table, spelled = token_table(tokens)
    number_of = {token: number for number, token in enumerate(spelled)}
    travellers = np.zeros(len(batch), TRAVELLER)
    for column, bounds in (("name", offsets), ("birth", batch.birth_offsets), ("state", batch.nationality_offsets)):
        travellers[f"first_{column}"], travellers[f"after_{column}s"] = bounds[:-1], bounds[1:]
    travellers["sex"] = batch.sex
    births = np.zeros(len(batch.birth_earliest), BIRTH)
    births["earliest"], births["before"] = batch.birth_earliest, batch.birth_before
    births["is_approximate"] = batch.birth_approximate
    columns = Batch(
        travellers=_read_only(travellers),
        names=_read_only(_name_records(tokens, number_of)),
        births=_read_only(births),
        tokens=_read_only(with_rarity(table, index.bearers, index.tokens[: len(index.vocabulary)])),
        state_bounds=_read_only(batch.nationality.offsets),
        states=_read_only(batch.nationality.data),
    )
    return columns, tokens, of_name


def _name_records(names: list[NameTokens], number_of: dict[str, int]) -> npt.NDArray[np.void]:
    records = np.zeros(len(names), NAME)
    rows = np.zeros((len(names), MOST_TOKENS), np.int32)
    for row, name in enumerate(names):
        rows[row, : len(name.tokens)] = [number_of[token] for token in name.tokens]
    records["tokens"] = rows
    records["count"] = [len(name.tokens) for name in names]
    records["surnames"] = [name.surname_count for name in names]
    records["cuts"] = [sum(cut << at for at, cut in enumerate(name.may_be_cut)) for name in names]
    records["son"] = [name.son for name in names]
    records["father"] = [name.father for name in names]
    return records


def _lists(index: Index) -> Lists:
    alerts = index.alerts
    tokens = _read_only(index.tokens)
    vocabulary = Vocabulary(tokens, _read_only(index.token_keys), _read_only(index.token_numbers))
    return Lists(
        tokens=tokens,
        vocabulary=vocabulary,
        rows=_read_only(index.rows),
        day_rows=_read_only(index.day_rows),
        posting_offsets=_read_only(index.posting_offsets),
        posting_rows=_read_only(index.posting_rows),
        sexes=_read_only(alerts.sex),
        state_offsets=_read_only(alerts.nationality_offsets),
        state_bounds=_read_only(alerts.nationality.offsets),
        states=_read_only(alerts.nationality.data),
    )


def _read_only(array: npt.NDArray[Scalar]) -> npt.NDArray[Scalar]:
    """Return a view that cannot be written: numba compiles for that once, mapped arrays and others alike."""
    view = np.asarray(array).view()
    view.flags.writeable = False
    return view


def _space(index: Index, batch: Batch, own: Scratch) -> Space:
    return Space(
        scratch=own,
        ranges=np.zeros((MOST_RANGES, 3), np.int64),
        near=np.zeros((2, MOST_NEAR), np.int32),
        told=np.zeros(TOLD, np.int32),
        spellings=spellings(len(batch.tokens)),
        figures=np.zeros(2, np.int64),
        met=np.full((MET, 3), -1, np.int64),
        blocks=np.zeros((len(index.rows) >> BLOCK_BITS) + 1, np.uint8),
        most=most(),
    )


def _spelling(batch: PersonBatch, name: int, tokens: NameTokens) -> Spelling:
    kind = NAME_KINDS[batch.name_kind[name]]
    return Spelling(batch.name_surname[name], batch.name_given[name], kind, tokens)


def _identity(batch: PersonBatch, row: int) -> Identity:
    births = _span(batch.birth_offsets, row)
    documents = _span(batch.document_offsets, row)
    return Identity(
        births=tuple(
            (int(batch.birth_earliest[at]), int(batch.birth_before[at]), bool(batch.birth_approximate[at]))
            for at in births
        ),
        sex=int(batch.sex[row]),
        nationalities=tuple(batch.nationality[at] for at in _span(batch.nationality_offsets, row)),
        birthplaces=tuple(batch.birthplace[at] for at in _span(batch.birthplace_offsets, row)),
        documents=tuple((batch.document_number[at], batch.document_state[at]) for at in documents),
    )


def _span(offsets: Int32Column, row: int) -> range:
    return range(int(offsets[row]), int(offsets[row + 1]))
