"""A file of trust, whatever it is: a master list, defect or deviation list, certificate, or revocation list.

They come in DER, in PEM, or as the directory of ICAO publishes them, many in one LDIF file.

Source: ICAO Doc 9303-12, 8th edition (2021), section 8 (public key directory); RFC 7468 (PEM); RFC 2849 (LDIF).
"""

import base64
import binascii
import re
from collections.abc import Callable
from enum import StrEnum

import msgspec

from tournai.documents.tlv import INTEGER, SEQUENCE, read_tlv
from tournai.documents.trust.certificates import Certificate, read_certificate
from tournai.documents.trust.crls import Crl, read_crl
from tournai.documents.trust.defect_lists import DEFECT_LIST, DefectList, read_defect_list
from tournai.documents.trust.deviation_lists import DEVIATION_LIST, DeviationList, read_deviation_list
from tournai.documents.trust.issuers import SignatureState
from tournai.documents.trust.list_signatures import ListSignature
from tournai.documents.trust.master_lists import MASTER_LIST, MasterList, certificate_defects, read_master_list
from tournai.documents.trust.signed_data import read_signed_data
from tournai.documents.trust.store import TrustStore, build_store
from tournai.documents.verdict import Defect
from tournai.errors import Malformed
from tournai.values.wordings import say

MAXIMUM_BYTES = 64 * 1024 * 1024
MOST_OBJECTS = 200_000
_PEM = re.compile(rb"-----BEGIN [A-Z0-9 ]{1,40}-----([A-Za-z0-9+/=\s]+)-----END")
_LDIF = re.compile(rb"^(?:userCertificate|CACertificate|certificateRevocationList|pkdMasterListContent|"
                   rb"CscaMasterListData)(?:;binary)?:: ?([A-Za-z0-9+/=]+)", re.IGNORECASE | re.MULTILINE)  # fmt: skip


class MalformedTrustFile(Malformed):
    """Bytes that are none of what a trust store takes."""


class TrustKind(StrEnum):
    """What a file of trust is."""

    MASTER_LIST = "master list"
    DEFECT_LIST = "defect list"
    DEVIATION_LIST = "deviation list"
    CERTIFICATE = "certificate"
    CRL = "revocation list"


class TrustFile(msgspec.Struct, frozen=True):
    """What a file holds. ``kinds``: of its objects, in order; ``unreadable``: places (from 1), each with why."""

    kinds: tuple[TrustKind, ...] = ()
    master_lists: tuple[MasterList, ...] = ()
    defect_lists: tuple[DefectList, ...] = ()
    deviation_lists: tuple[DeviationList, ...] = ()
    loose: tuple[Certificate, ...] = ()
    """Certificates that stand by themselves, in no signed list."""
    crls: tuple[Crl, ...] = ()
    unreadable: tuple[tuple[int, str], ...] = ()

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """The country signing CAs of its lists, and the certificates that stand by themselves, each once."""
        every = (*(each for one in self.master_lists for each in one.certificates), *self.loose)
        return tuple({each.der: each for each in every}.values())

    @property
    def signatures(self) -> tuple[ListSignature, ...]:
        """The own signatures of its lists."""
        known = [one.signature for one in self.defect_lists] + [one.signature for one in self.deviation_lists]
        return (*(one.signature for one in self.master_lists), *known)

    @property
    def is_bad(self) -> bool:
        """Whether the own signature of one of its lists does not hold."""
        return any(each.state is not SignatureState.VALID for each in self.signatures)

    @property
    def defects(self) -> tuple[Defect, ...]:
        """What breaks a standard in it."""
        of_lists = [each for one in self.master_lists for each in one.defects]
        of_lists += [each for one in self.defect_lists for each in one.problems]
        of_lists += [each for one in self.deviation_lists for each in one.problems]
        unread = [Defect("unreadable", say("object {place}", place=at), why) for at, why in self.unreadable]
        return (*of_lists, *certificate_defects(list(self.loose)), *unread)


