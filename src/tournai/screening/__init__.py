"""Comparing travellers with what is sought: names, index, scores with their reasons."""

from tournai.screening.batches import Feature, MatchBatch, PersonBatch, TextColumn, batch_of
from tournai.screening.calibration import DEFAULT_FALSE_PER_10K, false_per_10k, threshold_of
from tournai.screening.index import Index, build_index, index_arrays, index_from_arrays
from tournai.screening.rarity import Bearers
from tournai.screening.snapshots import Snapshot, screen, snapshot_of
from tournai.screening.weights import DEFAULT_THRESHOLD, WEIGHTS, WEIGHTS_VERSION

__all__ = [
    "DEFAULT_FALSE_PER_10K",
    "DEFAULT_THRESHOLD",
    "WEIGHTS",
    "WEIGHTS_VERSION",
    "Bearers",
    "Feature",
    "Index",
    "MatchBatch",
    "PersonBatch",
    "Snapshot",
    "TextColumn",
    "batch_of",
    "build_index",
    "false_per_10k",
    "index_arrays",
    "index_from_arrays",
    "screen",
    "snapshot_of",
    "threshold_of",
]
