"""Evidence packages: whole ones are verified, each altered one is refused with its reason.

The refused ones are those of the negative set of the provider facts, and each fault of RFC 8493 besides.
"""

import base64
import json
from collections.abc import Callable
from datetime import date, timedelta

import msgspec
import pytest
from tests.rooms.providers.evidence.packages import (
    AT,
    CONTENTS,
    ORDER,
    PAYLOAD,
    SENDING,
    Held,
    package,
    resealed,
)

from tournai.errors import Malformed
from tournai.providers.evidence.delivery import Disposition, Verdict, Verification, check_parts, verify_package
from tournai.providers.evidence.findings import MOST_FINDINGS
from tournai.providers.evidence.order_manifest import (
    MOST_IN_SYSTEM,
    ORDER_MANIFEST,
    Means,
    read_order_manifest,
    write_order_manifest,
)
from tournai.providers.evidence.sums import measure
from tournai.providers.evidence.tag_files import Information
from tournai.providers.evidence.writing import Contents

Files = dict[str, bytes]


def verify(files: Files) -> Verification:
    return verify_package(Held(files), ORDER)


def codes(verification: Verification) -> set[str]:
    return {finding.code for finding in verification.findings if finding.refuses}


def changed_manifest(files: Files, **changes: object) -> Files:
    written = json.loads(files[ORDER_MANIFEST]) | changes
    return resealed(files | {ORDER_MANIFEST: json.dumps(written).encode()})


def weakened(files: Files, name: str) -> Files:
    kept = {other: data for other, data in files.items() if not other.startswith("manifest-")}
    return resealed(kept | {name: b"d41d8cd98f00b204e9800998ecf8427e  data/x\n"})


def test_whole_package_is_verified() -> None:
    verification = verify(package())

    assert (verification.verdict, verification.findings) == (Verdict.VERIFIED, ())
    assert [(file.name, file.size) for file in verification.files] == [
        ("100 %.txt", 6000),
        ("logs/connections.json", 19),
    ]
    assert verification.size == 6019


def test_package_lies_in_one_folder_of_an_archive() -> None:
    files = {f"delivery/{name}": data for name, data in package().items()}

    assert verify(files).verdict is Verdict.VERIFIED


def test_hashes_are_those_that_anybody_computes() -> None:
    """Expected: SHA-256 and SHA-512 of the empty message, FIPS 180-4 examples."""
    measured = measure((b"",), ("sha256", "sha512"))

    assert measured.hashes["sha256"] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (
        measured.hashes["sha512"]
        == base64.b16encode(
            base64.b64decode("z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==")
        )
        .decode()
        .lower()
    )


ALTERATIONS: dict[str, tuple[str, Callable[[Files], Files]]] = {
    "one byte flipped": ("altered", lambda files: files | {"data/100 %.txt": b"Twice\n" * 1000}),
    "a file renamed": (
        "not-listed",
        lambda files: {name.replace("connections", "other"): data for name, data in files.items()},
    ),
    "a file too many": ("not-listed", lambda files: files | {"data/extra.txt": b""}),
    "a file outside of data too many": ("not-listed", lambda files: files | {"readme.txt": b""}),
    "a file missing": ("missing", lambda files: {name: files[name] for name in files if "connections" not in name}),
    "hashed by MD5 alone": ("weak-hash", lambda files: weakened(files, "manifest-md5.txt")),
    "hashed by SHA-1 alone": ("weak-hash", lambda files: weakened(files, "manifest-sha1.txt")),
    "no manifest": ("weak-hash", lambda files: resealed({n: d for n, d in files.items() if "manifest-sha" not in n})),
    "no tag manifest": ("no-tag-manifest", lambda files: {n: d for n, d in files.items() if n[:11] != "tagmanifest"}),
    "bag-info altered": ("altered", lambda files: files | {"bag-info.txt": files["bag-info.txt"] + b"X: y\n"}),
    "no bag": ("no-bag", lambda files: {name: data for name, data in files.items() if name != "bagit.txt"}),
    "another encoding": ("declaration", lambda files: resealed(files | {"bagit.txt": b"BagIt-Version: 1.0\n"})),
    "files to fetch": ("fetch", lambda files: resealed(files | {"fetch.txt": b"https://x.example/ 1 data/x\n"})),
    "a name that leads out": ("path-outside", lambda files: files | {"data/../../etc/passwd": b""}),
    "an absolute name": ("path-outside", lambda files: files | {"/etc/passwd": b""}),
    "a name with a back-slash": ("path-not-plain", lambda files: files | {"data/..\\x": b""}),
    "names that differ in case": ("same-name", lambda files: files | {"data/LOGS/connections.json": b""}),
    "a line listed twice": (
        "listed-twice",
        lambda files: resealed(files | {"manifest-sha512.txt": files["manifest-sha512.txt"] * 2}),
    ),
    "a manifest of no lines": ("manifest", lambda files: resealed(files | {"manifest-sha512.txt": b"data/x\n"})),
    "a wrong count of bytes": (
        "oxum",
        lambda files: resealed(files | {"bag-info.txt": b"Payload-Oxum: 1.2\n"}),
    ),
    "a label twice": (
        "information",
        lambda files: resealed(files | {"bag-info.txt": b"Payload-Oxum: 6019.2\nPayload-Oxum: 6019.2\n"}),
    ),
    "for another order": ("other-order", lambda files: changed_manifest(files, order_reference="EPOC-other")),
    "two orders": ("two-orders", lambda files: changed_manifest(files, order_reference="EPOC-other")),
    "from another provider": ("other-sender", lambda files: changed_manifest(files, sender="Another")),
    "to another authority": ("other-recipient", lambda files: changed_manifest(files, recipient="Another")),
    "no legal manifest": (
        "no-order-manifest",
        lambda files: resealed({name: data for name, data in files.items() if name != ORDER_MANIFEST}),
    ),
    "an item missing": ("order-manifest", lambda files: resealed(files | {ORDER_MANIFEST: b"{}"})),
    "a time without offset": (
        "order-manifest",
        lambda files: changed_manifest(files, transmitted_or_available_at="2026-09-03T10:00:00"),
    ),
    "available for 9 days": ("window", lambda files: changed_manifest(files, available_until="2026-09-12")),
    "available for 46 days": ("window", lambda files: changed_manifest(files, available_until="2026-10-19")),
    "available, nobody says until when": ("no-window", lambda files: changed_manifest(files, available_until=None)),
}


