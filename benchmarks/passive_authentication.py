"""Milliseconds to prove who signed a chip, beside bare asn1crypto and cryptography without any of our checks.

The shared security objects with the shared master lists where they lie beside the checkout, else simulated ones of
Utopia. Both sides find the CSCA by the key's identifier in an index made before and verify two signatures; ours also
compares versions, names, validity, revocation and defects, and tells each step. Nothing of a document is cached; keys
of CSCAs are, on both sides. The two take turns on each document, so that a busy machine is busy for both.
"""

import hashlib
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import cms, keys, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from tournai.documents.chip.files import read_file
from tournai.documents.chip.passive_authentication import authenticate
from tournai.documents.trust import build_store, judge_certificates, read_master_list
from tournai.documents.trust.elliptic_curves import match_curve
from tournai.simulate.documents.authorities import MASTER_LIST_SIGNER, make_csca, make_list_signer, make_master_list
from tournai.simulate.documents.authorities import make_signer as signer_of
from tournai.simulate.documents.chips import make_dg1, make_dg2, make_sod
from tournai.simulate.documents.demonstration import PICTURE, ZONE
from tournai.simulate.documents.signing_keys import elliptic_key

NAME = "passive-authentication"
ROUNDS = 60
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "documents"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
CURVES = {
    "secp256r1": ec.SECP256R1,
    "secp384r1": ec.SECP384R1,
    "secp521r1": ec.SECP521R1,
    "brainpoolP256r1": ec.BrainpoolP256R1,
    "brainpoolP384r1": ec.BrainpoolP384R1,
    "brainpoolP512r1": ec.BrainpoolP512R1,
}
HASHES = {"sha1": hashes.SHA1, "sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}


def measure() -> list[dict[str, object]]:
    """Return a row a document, one of all, and one a master list."""
    sods, lists = _shared() if SHARED.is_dir() else _simulated()
    read = {name: read_master_list(data) for name, data in lists.items()}
    store = build_store((name, each.certificates) for name, each in read.items())
    bare = _bare_index(lists.values())

    def ours(data: bytes) -> None:
        authenticate(read_file(data, "EF.SOD"), {}, store, NOW, is_lone=True)

    times = {name: _race(data, ours, lambda data: _bare(data, bare)) for name, data in sods.items()}
    rows = [_row(name, *both) for name, both in times.items()]
    every = [[value for both in times.values() for value in both[side]] for side in (0, 1)]
    return [*rows, _row("all", *every), *(_list_row(name, data) for name, data in lists.items())]


def _race(data: bytes, ours: Callable[[bytes], None], bare: Callable[[bytes], None]) -> tuple[list[float], list[float]]:
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for side, act in enumerate((ours, bare)):
            start = time.perf_counter()
            act(data)
            found[side].append((time.perf_counter() - start) * 1000)
    return found


def _row(name: str, ours: list[float], bare: list[float]) -> dict[str, object]:
    return {
        "table": "documents",
        "document": name,
        "ms, median": round(statistics.median(ours), 2),
        "ms, 99 %": round(statistics.quantiles(ours, n=100)[98], 2),
        "bare, median": round(statistics.median(bare), 2),
        "bare, 99 %": round(statistics.quantiles(bare, n=100)[98], 2),
    }


def _list_row(name: str, data: bytes) -> dict[str, object]:
    start = time.perf_counter()
    found = read_master_list(data)
    build_store([(name, found.certificates)])
    indexed = time.perf_counter()
    states = judge_certificates(found.certificates)
    return {
        "table": "master lists",
        "list": name,
        "certificates": len(found.certificates),
        "countries": len(found.countries),
        "s to read, verify and index": round(indexed - start, 3),
        "s for all signatures": round(time.perf_counter() - indexed, 3),
        "valid": states.count("valid"),
    }


def _shared() -> tuple[dict[str, bytes], dict[str, bytes]]:
    names = ("AT", "DE", "FR", "GB", "NZ", "NZ2013", "PH", "RU")
    sods = {name: (SHARED / "sod" / f"EF_SOD_{name}.bin").read_bytes() for name in names}
    return sods, {path.name: path.read_bytes() for path in sorted((SHARED / "master-lists").glob("*.ml"))}


def _simulated() -> tuple[dict[str, bytes], dict[str, bytes]]:
    sods, members = {}, []
    for curve, hash_name in (("secp256r1", "sha256"), ("secp384r1", "sha384"), ("brainpoolP256r1", "sha256")):
        csca = make_csca("UT", elliptic_key(f"csca {curve}", curve, hash_name))
        members.append(csca)
        groups = {1: make_dg1(ZONE), 2: make_dg2(PICTURE, (12, 16))}
        sods[curve] = make_sod(groups, signer_of(csca, elliptic_key(f"ds {curve}", curve, hash_name)))
    lists = make_list_signer(members[0], elliptic_key("lists"), MASTER_LIST_SIGNER)
    return sods, {"Utopia": make_master_list(members, lists, members[0])}


# --- bare: what a programmer writes who trusts the input ---


def _bare_index(lists: Iterable[bytes]) -> dict[bytes, list[object]]:
    index: dict[bytes, list[object]] = {}
    for data in lists:
        content = cms.ContentInfo.load(data)["content"]["encap_content_info"]["content"].native
        for der in _members(content):
            certificate = x509.Certificate.load(der)
            if certificate.key_identifier:
                index.setdefault(certificate.key_identifier, []).append(_key(certificate.public_key))
    return index


def _members(content: bytes) -> Iterator[bytes]:
    after_version = _header(content, 0)[0] + 3  # 02 01 00
    start, end = _header(content, after_version)
    while start < end:
        _, stop = _header(content, start)
        yield content[start:stop]
        start = stop


def _header(data: bytes, at: int) -> tuple[int, int]:
    first = data[at + 1]
    if first < 0x80:
        return at + 2, at + 2 + first
    size = first & 0x7F
    start = at + 2 + size
    return start, start + int.from_bytes(data[at + 2 : start], "big")


def _key(info: keys.PublicKeyInfo) -> object:
    if info.algorithm != "ec":
        numbers = info["public_key"].parsed
        return rsa.RSAPublicNumbers(numbers["public_exponent"].native, numbers["modulus"].native).public_key()
    parameters = info["algorithm"]["parameters"]
    if parameters.name == "named":
        curve = parameters.native.replace("brainpoolp", "brainpoolP")
    else:
        spelled = parameters.chosen
        size = len(spelled["base"].native) // 2
        base = spelled["base"].native
        point = int.from_bytes(base[1 : size + 1], "big"), int.from_bytes(base[size + 1 :], "big")
        a, b = (int.from_bytes(spelled["curve"][name].native, "big") for name in "ab")
        found = match_curve(spelled["field_id"]["parameters"].native, a, b, point, spelled["order"].native)
        curve = found.name if found else ""
    if curve not in CURVES:
        return None
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVES[curve](), info["public_key"].native)


