"""Two invented authorities that exchange messages: Arden (XAA) asks, Belmark (XBB) answers."""

from datetime import UTC, date, datetime

from tournai.exchange.bases import ExchangeBasis, ExchangePurpose
from tournai.exchange.item import Item, ItemKind, Nature, PersonCategory
from tournai.exchange.markings import Classification, HandlingCode, InformationEvaluation, SourceEvaluation
from tournai.exchange.messages import Body, Message
from tournai.exchange.messages.asking import Part, Request, Subject, SubjectKind

ARDEN, BELMARK = "XA-SPOC", "XB-SPOC"
RECEIVED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday."""


def identifier(number: int) -> str:
    return f"{number:032x}"


def item(**changes: object) -> Item:
    usual: dict[str, object] = {
        "identifier": identifier(900),
        "owner": BELMARK,
        "kind": ItemKind.TRANSPORT,
        "category": PersonCategory.SUSPECT,
        "nature": Nature.FACT,
        "content": "uses a grey van with the plate XB-123",
        "source": "register of vehicles",
        "language": "en",
        "source_evaluation": SourceEvaluation.A,
        "information_evaluation": InformationEvaluation.ONE,
        "handling": HandlingCode.H1,
        "classification": Classification.UNCLASSIFIED,
        "purposes": (ExchangePurpose.INVESTIGATION,),
        "keep_until": date(2027, 3, 2),
    }
    return Item(**{**usual, **changes})  # type: ignore[arg-type]


def request(**changes: object) -> Request:
    usual: dict[str, object] = {
        "parts": (Part(1, "the vehicles that she keeps"), Part(2, "where she lived in February")),
        "subjects": (
            Subject(
                kind=SubjectKind.PERSON,
                name="Ines Morel",
                link="seen at the place where the goods were unloaded",
                category=PersonCategory.SUSPECT,
                born="1984-05-02",
            ),
        ),
        "offence": "drugs",
        "facts": "40 kg of cocaine found in a warehouse on 27 February 2026",
        "necessity": "the van ties the warehouse to the buyer; no other source tells",
        "held_because": "the van carried a plate of Belmark",
        "penalty_months": 120,
    }
    return Request(**{**usual, **changes})  # type: ignore[arg-type]


def message(body: Body, **changes: object) -> Message:
    usual: dict[str, object] = {
        "identifier": identifier(1),
        "sender": ARDEN,
        "receiver": BELMARK,
        "written_at": RECEIVED,
        "basis": ExchangeBasis.DIRECTIVE,
        "purpose": ExchangePurpose.INVESTIGATION,
        "classification": Classification.UNCLASSIFIED,
        "language": "en",
        "body": body,
        "sender_case": "2026/17",
    }
    return Message(**{**usual, **changes})  # type: ignore[arg-type]
