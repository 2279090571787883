"""Faces, one against one: error rates on the shared LFW and ORL pictures and on the simulator's people.

Every picture is compared with every other of its set. Of the simulator's people both the cast that ships and people as
the seeds come are compared: all are drawn in one manner, which the network takes for likeness, so their scores are
higher than those of photographs. Time is CPU time of one core for finding, aligning and describing a face.
"""

from itertools import combinations
from pathlib import Path
from random import Random
from time import process_time

import cv2
import numpy as np

from benchmarks._errors import equal_error, rates_at
from tournai.documents.holder.faces.comparison import FaceNetworks
from tournai.documents.holder.models import SFACE, YUNET, read_model
from tournai.documents.holder.pictures import MalformedPicture, read_picture
from tournai.documents.holder.thresholds import FACES
from tournai.simulate.documents.faces import person
from tournai.simulate.documents.portraits import CAST, Shot, live_shot, photograph, write_jpeg

NAME = "faces"
FACES_OF = Path(__file__).resolve().parents[2] / "shared" / "data" / "documents" / "faces"
SETS = {"LFW": "lfw/*/*.jpg", "ORL, 23 x 28 pixels": "orl/*/*.pgm"}
PEOPLE, PICTURES = 40, 4
Pictures = list[tuple[str, bytes]]


def measure() -> list[dict[str, object]]:
    """Return a row of error rates a set, and one a set and threshold."""
    cv2.setNumThreads(1)
    networks = FaceNetworks(read_model(YUNET), read_model(SFACE))
    sets = {
        name: [(path.parent.name, path.read_bytes()) for path in sorted(FACES_OF.glob(pattern))]
        for name, pattern in SETS.items()
        if FACES_OF.is_dir()
    }
    sets |= {"simulated, the cast": _invented(CAST), "simulated, as seeded": _invented(range(PEOPLE))}
    rates, thresholds = [], []
    for name, pictures in sets.items():
        row, same, different = _measured(name, pictures, networks)
        rates.append(row)
        thresholds += [
            {"table": "thresholds", "set": name} | rates_at(point.threshold, same, different) for point in FACES.points
        ]
    return rates + thresholds


def _invented(seeds) -> Pictures:
    made = []
    for seed in seeds:
        one, chance = person(Random(seed)), Random(1000 + seed)
        for number in range(PICTURES):
            shot = live_shot(chance) if number else Shot()
            made.append((str(seed), write_jpeg(photograph(one, shot, chance), shot.quality)))
    return made


def _measured(
    name: str, pictures: Pictures, networks: FaceNetworks
) -> tuple[dict[str, object], np.ndarray, np.ndarray]:
    vectors, people = [], []
    started = process_time()
    for who, data in pictures:
        try:
            vectors.append(networks.describe(read_picture(data)))
            people.append(who)
        except MalformedPicture:
            continue
    milliseconds = (process_time() - started) / len(pictures) * 1000
    pairs = list(combinations(range(len(vectors)), 2))
    scores = np.array([float(vectors[one].numbers @ vectors[other].numbers) for one, other in pairs])
    is_same = np.array([people[one] == people[other] for one, other in pairs])
    same, different = scores[is_same], scores[~is_same]
    error, threshold = equal_error(same, different)
    row: dict[str, object] = {
        "table": "error rates", "set": name, "people": len(set(people)), "pictures": len(pictures),
        "no face": len(pictures) - len(vectors), "same": len(same), "different": len(different),
        "EER %": error, "at": threshold, "lowest same": float(same.min()), "highest different": float(different.max()),
        "ms": milliseconds,
    }  # fmt: skip
    return row, same, different
