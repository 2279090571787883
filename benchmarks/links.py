"""Seconds to chart a traveller's links among 100,000 stored travellers, on SQLite and on PostgreSQL.

Bookings of two on flights from New York: one of ten thousand telephones each, one of forty agencies a day, and the own
document of each traveller. Some five bookings share a telephone, some 1,250 an agency. The chart is that of a hit.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.acts import SOUGHT, confirm, deliver, prepare_alerts, queue
from tests.fakes.carrier import Booking, Flight, Passenger, pnrgov
from tests.fakes.clock import MovableClock
from tests.fakes.officers import ANALYST
from tests.postgres import PostgresServer

from tournai.node.assembly import Node, assemble
from tournai.node.duties.linking import show_links
from tournai.node.duties.matches import open_match
from tournai.node.settings import Settings
from tournai.values import Reference

NAME = "links"
FLIGHTS, BOOKINGS_A_FLIGHT, RUNS = 125, 400, 20
PHONES, AGENCIES, PERSONS = 10_000, 40, 70_000


def measure() -> list[dict[str, object]]:
    """Return a row a database: the median of `RUNS` charts, with the fastest and the slowest."""
    server = PostgresServer()
    rows = [_row("SQLite", ""), _row("PostgreSQL", server.url(server.create()))]
    server.stop()
    return rows


def _row(database: str, address: str) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        node = assemble(Settings(data=Path(folder) / "data", database=address), MovableClock())
        prepare_alerts(node)
        for number in range(FLIGHTS):
            flight = Flight(number=str(1000 + number), origin="JFK", departs="011226:0600", arrives="011226:1955")
            deliver(node, pnrgov(*_bookings(number), reference=f"R{number}", flight=flight))
        match_id = max(queue(node), key=lambda match: match.score).match_id
        confirm(node, match_id)
        times, charted = zip(*(_chart(node, match_id) for _ in range(RUNS)), strict=True)
        node.close()
    return {
        "database": database,
        "s a chart": f"{statistics.median(times):.3f} ({min(times):.3f}-{max(times):.3f})",
        "travellers on it": charted[0][0],
        "links on it": charted[0][1],
        "note": f"{FLIGHTS * BOOKINGS_A_FLIGHT * 2:,} travellers stored, wall time, {RUNS} charts",
    }


def _chart(node: Node, match_id: str) -> tuple[float, tuple[int, int]]:
    page = open_match(node.ports, ANALYST, match_id)
    began = time.perf_counter()
    view = show_links(node.ports, ANALYST, page.traveller_id, Reference("match", match_id))
    return time.perf_counter() - began, (len(view.persons), len(view.things))


def _bookings(flight: int) -> Iterator[Booking]:
    for number in range(flight * BOOKINGS_A_FLIGHT, (flight + 1) * BOOKINGS_A_FLIGHT):
        phone = ("SSR", ("CTCM", "HK", "1", "XX", "", "", "", "", f"32255{number * 7919 % PHONES:05}"))
        agency = ("ORG", ("1A", "BRU"), (f"{10_000_000 + number % AGENCIES}", "BRU123"))
        lead = SOUGHT if not number else _person(number * 2)
        first = Passenger(lead.surname, lead.given, lead.birth, lead.number, extra=(phone,))
        yield Booking(f"L{number:05}", (first, _person(number * 2 + 1)), (agency,), created=("011026", "1200"))


def _person(number: int) -> Passenger:
    who = number * 104_729 % PERSONS
    letters = "".join(chr(65 + who // 26**place % 26) for place in range(4))
    born = date(1950, 1, 1) + timedelta(days=who % 20_000)
    return Passenger(f"ZQ{letters}", "ANN", born, f"EN{who:07}")
