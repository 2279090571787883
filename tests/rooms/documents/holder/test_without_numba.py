"""Fingers without numba: the same loops run as plain Python and must give the same scores and pairs."""

import subprocess
import sys

from tournai.documents.holder.fingers.pairing import IS_COMPILED

SCRIPT = """
import math, sys
if sys.argv[1] == "plain":
    sys.modules["numba"] = None
from random import Random
from tournai.documents.holder.fingers.comparison import compare_fingers
from tournai.documents.holder.fingers.pairing import IS_COMPILED
from tournai.documents.holder.fingers.templates import Minutia
chance = Random(7)
def finger():
    return tuple(
        Minutia(chance.uniform(0, 300), chance.uniform(0, 300), chance.uniform(0, 2 * math.pi), chance.random() < 0.5)
        for _ in range(24)
    )
fingers = [finger() for _ in range(4)]
moved = tuple(Minutia(m.x + chance.gauss(0, 3), m.y, m.direction, m.is_ending) for m in fingers[0])
fingers.append(moved)
print(IS_COMPILED)
for one in fingers:
    for other in fingers:
        compared = compare_fingers(one, other)
        print(compared.score, compared.supported, [(a.x, b.x) for a, b in compared.paired])
"""


def compared(way: str) -> tuple[str, str]:
    done = subprocess.run([sys.executable, "-c", SCRIPT, way], capture_output=True, text=True, check=True)
    compiled, _, scores = done.stdout.partition("\n")
    return compiled, scores


def test_scores_and_pairs_are_the_same_without_numba() -> None:
    compiled, plain = compared("compiled"), compared("plain")

    assert (compiled[0], plain[0]) == (str(IS_COMPILED), "False")
    assert plain[1] == compiled[1]
