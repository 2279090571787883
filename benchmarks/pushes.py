"""Pushes and travellers a second from spool to screened, on one worker, on SQLite and on PostgreSQL.

The sample message of 47 bookings is sent again and again under other interchange references and flight numbers, so that
each push is stored, screened and logged as a flight of its own. Alerts: the invented list of the tests.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
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

NAME = "pushes"
PUSHES, RUNS = 40, 3
SAMPLE = files("tournai") / "simulate" / "samples" / "gtas" / "bigbigPnr.txt"


def measure() -> list[dict[str, object]]:
    """Return a row a database: the median of `RUNS` runs, with the slowest and the fastest."""
    server = PostgresServer()
    rows = [_row("SQLite", lambda: ""), _row("PostgreSQL", lambda: server.url(server.create()))]
    server.stop()
    return rows


def _row(database: str, address: Callable[[], str]) -> dict[str, object]:
    pushes, travellers, used = zip(*(play(address()) for _ in range(RUNS)), strict=True)
    return {
        "database": database,
        "pushes a second": f"{statistics.median(pushes):.1f} ({min(pushes):.1f}-{max(pushes):.1f})",
        "travellers a second": f"{statistics.median(travellers):.0f} ({min(travellers):.0f}-{max(travellers):.0f})",
        "CPU s a push": f"{statistics.median(used):.3f}",
        "note": f"{PUSHES} pushes of 86 travellers, wall time, {RUNS} runs",
    }


def play(database: str) -> tuple[float, float, float]:
    """Return pushes a second, travellers a second, and CPU seconds of this process a push."""
    # The sample's flight calls at no Member State, and would be dropped (rule PNR-02): here it goes to Brussels.
    sample = SAMPLE.read_bytes().replace(b"+GYE+", b"+BRU+", 1)
    [push] = read_travel_file(sample).pushes
    until = assessable_until(push.legs[0])
    if until is None:
        raise RuntimeError("the sample names no flight")
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
        raise RuntimeError(f"{len(stored)} of {PUSHES} pushes were stored and screened")
    return PUSHES / took, sum(push.travellers for push in stored) / took, used / PUSHES
