"""Fits the points of the scorecard on the train side of the labelled data, and prints them for the table of weights.

``python -m benchmarks.fit.scorecard ALERTS NEGATIVES A_CLASS`` needs SciPy and the shared data. A case is a pair of a
person with his own alert, or of a traveller on no list with an alert that the search finds well below the threshold.

What is made small is the share missed of each class (the mean of the classes, those that miss most weighing more) plus
what false matches cost, both smoothed about the present threshold, apart for alerts with a day, a part and nothing of
the birth: points far from the threshold move nothing. The slope of rarity is the scale and stays. Afterwards columns
are made monotone (a further name left over never counts for a match) and rounded to tenths. What the labelled data
cannot tell is not fitted: sexes follow no names there, and no list has days of birth that are approximate.
"""

import sys
from itertools import pairwise
from math import log2

import numpy as np
from scipy.optimize import minimize

from tournai.screening import build_index
from tournai.screening.alignment import COST, GROUPS_ALIKE, RARITY
from tournai.screening.evaluation import Labelled, Part, make_base, make_negatives, make_positives
from tournai.screening.evaluation.alert_base import FULL, REGIMES, UNDATED, in_one_field
from tournai.screening.evaluation.labelled import (
    BIRTH_DIGIT,
    FAR,
    NEAR,
    NO_BIRTH,
    OF_THE_LISTS,
    SAME_DOCUMENT,
    SCRIPT,
    TYPO_AND_BIRTH,
)
from tournai.screening.evaluation.metrics import threshold_at
from tournai.screening.matching import _Comparing, _identity
from tournai.screening.scorecard import AS_WRITTEN, FATHERS, FOUND_NAMES, LEFT_FOUND, LEFT_SOUGHT, PARTS, WEAK, WEAKEST
from tournai.screening.scores import case_told, identity_features
from tournai.screening.weights import DEFAULT_THRESHOLD, WEIGHTS
from tournai.simulate.attested import read_tables

DEEPER = 5.0
"""Bits under the threshold from which a pair of two persons is a case."""

FALSE_COST, PER_10K = 0.25, 10.0
SMOOTHINGS = (2.0, 1.2, 0.8)
"""Bits over which a threshold is smoothed, in turn."""

RIDGE = 0.003
IMPORTANCE = {
    NEAR: 3.0, BIRTH_DIGIT: 3.0, "all tokens transliterated": 2.0, "transliterated, dropped, swapped": 2.0,
    "extra surname": 1.5, "middle names missing": 1.3, "two typos": 0.7, SCRIPT: 0.6, "hyphen": 0.5,
    TYPO_AND_BIRTH: 0.5,
}  # fmt: skip
"""Classes that weigh other than 1; those on alerts without a full date weigh 0.35."""

LEFT = ("one name found", "two names found", "three names found")
BIRTHS = ("same day", "day and month exchanged", "one digit", "same year", "not known")
FITTED = ("cost, same consonants", "cost, other consonants", "weakest spelling", "parts of the name|given",
          "names otherwise written", *LEFT, *(f"birth|{case}" for case in BIRTHS), "nationality|different")  # fmt: skip
REFERENCE = ("two names found|0 alert 0 traveller", "weakest spelling|to 2 bits")
"""Columns that stay at nothing: what the others are told beside."""

BOUNDS = {"cost": (None, 0.0), "weakest": (None, 0.0), "parts": (-3.0, 0.0), "names otherwise": (None, 0.0),
          "three names found|0 alert 0": (None, 0.5), "nationality|different": (-2.3, 0.0)}  # fmt: skip


class Cases:
    """Pairs as rows of features, each with the alert's kind of birth."""

    def __init__(self, index, base, labelled, pairs):
        comparing = _Comparing(index, labelled.travellers)
        self.rows, self.travellers, self.regimes = [], [], []
        for traveller, alert, name, row in pairs(comparing):
            self.rows.append(features(comparing, traveller, name, row, alert, index, labelled))
            self.travellers.append(traveller)
            undated = labelled.cases[traveller].traveller.birth is None
            self.regimes.append(REGIMES.index(UNDATED) if undated else int(base.regimes[alert]))
        self.travellers, self.regimes = np.array(self.travellers), np.array(self.regimes)


def own_pairs(labelled):
    def pairs(comparing):
        for traveller, alert in enumerate(labelled.truth.tolist()):
            ways = [
                (-comparing._value(name, row), name, row)
                for name in comparing._own_names(traveller)
                for row in comparing._rows(alert)
            ]
            if ways:
                _, name, row = min(ways)
                yield traveller, alert, name, row

    return pairs


def other_pairs(comparing):
    for traveller, reached in comparing.reached(DEFAULT_THRESHOLD - DEEPER).items():
        for alert, (_, name, row) in reached.items():
            yield traveller, alert, name, row


