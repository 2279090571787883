"""Fits the points of the scorecard on the train side of the labelled data, and prints them for the table of weights.

``python -m benchmarks.fit.scorecard ALERTS NEGATIVES A_CLASS`` needs SciPy and
the shared data. Each pair of a traveller and an alert that the search finds far below the threshold is a case: of a
person with the own alert, or of two. A logistic regression with bounds gives each column its points.
People round them to tenths of a bit and mend what is not monotone (a further name left over never counts for a match).
"""

import sys

import numpy as np
from scipy.optimize import minimize

from tournai.screening import build_index
from tournai.screening.alignment import COST, GROUPS_ALIKE, RARITY
from tournai.screening.evaluation import Labelled, Part, make_base, make_negatives, make_positives
from tournai.screening.evaluation.alert_base import in_one_field
from tournai.screening.evaluation.labelled import FAR, OF_THE_LISTS
from tournai.screening.matching import _Comparing, _identity
from tournai.screening.scorecard import FATHERS, FOUND_NAMES, LEFT_FOUND, LEFT_SOUGHT, PARTS, WEAK, WEAKEST
from tournai.screening.scores import identity_features
from tournai.screening.weights import WEIGHTS
from tournai.simulate.attested import read_tables

LEAST = -9.0
"""Bits from which a pair is a case."""

RIDGE = 0.02
LEFT = ("one name found", "two names found", "three names found")


def cases(index, labelled, own_only):
    """Return for each pair found its row of features, and the traveller."""
    comparing = _Comparing(index, labelled.travellers)
    truth = labelled.truth
    rows, travellers = [], []
    for traveller, reached in comparing.reached(LEAST).items():
        for alert, (_, name, row) in reached.items():
            if own_only == (truth[traveller] == alert):
                rows.append(features(comparing, traveller, name, row, alert, index, labelled))
                travellers.append(traveller)
    return rows, np.array(travellers)


def features(comparing, traveller, name, row, alert, index, labelled):
    _, compared = comparing._name_points(name, row)
    pairs, told = compared.pairs, compared.told
    alike = pairs[:, GROUPS_ALIKE] == 1
    shown = {
        "rarity": pairs[:, RARITY].sum() / 100,
        "cost, same consonants": pairs[alike, COST].sum() / 100,
        "cost, other consonants": pairs[~alike, COST].sum() / 100,
        f"{LEFT[told[FOUND_NAMES]]}|{told[LEFT_SOUGHT]} alert {told[LEFT_FOUND]} traveller": 1.0,
        f"weakest spelling|{list(WEIGHTS['weakest spelling'])[told[WEAKEST]]}": 1.0,
        f"parts of the name|{list(WEIGHTS['parts of the name'])[told[PARTS]]}": 1.0,
        "order of fathers|exchanged": float(told[FATHERS]),
        "weak alias|known as such": float(told[WEAK]),
    }
    one, other = _identity(labelled.travellers, traveller), _identity(index.alerts, alert)
    found = {feature.name: feature.weight for feature in identity_features(one, other)}
    for kind in ("birth", "sex", "nationality"):
        weight = found.get(kind)
        columns = WEIGHTS[kind]
        shown[f"{kind}|{'not known' if weight is None else next(k for k, v in columns.items() if v == weight)}"] = 1.0
    return shown


def fitted(positive, negative, weights):
    names = sorted({name for row in positive + negative for name in row})
    place = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(positive) + len(negative), len(names)))
    for at, row in enumerate(positive + negative):
        for name, value in row.items():
            table[at, place[name]] = value
    label = np.r_[np.ones(len(positive)), np.zeros(len(negative))]
    start = np.array([_present(name) for name in names] + [0.0]) * np.log(2)
    bounds = [_bounds(name) for name in names] + [(None, None)]

    def loss(points):
        score = table @ points[:-1] + points[-1]
        value = np.logaddexp(0, np.where(label == 1, -score, score)) * weights
        away = points - start
        gradient = (1 / (1 + np.exp(-score)) - label) * weights
        scale = RIDGE * weights.sum() / 100
        return value.sum() + scale * (away[:-1] ** 2).sum(), np.r_[
            table.T @ gradient + 2 * scale * away[:-1], gradient.sum()
        ]

    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400})
    return dict(zip([*names, "intercept"], found.x / np.log(2), strict=True))


def _present(name):
    if name == "rarity":
        return 1.0
    if name.startswith("cost"):
        return WEIGHTS["surname"][name]
    row, column = name.split("|")
    return WEIGHTS[row][column]


def _bounds(name):
    if name == "rarity":
        return (0.3, 1.5)
    if name.startswith(("cost", "order", "weak")):
        return (None, 0.0)
    return (None, None)


def main(alerts, negatives, a_class):
    tables = read_tables()
    base = make_base(tables, alerts)
    index = build_index(in_one_field(base.alerts), version="fit")
    known = make_positives(tables, base, a_class, Part.TRAIN)
    known = Labelled.of([case for case in known.cases if case.kind != FAR and not case.kind.startswith("document")])
    strangers = make_negatives(tables, negatives, Part.TRAIN)
    strangers = Labelled.of([case for case in strangers.cases if case.kind == OF_THE_LISTS])
    positive, _ = cases(index, known, own_only=True)
    negative, _ = cases(index, strangers, own_only=False)
    more, _ = cases(index, known, own_only=False)
    weights = np.r_[np.ones(len(positive)), np.ones(len(negative) + len(more))]
    print(len(positive), "of persons,", len(negative) + len(more), "of two")
    for name, bits in sorted(fitted(positive, negative + more, weights).items()):
        print(f"{name:50} {bits:6.2f}  now {_present(name) if name != 'intercept' else 0:6.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
