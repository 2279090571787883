"""A question about a person or a thing: from keys to a label on the asker's side, and the asked side's answer."""

from collections.abc import Sequence

import msgspec

from tournai.exchange.hit_no_hit.key_classes import KeyClass, Label, label_of
from tournai.exchange.hit_no_hit.keys import Key
from tournai.exchange.hit_no_hit.published_set import OpenedSet, tag_of
from tournai.exchange.hit_no_hit.queries import Query, blinded_batch, check_batch, outputs_of
from tournai.exchange.hit_no_hit.voprf import Evaluated, Suite


class Answer(msgspec.Struct, frozen=True):
    """What the asker learns. ``hits``: the class of each key that is in the set; ``tags``: theirs, for a request."""

    label: Label
    hits: tuple[KeyClass, ...]
    tags: tuple[int, ...]


class Asked(msgspec.Struct, frozen=True):
    """A question on its way: the keys with their classes, the query to seal, and the batch to send."""

    keys: tuple[Key, ...]
    query: Query
    blinded: tuple[bytes, ...]


def ask(suite: Suite, keys: Sequence[Key], secret: bytes, epoch: int) -> Asked:
    """Return what to seal and what to send; ``secret``: 32 fresh random bytes."""
    query = Query(tuple(key.text for key in keys), secret, epoch)
    return Asked(tuple(keys), query, blinded_batch(suite, query))


def answer(suite: Suite, key: bytes, blinded: Sequence[bytes], random: bytes) -> Evaluated:
    """Return the asked side's evaluation of a batch, with its proof; ``random``: 64 fresh random bytes.

    Raises:
        Malformed: The batch has no proper size, or holds what is no element.
    """
    check_batch(blinded)
    return suite.evaluate_batch(key, blinded, random)


def look_up(
    suite: Suite, asked: Asked, evaluated: Evaluated, public_key: bytes, opened: OpenedSet, partner_secret: bytes
) -> Answer:
    """Return what the set says of the question, once the proof holds.

    Raises:
        BadProof: The asked side did not evaluate with the key of its public key.
    """
    outputs = outputs_of(suite, asked.query, public_key, asked.blinded, evaluated)
    tags = tuple(tag_of(output, partner_secret, opened.statement.width) for output in outputs)
    held = opened.holds(tags)
    hits = tuple(key.key_class for key, is_held in zip(asked.keys, held, strict=True) if is_held)
    found = tuple(tag for tag, is_held in zip(tags, held, strict=True) if is_held)
    return Answer(label_of(hits, opened.statement.records), hits, found)
