"""What replies and requests have in common: who writes to whom, when, under which references; their service segments.

Source: ISO 9735-1:2002, section 8 (UNB, UNG, UNH, UNT, UNE, UNZ).
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tournai.errors import Malformed
from tournai.travel.edifact import read_interchanges
from tournai.travel.interchange import Header, Message, cut_messages
from tournai.travel.records import Defect
from tournai.travel.service_strings import DEFAULT, Separators
from tournai.travel.type_b import plain_mail
from tournai.travel.write import Element, Unwritable, close_message, write_interchange
from tournai.values.wordings import say

Segment = tuple[Element, ...]


class Letter(msgspec.Struct, frozen=True, gc=False):
    """From whom to whom a message goes, when it was prepared (UTC, to the minute), and its references.

    ``access_reference`` is the common access reference: an answer repeats that of the list which it answers.
    ``prepared_at`` is ``None`` where it could not be read.
    """

    sender: str
    recipient: str
    prepared_at: datetime | None
    reference: str
    message_reference: str = "1"
    access_reference: str = ""


class Form(msgspec.Struct, frozen=True, gc=False):
    """How a message type is written: its UNH, the syntax of UNB, and whether a group (UNG) stands around it."""

    kind: str
    version: str
    agency: str
    association: str = ""
    syntax: tuple[str, str] = ("IATA", "1")
    application: str = ""
    has_group: bool = False


def read_messages(data: bytes, kind: str) -> list[tuple[Header, Message, list[Defect]]]:
    """Return the messages of one type in a file, each with the interchange's header and the defects outside of it.

    Raises:
        Malformed: The file is empty, too large, or holds no interchange or no message of the type.
    """
    found: list[tuple[Header, Message, list[Defect]]] = []
    for interchange in read_interchanges(plain_mail(data)):
        header, messages, outside = cut_messages(interchange)
        found += [(header, message, outside) for message in messages if message.kind == kind]
    if not found:
        raise Malformed(
            say("no {kind} message: UNH names another message type, or is missing", kind=kind), code="unknown-message"
        )
    return found


def letter_of(header: Header, message: Message) -> Letter:
    """Return the letter of a message that was read."""
    return Letter(
        sender=header.sender,
        recipient=header.recipient,
        prepared_at=header.prepared_at,
        reference=header.reference,
        message_reference=message.reference,
        access_reference=message.access_reference,
    )


def write_letter(letter: Letter, form: Form, segments: Iterable[Segment], separators: Separators = DEFAULT) -> bytes:
    """Return an interchange of one message, UNA first, around the segments between UNH and UNT.

    Raises:
        Unwritable: The letter has no time of preparation.
    """
    if letter.prepared_at is None:
        raise Unwritable("UNB needs the time of preparation")
    prepared = (f"{letter.prepared_at:%y%m%d}", f"{letter.prepared_at:%H%M}")
    number, _, release = form.version.partition(".")
    kind = trimmed(form.kind, number, release, form.agency, form.association)
    heading = trimmed("UNH", letter.message_reference, tuple(str(part) for part in kind), letter.access_reference)
    message = close_message([heading, *segments])
    parties = (letter.sender, letter.recipient)
    first = trimmed("UNB", form.syntax, *parties, prepared, letter.reference, "", form.application)
    trailer: Segment = ("UNZ", "1", letter.reference)
    if not form.has_group:
        return write_interchange([first, *message, trailer], separators)
    group: Segment = ("UNG", form.kind, *parties, prepared, "1", "UN", (number, release))
    return write_interchange([first, group, *message, ("UNE", "1", "1"), trailer], separators)


def trimmed(tag: str, *elements: Element) -> Segment:
    """Return a segment without the empty elements at its end."""
    kept = list(elements)
    while kept and not any(kept[-1]):
        kept.pop()
    return (tag, *kept)
