"""The drill: sets two nodes up, starts them, disturbs and attacks them until all is delivered, then counts."""

import contextlib
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Protocol

import msgspec
import typer

from tournai.cli.exchange_drill import node as node_process
from tournai.cli.exchange_drill.attacks import ATTACKS, NOT_REACHED, Attacker
from tournai.cli.exchange_drill.counting import Report, count, row_delivered
from tournai.cli.exchange_drill.node import Plan
from tournai.cli.exchange_drill.proxy import CuttableLine
from tournai.cli.node import operator
from tournai.cli.speech import tell
from tournai.errors import Unavailable, Unverified
from tournai.exchange.partners.member_lists import write_member_list
from tournai.exchange.partners.members import AuthorityKind, Member
from tournai.node.assembly import Node, assemble, utc_now
from tournai.node.duties.partner_entries import EntryFacts, own_entry
from tournai.node.duties.partners import import_partners
from tournai.simulate.partner_network import IssuedPair, ListSigners, PartnerIssuer
from tournai.values.wordings import say

NODES = (("spoc.be.example", "BEL"), ("spoc.fr.example", "FRA"))
SKEW_SECONDS = -600
EVERY = {"kill": 40, "cut": 20, "wrong clock": 250, "outage": 300}
"""After how many messages each fault comes once more."""
LONGEST_SECONDS = 900
DOWN_SECONDS = 2.0


class Closed(Protocol):
    """What is closed at the end."""

    def close(self) -> None:
        """Close it."""


class Faults(msgspec.Struct):
    """How often each fault was done."""

    kills: int = 0
    cuts: int = 0
    wrong_clocks: int = 0
    outages: int = 0


def run(exchanges: int, seed: int, *, as_json: bool) -> None:
    """Run the drill in a temporary folder and print its report."""
    with tempfile.TemporaryDirectory(prefix="tournai-drill-") as folder:
        report = drill(Path(folder), exchanges, seed)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(report)).decode())
    else:
        for name in Report.__struct_fields__:
            typer.echo(f"{name}: {getattr(report, name)}")
    if not report.holds:
        raise Unverified("the drill did not hold: see the counts")
    if not as_json:
        tell(say("{count} exchanges: nothing lost, nothing twice, every attack refused and logged", count=exchanges))


def drill(folder: Path, exchanges: int, seed: int, databases: tuple[str, str] = ("", "")) -> Report:
    """Return what became of so many messages between two nodes; ``databases``: empty for SQLite in the folder.

    Raises:
        Unavailable: It was not over in a quarter of an hour.
    """
    began = time.monotonic()
    stage = _Stage(folder, exchanges, databases)
    try:
        faults, tried = _disturb(stage, random.Random(seed), exchanges)  # noqa: S311  # chance of faults, no secret
        stage.stop_all()
        return count(stage.nodes, stage.plans, msgspec.to_builtins(faults), tried, time.monotonic() - began)
    finally:
        stage.close()


