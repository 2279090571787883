"""A disk that is full for a while: no sound push may end in quarantine for it."""

from contextlib import contextmanager
from datetime import timedelta

import msgspec
import pytest
from tests.acts import UNKNOWN_BOOKING, flights, tables
from tests.fakes.carrier import pnrgov
from tests.fakes.officers import CARRIER

from tournai.errors import Unavailable
from tournai.node.duties.pushes import MAXIMUM_ATTEMPTS, receive_push
from tournai.node.jobs import Worker
from tournai.node.jobs.worker import CLAIM


class FullDisk:
    """The ports of a node whose database takes nothing from the moment at which a push is opened to be read."""

    def __init__(self, ports):
        self.is_full = False
        self._ports = ports
        self.ports = msgspec.structs.replace(ports, begin=self.begin, spool=self)

    def __getattr__(self, name):
        return getattr(self._ports.spool, name)

    def read(self, receipt):
        self.is_full = True
        return self._ports.spool.read(receipt)

    @contextmanager
    def begin(self):
        if self.is_full:
            raise Unavailable("the database cannot be used now: database or disk is full")
        with self._ports.begin() as unit:
            yield unit


@pytest.fixture
def disk(node):
    receive_push(node.ports, CARRIER, pnrgov(UNKNOWN_BOOKING), channel="http")
    return FullDisk(node.ports)


@pytest.fixture
def worker(disk):
    return Worker(disk.ports, take_in=lambda: 0, sweep=lambda: None)


def one_round(disk, worker, clock):
    """Work while the disk fills up under a job; then there is room again, later than the claim holds."""
    worker.run_once()
    clock.move(CLAIM + timedelta(seconds=1))
    disk.is_full = False


def test_push_that_met_a_full_disk_many_times_is_processed_when_there_is_room(node, disk, worker, clock):
    [one_round(disk, worker, clock) for _ in range(MAXIMUM_ATTEMPTS + 2)]
    attempts = [row[3] for row in tables(node)["jobs"]]

    node.worker.run_until_idle()

    assert attempts == [1]
    assert [len(flight.pushes) for flight in flights(node)] == [1]
    assert tables(node)["quarantine"] == []


def test_job_is_given_back_as_soon_as_there_is_room(node, disk, worker, clock):
    worker.run_once()
    disk.is_full = False

    worker.run_once()
    clock.move(timedelta(seconds=10))
    node.worker.run_until_idle()

    assert [len(flight.pushes) for flight in flights(node)] == [1]


def test_attempt_in_which_a_worker_died_counts(node, disk, worker, clock):
    worker.run_once()
    disk.is_full = False
    clock.move(CLAIM + timedelta(seconds=1))

    with node.ports.begin() as unit:
        [again] = unit.intake.claim_jobs(clock(), until=clock() + CLAIM, limit=1)

    assert again.attempts == 2
