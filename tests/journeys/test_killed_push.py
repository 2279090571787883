"""The worker is killed at any instant between spool and commit; afterwards each push is there once."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.acts import logged, run_sql, tables, verify
from tests.fakes.carrier import UPDATE, Booking, Passenger, pnrgov
from tests.fakes.officers import ANALYST, CARRIER
from tests.journeys import processing

from tournai.node.assembly import Node
from tournai.node.duties.boards import show_board
from tournai.node.duties.pushes import receive_push

KILLS = {"sqlite": 50, "postgresql": 15}
PUSHES_A_LIFE = 8
"""More than a worker finishes in its life: whenever it is killed, it is at work."""
LONGEST_LIFE_SECONDS = 0.1
PARTS = 9
LIVES_BETWEEN_PARTS = {"sqlite": 12, "postgresql": 6}


class Workers:
    """Workers of one node, each a process of its own."""

    def __init__(self, data: Path, database: str) -> None:
        command = [sys.executable, processing.__file__, str(data), database]
        self._forking = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def kill_one_after(self, seconds: float) -> int:
        """Start a worker, kill it wherever it is in its work, and return how it ended."""
        process = self._start()
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        return self._end()

    def run_one(self) -> int:
        """Start a worker and return how it ended by itself."""
        self._start()
        return self._end()

    def close(self) -> None:
        self._forking.communicate(timeout=60)

    def _start(self) -> int:
        assert self._forking.stdin is not None
        self._forking.stdin.write("start\n")
        self._forking.stdin.flush()
        return self._hear("ready")

    def _end(self) -> int:
        return self._hear("ended")

    def _hear(self, word: str) -> int:
        assert self._forking.stdout is not None
        said, number = self._forking.stdout.readline().split()
        assert said == word
        return int(number)


@pytest.fixture
def workers(node: Node) -> Iterator[Workers]:
    started = Workers(node.settings.data, node.settings.database_url)
    yield started
    started.close()


def receive(node: Node, number: int) -> None:
    """Receive a push of three bookings that no other number has."""
    bookings = [Booking(f"K{number:04}{letter}", (Passenger(f"DEWINTERE{letter}", "FLEUR"),)) for letter in "ABC"]
    receive_push(node.ports, CARRIER, pnrgov(*bookings, reference=f"R{number}", function=UPDATE), channel="http")


def forget_claims(node: Node) -> None:
    """Do as if the claims of killed workers had run out, and none had counted.

    The limit of attempts is for pushes that kill their worker; here it is the worker that is killed.
    """
    run_sql(node, "UPDATE jobs SET claimed_until = NULL, attempts = 0")


def test_each_push_is_there_once_however_often_the_worker_is_killed(node, database, workers):
    chance = random.Random(20261130)
    total = KILLS[database] * PUSHES_A_LIFE
    endings = []
    for life in range(KILLS[database]):
        for number in range(life * PUSHES_A_LIFE, (life + 1) * PUSHES_A_LIFE):
            receive(node, number)
        endings.append(workers.kill_one_after(chance.uniform(0, LONGEST_LIFE_SECONDS)))
        forget_claims(node)

    endings.append(workers.run_one())

    stored = tables(node)
    assert endings == [-signal.SIGKILL] * KILLS[database] + [0]
    assert sorted(row[7] for row in stored["pushes"]) == sorted(f"R{number}" for number in range(total))
    assert [row[5] for row in stored["records"]] == ["current"] * total * 3
    assert len(stored["travellers"]) == total * 3
    assert (stored["quarantine"], stored["jobs"], node.ports.spool.pending()) == ([], [], [])
    assert len(logged(node, "push:stored")) == total
    assert verify(node) > 0


def receive_parts(node: Node) -> None:
    """Receive a full push of two bookings in each of its parts, the last part first."""
    for number in range(PARTS, 0, -1):
        bookings = [Booking(f"K{number:04}{letter}", (Passenger(f"DEWINTERE{letter}", "FLEUR"),)) for letter in "AB"]
        body = pnrgov(*bookings, reference=f"P{number}").replace(b"EQN+2'", f"EQN+{2 * PARTS}'".encode())
        status = {1: ":C", PARTS: ":F"}.get(number, "")
        named = body.replace(b"XX717/011226/1100'", f"XX717/011226/1100+{number}{status}'".encode())
        receive_push(node.ports, CARRIER, named, channel="http")


def test_push_in_parts_is_whole_however_often_the_worker_is_killed_between_them(node, database, workers):
    chance = random.Random(20261201)
    gone = Booking("GONE01", (Passenger("DEWINTERE", "OSCAR"),))
    receive_push(node.ports, CARRIER, pnrgov(gone, reference="R0"), channel="http")
    workers.run_one()
    receive_parts(node)
    for _ in range(LIVES_BETWEEN_PARTS[database]):
        workers.kill_one_after(chance.uniform(0, LONGEST_LIFE_SECONDS))
        forget_claims(node)

    ending = workers.run_one()

    [flight] = show_board(node.ports, ANALYST, show="all").flights
    shown = [push.parts for push in flight.pushes if push.parts]
    states = [row[5] for row in tables(node)["records"]]
    assert ending == 0
    assert [(part.total, part.missing, part.completeness) for part in shown] == [(PARTS, (), "whole")] * PARTS
    assert (states.count("current"), states.count("left"), len(states)) == (2 * PARTS, 1, 2 * PARTS + 1)
    assert verify(node) > 0
