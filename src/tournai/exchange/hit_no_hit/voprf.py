"""The oblivious pseudorandom function of the protocol: modes OPRF and VOPRF, suite ristretto255-SHA512.

What the standard calls *Blind*, *BlindEvaluate*, *Finalize* and *Evaluate* are functions of those names here. Random
scalars are handed in; proofs are over whole batches. Not constant-time: the hashing of inputs, whose length shows.

Source: RFC 9497 (2023), sections 2.2, 3 and 4.1; RFC 9380 (2023), section 5.3.1.
"""

import hashlib
from collections.abc import Iterator, Sequence
from enum import IntEnum

import msgspec

from tournai.errors import Malformed, Unverified
from tournai.exchange.hit_no_hit.group import IDENTITY, SCALAR_BYTES, BadElement, Group

IDENTIFIER = b"ristretto255-SHA512"
OUTPUT_BYTES = 64
PROOF_BYTES = 2 * SCALAR_BYTES
LONGEST_INPUT = (1 << 16) - 1
_SHA512_BLOCK = 128
_MOST_DRAWS = 256


class BadProof(Unverified):
    """A proof that does not show that a batch was evaluated with the key of the public key."""


class Mode(IntEnum):
    """The protocol's variant (RFC 9497, section 3.1)."""

    OPRF = 0
    VOPRF = 1


class Evaluated(msgspec.Struct, frozen=True):
    """A batch as the server evaluated it, in the order of the blinded elements, and its proof of 64 bytes."""

    elements: tuple[bytes, ...]
    proof: bytes


