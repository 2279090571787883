"""Keys of the simulated authorities: they sign as those of the world do, and some of their bad habits too."""

import hashlib

import msgspec
from asn1crypto import algos, core, keys
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from tournai.documents.trust.elliptic_curves import CURVES

CURVE_CLASSES: dict[str, type[ec.EllipticCurve]] = {
    "secp256r1": ec.SECP256R1,
    "secp384r1": ec.SECP384R1,
    "secp521r1": ec.SECP521R1,
    "brainpoolP256r1": ec.BrainpoolP256R1,
    "brainpoolP384r1": ec.BrainpoolP384R1,
}
HASH_CLASSES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha1": hashes.SHA1,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
PSS = "rsassa_pss"


class SigningKey(msgspec.Struct, frozen=True):
    """A private key and how it signs: ``hash``, ``is_pss`` of RSA, ``is_explicit`` curve parameters of EC."""

    private: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    hash: str = "sha256"
    is_pss: bool = False
    is_explicit: bool = False

    @property
    def key_info(self) -> keys.PublicKeyInfo:
        """The public key as certificates hold it."""
        der = self.private.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        info = keys.PublicKeyInfo.load(der)
        if self.is_explicit and isinstance(self.private, ec.EllipticCurvePrivateKey):
            info["algorithm"]["parameters"] = keys.ECDomainParameters(
                name="specified", value=_specified(self.private.curve.name)
            )
        return info

    @property
    def key_id(self) -> bytes:
        """What names the key: the SHA-1 of its bits."""
        return hashlib.sha1(self.key_info["public_key"].contents[1:], usedforsecurity=False).digest()

    @property
    def algorithm(self) -> algos.SignedDigestAlgorithm:
        """The identifier of how it signs."""
        if self.is_pss:
            size = HASH_CLASSES[self.hash]().digest_size
            mask = {"algorithm": "mgf1", "parameters": {"algorithm": self.hash}}
            parameters = {"hash_algorithm": {"algorithm": self.hash}, "mask_gen_algorithm": mask, "salt_length": size}
            return algos.SignedDigestAlgorithm({"algorithm": PSS, "parameters": parameters})
        if isinstance(self.private, rsa.RSAPrivateKey):
            return algos.SignedDigestAlgorithm({"algorithm": f"{self.hash}_rsa", "parameters": core.Null()})
        return algos.SignedDigestAlgorithm({"algorithm": f"{self.hash}_ecdsa"})

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message."""
        chosen = HASH_CLASSES[self.hash]()
        if isinstance(self.private, ec.EllipticCurvePrivateKey):
            return self.private.sign(message, ec.ECDSA(chosen, deterministic_signing=True))
        if self.is_pss:
            return self.private.sign(message, padding.PSS(padding.MGF1(chosen), chosen.digest_size), chosen)
        return self.private.sign(message, padding.PKCS1v15(), chosen)


def elliptic_key(
    seed: str, curve: str = "secp256r1", hash_name: str = "sha256", *, explicit: bool = False
) -> SigningKey:
    """Return the key that a seed gives on a curve: the same each time."""
    number = int.from_bytes(hashlib.sha512(f"{curve} {seed}".encode()).digest(), "big")
    private = ec.derive_private_key(number % (CURVES[curve].n - 1) + 1, CURVE_CLASSES[curve]())
    return SigningKey(private, hash_name, is_explicit=explicit)


def rsa_key(bits: int = 2048, hash_name: str = "sha256", *, pss: bool = False) -> SigningKey:
    """Return a new RSA key; another each time."""
    return SigningKey(rsa.generate_private_key(65537, bits), hash_name, is_pss=pss)


def _specified(name: str) -> keys.SpecifiedECDomain:
    curve = next(each for each in CURVES.values() if each.name.lower() == name.lower())
    size = curve.field_bytes
    a, b, x, y = (number.to_bytes(size, "big") for number in (curve.a, curve.b, *curve.generator))
    return keys.SpecifiedECDomain(
        {
            "version": "ecdpVer1",
            "field_id": {"field_type": "prime_field", "parameters": core.Integer(curve.p)},
            "curve": {"a": a, "b": b},
            "base": keys.ECPoint(b"\x04" + x + y),
            "order": curve.n,
            "cofactor": 1,
        }
    )
