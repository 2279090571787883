"""PNRGOV XML: the messages of a file, each as a push with its bookings, typed and minimised.

Places name an element, count elements from the file's first, and give the byte of its start tag in the file as it came
(in a file of an encoding other than UTF-8 too; only pairs of surrogates in UTF-16 shift it, by two bytes each).

Source: IATA PNRGOV XML implementation guide 13.1 and 14.1 (``IATA_PNRGOV_NotifRQ``); the attributes of a message as a
whole are those of the OpenTravel payload that the schema builds on; what public producers write.
"""

import re
from datetime import date

from tournai.errors import Malformed
from tournai.travel.bounds import Total, check_bookings
from tournai.travel.minimise import Minimiser
from tournai.travel.pnrgov import bounded
from tournai.travel.records import (
    Contact,
    Defect,
    Leg,
    MessageFormat,
    MessageFunction,
    MessageSyntax,
    Pnr,
    Push,
    TravelFile,
)
from tournai.travel.xml.bookings import read_flight, read_pnr
from tournai.travel.xml.builders import Kind, Part
from tournai.travel.xml.encodings import Source, read_source
from tournai.travel.xml.markup import read_parts
from tournai.travel.xml.nodes import Node
from tournai.travel.xml.times import instant
from tournai.values.wordings import say

FUNCTIONS = {"22": MessageFunction.FULL, "141": MessageFunction.UPDATE}
"""MessageFunction -> what the message does, as EDIFACT's MSG has it. Where nothing says so, a message may be an update:
it must not take travellers off a flight."""

_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,3}){0,2}", re.ASCII)
_LAST = {"end": True, "inseries": False, "start": False, "continuation": False, "subsequent": False}
"""TransactionStatusCode -> whether the part is the last."""


def read_pnrgov_xml(data: bytes) -> TravelFile:
    """Return every PNRGOV message of an XML file, minimised; time and memory grow with its length and no faster.

    Damage is reported as defects at byte offsets of the file as given, and costs nothing but the damaged value or,
    where the markup itself is broken, what stands after it in the same booking up to the next traveller or flight.

    Raises:
        Malformed: Nothing can be read (``no-message``), or the file goes beyond a bound of `bounds`, declares a
            document type, or is in an encoding that is not read. ``code`` says which, ``offset`` where.
    """
    source = read_source(data)
    reader = _FileReader(source)
    for part in read_parts(source):
        reader.take(part)
    return reader.finish()


class _FileReader:
    """Goes through the parts of a file once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._defects = list(source.defects)
        self._pushes: list[Push] = []
        self._open: _MessageReader | None = None
        self._is_cut_off = False
        self._total = Total()

    def take(self, part: Part) -> None:
        if part.kind is Kind.MESSAGE and part.node is not None:
            self._close()
            self._open = _MessageReader(part.node)
        elif part.kind is Kind.END:
            self._close()
        elif part.node is not None and part.kind in (Kind.HEAD, Kind.PNRS, Kind.PNR):
            self._message(part.node).take(part)
        if part.damage is not None:
            self._report(part)

    def _message(self, node: Node) -> "_MessageReader":
        """Return the open message; bookings in a wrapper of somebody's own are a message too."""
        if self._open is None:
            self._open = _MessageReader(Node("", node.tag, {}, node.ordinal, node.offset))
        return self._open

    def _report(self, part: Part) -> None:
        if part.is_cut_off and self._is_cut_off:
            return
        self._is_cut_off = self._is_cut_off or part.is_cut_off
        offset = self._source.offset(part.damage or 0)
        defects = self._open.defects if self._open else self._defects
        defects.append(_cut_off(offset) if part.is_cut_off else _damaged(offset))

    def _close(self) -> None:
        if self._open is not None:
            self._pushes.append(self._open.finish())
            self._total.add(self._pushes[-1])
        self._open = None

    def finish(self) -> TravelFile:
        self._close()
        if not self._pushes:
            message = "no PNRGOV message: expected IATA_PNRGOV_NotifRQ with its bookings"
            raise Malformed(message, code="no-message", offset=0)
        return TravelFile(tuple(self._pushes), bounded(self._defects))


def _cut_off(offset: int) -> Defect:
    return Defect(offset, "cut-off", "the file ends before its last element does: it was cut off")