@pytest.mark.parametrize("case", ALTERATIONS)
def test_altered_package_is_refused_with_its_reason(case: str) -> None:
    code, alter = ALTERATIONS[case]

    verification = verify(alter(package()))

    assert verification.verdict is Verdict.REFUSED
    assert code in codes(verification)


@pytest.mark.parametrize("last_day", [date(2026, 9, 13), date(2026, 10, 18)])
def test_window_of_10_to_45_days_is_taken(last_day: date) -> None:
    assert (
        verify(package(sending=msgspec.structs.replace(SENDING, available_until=last_day))).verdict is Verdict.VERIFIED
    )


def test_link_in_place_of_a_file_is_refused() -> None:
    assert "not-a-file" in codes(verify_package(Held(package(), links=["data/100 %.txt"]), ORDER))


def test_fetched_after_the_window_is_refused() -> None:
    found = verify_package(Held(package()), ORDER, received_on=date(2026, 9, 24))

    assert codes(found) == {"expired"}


@pytest.mark.parametrize(("extra", "refused"), [(0, False), (1, True)])
def test_25_megabytes_travel_in_the_system_and_no_byte_more(extra: int, *, refused: bool) -> None:
    sending = msgspec.structs.replace(SENDING, means=Means.IN_SYSTEM, available_until=None)
    files = package({"all.bin": bytes(MOST_IN_SYSTEM + extra)}, sending, {"all.bin": Contents("traffic_data")})

    verification = verify_package(Held(files, piece=1 << 20), ORDER)

    assert ("too-large-in-system" in codes(verification)) is refused


DECLARED = {
    "another category": (Contents("content_data"), Disposition.SEALED),
    "before the time asked for": (Contents("traffic_data", AT - timedelta(31), AT), Disposition.SEALED),
    "after the time asked for": (Contents("traffic_data", AT, AT + timedelta(1)), Disposition.SEALED),
    "privileged": (Contents("traffic_data", privileged=True), Disposition.SET_APART),
    "not declared": (Contents(), Disposition.UNDECLARED),
    "as ordered": (Contents("traffic_data", AT - timedelta(30), AT), Disposition.OPEN),
}


@pytest.mark.parametrize("case", DECLARED)
def test_what_goes_beyond_the_order_is_not_shown(case: str) -> None:
    declared, disposition = DECLARED[case]

    verification = verify(package(contents=CONTENTS | {"100 %.txt": declared}))

    assert verification.verdict is Verdict.VERIFIED
    assert [file.disposition for file in verification.files] == [disposition, Disposition.OPEN]


def test_report_names_a_bounded_number_of_findings() -> None:
    extra = {f"data/{number}": b"" for number in range(2 * MOST_FINDINGS)}

    findings = verify(package() | extra).findings

    assert (len(findings), findings[-1].code) == (MOST_FINDINGS + 1, "more-findings")


def part(number: int, count: int | None, group: str = "one") -> Information:
    return Information(part=(number, count), group=group)


PARTS = {
    "twice the same": ("part-twice", (part(1, 2), part(1, 2), part(2, 2))),
    "out of order": ("part-out-of-order", (part(2, 2), part(1, 2))),
    "the last is missing": ("last-part-missing", (part(1, None), part(2, None))),
    "one is missing": ("part-missing", (part(1, 3), part(3, 3))),
    "of another delivery": ("part-of-another", (part(1, 2), part(2, 2, "two"))),
    "two counts": ("part-count", (part(1, 2), part(2, 3))),
    "without a number": ("part-unnumbered", (part(1, 2), Information())),
}


@pytest.mark.parametrize("case", PARTS)
def test_parts_that_do_not_make_a_delivery_are_refused(case: str) -> None:
    code, parts = PARTS[case]

    assert code in {finding.code for finding in check_parts(parts) if finding.refuses}


@pytest.mark.parametrize("parts", [(Information(),), (part(1, 1),), (part(1, None), part(2, 2))])
def test_parts_that_make_a_delivery_are_taken(parts: tuple[Information, ...]) -> None:
    assert check_parts(parts) == ()


def test_legal_manifest_is_read_as_it_was_written() -> None:
    manifest = read_order_manifest(package()[ORDER_MANIFEST])

    assert write_order_manifest(manifest) == package()[ORDER_MANIFEST]


def test_name_that_leads_out_is_not_written() -> None:
    with pytest.raises(Malformed):
        package({"../x": b""})


@pytest.mark.parametrize("name", ["a%0A.txt", "a\n.txt", "100 %25.txt", "é.txt"])
def test_every_name_that_may_stand_in_a_manifest_is_found_again(name: str) -> None:
    payload = PAYLOAD | {name: b"1"}

    assert verify(package(payload, contents=CONTENTS | {name: Contents("traffic_data")})).verdict is Verdict.VERIFIED
