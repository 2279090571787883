"""Who is a partner node: its names, keys and certificates, and the agreements under which it may be asked what.

Source: Directive (EU) 2023/977, Art. 11 (languages), 14 (single points of contact); RFC 7469, section 2.4 (pins).
"""

import re
from datetime import datetime
from enum import Enum

import msgspec

from tournai.errors import Malformed
from tournai.exchange.partners.evidence import thumbprint
from tournai.values.instants import utc
from tournai.values.places import state_code
from tournai.values.wordings import say

KEY_BYTES, PIN_DIGITS = 32, 64
MAXIMUM_TEXT = 200
MOST_KEYS = 16
LONGEST_NAME = 48
ADDRESS = re.compile(r"https://(?P<host>[a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\]):(?P<port>[0-9]{1,5})")


class AuthorityKind(Enum):
    """What kind of authority runs a node."""

    CONTACT_POINT = "single point of contact"
    """Directive (EU) 2023/977, Art. 14."""
    PASSENGER_INFORMATION_UNIT = "passenger information unit"
    POLICE = "police"
    CUSTOMS = "customs"
    PROSECUTOR = "prosecutor"
    COURT = "court"
    SIRENE_BUREAU = "SIRENE bureau"


class MessageKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key (Ed25519, 32 bytes) that signs a node's messages and receipts, and when it does."""

    public_key: bytes
    valid_from: datetime
    valid_until: datetime

    def __post_init__(self) -> None:
        _check_key(self.public_key)
        _check_period(self.valid_from, self.valid_until)


class OprfKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The public key (ristretto255, 32 bytes) under which a node answers private queries in an epoch."""

    epoch: int
    public_key: bytes
    valid_from: datetime
    valid_until: datetime

    def __post_init__(self) -> None:
        _check_key(self.public_key)
        _check_period(self.valid_from, self.valid_until)


class Agreement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What two authorities agreed on: with which node, under which text, what is allowed for which offences.

    ``allows`` are codes such as ``hit-no-hit``; what no agreement in force names is off.
    """

    partner: str
    reference: str
    allows: tuple[str, ...]
    offences: tuple[str, ...]
    valid_from: datetime
    valid_until: datetime

    def __post_init__(self) -> None:
        _check_texts(self.partner, self.reference, *self.allows, *self.offences)
        _check_period(self.valid_from, self.valid_until)

    def is_in_force(self, now: datetime) -> bool:
        """Whether the agreement holds at an instant."""
        return self.valid_from <= now < self.valid_until


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A partner node.

    ``node`` is its name in logs and messages; ``address`` where its partners' door answers; ``certificate_pins`` are
    SHA-256 digests of the public keys (SubjectPublicKeyInfo) of its TLS certificates, 64 hexadecimal digits each.
    ``log_key`` signs its checkpoints, ``witness_key`` its cosignatures of others' checkpoints.

    Raises:
        Malformed: A field is not what it must be (code ``member``).
    """

    node: str
    name: str
    country: str
    kind: AuthorityKind
    address: str
    languages: tuple[str, ...]
    certificate_pins: tuple[str, ...]
    message_keys: tuple[MessageKey, ...]
    log_key: bytes
    witness_key: bytes
    oprf_keys: tuple[OprfKey, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    def __post_init__(self) -> None:
        _check_texts(self.node, self.name, *self.languages)
        for key in (self.log_key, self.witness_key):
            _check_key(key)
        checks = {
            "a node's name has at most 48 characters, no space, no '+', no '/'": _is_name(self.node),
            "the country is three letters": state_code(self.country) == self.country,
            "the address is https://host:port and nothing more": _is_address(self.address),
            "English is among the languages (Directive (EU) 2023/977, Art. 11)": "en" in self.languages,
            "there are 1 to 16 pins of 64 digits": 0 < len(self.certificate_pins) <= MOST_KEYS
            and all(map(_is_pin, self.certificate_pins)),
            "there are 1 to 16 message keys": 0 < len(self.message_keys) <= MOST_KEYS,
            "there are at most 16 OPRF keys, an epoch each": len(self.oprf_keys) <= MOST_KEYS
            and len({key.epoch for key in self.oprf_keys}) == len(self.oprf_keys),
        }
        broken = next((rule for rule, holds in checks.items() if not holds), None)
        if broken:
            raise Malformed(say("a member cannot be read: {rule}", rule=say(broken)), code="member")

    def keys_at(self, now: datetime) -> dict[str, bytes]:
        """Return the message keys that are valid at an instant, by their thumbprints."""
        valid = (key.public_key for key in self.message_keys if key.valid_from <= now < key.valid_until)
        return {thumbprint(key): key for key in valid}

    def keys_ever(self) -> dict[str, bytes]:
        """Return all message keys by their thumbprints: for evidence that was made while they were valid."""
        return {thumbprint(key.public_key): key.public_key for key in self.message_keys}

    def allows(self, what: str, partner: str, now: datetime) -> bool:
        """Whether an agreement in force with a partner allows something, e.g. ``hit-no-hit``."""
        return any(one.partner == partner and what in one.allows and one.is_in_force(now) for one in self.agreements)


class MemberList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The partner nodes of a network, in one version, for a time.

    Raises:
        Malformed: Two members share a name, or a field is not what it must be (code ``member-list``).
    """

    network: str
    version: int
    valid_from: datetime
    valid_until: datetime
    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        _check_texts(self.network)
        _check_period(self.valid_from, self.valid_until)
        names = [member.node for member in self.members]
        pins = [pin for member in self.members for pin in member.certificate_pins]
        if self.version < 1 or len(set(names)) != len(names) or len(set(pins)) != len(pins):
            raise Malformed(
                "a member list has a version from 1 on, and each name and certificate once", code="member-list"
            )

    def is_valid(self, now: datetime) -> bool:
        """Whether the list may be relied on at an instant."""
        return self.valid_from <= now < self.valid_until

    def member(self, node: str) -> Member | None:
        """Return the member of a name."""
        return next((member for member in self.members if member.node == node), None)

    def member_of_pin(self, pin: str) -> Member | None:
        """Return the member whose certificate has a pin."""
        return next((member for member in self.members if pin in member.certificate_pins), None)


def _check_key(key: bytes) -> None:
    if len(key) != KEY_BYTES:
        raise Malformed("a public key has 32 bytes", code="member")


def _check_period(begins: datetime, ends: datetime) -> None:
    if utc(begins) >= utc(ends):
        raise Malformed("a validity ends after it begins", code="member")


def _check_texts(*texts: str) -> None:
    if not all(0 < len(text) <= MAXIMUM_TEXT and text.isprintable() for text in texts):
        raise Malformed("a text is one printable line of at most 200 characters", code="member")


def _is_name(text: str) -> bool:
    # With the stream's name after it, it is the origin of a log, which the database keeps in 64 characters.
    return len(text) <= LONGEST_NAME and not set(" +/") & set(text)


def _is_pin(text: str) -> bool:
    return len(text) == PIN_DIGITS and set(text) <= set("0123456789abcdef")


def _is_address(text: str) -> bool:
    found = ADDRESS.fullmatch(text)
    return found is not None and 0 < int(found["port"]) < 65_536
