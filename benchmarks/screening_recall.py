"""Recall of screening at equal false matches, by class of variant, beside the peers that are installed.

Recomputes the table of the facts on matching, section C.3, on labelled data that was defined before any tuning
(docs/decisions/0026-labelled-data-before-tuning.md), the real cross-list pairs first. Every scorer gets the same alerts
and travellers; its threshold for N false matches per 10,000 travellers is found on its own scores of the negatives.
Rows of one regime of births count the matches with alerts of that regime alone, as the peers are given; "all" counts
every match. Origins are compared on the synthetic classes, which every origin has.

Sizes are read from the environment: RECALL_ALERTS (100,000), RECALL_NEGATIVES (4,000), RECALL_CLASS (200 a class),
RECALL_PART (test; train or all), RECALL_PEERS (yes), RECALL_PEER_NEGATIVES (4,000, for logic-v2 is slow), RECALL_SPLIT
(no: whole names in one field, as files have them). The full size is 1,000,000, 20,000 and 1,000. With 4,000 negatives,
10 per 10,000 is four travellers.
"""

import os
import sys
from collections.abc import Callable
from time import process_time

import numpy as np

from benchmarks.matching_peers import ABSENT, LOGIC_V2, STRINGS, Compared, gtas_rule, logic_v2, string_scores
from benchmarks.name_bench import name_bench_rows
from benchmarks.real_variants import ALTERED, EARLIER, real_variants
from tournai.screening.evaluation import Base, Case, Labelled, Part, make_base, make_negatives, make_positives
from tournai.screening.evaluation.alert_base import FULL, REGIMES, in_one_field
from tournai.screening.evaluation.intervals import Share, share_of
from tournai.screening.evaluation.labelled import FAR, NEAR, NO_BIRTH, OF_THE_LISTS, SCRIPT, SPELLED
from tournai.screening.evaluation.metrics import (
    BUDGETS,
    NOTHING,
    PER,
    OriginRates,
    Outcome,
    Scored,
    outcome_of,
    rates_by_origin,
    recall_by,
    threshold_at,
)
from tournai.screening.evaluation.own_scorer import screened
from tournai.simulate.attested import read_tables

NAME = "screening-recall"
PEER_BUDGETS = (10.0, 30.0)
JUDGED = 10.0
FEWEST_CASES, FEWEST_TRAVELLERS = 200, 500
"""An origin with fewer is left out of the comparison of the worst and the best."""

Row = dict[str, object]


def setting(name: str, default: str) -> str:
    return os.environ.get(f"RECALL_{name}", default)


def measure() -> list[Row]:
    """Return a row a class and regime, then the error rates by origin, then the judged pairs of name_bench."""
    tables = read_tables()
    part = Part(setting("PART", "test"))
    base = make_base(tables, int(setting("ALERTS", "100000")))
    positives = make_positives(tables, base, int(setting("CLASS", "200")), part)
    positives = Labelled.of(positives.cases + real_variants(base, tables.listed))
    count = int(setting("NEGATIVES", "4000"))
    negatives = make_negatives(tables, count, part).cases
    others = [case for case in negatives if case.kind != OF_THE_LISTS][:count]
    reference = Labelled.of([case for case in negatives if case.kind == OF_THE_LISTS])
    return _Table(base, positives, reference, others).rows() + name_bench_rows()