def _damaged(offset: int) -> Defect:
    message = (
        "the markup is damaged here; reading went on at the booking's next traveller or flight, or the next booking"
    )
    return Defect(offset, "xml-damaged", message)


class _MessageReader:
    """One message: whom it is from, which flight it is about, and its bookings."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.defects: list[Defect] = []
        self._minimiser = Minimiser()
        self._prepared_at = instant(node.get("timestamp"))
        self._reference: date | None = self._prepared_at.date() if self._prepared_at else None
        self._sender = ""
        self._contacts: list[Contact] = []
        self._legs: list[Leg] = []
        self._pnrs: list[Pnr] = []
        self._persons = 0
        self._declared: int | None = None
        self._declared_at = node.offset

    def take(self, part: Part) -> None:
        node = part.node
        assert node is not None  # noqa: S101  # these parts have one
        if part.kind is Kind.PNR:
            self._booking(node, is_damaged=part.damage is not None)
        elif part.kind is Kind.PNRS:
            count = self._minimiser.keep("count", node.get("numberofpnrs"))
            self._declared, self._declared_at = int(count) if count else None, node.offset
        elif node.name == "originator":
            self._originator(node)
        else:
            self._flight(node)

    def _originator(self, node: Node) -> None:
        keep = self._minimiser.keep
        self._sender = keep("party", node.get("airlinecode")) or keep("party", node.get("systemcode"))
        contact = node.get("airlinecontactinfo")
        if contact:
            kind = "e-mail" if "@" in contact else "phone"
            text = keep(kind, contact)
            self._contacts += [Contact(kind, text, node.place)] if text else []

    def _flight(self, node: Node) -> None:
        leg = read_flight(node, self._minimiser)
        if leg is None:
            return
        self._legs.append(leg)
        self._reference = self._reference or leg.departure_date
        if leg.departure_date is None:
            self.defects.append(Defect(node.offset, "date-unreadable", "the flight has no readable DepartureDateTime"))

    def _booking(self, node: Node, *, is_damaged: bool) -> None:
        if not (node.attributes or node.children or node.texts or is_damaged):
            message = "a booking with nothing in it; it was skipped"
            self.defects.append(Defect(node.offset, "empty-booking", message))
            return
        pnr, defects = read_pnr(node, self._reference, self._minimiser, is_damaged=is_damaged)
        self.defects += defects
        for kind, times in pnr.dropped.items():
            self._minimiser.drop(kind, times)
        # A damaged booking of which nothing is known counts as none: the push is not whole without it.
        if not is_damaged or pnr.locators or pnr.travellers or pnr.legs:
            self._pnrs.append(pnr)
            self._persons += len(pnr.travellers)
            check_bookings(len(self._pnrs), self._persons, node.offset)

    def finish(self) -> Push:
        node, keep = self.node, self._minimiser.keep
        last = _LAST.get(node.get("transactionstatuscode").lower())
        part = keep("count", node.get("sequencenmbr")) if last is not None else ""
        if self._declared is not None and self._declared != len(self._pnrs) and last is None:
            message = say(
                "NumberOfPnrs is {declared}; the message has {count}", declared=self._declared, count=len(self._pnrs)
            )
            self.defects.append(Defect(self._declared_at, "pnr-count", message))
        if not self._legs:
            self.defects.append(Defect(node.offset, "flight-missing", "no FlightLeg names the pushed flight"))
        # What the parts of one push have in common, as UNH's access reference in EDIFACT.
        shared = node.get("transactionidentifier")
        version = _VERSION.fullmatch(node.get("version"))
        return Push(
            format=MessageFormat.PNRGOV,
            syntax=MessageSyntax.XML,
            version=version[0] if version else "",
            function=FUNCTIONS.get(node.get("messagefunction"), MessageFunction.OTHER),
            sender=self._sender,
            interchange_reference=keep("interchange reference", node.get("transactionidentifier")),
            access_reference=keep("access reference", node.get("correlationid") or (shared if part else "")),
            message_reference=keep("interchange reference", node.get("echotoken")),
            part=int(part) if part else None,
            is_last_part=last if part else None,
            prepared_at=self._prepared_at,
            legs=tuple(self._legs),
            pnrs=tuple(self._pnrs),
            declared_pnrs=self._declared,
            reporting_contacts=tuple(self._contacts),
            dropped=dict(self._minimiser.dropped),
            defects=bounded(self.defects),
        )
