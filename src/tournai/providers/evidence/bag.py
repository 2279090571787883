"""A bag checked: that every file is there, whole, listed in every manifest, and no other.

Nothing is unpacked: each file is read once, in pieces, for all its hashes.

Source: RFC 8493 (2018), *The BagIt File Packaging Format*, sections 2 to 5.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from tournai.errors import Malformed
from tournai.providers.evidence.findings import Findings
from tournai.providers.evidence.names import alike, fault_of
from tournai.providers.evidence.package import MOST_TAG_BYTES, DamagedPackage, Package, PackageFile
from tournai.providers.evidence.sums import STRONG, WEAK, Measured, collected, measure, normalise
from tournai.providers.evidence.tag_files import (
    DECLARATION,
    DECLARED,
    FETCH,
    INFORMATION,
    MANIFEST,
    PAYLOAD,
    Information,
    manifest_lines,
    read_information,
)
from tournai.values.wordings import as_wording, say

SIGNATURE = ".p7s"
"""What the name of a detached signature adds to the tag manifest's that it signs."""
_NAMES = {
    "path-outside": say("the name leads out of the package"),
    "path-too-long": say("the name is empty, too long or too deep"),
    "path-not-plain": say("the name is not one that every system can keep"),
}
MOST_TAG_BYTES_TOGETHER = 2 * MOST_TAG_BYTES

Told = Callable[[int], None]
"""Called with the bytes read so far."""


class Bag(msgspec.Struct, frozen=True):
    """A bag as it was read.

    Attributes:
        payload: Name below the bag, ``data/`` included, of each payload file, and what reading it gave.
        tag_files: Name and bytes of each file outside of ``data/``.
        information: What ``bag-info.txt`` says.
        size: Bytes of the payload.
    """

    payload: dict[str, Measured]
    tag_files: dict[str, bytes]
    information: Information
    size: int


class _Manifest(msgspec.Struct, frozen=True):
    name: str
    algorithm: str
    of_tags: bool
    hashes: dict[str, str]


def read_bag(package: Package, findings: Findings, told: Told = lambda _: None) -> Bag:
    """Read a bag once and note all that is wrong with it; never raises for what a package holds.

    Args:
        package: The folder or archive.
        findings: Where findings go.
        told: Hears how many payload bytes were read, now and then.
    """
    try:
        files = package.files()
    except Malformed as error:
        findings.add(error.code, as_wording(error.reason))
        return Bag({}, {}, Information(), 0)
    names = _names(files, findings)
    if FETCH in names:
        findings.add("fetch", say("files to be fetched from elsewhere are no evidence: deliver them whole"), path=FETCH)
    tag_files = _read_tag_files(package, names, findings)
    manifests = _manifests(tag_files, findings)
    _check_declaration(tag_files, findings)
    payload = _measure_payload(package, names, manifests, findings, told)
    _check_payload(payload, [one for one in manifests if not one.of_tags], findings)
    _check_tag_files(tag_files, [one for one in manifests if one.of_tags], findings)
    information = _information(tag_files, findings)
    size = sum(one.size for one in payload.values())
    _check_oxum(information, size, len(payload), findings)
    return Bag(payload, tag_files, information, size)


def _names(files: Sequence[PackageFile], findings: Findings) -> dict[str, PackageFile]:
    """Return the files by their name below the bag: in an archive it is one folder, in a folder that folder itself."""
    base = _base(files)
    if base is None:
        findings.add("no-bag", say("no bagit.txt at the top, or in the one folder at the top"))
        base = ""
    found: dict[str, PackageFile] = {}
    seen: dict[str, str] = {}
    for file in files:
        fault = fault_of(file.name)
        name = file.name.removeprefix(base)
        if fault:
            findings.add(fault, _NAMES[fault], path=_shown(file.name))
        elif not file.name.startswith(base):
            findings.add("beside-the-bag", say("a file beside the bag"), path=file.name)
        elif not file.is_regular:
            findings.add("not-a-file", say("a link or device in place of a file"), path=name)
        elif alike(name) in seen:
            findings.add("same-name", say("a second file whose name some systems take for the first's"), path=name)
        else:
            seen[alike(name)] = name
            found[name] = file
    return found


def _base(files: Iterable[PackageFile]) -> str | None:
    found = {file.name.removesuffix(DECLARATION) for file in files if file.name.split("/")[-1] == DECLARATION}
    tops = [base for base in found if base.count("/") <= 1]
    return min(tops, key=len) if tops else None


def _shown(name: str) -> str:
    return name[:200].encode("unicode_escape").decode("ascii")


def _read_tag_files(package: Package, names: dict[str, PackageFile], findings: Findings) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MOST_TAG_BYTES_TOGETHER
    for name, file in names.items():
        if name.startswith(PAYLOAD):
            continue
        try:
            data = collected(package.chunks(file.name), min(MOST_TAG_BYTES, left))
        except Malformed as error:
            findings.add(error.code, as_wording(error.reason), path=name)
            continue
        if data is None:
            findings.add("tag-file-too-large", say("a file outside of data/ is larger than any manifest"), path=name)
            continue
        left -= len(data)
        found[name] = data
    return found


