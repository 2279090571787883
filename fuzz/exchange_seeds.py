"""Small inputs of the exchange between authorities: invented people, states and indicators."""

from datetime import UTC, date, datetime

from tournai.exchange.bases import ExchangeBasis, ExchangePurpose
from tournai.exchange.item import Item, ItemKind, Nature, PersonCategory
from tournai.exchange.markings import Classification, HandlingCode, InformationEvaluation, SourceEvaluation
from tournai.exchange.messages import Body, Message, canonical_bytes
from tournai.exchange.messages.answering import Extent, RefusalGround, RefusedPart, Reply
from tournai.exchange.messages.asking import Part, Request, Subject, SubjectKind, UrgencyGround
from tournai.exchange.messages.linking import Checkpoint
from tournai.exchange.misp.events import write_event
from tournai.exchange.misp.indicators import Indicator, IndicatorKind

NOW = datetime(2030, 12, 1, 9, tzinfo=UTC)


def messages() -> list[bytes]:
    return [canonical_bytes(_message(body)) for body in (Checkpoint("note"), _request(), _reply())]


def misp_events() -> list[bytes]:
    found = (
        Indicator(IndicatorKind.DOMAIN, "domain", "bad.example", for_detection=True, markings=("tlp:amber",)),
        Indicator(IndicatorKind.DOCUMENT, "passport-number", "XA1"),
    )
    person = b'{"Event":{"uuid":"5b646415-7b48-40d5-86b4-c0070acd0835","Object":[{"name":"person","Attribute":[]}]}}'
    return [write_event("0" * 32, date(2030, 12, 1), found, HandlingCode.H1), person]


def _message(body: Body) -> Message:
    return Message(
        identifier="0" * 32,
        sender="spoc.xa.example",
        receiver="spoc.xb.example",
        written_at=NOW,
        basis=ExchangeBasis.DIRECTIVE,
        purpose=ExchangePurpose.INVESTIGATION,
        classification=Classification.UNCLASSIFIED,
        language="en",
        body=body,
    )


def _request() -> Request:
    return Request(
        parts=(Part(1, "vehicles"),),
        subjects=(
            Subject(kind=SubjectKind.PERSON, name="A B", link="x", category=PersonCategory.SUSPECT, born="1984"),
        ),
        offence="drugs",
        facts="f",
        necessity="n",
        held_because="h",
        urgency=(UrgencyGround.LIFE,),
        urgency_reasons="r",
    )


def _reply() -> Reply:
    item = Item(
        identifier="1" * 32,
        owner="spoc.xb.example",
        kind=ItemKind.TRANSPORT,
        category=PersonCategory.SUSPECT,
        nature=Nature.FACT,
        content="a van",
        source="register",
        language="en",
        source_evaluation=SourceEvaluation.A,
        information_evaluation=InformationEvaluation.ONE,
        handling=HandlingCode.H1,
        classification=Classification.UNCLASSIFIED,
        purposes=(ExchangePurpose.INVESTIGATION,),
        keep_until=date(2031, 12, 1),
    )
    return Reply(extent=Extent.PARTIAL, items=(item,), refused=(RefusedPart(2, RefusalGround.INACCURATE, "x"),))
