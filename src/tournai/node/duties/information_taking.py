"""Taking partners' messages over from the inbox: a request opens a file, whatever follows it goes there.

Source: Directive (EU) 2023/977, Art. 5(1) (the limits run from the receipt), 6(3), 16(1). Rules EXC-01, EXC-10.
"""

from datetime import datetime

from tournai.errors import Malformed, Refused, TournaiError
from tournai.exchange.clocks.course import Course, Step, due_at, take
from tournai.exchange.clocks.limits import profile_of
from tournai.exchange.conditions.door import check_may_enter
from tournai.exchange.markings import Classification, check_accredited
from tournai.exchange.messages import Message, read_message
from tournai.exchange.messages.answering import (
    Acknowledgement,
    Clarification,
    ClarificationAnswer,
    DelayNotice,
    Extent,
    Refusal,
    Reply,
)
from tournai.exchange.messages.asking import Request
from tournai.exchange.messages.linking import Receipt
from tournai.exchange.messages.owning import Consent, ConsentRequest, Correction, Withdrawal
from tournai.exchange.partners import Member
from tournai.node.duties.inbox import Received, next_messages, take_over
from tournai.node.duties.information_conditions import carry_out
from tournai.node.duties.information_files import (
    InformationFile,
    Working,
    answer_to,
    earlier,
    follow_up,
    ground_of_file,
    new_row,
    opened,
    replace,
    store,
)
from tournai.node.duties.information_rows import StoredInformationRequest
from tournai.node.duties.partners import EXCHANGE, members_of, partner_of
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import NODE, Duty, duty
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action

ACCREDITED = Classification.UNCLASSIFIED
"""What the node may hold: nothing classified, until an authority accredits one of its kind."""

STANDINGS = {
    Acknowledgement: "acknowledged",
    Clarification: "the partner asks for a clarification",
    DelayNotice: "the partner tells a delay",
    Refusal: "refused",
}
ABOUT_ITEMS = (ConsentRequest, Consent, Correction, Withdrawal, Receipt)
"""What follows a request after its answer, and changes nothing of its standing."""


class NotTaken(Malformed):
    """A message that came from a partner and cannot be taken over."""


def take_messages(ports: Ports) -> int:
    """Take over what partners' messages wait in the inbox, and note who received this node's questions.

    Return how many were dealt with. One that cannot be taken over is logged and destroyed: its sender has the receipt
    of its arrival, and no answer.
    """
    with ports.look() as unit:
        waiting = next_messages(ports, unit)
        has_questions = bool(unit.information.with_questions())
    for received in waiting:
        try:
            _take(ports, received)
        except (Malformed, Refused) as error:
            _leave(ports, received, error)
    return len(waiting) + (_note_receipts(ports) if has_questions else 0)


def _take(ports: Ports, received: Received) -> None:
    message = read_message(received.content)
    if (message.sender, message.receiver) != (received.partner, ports.node_name):
        raise NotTaken("a message names its sender and its receiver as its envelope does", code="sender")
    check_accredited(message.classification, ACCREDITED)
    if isinstance(message.body, Reply):
        check_may_enter(message.body.items, ACCREDITED)
    with duty(ports, NODE, Action.TAKE_INFORMATION, EXCHANGE) as acting:
        key = take_over(acting, received.partner, received.envelope.message_id)
        if isinstance(message.body, Request):
            _open(ports, acting, message, received)
        else:
            _attach(ports, acting, message, received)
    ports.keys.destroy_data_keys([key])


def _open(ports: Ports, acting: Duty, message: Message, received: Received) -> None:
    members = members_of(acting.unit)
    partner = partner_of(members, received.partner, acting.now)
    if acting.unit.information.of_message(received.partner, message.identifier) is not None:
        raise NotTaken("this request is here already", code="repeated")
    own = partner_of(members, ports.node_name, acting.now)
    course = _course(own, message, received.received_at)
    file = InformationFile(message, course)
    row = new_row(ports, file, partner=partner.node, state_code=partner.country, at=received.received_at, standing="")
    acting.unit.information.add(row)
    work = Working(acting, row, file)
    _, latest = due_at(course, acting.now)
    follow_up(
        ports,
        work,
        answer_to(ports, work, Acknowledgement(received_at=received.received_at, answer_by=latest)),
    )
    store(ports, work)
    acting.record(
        EventKind.INFORMATION_REQUESTED,
        row.file_id,
        ground=ground_of_file(row.file_id),
        partner=partner.node,
        urgent=int(course.urgent),
        parts=len(file.asked.parts),
    )


