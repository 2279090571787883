"""A query as the asker makes it: a padded batch of keys, blinded out of one sealed secret, and its later opening.

What the asked side sees is the batch's size, one of four, and elements that are uniformly random whatever was asked:
it could not tell a person's batch from one of padding. Keys and secret stay sealed with the asker. An auditor who is
given both computes the blinded elements anew and compares their digest with the one that the asked side has in its log.

Source: RFC 9497 (2023), section 3.3.2; the blinding's derivation is Tournai's own.
"""

import hashlib
import hmac
from collections.abc import Sequence

import msgspec

from tournai.errors import Malformed, Unverified
from tournai.exchange.hit_no_hit.group import ELEMENT_BYTES
from tournai.exchange.hit_no_hit.voprf import Evaluated, Suite
from tournai.values.wordings import say

SIZES = (12, 24, 60, 180)
"""How many elements a batch has: the least that holds its keys. No server takes more than the last."""

SECRET_BYTES = 32
_BLIND, _PADDING, _BATCH = b"tournai hit-no-hit blind", b"tournai hit-no-hit padding", b"tournai hit-no-hit batch"


class NotTheQuery(Unverified):
    """An opening that is not of the batch in the log: other keys, another secret, or another epoch."""


class Query(msgspec.Struct, frozen=True):
    """What the asker seals: the keys it asks for, the secret that its blinds are made of, and the epoch.

    Only ``len(keys)`` of the batch's outputs are of keys; the padding follows them.
    """

    keys: tuple[bytes, ...]
    secret: bytes
    epoch: int

    def __post_init__(self) -> None:
        if not 0 < len(self.keys) <= SIZES[-1]:
            raise Malformed(say("a query has 1 to {most} keys", most=SIZES[-1]), code="query-size")
        if len(self.secret) != SECRET_BYTES:
            raise Malformed(say("a query's secret has {size} bytes", size=SECRET_BYTES), code="query-secret")

    @property
    def size(self) -> int:
        """The size of its batch."""
        return next(size for size in SIZES if size >= len(self.keys))


def blinded_batch(suite: Suite, query: Query) -> tuple[bytes, ...]:
    """Return the elements to send: those of the keys, then random ones, which nobody can tell from them."""
    blinded = (suite.blind(key, _blind(suite, query, place)) for place, key in enumerate(query.keys))
    padding = (_derived(query.secret, _PADDING, place) for place in range(len(query.keys), query.size))
    return (*blinded, *map(suite.group.element_from_uniform, padding))


def batch_digest(epoch: int, blinded: Sequence[bytes]) -> str:
    """Return what both sides write into their logs for a batch: SHA-256 over its epoch and elements, hexadecimal."""
    return hashlib.sha256(_BATCH + epoch.to_bytes(8, "big") + b"".join(blinded)).hexdigest()


def check_batch(blinded: Sequence[bytes]) -> None:
    """Pass where a batch has one of the sizes and elements of 32 bytes: what the server asks before it computes.

    Raises:
        Malformed: It has not (code ``batch-size``).
    """
    if len(blinded) not in SIZES or {len(element) for element in blinded} != {ELEMENT_BYTES}:
        raise Malformed(
            say("a batch has {sizes} elements of 32 bytes", sizes=", ".join(map(str, SIZES))), code="batch-size"
        )


def outputs_of(
    suite: Suite, query: Query, public_key: bytes, blinded: Sequence[bytes], evaluated: Evaluated
) -> tuple[bytes, ...]:
    """Return the function's output for each key of the query; the proof is verified over the whole batch first.

    Raises:
        BadProof: The asked side used another key than its public one, or altered an element.
    """
    suite.verify(public_key, blinded, evaluated.elements, evaluated.proof)
    return unblinded(suite, query, evaluated.elements)


def unblinded(suite: Suite, query: Query, evaluated: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return the output for each key of the query; the caller has verified the proof or proofs."""
    return tuple(
        suite.finalize(key, _blind(suite, query, place), evaluated[place]) for place, key in enumerate(query.keys)
    )


def check_opening(suite: Suite, query: Query, logged_digest: str) -> None:
    """Pass where a sealed query is the one whose batch stands in the asked side's log.

    Raises:
        NotTheQuery: It is not, so one side does not tell what was asked.
    """
    found = batch_digest(query.epoch, blinded_batch(suite, query))
    if not hmac.compare_digest(found, logged_digest):
        raise NotTheQuery("the opened query is not the one whose batch the asked side logged")


def _blind(suite: Suite, query: Query, place: int) -> bytes:
    return suite.group.scalar_from_uniform(_derived(query.secret, _BLIND, place))


def _derived(secret: bytes, use: bytes, place: int) -> bytes:
    return hmac.digest(secret, use + place.to_bytes(2, "big"), "sha512")
