"""A document as a stream of its parts: what a message says of itself, and its bookings one by one.

A parser reads what stands between bookings, and each booking has a parser of its own: damage in one ends that one, and
the next begins where its start tag stands. Within a damaged booking, reading goes on at its next traveller or flight.
No document type, no entity and no instruction is followed; only one booking's elements are in memory at a time.

Source: XML 1.0; decision record 0018.
"""

import re
from collections.abc import Iterator
from enum import Enum
from xml.parsers import expat

import msgspec

from tournai.errors import Malformed
from tournai.travel.xml.bounds import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_ELEMENTS,
    MAX_PNR_BYTES,
    MAX_PNRS,
    MAX_RESTARTS,
    MAX_TEXT,
    MAX_TOKEN_BYTES,
    MAX_VALUE,
    PIECE,
    refuse,
)
from tournai.travel.xml.encodings import Source
from tournai.travel.xml.nodes import Node, plain_name

MESSAGE = "iatapnrgovnotifrq"
_HEADS = {"originator", "flightleg"}

_PNR = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?PNR(?=[\s/>])")
_PNR_END = re.compile(rb"</(?:[A-Za-z_][\w.-]{0,40}:)?PNR\s*>")
_BETWEEN = re.compile(rb"</?(?:[A-Za-z_][\w.-]{0,40}:)?(?:PNRs|IATA_PNRGOV_NotifRQ)(?=[\s/>])")
"""Tags that no booking holds: where one stands in a damaged booking, the booking is over."""
_HEAD = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:IATA_PNRGOV_NotifRQ|Originator|FlightLeg|PNRs)(?=[\s/>])")
_WITHIN = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:Passenger(?=\s)|Flight(?=[\s>]))")
"""Where reading goes on in a damaged booking. A traveller named at check-in has no attributes, and is not one again."""


_BEFORE_ROOT = re.compile(rb"(?:--|\?)?>?\s*(<!--|<\?)")
_DOCTYPE = re.compile(rb"(?:--|\?)?>?\s*<!DOCTYPE")
"""What may stand before the root; the end of the comment or instruction before it, then what follows."""


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


def read_parts(source: Source) -> Iterator[Part]:
    """Yield the parts of a document in their order; time and memory grow with its length and no faster.

    Raises:
        Malformed: A document type is declared (``document-type``), or a bound is exceeded (``too-long``, ``too-deep``,
            ``too-many-elements``).
    """
    _refuse_document_type(source)
    yield from _Document(source).parts()


def _refuse_document_type(source: Source) -> None:
    """Refuse a document type before the parser sees it: once it did, entities would be its own to expand."""
    position = source.start
    while found := _BEFORE_ROOT.match(source.text, position):
        ending = source.text.find(b"-->" if found[1] == b"<!--" else b"?>", found.end())
        position = ending if ending >= 0 else len(source.text)
    if _DOCTYPE.match(source.text, position):
        message = "the file declares a document type, which no PNRGOV XML does"
        raise Malformed(message, code="document-type", offset=source.offset(position))


class _Finished(Exception):
    """The booking's end tag was read."""


class _Budget(msgspec.Struct):
    """What the whole document may still cost."""

    elements: int = 0
    pnrs: int = 0
    restarts: int = 0


class _Builder:
    """Builds elements out of one parser's events; a root given to it takes in what follows."""

    def __init__(self, source: Source, budget: _Budget) -> None:
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
            _Finished: The root's end tag was read.
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
                raise self._refusal("too-long", f"a tag or comment has more than {MAX_TOKEN_BYTES} bytes")
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
                    raise self._refusal("too-long", f"an attribute has more than {MAX_VALUE} characters")
            attributes = {plain_name(name): value for name, value in attributes.items()}
        index = self.base + self.parser.CurrentByteIndex
        offset = index if self._is_plain else self._source.offset(index)
        node = Node(plain_name(tag), tag.rpartition(":")[2], attributes, ordinal, offset)
        self._size = 0
        self.opened(node)
        self.stack.append(node)

    def _beyond(self, attributes: int) -> Malformed:
        if len(self.stack) >= MAX_DEPTH:
            return self._refusal("too-deep", f"elements stand more than {MAX_DEPTH} deep in one another")
        if attributes > MAX_ATTRIBUTES:
            return self._refusal("too-long", f"an element has more than {MAX_ATTRIBUTES} attributes")
        return self._refusal("too-many-elements", f"more than {MAX_ELEMENTS} elements")

    def _close(self, _tag: str) -> None:
        self._size = 0
        self.closed(self.stack.pop())

    def _add_text(self, text: str) -> None:
        if not self.stack:
            return
        self._size += len(text)
        if self._size > MAX_TEXT:
            raise self._refusal("too-long", f"an element's text has more than {MAX_TEXT} characters")
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