def features(comparing, traveller, name, row, alert, index, labelled):
    _, compared = comparing._name_points(name, row)
    pairs, told = compared.pairs, compared.told
    alike = pairs[:, GROUPS_ALIKE] == 1
    shown = {
        "rarity": pairs[:, RARITY].sum() / 100,
        "cost, same consonants": pairs[alike, COST].sum() / 100,
        "cost, other consonants": pairs[~alike, COST].sum() / 100,
        f"weakest spelling|{list(WEIGHTS['weakest spelling'])[told[WEAKEST]]}": 1.0,
        f"parts of the name|{list(WEIGHTS['parts of the name'])[told[PARTS]]}": 1.0,
        "order of fathers|exchanged": float(told[FATHERS]),
        "weak alias|known as such": float(told[WEAK]),
    }
    if len(pairs):
        shown[f"{LEFT[told[FOUND_NAMES]]}|{told[LEFT_SOUGHT]} alert {told[LEFT_FOUND]} traveller"] = 1.0
    else:
        shown["no name found|nothing alike"] = 1.0
    one, other = _identity(labelled.travellers, traveller), _identity(index.alerts, alert)
    beside = {feature.name: feature for feature in identity_features(one, other)}
    birth = case_told(beside["birth"]) if "birth" in beside else "not known"
    shown[f"birth|{birth}"] = 1.0
    if birth in WEIGHTS["names otherwise written"] and not told[AS_WRITTEN]:
        shown[f"names otherwise written|{birth}"] = 1.0
    for kind in ("sex", "nationality"):
        weight = beside[kind].weight if kind in beside else 0.0
        shown[f"{kind}|{next(case for case, bits in WEIGHTS[kind].items() if bits == weight)}"] = 1.0
    return shown


def present(name):
    if name == "rarity" or name.startswith("cost"):
        return WEIGHTS["surname"][name]
    row, column = name.split("|")
    return WEIGHTS[row][column]


def bounds(name):
    return next((bound for start, bound in BOUNDS.items() if name.startswith(start)), (None, None))


def importance(case):
    if NO_BIRTH in case.kind or case.regime != FULL:
        return 0.35
    return IMPORTANCE.get(case.kind, 1.0)


def thresholds(scores, cases, travellers):
    """Return the score that `PER_10K` false matches reach, for each kind of birth."""
    found = []
    for regime in range(len(REGIMES)):
        best = np.full(travellers, -np.inf)
        chosen = cases.regimes == regime
        np.maximum.at(best, cases.travellers[chosen], scores[chosen])
        found.append(threshold_at(best, PER_10K))
    return np.array(found)


def fitted(own, other, weights, negatives, alerts):
    """Return each column's bits; ``weights`` are the own pairs', ``negatives`` how many travellers are on no list."""
    names = sorted({name for row in own.rows + other.rows for name in row})
    place = {name: at for at, name in enumerate(names)}
    tables = [np.zeros((len(cases.rows), len(names))) for cases in (own, other)]
    for table, cases in zip(tables, (own, other), strict=True):
        for at, row in enumerate(cases.rows):
            for name, value in row.items():
                table[at, place[name]] = value
    start = np.array([present(name) for name in names])
    free = np.array([name.startswith(FITTED) and name not in REFERENCE for name in names])
    limits = thresholds(tables[1] @ start - log2(alerts), other, negatives)
    scale = np.where([name.startswith("cost") for name in names], 30.0, 1.0) * RIDGE
    per_10k = FALSE_COST * 1e4 / negatives

    def loss(points, bits):
        all_points = start.copy()
        all_points[free] = points
        value, slope = 0.0, np.zeros(len(names))
        for table, cases, sign, weight in ((tables[0], own, -1, weights), (tables[1], other, 1, per_10k)):
            above = table @ all_points - log2(alerts) - limits[cases.regimes]
            share = 1 / (1 + np.exp(np.clip(-sign * above / bits, -30, 30)))
            value += (weight * share).sum()
            slope += sign * table.T @ (weight * share * (1 - share) / bits)
        away = all_points - start
        return value + (scale * away**2).sum(), (slope + 2 * scale * away)[free]

    points = start.copy()
    ranges = [bounds(name) for name in np.array(names)[free]]
    for bits in SMOOTHINGS:
        done = minimize(
            loss, points[free], (bits,), jac=True, method="L-BFGS-B", bounds=ranges, options={"maxiter": 300}
        )
        points[free] = done.x
    return dict(zip(names, points.tolist(), strict=True))


def monotone(bits):
    """Return the table rounded, in which neither a dearer spelling nor a further name left over counts for a match."""
    told = {name: round(value, 2 if name.startswith(("rarity", "cost")) else 1) for name, value in bits.items()}
    columns = [f"weakest spelling|{column}" for column in WEIGHTS["weakest spelling"]]
    for before, after in pairwise(columns):
        told[after] = min(told.get(after, present(after)), told.get(before, 0.0))
    for row in LEFT:
        for alert in range(4):
            for traveller in range(4):
                name = f"{row}|{alert} alert {traveller} traveller"
                before = [
                    told[f"{row}|{one} alert {other} traveller"]
                    for one, other in ((alert - 1, traveller), (alert, traveller - 1))
                    if one >= 0 <= other
                ]
                told[name] = min([told.get(name, present(name)), *before])
    return told


def main(alerts, negatives, a_class):
    tables = read_tables()
    base = make_base(tables, alerts)
    index = build_index(in_one_field(base.alerts), version="fit")
    known = make_positives(tables, base, a_class, Part.TRAIN).cases
    known = Labelled.of([case for case in known if case.kind not in (FAR, SAME_DOCUMENT)])
    strangers = make_negatives(tables, negatives, Part.TRAIN).cases
    strangers = Labelled.of([case for case in strangers if case.kind == OF_THE_LISTS])
    own = Cases(index, base, known, own_pairs(known))
    other = Cases(index, base, strangers, other_pairs)
    counts = {}
    for case in known.cases:
        counts[case.kind, case.regime] = counts.get((case.kind, case.regime), 0) + 1
    told = [known.cases[traveller] for traveller in own.travellers]
    weights = np.array([importance(case) / counts[case.kind, case.regime] for case in told])
    print(len(own.rows), "of persons with their alert,", len(other.rows), "of two")
    bits = fitted(own, other, weights, len(strangers), len(base))
    for name, value in sorted(monotone(bits).items()):
        print(f"{name:50} {value:6.2f}  now {present(name):6.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
