"""Tells what the fit of the scorecard learns by heart: fitted on one half of the train side, it is told on the other.

``python -m benchmarks.fit.folds ALERTS NEGATIVES A_CLASS`` needs SciPy and the shared data. The halves share no spelled
name (a part of a name in its bearers' script, two words of one listed person) and no traveller. For each class: the
share found at 10 false matches per 10,000 travellers (of alerts with a day of birth) by the weights as they are, and by
weights fitted on the other half. Where the second is not higher, the weights are left as they are.
"""

import re
import sys
from hashlib import sha256
from math import log2

import numpy as np

from benchmarks.fit.scorecard import (
    PER_10K,
    Cases,
    fitted,
    importance,
    monotone,
    other_pairs,
    own_pairs,
    present,
)
from tournai.screening import build_index
from tournai.screening.evaluation import Labelled, Part, make_base, make_negatives, make_positives
from tournai.screening.evaluation.alert_base import FULL, REGIMES, in_one_field
from tournai.screening.evaluation.labelled import FAR, OF_THE_LISTS, SAME_DOCUMENT
from tournai.screening.evaluation.metrics import threshold_at
from tournai.simulate.attested import read_tables

SYNTHETIC_ALERT = re.compile(r"S\d{7}$")


class Fold:
    """One half of the train side, by the names that are spelled; synthetic alerts are in both."""

    def __init__(self, bit):
        self.bit, self.value = bit, f"train {bit}"

    def holds(self, key):
        """Whether what this key names lies in the half."""
        lies_in_train = Part.TRAIN.holds(key)
        return lies_in_train and (SYNTHETIC_ALERT.match(key) or sha256(key.encode()).digest()[2] & 1 == self.bit)


def scores(cases, bits, alerts):
    """Return the score of each pair by the bits of its columns."""
    points = [sum(value * bits.get(name, present(name)) for name, value in row.items()) for row in cases.rows]
    return np.array(points) - log2(alerts)


def found(own, known, other, strangers, bits, alerts):
    """Return the share found of each class whose alerts tell a day of birth."""
    day = REGIMES.index(FULL)
    best = np.full(strangers, -np.inf)
    chosen = other.regimes == day
    np.maximum.at(best, other.travellers[chosen], scores(other, bits, alerts)[chosen])
    is_found = scores(own, bits, alerts) > threshold_at(best, PER_10K)
    shares = {}
    for traveller, one, regime in zip(own.travellers.tolist(), is_found.tolist(), own.regimes.tolist(), strict=True):
        if regime == day:
            shares.setdefault(known.cases[traveller].kind, []).append(one)
    return {kind: (sum(ones), len(ones)) for kind, ones in shares.items()}


def importances(own, known):
    """Return what each own pair weighs in the fit."""
    told = [known.cases[traveller] for traveller in own.travellers]
    counts = {}
    for case in told:
        counts[case.kind, case.regime] = counts.get((case.kind, case.regime), 0) + 1
    return np.array([importance(case) / counts[case.kind, case.regime] for case in told])


def main(alerts, negatives, a_class):
    tables = read_tables()
    base = make_base(tables, alerts)
    index = build_index(in_one_field(base.alerts), version="folds")
    drawn = [case for case in make_negatives(tables, negatives, Part.TRAIN).cases if case.kind == OF_THE_LISTS]
    halves = []
    for bit in (0, 1):
        made = make_positives(tables, base, a_class, Fold(bit)).cases
        known = Labelled.of([case for case in made if case.kind not in (FAR, SAME_DOCUMENT)])
        strangers = Labelled.of(drawn[bit::2])
        own, other = Cases(index, base, known, own_pairs(known)), Cases(index, base, strangers, other_pairs)
        halves.append((known, own, other, len(strangers)))
    now, learnt = {}, {}
    for bit, (known, own, other, strangers) in enumerate(halves):
        away, away_own, away_other, away_strangers = halves[1 - bit]
        bits = fitted(away_own, away_other, importances(away_own, away), away_strangers, len(base))
        for told, by in ((now, {}), (learnt, monotone(bits))):
            for kind, (hits, of) in found(own, known, other, strangers, by, len(base)).items():
                before = told.get(kind, (0, 0))
                told[kind] = (before[0] + hits, before[1] + of)
    for kind, (hits, of) in now.items():
        print(f"{kind:40} of {of:5}: now {hits / of:.3f}, learnt on the other half {learnt[kind][0] / of:.3f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
