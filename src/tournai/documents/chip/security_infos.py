"""DG14 and DG15: the keys and protocols by which a chip proves that it is no copy.

Source: ICAO Doc 9303-10, 8th edition (2021), sections 4.7.14 and 4.7.15; ICAO Doc 9303-11, section 9.2 (SecurityInfos);
BSI TR-03110-3, version 2.21, appendix A.1.
"""

import msgspec

from tournai.documents.chip.files import ChipFile
from tournai.documents.chip.modular_keys import ModularKey, read_modular_key
from tournai.documents.tlv import INTEGER, SEQUENCE, SET, Tlv
from tournai.documents.trust.keys import PublicKey, read_public_key
from tournai.errors import Malformed
from tournai.values.wordings import say

PUBLIC_KEY = "0.4.0.127.0.7.2.2.1"
MODULAR_KEY = f"{PUBLIC_KEY}.1"
"""A key for chip authentication over DH."""
CHIP_AUTHENTICATION = "0.4.0.127.0.7.2.2.3"
PACE = "0.4.0.127.0.7.2.2.4"
ACTIVE_AUTHENTICATION = "2.23.136.1.1.5"
PLAIN_HASHES = {
    "0.4.0.127.0.7.1.1.4.1.1": "sha1",
    "0.4.0.127.0.7.1.1.4.1.2": "sha224",
    "0.4.0.127.0.7.1.1.4.1.3": "sha256",
    "0.4.0.127.0.7.1.1.4.1.4": "sha384",
    "0.4.0.127.0.7.1.1.4.1.5": "sha512",
}
"""Signature algorithm of ActiveAuthenticationInfo (ECDSA in plain form) -> its hash."""


class MalformedSecurityInfo(Malformed):
    """DG14 or DG15 breaks its form."""


class SecurityInfo(msgspec.Struct, frozen=True):
    """One protocol that the chip knows: its dotted identifier, version or key identifier, and its bytes."""

    protocol: str
    number: int | None
    der: bytes


class ChipKey(msgspec.Struct, frozen=True):
    """A public key for chip authentication. ``key_id`` tells several apart; ``None`` where there is one.

    ``key_info``: its SubjectPublicKeyInfo, as ``read_public_key`` takes it.
    """

    protocol: str
    key_info: bytes
    key_id: int | None

    @property
    def key(self) -> PublicKey | ModularKey:
        """The key, read anew each time.

        Raises:
            Malformed: It is of a kind, curve or group that is not known here.
        """
        return read_modular_key(self.key_info) if self.protocol == MODULAR_KEY else read_public_key(self.key_info)


class ChipAuthenticationInfo(msgspec.Struct, frozen=True):
    """A protocol of chip authentication, its version, and the key that it takes."""

    protocol: str
    version: int
    key_id: int | None


class SecurityInfos(msgspec.Struct, frozen=True):
    """DG14: what the chip knows. ``active_authentication_hash``: of ECDSA; empty where DG14 does not say."""

    infos: tuple[SecurityInfo, ...]
    keys: tuple[ChipKey, ...]
    chip_authentication: tuple[ChipAuthenticationInfo, ...]
    active_authentication_hash: str


def read_security_infos(file: ChipFile) -> SecurityInfos:
    """Return DG14. A protocol that is not known here is listed all the same.

    Raises:
        MalformedSecurityInfo: It is no set of protocols.
        MalformedTlv: It is cut off or of other elements.
    """
    _expect(file, "DG14")
    entries = [entry.expect(SEQUENCE).children() for entry in file.element.only().expect(SET).children()]
    if any(len(parts) < 2 for parts in entries):
        raise MalformedSecurityInfo("a protocol of two parts or more was expected")
    raws = [entry.raw for entry in file.element.only().children()]
    infos = [(parts[0].oid(), parts, raw) for parts, raw in zip(entries, raws, strict=True)]
    return SecurityInfos(
        infos=tuple(SecurityInfo(oid, _number(parts[1:]), raw) for oid, parts, raw in infos),
        keys=tuple(
            ChipKey(oid, parts[1].expect(SEQUENCE).raw, _number(parts[2:]))
            for oid, parts, _ in infos
            if oid.startswith(f"{PUBLIC_KEY}.")
        ),
        chip_authentication=tuple(
            ChipAuthenticationInfo(oid, parts[1].expect(INTEGER).integer(), _number(parts[2:]))
            for oid, parts, _ in infos
            if oid.startswith(f"{CHIP_AUTHENTICATION}.")
        ),
        active_authentication_hash=next(
            (PLAIN_HASHES.get(parts[2].oid(), "") for oid, parts, _ in infos if _is_active(oid, parts)), ""
        ),
    )


def _is_active(oid: str, parts: list[Tlv]) -> bool:
    return oid == ACTIVE_AUTHENTICATION and len(parts) == 3


def _number(parts: list[Tlv]) -> int | None:
    return parts[0].integer() if parts and parts[0].tag == INTEGER else None


def read_active_key(file: ChipFile) -> PublicKey:
    """Return DG15, the key for active authentication.

    Raises:
        MalformedSecurityInfo: It is no DG15.
        MalformedKey: The key is of a kind or curve that is not known here.
        MalformedTlv: It is cut off or of other elements.
    """
    _expect(file, "DG15")
    return read_public_key(file.element.only().raw)


def _expect(file: ChipFile, name: str) -> None:
    if file.name != name:
        raise MalformedSecurityInfo(say("{wanted} was expected, not {found}", wanted=name, found=file.name))
