"""An invented network of two nodes, their keys, and what they send each other."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tournai.exchange.partners.envelopes import Envelope
from tournai.exchange.partners.member_lists import SignedMemberList, sign_member_list
from tournai.exchange.partners.members import AuthorityKind, Member, MemberList, MessageKey

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
YEAR = timedelta(days=365)


class Key:
    """An Ed25519 key made from a word."""

    def __init__(self, word: str) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(sha256(word.encode()).digest())
        self.public = self._private.public_key().public_bytes_raw()
        self.sign = self._private.sign


PARIS, BRUSSELS, STRANGER = Key("paris"), Key("brussels"), Key("stranger")
SIGNERS = (Key("first signer"), Key("second signer"), Key("third signer"))


def member(node: str, key: Key, country: str, **fields: object) -> Member:
    given = {
        "node": node,
        "name": f"Contact point of {country}",
        "country": country,
        "kind": AuthorityKind.CONTACT_POINT,
        "address": f"https://{node}:8016",
        "languages": ("en", "fr"),
        "certificate_pins": (sha256(node.encode()).hexdigest(),),
        "message_keys": (MessageKey(key.public, NOW - YEAR, NOW + YEAR),),
        "log_key": Key(f"{node} log").public,
        "witness_key": Key(f"{node} witness").public,
    }
    return Member(**{**given, **fields})


FRANCE = member("spoc.fr.example", PARIS, "FRA")
BELGIUM = member("spoc.be.example", BRUSSELS, "BEL")


def members(*listed: Member, version: int = 1, network: str = "invented") -> MemberList:
    return MemberList(network, version, NOW - YEAR, NOW + YEAR, listed or (BELGIUM, FRANCE))


def signed(listed: MemberList, *keys: Key) -> SignedMemberList:
    made = SignedMemberList(listed)
    for key in keys or SIGNERS[:2]:
        made = sign_member_list(made, key.public, key.sign)
    return made


def envelope(content: bytes = b"{}", **fields: object) -> Envelope:
    given = {
        "message_id": "a" * 26,
        "sender": BELGIUM.node,
        "recipient": FRANCE.node,
        "kind": "request",
        "sequence": 1,
        "created": NOW,
        "expires": NOW + timedelta(days=7),
        "digest": sha256(content).digest(),
    }
    return Envelope(**{**given, **fields})
