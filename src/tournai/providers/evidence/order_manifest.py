"""The legal manifest of a delivery: who delivers what to whom, for which order, with which hashes.

It travels as the tag file ``order-manifest.json``. The Regulation fixes what it says, not how it is written: the names
here follow its words.

Source: Implementing Regulation (EU) 2025/1550, Annex, 3.3.3(a) to (c).
"""

from datetime import date, datetime
from enum import Enum

import msgspec

from tournai.errors import Malformed
from tournai.providers.evidence.package import MOST_FILES
from tournai.values.wordings import say

ORDER_MANIFEST = "order-manifest.json"
SHORTEST_WINDOW, LONGEST_WINDOW = 10, 45
"""Calendar days for which data that is fetched stays available: Annex, 3.3.3(b)."""
MOST_IN_SYSTEM = 25_600 * 1024
"""Bytes that may travel inside the system; more goes by another means, and is recorded."""


class Means(Enum):
    """How the data is transmitted."""

    IN_SYSTEM = "in-system"
    """Inside the decentralised IT system: up to `MOST_IN_SYSTEM` bytes."""
    DOWNLOAD = "download"
    """Fetched by the authority, within a window."""
    OTHER = "other"
    """Another means, e.g. a data carrier; the record of it is kept."""


class Digest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hash: its algorithm as commonly written, e.g. ``SHA-512``, and its value in hexadecimal."""

    alg: str
    value: str


class ManifestFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One file of the delivery.

    Attributes:
        file_name: Its name below ``data/``.
        size: Bytes.
        hash_digests: One at least.
        data_category: What it holds, as the order names categories; empty where the provider does not say.
        earliest: The first moment that its records are of.
        latest: The last one.
        privileged: Whether the provider marks it as touching a privilege or immunity.
    """

    file_name: str
    size: int
    hash_digests: tuple[Digest, ...]
    data_category: str = ""
    earliest: datetime | None = None
    latest: datetime | None = None
    privileged: bool = False


class OrderManifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The manifest.

    Attributes:
        sender: Who delivers.
        recipient: The authority that it goes to.
        order_reference: The case identifier of the order.
        transmitted_or_available_at: When the data was sent, or is there to be fetched; with its offset.
        means_of_transmission: How.
        files: Every file of the payload.
        available_until: The last day on which it can be fetched; for a download only.
        unencrypted_because: Why the data is not encrypted to the authority's certificate, where it is not.
        remarks: What else the sender says.
    """

    sender: str
    recipient: str
    order_reference: str
    transmitted_or_available_at: datetime
    means_of_transmission: Means
    files: tuple[ManifestFile, ...]
    available_until: date | None = None
    unencrypted_because: str = ""
    remarks: str = ""


class MalformedOrderManifest(Malformed):
    """``order-manifest.json`` is not a manifest."""


_decoder = msgspec.json.Decoder(OrderManifest)


def read_order_manifest(data: bytes) -> OrderManifest:
    """Return a manifest.

    Raises:
        MalformedOrderManifest: It is no JSON of that form, lacks one of the items, or gives a time without offset.
    """
    try:
        found = _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedOrderManifest(say("{fault}", fault=_place(error)), code="order-manifest") from error
    times = [found.transmitted_or_available_at]
    times += [moment for file in found.files for moment in (file.earliest, file.latest) if moment]
    if any(moment.tzinfo is None for moment in times):
        raise MalformedOrderManifest("a time without its offset from UTC", code="order-manifest")
    empty = [name for name in ("sender", "recipient", "order_reference") if not getattr(found, name).strip()]
    if empty or not 0 < len(found.files) <= MOST_FILES:
        what = empty[0] if empty else "files"
        raise MalformedOrderManifest(say("the item {item} is empty", item=what), code="order-manifest")
    return found


def write_order_manifest(manifest: OrderManifest) -> bytes:
    """Return a manifest as JSON, one form for one manifest."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n"


def _place(error: Exception) -> str:
    """Return what msgspec says: a path and a type, no value; for JSON that is none, where."""
    return str(error)[:300] if isinstance(error, msgspec.ValidationError) else "no JSON"
