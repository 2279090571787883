"""Items that came from a partner: used as their owner allows, corrected and withdrawn as it says.

Source: Directive (EU) 2023/977, Art. 1(4) and 3(d); Directive (EU) 2016/680, Art. 7(3), 9(3) and 16(5). Rule EXC-10.
What a partner said was proven to be its own when it came: its envelope is signed.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from tournai.errors import Refused
from tournai.exchange.conditions.holders import check_correction, check_withdrawal
from tournai.exchange.conditions.uses import WantedUse, check_use
from tournai.exchange.item import Item
from tournai.exchange.messages import Message, canonical_bytes, digest
from tournai.exchange.messages.answering import Reply
from tournai.exchange.messages.linking import Receipt, ReceiptOf
from tournai.exchange.messages.owning import Consent, ConsentRequest, Correction, Withdrawal, WithdrawalReason
from tournai.node.duties.information_files import InformationFile, Working, answer_to, follow_up, replace, working
from tournai.node.duties.ports import Ports
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor

RULE = "EXC-10"
ASK, ANSWER = Action.ASK_INFORMATION, Action.ANSWER_INFORMATION


def items_of(file: InformationFile) -> dict[str, Item]:
    """Return the items of a file by identifier, each in its last version; what was withdrawn is not there."""
    bodies = [message.body for message in file.said if isinstance(message.body, Reply)]
    return {item.identifier: item for body in bodies for item in body.items}


def use_item(ports: Ports, actor: Actor, file_id: str, item_id: str, wanted: WantedUse) -> Item:
    """Return an item for one use; the log tells which.

    Raises:
        Refused: The actor may not; there is no such item; its owner has not allowed this use (rule EXC-10; a refusal
            of kind `NeedsConsent` says whom to ask). Refusals are logged.
    """
    with working(ports, actor, ASK, file_id) as work:
        item = _held(work, [item_id])[0]
        consents = [message.body for message in work.file.said if _is_owners(work, message)]
        check_use(item, wanted, [body for body in consents if isinstance(body, Consent)], work.acting.now)
        work.acting.record(EventKind.INFORMATION_USED, file_id, item=item_id, use=wanted.use.value)
        return item


def ask_consent(
    ports: Ports, actor: Actor, file_id: str, *, items: Sequence[str], wanted: WantedUse, reasons: str
) -> None:
    """Ask the owner of items for one use of them.

    Raises:
        Refused: The actor may not, or there is no such item (rule EXC-10).
        Malformed: A text is empty or too long.
    """
    with working(ports, actor, ASK, file_id) as work:
        _held(work, items)
        follow_up(
            ports, work, answer_to(ports, work, ConsentRequest(tuple(items), wanted.use, wanted.recipient, reasons))
        )
        _record(work, "consent-asked")


def decide_consent(
    ports: Ports, actor: Actor, file_id: str, *, give: bool, valid_until: datetime, limits: str = ""
) -> None:
    """Decide, as their owner, on the last consent that the partner asked for: for those items, that use, until then.

    Raises:
        Refused: The actor may not, or no consent was asked for (rule EXC-10).
        Malformed: A text is too long.
    """
    with working(ports, actor, ANSWER, file_id) as work:
        asked = [message.body for message in work.file.said if isinstance(message.body, ConsentRequest)]
        if not asked:
            raise Refused("no consent was asked for", rule=RULE)
        _held(work, asked[-1].items)
        body = Consent(
            items=asked[-1].items,
            use=asked[-1].use,
            recipient=asked[-1].recipient,
            given=give,
            valid_until=valid_until,
            limits=limits,
        )
        follow_up(ports, work, answer_to(ports, work, body))
        _record(work, "consent-given" if give else "consent-refused")


def correct_item(ports: Ports, actor: Actor, file_id: str, item: Item, reasons: str) -> None:
    """Send the next version of an item that this node gave; the partner confirms that it replaced its own.

    Raises:
        Refused: The actor may not; it is no later version of an item of this node (rule EXC-10).
        Malformed: A text is empty or too long.
    """
    with working(ports, actor, ANSWER, file_id) as work:
        check_correction(_held(work, [item.identifier])[0], item, ports.node_name)
        follow_up(ports, work, answer_to(ports, work, Correction(item, reasons)))
        work.file = _replaced(work.file, item)
        _record(work, "item-corrected")


def withdraw_items(ports: Ports, actor: Actor, file_id: str, items: Sequence[str], reason: WithdrawalReason) -> None:
    """Call items back that this node gave; the partner erases them and confirms it.

    Raises:
        Refused: The actor may not, or they are not this node's (rule EXC-10).
    """
    with working(ports, actor, ANSWER, file_id) as work:
        check_withdrawal(_held(work, items), ports.node_name)
        follow_up(ports, work, answer_to(ports, work, Withdrawal(tuple(items), reason)))
        _record(work, "items-withdrawn")


def carry_out(ports: Ports, work: Working, message: Message) -> None:
    """Carry out what a partner said about items, and confirm a correction or a withdrawal by a receipt.

    Raises:
        Refused: It is not the partner's to say: not its items, or no later version (rule EXC-10).
    """
    body = message.body
    if isinstance(body, ConsentRequest | Receipt) is not work.row.is_received:
        raise Refused("whoever holds an item asks, whoever owns it decides", rule=RULE)
    if isinstance(body, Correction):
        check_correction(_held(work, [body.item.identifier])[0], body.item, work.row.partner)
        work.file = _replaced(work.file, body.item)
        _confirm(ports, work, message, ReceiptOf.CORRECTED)
    if isinstance(body, Withdrawal):
        check_withdrawal(_held(work, body.items), work.row.partner)
        work.file = _without(work.file, frozenset(body.items))
        _confirm(ports, work, message, ReceiptOf.ERASED)


def _confirm(ports: Ports, work: Working, message: Message, done: ReceiptOf) -> None:
    receipt = Receipt(message=message.identifier, digest=digest(canonical_bytes(message)), at=work.acting.now, of=done)
    follow_up(ports, work, answer_to(ports, work, receipt))


def _held(work: Working, identifiers: Sequence[str]) -> list[Item]:
    held = items_of(work.file)
    if not identifiers or not held.keys() >= set(identifiers):
        raise Refused("there is no such item in this file", rule=RULE)
    return [held[identifier] for identifier in identifiers]


def _is_owners(work: Working, message: Message) -> bool:
    return message.sender == work.row.partner


def _replaced(file: InformationFile, item: Item) -> InformationFile:
    return _changed(file, lambda items: tuple(item if one.identifier == item.identifier else one for one in items))


def _without(file: InformationFile, gone: frozenset[str]) -> InformationFile:
    """Return the file without the items, a correction of one included: nothing of their content stays."""
    kept = tuple(
        message
        for message in file.said
        if not (isinstance(message.body, Correction) and message.body.item.identifier in gone)
    )
    return _changed(replace(file, said=kept), lambda items: tuple(one for one in items if one.identifier not in gone))


def _changed(file: InformationFile, change: Callable[[tuple[Item, ...]], tuple[Item, ...]]) -> InformationFile:
    said = tuple(
        replace(message, body=replace(message.body, items=change(message.body.items)))
        if isinstance(message.body, Reply)
        else message
        for message in file.said
    )
    return replace(file, said=said)


def _record(work: Working, step: str) -> None:
    work.acting.record(EventKind.INFORMATION_STEPPED, work.row.file_id, step=step)
