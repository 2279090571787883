"""`tournai order sign`: the issuing or validating authority signs an order that its rules let pass."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from tournai.cli.files import read_file
from tournai.cli.order_files import cards_of, read_order_file
from tournai.errors import Malformed, Refused
from tournai.providers.orders import Audience, Rendering, Signature, SignedOrder, render, write
from tournai.providers.orders.parties import AuthorityType
from tournai.providers.orders.proofs import prove
from tournai.providers.orders.renderings import order_of, rendered_hash
from tournai.providers.orders.signing import SigningPart
from tournai.providers.rules import Dossier, demand_order
from tournai.values.wordings import say

PARTS = {one.value: one for one in SigningPart}


def run(path: Path, key: Path, part: str, person: str, cards: Path | None) -> None:
    """Check an order, sign it, and write it to standard output.

    Raises:
        Malformed: No whole order, another part, or a key that is none.
        Refused: A rule refuses the order; whoever issued it would validate it (PRV-03).
    """
    rendering = read_order_file(path).rendering
    if rendering is None or rendering.audience is not Audience.ISSUING_AUTHORITY:
        raise Malformed("only the issuing authority's own, whole order is signed", code="not-whole")
    if part not in PARTS or not person.strip() or "\n" in person:
        raise Malformed(say("say as what you sign, {known}, and who you are", known=", ".join(PARTS)), code="part")
    now = datetime.now(UTC)
    signature = _signature(rendering, PARTS[part], person.strip(), now)
    demand_order(Dossier(order=order_of(rendering), now=now, cards=cards_of(cards)))
    signed = SignedOrder(order=order_of(rendering), signatures=rendering.signatures)
    proven = prove(signed, signature, _private(key).sign)
    sys.stdout.buffer.write(write(render(proven, Audience.ISSUING_AUTHORITY)) + b"\n")


def public_key(path: Path) -> bytes:
    """Return the public key of a PEM file, 32 bytes.

    Raises:
        Malformed: It is no Ed25519 key.
    """
    try:
        key = load_pem_public_key(read_file(path))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Malformed("not an Ed25519 key in PEM", code="key") from error
    if not isinstance(key, Ed25519PublicKey):
        raise Malformed("not an Ed25519 key in PEM", code="key")
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _signature(rendering: Rendering, part: SigningPart, person: str, now: datetime) -> Signature:
    if any(one.part is not part and one.person == person for one in rendering.signatures):
        raise Refused("whoever issues an order cannot validate it: a second person must", rule="PRV-03")
    return Signature(
        part=part,
        person=person,
        authority=_authority(rendering, part),
        signed_at=now,
        content_hash=rendered_hash(rendering),
    )


def _authority(rendering: Rendering, part: SigningPart) -> AuthorityType:
    authority = rendering.form.issuing if part is SigningPart.ISSUING else rendering.form.validating
    if authority is None:
        raise Refused("name the authority that validates", rule="PRV-03")
    return authority.type


def _private(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(read_file(path), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Malformed("not an Ed25519 key in PEM", code="key") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Malformed("not an Ed25519 key in PEM", code="key")
    return key
