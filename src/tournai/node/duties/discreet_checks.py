"""Possible hits with alerts for discreet, inquiry or specific checks: seen by the entitled officer, by nobody else.

Every check of a document makes one where it resembles such an alert, whoever checks: a gate, an officer of the first
line, the entitled officer. None of them is answered otherwise for it; the entitled officer finds it on a page of their
own, with the action to be taken, and writes the form for SIRENE.

Source: Regulation (EU) 2018/1862, Art. 36, 37 and 8(3); rules SIS-04, SIS-07.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from tournai.casework.sirene_forms import (
    REPORT_WITHIN,
    CheckState,
    Circumstances,
    SireneForm,
    check_circumstances,
    form_number,
)
from tournai.errors import Malformed, Refused
from tournai.node.duties.border_alerts import Met
from tournai.node.duties.border_rows import StoredDiscreetCheck
from tournai.node.duties.border_sources import BorderSource, border_sources
from tournai.node.duties.document_grounds import BORDER
from tournai.node.duties.holder_alerts import AlertMet, alert_met
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import NODE, Duty, Ground, duty
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.oversight.retention import Kept, due
from tournai.values import Actor, Person, Reference


class Content(msgspec.Struct, frozen=True):
    """What is sealed of one: alert, holder, who checked the document, and the form once it is written."""

    alert: AlertMet
    holder: Person
    checked_by: str
    form: SireneForm | None = None


class DiscreetLine(msgspec.Struct, frozen=True):
    """One in the list, opened for the entitled officer."""

    check_id: str
    met_at: datetime
    due_at: datetime
    ends_at: datetime
    state: str
    content: Content


class DiscreetPage(msgspec.Struct, frozen=True):
    """The possible hits, newest first, and which alert sources checks of documents use."""

    now: datetime
    checks: tuple[DiscreetLine, ...]
    sources: tuple[BorderSource, ...]


def keep_discreet(ports: Ports, checking: Duty, met: Sequence[Met]) -> list[str]:
    """Keep the possible hits of a check, in its transaction; return their identifiers.

    A document that is checked again within the time of its possible hit makes no other.
    """
    return [_keep(ports, checking, each) for each in met]


def show_discreet(ports: Ports, actor: Actor, *, only: Sequence[str] | None = None) -> DiscreetPage:
    """Return the possible hits, opened; ``only`` those named.

    Raises:
        Refused: The actor is not the entitled officer (rule SIS-04).
    """
    with duty(ports, actor, Action.VIEW_DISCREET, BORDER) as looking:
        rows = [row for row in looking.unit.border.checks() if row.ends_at > looking.now]
        if only is not None:
            rows = [row for row in rows if row.check_id in only]
        lines = _lines(ports, rows)
        for line in lines:
            looking.record(EventKind.DISCREET_CHECK_CONSULTED, line.check_id, ground=_ground(line.check_id))
        return DiscreetPage(looking.now, tuple(lines), border_sources(looking.unit, looking.now))


def report_discreet(ports: Ports, actor: Actor, check_id: str, seen: Circumstances) -> str:
    """Confirm a possible hit and write the form for SIRENE; return its number.

    Raises:
        Refused: The actor is not the entitled officer, it was reported before, or the place is missing.
        Malformed: There is no such possible hit any more.
    """
    with duty(ports, actor, Action.REPORT_DISCREET, BORDER) as reporting:
        row, line = _open(ports, reporting, check_id)
        check_circumstances(seen)
        form = _form(reporting, line, seen)
        content = msgspec.structs.replace(line.content, form=form)
        key = ports.keys.open_data_keys([row.key_id])[row.key_id]
        reporting.unit.border.replace_check(
            msgspec.structs.replace(
                row,
                state=CheckState.REPORTED.value,
                ends_at=due(Kept.DISCREET_CHECK, reporting.now),
                sealed=ports.keys.seal(key, msgspec.json.encode(content), context=_context(check_id)),
                reported_at=reporting.now,
                reported_by=actor.identifier,
            )
        )
        reporting.record(
            EventKind.DISCREET_CHECK_REPORTED,
            check_id,
            ground=_ground(check_id),
            in_time=int(reporting.now <= row.due_at),
        )
    return form.number


def refute_discreet(ports: Ports, actor: Actor, check_id: str) -> None:
    """Say that it is another person or document; what was kept of it is destroyed.

    Raises:
        Refused: The actor is not the entitled officer, or it was reported before.
        Malformed: There is no such possible hit any more.
    """
    with duty(ports, actor, Action.REPORT_DISCREET, BORDER) as refuting:
        row, _ = _open(ports, refuting, check_id)
        ports.keys.destroy_data_keys([row.key_id])
        refuting.unit.border.erase_checks([check_id])
        refuting.record(EventKind.DISCREET_CHECK_REFUTED, check_id, ground=_ground(check_id))


def end_discreet_checks(ports: Ports) -> int:
    """Destroy those whose time is over, and forget tickets that have ended; return how many checks there were."""
    now = ports.clock()
    with ports.look() as unit:
        if not unit.border.checks_over(now):
            return 0
    with ports.begin() as unit:
        ending = Duty(unit, ports.clock(), NODE, BORDER)
        over = unit.border.checks_over(ending.now)
        # The keys first: where this is killed, nothing opens any more, and doing it again deletes the rows.
        ports.keys.destroy_data_keys([row.key_id for row in over])
        unit.border.erase_checks([row.check_id for row in over])
        ending.record(EventKind.DISCREET_CHECKS_ERASED, checks=len(over))
    return len(over)


def _keep(ports: Ports, checking: Duty, met: Met) -> str:
    number = met.holder.documents[0].number if met.holder.documents else ""
    subject = ports.keys.blind("discreet checks", "alert and document", f"{met.alert.alert_id}\x1f{number}")
    known = checking.unit.border.check_of(subject)
    if known is not None:
        checking.record(EventKind.DISCREET_CHECK_MET, known.check_id, alert=met.alert.alert_id)
        return known.check_id
    check_id = ports.identifier()
    [key] = ports.keys.create_data_keys(1, "discreet check")
    content = Content(alert_met(met), met.holder, checking.actor.identifier)
    checking.unit.border.add_check(
        StoredDiscreetCheck(
            check_id=check_id,
            subject=subject,
            met_at=checking.now,
            due_at=checking.now + REPORT_WITHIN,
            ends_at=due(Kept.DISCREET_CHECK_OPEN, checking.now),
            state=CheckState.NEW.value,
            key_id=key.identifier,
            sealed=ports.keys.seal(key.material, msgspec.json.encode(content), context=_context(check_id)),
        )
    )
    checking.record(EventKind.DISCREET_CHECK_MET, check_id, alert=met.alert.alert_id)
    return check_id


def _lines(ports: Ports, rows: Sequence[StoredDiscreetCheck]) -> list[DiscreetLine]:
    keys = ports.keys.open_data_keys([row.key_id for row in rows])
    lines = []
    for row in rows:
        if row.key_id in keys:
            opened = ports.keys.unseal(keys[row.key_id], row.sealed, context=_context(row.check_id))
            content = msgspec.json.decode(opened, type=Content)
            lines.append(DiscreetLine(row.check_id, row.met_at, row.due_at, row.ends_at, row.state, content))
    return lines


def _open(ports: Ports, acting: Duty, check_id: str) -> tuple[StoredDiscreetCheck, DiscreetLine]:
    row = acting.unit.border.check(check_id)
    lines = _lines(ports, [row]) if row is not None and row.ends_at > acting.now else []
    if row is None or not lines:
        raise Malformed("there is no such possible hit any more", code="no-check")
    if row.state != CheckState.NEW.value:
        raise Refused("the form was written: a mistake is told to SIRENE", rule="SIS-04")
    return row, lines[0]


def _form(reporting: Duty, line: DiscreetLine, seen: Circumstances) -> SireneForm:
    alert, holder = line.content.alert, line.content.holder
    document = " ".join(f"{one.issuing_state or ''} {one.number}".strip() for one in holder.documents)
    return SireneForm(
        number=form_number(line.met_at, line.check_id),
        alert=alert.reference,
        source=alert.source,
        category=alert.category,
        action=alert.action,
        met_at=line.met_at,
        reported_at=reporting.now,
        reported_by=reporting.actor.identifier,
        document=document,
        seen=seen,
    )


def _ground(check_id: str) -> Ground:
    return msgspec.structs.replace(BORDER, reference=Reference("discreet check", check_id))


def _context(check_id: str) -> bytes:
    return f"discreet check\x00{check_id}".encode()
