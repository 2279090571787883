"""A node of the drill, as a process of its own: ``node.py PLAN``.

It serves the partners' door, delivers, and hands its share of the messages over, one after the other, from wherever it
was killed. Its clock is the machine's, moved by the seconds that the file ``skew`` of its folder holds.
"""

import os
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from tournai.cli.exchange_partners import serve_door
from tournai.errors import TournaiError
from tournai.node.api.partners import partner_serving_options
from tournai.node.assembly import Node, assemble, deliverer_of, partner_files, utc_now
from tournai.node.duties.outbox import send_message
from tournai.node.duties.recording import NODE
from tournai.node.settings import Settings

CLAIM = timedelta(seconds=1)
"""Short: here a process that dies is started again at once."""
BETWEEN_MESSAGES = 0.2
"""Seconds: slow enough that the faults come while there is work."""


class Plan(msgspec.Struct, frozen=True):
    """What a node of the drill does: its settings, its partner, its port, how many messages it sends."""

    name: str
    partner: str
    folder: str
    database: str
    ca: str
    port: int
    messages: int

    def settings(self) -> Settings:
        """Return the node's settings."""
        folder = Path(self.folder)
        return Settings(
            data=folder / "data",
            database=self.database,
            node_name=self.name,
            exchange_certificate=folder / "door.crt",
            exchange_key=folder / "door.key",
            exchange_ca=Path(self.ca),
        )


def main(path: str) -> None:
    """Run a node until it is killed."""
    plan = msgspec.json.decode(Path(path).read_bytes(), type=Plan)
    skew = Path(plan.folder) / "skew"

    def clock() -> datetime:
        return utc_now() + timedelta(seconds=float(skew.read_text() or 0))

    node = assemble(plan.settings(), clock)
    threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    threading.Thread(target=hand_over, args=(node, plan), daemon=True).start()
    options = partner_serving_options(node.ports, partner_files(node.settings))
    serve_door(node, options, deliverer_of(node, CLAIM), host="127.0.0.1", port=plan.port)


def end_with(parent: int) -> None:
    """End this process when the drill's own is gone, killed or not."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def hand_over(node: Node, plan: Plan) -> None:
    """Hand over the messages that are not in the outbox yet; the last number says which."""
    sent = -1
    while sent < plan.messages:
        try:
            with node.ports.look() as unit:
                sent = unit.partners.state(plan.partner).sent
            if sent < plan.messages:
                content = content_of(plan.name, sent + 1)
                send_message(node.ports, NODE, partner=plan.partner, kind="request", content=content)
        except TournaiError:
            pass  # the database was busy: the next turn sees what is there
        time.sleep(BETWEEN_MESSAGES)


def content_of(name: str, number: int) -> bytes:
    """Return the content of an invented message."""
    return f'{{"invented":true,"number":{number},"of":"{name}"}}'.encode()


if __name__ == "__main__":
    main(sys.argv[1])
