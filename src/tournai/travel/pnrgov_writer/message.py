"""The message itself: interchange, level 0, then each booking.

Source: ISO 9735-1:2002, section 8.1; PNRGOV implementation guide 13.1, sections 4 and 5.
"""

from collections.abc import Iterator

from tournai.errors import Malformed
from tournai.travel.pnrgov_writer.bookings import booking_segments
from tournai.travel.pnrgov_writer.flights import leg_segment
from tournai.travel.pnrgov_writer.formats import Segment, trimmed
from tournai.travel.records import MessageFormat, MessageFunction, Push
from tournai.travel.service_strings import DEFAULT, Separators
from tournai.travel.write import Element, close_message, write_interchange
from tournai.values.wordings import say

_FUNCTIONS = {MessageFunction.FULL: "22", MessageFunction.UPDATE: "141"}


def write_pnrgov(push: Push, separators: Separators = DEFAULT) -> bytes:
    """Return the interchange that sends a push: UNB, one PNRGOV message, UNZ; in UTF-8.

    Raises:
        Malformed: The push is no PNRGOV message, or is a list, which `write_paxlst` writes.
    """
    return write_interchange(pnrgov_segments(push), separators)


def pnrgov_segments(push: Push) -> tuple[tuple[Element, ...], ...]:
    """Return the segments of the interchange, UNB first and UNZ last.

    Raises:
        Malformed: The push is no PNRGOV message.
    """
    if push.format is not MessageFormat.PNRGOV:
        raise Malformed(
            say("a push of format {format} is not written as PNRGOV", format=push.format.value), code="not-pnrgov"
        )
    reference = push.interchange_reference
    header: Segment = (
        "UNB", ("IATA", "1"), push.sender, push.recipient, _prepared(push), reference, "", "PNRGOV",
    )  # fmt: skip
    message = close_message([trimmed(segment) for segment in _message(push)])
    return (header, *message, ("UNZ", "1", reference))


def _prepared(push: Push) -> tuple[str, str]:
    return (f"{push.prepared_at:%y%m%d}", f"{push.prepared_at:%H%M}") if push.prepared_at else ("", "")


def _message(push: Push) -> Iterator[Segment]:
    number, _, release = push.version.partition(".")
    yield ("UNH", push.message_reference, ("PNRGOV", number, release, "IA"), push.access_reference, _transfer(push))
    yield ("MSG", ("", _FUNCTIONS.get(push.function, "")))
    yield ("ORG", (push.legs[0].carrier, push.legs[0].departure_airport) if push.legs else "")
    for leg in push.legs:
        yield leg_segment(leg)
    yield ("EQN", str(len(push.pnrs) if push.declared_pnrs is None else push.declared_pnrs))
    reference = push.prepared_at.date() if push.prepared_at else None
    for pnr in push.pnrs:
        yield from booking_segments(pnr, reference)


def _transfer(push: Push) -> tuple[str, ...]:
    """Return the status of transfer: ``01:C`` the first part, ``02`` one between, ``03:F`` the last; empty if alone."""
    if push.part is None:
        return ("",)
    mark = "F" if push.is_last_part else "C" if push.part == 1 else ""
    return (f"{push.part:02}", mark)
