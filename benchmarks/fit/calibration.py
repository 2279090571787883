"""Measures false matches by score, size of list and kind of birth, and prints the rows of the calibration table.

``python -m benchmarks.fit.calibration NEGATIVES ALERTS...``: travellers of the reference population, train side. For
each size and kind of births that alerts tell: the share of travellers with a match of that kind at a score or more,
with its interval of 95 %. The table (`tournai.screening.calibration_table`) holds a score's rate in 10,000 travellers.
"""

import sys

import numpy as np

from tournai.screening import build_index
from tournai.screening.calibration import births_of
from tournai.screening.evaluation import Labelled, Part, make_base, make_negatives
from tournai.screening.evaluation.alert_base import REGIMES, in_one_field
from tournai.screening.evaluation.intervals import share_of
from tournai.screening.evaluation.labelled import OF_THE_LISTS
from tournai.screening.matching import screen
from tournai.screening.weights import DEFAULT_THRESHOLD
from tournai.simulate.attested import read_tables

SCORES = tuple(DEFAULT_THRESHOLD + bits for bits in (3.0, 2.0, 1.0, 0.0, -1.0, -2.0, -3.0))
MOST = 20
A_BATCH = 20_000


def best_by_kind(index, travellers, kinds):
    """Return the highest score of each traveller with alerts of each kind."""
    best = np.full((len(REGIMES), len(travellers)), -np.inf)
    for first in range(0, len(travellers), A_BATCH):
        part = Labelled.of(travellers.cases[first : first + A_BATCH]).travellers
        found = screen(index, part, threshold=min(SCORES), limit=MOST)
        np.maximum.at(best, (kinds[found.alert], found.traveller + first), found.score)
    return best


def main(negatives, sizes):
    tables = read_tables()
    cases = make_negatives(tables, negatives, Part.TRAIN).cases
    travellers = Labelled.of([case for case in cases if case.kind == OF_THE_LISTS])
    for size in sizes:
        base = make_base(tables, size)
        index = build_index(in_one_field(base.alerts), version="calibration")
        births = births_of(base.alerts)
        print(f"# {size:,} synthetic alerts, {len(base):,} in all; births {[round(n / len(base), 4) for n in births]}")
        best = best_by_kind(index, travellers, base.regimes)
        for kind, scores in zip((*REGIMES, "all"), (*best, best.max(axis=0)), strict=True):
            rows = []
            for score in SCORES:
                told = share_of(int((scores >= score - 0.005).sum()), len(travellers))
                rows.append(f"({score:g}, {1e4 * told.share:.3g}) [{1e4 * told.low:.3g}-{1e4 * told.high:.3g}]")
            print(f"{kind}: " + ", ".join(rows), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), list(map(int, sys.argv[2:])))
