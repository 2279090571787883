"""No card number reaches the spool, the quarantine or any other file of a node."""

from pathlib import Path

import msgspec
import pytest
from tests.acts import UNKNOWN_BOOKING, deliver, tables
from tests.fakes.carrier import Booking, Passenger, pnrgov
from tests.fakes.officers import CARRIER

from tournai.errors import Malformed
from tournai.node.duties.pushes import receive_push
from tournai.node.transport import Receipt

NUMBER = "378282246310005"
PAYMENT = ("FOP", ("CC", "", "9.00", "AX", NUMBER, "1230"))
REMARK = ("IFT", ("4", "28"), f"PAID BY CARD {NUMBER[:4]} {NUMBER[4:10]} {NUMBER[10:]}")
HISTORY = ("LTS", f"0/O/FP CCAX{NUMBER}/1230")
PAYER = Passenger("DEWINTERE", "FLEURTJE", extra=(("TKT", ("1234567890123", "T", "1")), PAYMENT, REMARK))
PAID = Booking("LOC7Q9", (PAYER,), extra=(HISTORY,))
HIDDEN = [NUMBER[:11].encode(), NUMBER[4:].encode(), b"3782 822463 10005", NUMBER.encode().hex().encode()]


class Recording:
    """A spool that remembers what it was given."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def put(self, body, **_):
        self.bodies.append(body)
        return Receipt("01", b"")


def found_in(folder: Path) -> list[str]:
    """Return the files of a folder that hold the number in one of its spellings."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(spelling in path.read_bytes() for spelling in HIDDEN)]


def test_spool_is_given_a_body_of_the_same_length_without_the_number(node):
    spool = Recording()
    body = pnrgov(PAID)

    receive_push(msgspec.structs.replace(node.ports, spool=spool), CARRIER, body, channel="http")

    [kept] = spool.bodies
    assert len(kept) == len(body)
    assert [spelling for spelling in HIDDEN if spelling in kept] == []


@pytest.mark.parametrize("body", [pnrgov(PAID), b"UNB+IATA:1+XX+GOV+261130:0900+R1'FOP+CC::9:AX:378282246310005'"])
def test_no_file_of_the_node_holds_the_number(node, body):
    deliver(node, body)

    assert found_in(node.settings.data) == []


SPACED = "3782 822463 10005"
HIDING_PLACES = [
    f"FOP+CC::9.00:AX:{NUMBER}:1230:A1+CC::1.00:AX:{NUMBER}",
    f"FOP+CC::9.00:XX:{NUMBER}",
    f"IFT+4:28::XX+OSI YY {NUMBER}",
    f"IFT+4:43+{SPACED}",
    f"IFT+4:15+{NUMBER[:8]}\r\n{NUMBER[8:]}",
    f"SSR+OTHS:HK:1:XX:::::CC {SPACED}",
    f"SSR+FOID:HK:1:XX:::::CCAX{NUMBER}",
    f"ADD++702:RUE HAUTE 1:BRUSSELS:::BE:1000:{NUMBER}",
    f"EBD+EUR:50.00+1::N'FOP+CC::9.00:AX:{NUMBER}",
    f"MON+B:94.34:EUR:{NUMBER}",
    f"LTS+0/O/FP CCAX{NUMBER}/1230",
    f"LTS+0/O/SR/RM {NUMBER[:4]}-{NUMBER[4:10]}-{NUMBER[10:]}",
    f"QQQ+{NUMBER}",
    f"TIF+DEWINTERE:{NUMBER}+FLEURTJE:A:1",
]


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_number_is_in_no_byte_wherever_in_a_booking_it_hides(node, place):
    body = pnrgov(PAID, UNKNOWN_BOOKING, reference="R9").replace(b"'TKT+", f"'{place}'TKT+".encode())
    spool = Recording()
    receive_push(msgspec.structs.replace(node.ports, spool=spool), CARRIER, body, channel="http")
    deliver(node, body)

    bare = spool.bodies[0].translate(None, b" -\r\n")
    assert (NUMBER.encode() in bare, NUMBER[6:-4].encode() in bare) == (False, False)
    assert found_in(node.settings.data) == []
    assert [row for rows in tables(node, without=()).values() for row in rows if NUMBER[:11] in repr(row)] == []


def test_offsets_of_defects_hold_after_a_number_before_them_was_cut(node):
    body = pnrgov(PAID, UNKNOWN_BOOKING).replace(b"UNT+", b"UNT+9")
    deliver(node, body)

    with node.ports.look() as unit:
        [flight] = unit.travel.coming_flights(node.ports.clock())
        [push] = unit.travel.pushes_of([flight.flight_id])
    assert f'"offset":{body.index(b"UNT+")}' in push.defects


def test_body_in_which_no_number_can_be_found_is_not_taken(node):
    with pytest.raises(Malformed):
        receive_push(node.ports, CARRIER, b"\x1f\x8b\x08\x00", channel="http")

    assert node.ports.spool.pending() == []
