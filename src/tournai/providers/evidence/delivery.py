"""A package against its order: is it the whole of what was asked, and no more than that?

What goes beyond the order is not shown to anybody: it is sealed, and destroyed by decision or at its date. What touches
a privilege is set apart before anyone reads it.

Source: Regulation (EU) 2023/1543, Art. 5(2), 5(9), 5(10), 10 and 12; Implementing Regulation (EU) 2025/1550, Annex,
3.3.3 and 6.1 to 6.6; Directive (EU) 2016/680, Art. 4(1)(c).
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import Enum

import msgspec

from tournai.errors import Malformed
from tournai.providers.evidence.bag import Bag, Told, read_bag
from tournai.providers.evidence.findings import Finding, Findings
from tournai.providers.evidence.order_manifest import (
    LONGEST_WINDOW,
    MOST_IN_SYSTEM,
    ORDER_MANIFEST,
    SHORTEST_WINDOW,
    ManifestFile,
    Means,
    OrderManifest,
    read_order_manifest,
)
from tournai.providers.evidence.package import Package
from tournai.providers.evidence.sums import STRONG, Measured, normalise
from tournai.providers.evidence.tag_files import PAYLOAD, Information
from tournai.values.wordings import say


class OpenOrder(msgspec.Struct, frozen=True):
    """What a delivery is held against.

    Attributes:
        reference: The case identifier of the order.
        addressee: Who was ordered; empty: not checked.
        authority: Who is to receive; empty: not checked.
        categories: The categories that were ordered; ``None``: not checked.
        since: The first moment that was ordered; ``None``: no bound.
        until: The last one.
    """

    reference: str
    addressee: str = ""
    authority: str = ""
    categories: frozenset[str] | None = None
    since: datetime | None = None
    until: datetime | None = None


class Disposition(Enum):
    """What happens with a delivered file."""

    OPEN = "open"
    """Inside the order: it may be read."""
    SEALED = "sealed"
    """Beyond the order: nobody reads it; it is destroyed by decision or at its date."""
    SET_APART = "set apart"
    """A privilege may cover it: nobody who inquires reads it before that is decided."""
    UNDECLARED = "undeclared"
    """The provider does not say what it holds: an officer outside of the inquiry looks first."""


class Verdict(Enum):
    """Whether a package is taken."""

    VERIFIED = "verified"
    REFUSED = "refused"


class DeliveredFile(msgspec.Struct, frozen=True):
    """A payload file: its name below ``data/``, bytes, hashes by algorithm, and what happens with it."""

    name: str
    size: int
    hashes: dict[str, str]
    disposition: Disposition


class Verification(msgspec.Struct, frozen=True):
    """The report on one package.

    Attributes:
        verdict: Refused where one finding refuses.
        findings: What was found, in the order of the checks.
        files: The payload files, sorted by name.
        size: Bytes of the payload.
        manifest: The legal manifest; ``None`` where it cannot be read.
        information: What ``bag-info.txt`` says: which part it is.
        tag_manifests: The tag manifests by name: what a detached signature covers.
        signatures: The detached signatures, by the name of what they sign.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    files: tuple[DeliveredFile, ...]
    size: int
    manifest: OrderManifest | None
    information: Information
    tag_manifests: Mapping[str, bytes]
    signatures: Mapping[str, bytes]


def verify_package(
    package: Package, order: OpenOrder | None, received_on: date | None = None, told: Told = lambda _: None
) -> Verification:
    """Verify a package: the container, the legal manifest, and that it is what the order asked for.

    Args:
        package: The folder or archive; every file is read once.
        order: The open order; ``None``: the container and the manifest alone.
        received_on: The day on which it was fetched, held against the window; ``None``: not checked.
        told: Hears how many payload bytes were read.
    """
    findings = Findings()
    bag = read_bag(package, findings, told)
    manifest = _manifest(bag, findings)
    if manifest is not None:
        _check_files(bag, manifest, findings)
        _check_transmission(bag, manifest, received_on, findings)
        _check_identifier(bag, manifest, findings)
        if order is not None:
            _check_order(manifest, order, findings)
    files = _files(bag, manifest, order, findings)
    return Verification(
        Verdict.REFUSED if findings.refuses else Verdict.VERIFIED,
        findings.kept(),
        files,
        bag.size,
        manifest,
        bag.information,
        {name: data for name, data in bag.tag_files.items() if _is_tag_manifest(name)},
        {name[:-4]: data for name, data in bag.tag_files.items() if name.endswith(".p7s")},
    )


