"""Chip authentication by evidence: a remote reader proves to the checking side that the chip holds a key of DG14.

The checking side makes an ephemeral key pair and keeps its private number; the reader sends the public key to the
chip, then a command. Only who knows the chip's private key can protect the answer with the new session keys.

Source: ICAO Doc 9303-11, 8th edition (2021), sections 6.2 (chip authentication), 9.7 (keys) and 9.8 (secure messaging);
BSI TR-03110-3, version 2.21, A.2.3 and E.
"""

import hashlib
import hmac

import msgspec
from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC

from tournai.documents.chip.modular_keys import ModularKey
from tournai.documents.chip.security_infos import MODULAR_KEY, SecurityInfos
from tournai.documents.tlv import MalformedTlv, Tlv, read_tlv
from tournai.documents.trust.elliptic_curves import (
    BadSignature,
    EllipticCurveKey,
    MalformedSignature,
    agree,
    public_point,
    read_point,
)
from tournai.documents.trust.keys import LEAST_EC_BITS, PublicKey, RsaKey, WeakSignature
from tournai.documents.verdict import Check, Step, failed, not_done, passed, undetermined
from tournai.errors import Malformed
from tournai.values.wordings import say

ECDH = "0.4.0.127.0.7.2.2.3.2"
"""Chip authentication over ECDH; the part after it names the cipher."""

ECDH_KEY = "0.4.0.127.0.7.2.2.1.2"
"""A key of DG14 for it."""

DH = "0.4.0.127.0.7.2.2.3.1"
"""Chip authentication over DH; the part after it names the cipher."""

DH_KEY = MODULAR_KEY

_MAC_BYTES = 8
_MOST_ANSWER_BYTES = 65_544
_DO_DATA, _DO_ODD_DATA, _DO_STATUS, _DO_MAC = 0x87, 0x85, 0x99, 0x8E
_SUCCESS = b"\x90\x00"
_FIRST_ANSWER = 2
"""The send sequence counter starts at 0; the first command counts 1, its answer 2 (9.8.6)."""


class SessionCipher(msgspec.Struct, frozen=True):
    """A cipher of secure messaging: the hash and length of its keys in bytes, the block that its code works in."""

    name: str
    hash: str
    key_bytes: int
    block_bytes: int


_BY_NUMBER = {
    1: SessionCipher("3DES", "sha1", 16, 8),
    2: SessionCipher("AES-128", "sha1", 16, 16),
    3: SessionCipher("AES-192", "sha256", 24, 16),
    4: SessionCipher("AES-256", "sha256", 32, 16),
}
CIPHERS = {f"{protocol}.{number}": cipher for protocol in (ECDH, DH) for number, cipher in _BY_NUMBER.items()}
"""Protocol of DG14 -> its cipher."""

OLDEST = f"{ECDH}.1"
"""What a chip does that has a key in DG14 and names no protocol (TR-03110-3, A.1.1.1)."""

_PROTOCOLS = {ECDH_KEY: ECDH, DH_KEY: DH}
"""Kind of key -> the protocol that takes it, those of curves first: they are the newer ones."""


class ChipEvidence(msgspec.Struct, frozen=True):
    """What a remote reader brings: the public key that it sent, and the chip's first protected answer after that.

    ``answer``: the response as the chip gave it, with its status, e.g. ``99 02 9000 8E 08 ... 9000``.
    """

    ephemeral_point: bytes
    answer: bytes


def choose_key(infos: SecurityInfos) -> tuple[PublicKey | ModularKey | None, str]:
    """Return the key of DG14 to ask for, and the protocol that goes with it; ``None`` where it has none.

    Raises:
        Malformed: The key is on a curve, or in a group, that is not known here.
    """
    named = next((key for kind in _PROTOCOLS for key in infos.keys if key.protocol == kind), None)
    if named is None:
        return None, OLDEST
    protocol = _PROTOCOLS[named.protocol]
    said = [info.protocol for info in infos.chip_authentication if info.key_id in (None, named.key_id)]
    known = (one for one in said if one in CIPHERS and one.startswith(f"{protocol}."))
    return named.key, next(known, f"{protocol}.1")


def ephemeral_point(private: int, chip_key: PublicKey | ModularKey) -> bytes:
    """Return the public key to send to a chip: that of a fresh private number, in the group of the chip's key.

    Raises:
        Malformed: The chip's key is of another kind, or the number is out of range.
    """
    if isinstance(chip_key, ModularKey):
        return chip_key.published(private)
    return public_point(private, _on_a_curve(chip_key).curve).encoded


def _on_a_curve(key: PublicKey) -> EllipticCurveKey:
    if isinstance(key.key, RsaKey):
        raise Malformed("chip authentication takes a key of an elliptic curve")
    return key.key


def verify_evidence(chip_key: PublicKey | ModularKey, protocol: str, private: int, evidence: ChipEvidence) -> None:
    """Verify that the chip protected its answer with keys that only the holder of its private key can derive.

    Args:
        chip_key: A key of DG14, which passive authentication has proved.
        protocol: The one of DG14 that goes with it, dotted.
        private: The private number that the checking side made for this chip and this time.
        evidence: What the reader brings.

    Raises:
        BadSignature: The chip did not make this answer, or not after this ephemeral key.
        WeakSignature: The chip's key is so short that anyone could have.
        MalformedSignature: The answer is no protected response.
        Malformed: The protocol or the kind of key is not known here.
    """
    cipher = CIPHERS.get(protocol)
    if cipher is None:
        raise Malformed(say("unknown protocol of chip authentication: {oid}", oid=protocol))
    is_own, secret = _agree(chip_key, private, evidence.ephemeral_point)
    if not is_own:
        raise BadSignature("the reader used another ephemeral key than the one made for this check")
    covered, code = _read_answer(evidence.answer)
    if not hmac.compare_digest(_answer_code(cipher, secret, covered), code):
        raise BadSignature("the answer is not protected with the key of DG14")