class _PnrBuilder(_Builder):
    """Builds one booking."""

    def __init__(self, source: Source, budget: _Budget, root: Node | None = None) -> None:
        super().__init__(source, budget)
        self.root = root
        self.end = 0

    def opened(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].add(node)
        elif self.root is None:
            self.root = node

    def closed(self, node: Node) -> None:
        if not self.stack:
            # Once a handler raises, the parser runs on to the end of its piece: its place is noted before.
            closing = _PNR_END.match(self._source.text, self.index)
            self.end = closing.end() if closing else self.index
            raise _Finished

    def go_on(self, at: int) -> "_PnrBuilder":
        """Return a builder that adds to the same booking what stands from ``at`` on."""
        builder = _PnrBuilder(self._source, self._budget, self.root)
        builder.parser.Parse(b"<PNR>", False)  # noqa: FBT003  # more follows
        assert self.root is not None  # noqa: S101  # a booking that never began has nothing to go on with
        builder.stack[:] = [self.root]
        builder.base = at - len(b"<PNR>")
        return builder


class _BetweenBuilder(_Builder):
    """Reads what stands between bookings; gathers parts."""

    def __init__(self, source: Source, budget: _Budget) -> None:
        super().__init__(source, budget)
        self.parser.CharacterDataHandler = None
        self.parts: list[Part] = []
        self.is_restarted = False

    def opened(self, node: Node) -> None:
        if any(outer.name in _HEADS for outer in self.stack[-2:]):
            self.stack[-1].add(node)
        elif node.name == MESSAGE:
            self.parts.append(Part(Kind.MESSAGE, node))
        elif node.name == "pnrs":
            self.parts.append(Part(Kind.PNRS, node))

    def closed(self, node: Node) -> None:
        if node.name in _HEADS:
            self.parts.append(Part(Kind.HEAD, node))
        elif node.name == MESSAGE:
            self.parts.append(Part(Kind.END, node))

    def take_parts(self) -> list[Part]:
        parts, self.parts = self.parts, []
        return parts

    def go_on(self, at: int) -> "_BetweenBuilder":
        """Return a builder that goes on at a tag after damage."""
        builder = _BetweenBuilder(self._source, self._budget)
        builder.parts = self.parts
        builder.parser.Parse(b"<R>", False)  # noqa: FBT003  # more follows
        builder.base = at - len(b"<R>")
        builder.is_restarted = True
        return builder