def _manifests(tag_files: dict[str, bytes], findings: Findings) -> list[_Manifest]:
    found = []
    for name, data in tag_files.items():
        written = MANIFEST.fullmatch(name)
        if written is None:
            continue
        algorithm = normalise(written[2])
        try:
            hashes = _hashes(name, data, findings)
        except Malformed as error:
            findings.add("manifest", as_wording(error.reason), path=name)
            continue
        found.append(_Manifest(name, algorithm, bool(written[1]), hashes))
    for of_tags, code, what in (
        (False, "weak-hash", say("no payload manifest with a strong hash (SHA-512, SHA-256, SHA3, BLAKE2)")),
        (True, "no-tag-manifest", say("no tag manifest with a strong hash (SHA-512, SHA-256, SHA3, BLAKE2)")),
    ):
        if not any(one.of_tags == of_tags and one.algorithm in STRONG for one in found):
            findings.add(code, what)
    for one in found:
        if one.algorithm not in STRONG and one.algorithm not in WEAK:
            findings.add(
                "unknown-hash", say("a hash that is not known here was not checked"), path=one.name, refuses=False
            )
    return found


def _hashes(name: str, data: bytes, findings: Findings) -> dict[str, str]:
    hashes: dict[str, str] = {}
    for listed, value in manifest_lines(data):
        if listed in hashes:
            findings.add("listed-twice", say("a manifest lists a file twice: {manifest}", manifest=name), path=listed)
        hashes[listed] = value
    return hashes


def _check_declaration(tag_files: dict[str, bytes], findings: Findings) -> None:
    declaration = tag_files.get(DECLARATION)
    if declaration is not None and not DECLARED.fullmatch(declaration):
        findings.add("declaration", say("bagit.txt does not declare version 0.97 or 1.0 in UTF-8"), path=DECLARATION)


def _measure_payload(
    package: Package, names: dict[str, PackageFile], manifests: list[_Manifest], findings: Findings, told: Told
) -> dict[str, Measured]:
    algorithms = sorted({one.algorithm for one in manifests if not one.of_tags and one.algorithm in STRONG})
    read = 0
    found: dict[str, Measured] = {}
    for name, file in names.items():
        if not name.startswith(PAYLOAD):
            continue
        try:
            measured = measure(package.chunks(file.name), algorithms)
        except DamagedPackage as error:
            findings.add(error.code, as_wording(error.reason), path=name)
            continue
        found[name] = measured
        read += measured.size
        told(read)
    return found


def _check_payload(payload: dict[str, Measured], manifests: list[_Manifest], findings: Findings) -> None:
    for manifest in manifests:
        for name in sorted(manifest.hashes.keys() - payload.keys()):
            findings.add("missing", say("a listed file is missing, or cannot be read"), path=_shown(name))
        for name, measured in payload.items():
            listed = manifest.hashes.get(name)
            if listed is None:
                findings.add(
                    "not-listed", say("a file that {manifest} does not list", manifest=manifest.name), path=name
                )
            elif manifest.algorithm in STRONG and measured.hashes[manifest.algorithm] != listed:
                findings.add(
                    "altered", say("the file is not the one that {manifest} lists", manifest=manifest.name), path=name
                )


def _check_tag_files(tag_files: dict[str, bytes], manifests: list[_Manifest], findings: Findings) -> None:
    listable = {name for name in tag_files if not _is_beyond_tag_manifests(name)}
    for manifest in manifests:
        for name in sorted(manifest.hashes.keys() - tag_files.keys()):
            findings.add("missing", say("a listed file is missing, or cannot be read"), path=_shown(name))
        if manifest.algorithm not in STRONG:
            continue
        for name in sorted(listable):
            listed = manifest.hashes.get(name)
            if listed is None:
                findings.add(
                    "not-listed", say("a file that {manifest} does not list", manifest=manifest.name), path=name
                )
            elif measure((tag_files[name],), (manifest.algorithm,)).hashes[manifest.algorithm] != listed:
                findings.add(
                    "altered", say("the file is not the one that {manifest} lists", manifest=manifest.name), path=name
                )


def _is_beyond_tag_manifests(name: str) -> bool:
    """Whether no tag manifest can list a file: it is one, or signs one."""
    written = MANIFEST.fullmatch(name.removesuffix(SIGNATURE))
    return written is not None and bool(written[1])


def _information(tag_files: dict[str, bytes], findings: Findings) -> Information:
    data = tag_files.get(INFORMATION)
    if data is None:
        findings.add("no-information", say("bag-info.txt is missing"), path=INFORMATION)
        return Information()
    try:
        return read_information(data)
    except Malformed as error:
        findings.add("information", as_wording(error.reason), path=INFORMATION)
        return Information()


def _check_oxum(information: Information, size: int, count: int, findings: Findings) -> None:
    if information.oxum and information.oxum != (size, count):
        findings.add(
            "oxum",
            say(
                "Payload-Oxum says {said_bytes} bytes in {said_files} files; there are {bytes} in {files}",
                said_bytes=information.oxum[0],
                said_files=information.oxum[1],
                bytes=size,
                files=count,
            ),
            path=INFORMATION,
        )
