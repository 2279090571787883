"""Deviation lists: by which an issuing state tells how its own documents in circulation break the standard.

Source: ICAO Doc 9303-3, 8th edition (2021), section 7 (signed deviation list, published through the PKD).
"""

import msgspec

from tournai.documents.tlv import INTEGER, SEQUENCE, SET, Tlv, read_tlv
from tournai.documents.trust.certificates import DEVIATION_LIST_SIGNER, Certificate
from tournai.documents.trust.list_signatures import DEFECTS, ListSignature, judge_list
from tournai.documents.trust.master_lists import MAXIMUM_BYTES
from tournai.documents.trust.names import Name, read_name
from tournai.documents.trust.signed_data import expect_type, read_signed_data
from tournai.documents.verdict import Defect
from tournai.errors import Malformed
from tournai.values.wordings import say

DEVIATION_LIST = "2.23.136.1.1.7"
_TYPE, _BY_ISSUER, _BY_KEY, _BY_DIGEST, _DATES, _NUMBERS = 0x80, 0xA1, 0x82, 0x83, 0xA4, 0xA5


class MalformedDeviationList(Malformed):
    """Bytes that are no deviation list."""


class Deviation(msgspec.Struct, frozen=True):
    """How some documents of a state deviate: the kinds (dotted) with what is said of each, and which documents.

    What is empty or ``None`` does not narrow the documents down.
    """

    kinds: tuple[tuple[str, str], ...]
    document_type: str
    issuer: Name | None
    serial: int | None
    key_id: bytes | None
    certificate_digest: bytes
    issued: tuple[str, ...]
    """First and last day of issue, as written."""
    document_numbers: tuple[str, ...]

    def names(self, certificate: Certificate) -> bool:
        """Whether it speaks of documents that a signer signed."""
        if self.key_id is not None:
            return certificate.extensions.subject_key_id == self.key_id
        if self.issuer is not None:
            return certificate.serial == self.serial and certificate.issuer.key == self.issuer.key
        return False


class DeviationList(msgspec.Struct, frozen=True):
    """A deviation list: its deviations, and who signed it."""

    deviations: tuple[Deviation, ...]
    signature: ListSignature
    problems: tuple[Defect, ...] = ()


def read_deviation_list(data: bytes, issuers: tuple[Certificate, ...] = ()) -> DeviationList:
    """Return a deviation list; ``issuers`` are certificates that may have issued its signer's.

    Raises:
        Malformed: It is no deviation list, or larger than any.
    """
    if len(data) > MAXIMUM_BYTES:
        raise MalformedDeviationList(say("larger than {most} bytes", most=MAXIMUM_BYTES), code="too-large")
    signed_data = read_signed_data(read_tlv(data))
    expect_type(signed_data, DEVIATION_LIST)
    parts = read_tlv(signed_data.content).expect(SEQUENCE).children()
    members = next((part for part in parts if part.tag == SET), None)
    if members is None or parts[0].tag != INTEGER:
        raise MalformedDeviationList("a version and a set of deviations were expected")
    deviations = tuple(_deviation(each) for each in members.children())
    signature, words = judge_list(signed_data, issuers, DEVIATION_LIST_SIGNER)
    return DeviationList(deviations, signature, tuple(Defect(word, "deviation list", DEFECTS[word]) for word in words))


def _deviation(element: Tlv) -> Deviation:
    parts = element.expect(SEQUENCE).children()
    if len(parts) != 2:
        raise MalformedDeviationList("documents and descriptions were expected")
    which = {child.tag: child for child in parts[0].expect(SEQUENCE).children()}
    issuer = which[_BY_ISSUER].children() if _BY_ISSUER in which else []
    if len(issuer) == 1:  # tagged around, not in place of, the SEQUENCE
        issuer = issuer[0].children()
    return Deviation(
        kinds=tuple(_kind(each) for each in parts[1].expect(SET).children()),
        document_type=_text(which.get(_TYPE)),
        issuer=read_name(issuer[0]) if len(issuer) == 2 else None,
        serial=issuer[1].integer() if len(issuer) == 2 else None,
        key_id=which[_BY_KEY].value if _BY_KEY in which else None,
        certificate_digest=which[_BY_DIGEST].value if _BY_DIGEST in which else b"",
        issued=tuple(_text(each) for each in which[_DATES].children()) if _DATES in which else (),
        document_numbers=tuple(_text(each) for each in which[_NUMBERS].children()) if _NUMBERS in which else (),
    )


def _kind(element: Tlv) -> tuple[str, str]:
    parts = element.expect(SEQUENCE).children()
    kind = next((part.oid() for part in parts if part.tag == 0x06), "")
    return kind, next((_text(part) for part in parts if part.tag in (0x13, 0x0C)), "")


def _text(element: Tlv | None) -> str:
    return element.value.decode("latin-1") if element else ""
