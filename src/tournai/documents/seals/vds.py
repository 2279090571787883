"""Visible digital seals: their header, features and signature, read and written.

    DC, version, issuing state, signer and certificate, issue date, signature date, definition, type      header
    tag, length, value ...                                                                                features
    FF, length, r and s                                                                                   signature

Source: ICAO Doc 9303-13, 8th edition (2021), section 2; BSI TR-03137-1, chapter 3.
"""

from datetime import date

import msgspec

from tournai.documents.seals.c40 import MalformedC40, decode_c40, encode_c40
from tournai.documents.seals.profiles import PROFILES, ZONE_LINES, ZONE_WIDTH, Coding, FeatureRule, Profile
from tournai.documents.verdict.steps import Defect
from tournai.errors import Malformed
from tournai.values.wordings import say

MAGIC = 0xDC
SIGNATURE_TAG = 0xFF
VERSION_3, VERSION_4 = 2, 3
"""The octets that stand for versions 3 and 4 of the header."""
MOST_BYTES = 4096

_NO_DATE = b"\xff\xff\xff"
_DECIMAL_SIGNER = "DEZV"
"""The one signer that writes the length of its references in decimal digits."""


class MalformedSeal(Malformed):
    """What claims to be a seal breaks its format."""


class Feature(msgspec.Struct, frozen=True):
    """One feature. ``name``: ``None`` for a tag that the kind of seal does not know; ``text``: ``None`` where the
    value cannot be read as its kind asks. Of a zone the lines stand one under the other, with their fillers.
    """

    tag: int
    name: str | None
    value: bytes
    text: str | None


class VisibleSeal(msgspec.Struct, frozen=True):
    """A seal. ``signed``: the bytes that the signature covers; ``signature``: r and s, one after the other.

    ``kind``: ``None`` for a feature definition and document type that are not in the tables; its features are then read
    by tag alone. ``issued`` and ``signed_on``: ``None`` where the seal gives none.
    """

    version: int
    issuing_state: str
    signer: str
    certificate_reference: str
    issued: date | None
    signed_on: date | None
    definition: int
    document_type: int
    kind: str | None
    features: tuple[Feature, ...]
    signed: bytes
    signature: bytes
    defects: tuple[Defect, ...] = ()

    def text(self, name: str) -> str | None:
        """Return the text of a feature by its name."""
        return next((feature.text for feature in self.features if feature.name == name), None)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def take(self, length: int, what: str) -> bytes:
        taken = self.data[self.place : self.place + length]
        if len(taken) < length:
            message = say("the seal ends within {what}: scan it again", what=what)
            raise MalformedSeal(message, code="seal-cut-off", offset=self.place)
        self.place += length
        return taken

    def text(self, length: int, what: str) -> str:
        start = self.place
        try:
            return decode_c40(self.take(length, what))
        except MalformedC40 as error:
            message = say("{what} cannot be read: {reason}", what=what, reason=str(error))
            raise MalformedSeal(message, code="no-text", offset=start) from error


def read_seal(data: bytes) -> VisibleSeal:
    """Return the seal that a barcode's bytes are; its signature is not verified.

    What breaks the rules of its kind (a missing feature, a wrong length) is a defect of the seal, not an error.

    Raises:
        MalformedSeal: No seal, another version, cut off, without signature, or with bytes after it.
    """
    if len(data) > MOST_BYTES:
        raise MalformedSeal(f"a seal takes at most {MOST_BYTES} bytes, here {len(data)}", code="seal-too-long")
    reader = _Reader(data)
    version = _read_version(reader)
    state = reader.text(2, "the issuing state").strip()
    signer, reference = _read_signer(reader, version)
    defects: list[Defect] = []
    issued, signed_on = (_read_date(reader.take(3, "a date"), defects) for _ in range(2))
    definition, document_type = reader.take(2, "the kind of document")
    profile = PROFILES.get((definition, document_type))
    features = _read_features(reader, profile, defects)
    signed = data[: reader.place - 1]
    signature = reader.take(_read_length(reader), "the signature")
    if reader.place < len(data):
        message = say("{count} bytes stand after the signature", count=len(data) - reader.place)
        raise MalformedSeal(message, code="seal-too-long", offset=reader.place)
    _check_profile(profile, features, defects)
    return VisibleSeal(
        version + 1,
        state,
        signer,
        reference,
        issued,
        signed_on,
        definition,
        document_type,
        profile.name if profile else None,
        features,
        signed,
        signature,
        tuple(defects),
    )


def _read_version(reader: _Reader) -> int:
    magic, version = reader.take(2, "the header")
    if magic != MAGIC or version not in (VERSION_3, VERSION_4):
        message = say("a seal begins with DC and version 02 or 03, here {found}", found=f"{magic:02X} {version:02X}")
        raise MalformedSeal(message, code="no-seal", offset=0)
    return version