def _is_tag_manifest(name: str) -> bool:
    return name.startswith("tagmanifest-") and name.endswith(".txt")


def _manifest(bag: Bag, findings: Findings) -> OrderManifest | None:
    data = bag.tag_files.get(ORDER_MANIFEST)
    if data is None:
        findings.add("no-order-manifest", say("the legal manifest is missing"), path=ORDER_MANIFEST)
        return None
    try:
        return read_order_manifest(data)
    except Malformed as error:
        findings.add(error.code, say("not a legal manifest: {fault}", fault=error.reason), path=ORDER_MANIFEST)
        return None


def _check_files(bag: Bag, manifest: OrderManifest, findings: Findings) -> None:
    named: set[str] = set()
    for file in manifest.files:
        name = PAYLOAD + file.file_name
        if name in named:
            findings.add(
                "listed-twice", say("a manifest lists a file twice: {manifest}", manifest=ORDER_MANIFEST), path=name
            )
        named.add(name)
        measured = bag.payload.get(name)
        if measured is None:
            findings.add("missing", say("a listed file is missing, or cannot be read"), path=name[:200])
        else:
            _check_file(name, file, measured, findings)
    for name in bag.payload.keys() - named:
        findings.add("not-listed", say("a file that {manifest} does not list", manifest=ORDER_MANIFEST), path=name)


def _check_file(name: str, file: ManifestFile, measured: Measured, findings: Findings) -> None:
    if file.size != measured.size:
        findings.add(
            "size", say("{listed} bytes are listed, {size} are there", listed=file.size, size=measured.size), path=name
        )
    strong = [one for one in file.hash_digests if normalise(one.alg) in STRONG]
    if not strong:
        findings.add(
            "weak-hash", say("no strong hash (SHA-512, SHA-256, SHA3, BLAKE2) in the legal manifest"), path=name
        )
    compared = [one for one in strong if normalise(one.alg) in measured.hashes]
    if strong and not compared:
        findings.add("other-hash", say("the legal manifest and the bag's use no strong hash in common"), path=name)
    if any(measured.hashes[normalise(one.alg)] != one.value.lower() for one in compared):
        findings.add(
            "altered", say("the file is not the one that {manifest} lists", manifest=ORDER_MANIFEST), path=name
        )


def _check_transmission(bag: Bag, manifest: OrderManifest, received_on: date | None, findings: Findings) -> None:
    if manifest.means_of_transmission is Means.IN_SYSTEM and bag.size > MOST_IN_SYSTEM:
        findings.add(
            "too-large-in-system",
            say(
                "{size} bytes in the system, where {most} may be: deliver by another means",
                size=bag.size,
                most=MOST_IN_SYSTEM,
            ),
        )
    if manifest.means_of_transmission is not Means.DOWNLOAD:
        return
    if manifest.available_until is None:
        findings.add("no-window", say("a download does not say until when it is available"), path=ORDER_MANIFEST)
        return
    if received_on is not None and received_on > manifest.available_until:
        findings.add("expired", say("fetched after the last day on which it was available: ask for it again"))
    days = (manifest.available_until - manifest.transmitted_or_available_at.date()).days
    if not SHORTEST_WINDOW <= days <= LONGEST_WINDOW:
        findings.add(
            "window",
            say(
                "available for {days} days, where {shortest} to {longest} are to be",
                days=days,
                shortest=SHORTEST_WINDOW,
                longest=LONGEST_WINDOW,
            ),
            path=ORDER_MANIFEST,
        )


