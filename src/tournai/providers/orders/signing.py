"""Signatures of an order, and the versions that they hold for.

Source: Regulation (EU) 2023/1543, Art. 9(1): issuing or validating authority complete, sign and certify the content.
Who changes anything makes a new version of the same case, which nobody has signed (rule PRV-22). The cryptography is at
the edge: a duty makes and verifies the bytes, this page says what they must cover.
"""

from datetime import datetime
from enum import Enum

import msgspec

from tournai.providers.orders.canonical import content_hash, digests
from tournai.providers.orders.order import Order
from tournai.providers.orders.parties import AuthorityType


class SigningPart(Enum):
    """As what somebody signs."""

    ISSUING = "issuing"
    VALIDATING = "validating"


class Signature(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One signature. ``person``: the account, never a name; ``value``: the signature's bytes, base64 in JSON."""

    part: SigningPart
    person: str
    authority: AuthorityType
    signed_at: datetime
    content_hash: str
    algorithm: str = ""
    value: bytes = b""


class SignedOrder(msgspec.Struct, frozen=True, kw_only=True):
    """An order with the signatures that were made on it, those on earlier versions included."""

    order: Order
    signatures: tuple[Signature, ...] = ()

    @property
    def valid_signatures(self) -> tuple[Signature, ...]:
        """The signatures that cover this very content."""
        present = content_hash(digests(self.order))
        return tuple(one for one in self.signatures if one.content_hash == present)


def amend(signed: SignedOrder, changed: Order) -> SignedOrder:
    """Return the next version of an order with changed content: same case, no signature (rule PRV-22)."""
    form = msgspec.structs.replace(
        changed.form, version=signed.order.form.version + 1, case_id=signed.order.form.case_id
    )
    return SignedOrder(order=msgspec.structs.replace(changed, form=form))
