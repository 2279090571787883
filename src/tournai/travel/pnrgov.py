"""PNRGOV: bookings pushed by a carrier, read group by group into typed and minimised records.

A message is cut into its bookings first, and each is read by itself: one booking's damage must not cost another.

Source: IATA/WCO/ICAO PNRGOV implementation guide 10.1 to 17.1 (message diagram, level 0; SRC begins a booking).
"""

from collections.abc import Sequence
from itertools import pairwise

from tournai.travel.bounds import MOST_SEGMENTS_OF_BOOKING, MOST_SEGMENTS_OF_PERSON, check_bookings
from tournai.travel.edifact import Segment
from tournai.travel.elements import component, element, read_leg
from tournai.travel.groups.grammar import TAGS, read_booking
from tournai.travel.groups.state import Shared
from tournai.travel.interchange import Header, Message
from tournai.travel.records import Defect, Leg, MessageFormat, MessageFunction, Pnr, Push
from tournai.values.wordings import say

_FUNCTIONS = {"22": MessageFunction.FULL, "141": MessageFunction.UPDATE}
MOST_DEFECTS = 1_000
"""Defects that a message reports; the rest is counted in the last one."""


def read_pnrgov(header: Header, message: Message) -> Push:
    """Return the push of a PNRGOV message: every booking in it, typed and minimised.

    The message's segments are used up.

    Raises:
        Malformed: It holds more than the push of a flight does (``too-many-bookings``, ``too-many-persons``).
    """
    reader = _MessageReader(header, message)
    segments = message.segments
    starts = _starts(segments)
    check_bookings(len(starts), 0, message.offset)
    for segment in reader.limited(segments[: starts[0] if starts else None], MOST_SEGMENTS_OF_PERSON):
        reader.take_header(segment)
    bookings = [segments[start:end] for start, end in pairwise([*starts, len(segments)])]
    # A booking's segments are let go once it is read: records and segments of a whole message are never held together.
    segments.clear()
    bookings.reverse()
    while bookings:
        reader.take_booking(bookings.pop())
    return reader.finish()


def _starts(segments: Sequence[Segment]) -> list[int]:
    """Return where bookings begin: at each SRC, and where an RCI shows that one is missing or damaged."""
    tags = [segment.tag for segment in segments]
    found = _positions("SRC", tags)
    first = found[0] if found else len(segments)
    headless = next((number for number in range(first) if tags[number] in ("RCI", "TIF")), None)
    locators = _positions("RCI", tags, first + 1)
    damaged = [number for number in locators if _is_damaged_trigger(segments[number - 1])]
    if headless is None and not damaged:
        return found
    return sorted({*found, *damaged, *([] if headless is None else [headless])})


def _positions(tag: str, tags: list[str], begin: int = 0) -> list[int]:
    """Return where a tag stands, from a position on; the search skips from one to the next."""
    found = []
    try:
        while True:
            begin = tags.index(tag, begin) + 1
            found.append(begin - 1)
    except ValueError:
        return found


def _is_damaged_trigger(segment: Segment) -> bool:
    """Whether a segment before an RCI hides the trigger of a booking: text that ends in SRC, or no known tag at all."""
    return segment.tag not in TAGS or (segment.tag != "SRC" and segment.text.endswith("SRC"))


class _MessageReader:
    """Level 0: what the push is, and where its bookings begin."""

    def __init__(self, header: Header, message: Message) -> None:
        self.header = header
        self.message = message
        self.function = MessageFunction.OTHER
        self.legs: list[Leg] = []
        self.declared: int | None = None
        self.declared_at = message.offset
        self.pnrs: list[Pnr] = []
        self.persons = 0
        self.defects = message.defects
        self.minimiser = message.minimiser
        self.shared = Shared(message.minimiser, header.prepared_at.date() if header.prepared_at else None)

    def limited(self, segments: Sequence[Segment], most: int) -> Sequence[Segment]:
        """Return the segments that are read of a booking or header; the rest is dropped and reported."""
        if len(segments) <= most:
            return segments
        self.minimiser.drop("segment beyond a bound", len(segments) - most)
        text = say("more than {most} segments; the rest of them was dropped", most=most)
        self.defects.append(Defect(segments[most].offset, "too-many-parts", text))
        return segments[:most]

    def take_booking(self, segments: Sequence[Segment]) -> None:
        """Take the segments of one booking, its trigger first."""
        first = segments[0]
        if first.tag != "SRC":
            text = say("{tag} without an SRC before it: read as a booking", tag=first.tag)
            self.defects.append(Defect(first.offset, "src-missing", text))
        elif len(segments) == 1:
            self.defects.append(Defect(first.offset, "empty-booking", "an SRC with nothing under it; it was skipped"))
            return
        inside = self.limited(segments[1:] if first.tag == "SRC" else segments, MOST_SEGMENTS_OF_BOOKING)
        pnr, defects = read_booking(first.place, inside, self.shared)
        self.pnrs.append(pnr)
        self.persons += len(pnr.travellers)
        check_bookings(0, self.persons, first.offset)
        self.defects += defects

    def take_header(self, segment: Segment) -> None:
        """Take a segment of level 0."""
        values = segment.values()
        if segment.tag == "MSG":
            self.function = _FUNCTIONS.get(component(element(values, 1), 1), MessageFunction.OTHER)
        elif segment.tag == "TVL":
            leg = read_leg(values, segment.place, self.minimiser)
            self.legs += [leg] if leg else []
            if leg and self.shared.flight is None:
                self.shared.flight = leg
                self.shared.reference = self.shared.reference or leg.departure_date
        elif segment.tag == "EQN":
            count = self.minimiser.keep("count", element(values, 1)[0])
            self.declared, self.declared_at = int(count) if count else None, segment.offset
        elif segment.tag != "ORG":
            self.minimiser.drop("unknown segment")
            self.defects.append(Defect(segment.offset, "unknown-segment", "no segment of this tag is expected here"))

    def finish(self) -> Push:
        """Return the push, whole."""
        if self.declared is not None and self.declared != len(self.pnrs) and self.message.is_alone:
            text = say(
                "EQN counts {declared} PNRs; the message has {count}", declared=self.declared, count=len(self.pnrs)
            )
            self.defects.append(Defect(self.declared_at, "eqn-count", text))
        if not self.legs:
            self.defects.append(
                Defect(self.message.offset, "flight-missing", "no TVL at level 0 names the pushed flight")
            )
        message, header = self.message, self.header
        return Push(
            format=MessageFormat.PNRGOV,
            version=message.version,
            function=self.function,
            sender=header.sender,
            recipient=header.recipient,
            interchange_reference=header.reference,
            message_reference=message.reference,
            access_reference=message.access_reference,
            part=message.part,
            is_last_part=message.is_last_part,
            prepared_at=header.prepared_at,
            legs=tuple(self.legs),
            pnrs=tuple(self.pnrs),
            declared_pnrs=self.declared,
            dropped=dict(self.minimiser.dropped),
            defects=bounded(self.defects),
        )


def bounded(defects: list[Defect]) -> tuple[Defect, ...]:
    """Return the defects in the order of their places, and one that counts the rest where there are too many."""
    ordered = sorted(defects, key=lambda defect: defect.offset)
    if len(ordered) <= MOST_DEFECTS:
        return tuple(ordered)
    rest = len(ordered) - MOST_DEFECTS
    more = Defect(
        ordered[MOST_DEFECTS].offset, "more-defects", say("{rest} more defects from here on are not listed", rest=rest)
    )
    return (*ordered[:MOST_DEFECTS], more)
