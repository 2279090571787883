"""Alert sources: imports as a diff, and the approval under which travel data may be matched against one.

Source: Directive (EU) 2016/681, Art. 6(3)(a); C-817/19; rule PNR-08: default no, and two persons to change it.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import msgspec

from tournai.alerts import AlertList, ListFormat, read_list
from tournai.casework.approvals import APPROVALS, Approval, ApprovalKind, Scope, approval_state, ask, decide
from tournai.errors import Malformed, Refused
from tournai.node.duties.alert_editions import Edition, new_alerts, report, weigh
from tournai.node.duties.alert_ends import copy_end, is_own
from tournai.node.duties.alert_facts import alert_view
from tournai.node.duties.alert_withdrawals import withdraw_alerts
from tournai.node.duties.coming_travellers import seek_again
from tournai.node.duties.held_withdrawals import held_withdrawal, hold
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ALERT_MANAGEMENT, Duty, Ground, duty, permit
from tournai.node.duties.rows import StoredApproval, StoredEligibility, StoredSource
from tournai.node.duties.screening import read_approval, screen_again, valid_eligibilities
from tournai.node.duties.views import AlertsPage, AlertView, EligibilityView, ImportReport, SourceView
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, may
from tournai.values import Actor, Reference
from tournai.values.offences import OFFENCES, offence_of
from tournai.values.wordings import say

ALERTS_A_PAGE = 50


def show_alerts(ports: Ports, actor: Actor, *, source: str | None = None, page: int = 1) -> AlertsPage:
    """Return the alert sources and, of one of them, a page of alerts.

    Raises:
        Refused: The actor may not see alerts.
    """
    with duty(ports, actor, Action.VIEW_ALERTS, ALERT_MANAGEMENT) as looking:
        alerts: tuple[AlertView, ...] = ()
        total = 0
        if source in {known.source for known in looking.unit.alerts.sources()}:
            offset = max(page - 1, 0) * ALERTS_A_PAGE
            stored, total = looking.unit.alerts.page(source, offset=offset, limit=ALERTS_A_PAGE)
            alerts = tuple(alert_view(alert) for alert in stored)
            looking.record(EventKind.ALERTS_CONSULTED, source, alerts=len(alerts))
        purpose = looking.ground.purpose
        return AlertsPage(
            now=looking.now,
            sources=tuple(_source(looking.unit, each, looking.now) for each in looking.unit.alerts.sources()),
            alerts=alerts,
            total=total,
            may_propose=may(actor.role, Action.PROPOSE_ELIGIBILITY, purpose),
            may_approve=may(actor.role, Action.APPROVE_ELIGIBILITY, purpose),
            may_import=may(actor.role, Action.IMPORT_ALERTS, purpose),
            may_extend=any(each.source == source and is_own(each) for each in looking.unit.alerts.sources())
            and may(actor.role, Action.EXTEND_ALERT, purpose),
            may_decide=may(actor.role, Action.DECIDE_WITHDRAWAL, purpose),
            offences=tuple((identifier, offence.title) for identifier, offence in OFFENCES.items()),
        )


def preview_import(
    ports: Ports,
    actor: Actor,
    *,
    source: str,
    format: str,  # noqa: A002  # the word of the command line and the page
    data: bytes,
    more: Sequence[bytes] = (),
    keep_hours: int | None = None,
) -> ImportReport:
    """Return what an import would change, alert by alert; nothing is changed.

    ``more`` holds the further files of a list that comes in several: ADD.CSV and ALT.CSV of OFAC. ``keep_hours``: how
    long a copy of another authority's data lives, 0 for the authority's own; see `tournai.node.duties.alert_ends`.

    Raises:
        Malformed: The list cannot be read, or there is no such format.
        Refused: The actor may not import.
    """
    permit(ports, actor, Action.IMPORT_ALERTS, _ground(source))
    fetched = _read(format, data, more)
    with duty(ports, actor, Action.IMPORT_ALERTS, _ground(source)) as looking:
        _check_format(looking.unit, source, fetched)
        copy_ends_at = copy_end(fetched.format.value, keep_hours, looking.now)
        edition = weigh(looking.unit, source, fetched, looking.now, key=ports.keys.blind_key("alerts"))
        shown = _report(looking, source, edition, copy_ends_at)
        if shown.changed_alerts or shown.withdrawn_alerts:
            looking.record(EventKind.ALERTS_CONSULTED, source, alerts=_shown(shown))
        return shown


def import_alerts(
    ports: Ports,
    actor: Actor,
    *,
    source: str,
    format: str,  # noqa: A002  # the word of the command line and the page
    data: bytes,
    more: Sequence[bytes] = (),
    keep_hours: int | None = None,
) -> ImportReport:
    """Import a list: add what is new, replace what changed, withdraw what is gone; return what was done.

    A withdrawal so large that the file may have been cut short waits for a second person.

    Raises:
        Malformed: The list cannot be read, or there is no such format.
        Refused: The actor may not import.
    """
    permit(ports, actor, Action.IMPORT_ALERTS, _ground(source))
    fetched = _read(format, data, more)
    key = ports.keys.blind_key("alerts")
    with duty(ports, actor, Action.IMPORT_ALERTS, _ground(source)) as importing:
        _check_format(importing.unit, source, fetched)
        copy_ends_at = copy_end(fetched.format.value, keep_hours, importing.now)
        edition = weigh(importing.unit, source, fetched, importing.now, key=key)
        changes = edition.changes
        shown = _report(importing, source, edition, copy_ends_at)
        stored = _source_row(importing, source, edition, copy_ends_at)
        importing.unit.alerts.put_source(stored)
        taken = new_alerts((*changes.added, *changes.changed), source, importing.now, keys=ports.keys)
        importing.unit.alerts.put_alerts(taken)
        if edition.is_held:
            held = hold(ports, importing, source, changes.withdrawn, edition.known)
            importing.unit.alerts.put_source(msgspec.structs.replace(stored, held_approval=held))
        else:
            importing.unit.alerts.mark_missing(source, (), importing.now)
            withdraw_alerts(importing, source, changes.withdrawn)
        if edition.is_change:
            seek_again(importing, len(taken))
        importing.record(
            EventKind.ALERTS_IMPORTED,
            source,
            added=len(changes.added),
            changed=len(changes.changed),
            withdrawn=0 if edition.is_held else len(changes.withdrawn),
            bad_rows=len(fetched.bad_rows),
        )
        return shown


def propose_eligibility(
    ports: Ports,
    actor: Actor,
    *,
    source: str,
    category: str,
    article: str,
    offence: str,
    review_by: date,
) -> str:
    """Ask that travel data be matched against a source or one of its categories; return the approval's identifier.

    Raises:
        Refused: No such offence, no article, a review in the past, or the actor may not propose (rule PNR-08).
        Malformed: There is no such source.
    """
    with duty(ports, actor, Action.PROPOSE_ELIGIBILITY, _ground(source)) as proposing:
        if source not in {known.source for known in proposing.unit.alerts.sources()}:
            raise Malformed(
                say("there is no alert source {source!r}: import it first", source=source), code="no-source"
            )
        offence_of(offence)
        if not article.strip():
            raise Refused("name the article that makes the source one of persons sought or under alert", rule="PNR-08")
        if review_by <= proposing.now.date():
            raise Refused("the approval must be reviewed on a day to come", rule="PNR-08")
        approval_id = ports.identifier()
        scope = Scope(f"{source}/{category}"[:128], offence_of(offence).purpose, actor.identifier)
        approval = ask(ApprovalKind.ALERT_SOURCE, scope, actor, f"{article}; {offence}", proposing.now)
        proposing.unit.cases.put_approval(stored_approval(approval_id, approval))
        eligibility = StoredEligibility(
            approval_id, source, category, article.strip(), offence, review_by, ended_at=None, ended_by=""
        )
        proposing.unit.alerts.add_eligibility(eligibility)
        proposing.record(EventKind.ALERT_SOURCE_PROPOSED, approval_id, source=source, offence=offence)
        return approval_id


def decide_eligibility(ports: Ports, actor: Actor, approval_id: str, *, approve: bool) -> None:
    """Decide whether travel data may be matched as proposed; another person than the one who proposed.

    Raises:
        Refused: The same person, or a role that may not decide (rules SYS-02, PNR-08).
        Malformed: There is no such proposal.
    """
    with duty(ports, actor, Action.APPROVE_ELIGIBILITY, ALERT_MANAGEMENT) as deciding:
        stored, eligibility = _proposal(deciding.unit, approval_id)
        # The approval ends with the day of its review, or with the longest that its kind may hold, if that is sooner.
        decided = decide(
            read_approval(stored),
            actor,
            deciding.now,
            is_given=approve,
            reason=eligibility.article,
            expires_at=_end(eligibility.review_by, deciding.now) if approve else None,
        )
        deciding.unit.cases.put_approval(stored_approval(approval_id, decided))
        if approve:
            screen_again(deciding)
        kind = EventKind.ALERT_SOURCE_ELIGIBLE if approve else EventKind.APPROVAL_REFUSED
        deciding.record(kind, approval_id, source=eligibility.source, offence=eligibility.offence)


def end_eligibility(ports: Ports, actor: Actor, approval_id: str) -> None:
    """End an approval: from now on travel data is not matched against what it named.

    Raises:
        Refused: The actor may not end it.
        Malformed: There is no such approval.
    """
    with duty(ports, actor, Action.END_ELIGIBILITY, ALERT_MANAGEMENT) as ending:
        _, eligibility = _proposal(ending.unit, approval_id)
        ending.unit.alerts.end_eligibility(approval_id, at=ending.now, by=actor.identifier)
        screen_again(ending)
        ending.record(EventKind.ALERT_SOURCE_ENDED, approval_id, source=eligibility.source)


def stored_approval(approval_id: str, approval: Approval) -> StoredApproval:
    """Return an approval as it is stored."""
    body = msgspec.json.encode(approval).decode()
    return StoredApproval(approval_id, approval.kind.value, approval.scope.record, approval.asked_at, body)


def _read(format_name: str, data: bytes, more: Sequence[bytes]) -> AlertList:
    try:
        found = ListFormat(format_name)
    except ValueError as error:
        names = ", ".join(each.value for each in ListFormat)
        raise Malformed(
            say(
                "no such list format: {format_name!r}; give --format, one of: {names}",
                format_name=format_name,
                names=names,
            ),
            code="format",
        ) from error
    return read_list(found, data, *more)


def _ground(source: str) -> Ground:
    return Ground(ALERT_MANAGEMENT.purpose, ALERT_MANAGEMENT.legal_basis, Reference("alert source", source[:64]))


def _end(review_by: date, now: datetime) -> datetime:
    end = datetime.combine(review_by, time.max, UTC)
    return min(end, now + APPROVALS[ApprovalKind.ALERT_SOURCE].longest)


def _check_format(unit: Unit, source: str, fetched: AlertList) -> None:
    """Refuse another list under a known name: what two persons approved is the source as it came before."""
    for known in unit.alerts.sources():
        if known.source == source and known.format != fetched.format.value:
            raise Refused(
                say(
                    "the source {source} comes in the format {format}: import {form} under a name of "
                    "its own, and have that approved",
                    source=source,
                    format=known.format,
                    form=fetched.format.value,
                ),
                rule="PNR-08",
            )


def _source_row(importing: Duty, source: str, edition: Edition, copy_ends_at: datetime | None) -> StoredSource:
    known = {each.source: each.version for each in importing.unit.alerts.sources()}
    if not source.strip() or len(source) > 64 or not source.isprintable():
        raise Malformed("a source needs a name of 1 to 64 printable characters", code="source-name")
    return StoredSource(
        source=source,
        format=edition.fetched.format.value,
        published_on=edition.fetched.published_on,
        imported_at=importing.now,
        imported_by=importing.actor.identifier,
        bad_rows=len(edition.fetched.bad_rows),
        not_persons=edition.fetched.not_persons,
        version=known.get(source, 0) + edition.is_change,
        copy_ends_at=copy_ends_at,
    )


def _report(looking: Duty, source: str, edition: Edition, copy_ends_at: datetime | None) -> ImportReport:
    approved = [approval for approval, _ in valid_eligibilities(looking.unit, looking.now)]
    is_eligible = any(approval.source == source for approval in approved)
    return report(looking.unit, source, edition, is_eligible=is_eligible, copy_ends_at=copy_ends_at)


def _shown(report: ImportReport) -> int:
    return len(report.changed_alerts) + len(report.withdrawn_alerts)


def _source(unit: Unit, source: StoredSource, now: datetime) -> SourceView:
    categories = unit.alerts.categories(source.source)
    eligibilities = _eligibilities(unit, source.source, now)
    return SourceView(
        name=source.source,
        format=source.format,
        published_on=source.published_on,
        imported_at=source.imported_at,
        imported_by=source.imported_by,
        active=sum(categories.values()),
        withdrawn=unit.alerts.withdrawn(source.source),
        bad_rows=source.bad_rows,
        not_persons=source.not_persons,
        categories=categories,
        eligibilities=tuple(eligibilities),
        is_eligible=any(approval.source == source.source for approval, _ in valid_eligibilities(unit, now)),
        copy_ends_at=source.copy_ends_at,
        held=held_withdrawal(unit, source, now),
    )


def _eligibilities(unit: Unit, source: str, now: datetime) -> Sequence[EligibilityView]:
    asked = [(each, read_approval(approval)) for each, approval in unit.alerts.eligibilities() if each.source == source]
    return [
        EligibilityView(
            approval_id=each.approval_id,
            category=each.category,
            article=each.article,
            offence=each.offence,
            asked_by=approval.asked_by.identifier,
            asked_at=approval.asked_at,
            state="ended" if each.ended_at else approval_state(approval, now).value,
            decided_by=approval.decided_by.identifier if approval.decided_by else "",
            decided_at=approval.decided_at,
            review_by=each.review_by,
        )
        for each, approval in asked
    ]


def _proposal(unit: Unit, approval_id: str) -> tuple[StoredApproval, StoredEligibility]:
    for eligibility, approval in unit.alerts.eligibilities():
        if eligibility.approval_id == approval_id:
            return approval, eligibility
    raise Malformed("there is no such proposal", code="no-approval")
