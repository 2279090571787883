"""What the demonstration shows of registers: one that is asked about each traveller, and documents that were stolen."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice

import msgspec

from tournai.alerts import Alert
from tournai.alerts.police_categories import CATEGORIES
from tournai.cli.node import operator
from tournai.node.assembly import Node
from tournai.node.duties.alert_sources import import_alerts
from tournai.node.duties.registers import open_register
from tournai.node.duties.sealed_records import open_record, travellers_of
from tournai.node.duties.views import ImportReport
from tournai.simulate import Evening
from tournai.simulate.registers import SimulatedRegister
from tournai.travel.records import TravelDocument
from tournai.values import Actor, Document, DocumentKind, DocumentNumber, Name, Person, Role

REGISTER, STOLEN = "Simulated register", "Synthetic stolen documents"
DISCREET = "36"
"""The category of the register's alerts: Regulation (EU) 2018/1862, Art. 36."""
KNOWN_TO_REGISTER, STOLEN_DOCUMENTS = 2, 3
SENIOR = Actor("senior", Role.SENIOR_ANALYST)


class Registers(msgspec.Struct, frozen=True):
    """What came of it: documents listed as stolen, and matches with either source."""

    listed: int
    matches: int


def make_register(evening: Evening, now: datetime) -> SimulatedRegister:
    """Return a register that knows two ordinary travellers by their documents."""
    known = [one for one in evening.lookalikes if one.document_number][:KNOWN_TO_REGISTER]
    return SimulatedRegister(
        REGISTER,
        (
            Alert(
                reference=f"SIM-{number}",
                category=DISCREET,
                person=Person(
                    names=(Name(one.surname, one.given),),
                    documents=(Document(DocumentNumber(one.document_number), DocumentKind.PASSPORT),),
                ),
                legal_basis=CATEGORIES[DISCREET].article,
                listed_on=now.date(),
                action="discreet check (demonstration)",
            )
            for number, one in enumerate(known, 1)
        ),
    )


def enter_register(node: Node, approve: Callable[[str], None]) -> None:
    """Enter the register as a source, and have it approved."""
    open_register(node.ports, SENIOR, REGISTER)
    approve(REGISTER)


def list_stolen(node: Node, approve: Callable[[str], None]) -> ImportReport:
    """Import a list of documents that travellers of the evening carry, and have it approved."""
    today = node.ports.clock().date()
    lines = [_line(document, today) for document in islice(_carried(node), STOLEN_DOCUMENTS)]
    header = "document_number,document_kind,issuing_state,circumstance,reported_on"
    data = "\n".join((header, *lines)).encode()
    report = import_alerts(node.ports, operator(), source=STOLEN, format="documents", data=data)
    approve(STOLEN)
    return report


def count_registers(node: Node, listed: ImportReport) -> Registers:
    """Return what came of the register and the list."""
    with node.ports.look() as unit:
        matches = unit.matches.matches(["new", "reopened"])
        alerts = unit.alerts.alerts([match.alert_id for match in matches if match.alert_id is not None])
    found = [alert for alert in alerts.values() if alert.source in (REGISTER, STOLEN)]
    return Registers(listed.added, len(found))


def _carried(node: Node) -> Iterator[TravelDocument]:
    """Yield a passport of the first traveller of each coming flight who has one."""
    with node.ports.look() as unit:
        for flight in unit.travel.coming_flights(node.ports.clock()):
            pairs = unit.travel.travellers_of_flight(flight.flight_id)
            people = (travellers_of(open_record(node.ports.keys, record))[row.ordinal] for row, record in pairs)
            found = (one for person in people for one in person.documents if one.number and one.issuing_state)
            yield from islice(found, 1)


def _line(document: TravelDocument, today: date) -> str:
    return f"{document.number},P,{document.issuing_state},stolen,{today}"
