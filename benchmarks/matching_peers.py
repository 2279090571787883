"""Peers of the screening kernel as scorers: string comparisons, the GTAS rule, nomenklatura's logic-v2.

They get no index of their own: each is given the pairs whose dates of birth agree (the same day, or day and month
exchanged), which no peer's own retrieval would all find. An alert that gives a year is given where the year agrees,
one without a date always; of these, the `PREFILTERED` names most alike. A positive is compared with the alert on him
alone.

Source of the GTAS rule: US-CBP/GTAS, fuzzy matching of names: Jaro-Winkler 0.95 or more on the full name, and either
the same date of birth, or equal Double Metaphone codes and years of birth at most three apart.
"""

import json
import subprocess
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import iso3166
import msgspec
import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import WRatio, token_set_ratio, token_sort_ratio
from rapidfuzz.process import cdist

from tournai.screening.batches import EPOCH, SEXES
from tournai.screening.evaluation import Base, Case, folded
from tournai.screening.evaluation.alert_base import FULL, UNDATED, YEAR
from tournai.screening.evaluation.metrics import Scored
from tournai.values import Sex

PREFILTERED = 30
GTAS_LEAST, GTAS_YEARS = 0.95, 3
PEER = Path(__file__).parent / "peers" / "nomenklatura"
PYTHON = PEER / ".venv" / "bin" / "python"
ABSENT = "absent: no .venv in benchmarks/peers/nomenklatura (see README.md there)"
LOGIC_V2 = "logic-v2"
PAIRS_A_RUN = 100_000
Pairs = list[tuple[int, int]]
"""Pairs of a case's place and an alert's row."""


def by_tokens(name: str) -> str:
    return " ".join(sorted(name.split()))


STRINGS: dict[str, tuple[Callable[..., float], Callable[[str], str]]] = {
    "JW sorted": (JaroWinkler.similarity, by_tokens),
    "token_sort": (token_sort_ratio, str),
    "token_set": (token_set_ratio, str),
    "WRatio": (WRatio, str),
}
"""Scorer -> its comparison, and what is done to both names before."""


class Compared(msgspec.Struct):
    """The alerts of a base as the peers read them, and the pairs of a regime that each is given."""

    base: Base
    names: list[list[str]]
    by_day: dict[int, list[int]]
    by_year: dict[int, list[int]]
    undated: list[int]

    @classmethod
    def of(cls, base: Base) -> "Compared":
        alerts = base.alerts
        names = [
            [folded(f"{alerts.name_given[at]} {alerts.name_surname[at]}") for at in span(alerts.name_offsets, row)]
            for row in range(len(base))
        ]
        compared = cls(base, names, {}, {}, [])
        for row in range(len(base)):
            compared._file(row)
        return compared

    def _file(self, row: int) -> None:
        births = span(self.base.alerts.birth_offsets, row)
        for at in births:
            earliest, before = int(self.base.alerts.birth_earliest[at]), int(self.base.alerts.birth_before[at])
            if before - earliest == 1:
                self.by_day.setdefault(earliest, []).append(row)
            else:
                self.by_year.setdefault(day_of(earliest).year, []).append(row)
        if not births:
            self.undated.append(row)

    def pairs(self, cases: list[Case], regime: str) -> Pairs:
        """Return the pairs that a peer is asked to score, for alerts of one regime."""
        found: Pairs = []
        for place, case in enumerate(cases):
            rows = self._rows(case, regime)
            if case.alert >= 0:
                found += [(place, case.alert)] * (case.alert in rows)
            else:
                found += [(place, row) for row in self._likeliest(case, rows, regime)]
        return found

    def _rows(self, case: Case, regime: str) -> list[int]:
        birth = case.traveller.birth
        if regime == UNDATED:
            return self.undated if case.alert < 0 else [case.alert]
        if birth is None:
            return []
        if regime == YEAR:
            return self.by_year.get(day_of(birth).year, [])
        return [row for day in {birth, exchanged(birth)} for row in self.by_day.get(day, [])]

    def _likeliest(self, case: Case, rows: list[int], regime: str) -> list[int]:
        if regime == FULL or len(rows) <= PREFILTERED:
            return rows
        alike = cdist([name_of(case)], [self.names[row][0] for row in rows], scorer=token_set_ratio)[0]
        return [rows[at] for at in np.argpartition(-alike, PREFILTERED)[:PREFILTERED].tolist()]


def string_scores(compared: Compared, cases: list[Case], pairs: Pairs, subject: str) -> Scored:
    """Return the highest score of the traveller's name with a name of the alert, for each pair."""
    scorer, prepared = STRINGS[subject]
    scores = [
        max(scorer(prepared(name_of(cases[place])), prepared(name)) for name in compared.names[row])
        for place, row in pairs
    ]
    return scored_of(pairs, scores)


