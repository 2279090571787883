"""Comparing travellers with what is sought: names, index, scores with their reasons."""

from tournai.screening.batches import Feature, MatchBatch, PersonBatch, TextColumn, batch_of
from tournai.screening.index import Index, build_index, index_arrays, index_from_arrays
from tournai.screening.matching import screen
from tournai.screening.weights import DEFAULT_THRESHOLD, WEIGHTS, WEIGHTS_VERSION

__all__ = [
    "DEFAULT_THRESHOLD",
    "WEIGHTS",
    "WEIGHTS_VERSION",
    "Feature",
    "Index",
    "MatchBatch",
    "PersonBatch",
    "TextColumn",
    "batch_of",
    "build_index",
    "index_arrays",
    "index_from_arrays",
    "screen",
]
