"""Whether two records are one booking, and which flight a codeshare is.

Source: IATA/WCO/ICAO PNRGOV implementation guide 13.1, RCI, EQN (split) and TVL (C306).
"""

from datetime import date, datetime

import pytest

from tournai.travel.records import Leg, Locator, Pnr, Push, Traveller
from tournai.travel.records import MessageFormat as Format
from tournai.travel.resolution import Sameness, is_operators_push, operating_designator, same_booking

OCTOBER, JANUARY = datetime(2026, 10, 1, 12, 0), datetime(2026, 1, 5, 8, 0)
ORLANDIC, DEWINTERE = Traveller("ORLANDIC", "TIBOR"), Traveller("DEWINTERE", "FLEURTJE")


def pnr(*locators: str, created: datetime | None = None, of: Traveller = ORLANDIC, **changes: object) -> Pnr:
    named = tuple(Locator(*locator.split(":"), created=created) for locator in locators)
    return Pnr(named, travellers=(of,), **changes)  # type: ignore[arg-type]


class TestBooking:
    def test_shared_locator_and_name_are_one_booking(self) -> None:
        assert same_booking(pnr("XX:LOC7Q1", "YY:ABCDEF"), pnr("YY:ABCDEF")) is Sameness.SAME

    def test_name_that_was_corrected_is_confirmed_by_the_date_of_creation(self) -> None:
        other = pnr("XX:LOC7Q1", created=OCTOBER, of=Traveller("ORLANDITSCH", "TIBOR"))

        assert same_booking(pnr("XX:LOC7Q1", created=OCTOBER), other) is Sameness.SAME

    def test_locator_that_was_used_again_is_another_booking(self) -> None:
        other = pnr("XX:LOC7Q1", created=JANUARY, of=DEWINTERE)

        assert same_booking(pnr("XX:LOC7Q1", created=OCTOBER), other) is Sameness.REUSED

    def test_shared_locator_without_any_confirmation_is_said_to_be_likely(self) -> None:
        assert same_booking(pnr("XX:LOC7Q1"), pnr("XX:LOC7Q1", of=DEWINTERE)) is Sameness.LIKELY

    def test_same_letters_of_another_system_are_another_booking(self) -> None:
        assert same_booking(pnr("XX:LOC7Q1"), pnr("YY:LOC7Q1")) is Sameness.OTHER

    def test_booking_split_from_another_is_no_version_of_it(self) -> None:
        child = pnr("XX:CHILD1", split_from=(Locator("XX", "LOC7Q1"),))

        assert same_booking(child, pnr("XX:LOC7Q1")) is Sameness.SPLIT
        assert same_booking(pnr("XX:LOC7Q1"), child) is Sameness.SPLIT

    @pytest.mark.parametrize("spelling", ["O'BRIEN", "O BRIEN", "obrien"])
    def test_signs_in_a_name_do_not_count(self, spelling: str) -> None:
        other = pnr("XX:LOC7Q1", of=Traveller(spelling, "ANNE MARIE"))

        assert same_booking(pnr("XX:LOC7Q1", of=Traveller("OBRIEN", "ANNEMARIE")), other) is Sameness.SAME


def leg(carrier: str, number: str, operating: str = "", operating_number: str = "") -> Leg:
    return Leg(
        carrier,
        number,
        "NCE",
        "BRU",
        departure_date=date(2026, 12, 1),
        operating_carrier=operating,
        operating_number=operating_number,
    )


class TestOperatingFlight:
    """Directive (EU) 2016/681, Art. 8(1): the carrier that operates a code-shared flight transfers its data."""

    def test_leg_that_names_the_operating_flight_is_that_flight(self) -> None:
        found = operating_designator(leg("YY", "4717", "XX", "0717"))

        assert (found.carrier, found.number) == ("XX", "717")

    def test_number_is_completed_by_the_bookings_of_the_message(self) -> None:
        booking = Pnr((), legs=(leg("YY", "4717", "XX", "717"),))

        found = operating_designator(leg("YY", "4717", "XX"), [booking])

        assert (found.carrier, found.number) == ("XX", "717")

    def test_bookings_that_disagree_complete_nothing(self) -> None:
        bookings = [Pnr((), legs=(leg("YY", "4717", "XX", number),)) for number in ("717", "718")]

        found = operating_designator(leg("YY", "4717"), bookings)

        assert (found.carrier, found.number) == ("YY", "4717")

    def test_flight_without_a_codeshare_is_its_own(self) -> None:
        found = operating_designator(leg("XX", "0717"))

        assert (found.carrier, found.number) == ("XX", "717")

    def test_push_of_a_seller_is_not_the_operators(self) -> None:
        push = Push(Format.PNRGOV, "13:1", sender="YY", legs=(leg("YY", "4717", "XX"),))

        assert not is_operators_push(push, "XX")
        assert is_operators_push(push, "YY")
