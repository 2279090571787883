"""This node's own entry of a member list: what whoever keeps the list must be told of it."""

from datetime import timedelta

import msgspec

from tournai.exchange.partners.members import AuthorityKind, Member, MessageKey
from tournai.node.duties.ports import Ports


class EntryFacts(msgspec.Struct, frozen=True):
    """What the node does not know by itself: who runs it, where it answers, and its certificates' pins."""

    name: str
    country: str
    kind: AuthorityKind
    address: str
    languages: tuple[str, ...]
    pins: tuple[str, ...]
    valid_for: timedelta = timedelta(days=730)


def own_entry(ports: Ports, facts: EntryFacts) -> Member:
    """Return this node's entry; its keys are public, and valid from a day ago so that a clock may be off.

    Raises:
        Malformed: A fact is not what it must be.
    """
    now = ports.clock().replace(microsecond=0)
    messages = ports.keys.exchange_key("messages").public_key()
    return Member(
        node=ports.node_name,
        name=facts.name,
        country=facts.country,
        kind=facts.kind,
        address=facts.address,
        languages=facts.languages,
        certificate_pins=facts.pins,
        message_keys=(MessageKey(messages, now - timedelta(days=1), now + facts.valid_for),),
        log_key=ports.keys.signing_key().public_key(),
        witness_key=ports.keys.exchange_key("witness").public_key(),
    )
