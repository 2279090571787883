"""Reasoned requests, and the searches that an approved one allows.

Source: Directive (EU) 2016/681, Art. 6(2)(b), 9(2) and 12(3); C-817/19; rules PNR-01, PNR-15, PNR-22. A search finds
what the request's own elements name, and nothing else.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from tournai.casework.answers import check_asker
from tournai.casework.approvals import URGENT_FOR, Approval, ApprovalKind, Scope, approval_state, ask, decide
from tournai.casework.clocks import ClockKind, start, stop
from tournai.casework.clocks import state as clock_state
from tournai.casework.offences import OffenceGround
from tournai.casework.recipients import RecipientKind
from tournai.casework.requests import (
    ByAlert,
    ByDocument,
    ByFlight,
    ByPerson,
    ByRecordLocator,
    Element,
    ReasonedRequest,
    check_authority,
    check_request,
    period_of,
)
from tournai.errors import Malformed
from tournai.node.duties.alert_sources import stored_approval
from tournai.node.duties.boards import flight_views
from tournai.node.duties.disseminating import withdraw_all
from tournai.node.duties.grounds import ground_of_request
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recipients import listed
from tournai.node.duties.recording import Duty, Ground, duty
from tournai.node.duties.rows import StoredApproval, StoredRequest
from tournai.node.duties.screening import read_approval
from tournai.node.duties.searches import named_in_period, open_reasoned_request, request_context
from tournai.node.duties.sought_in_past import eligible_alert
from tournai.node.duties.travellers import require_approved
from tournai.node.duties.views import ElementView, FoundRow, RequestsPage, RequestView, SearchPage
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, may
from tournai.values import Actor, LegalBasis, PartialDate, Purpose, document_number
from tournai.values.offences import OFFENCES, offence_of
from tournai.values.wordings import say

UNNAMED = Ground(Purpose.TERRORISM_OR_SERIOUS_CRIME, LegalBasis.REASONED_REQUEST)
"""Why the list of requests is seen: each has its own offence, the list has none."""
OPEN_FOR = timedelta(days=30)
"""How long a request stays open: the node's own choice, within what casework allows."""
NAME_PARTS = 3
SOURCE_AND_REFERENCE = 2


def show_requests(ports: Ports, actor: Actor) -> RequestsPage:
    """Return the requests: those that wait for an answer first, the most urgent at the top.

    Raises:
        Refused: The actor may not see requests.
    """
    with duty(ports, actor, Action.VIEW_REQUESTS, UNNAMED) as looking:
        views = [
            view_of(looking, open_reasoned_request(ports, stored), stored, read_approval(approval))
            for stored, approval in looking.unit.cases.requests()
        ]
        register = listed(looking.unit, looking.now)
        return RequestsPage(
            now=looking.now,
            requests=tuple(sorted(views, key=_urgency)),
            offences=tuple((name, offence.title) for name, offence in OFFENCES.items()),
            may_open=may(actor.role, Action.OPEN_REQUEST, looking.ground.purpose),
            recipients=tuple((code, one.name) for code, one in register.items()),
            units=tuple((code, one.name) for code, one in register.items() if one.kind is RecipientKind.UNIT),
        )


def open_request(
    ports: Ports,
    actor: Actor,
    *,
    authority: str,
    offence: str,
    provision: str,
    penalty_years: int,
    air_link: str,
    necessity: str,
    elements: Sequence[tuple[str, str]],
    travel_from: date | None = None,
    travel_until: date | None = None,
    is_urgent: bool = False,
    copied_to: str = "",
) -> str:
    """Register a request, ask for its approval, and return its number. ``elements`` are (kind, value) pairs.

    ``authority`` is the code of whoever asks, in the register of recipients. ``is_urgent``: it cannot wait for the
    court, which reviews it shortly after. ``copied_to``: the unit of the authority's State that got a copy.

    ``travel_from`` and ``travel_until`` are the days of departure it asks about, see `casework.requests.period_of`.
    A name and birth date is written ``SURNAME/GIVEN/YYYY-MM-DD``, a flight ``BA 117 2026-11-23``, an alert
    ``SOURCE/REFERENCE``.

    Raises:
        Refused: The request lacks what the law asks for (rules PNR-01, PNR-22), whoever asks is not listed (PNR-14), or
            is of another State and asks outside of an emergency or without a copy to its unit (PNR-23).
        Malformed: An element cannot be read.
    """
    named = OFFENCES.get(offence)
    ground = Ground(named.purpose, LegalBasis.REASONED_REQUEST) if named else UNNAMED
    with duty(ports, actor, Action.OPEN_REQUEST, ground) as opening:
        number = f"R{opening.now:%Y%m%d}-{ports.identifier()[:6].upper()}"
        request = ReasonedRequest(
            number=number,
            authority=authority,
            purpose=offence_of(offence).purpose,
            offence=OffenceGround(offence, provision, penalty_years, air_link),
            legal_basis=LegalBasis.REASONED_REQUEST,
            elements=tuple(_read_element(kind, value) for kind, value in elements if value.strip()),
            necessity=necessity,
            opened_by=actor,
            opened_at=opening.now,
            expires_at=opening.now + OPEN_FOR,
            travel_from=travel_from,
            travel_until=travel_until,
            is_urgent=is_urgent,
            copied_to=copied_to,
        )
        check_request(request)
        _check_asker(ports, opening, request)
        for element in request.elements:
            if isinstance(element, ByAlert):
                eligible_alert(ports, opening.unit, element)
        _put(ports, opening, request)
        opening.record(
            EventKind.REQUEST_OPENED,
            number,
            elements=len(request.elements),
            authority=authority,
            is_urgent="yes" if is_urgent else "no",
        )
        return number