def _bare(data: bytes, index: dict[bytes, list[object]]) -> None:
    start, _ = _header(data, 0)
    signed = cms.ContentInfo.load(data[start:])["content"]
    signer = signed["signer_infos"][0]
    certificate = signed["certificates"][0].chosen
    content = bytes(signed["encap_content_info"]["content"])
    hash_name = signer["digest_algorithm"]["algorithm"].native
    attributes = signer["signed_attrs"]
    digest = next(each["values"][0].native for each in attributes if each["type"].native == "message_digest")
    if hashlib.new(hash_name, content).digest() != digest:
        raise ValueError("hash")
    message = b"\x31" + attributes.dump()[1:]
    _verify(_key(certificate.public_key), signer["signature"].native, message, signer["signature_algorithm"], hash_name)
    algorithm = certificate["signature_algorithm"]
    body, signature = certificate["tbs_certificate"].dump(), certificate["signature_value"].native
    for key in index.get(certificate.authority_key_identifier, []):
        _verify(key, signature, body, algorithm, "")
        return


def _verify(key: object, signature: bytes, message: bytes, algorithm: object, hash_name: str) -> None:
    name = algorithm["algorithm"].native
    if name != "rsassa_pss":
        hash_name = hash_name or algorithm.hash_algo
    if isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, message, ec.ECDSA(HASHES[hash_name]()))
        return
    if name == "rsassa_pss":
        hash_name = algorithm["parameters"]["hash_algorithm"]["algorithm"].native
        chosen = HASHES[hash_name]()
        scheme = padding.PSS(padding.MGF1(chosen), algorithm["parameters"]["salt_length"].native)
    else:
        chosen, scheme = HASHES[hash_name](), padding.PKCS1v15()
    key.verify(signature, message, scheme, chosen)
