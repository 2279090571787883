"""Pushes and travellers a second from spool to screened, on one worker: ``python -m benchmarks.pushes [--postgresql]``.

The sample message of 47 bookings is sent again and again under other interchange references and flight numbers, so that
each push is stored, screened and logged as a flight of its own. Alerts: the invented list of the tests.
"""

import argparse
import statistics
import tempfile
import time
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from tests.acts import flights, prepare_alerts
from tests.fakes.clock import MovableClock
from tests.fakes.officers import CARRIER
from tests.postgres import PostgresServer

from tournai.node.assembly import Node, assemble
from tournai.node.duties.pushes import receive_push
from tournai.node.settings import Settings
from tournai.travel import read_travel_file
from tournai.travel.timing import assessable_until

PUSHES, RUNS = 40, 3
SAMPLE = files("tournai") / "simulate" / "samples" / "gtas" / "bigbigPnr.txt"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--postgresql", action="store_true")
    server = PostgresServer() if options.parse_args().postgresql else None
    rates = [measure(server.url(server.create()) if server else "") for _ in range(RUNS)]
    for unit, found in zip(("pushes", "travellers", "CPU s a push"), zip(*rates, strict=True), strict=True):
        print(f"{unit}: min {min(found):.3f}, median {statistics.median(found):.3f}, max {max(found):.3f}")
    if server:
        server.stop()


def measure(database: str) -> tuple[float, float, float]:
    """Return pushes a second, travellers a second, and CPU seconds of this process a push."""
    sample = SAMPLE.read_bytes()
    [push] = read_travel_file(sample).pushes
    until = assessable_until(push.legs[0])
    if until is None:
        raise SystemExit("the sample names no flight")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "data", database=database)
        node = assemble(settings, MovableClock(until - timedelta(hours=30)))
        prepare_alerts(node)
        rates = process(node, sample, push.interchange_reference, push.legs[0].number)
        node.close()
    return rates


def process(node: Node, sample: bytes, reference: str, number: str) -> tuple[float, float, float]:
    for copy in range(PUSHES):
        body = sample.replace(reference.encode(), f"R{copy:06}".encode())
        body = body.replace(f"+{number}".encode(), f"+{1000 + copy}".encode(), 1)
        receive_push(node.ports, CARRIER, body, channel="command")
    began, cpu = time.perf_counter(), time.process_time()
    node.worker.run_until_idle()
    took, used = time.perf_counter() - began, time.process_time() - cpu
    stored = [push for flight in flights(node) for push in flight.pushes]
    if len(stored) != PUSHES or not all(push.is_screened for push in stored):
        raise SystemExit(f"{len(stored)} of {PUSHES} pushes were stored and screened")
    return PUSHES / took, sum(push.travellers for push in stored) / took, used / PUSHES


if __name__ == "__main__":
    main()
