"""The judged pairs of name_bench: F1 on persons, and how many pairs share the highest score, ours beside logic-v2.

Source: opensanctions/nomenklatura, contrib/name_bench/cases.csv (MIT), read from the folder beside the checkout.
"""

import csv
import gzip
import io

import numpy as np

from benchmarks.matching_peers import LOGIC_V2, PYTHON, ask_peer
from tournai.screening import batch_of, build_index, screen
from tournai.screening.evaluation.metrics import NOTHING, best_judged, judged_at, tied_at_top
from tournai.simulate.attested import SHARED, table_file
from tournai.values import Name, Person

LOGIC_V2_THRESHOLD = 0.70
FLOOR = -200.0
Row = dict[str, object]


def judged_pairs() -> list[tuple[str, str, bool]]:
    """Return the pairs of persons: two names, and whether they are one person's."""
    path = table_file(SHARED / "matching", "nomenklatura_name_bench")
    if path is None:
        return []
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    rows = csv.DictReader(io.StringIO(text), delimiter="\t" if ".tsv" in path.name else ",")
    return [(row["name1"], row["name2"], row["is_match"] == "true") for row in rows if row["schema"] == "Person"]


def our_scores(pairs: list[tuple[str, str, bool]]) -> np.ndarray:
    """Return the score of each pair: the second name is the only alert that may match the first."""
    alerts = batch_of((row, Person((Name(second),))) for row, (_, second, _) in enumerate(pairs))
    index = build_index(alerts, version="name_bench")
    travellers = batch_of((row, Person((Name(first),))) for row, (first, _, _) in enumerate(pairs))
    found = screen(index, travellers, threshold=FLOOR, limit=len(pairs))
    scores = np.full(len(pairs), NOTHING)
    own = found.traveller == found.alert
    scores[found.traveller[own]] = found.score[own]
    return scores


def logic_v2_scores(pairs: list[tuple[str, str, bool]]) -> np.ndarray | None:
    """Return logic-v2's score of each pair; ``None`` where it is not installed."""
    if not PYTHON.exists():
        return None
    people = [{"names": [name], "births": [], "sex": [], "states": []} for pair in pairs for name in pair[:2]]
    asked = {"travellers": people, "alerts": people, "pairs": [(2 * row, 2 * row + 1) for row in range(len(pairs))]}
    return np.array(ask_peer("logic_v2", asked))


def name_bench_rows() -> list[Row]:
    """Return a row a scorer; none where the pairs are not at hand."""
    pairs = judged_pairs()
    if not pairs:
        return []
    is_match = np.array([pair[2] for pair in pairs], np.bool_)
    rows = []
    for subject, scores in (("tournai", our_scores(pairs)), (LOGIC_V2, logic_v2_scores(pairs))):
        if scores is None:
            continue
        best = best_judged(scores, is_match)
        fixed = judged_at(scores, is_match, LOGIC_V2_THRESHOLD) if subject == LOGIC_V2 else None
        rows.append(
            {
                "table": "name_bench, persons",
                "scorer": subject,
                "pairs": len(pairs),
                "F1": round(best.f1, 3),
                "at": round(best.threshold, 2),
                "precision": round(best.precision, 3),
                "recall": round(best.recall, 3),
                "F1 at 0.70": round(fixed.f1, 3) if fixed else None,
                "tied at the top": round(tied_at_top(scores.tolist()), 3),
            }
        )
    return rows
