"""Elements out of a parser's events, within bounds: of a booking, and of what stands between bookings.

No document type, no entity and no instruction is followed. Only one booking's elements are in memory at a time.

Source: XML 1.0; decision record 0018.
"""

import re
from enum import Enum
from xml.parsers import expat

import msgspec

from tournai.errors import Malformed
from tournai.travel.xml.bounds import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_PNR_ELEMENTS,
    MAX_TEXT,
    MAX_TOKEN_BYTES,
    MAX_VALUE,
    PIECE,
    refuse,
)
from tournai.travel.xml.encodings import Source
from tournai.travel.xml.nodes import Node, plain_name
from tournai.values.wordings import say

MESSAGE = "iatapnrgovnotifrq"
_HEADS = {"originator", "flightleg"}
_PNR_END = re.compile(rb"</(?:[A-Za-z_][\w.-]{0,40}:)?PNR\s*>")


class Kind(Enum):
    """What a part of the document is."""

    MESSAGE = "message"
    """A message begins; its attributes alone are there."""
    HEAD = "head"
    """Originator or FlightLeg, whole."""
    PNRS = "PNRs"
    """The bookings begin; their declared number alone is there."""
    PNR = "PNR"
    """A booking, as far as it could be read."""
    END = "end"
    """A message ends."""
    DAMAGE = "damage"
    """Between bookings, the markup is damaged here."""


class Part(msgspec.Struct, gc=False):
    """One part of a document. ``damage``: where the markup is damaged, and whether the document ends there."""

    kind: Kind
    node: Node | None = None
    damage: int | None = None
    is_cut_off: bool = False


class Finished(Exception):
    """The booking's end tag was read."""


class Budget(msgspec.Struct):
    """What the whole document may still cost."""

    elements: int = 0
    pnrs: int = 0
    restarts: int = 0


class Builder:
    """Builds elements out of one parser's events; a root given to it takes in what follows."""

    def __init__(self, source: Source, budget: Budget) -> None:
        self._source = source
        self._budget = budget
        self._is_plain = source.is_plain
        self.base = 0
        self.stack: list[Node] = []
        self.has_cdata = False
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._add_text
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartCdataSectionHandler = lambda: self._in_cdata(True)  # noqa: FBT003  # the parser's two events
        self.parser.EndCdataSectionHandler = lambda: self._in_cdata(False)  # noqa: FBT003
        self._size = 0

    @property
    def index(self) -> int:
        """Where in the text the parser is."""
        return self.base + self.parser.CurrentByteIndex

    def feed(self, start: int, end: int) -> int | None:
        """Read a stretch of the text; return where it is damaged, ``None`` where it is not.

        Raises:
            Malformed: A bound is exceeded.
            Finished: The root's end tag was read.
        """
        text = self._source.text
        while start < end:
            piece = text[start : min(start + PIECE, end)]
            try:
                self.parser.Parse(piece, False)  # noqa: FBT003  # more follows
            except expat.ExpatError:
                return min(self.base + self.parser.ErrorByteIndex, end - 1)
            start += len(piece)
            if start - self.index > MAX_TOKEN_BYTES:
                raise self._refusal(
                    "too-long",
                    say("a tag or comment has more than {most} bytes", most=MAX_TOKEN_BYTES),
                )
        return None

    def open_token(self, end: int) -> int | None:
        """Return where a tag or comment began that was not over at ``end``."""
        start = self.index
        return start if start < end and self._source.text[start : start + 1] == b"<" else None

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        self._budget.elements = ordinal = self._budget.elements + 1
        if ordinal > MAX_ELEMENTS or len(self.stack) >= MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise self._beyond(len(attributes))
        if attributes:
            for value in attributes.values():
                if len(value) > MAX_VALUE:
                    raise self._refusal("too-long", say("an attribute has more than {most} characters", most=MAX_VALUE))
            attributes = {plain_name(name): value for name, value in attributes.items()}
        index = self.base + self.parser.CurrentByteIndex
        offset = index if self._is_plain else self._source.offset(index)
        node = Node(plain_name(tag), tag.rpartition(":")[2], attributes, ordinal, offset)
        self._size = 0
        self.opened(node)
        self.stack.append(node)

    def _beyond(self, attributes: int) -> Malformed:
        if len(self.stack) >= MAX_DEPTH:
            return self._refusal("too-deep", say("elements stand more than {most} deep in one another", most=MAX_DEPTH))
        if attributes > MAX_ATTRIBUTES:
            return self._refusal("too-long", say("an element has more than {most} attributes", most=MAX_ATTRIBUTES))
        return self._refusal("too-many-elements", say("more than {most} elements", most=MAX_ELEMENTS))

    def _close(self, _tag: str) -> None:
        self._size = 0
        self.closed(self.stack.pop())

    def _add_text(self, text: str) -> None:
        if not self.stack:
            return
        self._size += len(text)
        if self._size > MAX_TEXT:
            raise self._refusal("too-long", say("an element's text has more than {most} characters", most=MAX_TEXT))
        if not text.isspace():
            self.stack[-1].add_text(text)

    def _in_cdata(self, is_inside: bool) -> None:  # noqa: FBT001  # the parser's two events
        self.has_cdata = is_inside

    def _refuse_doctype(self, *_declaration: object) -> None:
        message = "the file declares a document type, which no PNRGOV XML does"
        raise Malformed(message, code="document-type", offset=self._source.offset(self.index))

    def _refusal(self, code: str, message: str) -> Malformed:
        return refuse(code, message, self._source.offset(self.index))

    def opened(self, node: Node) -> None:
        """Take an element that begins; the one that it stands in is the last of the stack."""

    def closed(self, node: Node) -> None:
        """Take an element that is over."""


