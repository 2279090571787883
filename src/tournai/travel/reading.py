"""A carrier's file, whole: every message in it as a typed, minimised push.

Source: Implementing Decision (EU) 2017/759 (formats that carriers may send).
"""

from collections.abc import Callable

from tournai.errors import Malformed
from tournai.travel.bounds import Total
from tournai.travel.edifact import read_interchanges
from tournai.travel.interchange import Header, Message, cut_messages
from tournai.travel.paxlst import read_paxlst
from tournai.travel.pnrgov import bounded, read_pnrgov
from tournai.travel.records import Defect, Push, TravelFile
from tournai.travel.type_b import plain_mail
from tournai.travel.xml import is_xml, read_pnrgov_xml

MESSAGES: dict[str, Callable[[Header, Message], Push]] = {"PNRGOV": read_pnrgov, "PAXLST": read_paxlst}
"""Message type (UNH) -> what reads it."""


def read_travel_file(data: bytes) -> TravelFile:
    """Return every PNRGOV and PAXLST message of a file, minimised; time grows with the file's length and no faster.

    A Type B envelope, mail headers and footers, and line breaks anywhere are no obstacle; a mail's encoded parts are
    decoded where they stand. Damage is reported as defects at byte offsets of the file as given, and costs nothing but
    the damaged value.

    Raises:
        Malformed: Nothing can be read: the file is empty, too large, holds no interchange, no message, or none of a
            known type; or it holds more than a carrier sends. ``code`` says which, ``offset`` where.
        TypeError: The data are no bytes.
    """
    if not isinstance(data, bytes):
        said = f"give the bytes of a file, e.g. path.read_bytes(), not {type(data).__name__}"
        raise TypeError(said)
    if is_xml(data):
        return read_pnrgov_xml(data)
    pushes: list[Push] = []
    defects: list[Defect] = []
    unknown: list[Message] = []
    total = Total()
    interchanges = [*reversed(read_interchanges(plain_mail(data)))]
    while interchanges:
        header, messages, outside = cut_messages(interchanges.pop())
        defects += outside
        for message in messages:
            read = MESSAGES.get(message.kind)
            if read is not None:
                pushes.append(read(header, message))
                total.add(pushes[-1])
            else:
                total.add(None)
                unknown.append(message)
    if not pushes:
        raise _nothing(unknown)
    text = "a message of another type was skipped; expected PNRGOV or PAXLST"
    defects += [Defect(message.offset, "unknown-message", text) for message in unknown]
    return TravelFile(tuple(pushes), bounded(defects))


def _nothing(unknown: list[Message]) -> Malformed:
    if unknown:
        message = "no PNRGOV or PAXLST message: UNH names another message type"
        return Malformed(message, code="unknown-message", offset=unknown[0].offset)
    return Malformed("the interchange holds no message: expected UNH after UNB", code="no-message", offset=0)