class Suite:
    """The functions of one mode over a group.

    Args:
        group: The group's arithmetic.
        mode: `Mode.VOPRF` unless a test of the standard wants the other.
    """

    def __init__(self, group: Group, mode: Mode = Mode.VOPRF) -> None:
        self.group = group
        context = b"OPRFV1-" + bytes([mode]) + b"-" + IDENTIFIER
        self._hash_to_group = _Expander(b"HashToGroup-" + context)
        self._hash_to_scalar = _Expander(b"HashToScalar-" + context)
        self._derive_key_pair = _Expander(b"DeriveKeyPair" + context)
        self._seed_tag = b"Seed-" + context

    def derive_key(self, seed: bytes, info: bytes = b"") -> bytes:
        """Return the secret key of a 32-byte seed (section 3.2.1)."""
        if len(seed) != SCALAR_BYTES:
            raise Malformed(f"a key's seed has 32 bytes, not {len(seed)}", code="bad-seed")
        for counter in range(_MOST_DRAWS):
            key = self._scalar(self._derive_key_pair, seed + _sized(info) + bytes([counter]))
            if key != bytes(SCALAR_BYTES):
                return key
        raise Malformed("no key comes of this seed", code="bad-seed")  # with a chance of one in 2^64000

    def public_key(self, key: bytes) -> bytes:
        """Return the public key of a secret key."""
        return self.group.multiply_generator(key)

    def element_of(self, text: bytes) -> bytes:
        """Return the element that an input is hashed to; `Malformed` where it is longer than 65,535 bytes."""
        if len(text) > LONGEST_INPUT:
            raise Malformed(f"an input has at most {LONGEST_INPUT} bytes, not {len(text)}", code="long-input")
        element = self.group.element_from_uniform(self._hash_to_group.expand(text))
        if element == IDENTITY:
            raise BadElement
        return element

    def blind(self, text: bytes, blind: bytes) -> bytes:
        """Return the element to send for an input, hidden by a secret random scalar."""
        return self.group.multiply(blind, self.element_of(text))

    def blind_evaluate(self, key: bytes, blinded: bytes) -> bytes:
        """Return a blinded element times the server's key."""
        return self.group.multiply(key, blinded)

    def evaluate_batch(self, key: bytes, blinded: Sequence[bytes], random: bytes) -> Evaluated:
        """Return a batch evaluated, with one proof over all; ``random``: 64 fresh random bytes."""
        evaluated = tuple(self.blind_evaluate(key, element) for element in blinded)
        return Evaluated(evaluated, self.prove(key, blinded, evaluated, self.group.scalar_from_uniform(random)))

    def finalize(self, text: bytes, blind: bytes, evaluated: bytes) -> bytes:
        """Return the function's output of an input, 64 bytes; the caller has verified the proof."""
        return _output(text, self.group.multiply(self.group.invert(blind), evaluated))

    def evaluate(self, key: bytes, text: bytes) -> bytes:
        """Return the output of an input that the holder of the key knows: what it publishes its own records by."""
        return _output(text, self.group.multiply(key, self.element_of(text)))

    def prove(self, key: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes], random: bytes) -> bytes:
        """Return the proof that a batch was evaluated with the key; ``random``: a fresh random scalar (2.2.1)."""
        group, public = self.group, self.public_key(key)
        composite = self._weighted_sum(list(self._weights(public, blinded, evaluated)), blinded)
        result = group.multiply(key, composite)
        challenge = self._challenge(
            public, composite, result, group.multiply_generator(random), group.multiply(random, composite)
        )
        return challenge + group.subtract_scalars(random, group.multiply_scalars(challenge, key))

    def verify(self, public_key: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes], proof: bytes) -> None:
        """Pass where the proof shows that the batch was evaluated with the public key's secret key (2.2.2).

        Raises:
            BadProof: It does not.
            BadElement, BadScalar: What was handed in encodes no elements or scalars.
        """
        if not blinded or len(blinded) != len(evaluated) or len(proof) != PROOF_BYTES:
            raise BadProof("a proof of 64 bytes over as many elements as were sent was expected")
        group, challenge, response = self.group, proof[:SCALAR_BYTES], proof[SCALAR_BYTES:]
        for element in (public_key, *blinded, *evaluated):
            group.check_element(element)
        for scalar in (challenge, response):
            group.check_scalar(scalar)
        try:
            expected = self._expected(public_key, blinded, evaluated, challenge, response)
        except BadElement as error:  # a sum that ends in the identity
            raise BadProof("the proof does not fit the public key and the batch") from error
        if expected != challenge:
            raise BadProof("the proof does not fit the public key and the batch")

    def _expected(
        self, public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes], challenge: bytes, response: bytes
    ) -> bytes:
        group = self.group
        weights = list(self._weights(public, blinded, evaluated))
        composite, result = self._weighted_sum(weights, blinded), self._weighted_sum(weights, evaluated)
        one = group.add(group.multiply_generator(response), group.multiply(challenge, public))
        other = group.add(group.multiply(response, composite), group.multiply(challenge, result))
        return self._challenge(public, composite, result, one, other)

    def _weights(self, public: bytes, blinded: Sequence[bytes], evaluated: Sequence[bytes]) -> Iterator[bytes]:
        """Yield the random-looking factor of each element of the batch (*ComputeComposites*, section 2.2.1)."""
        seed = _sized(hashlib.sha512(_sized(public) + _sized(self._seed_tag)).digest())
        for number, (sent, returned) in enumerate(zip(blinded, evaluated, strict=True)):
            place = number.to_bytes(2, "big")
            transcript = seed + place + _sized(sent) + _sized(returned) + b"Composite"
            yield self._scalar(self._hash_to_scalar, transcript)

    def _weighted_sum(self, weights: Sequence[bytes], elements: Sequence[bytes]) -> bytes:
        total = IDENTITY
        for weight, element in zip(weights, elements, strict=True):
            total = self.group.add(total, self.group.multiply(weight, element))
        return total

    def _challenge(self, *elements: bytes) -> bytes:
        return self._scalar(self._hash_to_scalar, b"".join(map(_sized, elements)) + b"Challenge")

    def _scalar(self, expander: "_Expander", text: bytes) -> bytes:
        return self.group.scalar_from_uniform(expander.expand(text))


class _Expander:
    """*expand_message_xmd* with SHA-512 to 64 bytes, for one domain separation tag (RFC 9380, section 5.3.1)."""

    def __init__(self, tag: bytes) -> None:
        self._tag = tag + bytes([len(tag)])
        self._end = (OUTPUT_BYTES).to_bytes(2, "big") + b"\0" + self._tag
        self._started = hashlib.sha512(bytes(_SHA512_BLOCK))

    def expand(self, text: bytes) -> bytes:
        first = self._started.copy()
        first.update(text + self._end)
        return hashlib.sha512(first.digest() + b"\1" + self._tag).digest()


def _output(text: bytes, unblinded: bytes) -> bytes:
    return hashlib.sha512(_sized(text) + _sized(unblinded) + b"Finalize").digest()


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(2, "big") + data
