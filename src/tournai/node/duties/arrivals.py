"""What a stored push is among the others of its flight: a part of a larger one, or the same message once more."""

import hmac
import re
from collections.abc import Iterable

import msgspec

from tournai.node.duties.ports import Keys
from tournai.node.duties.rows import StoredPush
from tournai.node.duties.views import PartsView
from tournai.travel.parts import Part, PartedPush, join_parts
from tournai.travel.records import MessageFormat, Push

_PLACE = re.compile(rb'\{"tag":"[^"\\]*","ordinal":[0-9]+,"offset":[0-9]+\}')


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
        names = [(part.name, False) for part in joined.parts if not part.is_alone]
        for name, is_repeated in [*names, *((name, True) for name in joined.repeated)]:
            found[name] = PartsView(
                number=known[name].part or 1,
                total=joined.total,
                missing=joined.missing,
                completeness=joined.completeness.value,
                is_repeated=is_repeated,
            )
    return found


def _part(push: StoredPush) -> Part:
    return Part(
        name=push.push_id,
        kind=(push.sender, push.access_reference, push.format, push.function),
        number=push.part,
        is_last=push.is_last_part,
        prepared_at=push.prepared_at or push.received_at,
        items=push.pnrs if push.format == MessageFormat.PNRGOV.value else push.travellers,
        declared=push.declared,
        content=push.content,
    )
