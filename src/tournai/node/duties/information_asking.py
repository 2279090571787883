"""Asking a partner for information: a request that is complete, or none.

Source: Directive (EU) 2023/977, Art. 4, 11 and 12. Rules EXC-03, EXC-07, EXC-08.
"""

from collections.abc import Sequence

import msgspec

from tournai.errors import Refused
from tournai.exchange.bases import ExchangePurpose
from tournai.exchange.clocks.limits import profile_of
from tournai.exchange.markings import Classification
from tournai.exchange.messages import Message, canonical_bytes
from tournai.exchange.messages.answering import ClarificationAnswer
from tournai.exchange.messages.asking import Request
from tournai.exchange.requests.content import check_request
from tournai.exchange.requests.europol import EuropolCopy, check_copy
from tournai.node.duties.information_files import (
    InformationFile,
    answer_to,
    follow_up,
    ground_of_file,
    new_identifier,
    new_row,
    replace,
    working,
)
from tournai.node.duties.outbox import queue_message
from tournai.node.duties.partners import EXCHANGE, members_of, partner_of
from tournai.node.duties.ports import Ports
from tournai.node.duties.recording import duty
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor

SENT = "sent"
"""Where a request of this node stands until the partner says something."""


class Asking(msgspec.Struct, frozen=True):
    """What an officer asks: the partner, the own case, the purpose, the language of its text, and the request."""

    partner: str
    case: str
    purpose: ExchangePurpose
    language: str
    request: Request
    europol: EuropolCopy


def ask_information(ports: Ports, actor: Actor, asking: Asking) -> str:
    """Send a request to a partner; return the identifier of its file.

    Raises:
        Refused: The actor may not.
        Incomplete: It lacks something of Art. 4, is in a language that the partner does not take, or nothing was
            decided on Europol's copy (rules EXC-03, EXC-05, EXC-06, EXC-07, EXC-08).
        Malformed: No such partner, or a text is too long.
        Unavailable: No list of partners is in force.
    """
    with duty(ports, actor, Action.ASK_INFORMATION, EXCHANGE) as acting:
        members = members_of(acting.unit)
        partner = partner_of(members, asking.partner, acting.now)
        own = partner_of(members, ports.node_name, acting.now)
        message = Message(
            identifier=new_identifier(ports),
            sender=ports.node_name,
            receiver=asking.partner,
            written_at=acting.now,
            basis=profile_of(own.country).basis,
            purpose=asking.purpose,
            classification=Classification.UNCLASSIFIED,
            language=asking.language,
            body=asking.request,
            sender_case=asking.case.strip() or None,
            copied_to_europol=asking.europol.sent,
        )
        check_request(message, partner.languages)
        check_copy(asking.request.offence, asking.europol)
        content = canonical_bytes(message)
        file = InformationFile(message)
        row = new_row(ports, file, partner=partner.node, state_code=partner.country, at=acting.now, standing=SENT)
        acting.unit.information.add(row)
        queue_message(ports, acting, partner=partner.node, kind=message.kind, content=content)
        acting.record(
            EventKind.INFORMATION_ASKED,
            row.file_id,
            ground=ground_of_file(row.file_id),
            partner=partner.node,
            offence=asking.request.offence,
            urgent=len(asking.request.urgency),
            parts=len(asking.request.parts),
            europol=asking.europol.withheld.value if asking.europol.withheld else int(asking.europol.sent),
        )
    return row.file_id


def answer_clarification(ports: Ports, actor: Actor, file_id: str, parts: Sequence[int], answer: str) -> None:
    """Make clear what the partner asked about a request of this node; its limits run again from the receipt.

    Raises:
        Refused: The actor may not, or the request came from the partner (rule EXC-04).
        Malformed: The answer is empty or too long.
    """
    with working(ports, actor, Action.ASK_INFORMATION, file_id) as work:
        if work.row.is_received:
            raise Refused("whoever asked makes clear what it meant", rule="EXC-04")
        follow_up(ports, work, answer_to(ports, work, ClarificationAnswer(tuple(parts), answer)))
        work.row = replace(work.row, standing=SENT)
        work.acting.record(EventKind.INFORMATION_STEPPED, file_id, step="clarification-given")