def decide_request(ports: Ports, actor: Actor, number: str, *, approve: bool, reason: str) -> None:
    """Decide, as a court or independent body, whether a request's search of stored data is allowed, and why.

    Raises:
        Refused: The actor is no such body, asked for it, or gives no reason (rules PNR-15, SYS-02).
        Malformed: There is no such request.
    """
    with duty(ports, actor, Action.APPROVE_DISCLOSURE, ground_of_request(ports, number)) as deciding:
        stored = stored_request(deciding.unit, number)
        approval = read_approval(approval_of(deciding.unit, stored))
        decided = decide(approval, actor, deciding.now, is_given=approve, reason=reason.strip())
        deciding.unit.cases.put_approval(stored_approval(stored.approval_id, decided))
        deciding.record(EventKind.APPROVAL_GIVEN if approve else EventKind.APPROVAL_REFUSED, number)
        if not approve:
            # An urgent request was used before this: whoever got something of it is to destroy it.
            withdraw_all(ports, deciding, deciding.unit.disseminations.of_reference(number))


def search(ports: Ports, actor: Actor, *, number: str) -> SearchPage:
    """Return the travellers that the elements of an approved request find.

    Raises:
        Refused: The request is not approved, has ended, or is another officer's (rule PNR-15).
    """
    with duty(ports, actor, Action.SEARCH, ground_of_request(ports, number)) as searching:
        stored = require_approved(searching, number)
        request = open_reasoned_request(ports, stored)
        found = [row for element in request.elements for row in _find(ports, searching.unit, request, element)]
        approval = read_approval(approval_of(searching.unit, stored))
        searching.record(EventKind.SEARCH_MADE, number, elements=len(request.elements), found=len(found))
        return SearchPage(searching.now, view_of(searching, request, stored, approval), tuple(found))


def _put(ports: Ports, opening: Duty, request: ReasonedRequest) -> None:
    scope = Scope(request.number, request.purpose, request.opened_by.identifier)
    reason = f"request {request.number}"
    approval = ask(ApprovalKind.DISCLOSURE, scope, request.opened_by, reason, opening.now, is_urgent=request.is_urgent)
    approval_id = ports.identifier()
    opening.unit.cases.put_approval(stored_approval(approval_id, approval))
    [key] = ports.keys.create_data_keys(1, "request")
    sealed = ports.keys.seal(key.material, msgspec.json.encode(request), context=request_context(request.number))
    opening.unit.cases.add_request(
        StoredRequest(
            number=request.number,
            opened_by=request.opened_by.identifier,
            opened_at=request.opened_at,
            expires_at=request.expires_at,
            closed_at=None,
            approval_id=approval_id,
            sealed=sealed,
            key_id=key.identifier,
            is_urgent=request.is_urgent,
        )
    )


def _check_asker(ports: Ports, opening: Duty, request: ReasonedRequest) -> None:
    register = listed(opening.unit, opening.now)
    check_authority(request, frozenset(register))
    check_asker(
        register[request.authority],
        ports.states,
        is_emergency=request.is_urgent,
        copied_to=register.get(request.copied_to),
    )


def stored_request(unit: Unit, number: str) -> StoredRequest:
    """Return a request as it is stored.

    Raises:
        Malformed: There is none of this number.
    """
    stored = unit.cases.request(number)
    if stored is None:
        raise Malformed("there is no request of this number", code="no-request")
    return stored


