"""Writing a package: the tag files of a bag around files that were measured already.

Source: RFC 8493 (2018), sections 2.1 and 2.2; Implementing Regulation (EU) 2025/1550, Annex, 3.3.3.
"""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from tournai.errors import Malformed
from tournai.providers.evidence.names import fault_of, write_name
from tournai.providers.evidence.order_manifest import (
    ORDER_MANIFEST,
    Digest,
    ManifestFile,
    Means,
    OrderManifest,
    write_order_manifest,
)
from tournai.providers.evidence.sums import Measured, measure
from tournai.providers.evidence.tag_files import DECLARATION, INFORMATION, PAYLOAD, Information
from tournai.values.wordings import say

ALGORITHMS = ("sha256", "sha512")
"""What payloads are measured with before they are written; the tag manifest has the latter alone."""
_SPELLED = {"sha256": "SHA-256", "sha512": "SHA-512"}


class Contents(msgspec.Struct, frozen=True):
    """What a delivered file holds, as the provider declares it."""

    data_category: str = ""
    earliest: datetime | None = None
    latest: datetime | None = None
    privileged: bool = False


class Sending(msgspec.Struct, frozen=True):
    """What a manifest says besides its files; see `OrderManifest`."""

    sender: str
    recipient: str
    order_reference: str
    at: datetime
    means: Means
    available_until: date | None = None
    remarks: str = ""


def manifest_of(sending: Sending, payload: Mapping[str, Measured], contents: Mapping[str, Contents]) -> OrderManifest:
    """Return the legal manifest of files that were measured; names are below ``data/``."""
    files = []
    for name, measured in sorted(payload.items()):
        declared = contents.get(name, Contents())
        digests = tuple(Digest(_SPELLED[one], measured.hashes[one]) for one in ALGORITHMS)
        files.append(
            ManifestFile(
                name,
                measured.size,
                digests,
                declared.data_category,
                declared.earliest,
                declared.latest,
                declared.privileged,
            )
        )
    return OrderManifest(
        sending.sender,
        sending.recipient,
        sending.order_reference,
        sending.at,
        sending.means,
        tuple(files),
        sending.available_until,
        remarks=sending.remarks,
    )


def tag_files(payload: Mapping[str, Measured], manifest: OrderManifest, information: Information) -> dict[str, bytes]:
    """Return the tag files of a bag by name; names of the payload are below ``data/``.

    Raises:
        Malformed: A file's name cannot stand in a bag, or holds a line break where a label's value may not.
    """
    unsafe = next((name for name in payload if fault_of(PAYLOAD + name)), None)
    if unsafe is not None:
        raise Malformed(say("a file's name cannot stand in a package"), code=fault_of(PAYLOAD + unsafe))
    files = {
        DECLARATION: b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        INFORMATION: _information(payload, manifest, information),
        ORDER_MANIFEST: write_order_manifest(manifest),
    }
    for algorithm in ALGORITHMS:
        hashes = {PAYLOAD + name: one.hashes[algorithm] for name, one in payload.items()}
        files[f"manifest-{algorithm}.txt"] = _lines(hashes)
    tags = {name: measure((data,), (ALGORITHMS[-1],)).hashes[ALGORITHMS[-1]] for name, data in files.items()}
    files[f"tagmanifest-{ALGORITHMS[-1]}.txt"] = _lines(tags)
    return files


def _lines(hashes: Mapping[str, str]) -> bytes:
    return "".join(f"{value}  {write_name(name)}\n" for name, value in sorted(hashes.items())).encode()


def _information(payload: Mapping[str, Measured], manifest: OrderManifest, information: Information) -> bytes:
    size = sum(one.size for one in payload.values())
    labels = [
        ("Source-Organization", manifest.sender),
        ("External-Identifier", manifest.order_reference),
        ("Bagging-Date", manifest.transmitted_or_available_at.date().isoformat()),
        ("Payload-Oxum", f"{size}.{len(payload)}"),
    ]
    if information.part:
        number, count = information.part
        labels += [("Bag-Count", f"{number} of {count or '?'}"), ("Bag-Group-Identifier", information.group)]
    if any("\n" in value or "\r" in value for _, value in labels):
        raise Malformed("a label's value holds a line break", code="label")
    return "".join(f"{label}: {value}\n" for label, value in labels).encode()
