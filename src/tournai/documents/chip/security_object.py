"""EF.SOD, the document security object: the hashes of the data groups, signed by the document signer.

Source: ICAO Doc 9303-10, 8th edition (2021), section 4.6.2.
"""

import msgspec

from tournai.documents.chip.files import SOD, ChipFile
from tournai.documents.tlv import INTEGER, OCTET_STRING, SEQUENCE, MalformedTlv, Tlv, read_tlv
from tournai.documents.trust.algorithms import read_hash
from tournai.documents.trust.signed_data import SignedData, expect_type, read_signed_data
from tournai.errors import Malformed
from tournai.values.wordings import say

LDS_SECURITY_OBJECT = "2.23.136.1.1.1"
SIGNED_DATA_VERSION = 3
LDS_VERSIONS = (0, 1)


class MalformedSecurityObject(Malformed):
    """EF.SOD breaks its form."""


class SecurityObject(msgspec.Struct, frozen=True):
    """EF.SOD: who signed, and the hash of each data group by number.

    ``lds_version`` and ``unicode_version`` are empty in version 0, which leaves them to EF.COM.
    """

    signed_data: SignedData
    version: int
    hash: str
    hashes: dict[int, bytes]
    lds_version: str = ""
    unicode_version: str = ""


def read_security_object(file: ChipFile) -> SecurityObject:
    """Return EF.SOD, whatever its versions: `check_form` tells what breaks the standard.

    Raises:
        MalformedSecurityObject: It is no EF.SOD, or its list of hashes cannot be read.
        MalformedSignedData: It is no signed object.
        UnknownAlgorithm: A hash or signature algorithm is not known here.
        MalformedTlv: It is cut off or of other elements.
    """
    if file.name != SOD:
        raise MalformedSecurityObject(say("EF.SOD was expected, not {name}", name=file.name))
    signed_data = read_signed_data(file.element.only())
    parts = read_tlv(signed_data.content).expect(SEQUENCE).children()
    if len(parts) < 3:
        raise MalformedSecurityObject("a version, a hash algorithm and a list of hashes were expected")
    hashes = dict(_hash(entry) for entry in parts[2].expect(SEQUENCE).children())
    lds, unicode = _versions(parts[3]) if len(parts) > 3 else ("", "")
    return SecurityObject(signed_data, parts[0].expect(INTEGER).integer(), read_hash(parts[1]), hashes, lds, unicode)


def _hash(element: Tlv) -> tuple[int, bytes]:
    parts = element.expect(SEQUENCE).children()
    if len(parts) != 2:
        raise MalformedTlv("a number and a hash were expected", offset=element.start)
    return parts[0].expect(INTEGER).integer(), parts[1].expect(OCTET_STRING).octets()


def _versions(element: Tlv) -> tuple[str, str]:
    texts = [part.value.decode("latin-1") for part in element.expect(SEQUENCE).children()]
    return (texts[0], texts[1]) if len(texts) == 2 else ("", "")


def check_form(security_object: SecurityObject) -> None:
    """Make sure that EF.SOD has the versions and parts that the standard asks for.

    Raises:
        MalformedSecurityObject: It does not.
        MalformedSignedData: The content has another type.
    """
    signed_data, hashes = security_object.signed_data, security_object.hashes
    expect_type(signed_data, LDS_SECURITY_OBJECT)
    if signed_data.version != SIGNED_DATA_VERSION:
        raise MalformedSecurityObject(say("SignedData of version {version}, not 3", version=signed_data.version))
    if security_object.version not in LDS_VERSIONS:
        version = security_object.version
        raise MalformedSecurityObject(say("an LDS security object of version {version}, not 0 or 1", version=version))
    if not signed_data.signers:
        raise MalformedSecurityObject("nobody signed it")
    if not hashes or not all(1 <= number <= 16 for number in hashes):
        raise MalformedSecurityObject("its data groups are not among 1 to 16")
    if not {1, 2} <= set(hashes):
        raise MalformedSecurityObject("it lists no hash of DG1 or of DG2, which every document has")
