"""PNRGOV: bookings pushed by a carrier, read group by group into typed and minimised records.

The grammar is read by what a segment can mean where it stands, not by position: real messages leave groups out, repeat
them and put them in another order, and one booking's damage must not cost another booking.

Source: IATA/WCO/ICAO PNRGOV implementation guide 11.1 to 15.1 (message diagram, groups 1 to 12).
"""

from tournai.travel.booking_groups import BookingReader
from tournai.travel.edifact import Segment
from tournai.travel.elements import (
    component,
    element,
    read_leg,
)
from tournai.travel.interchange import Header, Message
from tournai.travel.records import Defect, Leg, MessageFormat, MessageFunction, Pnr, Push

_FUNCTIONS = {"22": MessageFunction.FULL, "141": MessageFunction.UPDATE}
MOST_DEFECTS = 1_000
"""Defects that a message reports; the rest is counted in the last one."""


def read_pnrgov(header: Header, message: Message) -> Push:
    """Return the push of a PNRGOV message: every booking in it, typed and minimised; never raises on its content."""
    reader = _MessageReader(header, message)
    booking = None
    for segment in message.segments:
        if booking is None or segment.tag == "SRC":
            reader.take(segment)
            booking = reader.booking
        else:
            booking.take(segment)
    return reader.finish()


class _MessageReader:
    """Level 0: what the push is, and where its bookings begin."""

    def __init__(self, header: Header, message: Message) -> None:
        self.header = header
        self.message = message
        self.reference = header.prepared_at.date() if header.prepared_at else None
        self.function = MessageFunction.OTHER
        self.legs: list[Leg] = []
        self.declared: int | None = None
        self.declared_at = message.offset
        self.booking: BookingReader | None = None
        self.pnrs: list[Pnr] = []
        self.defects = message.defects
        self.minimiser = message.minimiser

    def take(self, segment: Segment) -> None:
        tag = segment.tag
        if tag == "SRC":
            self._open(segment)
        elif tag in ("RCI", "TIF"):
            self.defects.append(Defect(segment.offset, "src-missing", f"{tag} before any SRC: read as a booking"))
            self._open(segment).take(segment)
        else:
            self._take_header(segment)

    def _open(self, segment: Segment) -> "BookingReader":
        self._close()
        self.booking = BookingReader(segment.place, self.reference, self.minimiser)
        return self.booking

    def _take_header(self, segment: Segment) -> None:
        values = segment.values()
        if segment.tag == "MSG":
            self.function = _FUNCTIONS.get(component(element(values, 1), 1), MessageFunction.OTHER)
        elif segment.tag == "TVL":
            leg = read_leg(values, segment.place, self.minimiser)
            self.legs += [leg] if leg else []
            if leg and self.reference is None:
                self.reference = leg.departure_date
        elif segment.tag == "EQN":
            count = self.minimiser.keep("count", element(values, 1)[0])
            self.declared, self.declared_at = int(count) if count else None, segment.offset
        elif segment.tag != "ORG":
            self.minimiser.drop("unknown segment")
            self.defects.append(Defect(segment.offset, "unknown-segment", "no segment of this tag is expected here"))

    def _close(self) -> None:
        if self.booking is not None:
            self.pnrs.append(self.booking.finish())
            self.defects += self.booking.booking.defects
            for kind, times in self.booking.booking.minimiser.dropped.items():
                self.minimiser.drop(kind, times)

    def finish(self) -> Push:
        self._close()
        if self.declared is not None and self.declared != len(self.pnrs) and self.message.is_alone:
            text = f"EQN counts {self.declared} PNRs; the message has {len(self.pnrs)}"
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
    more = Defect(ordered[MOST_DEFECTS].offset, "more-defects", f"{rest} more defects from here on are not listed")
    return (*ordered[:MOST_DEFECTS], more)
