"""The renderings of one order: for the addressee without section M, for the notified enforcing authority with it.

Source: Regulation (EU) 2023/1543, Art. 9(2), Annex I, section M. Rule PRV-14. Both carry the digests of all parts, so
both verify the same signatures. A rendering is what leaves the house; `write` and `read` give its JSON.
"""

from enum import Enum

import msgspec

from tournai.errors import Malformed
from tournai.providers.orders.canonical import Digests, content_hash, digests, form_digest, further_digest
from tournai.providers.orders.order import CaseFile, Form, Further, Order
from tournai.providers.orders.signing import Signature, SignedOrder
from tournai.values.wordings import say

FORMAT = "tournai-order/1"
MAXIMUM_BYTES = 4 * 1024 * 1024


class Audience(Enum):
    """Whom a rendering is for."""

    ADDRESSEE = "addressee"
    ENFORCING_AUTHORITY = "enforcing authority"
    ISSUING_AUTHORITY = "issuing authority"
    """The whole order, for the authority's own file and exchange between its systems."""

    @property
    def shows_case_file(self) -> bool:
        """Whether a rendering for it has the case file."""
        return self is Audience.ISSUING_AUTHORITY


class Rendering(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An order as one audience sees it."""

    format: str
    audience: Audience
    form: Form
    digests: Digests
    signatures: tuple[Signature, ...] = ()
    further: Further | None = None
    further_blind: str = ""
    case_file: CaseFile | None = None
    case_file_blind: str = ""


class AlteredOrder(Malformed):
    """What an order says is not what its digests say."""


def render(signed: SignedOrder, audience: Audience) -> Rendering:
    """Return what an audience may see of an order, with the signatures that cover it."""
    order = signed.order
    seen = Rendering(
        format=FORMAT,
        audience=audience,
        form=order.form,
        digests=digests(order),
        signatures=signed.valid_signatures,
    )
    if audience is Audience.ADDRESSEE:
        return seen
    seen = msgspec.structs.replace(seen, further=order.further, further_blind=order.blinds[0])
    if audience is Audience.ENFORCING_AUTHORITY:
        return seen
    return msgspec.structs.replace(seen, case_file=order.case_file, case_file_blind=order.blinds[1])


def order_of(rendering: Rendering) -> Order:
    """Return the order of a rendering; what it does not show is empty."""
    return Order(
        form=rendering.form,
        further=rendering.further or Further(),
        case_file=rendering.case_file or CaseFile(),
        blinds=(rendering.further_blind, rendering.case_file_blind),
    )


def write(rendering: Rendering) -> bytes:
    """Return a rendering as JSON, indented."""
    return msgspec.json.format(msgspec.json.encode(rendering), indent=2)


def read(data: bytes) -> Rendering:
    """Return the rendering that `write` wrote.

    Raises:
        Malformed: Not such JSON, or too large.
        AlteredOrder: A part does not fit its digest.
    """
    if len(data) > MAXIMUM_BYTES:
        raise Malformed(say("an order of more than {most} bytes", most=MAXIMUM_BYTES), code="too-large")
    try:
        rendering = msgspec.json.decode(data, type=Rendering)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(say("not an order as Tournai writes it: {place}", place=_place(error)), code="order") from error
    if rendering.format != FORMAT:
        raise Malformed(say("an order of another format than {known}", known=FORMAT), code="order-format")
    check_digests(rendering)
    return rendering


def check_digests(rendering: Rendering) -> None:
    """Return when each part that a rendering shows fits its digest.

    Raises:
        AlteredOrder: One does not.
    """
    parts = [(form_digest(rendering.form), rendering.digests.form)]
    if rendering.further is not None:
        parts.append((further_digest(rendering.further, rendering.further_blind), rendering.digests.further))
    if rendering.case_file is not None:
        parts.append((digests(order_of(rendering)).case_file, rendering.digests.case_file))
    if any(found != said for found, said in parts):
        raise AlteredOrder("the order was altered: a part does not fit its digest", code="altered")


def rendered_hash(rendering: Rendering) -> str:
    """Return the hash that the signatures of a rendering must cover."""
    return content_hash(rendering.digests)


def _place(error: Exception) -> str:
    """Return where JSON is wrong, without what stands there."""
    _, _, place = str(error).rpartition(" - at ")
    return place.strip("`") if place.startswith("`$") else "JSON"