def _read_signer(reader: _Reader, version: int) -> tuple[str, str]:
    if version == VERSION_3:
        both = reader.text(6, "the signer")
        return both[:4], both[4:].strip()
    both = reader.text(4, "the signer")
    signer, count = both[:4], both[4:]
    try:
        length = int(count, 10 if signer == _DECIMAL_SIGNER else 16)
    except ValueError as error:
        message = say("the length of the certificate reference is no number")
        raise MalformedSeal(message, code="no-length", offset=reader.place - 2) from error
    if length == 0:
        raise MalformedSeal(say("the certificate reference is empty"), code="no-length", offset=reader.place - 2)
    return signer, reader.text((length - 1) // 3 * 2 + 2, "the certificate reference").strip()


def _read_date(data: bytes, defects: list[Defect]) -> date | None:
    if data == _NO_DATE:
        return None
    month_and_day, year = divmod(int.from_bytes(data, "big"), 10_000)
    month, day = divmod(month_and_day, 100)
    try:
        return date(year, month, day)
    except ValueError:
        defects.append(Defect("no-such-date", "header", say("a date of the header is none")))
        return None


def _read_length(reader: _Reader) -> int:
    """Return a length in DER: one octet below 80, else how many octets follow."""
    start = reader.place
    first = reader.take(1, "a length")[0]
    if first < 0x80:
        return first
    if first not in (0x81, 0x82):
        raise MalformedSeal(say("a length is not in DER"), code="no-length", offset=start)
    length = int.from_bytes(reader.take(first - 0x80, "a length"), "big")
    if length < (0x80 if first == 0x81 else 0x100):
        raise MalformedSeal(say("a length is not in DER"), code="no-length", offset=start)
    return length


def _read_features(reader: _Reader, profile: Profile | None, defects: list[Defect]) -> tuple[Feature, ...]:
    features = []
    while (tag := reader.take(1, "the features: no signature follows")[0]) != SIGNATURE_TAG:
        value = reader.take(_read_length(reader), "a feature")
        rule = profile.rule(tag) if profile else None
        text = _read_text(value, rule) if rule else None
        if rule and (text is None or not rule.lengths[0] <= len(value) <= rule.lengths[1]):
            message = say("feature {name} does not have the form of its kind", name=rule.name)
            defects.append(Defect("feature-form", rule.name, message))
        features.append(Feature(tag, rule.name if rule else None, value, text))
    return tuple(features)


def _read_text(value: bytes, rule: FeatureRule) -> str | None:
    try:
        if rule.coding is Coding.UTF_8:
            return value.decode()
        if rule.coding is Coding.C40:
            return decode_c40(value).strip()
        if rule.coding in ZONE_LINES:
            return _zone(decode_c40(value), rule.coding)
    except (MalformedC40, UnicodeDecodeError):
        return None
    if rule.coding is Coding.NUMBER:
        return str(int.from_bytes(value, "big"))
    if rule.coding is Coding.DURATION and len(value) == 3:
        return f"{value[0]} days, {value[1]} months, {value[2]} years"
    return value.hex()


def _zone(text: str, coding: Coding) -> str:
    first, second = ZONE_LINES[coding]
    filled = text.replace(" ", "<").ljust(first + second, "<")
    lines = filled[:first], filled[first : first + second]
    return "\n".join(line.ljust(ZONE_WIDTH[coding], "<") for line in lines)


def _check_profile(profile: Profile | None, features: tuple[Feature, ...], defects: list[Defect]) -> None:
    if profile is None:
        defects.append(Defect("unknown-kind", "header", say("the kind of document is not in the tables")))
        return
    tags = [feature.tag for feature in features]
    missing = [rule.name for rule in profile.features if rule.is_required and rule.tag not in tags]
    if profile.one_of and not set(profile.one_of) & set(tags):
        missing.append("mrz")
    defects += [Defect("missing-feature", name, say("feature {name} is missing", name=name)) for name in missing]
    if len(set(tags)) < len(tags):
        defects.append(Defect("repeated-feature", "features", say("a feature stands twice")))


class Header(msgspec.Struct, frozen=True):
    """What the header of a new seal of version 4 says."""

    issuing_state: str
    signer: str
    certificate_reference: str
    issued: date
    signed_on: date
    definition: int
    document_type: int


def write_unsigned(header: Header, features: tuple[tuple[int, bytes], ...]) -> bytes:
    """Return the bytes to be signed: header and features, each a tag and its value.

    Raises:
        MalformedSeal: A value of more than 127 bytes.
        MalformedC40: A text that C40 cannot hold.
    """
    if any(len(value) > 0x7F for _, value in features):
        raise MalformedSeal("a feature takes at most 127 bytes here", code="feature-too-long")
    signer = header.signer.ljust(4) + f"{len(header.certificate_reference):02X}"
    parts = [
        bytes((MAGIC, VERSION_4)),
        encode_c40(header.issuing_state.ljust(3)),
        encode_c40(signer),
        encode_c40(header.certificate_reference),
        _write_date(header.issued),
        _write_date(header.signed_on),
        bytes((header.definition, header.document_type)),
        *(bytes((tag, len(value))) + value for tag, value in features),
    ]
    return b"".join(parts)


def _write_date(day: date) -> bytes:
    return int(f"{day.month:02}{day.day:02}{day.year:04}").to_bytes(3, "big")


def append_signature(unsigned: bytes, signature: bytes) -> bytes:
    """Return the whole seal: its signed bytes, then r and s."""
    length = bytes((len(signature),)) if len(signature) < 0x80 else bytes((0x81, len(signature)))
    return unsigned + bytes((SIGNATURE_TAG,)) + length + signature
