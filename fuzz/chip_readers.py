"""The readers of chips and of lists whom to trust, and small simulated inputs of Utopia to start from."""

from datetime import UTC, datetime
from functools import cache

from tournai.documents.chip.archive import read_archive
from tournai.documents.chip.files import read_file
from tournai.documents.inspection import Evidence, inspect_document
from tournai.documents.inspection.forms import READERS
from tournai.documents.tlv import encoded
from tournai.documents.trust import TrustStore, judge_certificates
from tournai.documents.trust.crls import read_crl
from tournai.documents.trust.reading import read_trust_file, store_of
from tournai.simulate.documents import authorities as world
from tournai.simulate.documents.chips import make_chip, make_dg1, make_dg2, make_dg11, make_dg15
from tournai.simulate.documents.demonstration import PICTURE, ZONE
from tournai.simulate.documents.signing_keys import elliptic_key

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@cache
def _csca() -> world.Holder:
    return world.make_csca("UT", elliptic_key("csca"))


@cache
def _signer() -> world.Holder:
    return world.make_signer(_csca(), elliptic_key("document signer"))


@cache
def _store() -> TrustStore:
    return store_of([("Utopia", read_trust_file(_csca().der)), ("Utopia", read_trust_file(_revocations()[0]))])


def check_chip(data: bytes) -> None:
    """Read a chip's files and check all that they hold."""
    inspect_document(Evidence(mrz=ZONE, chip=read_archive(data)), _store(), NOW)


def read_group(data: bytes) -> None:
    """Read one file of a chip as its tag says."""
    file = read_file(data)
    if file.name in READERS:
        READERS[file.name](file)


def read_trust(data: bytes) -> None:
    """Read a file of trust, and judge the certificates that it holds."""
    file = read_trust_file(data)
    judge_certificates(file.certificates[:8])
    store_of([("fuzzed", file)])


def read_revocations(data: bytes) -> None:
    """Read a revocation list."""
    read_crl(data)


@cache
def chips() -> list[bytes]:
    """Return whole chips, their files one after another."""
    groups = {1: make_dg1(ZONE), 2: make_dg2(PICTURE, (12, 16)), 15: make_dg15(elliptic_key("chip"))}
    files = make_chip(groups, _signer())
    return [b"".join(files.values()), files["EF.SOD"] + files["DG1"], files["EF.COM"] + files["DG1"]]


@cache
def groups() -> list[bytes]:
    """Return data groups, each by itself."""
    infos = bytes.fromhex("300D06080 4007F00070202020201 01".replace(" ", ""))
    new = encoded(0x80, PICTURE) + encoded(
        0xA1, bytes.fromhex("A003800102") + bytes.fromhex("A70680020C008001 10"[:16])
    )
    for tag in (0xA0, 0xA0, 0xA1):
        new = encoded(tag, new)
    face = encoded(0x65, bytes.fromhex("A007800103810207E3") + encoded(0xA1, encoded(0x30, b"\x80\x01\0" + new)))
    header = bytes.fromhex("A1088702010188020 02A".replace(" ", ""))
    template = encoded(0x7F60, header + encoded(0x7F2E, encoded(0xA1, face)))
    return [
        make_dg1(ZONE),
        make_dg2(PICTURE, (12, 16)),
        encoded(0x75, encoded(0x7F61, b"\x02\x01\x01" + template)),
        encoded(0x67, b"\x02\x01\x01" + encoded(0x5F43, PICTURE)),
        make_dg11("ERIKSSON<<ANNA<MARIA"),
        encoded(0x6C, encoded(0x5F19, b"UTOPIA") + encoded(0x5F26, b"20260101")),
        encoded(0x6E, encoded(0x31, infos)),
        make_dg15(elliptic_key("chip", explicit=True)),
        encoded(0x70, encoded(0xA1, encoded(0x5F51, b"DOE<<JOHN") + encoded(0x5F52, b"0123"))),
    ]


@cache
def trust_files() -> list[bytes]:
    """Return master lists, defect lists and certificates."""
    lists = world.make_list_signer(_csca(), elliptic_key("lists"), world.MASTER_LIST_SIGNER)
    defects = world.make_list_signer(_csca(), elliptic_key("defects"), world.DEFECT_LIST_SIGNER)
    explicit = world.make_csca("UT", elliptic_key("explicit", "secp256r1", explicit=True))
    kind = f"{world.DEFECT_LIST}.1.1"
    return [
        world.make_master_list([_csca(), explicit], lists, _csca()),
        world.make_defect_list([(_signer(), kind, 3)], defects, _csca()),
        world.sign_content("2.23.136.1.1.7", _deviations(), lists, (lists,)),
        explicit.der,
        _signer().der,
    ]


def _deviations() -> bytes:
    documents = encoded(0x30, encoded(0x80, b"P<") + encoded(0x82, bytes(20)))
    kind = encoded(0x30, encoded(0x13, b"text") + bytes.fromhex("0608678108010107 0101".replace(" ", "")))
    return encoded(0x30, b"\x02\x01\0" + encoded(0x31, encoded(0x30, documents + encoded(0x31, kind))))


@cache
def _revocations() -> tuple[bytes, ...]:
    period = (datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    revoked = {1001: datetime(2026, 5, 1, tzinfo=UTC), 1002: datetime(2026, 6, 1, tzinfo=UTC)}
    return world.make_crl(_csca(), revoked, period), world.make_crl(_csca(), {}, period)


def revocations() -> list[bytes]:
    """Return revocation lists."""
    return list(_revocations())
