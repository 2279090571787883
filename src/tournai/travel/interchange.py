"""An interchange cut into its messages: who sent it, when, and whether its counts and references agree.

Counts and references are wrong in most real files: they are reported, and never a reason to refuse.

Source: ISO 9735-1:2002, section 8 (UNB, UNG, UNH, UNT, UNE, UNZ).
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from tournai.errors import Malformed
from tournai.travel.bounds import MOST_MESSAGES
from tournai.travel.edifact import Interchange, Segment
from tournai.travel.elements import component, element
from tournai.travel.minimise import Minimiser
from tournai.travel.records import Defect
from tournai.travel.travel_dates import preparation_time
from tournai.values.wordings import say

_SERVICE = {"UNB", "UNG", "UNH", "UNT", "UNE", "UNZ"}
_MOST_SERVICES = 4 * MOST_MESSAGES
"""A message has a UNH and a UNT, and may stand alone in its group, between UNG and UNE."""


class Header(msgspec.Struct, frozen=True, gc=False):
    """What UNB says of an interchange."""

    sender: str = ""
    recipient: str = ""
    reference: str = ""
    prepared_at: datetime | None = None


class Message(msgspec.Struct, frozen=True, gc=False):
    """One message: UNH, the segments between, and what was wrong with its UNT.

    ``version`` is as in ``13.1`` or ``D.05B``; ``part`` and ``is_last_part`` come from UNH's status of transfer.
    """

    kind: str
    version: str
    reference: str
    access_reference: str
    part: int | None
    is_last_part: bool | None
    offset: int
    segments: list[Segment]
    defects: list[Defect]
    minimiser: Minimiser

    @property
    def is_alone(self) -> bool:
        """Whether the message is the whole push, so that its counts can be checked."""
        return self.part is None or (self.part == 1 and self.is_last_part is True)


def cut_messages(interchange: Interchange) -> tuple[Header, list[Message], list[Defect]]:
    """Return the interchange's header, its messages, and the defects outside of them.

    Raises:
        Malformed: It has more messages than a file has (``too-many-messages``).
    """
    cutter = _Cutter(interchange)
    segments = interchange.segments
    services = [number for number, segment in enumerate(segments) if segment.tag in _SERVICE]
    if len(services) > _MOST_SERVICES:
        message = say("more than {most} messages: send the file in parts", most=MOST_MESSAGES)
        raise Malformed(message, code="too-many-messages", offset=segments[services[_MOST_SERVICES]].offset)
    start = 0
    for number in services:
        cutter.take_inside(segments[start:number])
        cutter.take(segments[number])
        start = number + 1
    cutter.take_inside(segments[start:])
    return cutter.finish()


class _Cutter:
    """Goes through an interchange once."""

    def __init__(self, interchange: Interchange) -> None:
        self.interchange = interchange
        self.header = Header()
        self.messages: list[Message] = []
        self.defects: list[Defect] = list(interchange.defects)
        self.open: Message | None = None
        self.raw_reference = ""
        self.message_reference = ""
        self.is_closed = False

    def take_inside(self, segments: Sequence[Segment]) -> None:
        """Take the segments between two service segments."""
        if self.open is not None:
            self.open.segments.extend(segments)
        elif segments:
            text = say("{count} segments stand outside of any message; they were skipped", count=len(segments))
            self._report(segments[0], "segment-outside", text)

    def take(self, segment: Segment) -> None:
        """Take a service segment."""
        tag = segment.tag
        if tag == "UNB":
            self._begin(segment)
        elif tag == "UNH":
            self._open_message(segment)
        elif tag == "UNT":
            self._close_message(segment)
        elif tag == "UNZ":
            self._close(segment)

    def finish(self) -> tuple[Header, list[Message], list[Defect]]:
        self._leave_message()
        if not self.is_closed:
            offset = self.interchange.segments[-1].offset if self.interchange.segments else self.interchange.offset
            self.defects.append(Defect(offset, "unz-missing", "the interchange has no UNZ: it may be cut off"))
        return self.header, self.messages, self.defects

    def _report(self, segment: Segment, code: str, message: str) -> None:
        self.defects.append(Defect(segment.offset, code, message))

    def _begin(self, segment: Segment) -> None:
        values = segment.values()
        keep = Minimiser().keep
        day, clock = element(values, 4)[0], component(element(values, 4), 1)
        prepared = preparation_time(day, clock)
        if prepared is None:
            self._report(segment, "unb-date", "UNB has no readable date and time of preparation (yymmdd:hhmm)")
        self.raw_reference = element(values, 5)[0]
        self.header = Header(
            sender=keep("party", element(values, 2)[0].strip()),
            recipient=keep("party", element(values, 3)[0].strip()),
            reference=keep("interchange reference", self.raw_reference),
            prepared_at=prepared,
        )

    def _open_message(self, segment: Segment) -> None:
        self._leave_message()
        values = segment.values()
        minimiser = Minimiser()
        kind = element(values, 2)
        self.message_reference = element(values, 1)[0]
        sequence, last = element(values, 4)[0], component(element(values, 4), 1)
        part = int(sequence) if sequence.isdecimal() and sequence.isascii() and len(sequence) < 5 else None
        self.open = Message(
            kind=kind[0].strip(),
            version=_version(component(kind, 1), component(kind, 2)),
            reference=minimiser.keep("interchange reference", self.message_reference),
            access_reference=minimiser.keep("access reference", element(values, 3)[0]),
            part=part,
            is_last_part=None if part is None else last == "F",
            offset=segment.offset,
            segments=[],
            defects=[],
            minimiser=minimiser,
        )

    def _leave_message(self) -> None:
        if self.open is None:
            return
        self.open.defects.append(Defect(self.open.offset, "unt-missing", "the message has no UNT: it may be cut off"))
        self.messages.append(self.open)
        self.open = None

    def _close_message(self, segment: Segment) -> None:
        if self.open is None:
            self._report(segment, "unt-outside", "UNT without a UNH before it")
            return
        values = segment.values()
        counted, declared = len(self.open.segments) + 2, element(values, 1)[0]
        if not _is_number(declared, counted):
            message = say(
                "UNT counts {declared} segments; the message has {counted}", declared=_number(declared), counted=counted
            )
            self.open.defects.append(Defect(segment.offset, "unt-count", message))
        if element(values, 2)[0] != self.message_reference:
            self.open.defects.append(Defect(segment.offset, "unt-reference", "UNT's reference is not that of UNH"))
        self.messages.append(self.open)
        self.open = None

    def _close(self, segment: Segment) -> None:
        self._leave_message()
        self.is_closed = True
        values = segment.values()
        has_groups = any(other.tag == "UNG" for other in self.interchange.segments[:3])
        declared, counted = element(values, 1)[0], len(self.messages)
        if not has_groups and not _is_number(declared, counted):
            self._report(
                segment,
                "unz-count",
                say(
                    "UNZ counts {declared} messages; the interchange has {counted}",
                    declared=_number(declared),
                    counted=counted,
                ),
            )
        if element(values, 2)[0] != self.raw_reference:
            self._report(segment, "unz-reference", "UNZ's control reference is not that of UNB")


def _version(number: str, release: str) -> str:
    keep = Minimiser().keep
    return ".".join(filter(None, (keep("qualifier", number), keep("qualifier", release))))


def _is_number(text: str, value: int) -> bool:
    return text.isdecimal() and text.isascii() and len(text) < 10 and int(text) == value


def _number(text: str) -> str:
    """Return a declared count for a message: digits alone, for a carrier may write anything there."""
    return str(int(text)) if text.isdecimal() and text.isascii() and len(text) < 10 else "no number of"
