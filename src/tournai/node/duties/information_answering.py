"""Working on a partner's request: searches, questions, authorisations, delays, replies, refusals by two persons.

Source: Directive (EU) 2023/977, Art. 5, 6, 9 and 10. Rules EXC-01 to EXC-06, EXC-09, EXC-10, SYS-02.
"""

from collections.abc import Sequence
from datetime import datetime

from tournai.errors import Incomplete, Refused
from tournai.exchange.clocks.course import Step, accessibility_of, due_at, take
from tournai.exchange.conditions.door import check_agreed, check_item, check_may_enter
from tournai.exchange.item import Item
from tournai.exchange.messages.answering import (
    Accessibility,
    Clarification,
    DelayNotice,
    Extent,
    Refusal,
    RefusedPart,
    Reply,
)
from tournai.exchange.requests.channels import Minute, check_minute
from tournai.exchange.requests.refusals import RefusalDraft, check_refusals, check_second_person, preview, refuses_all
from tournai.exchange.requests.searches import SearchState, Source, close_task, needs_authorisation, open_task
from tournai.exchange.requests.searches import accessibility_of as accessibility_by_tasks
from tournai.node.duties.information_files import ProposedRefusal, Working, answer_to, follow_up, replace, working
from tournai.node.duties.information_taking import ACCREDITED
from tournai.node.duties.ports import Ports
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor, check_two_persons

ANSWER = Action.ANSWER_INFORMATION


def open_search(ports: Ports, actor: Actor, file_id: str, source: Source, part: int) -> None:
    """Ask a source of the own State about a part; its inner deadline leaves time to write the answer.

    Raises:
        Refused: The actor may not, or the request is not this node's to answer.
        Incomplete: There is no such part (rule EXC-09).
    """
    with working(ports, actor, ANSWER, file_id) as work:
        _check_parts(work, (part,))
        target, _ = due_at(work.file.running, work.acting.now)
        task = open_task(source, part, work.acting.now, target)
        work.file = replace(work.file, tasks=(*work.file.tasks, task))
        _record_search(work, "search-opened", source.code)


def close_search(ports: Ports, actor: Actor, file_id: str, number: int, found: SearchState) -> None:
    """Close a search, by its number from 0 on; what all of them say decides the accessibility, and so the limit.

    Raises:
        Refused: The actor may not, or it is closed already.
        Incomplete: There is no such search (rule EXC-09).
    """
    with working(ports, actor, ANSWER, file_id) as work:
        tasks = list(work.file.tasks)
        if not 0 <= number < len(tasks):
            raise Incomplete("there is no such search", rule="EXC-09")
        tasks[number] = close_task(tasks[number], found, work.acting.now)
        work.file = replace(work.file, tasks=tuple(tasks))
        _record_search(work, f"search-{found.name.lower()}", tasks[number].source.code)
        now_found, known = accessibility_by_tasks(tasks), accessibility_of(work.file.running)
        if now_found is not None and now_found is not known:
            _step(work, Step.FIND_DIRECT if now_found is Accessibility.DIRECT else Step.FIND_INDIRECT)


def ask_clarification(ports: Ports, actor: Actor, file_id: str, parts: Sequence[int], question: str) -> None:
    """Ask the partner to make parts clear; its receipt of the question suspends the limits, and nothing before.

    Raises:
        Refused: The actor may not, or there is no such step now.
        Malformed: The question is empty or too long.
    """
    with working(ports, actor, ANSWER, file_id) as work:
        _check_parts(work, parts)
        _step(work, Step.ASK_CLARIFICATION)
        outgoing = follow_up(ports, work, answer_to(ports, work, Clarification(tuple(parts), question)))
        work.row = replace(work.row, question=outgoing)


def ask_authorisation(
    ports: Ports,
    actor: Actor,
    file_id: str,
    *,
    parts: Sequence[int],
    expected_at: datetime,
    reasons: str,
    authority: str,
) -> None:
    """Ask a magistrate for the authorisation that parts need, and tell the partner the delay in the same act.

    Raises:
        Refused: The actor may not, or there is no such step now.
        Incomplete: No reasons (rule EXC-02).
        Malformed: A text is empty or too long.
    """
    with working(ports, actor, ANSWER, file_id) as work:
        _check_parts(work, parts)
        _step(work, Step.ASK_AUTHORISATION, reasons)
        notice = DelayNotice(tuple(parts), expected_at, reasons, authority)
        follow_up(ports, work, answer_to(ports, work, notice))
        _step(work, Step.NOTIFY_DELAY, reasons)


def decide_authorisation(ports: Ports, actor: Actor, file_id: str, *, give: bool, reasons: str) -> None:
    """Give or refuse the authorisation, as a magistrate.

    Raises:
        Refused: The actor is none, asked for it, or none is awaited (rules EXC-02, EXC-04, SYS-02).
    """
    with working(ports, actor, Action.AUTHORISE_INFORMATION, file_id) as work:
        asked = [entry.by for entry in work.file.running.entries if entry.step is Step.ASK_AUTHORISATION]
        if asked:
            check_two_persons(asked[-1].identifier, actor.identifier)
        _step(work, Step.AUTHORISE if give else Step.DENY, reasons)


def explain_lateness(ports: Ports, actor: Actor, file_id: str, reasons: str) -> None:
    """Record why a request is not answered in time.

    Raises:
        Refused: The actor may not, or it is not late (rule EXC-01).
        Incomplete: No reasons (rule EXC-02).
    """
    with working(ports, actor, ANSWER, file_id) as work:
        _step(work, Step.EXPLAIN, reasons)


