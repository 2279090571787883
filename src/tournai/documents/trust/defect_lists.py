"""Defect lists: production errors and revocations of documents in circulation, by the signer of the documents.

Source: BSI TR-03129-2, version 1.4, section 7; what a defect does to a check: BSI TR-03135-1, version 2.5, 5.8.2.
"""

import hashlib
from enum import StrEnum

import msgspec

from tournai.documents.tlv import INTEGER, OCTET_STRING, SEQUENCE, SET, Tlv, read_tlv
from tournai.documents.trust.algorithms import read_hash
from tournai.documents.trust.certificates import DEFECT_LIST_SIGNER, Certificate
from tournai.documents.trust.list_signatures import DEFECTS, ListSignature, judge_list
from tournai.documents.trust.master_lists import MAXIMUM_BYTES
from tournai.documents.trust.names import Name, read_name
from tournai.documents.trust.signed_data import expect_type, read_signed_data
from tournai.documents.verdict import Defect
from tournai.errors import Malformed
from tournai.values.wordings import say

DEFECT_LIST = "0.4.0.127.0.7.3.1.5"


class DefectKind(StrEnum):
    """What is known to be wrong with the documents of a signer."""

    SIGNER_REVOKED = f"{DEFECT_LIST}.1.1"
    SIGNER_REPLACED = f"{DEFECT_LIST}.1.2"
    CHIP_AUTHENTICATION_KEYS = f"{DEFECT_LIST}.1.3"
    ACTIVE_AUTHENTICATION_KEYS = f"{DEFECT_LIST}.1.4"
    PROTOCOL_FAILURE = f"{DEFECT_LIST}.1.5"
    VALIDITY_INCORRECT = f"{DEFECT_LIST}.1.6"
    DATA_GROUP_MALFORMED = f"{DEFECT_LIST}.2.1"
    SECURITY_OBJECT_MALFORMED = f"{DEFECT_LIST}.2.2"
    COM_AND_SOD = f"{DEFECT_LIST}.2.3"
    WRONG_SIGNER_IDENTIFIER = f"{DEFECT_LIST}.2.4"
    ISSUING_COUNTRY = f"{DEFECT_LIST}.2.5"
    CARD_SECURITY_MALFORMED = f"{DEFECT_LIST}.4.1"
    CHIP_SECURITY_MALFORMED = f"{DEFECT_LIST}.4.2"
    POWER_DOWN = f"{DEFECT_LIST}.4.3"
    SIGNER_MALFORMED = f"{DEFECT_LIST}.4.4"
    UNKNOWN = ""


NOT_TRUSTED = frozenset({0, 2, 3, 4})
"""Status codes of a revoked signer that end all trust; the others leave it undetermined (TR-03135-1, table 5.54)."""


class MalformedDefectList(Malformed):
    """Bytes that are no defect list."""


class KnownDefect(msgspec.Struct, frozen=True):
    """A defect of the documents of one signer. ``status``: the code or codes of its parameters, where it has any."""

    kind: DefectKind
    issuer: Name | None
    serial: int | None
    key_id: bytes | None
    certificate_hash: bytes
    hash: str
    status: tuple[int, ...] = ()
    text: str = ""
    """A country code, a description."""

    def names(self, certificate: Certificate) -> bool:
        """Whether it speaks of a signer's certificate."""
        if self.certificate_hash and self.hash and _hashed(certificate, self.hash) != self.certificate_hash:
            return False
        if self.key_id is not None:
            return certificate.extensions.subject_key_id == self.key_id
        if self.issuer is not None:
            return certificate.serial == self.serial and certificate.issuer.key == self.issuer.key
        return bool(self.certificate_hash)


class DefectList(msgspec.Struct, frozen=True):
    """A defect list: its defects, and who signed it."""

    defects: tuple[KnownDefect, ...]
    signature: ListSignature
    problems: tuple[Defect, ...] = ()


def _hashed(certificate: Certificate, name: str) -> bytes:
    return hashlib.new(name, certificate.der).digest()


def read_defect_list(data: bytes, issuers: tuple[Certificate, ...] = ()) -> DefectList:
    """Return a defect list; ``issuers`` are certificates that may have issued its signer's.

    Raises:
        Malformed: It is no defect list, or larger than any.
    """
    if len(data) > MAXIMUM_BYTES:
        raise MalformedDefectList(say("larger than {most} bytes", most=MAXIMUM_BYTES), code="too-large")
    signed_data = read_signed_data(read_tlv(data))
    expect_type(signed_data, DEFECT_LIST)
    parts = read_tlv(signed_data.content).expect(SEQUENCE).children()
    if len(parts) < 3 or parts[0].expect(INTEGER).integer() not in (0, 1):
        raise MalformedDefectList("a version 0 or 1, a hash and a set of defects were expected")
    hash_name = read_hash(parts[1])
    defects = [each for entry in parts[-1].expect(SET).children() for each in _entry(entry, hash_name)]
    signature, words = judge_list(signed_data, issuers, DEFECT_LIST_SIGNER)
    return DefectList(tuple(defects), signature, tuple(Defect(word, "defect list", DEFECTS[word]) for word in words))


def _entry(element: Tlv, hash_name: str) -> list[KnownDefect]:
    issuer, serial, key_id, digest = None, None, None, b""
    found: list[KnownDefect] = []
    for part in element.expect(SEQUENCE).children():
        if part.tag == SEQUENCE:
            names = part.children()
            if len(names) != 2:
                raise MalformedDefectList("a signer named by issuer and serial number was expected")
            issuer, serial = read_name(names[0]), names[1].expect(INTEGER).integer()
        elif part.tag == 0x80:
            key_id = part.value
        elif part.tag == OCTET_STRING:
            digest = part.value
        elif part.tag == SET:
            found += [_known(each, (issuer, serial, key_id, digest), hash_name) for each in part.children()]
    return found


def _known(element: Tlv, signer: tuple[Name | None, int | None, bytes | None, bytes], hash_name: str) -> KnownDefect:
    parts = element.expect(SEQUENCE, 0xA0).children()
    if not parts:
        raise MalformedDefectList("a defect without its kind")
    oid = parts[0].oid()
    kind = DefectKind(oid) if oid in set(DefectKind) else DefectKind.UNKNOWN
    parameter = next((part for part in parts[1:] if part.tag != 0xA1), None)
    if parameter is not None and parameter.tag == 0xA0:
        parameter = parameter.only()
    status, text = _parameter(parameter)
    issuer, serial, key_id, digest = signer
    return KnownDefect(kind, issuer, serial, key_id, digest, hash_name, status, text)


def _parameter(element: Tlv | None) -> tuple[tuple[int, ...], str]:
    """Return the numbers and the text that a defect's parameter holds; certificates and names are not used here."""
    if element is None:
        return (), ""
    if element.tag in (INTEGER, 0x0A):
        return (element.integer(),), ""
    if element.tag == SET:
        return tuple(each.integer() for each in element.children() if each.tag == INTEGER), ""
    if element.tag in (0x13, 0x0C):
        return (), element.value.decode("latin-1")
    return (), ""
