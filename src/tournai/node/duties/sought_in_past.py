"""One alert against the stored past: only under one approved request, and nothing is compared before the approval.

Source: Directive (EU) 2016/681, Art. 6(2)(b) and 6(3)(a); C-817/19; rules PNR-08, PNR-11, PNR-15. Flights that are
still to come are not looked at here: they were compared when the alert came.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from tournai.alerts import NotEligible, eligibility_of
from tournai.casework.requests import ByAlert
from tournai.node.duties.comparing import person_of
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.rows import Flight, StoredAlert, StoredRecord, StoredTraveller
from tournai.node.duties.screening import index_version, read_alert, valid_eligibilities
from tournai.node.duties.sealed_records import open_records, travellers_of
from tournai.screening import Bearers, Index, Snapshot, batch_of, build_index, screen

BATCH = 5_000
"""Travellers that are opened and compared at once."""
Row = tuple[StoredTraveller, StoredRecord, Flight]


def eligible_alert(ports: Ports, unit: Unit, element: ByAlert) -> StoredAlert:
    """Return the alert that a request names.

    Raises:
        NotEligible: There is none in force of this source and reference, or travel data may not be matched against it.
            Rule PNR-08.
    """
    now = ports.clock()
    stored = unit.alerts.alert_of(element.source, element.reference)
    approvals = [approval for approval, _ in valid_eligibilities(unit, now)]
    is_eligible = (
        stored is not None
        and stored.is_active
        and eligibility_of(read_alert(stored), stored.source, approvals, now.date()) is not None
    )
    if stored is None or not is_eligible:
        raise NotEligible("no such alert is in force, or travel data may not be matched against it", rule="PNR-08")
    return stored


def sought_in_period(ports: Ports, unit: Unit, element: ByAlert, first: date, last: date) -> Iterator[Row]:
    """Yield the travellers of flights that departed within a period and resemble one alert, in the order of flights.

    Raises:
        NotEligible: Travel data may not be matched against the alert (rule PNR-08).
    """
    alert = eligible_alert(ports, unit, element)
    index = build_index(
        batch_of([(alert.alert_id, read_alert(alert).person)]), version=alert.digest, bearers=_bearers(ports, unit)
    )
    rows: list[Row] = []
    for flight in unit.criteria.past_flights(first, ports.clock()):
        # What a court annulled is not read while it waits to be erased.
        if flight.departure_date > last or unit.selections.is_annulled(flight.flight_id):
            continue
        rows += [(row, record, flight) for row, record in unit.travel.travellers_of_flight(flight.flight_id)]
        if len(rows) >= BATCH:
            yield from _compared(ports, index, rows)
            rows = []
    yield from _compared(ports, index, rows)


def _compared(ports: Ports, index: Index, rows: Sequence[Row]) -> Iterator[Row]:
    contents = open_records(ports.keys, list({record.record_id: record for _, record, _ in rows}.values()))
    kept = [row for row in rows if row[1].record_id in contents]
    persons = (person_of(travellers_of(contents[record.record_id])[one.ordinal]) for one, record, _ in kept)
    found = screen(index, batch_of(enumerate(persons)), limit=1)
    for number in sorted(int(key) for key in found.traveller):
        yield kept[number]


def _bearers(ports: Ports, unit: Unit) -> Bearers | None:
    """Return how rare names are among all alerts: one alone cannot tell."""
    whole = ports.indexes.load(index_version(unit, ports.clock()))
    if isinstance(whole, Snapshot):
        return whole.base.bearers
    return whole.bearers if whole is not None else None
