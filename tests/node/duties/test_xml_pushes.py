"""Pushes in XML go the way of those in EDIFACT: stored, replaced, and without a card number before they are spooled."""

from tests.acts import SOUGHT_BOOKING, UNKNOWN, UNKNOWN_BOOKING, deliver, flights, prepare_alerts, queue
from tests.fakes.carrier import FULL, Booking, Passenger, pnrgov

from tournai.travel import read_travel_file, write_pnrgov_xml

CARD = b"378282246310005"
PAYMENT = b'<PaymentInfo PaymentType="CC" VendorCode="AX" AccountNbr="%s"/>' % CARD
TICKET = b"<TicketDocument>" + PAYMENT + b"</TicketDocument></Passenger>"


def as_xml(body: bytes) -> bytes:
    return write_pnrgov_xml(read_travel_file(body).pushes[0])


def test_push_in_xml_is_counted_on_the_board(node):
    deliver(node, as_xml(pnrgov(SOUGHT_BOOKING, Booking("LOC7Q3", (UNKNOWN, Passenger("DEWINTERE", "OSCAR"))))))

    [flight] = flights(node)

    assert (flight.designator, flight.departure_airport, flight.arrival_airport) == ("XX 717", "NCE", "BRU")
    assert (flight.pnrs, flight.travellers) == (2, 3)
    assert str(flight.departure_at) == "2026-12-01 10:00:00+00:00"


def test_traveller_of_a_push_in_xml_is_matched(node):
    prepare_alerts(node)

    deliver(node, as_xml(pnrgov(SOUGHT_BOOKING)))

    assert len(queue(node)) == 1


def test_full_push_in_xml_takes_off_what_it_lacks_whatever_the_first_was_written_in(node):
    deliver(
        node, pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING, function=FULL), as_xml(pnrgov(UNKNOWN_BOOKING, function=FULL))
    )

    [flight] = flights(node)

    assert (flight.pnrs, flight.travellers) == (1, 1)


def test_damaged_full_push_takes_nobody_off(node):
    whole = as_xml(pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING, function=FULL))
    start = whole.index(b"<PNR ", whole.index(b"<PNR ") + 1)

    deliver(node, whole, whole[: start + 5])

    assert flights(node)[0].pnrs == 2


def test_no_card_number_of_a_push_in_xml_reaches_a_file(node):
    body = as_xml(pnrgov(UNKNOWN_BOOKING)).replace(b"</Passenger>", TICKET)

    deliver(node, body)

    files = [path for path in node.settings.data.rglob("*") if path.is_file()]
    assert CARD in body
    assert [path.name for path in files if CARD in path.read_bytes()] == []