def _course(own: Member, message: Message, received_at: datetime) -> Course:
    urgent = isinstance(message.body, Request) and bool(message.body.urgency)
    return Course(received_at, urgent, own.country, profile_of(own.country).zone)


def _attach(ports: Ports, acting: Duty, message: Message, received: Received) -> None:
    row = message.follows and acting.unit.information.of_message(received.partner, message.follows.identifier)
    if not row:
        raise NotTaken("the message follows no request that is here", code="follows")
    work = Working(acting, row, opened(ports, row))
    if message.follows != earlier(work.file.request):
        raise NotTaken("the message follows another text of the request", code="follows")
    if isinstance(message.body, ABOUT_ITEMS):
        carry_out(ports, work, message)
    work.file = replace(work.file, said=(*work.file.said, message))
    if isinstance(message.body, ClarificationAnswer):
        course = take(work.file.running, Step.CLARIFY, max(received.received_at, _last(work)), NODE)
        work.file, work.row = replace(work.file, course=course), replace(work.row, question="")
    elif not isinstance(message.body, ABOUT_ITEMS):
        work.row = _told(work.row, message, acting.now)
    store(ports, work)
    acting.record(
        EventKind.INFORMATION_TOLD,
        row.file_id,
        ground=ground_of_file(row.file_id),
        partner=received.partner,
        message_kind=message.kind,
    )


def _told(row: StoredInformationRequest, message: Message, now: datetime) -> StoredInformationRequest:
    if row.is_received:
        raise NotTaken("whoever asked does not answer its own request", code="follows")
    if isinstance(message.body, Reply):
        is_over = not message.body.pending
        standing = "answered" if message.body.extent is Extent.FULL else f"answered: {message.body.extent.value}"
        return replace(row, standing=standing, is_answered=True, closed_at=now if is_over else None)
    standing = STANDINGS.get(type(message.body), "")
    if not standing:
        raise NotTaken("a message of this kind is no answer to a request", code="kind")
    return replace(row, standing=standing, closed_at=now if isinstance(message.body, Refusal) else row.closed_at)


def _note_receipts(ports: Ports) -> int:
    """Suspend the limits of requests whose question the asker has received, from its receipt on (Art. 6(3))."""
    noted = 0
    with duty(ports, NODE, Action.TAKE_INFORMATION, EXCHANGE) as acting:
        for row in acting.unit.information.with_questions():
            outgoing = acting.unit.partners.outgoing(row.question)
            if outgoing is None or outgoing.state != "delivered" or outgoing.settled_at is None:
                continue
            work = Working(acting, row, opened(ports, row))
            course = take(work.file.running, Step.QUESTION_RECEIVED, max(outgoing.settled_at, _last(work)), NODE)
            work.file, work.row = replace(work.file, course=course), replace(row, question="")
            store(ports, work)
            acting.record(
                EventKind.INFORMATION_STEPPED,
                row.file_id,
                ground=ground_of_file(row.file_id),
                step=Step.QUESTION_RECEIVED.name.lower(),
            )
            noted += 1
    return noted


def _last(work: Working) -> datetime:
    course = work.file.running
    return course.entries[-1].at if course.entries else course.received_at


def _leave(ports: Ports, received: Received, error: TournaiError) -> None:
    with duty(ports, NODE, Action.TAKE_INFORMATION, EXCHANGE) as acting:
        key = take_over(acting, received.partner, received.envelope.message_id)
        acting.record(
            EventKind.INFORMATION_NOT_TAKEN,
            received.envelope.message_id,
            partner=received.partner,
            reason=str(getattr(error, "rule", getattr(error, "code", "")))[:40],
        )
    ports.keys.destroy_data_keys([key])