def minute_call(ports: Ports, actor: Actor, file_id: str, *, authority: str, said: str) -> None:
    """Minute what was told on the telephone; the answer in writing is still owed.

    Raises:
        Refused: The actor may not.
        Incomplete: Not said what, or to whom (rule EXC-08).
    """
    with working(ports, actor, ANSWER, file_id) as work:
        minute = Minute(actor, work.acting.now, authority, said)
        check_minute(minute)
        work.file = replace(work.file, minutes=(*work.file.minutes, minute))
        work.acting.record(EventKind.INFORMATION_GIVEN, work.row.file_id, partner=work.row.partner, channel="telephone")


def reply(
    ports: Ports, actor: Actor, file_id: str, *, items: Sequence[Item], pending: Sequence[int] = (), remark: str = ""
) -> None:
    """Send what is held to the partner; ``pending`` are the parts that follow later.

    Raises:
        Refused: The actor may not; an item came from a State that has not agreed, or is classified (rules EXC-04,
            EXC-10); a magistrate must authorise it first (EXC-02).
        Incomplete: An item lacks what it must say (EXC-06, EXC-10).
        Malformed: A text is too long.
    """
    with working(ports, actor, ANSWER, file_id) as work:
        check_may_enter(items, ACCREDITED)
        check_agreed(items)
        for item in items:
            check_item(item, work.acting.now)
        if pending:
            _check_parts(work, pending)
        _check_authorised(work)
        refused = _refused_before(work)
        body = Reply(
            extent=_extent(items, [*pending, *refused]), items=tuple(items), pending=tuple(pending), remark=remark
        )
        follow_up(ports, work, answer_to(ports, work, body))
        _step(work, Step.ANSWER_PART if pending else Step.ANSWER)
        work.acting.record(
            EventKind.INFORMATION_GIVEN,
            work.row.file_id,
            partner=work.row.partner,
            extent=body.extent.value,
            items=len(items),
            pending=len(pending),
        )


def propose_refusal(
    ports: Ports, actor: Actor, file_id: str, drafts: Sequence[RefusalDraft]
) -> tuple[RefusedPart, ...]:
    """Propose to refuse parts; return exactly what the partner would read. A second person sends it.

    Raises:
        Refused: The actor may not, or a ground does not hold (rule EXC-04).
        Incomplete: No reasons, or no such part (rule EXC-04).
    """
    with working(ports, actor, ANSWER, file_id) as work:
        check_refusals(drafts, work.file.asked, work.file.running)
        work.file = replace(work.file, refusal=ProposedRefusal(actor.identifier, tuple(drafts)))
        work.acting.record(EventKind.INFORMATION_STEPPED, work.row.file_id, step="refusal-proposed", parts=len(drafts))
        return preview(drafts)


def confirm_refusal(ports: Ports, actor: Actor, file_id: str) -> None:
    """Send a proposed refusal, as the second person. Where every part is refused, the request is closed.

    Raises:
        Refused: The actor may not, proposed it, or nothing is proposed (rules EXC-04, SYS-02).
    """
    with working(ports, actor, ANSWER, file_id) as work:
        proposed = work.file.refusal
        if proposed is None:
            raise Refused("no refusal waits for a second person", rule="EXC-04")
        check_second_person(proposed.by, actor.identifier)
        check_refusals(proposed.drafts, work.file.asked, work.file.running)
        parts = preview(proposed.drafts)
        is_whole = refuses_all(proposed.drafts, work.file.asked)
        body = Refusal(parts) if is_whole else _partly(work, parts)
        follow_up(ports, work, answer_to(ports, work, body))
        _step(work, Step.REFUSE if is_whole else Step.ANSWER_PART)
        grounds = sorted({*work.row.refused.split(), *(part.ground.value for part in parts)})
        work.row, work.file = replace(work.row, refused=" ".join(grounds)), replace(work.file, refusal=None)
        work.acting.record(
            EventKind.INFORMATION_DENIED,
            work.row.file_id,
            partner=work.row.partner,
            parts=len(parts),
            grounds=" ".join(sorted({part.ground.value for part in parts})),
            proposed_by=proposed.by,
        )


def _partly(work: Working, parts: tuple[RefusedPart, ...]) -> Reply:
    refused = {part.part for part in parts}
    left = tuple(part.number for part in work.file.asked.parts if part.number not in refused)
    return Reply(extent=Extent.PARTIAL, refused=parts, pending=left)


def _refused_before(work: Working) -> list[int]:
    replies = [message.body for message in work.file.said if isinstance(message.body, Reply)]
    return [part.part for body in replies for part in body.refused]


def _extent(items: Sequence[Item], missing: Sequence[int]) -> Extent:
    if not items:
        return Extent.NONE
    return Extent.PARTIAL if missing else Extent.FULL


def _check_parts(work: Working, parts: Sequence[int]) -> None:
    asked = {part.number for part in work.file.asked.parts}
    if not parts or not asked.issuperset(parts):
        raise Incomplete("name parts of the request", rule="EXC-09")


def _check_authorised(work: Working) -> None:
    steps = [entry.step for entry in work.file.running.entries]
    if needs_authorisation(work.file.tasks) and Step.AUTHORISE not in steps:
        raise Refused("a magistrate must first authorise what a source has found", rule="EXC-02")


def _record_search(work: Working, step: str, source: str) -> None:
    work.acting.record(EventKind.INFORMATION_STEPPED, work.row.file_id, step=step, source=source)


def _step(work: Working, step: Step, note: str = "") -> None:
    course = take(work.file.running, step, work.acting.now, work.acting.actor, note)
    work.file = replace(work.file, course=course)
    work.acting.record(EventKind.INFORMATION_STEPPED, work.row.file_id, step=step.name.lower().replace("_", "-"))
