"""What a dissemination may rest on: a hit on a flight that is still to come, or an approved request that names whom.

Source: Directive (EU) 2016/681, Art. 6(2), 6(6), 9(2) and 12(3); C-817/19; rules PNR-10, PNR-11, PNR-15, PNR-18.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from tournai.casework.annex import Element
from tournai.casework.reviews import MatchState, check_may_be_sent
from tournai.errors import Malformed, Refused, Unavailable
from tournai.node.duties.annex_facts import facts_by_element
from tournai.node.duties.grounds import basis_of_match
from tournai.node.duties.locks import is_locked
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import Duty
from tournai.node.duties.rows import Flight, StoredMatch, StoredRecord, StoredTraveller
from tournai.node.duties.screening import read_alert
from tournai.node.duties.sealed_records import open_record
from tournai.node.duties.searches import named_in_period, open_reasoned_request
from tournai.node.duties.traveller_views import FactView
from tournai.node.duties.travellers import require_approved
from tournai.oversight.retention import Kept, is_due
from tournai.values import Reference
from tournai.values.offences import offence_of

HIT, ANSWER = "hit", "answer"
CRITERION = "criterion"
"""What stands for the source of an alert where a criterion made the match."""


class Sought(msgspec.Struct, frozen=True):
    """What is behind a hit, as the recipient is told of it: whose alert and which entry, or which criterion; and the
    grounds of the review."""

    source: str
    reference: str
    category: str
    grounds: tuple[str, ...]


class Occasion(msgspec.Struct, frozen=True):
    """Why something of a person may be sent, of whom and on which flight; ``recipient``: who asked, for an answer."""

    kind: str
    reference: Reference
    traveller: StoredTraveller
    flight: Flight
    offence: str
    sought: Sought | None = None
    recipient: str = ""


def occasion_of(ports: Ports, sending: Duty, reference: Reference, traveller_id: str) -> Occasion:
    """Return what a match or request allows to send of a traveller.

    Raises:
        Refused: The match is no hit (PNR-10), its flight has left (PNR-15), the request is not approved or has ended
            (PNR-15), does not name this traveller (PNR-11), or the data is masked (PNR-18).
        Malformed: There is no such match or traveller.
    """
    if reference.kind == "match":
        return _hit(ports, sending, reference)
    if reference.kind != "request":
        raise Refused("something is sent from a hit or under a request: name one", rule="SYS-01")
    return _answer(ports, sending, reference, traveller_id)


def facts_to_send(ports: Ports, unit: Unit, occasion: Occasion) -> dict[Element, tuple[FactView, ...]]:
    """Return the facts of the person by element: of all current records of the flight that are this person.

    Raises:
        Unavailable: The data was deleted.
    """
    found: dict[Element, dict[tuple[str, str, str], FactView]] = {}
    for element, fact in _flight_facts(occasion.flight):
        found.setdefault(element, {})[fact.section, fact.label, fact.value] = fact
    for row, record in _records(unit, occasion):
        for element, facts in facts_by_element(open_record(ports.keys, record), row.ordinal).items():
            for fact in facts:
                found.setdefault(element, {}).setdefault((fact.section, fact.label, fact.value), fact)
    return {element: tuple(found[element].values()) for element in Element if element in found}


def _flight_facts(flight: Flight) -> Iterator[tuple[Element, FactView]]:
    """Yield what is known of the flight itself: a booking need not repeat it, and a list never does."""
    values = {
        "flight": f"{flight.carrier} {flight.number}",
        "from": flight.departure_airport,
        "to": flight.arrival_airport,
    }
    times = {"departure, local": flight.departure_local, "arrival, local": flight.arrival_local}
    for label, value in values.items():
        yield Element.ITINERARY, FactView("itinerary", label, value)
    for label, moment in times.items():
        if moment is not None:
            text = moment.isoformat(sep=" ", timespec="minutes")
            yield Element.TRAVEL_DATES, FactView("itinerary", label, text)


def _hit(ports: Ports, sending: Duty, reference: Reference) -> Occasion:
    unit = sending.unit
    match = unit.matches.match(reference.identifier)
    if match is None:
        raise Malformed("there is no such match", code="no-match")
    check_may_be_sent(MatchState(match.state))
    pair, flight = unit.travel.traveller(match.traveller_id), unit.travel.flight(match.flight_id)
    if pair is None or flight is None:
        raise Unavailable("the match's traveller or flight is gone")
    if is_locked(ports, flight, sending.now):
        raise Refused(
            "the flight has landed or left: what is sent now needs a request that a court or independent body approved",
            rule="PNR-15",
        )
    offence = basis_of_match(unit, match).offence
    return Occasion(HIT, reference, pair[0], flight, offence, _sought(unit, match))


def _sought(unit: Unit, match: StoredMatch) -> Sought:
    last = unit.matches.reviews(match.match_id)[-1]
    grounds = tuple(msgspec.json.decode(last.grounds, type=list[str]))
    alert = unit.alerts.alert(match.alert_id) if match.alert_id is not None else None
    if alert is None:
        return Sought(CRITERION, match.criterion_id or "", "", grounds)
    return Sought(alert.source, read_alert(alert).reference, alert.category, grounds)


def _answer(ports: Ports, sending: Duty, reference: Reference, traveller_id: str) -> Occasion:
    stored = require_approved(sending, reference.identifier)
    request = open_reasoned_request(ports, stored)
    decisions = {decision.element: decision for decision in sending.unit.cases.decisions(reference.identifier)}
    for number, element in enumerate(request.elements):
        if number in decisions and not decisions[number].is_answered:
            continue
        for row, record, flight in named_in_period(ports, sending.unit, request, element):
            if row.traveller_id == traveller_id:
                _check_not_masked(sending.unit, record, sending.now)
                offence = offence_of(request.offence.offence).identifier
                return Occasion(ANSWER, reference, row, flight, offence, recipient=request.authority)
    raise Refused("no element that is answered names this traveller: send what the search finds", rule="PNR-11")


def _check_not_masked(unit: Unit, record: StoredRecord, now: datetime) -> None:
    push = unit.travel.push(record.push_id)
    if push is not None and is_due(Kept.IDENTITY_ELEMENTS, push.received_at, now):
        raise Refused(
            "six months have passed: this data is masked, and opened under an approval for this record alone",
            rule="PNR-18",
        )


def _records(unit: Unit, occasion: Occasion) -> list[tuple[StoredTraveller, StoredRecord]]:
    own = unit.travel.traveller(occasion.traveller.traveller_id)
    current = unit.travel.same_person(occasion.flight.flight_id, occasion.traveller.person)
    is_current = own is not None and any(row.traveller_id == own[0].traveller_id for row, _ in current)
    # Under a request an earlier version may be what was asked for: then it alone is sent.
    return current if is_current or own is None else [own]