class _Stage:
    """The two nodes of a drill: their folders, lines, processes, and a look into each database."""

    def __init__(self, folder: Path, exchanges: int, databases: tuple[str, str]) -> None:
        now = utc_now()
        issuer, self._folder = PartnerIssuer(now), folder
        (folder / "ca.pem").write_bytes(issuer.certificate)
        listening = [_free_port() for _ in NODES]
        self.lines = [CuttableLine(port) for port in listening]
        pairs = [issuer.issue(name) for name, _ in NODES]
        self.plans = [
            self._plan(number, pairs[number], listening[number], exchanges // 2, databases[number]) for number in (0, 1)
        ]
        self.nodes: list[Node] = [assemble(plan.settings()) for plan in self.plans]
        self.members = [self._member(number, pairs[number]) for number in (0, 1)]
        signers = ListSigners()
        content = write_member_list(signers.sign(tuple(self.members), now))
        for node in self.nodes:
            import_partners(node.ports, operator(), data=content, trusted=signers.public_keys)
        self.attackers = self._attackers(now_pair=PartnerIssuer(now, "Unknown issuer").issue("stranger"))
        self._processes: list[subprocess.Popen[bytes] | None] = [None, None]

    def start(self, number: int) -> None:
        """Start a node's process."""
        plan = self._folder / f"plan-{number}.json"
        command = [sys.executable, "-W", "ignore", node_process.__file__, str(plan)]
        log = (self._folder / f"node-{number}.log").open("ab")
        with log:
            self._processes[number] = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603  # our own program

    def kill(self, number: int) -> None:
        """Kill a node's process wherever it is."""
        process = self._processes[number]
        if process is not None:
            process.send_signal(signal.SIGKILL)
            process.wait()
            self._processes[number] = None

    def stop_all(self) -> None:
        """Kill both."""
        for number in (0, 1):
            self.kill(number)

    def turn_clock(self, number: int, seconds: int) -> None:
        """Set a node's clock so many seconds off."""
        skew = self._folder / str(number) / "skew"
        (whole := skew.with_name("skew.new")).write_text(str(seconds))
        whole.rename(skew)

    def settled(self) -> int:
        """Return how many messages are settled in both nodes."""
        return sum(self._settled(number) for number in (0, 1))

    def _settled(self, number: int) -> int:
        plan = self.plans[number]
        with self.nodes[number].ports.look() as unit:
            waiting = unit.partners.waiting().get(plan.partner, (0, None))[0]
            return unit.partners.state(plan.partner).sent - waiting

    def is_over(self) -> bool:
        """Whether both nodes have handed all over, and everything is settled."""
        return self.settled() == sum(plan.messages for plan in self.plans)

    def is_up(self, number: int) -> bool:
        """Whether a node's door takes connections."""
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.plans[number].port), 1):
            return True
        return False

    def close(self) -> None:
        """Kill, close and let go of everything."""
        self.stop_all()
        closing: list[Closed] = [*self.attackers, *self.lines, *self.nodes]
        for part in closing:
            part.close()

    def _plan(self, number: int, pair: IssuedPair, port: int, messages: int, database: str) -> Plan:
        folder = self._folder / str(number)
        folder.mkdir(mode=0o700)
        (folder / "door.crt").write_bytes(pair.certificate)
        (folder / "door.key").write_bytes(pair.key)
        (folder / "skew").write_text("0")
        ca = str(self._folder / "ca.pem")
        plan = Plan(NODES[number][0], NODES[1 - number][0], str(folder), database, ca, port, messages)
        (self._folder / f"plan-{number}.json").write_bytes(msgspec.json.encode(plan))
        return plan

    def _member(self, number: int, pair: IssuedPair) -> Member:
        address, country = f"https://127.0.0.1:{self.lines[number].port}", NODES[number][1]
        facts = EntryFacts("Invented", country, AuthorityKind.CONTACT_POINT, address, ("en",), (pair.pin,))
        return own_entry(self.nodes[number].ports, facts)

    def _attackers(self, now_pair: IssuedPair) -> list[Attacker]:
        """Return who attacks the first node, and who the second, each in the name of the other."""
        paths = self._folder / "stranger.crt", self._folder / "stranger.key"
        paths[0].write_bytes(now_pair.certificate)
        paths[1].write_bytes(now_pair.key)
        stranger = (str(paths[0]), str(paths[1]))
        return [Attacker(self.nodes[1 - target], self.members[target], stranger) for target in (0, 1)]


def _disturb(stage: _Stage, chance: random.Random, exchanges: int) -> tuple[Faults, Counter[tuple[str, str]]]:
    """Run both nodes; do what is planned, spread over the messages as they are settled; return what was done."""
    faults, tried, began, done = Faults(), Counter[tuple[str, str]](), time.monotonic(), 0
    planned = _planned(chance, exchanges)
    for number in (0, 1):
        stage.start(number)
    while not stage.is_over() or done < len(planned):
        if time.monotonic() - began > LONGEST_SECONDS:
            raise Unavailable("the drill was not over in time")
        if done < len(planned) and (stage.is_over() or stage.settled() * len(planned) > done * exchanges):
            number, what = chance.randrange(2), planned[done]
            done += 1
            if what in ATTACKS:
                planned += [] if _attack(stage, number, what, tried) else [what]
            elif not stage.is_over():
                _fault(stage, number, what, faults)
        time.sleep(0.05)
    return faults, tried


def _planned(chance: random.Random, exchanges: int) -> list[str]:
    """Return the faults and attacks of a drill: one of each fault first, the others in the order of chance."""
    faults = [name for name, every in EVERY.items() for _ in range(exchanges // every)]
    attacks = list(ATTACKS) * max(1, exchanges // 125)
    return [*EVERY, *chance.sample([*faults, *attacks], len(faults) + len(attacks))]


def _fault(stage: _Stage, number: int, fault: str, faults: Faults) -> None:
    if fault == "cut":
        faults.cuts += stage.lines[number].cut()
        return
    if fault == "wrong clock":
        faults.wrong_clocks += 1
        stage.turn_clock(number, SKEW_SECONDS)
        time.sleep(1)
        stage.turn_clock(number, 0)
        return
    stage.kill(number)
    faults.kills += 1
    if fault == "outage":
        faults.outages += 1
        time.sleep(DOWN_SECONDS)
    stage.start(number)
    deadline = time.monotonic() + 30
    while not stage.is_up(number) and time.monotonic() < deadline:
        time.sleep(0.05)


def _attack(stage: _Stage, number: int, code: str, tried: Counter[tuple[str, str]]) -> bool:
    """Attack a node; return whether its door answered."""
    row = row_delivered(stage.nodes[1 - number], stage.plans[1 - number])
    found = stage.attackers[number].attack(code, row) if row else NOT_REACHED
    if found != NOT_REACHED:
        tried[code, found] += 1
    return found != NOT_REACHED


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
