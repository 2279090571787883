"""PNRGOV: segments that recur, letter for letter, are read as if each stood alone."""

from tournai.travel import read_travel_file

ANNA = "TIF+EXAMPLE+ANNA:A:1"
BERT = "TIF+SPECIMEN+BERT:A:2"
OUT = "TVL+021230:0900:021230:1130+NCE+BRU+XX+1:Y"
BACK = "TVL+091230:0900:091230:1130+BRU+NCE+XX+2:Y"
TAXES = "TXD++1.20:::BE+3.40:::FR"
OTHERS_LOCATOR = "RCI+1B:GHIJKL"


class TestEachHasItsOwnPlace:
    """A value's place is its own segment's, wherever the same text stood before."""

    def test_taxes_of_two_tickets_stand_in_two_places(self, booking):
        pnr = booking(ANNA, "TKT+0001234567890", TAXES, BERT, "TKT+0001234567891", TAXES)

        taxes = [[tax.amount for tax in one.tickets[0].taxes] for one in pnr.travellers]
        ordinals = [one.tickets[0].taxes[1].place.ordinal for one in pnr.travellers]
        assert (taxes, ordinals) == ([["1.20", "3.40"]] * 2, [11, 14])

    def test_locator_of_two_flights_stands_in_two_places(self, booking):
        pnr = booking(ANNA, OUT, OTHERS_LOCATOR, BACK, OTHERS_LOCATOR)

        found = [[(one.locator, one.place.ordinal) for one in leg.locators] for leg in pnr.legs]
        assert found == [[("GHIJKL", 11)], [("GHIJKL", 13)]]


class TestEachLossIsCounted:
    """What is dropped from a segment is counted as often as the segment stands there."""

    def test_tax_out_of_layout_is_counted_twice(self, booking):
        wrong = "TXD++much:::BE"

        pnr = booking(ANNA, "TKT+0001234567890", wrong, BERT, "TKT+0001234567891", wrong)

        assert pnr.dropped == {"amount out of layout": 2}

    def test_locator_with_a_remark_is_counted_twice(self, booking):
        wrong = f"{OTHERS_LOCATOR}+1C:call her"

        pnr = booking(ANNA, OUT, wrong, BACK, wrong)

        assert pnr.dropped == {"locator out of layout": 2}
        assert [[one.locator for one in leg.locators] for leg in pnr.legs] == [["GHIJKL"], ["GHIJKL"]]


class TestLocatorsOfFlights:
    """Group 5 RCI: the booking's own locators, repeated at its flights, are left out."""

    def test_locator_that_becomes_the_bookings_own_is_left_out_from_then_on(self, pnrgov_bytes):
        late = ("EQN+1", BERT, OTHERS_LOCATOR)
        data = pnrgov_bytes("SRC", ANNA, OUT, OTHERS_LOCATOR, *late, BACK, OTHERS_LOCATOR)

        (pnr,) = read_travel_file(data).pushes[0].pnrs

        assert [len(leg.locators) for leg in pnr.legs] == [1, 0]


class TestContacts:
    """IFT 4:28 in the separators that the sender chose."""

    def test_contact_is_read_with_another_component_separator(self, pnrgov_bytes):
        data = pnrgov_bytes("SRC", "RCI+1A:ABCDEF", ANNA, "IFT+4:28::YY+CTCP 0032 2 000")

        (pnr,) = read_travel_file(b"UNA|+.? '" + data.replace(b":", b"|")).pushes[0].pnrs

        assert [contact.text for contact in pnr.travellers[0].contacts] == ["0032 2 000"]
