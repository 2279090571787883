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
PARTS = 12


@pytest.fixture
def clock() -> MovableClock:
    """A clock that begins now: files bear the real time, and one that is half written must not look abandoned."""
    return MovableClock(datetime.now(UTC))


def message(number: int) -> bytes:
    booking = Booking(f"CD{number:04}", (Passenger("DEWINTERE", "FLEUR"), Passenger("DEWINTERE", "OSCAR")))
    return pnrgov(booking, reference=f"R{number}", function=UPDATE)


def part(number: int) -> bytes:
    """Return one part of a full push, with one booking."""
    body = pnrgov(Booking(f"CD{number:04}", (Passenger("DEWINTERE", "FLEUR"),)), reference=f"P{number}")
    status = {1: ":C", PARTS: ":F"}.get(number, "")
    named = body.replace(b"XX717/011226/1100'", f"XX717/011226/1100+{number}{status}'".encode())
    return named.replace(b"EQN+1'", f"EQN+{PARTS}'".encode())


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


def test_parts_that_two_nodes_process_side_by_side_are_one_whole_push(node, settings, clock):
    gone = Booking("GONE01", (Passenger("DEWINTERE", "OSCAR"),))
    receive_push(node.ports, CARRIER, pnrgov(gone, reference="R0"), channel="http")
    node.worker.run_until_idle()
    clock.move(timedelta(seconds=1))
    [receive_push(node.ports, CARRIER, part(number), channel="http") for number in range(PARTS, 0, -1)]
    other = assemble(settings, clock)

    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda one: one.worker.run_until_idle(), (node, other)))
    other.close()
    clock.move(timedelta(minutes=30))
    node.worker.run_until_idle()

    states = [row[5] for row in tables(node)["records"]]
    assert (states.count("current"), states.count("left")) == (PARTS, 1)
