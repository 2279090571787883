"""The canonical content of an order: what signatures cover, and the same for every rendering.

An order is hashed part by part (form, section M, case file); the content's hash is that of the three digests. So the
addressee checks a signature over an order whose section M it never sees. JSON is canonical as in RFC 8785 for what
orders hold: sorted names, no white space, UTF-8, no floating point.
"""

import hashlib
import json

import msgspec

from tournai.providers.orders.order import CaseFile, Form, Further, Order


class Digests(msgspec.Struct, frozen=True):
    """SHA-256 of each part, hexadecimal."""

    form: str
    further: str
    case_file: str


def canonical(part: Form | Further | CaseFile | Digests) -> bytes:
    """Return the canonical JSON of a part."""
    return json.dumps(msgspec.to_builtins(part), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digests(order: Order) -> Digests:
    """Return the digest of each part; section M and the case file with their blinds."""
    further, case_file = order.blinds
    return Digests(
        form_digest(order.form),
        _digest(b"further", further, canonical(order.further)),
        _digest(b"case file", case_file, canonical(order.case_file)),
    )


def form_digest(form: Form) -> str:
    """Return the digest of what the addressee gets."""
    return _digest(b"form", "", canonical(form))


def further_digest(further: Further, blind: str) -> str:
    """Return the digest of section M, for whoever is given both."""
    return _digest(b"further", blind, canonical(further))


def content_hash(parts: Digests) -> str:
    """Return the hash that signatures cover, hexadecimal SHA-256."""
    return _digest(b"order", "", canonical(parts))


def _digest(kind: bytes, blind: str, data: bytes) -> str:
    return hashlib.sha256(b"\0".join((b"tournai", kind, blind.encode(), data))).hexdigest()
