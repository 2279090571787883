"""Mutations of elements within elements, whose lengths are set right again: most inputs get past the envelope.

Half of the mutations are the engine's own. The strings that hold elements (OCTET STRING, BIT STRING) are opened too.
"""

from collections.abc import Sequence
from random import Random

from fuzz.mutate import Mutate

Node = list[object]
"""Tag, then content: bytes, or a list of nodes; for a BIT STRING opened, the tag is negative."""

MOST_DEPTH = 12
_OPENED = (0x04, 0x03)


class TlvMutator:
    """Mutates inputs made of elements; borrows elements from the seeds."""

    def __init__(self, seeds: Sequence[bytes]) -> None:
        self.pool = [(node[0], _content(node)) for seed in seeds for node in _walk(_parse(seed, 0) or [])]

    def __call__(self, data: bytes, most: int, seed: int, mutate: Mutate) -> bytes:
        random = Random(seed)
        nodes = _parse(data, 0) if random.random() < 0.6 else None
        if not nodes:
            return mutate(data, most)
        for _ in range(random.choice((1, 1, 2, 3))):
            self._change(nodes, random, mutate)
        return b"".join(map(_write, nodes))[:most]

    def _change(self, nodes: list[Node], random: Random, mutate: Mutate) -> None:
        siblings = random.choice([nodes, *_families(nodes)])
        if not siblings:
            return
        at = random.randrange(len(siblings))
        way = random.randrange(7)
        if way == 0:
            del siblings[at]
        elif way == 1:
            siblings[at:at] = [siblings[at]] * random.choice((1, 2, 40))
        elif way == 2 and self.pool:
            siblings[at] = list(random.choice(self.pool))
        elif way == 3 and self.pool:
            siblings.insert(at, list(random.choice(self.pool)))
        elif way == 4:
            siblings[at] = [random.choice((0x02, 0x03, 0x04, 0x05, 0x06, 0x30, 0x31, 0xA0, 0x80)), siblings[at][1]]
        else:
            flat = _content(siblings[at])
            siblings[at] = [abs(siblings[at][0]), mutate(flat, len(flat) + 8)]


def _parse(data: bytes, depth: int) -> list[Node] | None:
    """Return the elements that some bytes are, or ``None`` where they are not whole elements."""
    nodes, at = [], 0
    while at < len(data):
        start = at
        tag = data[at]
        at += 1
        while tag & 0x1F == 0x1F and at < len(data) and at - start < 3:
            tag = tag << 8 | data[at]
            at += 1
            if tag & 0x80 == 0:
                break
        if at >= len(data):
            return None
        length, at = data[at], at + 1
        if length > 0x80:
            size = length & 0x7F
            length, at = int.from_bytes(data[at : at + size], "big"), at + size
        if at + length > len(data):
            return None
        nodes.append(_node(tag, data[at : at + length], depth))
        at += length
    return nodes


def _node(tag: int, content: bytes, depth: int) -> Node:
    first = tag
    while first > 0xFF:
        first >>= 8
    if depth < MOST_DEPTH and content:
        opened = content[1:] if tag == _OPENED[1] else content
        if (first & 0x20 or tag in _OPENED) and opened and (inner := _parse(opened, depth + 1)) is not None:
            return [-tag if tag == _OPENED[1] else tag, inner]
    return [tag, content]


def _walk(nodes: list[Node]) -> list[Node]:
    return [each for node in nodes for each in (node, *(_walk(node[1]) if isinstance(node[1], list) else ()))]


def _families(nodes: list[Node]) -> list[list[Node]]:
    return [node[1] for node in _walk(nodes) if isinstance(node[1], list)]


def _content(node: Node) -> bytes:
    return node[1] if isinstance(node[1], bytes) else b"".join(map(_write, node[1]))


def _write(node: Node) -> bytes:
    tag, value = node[0], _content(node)
    if tag < 0:
        tag, value = -tag, b"\0" + value
    head = tag.to_bytes((tag.bit_length() + 7) // 8 or 1, "big")
    if len(value) < 0x80:
        return head + bytes((len(value),)) + value
    length = len(value).to_bytes((len(value).bit_length() + 7) // 8, "big")
    return head + bytes((0x80 | len(length),)) + length + value
