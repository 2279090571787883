"""The file of one request: the request, its course, searches, refusals that wait, and all that was said; sealed.

Source: Directive (EU) 2023/977, Art. 16(1) (what the case management system records); Directive (EU) 2016/680, Art. 25.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256

import msgspec

from tournai.errors import Malformed, Refused, Unavailable
from tournai.exchange.clocks.course import Course, CourseState, Step, due_at, state_of
from tournai.exchange.markings import Classification
from tournai.exchange.messages import Body, Earlier, Message, canonical_bytes
from tournai.exchange.messages.asking import Request
from tournai.exchange.requests.channels import Minute
from tournai.exchange.requests.refusals import RefusalDraft
from tournai.exchange.requests.searches import SearchTask
from tournai.node.duties.information_rows import StoredInformationRequest
from tournai.node.duties.outbox import queue_message
from tournai.node.duties.partners import EXCHANGE
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import Duty, Ground, duty
from tournai.oversight.permissions import Action
from tournai.values import Actor, Reference

replace = msgspec.structs.replace

CLOSED = frozenset({CourseState.ANSWERED, CourseState.REFUSED, CourseState.WITHDRAWN})


class ProposedRefusal(msgspec.Struct, frozen=True):
    """What one officer wants to refuse; it waits for a second person."""

    by: str
    drafts: tuple[RefusalDraft, ...]


class InformationFile(msgspec.Struct, frozen=True):
    """What is sealed of one request. ``course`` is ``None`` for a request that this node sent."""

    request: Message
    course: Course | None = None
    tasks: tuple[SearchTask, ...] = ()
    said: tuple[Message, ...] = ()
    """Every later message about it, of both sides, in order."""
    minutes: tuple[Minute, ...] = ()
    refusal: ProposedRefusal | None = None

    @property
    def asked(self) -> Request:
        """The request itself."""
        if not isinstance(self.request.body, Request):
            raise Malformed("the file holds no request", code="file")
        return self.request.body

    @property
    def running(self) -> Course:
        """The course of a received request.

        Raises:
            Refused: The request was sent by this node: its course is the partner's. Rule EXC-09.
        """
        if self.course is None:
            raise Refused("this request was sent from here: the partner works on it", rule="EXC-09")
        return self.course


class Working(msgspec.Struct):
    """A file under work in a duty: what is set here is stored when the duty ends."""

    acting: Duty
    row: StoredInformationRequest
    file: InformationFile


@contextmanager
def working(ports: Ports, actor: Actor, action: Action, file_id: str) -> Iterator[Working]:
    """Open a file in a duty of its own, and store what was changed of it.

    Raises:
        Refused: The actor may not, or a rule says no.
        Malformed: There is no such file (code ``file``).
        Unavailable: Its key is gone.
    """
    with duty(ports, actor, action, ground_of_file(file_id)) as acting:
        row = acting.unit.information.request(file_id)
        if row is None:
            raise Malformed("there is no such request", code="file")
        work = Working(acting, row, opened(ports, row))
        yield work
        store(ports, work)


def ground_of_file(file_id: str) -> Ground:
    """Return why a file is worked on: the exchange of information, with the request as its reference."""
    return Ground(EXCHANGE.purpose, EXCHANGE.legal_basis, Reference("request", file_id))


def opened(ports: Ports, row: StoredInformationRequest) -> InformationFile:
    """Return what is sealed of a request.

    Raises:
        Unavailable: Its key is gone.
    """
    key = ports.keys.open_data_keys([row.key_id]).get(row.key_id)
    if key is None:
        raise Unavailable("the key of this request is not here: it was erased, or restore the keys from their copy")
    return msgspec.json.decode(ports.keys.unseal(key, row.sealed, context=_context(row.file_id)), type=InformationFile)


def new_row(
    ports: Ports, file: InformationFile, *, partner: str, state_code: str, at: datetime, standing: str
) -> StoredInformationRequest:
    """Return the row of a new file, under a key of its own."""
    [key] = ports.keys.create_data_keys(1, "information request")
    file_id = ports.identifier()
    row = StoredInformationRequest(
        file_id=file_id,
        partner=partner,
        state_code=state_code,
        message=file.request.identifier,
        is_received=file.course is not None,
        is_urgent=bool(file.asked.urgency),
        started_at=at,
        standing=standing,
        key_id=key.identifier,
        sealed=ports.keys.seal(key.material, msgspec.json.encode(file), context=_context(file_id)),
    )
    return with_clock(row, file, at)


def store(ports: Ports, work: Working) -> None:
    """Store a file that was worked on."""
    key = ports.keys.open_data_keys([work.row.key_id])[work.row.key_id]
    sealed = ports.keys.seal(key, msgspec.json.encode(work.file), context=_context(work.row.file_id))
    work.acting.unit.information.replace(with_clock(replace(work.row, sealed=sealed), work.file, work.acting.now))


def with_clock(row: StoredInformationRequest, file: InformationFile, now: datetime) -> StoredInformationRequest:
    """Return the row with what the course says of its clock; of a sent request as it stands."""
    if file.course is None:
        return row
    state = state_of(file.course)
    target, latest = due_at(file.course, now)
    steps = file.course.entries
    return replace(
        row,
        standing=state.value,
        target_at=target,
        latest_at=latest,
        suspended_at=now if state is CourseState.CLARIFICATION else None,
        closed_at=steps[-1].at if state in CLOSED else None,
        is_answered=any(entry.step in (Step.ANSWER, Step.ANSWER_PART) for entry in steps),
        is_derogated=row.is_derogated or any(entry.step is Step.NOTIFY_DELAY for entry in steps),
    )


def follow_up(ports: Ports, work: Working, message: Message) -> str:
    """Hand a message about the file to the outbox and keep it there; return the outgoing identifier."""
    content = canonical_bytes(message)
    outgoing = queue_message(ports, work.acting, partner=work.row.partner, kind=message.kind, content=content)
    work.file = replace(work.file, said=(*work.file.said, message))
    return outgoing


def answer_to(ports: Ports, work: Working, body: Body) -> Message:
    """Return a message that follows the request of a file, to the other side."""
    request = work.file.request
    return Message(
        identifier=new_identifier(ports),
        sender=ports.node_name,
        receiver=work.row.partner,
        written_at=work.acting.now,
        basis=request.basis,
        purpose=request.purpose,
        classification=Classification.UNCLASSIFIED,
        language=request.language,
        body=body,
        sender_case=work.row.file_id if work.row.is_received else request.sender_case,
        receiver_case=request.sender_case if work.row.is_received else None,
        follows=earlier(request),
        copied_to_europol=request.copied_to_europol,
    )


def earlier(message: Message) -> Earlier:
    """Return how another message names this one."""
    return Earlier(message.identifier, sha256(canonical_bytes(message)).hexdigest())


def new_identifier(ports: Ports) -> str:
    """Return the identifier of a new message or item: 128 random bits."""
    return ports.random_bytes(16).hex()


def _context(file_id: str) -> bytes:
    return f"information request\x00{file_id}".encode()
