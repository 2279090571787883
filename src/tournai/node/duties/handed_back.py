"""What the node keeps nothing of, and is handed back: sealed for one actor and one use, told by nobody else."""

import base64
from typing import TypeVar

import msgspec

from tournai.errors import Unverified
from tournai.node.duties.ports import Ports
from tournai.values import Actor

Value = TypeVar("Value", bound=msgspec.Struct)


def seal_for(ports: Ports, actor: Actor, use: str, value: msgspec.Struct) -> str:
    """Return a value as text that only this node opens, for this actor and use."""
    sealed = ports.keys.seal(ports.keys.blind_key(use), msgspec.json.encode(value), context=_context(actor, use))
    return base64.urlsafe_b64encode(sealed).decode()


def opened_for(ports: Ports, actor: Actor, use: str, text: str, kind: type[Value]) -> Value | None:
    """Return the value of a text of `seal_for`; ``None`` for any other text, or one for another actor or use."""
    try:
        sealed = base64.urlsafe_b64decode(text.encode())
        opened = ports.keys.unseal(ports.keys.blind_key(use), sealed, context=_context(actor, use))
        return msgspec.json.decode(opened, type=kind)
    except (ValueError, msgspec.DecodeError, Unverified):
        return None


def _context(actor: Actor, use: str) -> bytes:
    return f"{use}\x00{actor.identifier}".encode()
