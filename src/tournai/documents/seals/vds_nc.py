"""VDS-NC, the seal for barcodes with room: JSON with data, a signature over its canonical form and the signer.

    {"data": {"hdr": {"t": type, "v": version, "is": issuing state}, "msg": {...}},
     "sig": {"alg": "ES256", "cer": certificate, "sigvl": r and s}}

Source: ICAO Technical Report VDS-NC, version 1.1 (2021), sections 3 and 4; RFC 8785 (canonical form).
"""

import base64
import binascii
import json
import re
from typing import TypeAlias

import msgspec

from tournai.errors import Malformed

MOST_BYTES = 32 * 1024
MOST_DEPTH = 12

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

# The report's own example writes the algorithm with a space.
HASHES = {"ES256": "sha256", "ES384": "sha384", "ES512": "sha512", "ES 256": "sha256"}

_BASE64 = re.compile(r"[A-Za-z0-9_+/-]+={0,2}")


class MalformedVdsNc(Malformed):
    """What claims to be a VDS-NC breaks its format."""


class Header(msgspec.Struct, frozen=True, rename={"kind": "t", "version": "v", "issuing_state": "is"}):
    """What the seal is of, in which version, and whose."""

    kind: str
    version: int
    issuing_state: str


class VdsNc(msgspec.Struct, frozen=True):
    """A VDS-NC. ``message`` is its data as they stand; ``signed`` the canonical bytes that the signature covers.

    ``certificate``: the signer's in DER, which a seal may leave to a reference; ``fields``: the message flattened, each
    value under its path, e.g. ``pid.n``.
    """

    header: Header
    fields: tuple[tuple[str, str], ...]
    algorithm: str
    certificate: bytes | None
    signed: bytes
    signature: bytes


def read_vds_nc(data: bytes) -> VdsNc:
    """Return the seal that a barcode's bytes are; its signature is not verified.

    Raises:
        MalformedVdsNc: No JSON of this form, a member that stands twice, a number that is no integer, an algorithm
            that is not known, or a signature or certificate that is not in Base64.
    """
    if len(data) > MOST_BYTES:
        raise MalformedVdsNc(f"a seal takes at most {MOST_BYTES} bytes, here {len(data)}", code="too-long")
    sealed = _object(_parse(data), "data", "sig")
    body, signature = _object(sealed["data"], "hdr", "msg"), _object(sealed["sig"], "alg", "sigvl")
    try:
        header = msgspec.convert(body["hdr"], Header)
    except msgspec.ValidationError as error:
        raise MalformedVdsNc(f"the header is not one: {error}", code="no-header") from error
    algorithm = signature["alg"]
    if not isinstance(algorithm, str) or algorithm not in HASHES:
        raise MalformedVdsNc("the signature algorithm is ES256, ES384 or ES512", code="no-such-algorithm")
    certificate = signature.get("cer")
    return VdsNc(
        header,
        tuple(_flatten("", body["msg"])),
        algorithm,
        None if certificate is None else _base64(certificate, "the certificate"),
        canonical(body),
        _base64(signature["sigvl"], "the signature"),
    )


def _parse(data: bytes) -> Json:
    try:
        text = data.decode()
        if _depth(text) > MOST_DEPTH:
            raise MalformedVdsNc(f"the JSON is nested more than {MOST_DEPTH} deep", code="too-deep")
        parsed: Json = json.loads(
            text, object_pairs_hook=_once, parse_int=_integer, parse_float=_integer, parse_constant=_integer
        )
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise MalformedVdsNc("a VDS-NC is JSON in UTF-8: scan it again", code="no-json") from error
    return parsed


def _depth(text: str) -> int:
    deepest = depth = 0
    for character in text:
        depth += (character in "[{") - (character in "]}")
        deepest = max(deepest, depth)
    return deepest


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise MalformedVdsNc("a member stands twice, so that two readers see two seals", code="repeated-member")
    return members


def _integer(text: str) -> int:
    # Beyond these, canonical numbers depend on the reader's floating point.
    if not re.fullmatch("-?[0-9]{1,15}", text):
        raise MalformedVdsNc("a number of a seal is an integer of 15 digits at most", code="no-integer")
    return int(text)


def _object(value: Json, *members: str) -> dict[str, Json]:
    if not isinstance(value, dict) or not set(members) <= set(value):
        raise MalformedVdsNc(f"an object with {' and '.join(members)} was expected", code="no-member")
    return value


def _base64(value: Json, what: str) -> bytes:
    if not isinstance(value, str) or not _BASE64.fullmatch(value):
        raise MalformedVdsNc(f"{what} is not in Base64", code="no-base64")
    text = value.rstrip("=").replace("+", "-").replace("/", "_")
    try:
        decoded = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise MalformedVdsNc(f"{what} is not in Base64", code="no-base64") from error
    if base64.urlsafe_b64encode(decoded).rstrip(b"=").decode() != text:
        raise MalformedVdsNc(f"{what} in Base64 has bits to spare", code="no-base64")
    return decoded


def canonical(value: Json) -> bytes:
    """Return JSON in its canonical form: members sorted by their UTF-16 units, no white space.

    >>> canonical({"b": 1, "a": [True, None, "é"]}).decode()
    '{"a":[true,null,"é"],"b":1}'
    """
    return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _sorted(value: Json) -> Json:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return {name: _sorted(value[name]) for name in names}
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def _flatten(path: str, value: Json) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [row for name, one in value.items() for row in _flatten(f"{path}.{name}".lstrip("."), one)]
    if isinstance(value, list):
        return [row for number, one in enumerate(value, 1) for row in _flatten(f"{path}.{number}".lstrip("."), one)]
    return [(path, value if isinstance(value, str) else json.dumps(value))]
