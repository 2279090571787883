"""Consulting a traveller: only from a match on that traveller or under an approved request (rules SYS-01, PNR-11)."""

from tournai.casework.approvals import ApprovalState, approval_state
from tournai.errors import Refused
from tournai.node.duties.boards import flight_views, push_view
from tournai.node.duties.facts import facts_of
from tournai.node.duties.grounds import ground_of_reference
from tournai.node.duties.locks import may_chart
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import Duty, Ground, duty
from tournai.node.duties.rows import StoredRecord, StoredRequest, StoredTraveller
from tournai.node.duties.screening import read_approval
from tournai.node.duties.sealed_records import open_record, travellers_of
from tournai.node.duties.searches import named_in_period, open_reasoned_request
from tournai.node.duties.sources import comparison_of
from tournai.node.duties.traveller_views import AccessView, TravellerPage
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, may
from tournai.values import Actor, Purpose, Reference
from tournai.values.wordings import say


def consult_traveller(ports: Ports, actor: Actor, traveller_id: str, reference: Reference) -> TravellerPage | None:
    """Return a traveller's page, opened under a match or a request; ``None`` where there is no such traveller.

    Raises:
        Refused: The reference does not lead to this traveller, or the actor may not consult.
        Unavailable: The traveller's data was deleted.
    """
    with duty(ports, actor, Action.CONSULT_TRAVELLER, ground_of_reference(ports, reference)) as consulting:
        pair = consulting.unit.travel.traveller(traveller_id)
        if pair is None:
            return None
        _check_reference(ports, consulting, pair[0], reference)
        consulting.record(EventKind.TRAVELLER_CONSULTED, traveller_id, record=pair[1].record_id)
        return _page(ports, consulting, *pair)


def access_view(ground: Ground) -> AccessView:
    """Return under what a page was opened, as it shows it."""
    reference = ground.reference or Reference("", "")
    return AccessView(ground.purpose.value, ground.legal_basis.value, reference.kind, reference.identifier)


def require_approved(consulting: Duty, number: str) -> StoredRequest:
    """Return a request that is approved, or urgent and not reviewed yet; open, and the actor's own to use.

    Raises:
        Refused: It is not. Rule PNR-15.
    """
    request = consulting.unit.cases.request(number)
    stored = consulting.unit.cases.approval(request.approval_id) if request else None
    if request is None or stored is None:
        raise Refused("there is no request of this number: open one and have it approved", rule="SYS-01")
    approval = read_approval(stored)
    is_given = approval_state(approval, consulting.now) in (ApprovalState.GIVEN, ApprovalState.URGENT)
    if not is_given or request.closed_at is not None or consulting.now >= request.expires_at:
        raise Refused(
            say(
                "request {number} is not approved, or has ended: a court or independent body decides first",
                number=number,
            ),
            rule="PNR-15",
        )
    checks_the_node = consulting.ground.purpose is Purpose.OVERSIGHT
    if approval.scope.requester != consulting.actor.identifier and not checks_the_node:
        raise Refused(
            say("request {number} was approved for another officer: open one of your own", number=number), rule="PNR-15"
        )
    return request


def _check_reference(ports: Ports, consulting: Duty, traveller: StoredTraveller, reference: Reference) -> None:
    unit = consulting.unit
    if reference.kind == "match":
        match = unit.matches.match(reference.identifier)
        same = match and match.flight_id == traveller.flight_id and match.person == traveller.person
        if not same:
            raise Refused("this match is not on this traveller: open the traveller from its own match", rule="PNR-11")
    elif reference.kind == "request":
        request = open_reasoned_request(ports, require_approved(consulting, reference.identifier))
        found = [row for element in request.elements for row in named_in_period(ports, unit, request, element)]
        if traveller.traveller_id not in {row.traveller_id for row, _, _ in found}:
            raise Refused("this request does not ask for this traveller: open what its search finds", rule="PNR-11")
    else:
        raise Refused("a traveller is opened from a match or under a request: name one", rule="SYS-01")


def _page(ports: Ports, consulting: Duty, traveller: StoredTraveller, record: StoredRecord) -> TravellerPage:
    travel = consulting.unit.travel
    content = open_record(ports.keys, record)
    flight, push = travel.flight(record.flight_id), travel.push(record.push_id)
    if flight is None or push is None:
        raise LookupError("a record without its flight or push")
    same = travel.same_person(record.flight_id, traveller.person)
    others = [other for other, _ in same if other.traveller_id != traveller.traveller_id]
    companions = travel.travellers_of_record(record.record_id)
    matches = consulting.unit.matches.matches_of_flight(record.flight_id)
    return TravellerPage(
        now=consulting.now,
        traveller_id=traveller.traveller_id,
        record=record.kind,
        flight=flight_views(consulting.unit, [flight])[0],
        push=push_view(push),
        facts=facts_of(travellers_of(content)[traveller.ordinal], content),
        companions=tuple(one.traveller_id for one in companions if one.traveller_id != traveller.traveller_id),
        other_records=tuple(other.traveller_id for other in others),
        earlier_versions=travel.versions(record.flight_id, record.identity) - 1,
        match_ids=tuple(match.match_id for match in matches if match.person == traveller.person),
        access=access_view(consulting.ground),
        comparison=comparison_of(ports, consulting.unit, traveller, record),
        may_chart=may(consulting.actor.role, Action.VIEW_LINKS, consulting.ground.purpose)
        and may_chart(ports, consulting.unit, consulting.ground, flight, consulting.now),
    )
