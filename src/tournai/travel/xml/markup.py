"""A document as a stream of its parts: what a message says of itself, and its bookings one by one.

A parser reads what stands between bookings, and each booking has a parser of its own: damage in one ends that one, and
the next begins where its start tag stands. Within a damaged booking, reading goes on at its next traveller or flight.

Source: XML 1.0; decision record 0018.
"""

import re
from collections.abc import Iterator

from tournai.errors import Malformed
from tournai.travel.bounds import MOST_BOOKINGS_OF_FILE
from tournai.travel.xml.bounds import MAX_PNR_BYTES, MAX_RESTARTS, refuse
from tournai.travel.xml.builders import BetweenBuilder, Budget, Builder, Finished, Kind, Part, PnrBuilder
from tournai.travel.xml.encodings import Source
from tournai.travel.xml.nodes import Node
from tournai.values.wordings import say

_PNR = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?PNR(?=[\s/>])")
_BETWEEN = re.compile(rb"</?(?:[A-Za-z_][\w.-]{0,40}:)?(?:PNRs|IATA_PNRGOV_NotifRQ)(?=[\s/>])")
"""Tags that no booking holds: where one stands in a damaged booking, the booking is over."""
_HEAD = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:IATA_PNRGOV_NotifRQ|Originator|FlightLeg|PNRs)(?=[\s/>])")
_WITHIN = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:Passenger(?=\s)|Flight(?=[\s>]))")
"""Where reading goes on in a damaged booking. A traveller named at check-in has no attributes, and is not one again."""


_BEFORE_ROOT = re.compile(rb"(?:--|\?)?>?\s*(<!--|<\?)")
_DOCTYPE = re.compile(rb"(?:--|\?)?>?\s*<!DOCTYPE")
"""What may stand before the root; the end of the comment or instruction before it, then what follows."""


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


class _Document:
    """Goes through a document once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._budget = Budget()
        self._between = BetweenBuilder(source, self._budget)
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
            if self._budget.pnrs > MOST_BOOKINGS_OF_FILE:
                message = say("more than {most} bookings", most=MOST_BOOKINGS_OF_FILE)
                raise refuse("too-many-bookings", message, self._source.offset(start))
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

    def _is_open(self, builder: Builder, end: int) -> bool:
        return end < len(self._text) and (builder.has_cdata or builder.open_token(end) is not None)

    def _hidden(self, builder: Builder, end: int) -> int | None:
        """Return the end of a well-formed comment that is open at ``end``."""
        token = builder.open_token(end)
        if token is None or self._text[token : token + 4] != b"<!--":
            return None
        dashes = self._text.find(b"--", token + 4)
        return dashes + 3 if dashes >= end and self._text[dashes + 2 : dashes + 3] == b">" else None

    def _read_pnr(self, start: int) -> tuple[Part, int]:
        """Return a booking, and where it ends."""
        builder = PnrBuilder(self._source, self._budget)
        builder.base = start
        try:
            damage, end = self._feed_pnr(builder, start)
        except Finished:
            return Part(Kind.PNR, builder.root), builder.end
        if builder.root is None:
            builder.root = Node("pnr", "PNR", {}, self._budget.elements, self._source.offset(start))
        is_cut_off = damage == end == len(self._text)
        for node in builder.stack:
            node.texts = ()  # the damaged value itself: half a name is no name
        end = self._go_on(builder, damage, end)
        return Part(Kind.PNR, builder.root, damage, is_cut_off), end

    def _feed_pnr(self, builder: PnrBuilder, start: int) -> tuple[int, int]:
        """Feed one booking; return where it is damaged, and where the next part begins."""
        position, sought = start, start + 1
        while True:
            end = self._pnr_after(sought)
            if end - start > MAX_PNR_BYTES:
                # What follows the last booking is no part of it, however long; the booking itself must end before.
                damage = builder.feed(position, start + MAX_PNR_BYTES)
                if damage is None:
                    message = say("a booking has more than {most} bytes", most=MAX_PNR_BYTES)
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

    def _go_on(self, builder: PnrBuilder, damage: int, end: int) -> int:
        """Read what a damaged booking still holds; return where the next part begins."""
        while self._budget.restarts < MAX_RESTARTS:
            found = _WITHIN.search(self._text, damage + 1, end)
            if found is None:
                return end
            self._budget.restarts += 1
            builder = builder.go_on(found.start())
            try:
                again = builder.feed(found.start(), end)
            except Finished:
                return builder.end
            for node in builder.stack:
                node.texts = ()
            if again is None:
                return end
            damage = again
        return end
