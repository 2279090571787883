"""The grammar of a PNRGOV booking as a table: in which group which segment may stand, and what reads it there.

The segments that begin a group may follow anything: real messages leave groups out, repeat them and put them in another
order. A segment that belongs to no group where it stands is dropped and counted; one of an unknown tag is a defect too.

Source: IATA/WCO/ICAO PNRGOV implementation guide, releases 10.1 to 17.1 (message diagram, groups 1 to 12). LTS is older
than the diagram's groups 10 to 12 and still sent beside them. IFT within group 3 is practice, and no release's.
"""

from collections.abc import Iterable

from tournai.travel.edifact import Segment
from tournai.travel.groups import booking, flights, history, travellers
from tournai.travel.groups.flights import told_apart
from tournai.travel.groups.state import BookingState, Grammar, Group, Reader, Shared
from tournai.travel.records import Defect, Place, Pnr
from tournai.travel.service_requests import settle_requests, tie_infants


def _misplaced(state: BookingState, segment: Segment) -> None:
    if len(segment.text) > len(segment.tag):
        state.minimiser.drop("segment out of its group")


_ANYWHERE: dict[str, Reader] = {
    "RCI": booking.read_late_locator,
    "TIF": travellers.read_traveller,
    "SSR": booking.read_service,
    "IFT": booking.drop_text,
    "TVL": flights.read_flight,
    "TRI": _misplaced,
    "EQN": history.read_split,
    "MSG": history.begin_other_travel,
    "ABI": history.read_author,
    "SAC": history.read_action,
    "LTS": history.drop_unstructured,
    "TKT": travellers.drop_ticket,
    "FOP": travellers.drop_payment,
    "TBD": flights.drop_bags,
    "EBD": booking.read_bags_paid,
    **dict.fromkeys(("DAT", "ORG", "ADD", "FTI", "REF", "FAR", "MON", "PTK", "TXD", "SSD", "ERC"), _misplaced),
    **dict.fromkeys(("TRA", "RPI", "APD"), _misplaced),
}
"""What each tag means where its group's own table says nothing: mostly that its group begins."""

_PERSONAL: dict[str, Reader] = {
    **_ANYWHERE,
    "FTI": travellers.read_loyalty,
    "REF": travellers.read_reference,
    "EBD": travellers.read_bags_of_traveller,
    "FAR": travellers.read_fares,
    "IFT": travellers.read_text_of_traveller,
    "TKT": travellers.read_ticket,
    "MON": travellers.read_price,
    "PTK": travellers.read_conditions,
    "TXD": travellers.read_tax,
    "DAT": travellers.read_date_of_issue,
    "FOP": travellers.read_payment,
}
_FLIGHT: dict[str, Reader] = {
    **_ANYWHERE,
    "TRA": flights.read_operator,
    "RPI": flights.read_status,
    "APD": flights.read_equipment,
    "RCI": flights.read_locator_of_flight,
    "DAT": flights.read_time_of_check_in,
    "ORG": flights.drop_desk,
    "TRI": flights.read_check_in,
    "TIF": flights.read_traveller_checked_in,
}

GRAMMAR: Grammar = {
    Group.BOOKING: {
        **_ANYWHERE,
        "RCI": booking.read_locator,
        "DAT": booking.read_changes,
        "IFT": booking.read_contacts,
        "ORG": booking.read_origin,
        "ADD": booking.read_addresses,
    },
    Group.TRAVELLER: {**_PERSONAL, "ADD": travellers.drop_third_party},
    Group.TICKET: {**_PERSONAL, "ADD": travellers.read_billing_address},
    Group.PAYMENT: {**_PERSONAL, "ADD": travellers.read_billing_address},
    Group.FLIGHT: _FLIGHT,
    Group.CHECK_IN: {**_FLIGHT, "SSD": flights.read_seat, "TBD": flights.read_bags},
    Group.SPLIT: {**_ANYWHERE, "RCI": history.read_split_locators},
    Group.LAND: {**_ANYWHERE, "TVL": history.drop_other_travel},
    Group.HISTORY: {
        **dict.fromkeys(_ANYWHERE, history.drop_content),
        "ABI": history.read_author,
        "DAT": history.read_time_of_change,
        "SAC": history.read_action,
        "LTS": history.drop_unstructured,
    },
    Group.CHANGE: {
        **dict.fromkeys(_ANYWHERE, history.drop_content),
        "ABI": history.read_author,
        "DAT": history.read_time_of_change,
        "SAC": history.read_action,
        "LTS": history.drop_unstructured,
        "TIF": history.read_changed_name,
        "TVL": history.read_changed_flight,
        "RPI": history.read_changed_status,
    },
}
"""Group -> tag -> what reads it."""

TAGS = frozenset({"SRC", *GRAMMAR[Group.BOOKING]})
"""The tags of a booking's segments."""

DROPPED_TAGS = ("ERC", "LTS")
"""Segments of which no group keeps anything: unstructured history, and an answer's error codes."""


def read_booking(place: Place, segments: Iterable[Segment], shared: Shared) -> tuple[Pnr, list[Defect]]:
    """Return one booking out of its segments, SRC left out, and its defects; never raises on their content."""
    state = BookingState(place, shared, GRAMMAR)
    for segment in segments:
        read = state.readers.get(segment.tag)
        if read is not None:
            read(state, segment)
        else:
            _unknown(state, segment)
    return _finish(state, shared)


def _unknown(state: BookingState, segment: Segment) -> None:
    state.minimiser.drop("unknown segment")
    message = "no segment of this tag belongs to a booking; it was dropped"
    state.booking.report(Place("", segment.ordinal, segment.offset), "unknown-segment", message)


def _finish(state: BookingState, shared: Shared) -> tuple[Pnr, list[Defect]]:
    """Settle what waited for the booking's end."""
    state.close_check_in()
    history.close_change(state)
    found = state.booking
    if state.requests:
        settle_requests(found, state.requests, shared.reference)
    if found.has_infants:
        tie_infants(found)
    pushed = shared.flight
    found.legs = [told_apart(leg, pushed) for leg in state.legs()] if pushed is not None else state.legs()
    if not found.locators:
        found.report(found.place, "locator-missing", "the booking has no readable record locator (RCI)")
    pnr = found.freeze()
    shared.minimiser.add(pnr.dropped)
    return pnr, found.defects
