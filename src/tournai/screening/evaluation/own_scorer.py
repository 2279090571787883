"""The product's own screening as a scorer beside others."""

import numpy as np

from tournai.screening.batches import PersonBatch
from tournai.screening.evaluation.metrics import Scored
from tournai.screening.index import build_index
from tournai.screening.matching import screen
from tournai.screening.weights import DEFAULT_THRESHOLD

DEEPER = 5.0
"""Bits under the usual threshold down to which pairs are shown: enough for 100 false matches per 10,000."""

MOST = 50
"""Pairs of one traveller."""


def screened(alerts: PersonBatch, travellers: PersonBatch) -> Scored:
    """Return what screening shows, well below its usual threshold."""
    index = build_index(alerts, version="evaluation")
    found = screen(index, travellers, threshold=DEFAULT_THRESHOLD - DEEPER, limit=MOST)
    return Scored(found.traveller, found.alert, found.score.astype(np.float64))