def gtas_rule(compared: Compared, cases: list[Case]) -> Scored | None:
    """Return the pairs that the rule shows, of alerts with a date, each with the score 1; ``None`` without the peer."""
    if not PYTHON.exists():
        return None
    births = sorted((day, row) for day, rows in compared.by_day.items() for row in rows)
    days = np.array([day for day, _ in births], np.int64)
    names = [max(compared.names[row][:1]) for _, row in births]
    near: list[tuple[int, int, bool]] = []
    for place, case in enumerate(cases):
        if case.traveller.birth is None:
            continue
        near += _near_by_gtas(place, case, births, days, names)
    codes = _codes({name_of(cases[place]) for place, _, _ in near} | {names[at] for _, at, _ in near})
    shown = [
        (place, births[at][1])
        for place, at, is_same_day in near
        if is_same_day or codes[name_of(cases[place])] == codes[names[at]]
    ]
    return scored_of(shown, [1.0] * len(shown))


def _near_by_gtas(
    place: int, case: Case, births: list[tuple[int, int]], days: np.ndarray, names: list[str]
) -> list[tuple[int, int, bool]]:
    birth = case.traveller.birth or 0
    year = day_of(birth).year
    first = date(year - GTAS_YEARS, 1, 1).toordinal() - EPOCH
    after = date(year + GTAS_YEARS + 1, 1, 1).toordinal() - EPOCH
    start, end = np.searchsorted(days, [first, after]).tolist()
    asked = range(start, end)
    if case.alert >= 0:
        asked = [at for at in asked if births[at][1] == case.alert]
    alike = cdist([name_of(case)], [names[at] for at in asked], scorer=JaroWinkler.similarity, score_cutoff=GTAS_LEAST)
    return [(place, asked[at], births[asked[at]][0] == birth) for at in np.flatnonzero(alike[0]).tolist()]


def logic_v2(compared: Compared, cases: list[Case], pairs: Pairs) -> Scored | None:
    """Return logic-v2's scores of the pairs; ``None`` where the peer is not installed."""
    if not PYTHON.exists():
        return None
    scores: list[float] = []
    for start in range(0, len(pairs), PAIRS_A_RUN):
        scores += _logic_v2(compared, cases, pairs[start : start + PAIRS_A_RUN])
    return scored_of(pairs, scores)


def _logic_v2(compared: Compared, cases: list[Case], pairs: Pairs) -> list[float]:
    places = {place: number for number, place in enumerate(dict.fromkeys(place for place, _ in pairs))}
    rows = {row: number for number, row in enumerate(dict.fromkeys(row for _, row in pairs))}
    asked = {
        "travellers": [_traveller(cases[place]) for place in places],
        "alerts": [_alert(compared, row) for row in rows],
        "pairs": [(places[place], rows[row]) for place, row in pairs],
    }
    return ask_peer("logic_v2", asked)


def _codes(names: Iterable[str]) -> dict[str, str]:
    ordered = sorted(names)
    return dict(zip(ordered, ask_peer("metaphone", ordered), strict=True))


def ask_peer(subject: str, asked: object) -> list:
    command = [str(PYTHON), str(PEER / f"{subject}.py")]
    done = subprocess.run(command, input=json.dumps(asked).encode(), capture_output=True, check=True, timeout=7_200)
    return json.loads(done.stdout)


def _traveller(case: Case) -> dict[str, list[str]]:
    one = case.traveller
    births = [] if one.birth is None else [str(day_of(one.birth))]
    return {"names": [name_of(case)], "births": births, "sex": _sex(one.sex), "states": _states([one.nationality])}


def _alert(compared: Compared, row: int) -> dict[str, list[str]]:
    alerts = compared.base.alerts
    births = [
        str(day_of(int(alerts.birth_earliest[at]))) if alerts.birth_before[at] - alerts.birth_earliest[at] == 1
        else str(day_of(int(alerts.birth_earliest[at])).year)
        for at in span(alerts.birth_offsets, row)
    ]  # fmt: skip
    states = [alerts.nationality[at] for at in span(alerts.nationality_offsets, row)]
    return {
        "names": compared.names[row],
        "births": births,
        "sex": _sex(int(alerts.sex[row])),
        "states": _states(states),
    }


def _sex(place: int) -> list[str]:
    return {Sex.MALE: ["male"], Sex.FEMALE: ["female"]}.get(SEXES[place], [])


def _states(codes: list[str]) -> list[str]:
    known = iso3166.countries_by_alpha3
    return [known[code].alpha2.lower() for code in codes if code in known]


def scored_of(pairs: Pairs, scores: list[float]) -> Scored:
    places = np.array([place for place, _ in pairs], np.int64)
    rows = np.array([row for _, row in pairs], np.int64)
    return Scored(places, rows, np.array(scores, np.float64))


def name_of(case: Case) -> str:
    return f"{case.traveller.given} {case.traveller.surname}".strip()


def day_of(days: int) -> date:
    return date.fromordinal(days + EPOCH)


def exchanged(days: int) -> int:
    """Return the day with day and month exchanged; the day itself where that is none."""
    born = day_of(days)
    return date(born.year, born.day, born.month).toordinal() - EPOCH if born.day <= 12 else days


def span(offsets: np.ndarray, row: int) -> range:
    return range(int(offsets[row]), int(offsets[row + 1]))
