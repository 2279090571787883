"""ACKRES: the acknowledgement of a push, by the authority that got it, or of a request, by the carrier.

    UNH  MSG  ERC*  UNT

It says whether the message could be taken, never whether anything in it matched: receipts are alike in content
whatever screening finds.

Source: IATA/WCO/ICAO PNRGOV implementation guide 16.1, sections on ACKRES, MSG and ERC; IATA PADIS code set 9321
(release 12.1). Which function and response codes a pair of parties uses in MSG is theirs to agree: they are kept as
written, and none is presumed.
"""

import msgspec

from tournai.travel.elements import component, element
from tournai.travel.interchange import Header, Message
from tournai.travel.pnrgov import bounded
from tournai.travel.records import Defect
from tournai.travel.replies.letters import Form, Letter, Segment, letter_of, read_messages, trimmed, write_letter
from tournai.travel.service_strings import DEFAULT, Separators

ERROR_CODES = {
    "100": "place of departure not valid",
    "101": "place of destination not valid",
    "102": "departure date not valid",
    "103": "departure time not valid",
    "107": "airline designator not valid",
    "109": "country code not valid",
    "112": "identification of the requestor needed",
    "114": "flight number not valid",
    "115": "arrival date not valid",
    "116": "arrival time not valid",
    "118": "system unable to process",
    "120": "action code not valid",
    "121": "number in party not valid",
    "129": "no matching booking",
    "130": "origin and destination not a valid pair",
}
"""Application error (9321) -> what was wrong; of the code set's hundreds those that a push or request can meet. Others
are read and written all the same."""


class Ackres(msgspec.Struct, frozen=True, gc=False):
    """An acknowledgement; without ``errors`` the message was taken.

    ``errors`` are codes of `ERROR_CODES` or the code set's others. ``message_function`` and ``response_type`` are MSG's
    codes as written.
    """

    letter: Letter
    version: str = "13.1"
    message_function: str = ""
    response_type: str = ""
    errors: tuple[str, ...] = ()
    defects: tuple[Defect, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Whether no error is named."""
        return not self.errors


def read_ackres(data: bytes) -> tuple[Ackres, ...]:
    """Return the acknowledgements of a file.

    Raises:
        Malformed: The file is empty, too large, or holds no ACKRES.
    """
    return tuple(_read(header, message, outside) for header, message, outside in read_messages(data, "ACKRES"))


def _read(header: Header, message: Message, outside: list[Defect]) -> Ackres:
    keep = message.minimiser.keep
    function = response = ""
    errors: list[str] = []
    defects = [*outside, *message.defects]
    for segment in message.segments:
        values = segment.values()
        if segment.tag == "MSG":
            function = keep("qualifier", component(element(values, 1), 1))
            response = keep("qualifier", element(values, 2)[0])
        elif segment.tag == "ERC":
            errors += filter(None, [keep("qualifier", element(values, 1)[0])])
        else:
            text = "no segment of this tag belongs to an acknowledgement; it was skipped"
            defects.append(Defect(segment.offset, "unknown-segment", text))
    return Ackres(letter_of(header, message), message.version, function, response, tuple(errors), bounded(defects))


def write_ackres(ackres: Ackres, separators: Separators = DEFAULT) -> bytes:
    """Return an acknowledgement as an interchange; raises `Unwritable` without a time of preparation."""
    form = Form("ACKRES", ackres.version, "IA", application="ACKRES")
    function = ("", ackres.message_function) if ackres.message_function else ""
    segments: list[Segment] = [trimmed("MSG", function, ackres.response_type)]
    segments += [("ERC", code) for code in ackres.errors]
    return write_letter(ackres.letter, form, segments, separators)
