"""Readers of orders: our own JSON, messages of ETSI TS 103 120, provider cards; and small inputs to start from."""

import json
from datetime import UTC, date, datetime

from tournai.providers.cards import public_cards, read_cards
from tournai.providers.etsi import Endpoint, read_message, read_order, schema_findings, write_order
from tournai.providers.etsi.message import is_message
from tournai.providers.orders import Audience, Form, Instrument, Order, Rendering, SignedOrder, read, render, write
from tournai.providers.orders.identification import Identification, Identifier, IdentifierKind
from tournai.providers.orders.order import Evidence
from tournai.providers.orders.parties import Authority, AuthorityType
from tournai.providers.orders.renderings import order_of
from tournai.providers.rules import Dossier, check_order

NOW = datetime(2026, 11, 24, tzinfo=UTC)
ENDS = Endpoint("BE", "A"), Endpoint("IE", "B")


def read_and_check(data: bytes) -> None:
    """Read an order and hold it to its rules; whatever was read can be checked."""
    _check(read(data))


def read_carried_order(data: bytes) -> None:
    """Read a message, hold it to its schemas, and read the order that it carries."""
    message = read_message(data)
    schema_findings(message.content)
    if is_message(message.content):
        carried = read_order(message)
        check_order(Dossier(order=Order(form=carried.form), now=NOW, audience=Audience.ADDRESSEE))


def read_table(data: bytes) -> None:
    """Read a table of provider cards."""
    read_cards(data)


def orders() -> list[bytes]:
    """Orders for every audience."""
    return [write(_rendering(audience)) for audience in Audience]


def messages() -> list[bytes]:
    """A message with its form, and one without."""
    message = write_order(_rendering(Audience.ADDRESSEE), *ENDS, NOW)
    whole = json.dumps(message.content, separators=(",", ":")).encode()
    return [whole, whole.replace(b"application/json", b"application/xml"), b'{"Header":{},"Payload":{}}']


def cards() -> list[bytes]:
    """Tables of cards."""
    head = b"service,category,answer,holds,as_of,source\n"
    return [head, head + b"Courrier,content_data,no,nothing,2026-01-01,letter\n", str(len(public_cards())).encode()]


def _rendering(audience: Audience) -> Rendering:
    form = Form(
        instrument=Instrument.EPOC,
        case_id=f"EPOC-BE-IE-{date(2026, 11, 24).isoformat()}-0001-7",
        issuing_state="BE",
        issuing=Authority(type=AuthorityType.PUBLIC_PROSECUTOR, name="Parket"),
        identification=Identification(
            identifiers=(Identifier(kind=IdentifierKind.IP_ADDRESS, value="::1", timestamp=NOW),)
        ),
        evidence=Evidence(boxes=("subscriber_data.other",)),
    )
    return render(SignedOrder(order=Order(form=form)), audience)


def _check(rendering: Rendering) -> None:
    check_order(Dossier(order=order_of(rendering), now=NOW, audience=rendering.audience))