def _check_identifier(bag: Bag, manifest: OrderManifest, findings: Findings) -> None:
    if bag.information.identifier and bag.information.identifier != manifest.order_reference:
        findings.add("two-orders", say("bag-info.txt and the legal manifest name two orders"), path=ORDER_MANIFEST)


def _check_order(manifest: OrderManifest, order: OpenOrder, findings: Findings) -> None:
    if manifest.order_reference != order.reference:
        findings.add("other-order", say("the manifest is for another order"), path=ORDER_MANIFEST)
    if order.addressee and manifest.sender != order.addressee:
        findings.add("other-sender", say("the sender is not the addressee of the order"), path=ORDER_MANIFEST)
    if order.authority and manifest.recipient != order.authority:
        findings.add("other-recipient", say("the recipient is not the authority of the order"), path=ORDER_MANIFEST)


def _files(
    bag: Bag, manifest: OrderManifest | None, order: OpenOrder | None, findings: Findings
) -> tuple[DeliveredFile, ...]:
    declared = {PAYLOAD + one.file_name: one for one in manifest.files} if manifest else {}
    found = []
    for name, measured in sorted(bag.payload.items()):
        disposition = _disposition(declared.get(name), order)
        if disposition is not Disposition.OPEN:
            findings.add(_DISPOSED[disposition][0], _DISPOSED[disposition][1], path=name, refuses=False)
        found.append(DeliveredFile(name.removeprefix(PAYLOAD), measured.size, measured.hashes, disposition))
    return tuple(found)


_DISPOSED = {
    Disposition.SEALED: ("excess", say("beyond the order: sealed, not shown")),
    Disposition.SET_APART: ("privilege", say("marked as privileged: set apart before anyone reads it")),
    Disposition.UNDECLARED: (
        "undeclared",
        say("the provider does not say what the file holds: not shown before a look"),
    ),
}


def _disposition(file: ManifestFile | None, order: OpenOrder | None) -> Disposition:
    if file is None or (order is not None and not file.data_category):
        return Disposition.UNDECLARED
    if file.privileged:
        return Disposition.SET_APART
    if order is None:
        return Disposition.OPEN
    return Disposition.OPEN if _is_ordered(file, order.categories) and _is_in_time(file, order) else Disposition.SEALED


def _is_ordered(file: ManifestFile, categories: Collection[str] | None) -> bool:
    return categories is None or file.data_category in categories


def _is_in_time(file: ManifestFile, order: OpenOrder) -> bool:
    """Whether a file's records lie inside the ordered time; records without times do, for nothing says otherwise."""
    too_early = order.since is not None and file.earliest is not None and file.earliest < order.since
    too_late = order.until is not None and file.latest is not None and file.latest > order.until
    return not (too_early or too_late)


def check_parts(parts: tuple[Information, ...]) -> tuple[Finding, ...]:
    """Return what is wrong with the parts of one delivery, in the order in which they arrived.

    A delivery is complete when one part says how many there are and all of them are there.
    """
    findings = Findings()
    numbers = [one.part[0] for one in parts if one.part]
    counts = {one.part[1] for one in parts if one.part and one.part[1]}
    if len(parts) > 1 and len(numbers) < len(parts):
        findings.add("part-unnumbered", say("a part of several does not say which one it is"))
    if len({one.group for one in parts}) > 1:
        findings.add("part-of-another", say("the parts name different groups"))
    for number in sorted({one for one in numbers if numbers.count(one) > 1}):
        findings.add("part-twice", say("part {number} came twice", number=number))
    if numbers != sorted(numbers):
        findings.add("part-out-of-order", say("the parts came out of order: take them in the order of their numbers"))
    if len(counts) > 1:
        findings.add("part-count", say("the parts do not agree on how many they are"))
    if numbers and not counts:
        findings.add("last-part-missing", say("no part says how many there are: the last one is missing"))
    for number in sorted(set(range(1, max(counts, default=0) + 1)) - set(numbers)):
        findings.add("part-missing", say("part {number} is missing", number=number))
    return findings.kept()
