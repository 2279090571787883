"""`tournai document seal`: what a seal says, and whether it is genuine."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
from rich.console import Console

from tournai.cli.extras import needing
from tournai.cli.files import read_file
from tournai.cli.speech import spoken, tell
from tournai.documents.seals.checks import KINDS, check_seal, issuing_state
from tournai.documents.seals.reading import Seal, bytes_of_text, read_any_seal
from tournai.documents.seals.trust_list import read_trust_list
from tournai.documents.seals.two_d_doc import TwoDDoc
from tournai.documents.seals.vds import MalformedSeal, VisibleSeal
from tournai.documents.seals.vds_nc import VdsNc
from tournai.documents.tlv import read_whole
from tournai.documents.trust.certificates import Certificate, certificate_of
from tournai.documents.trust.master_lists import read_master_list
from tournai.documents.trust.store import TrustStore, build_store
from tournai.documents.verdict import Defect, Step, Verdict
from tournai.errors import Malformed
from tournai.values.wordings import say

PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP", b"\xff\x4f\xff\x51")
"""How the pictures begin that are read: JPEG, PNG, TIFF, JPEG 2000."""


class FieldRead(msgspec.Struct, frozen=True):
    """One field: its name, or its tag where it has none; its text, or its bytes in hexadecimal where it has none."""

    name: str
    text: str
    signed: bool = True


class SealRead(msgspec.Struct, frozen=True):
    """The JSON answer; its names are a fixed contract."""

    kind: str
    document: str | None
    issuing_state: str
    signer: str
    issued: date | None
    signed: date | None
    fields: tuple[FieldRead, ...]
    verdict: str
    steps: tuple[Step, ...]
    defects: tuple[Defect, ...]


def run(source: str, certificates: list[Path], trust: list[Path], *, as_json: bool) -> None:
    """Read a seal, check it against certificates and lists, and print what was found.

    Raises:
        Malformed: No seal, or a file that is no certificate or list.
        Unavailable: The picture needs the extra that reads barcodes.
    """
    seal = read_any_seal(_bytes_of(source))
    signers = tuple(read_certificate(path) for path in certificates)
    verdict = check_seal(seal, signers, _read_store(trust), datetime.now(UTC))
    answer = _answer(seal, verdict)
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(answer)) + b"\n")
    else:
        _print(answer, verdict)


def _bytes_of(source: str) -> bytes:
    """Return the bytes of a seal: of the text itself, or of the file that it names, a picture or a code's bytes."""
    if "<" in source or source.lstrip().startswith("{") or not _is_file(source):
        return bytes_of_text(source)
    data = read_file(Path(source))
    if data.startswith(PICTURES):
        return _code_of_picture(data)
    try:
        return bytes_of_text(data.decode("ascii"))
    except (UnicodeDecodeError, MalformedSeal):
        return data


def _is_file(source: str) -> bool:
    try:
        return source == "-" or Path(source).is_file()
    except (OSError, ValueError):  # a text too long for a path, or with a zero byte
        return False


def _code_of_picture(data: bytes) -> bytes:
    with needing("biometrics"):
        from tournai.documents.holder.pictures import read_picture
        from tournai.documents.seals.barcodes import find_barcodes
    codes = find_barcodes(read_picture(data, grey=True).pixels)
    if not codes:
        raise MalformedSeal(say("no barcode can be read in the picture: send a sharper one"), code="no-barcode")
    if len(codes) > 1:
        raise MalformedSeal(say("{count} barcodes in the picture: cut out one", count=len(codes)), code="many-barcodes")
    return codes[0]


def read_certificate(path: Path) -> Certificate:
    """Return the certificate that a file holds, DER or PEM.

    Raises:
        Malformed: It holds none.
    """
    return certificate_of(read_whole(_without_armour(read_file(path))))


def _without_armour(data: bytes) -> bytes:
    """Return DER, out of PEM where it is that."""
    if not data.lstrip().startswith(b"-----BEGIN"):
        return data
    from asn1crypto import pem

    try:
        return bytes(pem.unarmor(data)[2])
    except ValueError as error:
        raise Malformed(say("not a whole PEM file"), code="pem") from error


def _read_store(paths: list[Path]) -> TrustStore:
    return build_store([(path.name, _read_list(_without_armour(read_file(path)))) for path in paths])


def _read_list(data: bytes) -> tuple[Certificate, ...]:
    """Return the certificates of a 2D-Doc trust list, of a master list, or the one certificate that the file is."""
    if data.lstrip().startswith(b"<"):
        return tuple(authority.certificate for authority in read_trust_list(data).authorities if authority.is_granted)
    try:
        return (certificate_of(read_whole(data)),)
    except Malformed:
        return read_master_list(data).certificates


def _answer(seal: Seal, verdict: Verdict) -> SealRead:
    document, signer, issued, signed = _header(seal)
    return SealRead(
        KINDS[type(seal)],
        document,
        issuing_state(seal),
        signer,
        issued,
        signed,
        tuple(_fields(seal)),
        verdict.verdict.value,
        verdict.steps,
        verdict.defects,
    )


def _header(seal: Seal) -> tuple[str | None, str, date | None, date | None]:
    if isinstance(seal, VdsNc):
        return seal.header.kind, "", None, None
    if isinstance(seal, TwoDDoc):
        return seal.document_type, f"{seal.authority} {seal.certificate}", seal.issued, seal.signed_on
    return seal.kind, f"{seal.signer} {seal.certificate_reference}", seal.issued, seal.signed_on


def _fields(seal: Seal) -> list[FieldRead]:
    if isinstance(seal, VdsNc):
        return [FieldRead(path, text) for path, text in seal.fields]
    if isinstance(seal, VisibleSeal):
        return [
            FieldRead(one.name or f"{one.tag:02X}", one.value.hex() if one.text is None else one.text)
            for one in seal.features
        ]
    proved = [FieldRead(one.name or one.identifier, one.text) for one in seal.fields]
    return proved + [FieldRead(one.name or one.identifier, one.text, signed=False) for one in seal.unsigned_fields]


def _print(answer: SealRead, verdict: Verdict) -> None:
    console = Console(highlight=False, markup=False)
    signed_by = say(
        "{kind} of {state}, signed by {signer}",
        kind=answer.kind,
        state=answer.issuing_state,
        signer=answer.signer or "-",
    )
    console.print(spoken(signed_by))
    for field in answer.fields:
        console.print(f"  {field.name}: {field.text}" + ("" if field.signed else f"  ({spoken('not signed')})"))
    for step in verdict.steps:
        console.print(f"{spoken(step.outcome.value)}  {step.step.value}: {spoken(step.wording)}")
    tell(say("seal: {outcome}", outcome=say(answer.verdict)))