def approval_of(unit: Unit, stored: StoredRequest) -> StoredApproval:
    """Return the approval that a request waits for or has."""
    approval = unit.cases.approval(stored.approval_id)
    if approval is None:
        raise LookupError("a request without its approval")
    return approval


def _read_element(kind: str, value: str) -> Element:
    parts = [part.strip() for part in value.upper().split("/")]
    if kind == "record locator":
        return ByRecordLocator(value.strip().upper())
    if kind == "document number":
        return ByDocument(document_number(value))
    if kind == "name and birth date" and len(parts) == NAME_PARTS:
        return ByPerson(parts[0], parts[1], PartialDate.on(_date(parts[2])))
    if kind == "alert" and len(parts) == SOURCE_AND_REFERENCE:
        source, reference = (part.strip() for part in value.split("/"))
        return ByAlert(source, reference)
    words = value.upper().split()
    if kind == "flight" and len(words) == NAME_PARTS:
        return ByFlight(words[0], words[1].lstrip("0"), _date(words[2]))
    raise Malformed(
        say(
            "an element of kind {kind!r} cannot be read: write a name as SURNAME/GIVEN/YYYY-MM-DD, "
            "a flight as BA 117 YYYY-MM-DD",
            kind=kind,
        ),
        code="element",
    )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Malformed("a date is written YYYY-MM-DD", code="date") from error


def _find(ports: Ports, unit: Unit, request: ReasonedRequest, element: Element) -> Iterator[FoundRow]:
    for traveller, record, flight in named_in_period(ports, unit, request, element):
        [view] = flight_views(unit, [flight])
        yield FoundRow(traveller.traveller_id, record.kind, view, element_view(element), record.state == "current")


def element_view(element: Element) -> ElementView:
    """Return an element as pages show it."""
    match element:
        case ByRecordLocator(locator):
            value = locator
        case ByDocument(number):
            value = number
        case ByPerson(surname, given, birth):
            value = f"{surname}/{given}/{birth}"
        case ByFlight(carrier, number, on):
            value = f"{carrier} {number} {on}"
        case ByAlert(source, reference):
            value = f"{source}/{reference}"
    return ElementView(str(element.__struct_config__.tag), value)


def view_of(looking: Duty, request: ReasonedRequest, stored: StoredRequest, approval: Approval) -> RequestView:
    """Return a request as pages show it."""
    names = {entry.code: entry.name for entry, _ in looking.unit.disseminations.recipients()}
    clock = start(ClockKind.ANSWER_REQUEST_URGENT if request.is_urgent else ClockKind.ANSWER_REQUEST, request.opened_at)
    clock = stop(clock, stored.closed_at) if stored.closed_at else clock
    state = approval_state(approval, looking.now).value
    first, last = period_of(request)
    is_over = looking.now >= stored.expires_at
    is_open = stored.closed_at is None and not is_over
    role, purpose = looking.actor.role, looking.ground.purpose
    is_own = looking.actor.identifier == request.opened_by.identifier
    return RequestView(
        number=request.number,
        authority=request.authority,
        purpose=request.purpose.value,
        offence=offence_of(request.offence.offence).title,
        provision=request.offence.provision,
        penalty_years=request.offence.penalty_years,
        air_link=request.offence.air_link,
        necessity=request.necessity,
        travels_from=first,
        travels_until=last,
        elements=tuple(element_view(element) for element in request.elements),
        state="closed" if stored.closed_at else "expired" if is_over else state,
        opened_by=request.opened_by.identifier,
        opened_at=request.opened_at,
        expires_at=request.expires_at,
        decided_by=approval.decided_by.identifier if approval.decided_by else "",
        decided_at=approval.decided_at,
        decision_reason=approval.decision_reason,
        may_decide=is_open and state in ("asked", "urgent") and may(role, Action.APPROVE_DISCLOSURE, purpose),
        may_search=is_open and state in ("given", "urgent") and is_own and may(role, Action.SEARCH, purpose),
        authority_name=names.get(request.authority, request.authority),
        is_urgent=request.is_urgent,
        urgent_until=request.opened_at + URGENT_FOR if request.is_urgent else None,
        lapsed_at=stored.lapsed_at,
        copied_to=request.copied_to,
        clock=clock_state(clock, looking.now).value,
        answer_by=clock.latest_at,
        answer=stored.answer,
        closed_at=stored.closed_at,
    )


def _urgency(view: RequestView) -> tuple[bool, float, str]:
    """Return what orders the queue: open before ended, then by when an answer is due; ended ones newest first."""
    is_ended = view.state in ("closed", "expired", "refused")
    due = view.answer_by.timestamp() if view.answer_by else 0.0
    return is_ended, -view.opened_at.timestamp() if is_ended else due, view.number
