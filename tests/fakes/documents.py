"""A small world of simulated documents: Utopia's CSCA, its signer, its chip, and a foreign CSCA."""

from datetime import UTC, datetime
from functools import cache

from tournai.documents.chip.archive import ChipFiles, read_files
from tournai.documents.trust import TrustStore, build_store, read_certificate, read_crl
from tournai.simulate.documents.authorities import Holder, make_crl, make_csca, make_signer
from tournai.simulate.documents.chips import make_chip, make_dg1, make_dg2, make_dg11, make_dg15
from tournai.simulate.documents.signing_keys import elliptic_key

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F3204153ZE184226B<<<<<16"
OTHER_ZONE = "P<UTODOE<<JOHN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<X1234567<7UTO8001014M3001019<<<<<<<<<<<<<<08"
PICTURE = bytes.fromhex("FFD8 FFC0 0011 08 0010 000C 03 011100 021101 031101 FFD9")
"""The frame of a JPEG of 12 x 16 pixels: enough for its size."""
CHIP_KEY = elliptic_key("chip of Anna Maria")
CHALLENGE = bytes.fromhex("5155455354494F4E")


@cache
def csca() -> Holder:
    return make_csca("UT", elliptic_key("csca"))


@cache
def signer() -> Holder:
    return make_signer(csca(), elliptic_key("document signer"))


def groups(zone: str = ZONE) -> dict[int, bytes]:
    return {
        1: make_dg1(zone),
        2: make_dg2(PICTURE, (12, 16)),
        11: make_dg11("ERIKSSON<<ANNA<MARIA"),
        15: make_dg15(CHIP_KEY),
    }


def chip(by: Holder | None = None, hash_name: str = "sha256") -> dict[str, bytes]:
    return make_chip(groups(), by or signer(), hash_name)


def crl(*revoked: int, until: datetime = datetime(2027, 1, 1, tzinfo=UTC), by: Holder | None = None) -> bytes:
    since = dict.fromkeys(revoked, datetime(2026, 5, 1, tzinfo=UTC))
    return make_crl(by or csca(), since, (datetime(2026, 11, 1, tzinfo=UTC), until))


def store(*anchors: Holder, crls: tuple[bytes, ...] = ()) -> TrustStore:
    certificates = tuple(read_certificate(each.der) for each in anchors or (csca(),))
    return build_store([("test list", certificates)], map(read_crl, crls))


def read(files: dict[str, bytes]) -> ChipFiles:
    return read_files(files)
