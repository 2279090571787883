"""The oblivious pseudorandom function against RFC 9497's vectors and another implementation (the package voprf)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from voprf import ristretto as other

from tournai.errors import Malformed, TournaiError
from tournai.exchange.hit_no_hit.group import IDENTITY, BadElement, BadScalar, Group
from tournai.exchange.hit_no_hit.voprf import BadProof, Evaluated, Mode, Suite
from tournai.node.keys.ristretto import open_ristretto

SUITES = json.loads((Path(__file__).parents[3] / "vectors" / "exchange" / "rfc9497.json").read_text())
CASES = [(suite, vector) for suite in SUITES for vector in suite["vectors"]]
PROVED = [(suite, vector) for suite, vector in CASES if "Proof" in vector]
SEED, RANDOM = bytes(range(32)), bytes(range(64))
BAD_ENCODINGS = json.loads((Path(__file__).parents[3] / "vectors" / "exchange" / "rfc9496.json").read_text())[
    "bad_encodings_must_be_rejected"
]


def several(text: str) -> list[bytes]:
    return [bytes.fromhex(part) for part in text.split(",")]


def named(value: object) -> str:
    return f"mode {value['mode']}" if "mode" in value else f"batch of {value['Batch']}, {value['Input'][:8]}"


class TestAppendixA1:
    """RFC 9497, appendix A.1: ristretto255-SHA512, every field of every vector."""

    @pytest.mark.parametrize("vectors", SUITES, ids=named)
    def test_the_keys_are_derived_from_the_seed(self, group: Group, vectors: dict[str, str]) -> None:
        suite = Suite(group, Mode(vectors["mode"]))

        key = suite.derive_key(bytes.fromhex(vectors["seed"]), bytes.fromhex(vectors["keyInfo"]))

        assert key.hex() == vectors["skSm"]
        assert suite.public_key(key).hex() == vectors.get("pkSm", suite.public_key(key).hex())

    @pytest.mark.parametrize(("vectors", "vector"), CASES, ids=named)
    def test_the_blinded_elements_are_the_standards(
        self, group: Group, vectors: dict[str, str], vector: dict[str, str]
    ) -> None:
        suite = Suite(group, Mode(vectors["mode"]))

        blinded = [*map(suite.blind, several(vector["Input"]), several(vector["Blind"]))]

        assert blinded == several(vector["BlindedElement"])

    @pytest.mark.parametrize(("vectors", "vector"), CASES, ids=named)
    def test_the_evaluated_elements_are_the_standards(
        self, group: Group, vectors: dict[str, str], vector: dict[str, str]
    ) -> None:
        suite, key = Suite(group, Mode(vectors["mode"])), bytes.fromhex(vectors["skSm"])

        evaluated = [suite.blind_evaluate(key, blinded) for blinded in several(vector["BlindedElement"])]

        assert evaluated == several(vector["EvaluationElement"])

    @pytest.mark.parametrize(("vectors", "vector"), CASES, ids=named)
    def test_the_outputs_are_the_standards_blinded_or_not(
        self, group: Group, vectors: dict[str, str], vector: dict[str, str]
    ) -> None:
        suite, key = Suite(group, Mode(vectors["mode"])), bytes.fromhex(vectors["skSm"])
        inputs, outputs = several(vector["Input"]), several(vector["Output"])

        assert [suite.evaluate(key, text) for text in inputs] == outputs
        assert [*map(suite.finalize, inputs, several(vector["Blind"]), several(vector["EvaluationElement"]))] == outputs

    @pytest.mark.parametrize(("vectors", "vector"), PROVED, ids=named)
    def test_the_proof_is_the_standards_and_holds(
        self, group: Group, vectors: dict[str, str], vector: dict[str, dict[str, str]]
    ) -> None:
        suite = Suite(group)
        key, public = bytes.fromhex(vectors["skSm"]), bytes.fromhex(vectors["pkSm"])
        blinded, evaluated = several(vector["BlindedElement"]), several(vector["EvaluationElement"])

        proof = suite.prove(key, blinded, evaluated, bytes.fromhex(vector["Proof"]["r"]))
        suite.verify(public, blinded, evaluated, proof)

        assert proof.hex() == vector["Proof"]["proof"]


class TestSection222:
    """RFC 9497, section 2.2.2: whatever differs from what was evaluated is refused."""

    @pytest.fixture
    def suite(self, group: Group) -> Suite:
        return Suite(group)

    @pytest.fixture
    def key(self, suite: Suite) -> bytes:
        return suite.derive_key(SEED)

    @pytest.fixture
    def blinded(self, suite: Suite) -> list[bytes]:
        return [suite.blind(text, suite.derive_key(SEED, text)) for text in (b"one", b"two", b"three")]

    @pytest.fixture
    def evaluated(self, suite: Suite, key: bytes, blinded: list[bytes]) -> Evaluated:
        return suite.evaluate_batch(key, blinded, RANDOM)

    @pytest.mark.parametrize("place", [0, 31, 32, 63])
    def test_a_proof_with_one_bit_changed(
        self, suite: Suite, key: bytes, blinded: list[bytes], evaluated: Evaluated, place: int
    ) -> None:
        proof = bytearray(evaluated.proof)
        proof[place] ^= 1

        with pytest.raises((BadProof, BadScalar)):
            suite.verify(suite.public_key(key), blinded, evaluated.elements, bytes(proof))

    def test_another_public_key(self, suite: Suite, blinded: list[bytes], evaluated: Evaluated) -> None:
        another = suite.public_key(suite.derive_key(RANDOM[:32], b"another"))

        with pytest.raises(BadProof):
            suite.verify(another, blinded, evaluated.elements, evaluated.proof)

    def test_elements_in_another_order(
        self, suite: Suite, key: bytes, blinded: list[bytes], evaluated: Evaluated
    ) -> None:
        with pytest.raises(BadProof):
            suite.verify(suite.public_key(key), blinded, evaluated.elements[::-1], evaluated.proof)

    def test_one_element_evaluated_with_another_key(
        self, suite: Suite, key: bytes, blinded: list[bytes], evaluated: Evaluated
    ) -> None:
        another = suite.derive_key(RANDOM[:32], b"another")
        elements = (*evaluated.elements[:2], suite.blind_evaluate(another, blinded[2]))
        proof = suite.prove(key, blinded, elements, SEED[:31] + b"\0")

        with pytest.raises(BadProof):
            suite.verify(suite.public_key(key), blinded, elements, proof)

    def test_fewer_elements_than_were_sent(
        self, suite: Suite, key: bytes, blinded: list[bytes], evaluated: Evaluated
    ) -> None:
        with pytest.raises(BadProof):
            suite.verify(suite.public_key(key), blinded, evaluated.elements[:2], evaluated.proof)

    def test_a_proof_that_is_cut_short(
        self, suite: Suite, key: bytes, blinded: list[bytes], evaluated: Evaluated
    ) -> None:
        with pytest.raises(BadProof):
            suite.verify(suite.public_key(key), blinded, evaluated.elements, evaluated.proof[:63])

    def test_the_identity_in_place_of_an_evaluated_element(
        self, suite: Suite, key: bytes, blinded: list[bytes], evaluated: Evaluated
    ) -> None:
        elements = (IDENTITY, *evaluated.elements[1:])

        with pytest.raises(BadElement):
            suite.verify(suite.public_key(key), blinded, elements, evaluated.proof)

    @pytest.mark.parametrize("text", [IDENTITY.hex(), *BAD_ENCODINGS])
    def test_a_blinded_element_that_is_none(self, suite: Suite, key: bytes, text: str) -> None:
        with pytest.raises(BadElement):
            suite.evaluate_batch(key, [bytes.fromhex(text)], RANDOM)

    def test_an_input_that_is_too_long(self, suite: Suite, key: bytes) -> None:
        with pytest.raises(Malformed, match="65535"):
            suite.evaluate(key, bytes(65_536))

    def test_a_seed_of_another_length(self, suite: Suite) -> None:
        with pytest.raises(Malformed, match="32 bytes"):
            suite.derive_key(SEED[:31])


class TestAnotherImplementation:
    """Issue 6: interoperability with a second implementation, both ways."""

    def test_our_client_takes_what_their_server_evaluates(self, group: Group) -> None:
        suite, theirs = Suite(group), other.Evaluator.from_seed(SEED, b"epoch")
        blind = suite.derive_key(SEED, b"blind")
        blinded = suite.blind(b"an input", blind)

        reply = theirs.evaluate(other.BlindedInput.deserialize(blinded)).serialize()
        proof, evaluated = reply[:64], reply[64:]
        suite.verify(theirs.public_key.serialize(), [blinded], [evaluated], proof)

        assert suite.finalize(b"an input", blind, evaluated) == theirs.evaluate_known_input(b"an input")

    def test_their_client_takes_what_our_server_evaluates(self, group: Group) -> None:
        suite = Suite(group)
        key = suite.derive_key(SEED, b"epoch")
        client, blinded = other.Client.blind(b"an input")

        ours = suite.evaluate_batch(key, [blinded.serialize()], RANDOM)
        reply = other.VerifiableOutput.deserialize(ours.proof + ours.elements[0])
        public = other.PublicKey.deserialize(suite.public_key(key))

        assert client.finalize(reply, public) == suite.evaluate(key, b"an input")

    def test_their_client_takes_a_batch_of_ours(self, group: Group) -> None:
        suite, texts = Suite(group), [b"one", b"two", b"three"]
        key = suite.derive_key(SEED, b"epoch")
        clients, blinded = zip(*map(other.Client.blind, texts), strict=True)

        ours = suite.evaluate_batch(key, [element.serialize() for element in blinded], RANDOM)
        reply = other.VerifiableBatchOutput.deserialize(ours.proof + b"".join(ours.elements))
        public = other.PublicKey.deserialize(suite.public_key(key))

        assert other.Client.finalize_batch(clients, reply, public) == [suite.evaluate(key, text) for text in texts]

    @given(seed=st.binary(min_size=32, max_size=32), info=st.binary(max_size=40), text=st.binary(max_size=100))
    def test_both_give_the_same_output_for_any_key_and_input(self, seed: bytes, info: bytes, text: bytes) -> None:
        suite, theirs = Suite(open_ristretto()), other.Evaluator.from_seed(seed, info)

        assert suite.evaluate(suite.derive_key(seed, info), text) == theirs.evaluate_known_input(text)


@given(
    st.lists(st.binary(max_size=40), max_size=4), st.lists(st.binary(max_size=40), max_size=4), st.binary(max_size=70)
)
def test_any_bytes_verify_or_are_refused(blinded: list[bytes], evaluated: list[bytes], proof: bytes) -> None:
    suite = Suite(open_ristretto())

    with pytest.raises(TournaiError):
        suite.verify(suite.public_key(suite.derive_key(SEED)), blinded, evaluated, proof)