class _Document:
    """Goes through a document once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._budget = _Budget()
        self._between = _BetweenBuilder(source, self._budget)
        self._between.base = source.start
        self._is_lost = False

    def parts(self) -> Iterator[Part]:
        position, end = self._source.start, len(self._text)
        while position < end:
            start = self._pnr_after(position)
            start = self._read_between(position, start)
            yield from self._between.take_parts()
            if start >= end:
                break
            self._budget.pnrs += 1
            if self._budget.pnrs > MAX_PNRS:
                raise refuse("too-many-elements", f"more than {MAX_PNRS} bookings", self._source.offset(start))
            part, position = self._read_pnr(start)
            # The parser of what stands between did not see the booking, and counts on without it.
            self._between.base += position - start
            yield part
        is_open = len(self._between.stack) > self._between.is_restarted or self._between.open_token(end) is not None
        if is_open and not self._is_lost:
            yield Part(Kind.DAMAGE, damage=end, is_cut_off=True)

    def _pnr_after(self, position: int) -> int:
        found = _PNR.search(self._text, position)
        return found.start() if found else len(self._text)

    def _read_between(self, position: int, start: int) -> int:
        """Read up to the next booking; return where it starts, which is further on where a comment hid the first."""
        while position < start:
            if self._is_lost:
                position = self._find_head(position, start)
            if self._is_lost:
                return start
            damage = self._between.feed(position, start)
            hidden = self._hidden(self._between, start) if damage is None else None
            if damage is not None:
                self._lose(damage)
                position = damage + 1
            elif hidden is not None:
                position, start = start, self._pnr_after(hidden)
            else:
                position = start
                if self._is_open(self._between, start):
                    self._lose(start)
        return start

    def _find_head(self, position: int, start: int) -> int:
        found = _HEAD.search(self._text, position, start)
        if found is None or self._budget.restarts >= MAX_RESTARTS:
            return start
        self._budget.restarts += 1
        self._between = self._between.go_on(found.start())
        self._is_lost = False
        return found.start()

    def _lose(self, index: int) -> None:
        # After damage, the end tags of what began before it are left over, and are no damage of their own.
        is_left_over = self._between.is_restarted and b"</" in self._text[max(0, index - 2) : index + 2]
        if not is_left_over:
            self._between.parts.append(Part(Kind.DAMAGE, damage=index))
        self._is_lost = True

    def _is_open(self, builder: _Builder, end: int) -> bool:
        return end < len(self._text) and (builder.has_cdata or builder.open_token(end) is not None)

    def _hidden(self, builder: _Builder, end: int) -> int | None:
        """Return the end of a well-formed comment that is open at ``end``."""
        token = builder.open_token(end)
        if token is None or self._text[token : token + 4] != b"<!--":
            return None
        dashes = self._text.find(b"--", token + 4)
        return dashes + 3 if dashes >= end and self._text[dashes + 2 : dashes + 3] == b">" else None

    def _read_pnr(self, start: int) -> tuple[Part, int]:
        """Return a booking, and where it ends."""
        builder = _PnrBuilder(self._source, self._budget)
        builder.base = start
        try:
            damage, end = self._feed_pnr(builder, start)
        except _Finished:
            return Part(Kind.PNR, builder.root), builder.end
        if builder.root is None:
            builder.root = Node("pnr", "PNR", {}, self._budget.elements, self._source.offset(start))
        is_cut_off = damage == end == len(self._text)
        for node in builder.stack:
            node.texts = ()  # the damaged value itself: half a name is no name
        end = self._go_on(builder, damage, end)
        return Part(Kind.PNR, builder.root, damage, is_cut_off), end

    def _feed_pnr(self, builder: _PnrBuilder, start: int) -> tuple[int, int]:
        """Feed one booking; return where it is damaged, and where the next part begins."""
        position, sought = start, start + 1
        while True:
            end = self._pnr_after(sought)
            if end - start > MAX_PNR_BYTES:
                # What follows the last booking is no part of it, however long; the booking itself must end before.
                damage = builder.feed(position, start + MAX_PNR_BYTES)
                if damage is None:
                    message = f"a booking has more than {MAX_PNR_BYTES} bytes"
                    raise refuse("too-long", message, self._source.offset(start))
            else:
                damage = builder.feed(position, end)
            if damage is not None:
                return damage, self._end_of_damaged(damage, end)
            hidden = self._hidden(builder, end)
            if hidden is None:
                return end, end
            position, sought = end, hidden

    def _end_of_damaged(self, damage: int, end: int) -> int:
        found = _BETWEEN.search(self._text, damage, end)
        return found.start() if found else end

    def _go_on(self, builder: _PnrBuilder, damage: int, end: int) -> int:
        """Read what a damaged booking still holds; return where the next part begins."""
        while self._budget.restarts < MAX_RESTARTS:
            found = _WITHIN.search(self._text, damage + 1, end)
            if found is None:
                return end
            self._budget.restarts += 1
            builder = builder.go_on(found.start())
            try:
                again = builder.feed(found.start(), end)
            except _Finished:
                return builder.end
            for node in builder.stack:
                node.texts = ()
            if again is None:
                return end
            damage = again
        return end
