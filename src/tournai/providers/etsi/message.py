"""Messages of ETSI TS 103 120 as JSON: read within bounds, and written back as they were.

Source: ETSI TS 103 120 v1.23.1, clauses 6 (header, actions) and 7 to 10 (objects).
"""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from tournai.errors import Malformed
from tournai.values.wordings import say

MAXIMUM_BYTES = 40 * 1024 * 1024
MAXIMUM_DEPTH = 64
VERBS = ("CREATE", "UPDATE", "DELIVER", "GET", "LIST")

Json = dict[str, Any]
"""A JSON object whose shape the schemas hold."""


class MalformedMessage(Malformed):
    """Not a JSON message with header and payload."""


class Message(msgspec.Struct, frozen=True):
    """A message as it was read; the schemas say what is in it (`tournai.providers.etsi.schemas`)."""

    content: Json

    @property
    def profile(self) -> str:
        """Who owns the national profile, as the header says; empty where it says nothing."""
        version = self.content["Header"].get("Version")
        owner = version.get("NationalProfileOwner") if isinstance(version, dict) else None
        return owner if isinstance(owner, str) else ""


def read_message(data: bytes) -> Message:
    """Return the message that bytes hold.

    Raises:
        MalformedMessage: Too large or too deep, no JSON in UTF-8, a name twice in one object, no header or payload.
    """
    if len(data) > MAXIMUM_BYTES:
        raise MalformedMessage(say("a message of more than {most} bytes", most=MAXIMUM_BYTES), code="too-large")
    try:
        content = json.loads(data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_refuse_constant)
        if b"\\u" in data:
            json.dumps(content, ensure_ascii=False).encode()  # half a character, written by its number, is no text
    except RecursionError as error:
        raise MalformedMessage("JSON nested too deep", code="too-deep") from error
    except ValueError as error:
        raise MalformedMessage("not a JSON message in UTF-8", code="json") from error
    if not is_message(content):
        raise MalformedMessage("not a message of ETSI TS 103 120: it has no Header and Payload", code="etsi")
    if _depth(content) > MAXIMUM_DEPTH:
        raise MalformedMessage("JSON nested too deep", code="too-deep")
    return Message(content)


def write_message(message: Message) -> bytes:
    """Return a message as JSON, indented by two, in the order in which its names were read."""
    return json.dumps(message.content, ensure_ascii=False, indent=2).encode() + b"\n"


def is_message(content: object) -> bool:
    """Whether JSON looks like a message: an object with Header and Payload, both objects."""
    return isinstance(content, dict) and all(isinstance(content.get(name), dict) for name in ("Header", "Payload"))


def objects(message: Message) -> Iterator[Json]:
    """Yield the objects of a message's actions, whatever is done with them, in order."""
    for action in _actions(message):
        for verb in VERBS:
            asked = action.get(verb)
            held = asked.get("HI1Object") if isinstance(asked, dict) else None
            if isinstance(held, dict):
                yield held


def kind(held: Json) -> str:
    """Return an object's kind, e.g. ``LDTaskObject``; empty where it says none."""
    named = held.get("@xsi:type")
    return named.rpartition("}")[2] if isinstance(named, str) else ""


def text_at(held: object, *path: str) -> str:
    """Return the text at a path within JSON; empty where there is none."""
    for name in path:
        held = held.get(name) if isinstance(held, dict) else None
    return held if isinstance(held, str) else ""


def items_at(held: object, *path: str) -> list[Any]:
    """Return the array at a path within JSON; empty where there is none."""
    for name in path:
        held = held.get(name) if isinstance(held, dict) else None
    return held if isinstance(held, list) else []


def _actions(message: Message) -> Iterator[Json]:
    payload = message.content["Payload"]
    for action in items_at(payload, "RequestPayload", "ActionRequests", "ActionRequest"):
        if isinstance(action, dict):
            yield action


def _object(pairs: list[tuple[str, Any]]) -> Json:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name twice")
    return made


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _depth(content: object) -> int:
    deepest, left = 0, [(content, 1)]
    while left:
        value, depth = left.pop()
        deepest = max(deepest, depth)
        if depth > MAXIMUM_DEPTH:
            break
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        left.extend((one, depth + 1) for one in inner)
    return deepest