class PnrBuilder(Builder):
    """Builds one booking."""

    def __init__(self, source: Source, budget: Budget, root: Node | None = None) -> None:
        super().__init__(source, budget)
        self.root = root
        self.end = 0

    def opened(self, node: Node) -> None:
        """Put an element into the booking."""
        if self.stack and self.root is not None:
            self.stack[-1].add(node)
            if node.ordinal - self.root.ordinal > MAX_PNR_ELEMENTS:
                raise self._refusal(
                    "too-many-elements",
                    say("a booking has more than {most} elements", most=MAX_PNR_ELEMENTS),
                )
        elif self.root is None:
            self.root = node

    def closed(self, node: Node) -> None:
        """End with the booking itself."""
        if not self.stack:
            # Once a handler raises, the parser runs on to the end of its piece: its place is noted before.
            closing = _PNR_END.match(self._source.text, self.index)
            self.end = closing.end() if closing else self.index
            raise Finished

    def go_on(self, at: int) -> "PnrBuilder":
        """Return a builder that adds to the same booking what stands from ``at`` on."""
        builder = PnrBuilder(self._source, self._budget, self.root)
        builder.parser.Parse(b"<PNR>", False)  # noqa: FBT003  # more follows
        assert self.root is not None  # noqa: S101  # a booking that never began has nothing to go on with
        builder.stack[:] = [self.root]
        builder.base = at - len(b"<PNR>")
        return builder


class BetweenBuilder(Builder):
    """Reads what stands between bookings; gathers parts."""

    def __init__(self, source: Source, budget: Budget) -> None:
        super().__init__(source, budget)
        self.parser.CharacterDataHandler = None
        self.parts: list[Part] = []
        self.is_restarted = False

    def opened(self, node: Node) -> None:
        """Note where a message or its bookings begin; keep what stands in a head."""
        if any(outer.name in _HEADS for outer in self.stack[-2:]):
            self.stack[-1].add(node)
        elif node.name == MESSAGE:
            self.parts.append(Part(Kind.MESSAGE, node))
        elif node.name == "pnrs":
            self.parts.append(Part(Kind.PNRS, node))

    def closed(self, node: Node) -> None:
        """Note that a head or a message is over."""
        if node.name in _HEADS:
            self.parts.append(Part(Kind.HEAD, node))
        elif node.name == MESSAGE:
            self.parts.append(Part(Kind.END, node))

    def take_parts(self) -> list[Part]:
        """Return the parts since the last call."""
        parts, self.parts = self.parts, []
        return parts

    def go_on(self, at: int) -> "BetweenBuilder":
        """Return a builder that goes on at a tag after damage."""
        builder = BetweenBuilder(self._source, self._budget)
        builder.parts = self.parts
        builder.parser.Parse(b"<R>", False)  # noqa: FBT003  # more follows
        builder.base = at - len(b"<R>")
        builder.is_restarted = True
        return builder