class _Table:
    def __init__(self, base: Base, positives: Labelled, negatives: Labelled, others: list[Case]) -> None:
        self.base, self.positives, self.negatives, self.others = base, positives, negatives, others
        self.cases = positives.cases + negatives.cases
        alerts = base.alerts if setting("SPLIT", "no") == "yes" else in_one_field(base.alerts)
        started = process_time()
        everybody = screened(alerts, Labelled.of(self.cases + others).travellers)
        self.seconds = process_time() - started
        told = everybody.travellers < len(self.cases)
        self.ours = Scored(everybody.travellers[told], everybody.alerts[told], everybody.scores[told])
        self.of_others = np.full(len(others), NOTHING)
        np.maximum.at(self.of_others, everybody.travellers[~told] - len(self.cases), everybody.scores[~told])
        asked = len(positives) + int(setting("PEER_NEGATIVES", "4000"))
        self.peers = _peers(base, self.cases[:asked]) if setting("PEERS", "yes") == "yes" else {}

    def rows(self) -> list[Row]:
        sizes = f"{len(self.base):,} alerts, {len(self.positives):,} positives, {len(self.negatives):,} negatives"
        note = f"{sizes}; screening took {self.seconds:.0f} s of CPU time"
        head: Row = {"table": "sizes", "note": note}
        rows = [row for regime in (*REGIMES, "all") for row in self._regime(regime)]
        return [head, *rows, *self._origins(), self._other_population()]

    def _other_population(self) -> Row:
        """Return how many of another population are shown at the threshold that the reference population gives."""
        reference = outcome_of(self.cases, self.ours).scores[len(self.positives) :]
        shown = share_of(int((self.of_others > threshold_at(reference, JUDGED)).sum()), len(self.others))
        return {
            "table": "persons of another source, at the threshold of 10 per 10,000",
            "travellers": shown.of,
            "false per 10k": round(PER * shown.share, 1),
            "false low": round(PER * shown.low, 1),
            "false high": round(PER * shown.high, 1),
        }

    def _regime(self, regime: str) -> list[Row]:
        cases = [case for case in self.positives.cases if regime in ("all", case.regime)]
        rows: dict[str, Row] = {}
        columns: list[tuple[str, Callable[[], Scored | None], tuple[float, ...]]] = [
            ("tournai", lambda: self.ours, BUDGETS)
        ]
        if regime != "all":
            columns += [(name, lambda s=scored: s.get(regime), PEER_BUDGETS) for name, scored in self.peers.items()]
        for name, scored, budgets in columns:
            found = scored()
            if found is not None:
                self._column(rows, name, found, regime, cases, budgets)
        return list(rows.values())

    def _column(
        self,
        rows: dict[str, Row],
        name: str,
        scored: Scored,
        regime: str,
        cases: list[Case],
        budgets: tuple[float, ...],
    ) -> None:
        at = None if regime == "all" else np.flatnonzero(self.base.regimes == REGIMES.index(regime))
        outcome = outcome_of(self.cases, scored, at)
        count = len(self.positives)
        chosen = [place for place in range(count) if regime in ("all", self.cases[place].regime)]
        positives = Outcome(cases, outcome.scores[chosen])
        asked = len(self.negatives) if name == "tournai" else int(setting("PEER_NEGATIVES", "4000"))
        negatives = outcome.scores[count:][:asked]
        fixed = len(set(scored.scores.tolist())) == 1
        for recall in recall_by(positives, negatives, _class_of, (PER,) if fixed else budgets):
            row = rows.setdefault(recall.name, {"table": regime, "class": recall.name, "cases": recall.found.of})
            row[name if fixed else f"{name} @{recall.per_10k:g}"] = round(recall.found.share, 3)
            if name == "tournai" and recall.per_10k == JUDGED:
                row["low @10"], row["high @10"] = round(recall.found.low, 3), round(recall.found.high, 3)
        if fixed:
            shown = int((negatives > -np.inf).sum())
            false: Row = {"table": regime, "class": "false matches per 10,000", "cases": len(negatives)}
            rows.setdefault("false", false)[name] = round(PER * shown / len(negatives), 1)

    def _origins(self) -> list[Row]:
        outcome = outcome_of(self.cases, self.ours)
        count = len(self.positives)
        shown = [place for place in range(count) if self._is_comparable(self.cases[place])]
        positives = Outcome([self.cases[place] for place in shown], outcome.scores[shown])
        negatives = Outcome(self.negatives.cases, outcome.scores[count:])
        rates = rates_by_origin(positives, negatives, JUDGED)
        rows: list[Row] = [
            {
                "table": "origins, full date",
                "origin": one.origin,
                "cases": one.missed.of,
                "missed @10": round(one.missed.share, 3),
                "travellers": one.false_matches.of,
                "false per 10k": round(PER * one.false_matches.share, 1),
                "false low": round(PER * one.false_matches.low, 1),
                "false high": round(PER * one.false_matches.high, 1),
            }
            for one in rates
        ]
        return [*rows, _worst_over_best(rates)]

    @staticmethod
    def _is_comparable(case: Case) -> bool:
        real = (NEAR, FAR, SPELLED, SCRIPT, EARLIER, ALTERED)
        return case.regime == FULL and case.kind not in real and NO_BIRTH not in case.kind


def _worst_over_best(rates: list[OriginRates]) -> Row:
    """Return the highest rate over the lowest, of origins with enough cases; none at all counts as half a case."""

    def ratio(shares: list[Share], fewest: int) -> float:
        told = [max(share.share, 0.5 / share.of) for share in shares if share.of >= fewest]
        return round(max(told) / min(told), 1) if told else 0.0

    return {
        "table": "origins, full date",
        "origin": "worst over best",
        "missed @10": ratio([one.missed for one in rates], FEWEST_CASES),
        "false per 10k": ratio([one.false_matches for one in rates], FEWEST_TRAVELLERS),
    }


def _class_of(case: Case) -> str:
    return case.kind


def _peers(base: Base, cases: list[Case]) -> dict[str, dict[str, Scored]]:
    """Return each peer's scores by regime; one that is not installed is said to be absent."""
    compared = Compared.of(base)
    pairs = {regime: compared.pairs(cases, regime) for regime in REGIMES}
    found: dict[str, dict[str, Scored]] = {}
    for regime in REGIMES:
        scored = logic_v2(compared, cases, pairs[regime])
        if scored is not None:
            found.setdefault(LOGIC_V2, {})[regime] = scored
    if LOGIC_V2 not in found:
        print(f"{LOGIC_V2}, GTAS rule: {ABSENT}", file=sys.stderr)
    for subject in STRINGS:
        found[subject] = {FULL: string_scores(compared, cases, pairs[FULL], subject)}
    rule = gtas_rule(compared, cases)
    if rule is not None:
        found["GTAS rule"] = {FULL: rule}
    return found