def read_trust_file(data: bytes) -> TrustFile:
    """Return what a file of trust holds.

    Raises:
        MalformedTrustFile: Nothing in it can be read, or it is larger than any.
    """
    if len(data) > MAXIMUM_BYTES:
        raise MalformedTrustFile(say("larger than {most} bytes", most=MAXIMUM_BYTES), code="too-large")
    found: dict[str, list[object]] = {}
    kinds: list[TrustKind] = []
    unreadable: list[tuple[int, str]] = []
    for place, item in enumerate(_objects(data), 1):
        try:
            kind = kind_of(item)
            found.setdefault(_FIELDS[kind], []).append(_READERS[kind](item))
        except Malformed as error:
            unreadable.append((place, error.reason))
        else:
            kinds.append(kind)
    if not kinds:
        why = unreadable[0][1] if unreadable else say("empty")
        raise MalformedTrustFile(say("no master list, certificate or revocation list: {why}", why=why))
    return TrustFile(tuple(kinds), unreadable=tuple(unreadable), **{name: tuple(each) for name, each in found.items()})  # type: ignore[arg-type]  # by the rows of _FIELDS


_READERS: dict[TrustKind, Callable[[bytes], object]] = {
    TrustKind.MASTER_LIST: read_master_list,
    TrustKind.DEFECT_LIST: read_defect_list,
    TrustKind.DEVIATION_LIST: read_deviation_list,
    TrustKind.CERTIFICATE: read_certificate,
    TrustKind.CRL: read_crl,
}
_FIELDS = {
    TrustKind.MASTER_LIST: "master_lists",
    TrustKind.DEFECT_LIST: "defect_lists",
    TrustKind.DEVIATION_LIST: "deviation_lists",
    TrustKind.CERTIFICATE: "loose",
    TrustKind.CRL: "crls",
}
_CONTENTS = {
    MASTER_LIST: TrustKind.MASTER_LIST,
    DEFECT_LIST: TrustKind.DEFECT_LIST,
    DEVIATION_LIST: TrustKind.DEVIATION_LIST,
}


def _objects(data: bytes) -> list[bytes]:
    """Return the objects of a file: itself in DER, or those that PEM or LDIF wrap."""
    if data[:1] == b"\x30":
        return [data]
    if b"-----BEGIN" in data:
        return [_decoded(piece) for piece in _PEM.findall(data)[:MOST_OBJECTS]]
    unfolded = data.replace(b"\r\n", b"\n").replace(b"\n ", b"")
    return [_decoded(piece) for piece in _LDIF.findall(unfolded)[:MOST_OBJECTS]]


def _decoded(piece: bytes) -> bytes:
    try:
        return base64.b64decode(piece)
    except binascii.Error:
        return b""


def kind_of(data: bytes) -> TrustKind:
    """Return what an object in DER is.

    Raises:
        MalformedTrustFile: It is none of those that a trust store takes.
        MalformedTlv: It is no element.
    """
    element = read_tlv(data).expect(SEQUENCE)
    parts = element.children()
    if parts and parts[0].tag != SEQUENCE:
        content = read_signed_data(element).content_type
        if content in _CONTENTS:
            return _CONTENTS[content]
        raise MalformedTrustFile(say("a signed object of another kind: {oid}", oid=content))
    if len(parts) != 3:
        raise MalformedTrustFile("neither a list nor a certificate")
    inner = parts[0].children()
    # A certificate names its version in A0 or begins with its serial number and then two names around a validity.
    is_crl = not (inner and inner[0].tag == 0xA0) and any(part.tag in (0x17, 0x18) for part in inner)
    if not is_crl and not any(part.tag == INTEGER for part in inner):
        raise MalformedTrustFile("neither a list nor a certificate")
    return TrustKind.CRL if is_crl else TrustKind.CERTIFICATE


def store_of(named: list[tuple[str, TrustFile]]) -> TrustStore:
    """Return the store of some files of trust, each with its name. Who hands them in answers for them."""
    return build_store(
        [(name, file.certificates) for name, file in named],
        [crl for _, file in named for crl in file.crls],
        [one for _, file in named for one in file.defect_lists],
    )
