"""The property: damage in one PNR of a message never loses another.

An input is the damaged PNR's own bytes, between two whole ones. Whatever they are, the PNR before and the one after are
read as they are read without it. Only what forges the message's own frame (UNA to UNZ) is out of bounds: then it is no
damage in one PNR.
"""

from functools import cache

from tournai.travel import Pnr, read_travel_file

FRAME = (b"UNA", b"UNB", b"UNG", b"UNH", b"UNT", b"UNE", b"UNZ")
CONTROLS = bytes((*range(32), 127))
HEAD = b"UNB+IATA:1+XX+GOV+301201:0900+1'UNH+1+PNRGOV:13:1:IA'MSG+:22'ORG+XX:BRU'EQN+3'"
BEFORE = (
    b"SRC'RCI+1A:AAAAAA'TIF+FIRST+ANNA:A:1'SSR+DOCS:HK:1:XX:::::/P/UTO/A1/UTO/01JAN80/F/01JAN35/FIRST/ANNA'"
    b"TVL+021230:0900:021230:1130+NCE+BRU+XX+1:Y'"
)
DAMAGED = b"SRC'RCI+1A:BBBBBB'"
AFTER = (
    b"SRC'RCI+1A:CCCCCC'TIF+THIRD+CARLA:A:1'SSR+DOCS:HK:1:XX:::::/P/UTO/C3/UTO/01JAN82/F/01JAN35/THIRD/CARLA'"
    b"TVL+021230:0900:021230:1130+NCE+BRU+XX+1:Y'"
)
TAIL = b"UNT+20+1'UNZ+1+1'"


class LostBooking(AssertionError):
    """A whole PNR did not come out as it went in, because of damage in another."""


def keep_the_others(damage: bytes) -> None:
    """Read three PNRs, the second of which is ``damage``.

    Raises:
        LostBooking: The first or the third is not read as without it.
    """
    # A frame with control characters in its tag is one too: the reader leaves them out.
    plain = damage.translate(None, CONTROLS)
    if any(tag in plain for tag in FRAME):
        return
    found = [_content(pnr) for pnr in _read(HEAD + BEFORE + DAMAGED + damage + b"\n" + AFTER + TAIL)]
    if any(whole not in found for whole in _whole()):
        raise LostBooking("of a whole PNR" if damage.endswith(b"'") else "of a PNR without its last terminator")


@cache
def _whole() -> list[tuple[object, ...]]:
    return [_content(pnr) for pnr in _read(HEAD + BEFORE + AFTER + TAIL)]


def _read(data: bytes) -> tuple[Pnr, ...]:
    return tuple(pnr for push in read_travel_file(data).pushes for pnr in push.pnrs)


def _content(pnr: Pnr) -> tuple[object, ...]:
    """What a PNR says, without the places it says it at, which depend on what stands before."""
    return (
        tuple(locator.locator for locator in pnr.locators),
        tuple(
            (traveller.surname, traveller.given, tuple(document.number for document in traveller.documents))
            for traveller in pnr.travellers
        ),
        tuple((leg.carrier, leg.number, leg.departure, leg.arrival) for leg in pnr.legs),
    )
