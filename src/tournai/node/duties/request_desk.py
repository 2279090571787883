"""The request desk: a request decided element by element, answered in whole or in part, or refused under a rule.

The answer itself is a dissemination (`tournai.node.duties.disseminating`). Source: Directive (EU) 2016/681, Art.
6(2)(b), 9(2) and 12(3); C-817/19; rules PNR-15, PNR-22.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from tournai.casework.answers import REFUSALS, Answer, ElementDecision, RefusalGround, answer_of, decide_element
from tournai.casework.approvals import Approval, ApprovalState, approval_state
from tournai.casework.requests import ReasonedRequest
from tournai.errors import Malformed, Refused
from tournai.node.duties.grounds import ground_of_request
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import NODE, Duty, duty
from tournai.node.duties.requests import approval_of, element_view, stored_request, view_of
from tournai.node.duties.rows import StoredDecision, StoredRequest
from tournai.node.duties.screening import read_approval
from tournai.node.duties.searches import named_in_period, open_reasoned_request
from tournai.node.duties.travellers import access_view, require_approved
from tournai.node.duties.views import ElementAnswer, RequestPage
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action, may
from tournai.values import Actor

RULE = "PNR-22"


def show_request(ports: Ports, actor: Actor, number: str) -> RequestPage | None:
    """Return one request with what was decided and sent; ``None`` where there is none of this number.

    Raises:
        Refused: The actor may not see requests.
    """
    with duty(ports, actor, Action.VIEW_REQUESTS, ground_of_request(ports, number)) as looking:
        stored = looking.unit.cases.request(number)
        if stored is None:
            return None
        request = open_reasoned_request(ports, stored)
        decisions = {decision.element: decision for decision in looking.unit.cases.decisions(number)}
        view = view_of(looking, request, stored, read_approval(approval_of(looking.unit, stored)))
        return RequestPage(
            now=looking.now,
            request=view,
            elements=tuple(
                _element(request, ordinal, decisions.get(ordinal)) for ordinal in range(len(request.elements))
            ),
            sent=tuple(looking.unit.disseminations.of_reference(number)),
            grounds=tuple(ground.value for ground in RefusalGround),
            may_answer=may(actor.role, Action.ANSWER_REQUEST, looking.ground.purpose) and stored.closed_at is None,
            access=access_view(looking.ground),
        )


def decide_on_element(ports: Ports, actor: Actor, number: str, element: int, *, answer: bool, ground: str = "") -> None:
    """Decide that an element is answered, or refused on a ground; a later decision takes its place.

    Raises:
        Refused: The request has ended (PNR-22).
        Incomplete: A refusal without a ground (PNR-22).
        Malformed: There is no such request, element or ground.
    """
    with duty(ports, actor, Action.ANSWER_REQUEST, ground_of_request(ports, number)) as deciding:
        stored = _open(deciding, number)
        if not 0 <= element < len(open_reasoned_request(ports, stored).elements):
            raise Malformed("the request has no such element", code="element")
        why = None if answer else _ground(ground)
        decided = decide_element(is_answered=answer, ground=why, by=actor.identifier, now=deciding.now)
        _put(deciding, number, element, decided)


def close_request(ports: Ports, actor: Actor, number: str) -> str:
    """End a request and return how: answered in whole or in part, nothing found, or refused.

    Where the court refused, its elements are refused with it.

    Raises:
        Refused: The request has ended already (PNR-22), or is not approved and elements are answered (PNR-15).
        Incomplete: An element is undecided, or something was found and nothing of it sent (PNR-22).
        Malformed: There is no such request.
    """
    with duty(ports, actor, Action.ANSWER_REQUEST, ground_of_request(ports, number)) as closing:
        stored = _open(closing, number)
        request = open_reasoned_request(ports, stored)
        decisions = _decided(closing, stored, request)
        sent = len(closing.unit.disseminations.of_reference(number))
        found = {} if sent else _found(ports, closing, request, decisions)
        answer = answer_of(decisions, len(request.elements), found, sent)
        ended = msgspec.structs.replace(stored, closed_at=closing.now, answer=answer.value)
        closing.unit.cases.replace_request(ended)
        rules = sorted({REFUSALS[one.ground] for one in decisions.values() if one.ground})
        if answer in (Answer.NOTHING, Answer.REFUSED):
            closing.record(EventKind.REQUEST_ANSWERED, number, answer=answer.value, recipient=request.authority)
        closing.record(EventKind.REQUEST_CLOSED, number, answer=answer.value, sent=sent, rules=" ".join(rules))
        return answer.value


def lapse_urgent_requests(ports: Ports) -> int:
    """Record, once each, that an urgent request was not reviewed in time: its access has ended by itself."""
    now = ports.clock()
    with ports.look() as unit:
        late = [
            stored.number
            for stored, approval in unit.cases.requests()
            if stored.is_urgent and stored.lapsed_at is None and _is_overdue(read_approval(approval), now)
        ]
    for number in late:
        ground = ground_of_request(ports, number)
        with ports.begin() as unit:
            stored = stored_request(unit, number)
            if stored.lapsed_at is None and _is_overdue(read_approval(approval_of(unit, stored)), now):
                unit.cases.replace_request(msgspec.structs.replace(stored, lapsed_at=now))
                Duty(unit, now, NODE, ground).record(EventKind.APPROVAL_LAPSED, number)
    return len(late)


def _is_overdue(approval: Approval, now: datetime) -> bool:
    is_waiting = approval_state(approval, now) in (ApprovalState.ASKED, ApprovalState.EXPIRED)
    return approval.is_urgent and approval.is_given is None and is_waiting


def _open(acting: Duty, number: str) -> StoredRequest:
    stored = stored_request(acting.unit, number)
    if stored.closed_at is not None:
        raise Refused("the request has ended", rule=RULE)
    return stored


def _ground(name: str) -> RefusalGround | None:
    if not name:
        return None
    try:
        return RefusalGround(name)
    except ValueError as error:
        raise Malformed("there is no such ground of refusal", code="ground") from error


def _put(deciding: Duty, number: str, element: int, decided: ElementDecision) -> None:
    ground = decided.ground.value if decided.ground else ""
    deciding.unit.cases.put_decision(
        StoredDecision(number, element, decided.is_answered, ground, decided.decided_by, decided.decided_at)
    )
    deciding.record(
        EventKind.REQUEST_DECIDED,
        number,
        element=element + 1,
        decision="answered" if decided.is_answered else "refused",
        rule=REFUSALS[decided.ground] if decided.ground else "",
    )


def _decided(closing: Duty, stored: StoredRequest, request: ReasonedRequest) -> dict[int, ElementDecision]:
    decisions = {one.element: _read(one) for one in closing.unit.cases.decisions(stored.number)}
    approval = read_approval(approval_of(closing.unit, stored))
    if approval_state(approval, closing.now) is ApprovalState.REFUSED:
        refused = decide_element(
            is_answered=False, ground=RefusalGround.COURT, by=closing.actor.identifier, now=closing.now
        )
        for element in range(len(request.elements)):
            if element not in decisions or decisions[element].is_answered:
                decisions[element] = refused
                _put(closing, stored.number, element, refused)
    return decisions


def _found(
    ports: Ports, closing: Duty, request: ReasonedRequest, decisions: Mapping[int, ElementDecision]
) -> dict[int, int]:
    """Return how many records each answered element finds: whether something must be sent of it.

    Raises:
        Refused: Stored data may not be looked at under this request (PNR-15).
    """
    if any(decision.is_answered for decision in decisions.values()):
        require_approved(closing, request.number)
    return {
        number: sum(1 for _ in named_in_period(ports, closing.unit, request, element))
        for number, element in enumerate(request.elements)
        if number in decisions and decisions[number].is_answered
    }


def _read(stored: StoredDecision) -> ElementDecision:
    ground = RefusalGround(stored.ground) if stored.ground else None
    return ElementDecision(stored.is_answered, ground, stored.decided_by, stored.decided_at)


def _element(request: ReasonedRequest, ordinal: int, decision: StoredDecision | None) -> ElementAnswer:
    ground = RefusalGround(decision.ground) if decision and decision.ground else None
    return ElementAnswer(
        element=element_view(request.elements[ordinal]),
        is_decided=decision is not None,
        is_answered=decision is not None and decision.is_answered,
        ground=ground.value if ground else "",
        rule=REFUSALS[ground] if ground else "",
        decided_by=decision.decided_by if decision else "",
    )
