"""The set that an authority publishes for one partner and view: what the asker looks its outputs up in.

A member of the set is a tag: HMAC-SHA256 of an output under a secret that only the two partners share, cut short. Who
holds the set learns from it how many members it has, rounded up; a tag can be made only with the asked side's part in a
query. The same records, keys and secret give the same bytes, so that an auditor can build the set again; its digest,
count and epoch stand in a signed statement.
"""

import hashlib
import hmac
import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
import numpy as np

from tournai.errors import Malformed, Unverified
from tournai.exchange.hit_no_hit.elias_fano import MOST_WIDTH, Numbers, decode, encode
from tournai.exchange.partners.evidence import Sign, sign_detached, verify_detached
from tournai.values.wordings import say

STEP = 1_000
"""The count of members is rounded up to a multiple of this with members that no query meets."""

CHANCE_BITS = 24
"""A member of another person's query is in the set by chance once in 2^24 look-ups."""

MOST_STATEMENT = 4_096
_WHOLE = 64
"""Bits of a tag before it is cut."""

_TAG, _PADDING = b"tournai hit-no-hit tag", b"tournai hit-no-hit set padding"
Tags = Numbers
"""Tags, sorted and each once."""


class SetStatement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the publisher signs of a set. ``classes``: the key classes that its records have; ``records``: how many."""

    publisher: str
    partner: str
    view: str
    epoch: int
    classes: tuple[str, ...]
    records: int
    count: int
    width: int
    digest: str
    published_at: datetime


class PublishedSet(msgspec.Struct, frozen=True):
    """A set as it travels: its statement, the evidence that the publisher signed it, and the tags' canonical form."""

    statement: bytes
    evidence: str
    data: bytes


class OpenedSet(msgspec.Struct, frozen=True):
    """A set that was verified, ready for look-ups."""

    statement: SetStatement
    tags: Tags

    def holds(self, tags: Sequence[int]) -> tuple[bool, ...]:
        """Tell for each tag whether it is in the set."""
        if not len(self.tags) or not tags:
            return (False,) * len(tags)
        asked = np.array(tags, np.uint64)
        places = np.minimum(np.searchsorted(self.tags, asked), len(self.tags) - 1)
        return tuple((self.tags[places] == asked).tolist())


def width_for(count: int) -> int:
    """Return the bits of a tag in a set of so many members.

    >>> width_for(1_000_000)
    44
    """
    return min(MOST_WIDTH, CHANCE_BITS + max(count - 1, 1).bit_length())


def tag_of(output: bytes, partner_secret: bytes, width: int) -> int:
    """Return an output's tag for a partner: the first ``width`` bits of its HMAC."""
    return int.from_bytes(hmac.digest(partner_secret, _TAG + output, "sha256")[:8], "big") >> (64 - width)


def tags_of(outputs: Iterable[bytes], partner_secret: bytes, *, step: int = STEP) -> tuple[Tags, int]:
    """Return the tags of a set and their width: those of the outputs, then of padding up to a multiple of the step."""
    whole = np.unique(np.fromiter((tag_of(output, partner_secret, _WHOLE) for output in outputs), np.uint64))
    target = -(-max(len(whole), 1) // step) * step
    width = width_for(target)
    tags = np.unique(whole >> np.uint64(_WHOLE - width))
    return np.sort(np.concatenate((tags, _padding(tags, target - len(tags), partner_secret, width)))), width


def _padding(tags: Tags, count: int, partner_secret: bytes, width: int) -> Tags:
    """Return so many further tags that no output has: the same ones for the same set."""
    known, found = set(tags.tolist()), dict[int, None]()
    numbers = itertools.count()
    while len(found) < count:
        tag = tag_of(_PADDING + next(numbers).to_bytes(8, "big"), partner_secret, width)
        if tag not in known:
            found[tag] = None
    return np.fromiter(found, np.uint64, len(found))


def publish(statement: SetStatement, tags: Tags, public_key: bytes, sign: Sign) -> PublishedSet:
    """Return the set with its signed statement, whose count, width and digest are set here.

    Args:
        statement: What is said of the set; ``count`` and ``digest`` are filled in.
        tags: The tags, as `tags_of` gives them.
        public_key: The key of the publisher's evidence (Ed25519).
        sign: Signs with it.
    """
    data = encode(tags, statement.width)
    digest = hashlib.sha256(data).hexdigest()
    said = msgspec.json.encode(msgspec.structs.replace(statement, count=len(tags), digest=digest), order="sorted")
    return PublishedSet(said, sign_detached(said, public_key, sign), data)


def open_set(published: PublishedSet, keys: Mapping[str, bytes]) -> OpenedSet:
    """Return a set once its signature, digest and form hold; ``keys``: the publisher's, by their thumbprints.

    Raises:
        Unverified: Signed by another, or altered.
        Malformed: Not the form of a set or of its statement.
    """
    verify_detached(published.evidence, published.statement, keys)
    statement = read_statement(published.statement)
    if not hmac.compare_digest(hashlib.sha256(published.data).hexdigest(), statement.digest):
        raise Unverified("the set is not the one that its statement was signed for")
    return OpenedSet(statement, decode(published.data, statement.count, statement.width))


def read_statement(data: bytes) -> SetStatement:
    """Return a statement.

    Raises:
        Malformed: The bytes are none, or not in the one form.
    """
    if len(data) > MOST_STATEMENT:
        raise Malformed(say("a set's statement has at most {most} bytes", most=MOST_STATEMENT), code="set-statement")
    try:
        statement = msgspec.json.decode(data, type=SetStatement)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Malformed("these bytes are no statement of a set", code="set-statement") from error
    if msgspec.json.encode(statement, order="sorted") != data:
        raise Malformed("the statement is not in its one form", code="set-statement")
    return statement


class Change(msgspec.Struct, frozen=True):
    """Tags that a newer set has, and those that it has no more: what travels each day in place of the set."""

    added: Tags
    removed: Tags


def change_between(before: Tags, after: Tags) -> Change:
    """Return what makes one set of tags another of the same width."""
    return Change(np.setdiff1d(after, before), np.setdiff1d(before, after))


def changed(before: Tags, change: Change) -> Tags:
    """Return the tags after a change.

    Raises:
        Malformed: It adds what is there or removes what is not: it is of another set.
    """
    known = np.isin(change.removed, before).all() and not np.isin(change.added, before).any()
    if not known:
        raise Malformed("the change is of another set than this", code="set-change")
    return np.union1d(np.setdiff1d(before, change.removed), change.added)
