"""Master lists of country signing CAs: read, and their own signature verified.

Source: ICAO Doc 9303-12, 8th edition (2021), section 9.
"""

import msgspec

from tournai.documents.tlv import INTEGER, SEQUENCE, SET, Tlv, read_tlv
from tournai.documents.trust.certificates import MASTER_LIST_SIGNER, Certificate, certificate_of
from tournai.documents.trust.list_signatures import DEFECTS, ListSignature, judge_list
from tournai.documents.trust.signed_data import expect_type, read_signed_data
from tournai.documents.verdict import Defect
from tournai.errors import Malformed
from tournai.values.wordings import say

MASTER_LIST = "2.23.136.1.1.2"
MAXIMUM_BYTES = 16 * 1024 * 1024


class MalformedMasterList(Malformed):
    """Bytes that are no master list."""


class MasterList(msgspec.Struct, frozen=True):
    """A master list: the certificates that could be read, by whom it was signed, and what is strange about it.

    ``unreadable``: places (from 1) of certificates that could not be read, each with why.
    """

    certificates: tuple[Certificate, ...]
    signature: ListSignature
    unreadable: tuple[tuple[int, str], ...]
    defects: tuple[Defect, ...]

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of its certificates, each once."""
        return tuple(sorted({certificate.subject.country for certificate in self.certificates} - {""}))


def read_master_list(data: bytes) -> MasterList:
    """Return a master list. A bad signature is told, not refused: who imports decides what to make of it.

    Raises:
        Malformed: It is no master list, or larger than any.
    """
    if len(data) > MAXIMUM_BYTES:
        raise MalformedMasterList(say("larger than {most} bytes", most=MAXIMUM_BYTES), code="too-large")
    signed_data = read_signed_data(read_tlv(data))
    expect_type(signed_data, MASTER_LIST)
    certificates, unreadable = _read_certificates(signed_data.content)
    signature, words = judge_list(signed_data, tuple(certificates), MASTER_LIST_SIGNER)
    defects = [Defect(word, "master list", DEFECTS[word]) for word in words]
    defects += [Defect("unreadable-certificate", say("certificate {place}", place=at), why) for at, why in unreadable]
    return MasterList(tuple(certificates), signature, tuple(unreadable), (*defects, *certificate_defects(certificates)))


def _read_certificates(content: bytes) -> tuple[list[Certificate], list[tuple[int, str]]]:
    parts = read_tlv(content).expect(SEQUENCE).children()
    members = next((part for part in parts if part.tag == SET), None)
    if members is None or parts[0].tag != INTEGER:
        raise MalformedMasterList("a version and a set of certificates were expected")
    found: list[Certificate] = []
    unreadable: list[tuple[int, str]] = []
    for place, element in enumerate(members.children(), 1):
        _add(element, place, found, unreadable)
    return found, unreadable


def _add(element: Tlv, place: int, found: list[Certificate], unreadable: list[tuple[int, str]]) -> None:
    try:
        found.append(certificate_of(element))
    except Malformed as error:
        unreadable.append((place, error.reason))


def certificate_defects(certificates: list[Certificate]) -> list[Defect]:
    """Return what breaks a standard in certificates, each named by its place (from 1) and country."""
    found = []
    for place, certificate in enumerate(certificates, 1):
        where = say("certificate {place} ({country})", place=place, country=certificate.subject.country or "-")
        found += [Defect(word, where, DEFECTS[word]) for word in _words(certificate)]
    return found


def _words(certificate: Certificate) -> tuple[str, ...]:
    try:
        key = certificate.public_key
    except Malformed:
        return (*certificate.defects, "unusable-key")
    strange = certificate.algorithm.defect if certificate.algorithm else ""
    explicit = "explicit-curve" if key.is_explicit else ""
    return (*certificate.defects, *(word for word in (strange, explicit) if word))
