"""An invented network of partner nodes: an issuer of certificates, and two who sign the member list.

Source: RFC 5280 (certificates).
"""

import ipaddress
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tournai.exchange.partners import Member, MemberList, SignedMemberList
from tournai.exchange.partners.member_lists import sign_member_list

LOOPBACK = ipaddress.ip_address("127.0.0.1")


class IssuedPair(msgspec.Struct, frozen=True):
    """A certificate and its key in PEM, and the certificate's pin."""

    certificate: bytes
    key: bytes
    pin: str


class PartnerIssuer:
    """Issues certificates to partner nodes on the loopback."""

    def __init__(self, now: datetime, name: str = "Invented exchange issuer") -> None:
        self._now = now
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named(name)
        usage = x509.KeyUsage(
            digital_signature=True, key_cert_sign=True, crl_sign=True, content_commitment=False, key_encipherment=False,
            data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
        )  # fmt: skip
        root = self._builder(self._name, self._key.public_key(), timedelta(days=30))
        root = root.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        signed = root.add_extension(usage, critical=True).sign(self._key, hashes.SHA256())
        self.certificate = signed.public_bytes(Encoding.PEM)

    def issue(self, name: str, valid_for: timedelta = timedelta(days=20)) -> IssuedPair:
        """Return a certificate for a node, as a server and as a client."""
        key = ec.generate_private_key(ec.SECP256R1())
        uses = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH])
        names = x509.SubjectAlternativeName([x509.IPAddress(LOOPBACK)])
        builder = self._builder(_named(name), key.public_key(), valid_for).add_extension(uses, critical=False)
        signed = builder.add_extension(names, critical=False).sign(self._key, hashes.SHA256())
        spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return IssuedPair(signed.public_bytes(Encoding.PEM), private, sha256(spki).hexdigest())

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, valid_for: timedelta
    ) -> x509.CertificateBuilder:
        builder = x509.CertificateBuilder(self._name, subject, key, x509.random_serial_number())
        builder = builder.not_valid_before(self._now - timedelta(days=2)).not_valid_after(self._now + valid_for)
        own = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return builder.add_extension(own, critical=False).add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key), critical=False
        )


class ListSigners:
    """Two persons who sign member lists."""

    def __init__(self, seed: str = "invented") -> None:
        words = [f"{seed} signer {number}".encode() for number in (1, 2)]
        self._keys = [Ed25519PrivateKey.from_private_bytes(sha256(word).digest()) for word in words]

    @property
    def public_keys(self) -> tuple[bytes, ...]:
        """The two public keys."""
        return tuple(key.public_key().public_bytes_raw() for key in self._keys)

    def sign(self, members: tuple[Member, ...], now: datetime, version: int = 1) -> SignedMemberList:
        """Return a list of members that both have signed, valid for a month."""
        begins = now.replace(microsecond=0)
        signed = SignedMemberList(
            MemberList("invented network", version, begins - timedelta(days=1), begins + timedelta(days=30), members)
        )
        for key, public_key in zip(self._keys, self.public_keys, strict=True):
            signed = sign_member_list(signed, public_key, key.sign)
        return signed


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
