"""What arrives: a body as it may be kept, and a push among the others of its flight: a part, or the same once more."""

import hmac
import re
from collections.abc import Iterable

import msgspec

from tournai.node.duties.flight_views import PartsView
from tournai.node.duties.ports import Keys
from tournai.node.duties.rows import StoredPush
from tournai.travel.card_numbers import cut_card_numbers
from tournai.travel.parts import Part, PartedPush, join_parts
from tournai.travel.records import MessageFormat, Push
from tournai.travel.type_b import plain_mail

MOST_MISSING = 20
"""Numbers of missing parts that are shown."""
_MAIL = re.compile(rb"\s*(?:From [^\r\n]*\r?\n)?[!-9;-~]{1,100}:")
"""How a mail begins: with a header field, after a mailbox's own line."""
_ENCODING = re.compile(rb"^(Content-Transfer-Encoding:[ \t]*)(base64|quoted-printable)", re.IGNORECASE | re.MULTILINE)
_PLACE = re.compile(rb'\{"offset":[0-9]+,"ordinal":[0-9]+,"tag":"[^"\\]*"\}')
"""A `Place` in JSON with sorted names."""


def as_kept(body: bytes) -> bytes:
    """Return a received body as it may be kept, as long as before: a mail's parts decoded, card numbers cut.

    Raises:
        Malformed: It is compressed or in an alphabet in which no card number can be found.
    """
    plain = plain_mail(body)
    if _MAIL.match(body):
        # Decoded now, all but pictures: what says otherwise would have it decoded once more when it is read.
        plain = _ENCODING.sub(lambda field: field[1] + b"8bit".ljust(len(field[2])), plain)
    return cut_card_numbers(plain).body


def content_digest(keys: Keys, push: Push) -> bytes:
    """Return a keyed digest (HMAC-SHA256) of what a message says, whoever sent it, in which envelope or line breaks."""
    function = (push.format, push.version, push.function, push.part, push.is_last_part)
    said = (*function, push.declared_pnrs, push.declared_travellers, push.legs, push.pnrs, push.travellers)
    # Where a value stood is the envelope's doing.
    content = _PLACE.sub(b"0", msgspec.json.encode(said, order="sorted"))
    return hmac.digest(keys.blind_key("message content"), content, "sha256")


def order_of(push: StoredPush) -> tuple[str, int]:
    """Return what orders pushes by arrival: receipts do, also within a millisecond."""
    return push.receipt, push.ordinal


def join_stored(pushes: Iterable[StoredPush]) -> list[PartedPush]:
    """Return the pushes of a flight with their parts joined; a part is named by its ``push_id``."""
    return join_parts(_part(push) for push in sorted(pushes, key=order_of))


def parts_views(pushes: Iterable[StoredPush]) -> dict[str, PartsView]:
    """Return what is known of each push of a flight that came in parts, by ``push_id``."""
    known = {push.push_id: push for push in pushes}
    found: dict[str, PartsView] = {}
    for joined in join_stored(known.values()):
        missing, completeness = joined.missing[:MOST_MISSING], joined.completeness.value
        names = [(part.name, False) for part in joined.parts if not part.is_alone]
        for name, is_repeated in [*names, *((name, True) for name in joined.repeated)]:
            found[name] = PartsView(
                number=1 if (part := known[name].part) is None else part,
                total=joined.total,
                missing=missing,
                completeness=completeness,
                is_repeated=is_repeated,
            )
    return found


def _part(push: StoredPush) -> Part:
    return Part(
        name=push.push_id,
        kind=(push.account, push.sender, push.access_reference, push.format, push.function),
        number=push.part,
        is_last=push.is_last_part,
        prepared_at=push.prepared_at or push.received_at,
        items=push.pnrs if push.format == MessageFormat.PNRGOV.value else push.travellers,
        declared=push.declared,
        content=push.content,
    )
