"""Screening a batch of travellers: candidates from the index, compared, scored, the matches with their reasons."""

import msgspec
import numpy as np

from tournai.screening.alignment import Likeness, align
from tournai.screening.batches import NAME_KINDS, Feature, Int32Column, MatchBatch, PersonBatch
from tournai.screening.candidates import Need, Search
from tournai.screening.index import Index, name_tokens, ranges
from tournai.screening.keys import document_key
from tournai.screening.names import tokens_of
from tournai.screening.scores import Identity, Spelling, chance, compare_identities, compare_names, score_of
from tournai.screening.similarity import BITS_PER_LETTER, similarities, worth
from tournai.screening.weights import DEFAULT_THRESHOLD, WEIGHTS

MOST_NAMES = 8
"""Names of one traveller that are compared."""


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
    search = Search(index)
    matches: list[_Match] = []
    for row in range(len(travellers)):
        found = _compare_with_candidates(search, travellers, row, threshold)
        kept = [match for match in found if match.score >= threshold]
        matches += sorted(kept, key=lambda match: (-match.score, match.alert))[:limit]
    matches.sort(key=lambda match: (match.traveller, -match.score, match.alert))
    return MatchBatch(
        traveller=np.array([match.traveller for match in matches], np.int64),
        alert=np.array([match.alert for match in matches], np.int64),
        score=np.array([match.score for match in matches], np.float32),
        features=tuple(match.features for match in matches),
    )


def _compare_with_candidates(search: Search, travellers: PersonBatch, row: int, threshold: float) -> list[_Match]:
    """Return a traveller's comparison with each candidate alert, by the name of each that scores best."""
    index = search.index
    traveller = _identity(travellers, row)
    prior = chance(index.bearers.alerts)
    need = _need(traveller, threshold - prior.weight)
    births = [birth[:2] for birth in traveller.births]
    first, after = travellers.name_offsets[row : row + 2].tolist()
    best: dict[int, tuple[float, tuple[Feature, ...]]] = {}
    by_document = _rows_by_document(index, traveller)
    for name in range(first, min(after, first + MOST_NAMES)):
        found = _spelling(travellers, name)
        rows = np.union1d(search.rows(found.tokens, births, need), by_document)
        for alert, features in _compare_names(index, found, rows):
            score = score_of(features)
            if alert not in best or score > best[alert][0]:
                best[alert] = (score, features)
    key = int(travellers.keys[row])
    return [_match(index, key, traveller, alert, features, prior) for alert, (_, features) in best.items()]


def _match(
    index: Index, key: int, traveller: Identity, alert: int, names: tuple[Feature, ...], prior: Feature
) -> _Match:
    features = (*names, *compare_identities(traveller, _identity(index.alerts, alert)), prior)
    return _Match(key, int(index.alerts.keys[alert]), score_of(features), features)


def _compare_names(index: Index, found: Spelling, rows: Int32Column) -> list[tuple[int, tuple[Feature, ...]]]:
    if not len(rows) or not found.tokens.tokens:
        return [(int(index.row_alerts[row]), ()) for row in rows]
    numbers, places = np.unique(index.rows[rows], return_inverse=True)
    numbers = numbers[numbers < len(index.vocabulary)]
    spelled = [token.decode() for token in index.vocabulary[numbers]]
    alike = similarities(found.tokens.tokens, spelled, found.tokens.may_be_cut)
    lengths = np.array([len(token) for token in found.tokens.tokens])
    letters = np.minimum(lengths[:, None], [len(token) for token in spelled])
    rarity = np.minimum(index.rarity[numbers], np.array([len(token) for token in spelled]) * BITS_PER_LETTER)
    bits = np.minimum(rarity, letters * BITS_PER_LETTER) * worth(alike)
    compared = []
    for row, place in zip(rows.tolist(), places.reshape(len(rows), -1), strict=True):
        tokens = name_tokens(index, row)
        columns = place[: len(tokens.tokens)]
        aligned = align(found.tokens, tokens, Likeness(alike[:, columns], bits[:, columns], rarity[columns]))
        sought = msgspec.structs.replace(_spelling(index.alerts, row), tokens=tokens)
        compared.append((int(index.row_alerts[row]), compare_names(found, sought, aligned)))
    return compared


def _need(traveller: Identity, bits: float) -> Need:
    """Return the bits that a name must bring, everything else that the traveller's record can bring taken off."""
    others = [("nationality", traveller.nationalities), ("birthplace", traveller.birthplaces), ("sex", traveller.sex)]
    rest = bits - sum(WEIGHTS[name]["same"] for name, value in others if value)
    births = WEIGHTS["birth"]
    return Need(
        exact=rest - births["same day"],
        near=rest - births["day and month exchanged"],
        month=rest - births["same month"],
        year=rest - births["same year"],
        unknown=rest,
    )


def _rows_by_document(index: Index, traveller: Identity) -> Int32Column:
    keys = np.array([document_key(number) for number, _ in traveller.documents], np.uint32)
    if not len(keys):
        return np.zeros(0, np.int32)
    starts = np.searchsorted(index.document_keys, keys).astype(np.int32)
    ends = np.searchsorted(index.document_keys, keys, "right").astype(np.int32)
    alerts = np.unique(index.document_alerts[ranges(starts, ends)])
    offsets = index.alerts.name_offsets
    return ranges(offsets[alerts], offsets[alerts + 1])


def _spelling(batch: PersonBatch, name: int) -> Spelling:
    surname, given = batch.name_surname[name], batch.name_given[name]
    return Spelling(surname, given, NAME_KINDS[batch.name_kind[name]], tokens_of(surname, given))


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
