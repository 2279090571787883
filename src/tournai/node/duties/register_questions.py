"""The registers that a deployment configures, asked about the travellers of each push.

A register answers over a line, so it is asked after the push is stored and screened, in a job of its own: what it
answers is kept for a short time, and the flight is screened again. Only a register whose source is approved is asked,
only about travellers who may still be assessed, never about the stored past (Art. 6(2)(a); rules PNR-08, PNR-15).

Source: Directive (EU) 2016/681, Art. 6(3)(a); Regulation (EU) 2018/1862, Art. 56.
"""

from collections.abc import Sequence

from tournai.alerts import Alert
from tournai.node.duties.boarding import NOT_ABOARD
from tournai.node.duties.comparing import person_of
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ASSESSMENT, NODE, Duty
from tournai.node.duties.register_ports import AlertRegister
from tournai.node.duties.registers import MOST_ANSWERS, keep_answers
from tournai.node.duties.rows import StoredPush
from tournai.node.duties.screening import SCREEN_FLIGHT, valid_eligibilities
from tournai.node.duties.sealed_records import open_records, travellers_of
from tournai.oversight.events import EventKind
from tournai.values import Person

ASK_REGISTERS = "ask-registers"


def queue_questions(ports: Ports, storing: Duty, push: StoredPush) -> None:
    """Queue that the registers are asked about a push that was screened."""
    if ports.registers:
        storing.unit.intake.add_jobs(ASK_REGISTERS, [push.push_id], storing.now)


def ask_registers(ports: Ports, push_id: str) -> int:
    """Ask the registers about the travellers of a push, and have the flight screened; return how many alerts are kept.

    Raises:
        Unavailable: A register does not answer now: all are asked again.
    """
    with ports.look() as unit:
        push = unit.travel.push(push_id)
        persons = _persons(ports, unit, push) if push else []
        approved = {approval.source for approval, _ in valid_eligibilities(unit, ports.clock())}
    asked = [register for register in ports.registers if register.source in approved and persons]
    answers = {register.source: _answers(register, persons) for register in asked}
    with ports.begin() as unit:
        asking = Duty(unit, ports.clock(), NODE, ASSESSMENT)
        kept = 0
        for source, (alerts, unheeded) in answers.items():
            number, _ = keep_answers(asking, source, alerts, keys=ports.keys)
            kept += number
            asking.record(
                EventKind.REGISTER_ASKED,
                source,
                push=push_id,
                travellers=len(persons),
                alerts=number,
                unheeded=unheeded,
            )
        if push and kept:
            unit.intake.add_jobs(SCREEN_FLIGHT, [push.flight_id], asking.now)
        unit.intake.finish_job(ASK_REGISTERS, push_id)
        return kept


def _answers(register: AlertRegister, persons: Sequence[Person]) -> tuple[list[Alert], int]:
    """Return the alerts that a register gives, each once, and how many questions it answered with too many."""
    found: dict[str, Alert] = {}
    unheeded = 0
    for person in dict.fromkeys(persons):
        alerts = register.ask(person)
        if len(alerts) > MOST_ANSWERS:
            unheeded += 1
        else:
            found |= {alert.reference: alert for alert in alerts}
    return list(found.values()), unheeded


def _persons(ports: Ports, unit: Unit, push: StoredPush) -> list[Person]:
    """Return the persons of a push's current records, where the flight may still be assessed."""
    flight = unit.travel.flight(push.flight_id)
    if flight is None or ports.clock() > flight.assessable_until or unit.selections.is_annulled(push.flight_id):
        return []
    pairs = [
        (row, record)
        for row, record in unit.travel.travellers_of_flight(push.flight_id)
        if record.push_id == push.push_id and row.boarding != NOT_ABOARD
    ]
    contents = open_records(ports.keys, list({record.record_id: record for _, record in pairs}.values()))
    return [
        person_of(travellers_of(contents[record.record_id])[row.ordinal])
        for row, record in pairs
        if record.record_id in contents
    ]
