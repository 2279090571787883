"""Registers of alerts that are asked and not copied: SIS, INTERPOL's databases, a partner's.

A register answers about one person or document. An adapter of the port `AlertRegister` carries the question over
whatever line the authority has (a national SIS interface, an INTERPOL gateway); none is part of this program, and no
access to a real register is claimed. Those that a deployment configures are asked about each traveller of a push: see
`tournai.node.duties.register_questions`. What a register answers is kept as short-lived alerts of its source: screened
like any other, and destroyed after `ANSWER_HOURS`, or when the alert itself ends if that is sooner. Travel data is
told to a register only where its source is approved for matching (rule PNR-08).

Source: Regulation (EU) 2018/1862, Art. 56 (no copies into national files but short-lived ones), Art. 53.
"""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from tournai.alerts import Alert, eligibility_of, require_eligible
from tournai.alerts.police_categories import is_in_force
from tournai.errors import Malformed
from tournai.node.duties.alert_editions import new_alerts
from tournai.node.duties.coming_travellers import seek_again
from tournai.node.duties.ports import Keys, Ports
from tournai.node.duties.recording import ALERT_MANAGEMENT, Duty, Ground, duty
from tournai.node.duties.register_ports import AlertRegister
from tournai.node.duties.rows import NewAlert, StoredSource
from tournai.node.duties.screening import valid_eligibilities
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor, Person
from tournai.values.wordings import say

REGISTER = "register"
"""The format of a source that is asked: no list is imported under its name."""

ANSWER_HOURS = 24
"""How long an answer is kept: our choice, long enough for a flight and its review."""

MOST_ANSWERS = 200
"""More answers about one person are no answer: the question was too wide."""


def open_register(ports: Ports, actor: Actor, source: str) -> None:
    """Enter a register as a source of alerts, so that matching with it can be proposed; it holds nothing yet.

    Raises:
        Refused: The actor may not.
        Malformed: The name is taken or no name.
    """
    with duty(ports, actor, Action.IMPORT_ALERTS, ALERT_MANAGEMENT) as opening:
        if not source.strip() or len(source) > 64 or not source.isprintable():
            raise Malformed("a source needs a name of 1 to 64 printable characters", code="source-name")
        if any(known.source == source for known in opening.unit.alerts.sources()):
            raise Malformed("there is a source of this name", code="source-name")
        opening.unit.alerts.put_source(
            StoredSource(source, REGISTER, None, opening.now, actor.identifier, bad_rows=0, not_persons=0, version=0)
        )
        opening.record(EventKind.ALERTS_IMPORTED, source, added=0, changed=0, withdrawn=0, bad_rows=0)


def ask_register(
    ports: Ports, actor: Actor, register: AlertRegister, person: Person, *, ground: Ground = ALERT_MANAGEMENT
) -> int:
    """Ask a register about a person or document, and keep the answers for a short time; return how many there are.

    Raises:
        NotEligible: Travel data may not be matched with this register (rule PNR-08): it is not asked.
        Refused: The actor may not ask.
        Unavailable: The register does not answer now.
        Malformed: It answers more than `MOST_ANSWERS` alerts.
    """
    source = register.source
    with duty(ports, actor, Action.ASK_REGISTER, ground) as asking:
        approvals = [approval for approval, _ in valid_eligibilities(asking.unit, asking.now)]
        own = [approval for approval in approvals if approval.source == source]
        require_eligible(source, own[0].category if own else "", own, asking.now.date())
        asking.record(EventKind.REGISTER_ASKED, source)
    answers = register.ask(person)
    if len(answers) > MOST_ANSWERS:
        raise Malformed(
            say("the register answers more than {most} alerts: ask more narrowly", most=MOST_ANSWERS), code="answers"
        )
    with duty(ports, actor, Action.ASK_REGISTER, ground) as keeping:
        kept, changed = keep_answers(keeping, source, answers, keys=ports.keys)
        seek_again(keeping, changed)
        return kept


def keep_answers(keeping: Duty, source: str, answers: Sequence[Alert], *, keys: Keys) -> tuple[int, int]:
    """Keep for a short time what a register answered; return how many alerts are kept, and how many of them are new.

    Kept is what is in force and may be matched.
    """
    known = next((each for each in keeping.unit.alerts.sources() if each.source == source), None)
    today = keeping.now.date()
    approvals = [approval for approval, _ in valid_eligibilities(keeping.unit, keeping.now)]
    alerts = [
        alert for alert in answers if is_in_force(alert, today) and eligibility_of(alert, source, approvals, today)
    ]
    if known is None or not alerts:
        return 0, 0
    before = keeping.unit.alerts.digests(source)
    rows = [_short_lived(row, keeping) for row in new_alerts(alerts, source, keeping.now, keys=keys)]
    keeping.unit.alerts.put_alerts(rows)
    changed = sum(before.get(row.reference) != row.digest for row in rows)
    if changed:
        keeping.unit.alerts.put_source(msgspec.structs.replace(known, version=known.version + 1))
    keeping.record(EventKind.ALERTS_IMPORTED, source, added=len(rows), changed=0, withdrawn=0, bad_rows=0)
    return len(rows), changed


def _short_lived(row: NewAlert, keeping: Duty) -> NewAlert:
    end = keeping.now + timedelta(hours=ANSWER_HOURS)
    # At a whole hour: what ends asks for a new index, and once an hour is enough.
    end = end.replace(minute=0, second=0, microsecond=0)
    return msgspec.structs.replace(row, ends_at=min(end, row.ends_at) if row.ends_at else end)
