"""Reading the files that orders come in: a message of ETSI TS 103 120, or our own JSON."""

import json
from pathlib import Path

import msgspec

from tournai.cli.files import read_file
from tournai.errors import Malformed
from tournai.providers.cards import Card, public_cards, read_cards
from tournai.providers.etsi import Message, OrderRead, read_message, read_order
from tournai.providers.etsi.message import is_message
from tournai.providers.orders import Rendering, read


class OrderFile(msgspec.Struct, frozen=True):
    """What a file holds: a rendering of ours, or a message with the order that it carries, where it carries one."""

    rendering: Rendering | None
    message: Message | None = None
    carried: OrderRead | None = None
    problem: str = ""
    """Why the message's order could not be read."""


def read_order_file(path: Path) -> OrderFile:
    """Return what a file holds.

    Raises:
        Malformed: Neither a message nor an order, or an order that was altered.
    """
    data = read_file(path)
    if not _looks_like_message(data):
        return OrderFile(read(data))
    message = read_message(data)
    try:
        carried = read_order(message)
    except Malformed as error:
        return OrderFile(None, message, None, error.reason)
    return OrderFile(carried.rendering, message, carried)


def cards_of(path: Path | None) -> tuple[Card, ...]:
    """Return the cards of a table, or those that come with the program."""
    return public_cards() if path is None else read_cards(read_file(path))


def _looks_like_message(data: bytes) -> bool:
    try:
        return is_message(json.loads(data))
    except (ValueError, RecursionError):
        return False
