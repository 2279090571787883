"""Run by the peer's own interpreter: make a set of the items on standard input, ask for one at a time, print figures.

Input: JSON with ``items`` and ``queries``. Output: CPU seconds of the set-up, its bytes, and the milliseconds of each
query's request, answer and look-up.
"""

import json
import sys
from time import perf_counter, process_time

import private_set_intersection.python as psi

FALSE_POSITIVES = 2.0**-24


def main() -> None:
    asked = json.load(sys.stdin)
    start = process_time()
    server = psi.server.CreateWithNewKey(True)
    setup = server.CreateSetupMessage(FALSE_POSITIVES, 1, asked["items"], psi.DataStructure.GCS).SerializeToString()
    seconds = process_time() - start
    times = []
    for item in asked["queries"]:
        began = perf_counter()
        client = psi.client.CreateWithNewKey(True)
        response = server.ProcessRequest(client.CreateRequest([item]))
        answered = perf_counter()
        opened = psi.ServerSetup()
        opened.ParseFromString(setup)
        client.GetIntersection(opened, response)
        times.append([(answered - began) * 1e3, (perf_counter() - answered) * 1e3])
    print(json.dumps({"seconds": seconds, "bytes": len(setup), "times": times}))


main()
