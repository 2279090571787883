"""Several doors receive at once while workers work: no push is lost, none is doubled."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from tests.acts import flights, logged, tables, verify
from tests.fakes.carrier import UPDATE, Booking, Passenger, pnrgov
from tests.fakes.clock import MovableClock
from tests.fakes.officers import CARRIER

from tournai.node.assembly import assemble
from tournai.node.duties.pushes import receive_push

PUSHES = 48


@pytest.fixture
def clock() -> MovableClock:
    """A clock that begins now: files bear the real time, and one that is half written must not look abandoned."""
    return MovableClock(datetime.now(UTC))


def message(number: int) -> bytes:
    booking = Booking(f"CD{number:04}", (Passenger("DEWINTERE", "FLEUR"), Passenger("DEWINTERE", "OSCAR")))
    return pnrgov(booking, reference=f"R{number}", function=UPDATE)


def test_pushes_of_many_threads_are_each_there_once(node, settings, clock):
    other = assemble(settings, clock)
    for one in (node, other):
        one.worker.start()
    with ThreadPoolExecutor(6) as doors:
        bodies = [message(number) for number in range(PUSHES)] * 2
        list(doors.map(lambda body: receive_push(node.ports, CARRIER, body, channel="http"), bodies))
    for one in (node, other):
        one.worker.stop()
    other.close()

    # What the workers left undone when they were stopped, and what they failed at under each other's feet.
    clock.move(timedelta(minutes=30))
    node.worker.run_until_idle()

    stored = tables(node)
    assert sorted(row[7] for row in stored["pushes"]) == sorted(f"R{number}" for number in range(PUSHES))
    assert (stored["jobs"], stored["quarantine"], node.ports.spool.pending()) == ([], [], [])
    assert [(flight.pnrs, flight.travellers) for flight in flights(node)] == [(PUSHES, 2 * PUSHES)]
    assert len(logged(node, "push:repeated")) == PUSHES
    assert verify(node) > 0