def _agree(chip_key: PublicKey | ModularKey, private: int, ephemeral: bytes) -> tuple[bool, bytes]:
    """Return whether an ephemeral key is that of a private number, and the secret agreed on with the chip's key."""
    if isinstance(chip_key, ModularKey):
        return hmac.compare_digest(ephemeral, chip_key.published(private)), chip_key.agreed(private)
    key = _on_a_curve(chip_key)
    if chip_key.bits < LEAST_EC_BITS:
        raise WeakSignature(say("a key of {bits} bits proves nothing", bits=chip_key.bits))
    return read_point(key.curve, ephemeral) == public_point(private, key.curve), agree(private, key)


def _read_answer(answer: bytes) -> tuple[bytes, bytes]:
    """Return what the code of a protected response covers, and the code."""
    body, status = answer[:-2], answer[-2:]
    if len(answer) > _MOST_ANSWER_BYTES or status != _SUCCESS:
        raise MalformedSignature("a protected response of status 9000 was expected")
    try:
        objects = _objects(body)
    except MalformedTlv as error:
        raise MalformedSignature("the response is cut off or has other objects") from error
    tags = [one.tag for one in objects]
    if tags not in ([_DO_STATUS, _DO_MAC], [_DO_DATA, _DO_STATUS, _DO_MAC], [_DO_ODD_DATA, _DO_STATUS, _DO_MAC]):
        raise MalformedSignature("data, status and code were expected in the response")
    if objects[-2].value != _SUCCESS or len(objects[-1].value) != _MAC_BYTES:
        raise MalformedSignature("a protected status 9000 and a code of eight bytes were expected")
    return b"".join(one.raw for one in objects[:-1]), objects[-1].value


def _objects(body: bytes) -> list[Tlv]:
    found: list[Tlv] = []
    place = 0
    while place < len(body):
        found.append(read_tlv(body, place))
        place = found[-1].stop
    return found


def protect_answer(cipher: SessionCipher, secret: bytes, objects: bytes) -> bytes:
    """Return the first answer of a session as a chip protects it: its objects, their code, status 9000."""
    code = _answer_code(cipher, secret, objects)
    return objects + bytes((_DO_MAC, len(code))) + code + _SUCCESS


def _answer_code(cipher: SessionCipher, secret: bytes, covered: bytes) -> bytes:
    counter = _FIRST_ANSWER.to_bytes(cipher.block_bytes, "big")
    return _code(cipher, _mac_key(cipher, secret), counter + covered)


def _mac_key(cipher: SessionCipher, secret: bytes) -> bytes:
    return hashlib.new(cipher.hash, secret + (2).to_bytes(4, "big")).digest()[: cipher.key_bytes]


def _code(cipher: SessionCipher, key: bytes, message: bytes) -> bytes:
    """Return the code over a message: padded by 80 and zeros, CMAC or the retail MAC of two DES keys."""
    padded = message + b"\x80"
    padded += bytes(-len(padded) % cipher.block_bytes)
    if cipher.block_bytes == 8:
        return _retail_mac(key, padded)
    cmac = CMAC(AES(key))
    cmac.update(padded)
    return cmac.finalize()[:_MAC_BYTES]


def _retail_mac(key: bytes, padded: bytes) -> bytes:
    """Return ISO/IEC 9797-1 algorithm 3: DES chained with the first key, the last block turned by both."""
    first, second = key[:8], key[8:]
    chain = Cipher(TripleDES(first * 3), modes.CBC(bytes(8))).encryptor()
    last = (chain.update(padded) + chain.finalize())[-8:]
    unlock = Cipher(TripleDES(second * 3), modes.ECB()).decryptor()  # noqa: S305 - one block
    turned = unlock.update(last) + unlock.finalize()
    lock = Cipher(TripleDES(first * 3), modes.ECB()).encryptor()  # noqa: S305 - one block
    return lock.update(turned) + lock.finalize()


def check_chip_authentication(
    chip_key: PublicKey | ModularKey | None, protocol: str, private: int | None, evidence: ChipEvidence | None
) -> Step:
    """Return the step of chip authentication.

    Args:
        chip_key: A key of DG14; ``None`` where the chip has none.
        protocol: The protocol of DG14 that goes with it.
        private: The private number made for this check; ``None`` where none was.
        evidence: What the reader brings; ``None`` where it brings nothing.
    """
    check, source = Check.CHIP_AUTHENTICATION, "DG14"
    if chip_key is None:
        return not_done(check, say("the chip has no key for it (DG14)"), source)
    if private is None:
        return not_done(check, say("no ephemeral key was made for the reader"), source)
    if evidence is None:
        return undetermined(check, say("the reader brought no protected answer of the chip"), source)
    try:
        verify_evidence(chip_key, protocol, private, evidence)
    except (BadSignature, MalformedSignature) as error:
        return failed(check, say("the chip may be a copy: {reason}", reason=say(error.reason)), source)
    except Malformed as error:
        return undetermined(check, say("it cannot be checked: {reason}", reason=say(error.reason)), source)
    return passed(check, say("the chip answered with the key of DG14"), source)
