"""Where fuzzing of documents starts: seals, biometric records and evidence of an invented state, laid out by hand."""

import base64
import json
from datetime import date

from tournai.documents.seals.c40 import encode_c40
from tournai.documents.seals.vds import Header, append_signature, write_unsigned

DAY = date(2030, 12, 1)
VISA = "VCUTOFIRST<<ANNA<<<<<<<<<<<<<<<<<<<<" + "AB12345<<2UTO8001016F3112317"
NC = {
    "data": {"hdr": {"t": "icao.vacc", "v": 1, "is": "UTO"}, "msg": {"pid": {"n": "FIRST ANNA"}, "ve": [{"seq": 1}]}},
    "sig": {"alg": "ES256", "cer": "MAA=", "sigvl": base64.urlsafe_b64encode(bytes(64)).decode()},
}
SIGNED_LIST = (
    b'<t:TrustServiceStatusList xmlns:t="http://uri.etsi.org/02231/v2#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
    b"<t:SchemeInformation><t:TSLSequenceNumber>1</t:TSLSequenceNumber></t:SchemeInformation>"
    b'<ds:Signature Id="a"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>'
    b'<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference URI="">'
    b'<ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></ds:Transforms>'
    b'<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AA==</ds:DigestValue>'
    b"</ds:Reference></ds:SignedInfo><ds:SignatureValue>AA==</ds:SignatureValue><ds:KeyInfo><ds:X509Data>"
    b"<ds:X509Certificate>MAA=</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature></t:TrustServiceStatusList>"
)


def visible_seals() -> list[bytes]:
    visa = ((2, encode_c40(VISA)), (4, bytes((90, 0, 0))), (5, encode_c40("XY1234567")))
    card = ((1, encode_c40("123456789012")), (2, b"FIRST"), (3, "É".encode()))
    seals = ((0x5D, 0x01, visa), (0xFC, 0x04, card), (0x01, 0x02, ()))
    written = [
        append_signature(write_unsigned(Header("UTO", "UTTS", "5B", DAY, DAY, definition, kind), features), bytes(64))
        for definition, kind, features in seals
    ]
    third = bytes.fromhex("dc02d9c56d32c8a519fc0f7134ffffff") + b"\xfd\x02\x03\x02\x20\xd5\xff\x02\x01\x01"
    return [*written, third]


def two_d_docs() -> list[bytes]:
    signature = base64.b32encode(bytes(64)).rstrip(b"=")
    fields = b"62FIRST\x1d60ANNA\x1e6701011980\x1d"
    return [
        b"DC04FR0000011A5EFFFF0601FR" + fields + b"\x1f" + signature + b"\x1d62OTHER",
        b"DC02FR0000011A5E1A5E00" + fields + b"\x1f" + signature,
        b"DC01FR0000011A5E1A5E00" + fields + bytes(64),
        b"\xdc\x04"
        + encode_c40("UTO")
        + encode_c40("FR000001 ")
        + b"\x0fq4\xff\xff\xff\x01\0\1b\x02\xd9\xc5\xff"
        + bytes(64),
    ]


def vds_nc() -> list[bytes]:
    return [json.dumps(NC).encode()]


def trust_lists() -> list[bytes]:
    return [SIGNED_LIST]


def finger_minutiae() -> list[bytes]:
    return [bytes.fromhex("464d5200203230000000002400000" + "12c019000c500c50100" + "02104b0140a500306b320000")]


def finger_images() -> list[bytes]:
    header = "4649520030313000000000000032" + "0000001f0101" + "01f401f401f401f4" + "08000000"
    return [bytes.fromhex(header + "000000120701" + "01fe0000020002" + "0010203040")]


def ansi_nist() -> list[bytes]:
    first = b"1.001:%d\x1d1.002:0500\x1d1.003:1\x1f2\x1e2\x1f0\x1e4\x1f1\x1c"
    second = b"2.001:%d\x1d2.002:0\x1d2.018:FIRST\x1fANNA\x1e\xc9\x1c"
    finger = bytes.fromhex("000000160100") + bytes.fromhex("02ffffffffff010002000200") + b"\1\2\3\4"
    alone = b"1.001:%d\x1d1.2:0500\x1d1.03:1\x1f0\x1c"
    first, second, alone = (text % len(text) for text in (first, second, alone))  # %d and the length take two octets
    return [first + second + finger, alone]


def chip_answers() -> list[bytes]:
    return [
        bytes.fromhex("990290008e0800112233445566779000"),
        bytes.fromhex("8709010011223344556677990290008e0800112233445566779000"),
    ]
