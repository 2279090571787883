"""Simulated chips of Utopia: the files of a passport or card, with a security object that a simulated signer signed.

Source: ICAO Doc 9303-10, 8th edition (2021), section 4; ISO/IEC 19794-5:2005.
"""

import hashlib
import struct
from collections.abc import Mapping

from tournai.documents.tlv import encoded
from tournai.simulate.documents.authorities import Holder, sign_content
from tournai.simulate.documents.signing_keys import SigningKey

LDS_SECURITY_OBJECT = "2.23.136.1.1.1"
HASH_OIDS = {"sha1": "06052b0e03021a", "sha256": "0609608648016503040201", "sha384": "0609608648016503040202"}
TAGS = {1: 0x61, 2: 0x75, 3: 0x63, 7: 0x67, 11: 0x6B, 12: 0x6C, 13: 0x6D, 14: 0x6E, 15: 0x6F, 16: 0x70}
"""Data group -> tag."""
Groups = Mapping[int, bytes]


def make_dg1(zone: str) -> bytes:
    """Return DG1 with a machine-readable zone, its lines one after another."""
    return encoded(0x61, encoded(0x5F1F, zone.encode("ascii")))


def make_dg2(picture: bytes, size: tuple[int, int]) -> bytes:
    """Return DG2 with a JPEG portrait in the encoding of ISO/IEC 19794-5; ``size``: width and height in pixels."""
    face = struct.pack(">HBBB3sH3s3s", 0, 0, 0, 0, bytes(3), 0, bytes(3), bytes(3))
    image = struct.pack(">BBHHBBHH", 1, 0, *size, 1, 0, 0, 0)
    block = struct.pack(">I", 4 + len(face) + len(image) + len(picture)) + face + image + picture
    record = struct.pack(">4s4sIH", b"FAC\0", b"010\0", 14 + len(block), 1) + block
    header = encoded(0xA1, bytes.fromhex("80020101 810102 87020101 88020008"))
    template = encoded(0x7F60, header + encoded(0x5F2E, record))
    return encoded(0x75, encoded(0x7F61, b"\x02\x01\x01" + template))


def make_dg11(name: str) -> bytes:
    """Return DG11 with the holder's full name."""
    return encoded(0x6B, encoded(0x5C, bytes.fromhex("5F0E")) + encoded(0x5F0E, name.encode()))


def make_dg15(key: SigningKey) -> bytes:
    """Return DG15 with the public key by which the chip proves that it is no copy."""
    return encoded(0x6F, bytes(key.key_info.dump()))


def make_dg14(key: SigningKey, protocol: bytes = bytes.fromhex("04007f00070202030202")) -> bytes:
    """Return DG14 with a key for chip authentication over ECDH, and its protocol: AES-128 by default."""
    info = encoded(0x30, encoded(0x06, protocol) + encoded(0x02, b"\x01"))
    public = encoded(0x30, encoded(0x06, bytes.fromhex("04007f000702020102")) + bytes(key.key_info.dump()))
    return encoded(0x6E, encoded(0x31, info + public))


def make_com(groups: Groups) -> bytes:
    """Return EF.COM that lists data groups."""
    listed = bytes(TAGS[number] for number in sorted(groups))
    return encoded(0x60, encoded(0x5F01, b"0107") + encoded(0x5F36, b"040000") + encoded(0x5C, listed))


def security_content(groups: Groups, hash_name: str = "sha256", version: int = 0) -> bytes:
    """Return the list of hashes that a signer signs (LDSSecurityObject)."""
    hashes = b"".join(
        encoded(0x30, encoded(0x02, bytes((number,))) + encoded(0x04, hashlib.new(hash_name, groups[number]).digest()))
        for number in sorted(groups)
    )
    algorithm = encoded(0x30, bytes.fromhex(HASH_OIDS[hash_name]))
    return encoded(0x30, encoded(0x02, bytes((version,))) + algorithm + encoded(0x30, hashes))


def make_sod(groups: Groups, signer: Holder, hash_name: str = "sha256") -> bytes:
    """Return EF.SOD: the hashes of data groups, signed."""
    content = security_content(groups, hash_name)
    return encoded(0x77, sign_content(LDS_SECURITY_OBJECT, content, signer, (signer,)))


def make_chip(groups: Groups, signer: Holder, hash_name: str = "sha256") -> dict[str, bytes]:
    """Return the files of a chip by name, as a reader would hand them over."""
    files = {f"DG{number}": data for number, data in groups.items()}
    return {"EF.COM": make_com(groups), "EF.SOD": make_sod(groups, signer, hash_name)} | files
