"""A query of a person between two authorities: padding, quotas, epochs, shares of a key, and the auditor's opening."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.errors import Malformed
from tournai.exchange.hit_no_hit.epochs import Epoch, EpochOver, check_epochs, live_epoch
from tournai.exchange.hit_no_hit.group import Group
from tournai.exchange.hit_no_hit.queries import (
    NotTheQuery,
    Query,
    batch_digest,
    blinded_batch,
    check_batch,
    check_opening,
    outputs_of,
    unblinded,
)
from tournai.exchange.hit_no_hit.quotas import Asked, Quota, QuotaSpent, alarms, check_quotas
from tournai.exchange.hit_no_hit.shares import joint_evaluation, joint_public_key, split_key
from tournai.exchange.hit_no_hit.voprf import BadProof, Evaluated, Suite
from tournai.node.keys.ristretto import open_ristretto

SECRET, OTHER_SECRET, RANDOM = b"s" * 32, b"t" * 32, bytes(range(64))
KEYS = (b"key one", b"key two", b"key three")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def suite(group: Group) -> Suite:
    return Suite(group)


@pytest.fixture(scope="module")
def key(suite: Suite) -> bytes:
    return suite.derive_key(bytes(32), b"epoch 7")


def asked(*keys: bytes, secret: bytes = SECRET, epoch: int = 7) -> Query:
    return Query(keys, secret, epoch)


class TestABatch:
    @pytest.mark.parametrize(("count", "size"), [(1, 12), (12, 12), (13, 24), (25, 60), (61, 180), (180, 180)])
    def test_it_is_padded_to_one_of_four_sizes(self, suite: Suite, count: int, size: int) -> None:
        query = asked(*(b"key %d" % number for number in range(count)))

        assert len(blinded_batch(suite, query)) == size

    def test_more_keys_than_the_largest_size_are_refused(self) -> None:
        with pytest.raises(Malformed, match="180"):
            asked(*(b"key %d" % number for number in range(181)))

    def test_its_elements_tell_no_key_for_another_secret_gives_none_of_them_again(self, suite: Suite) -> None:
        one, other = (set(blinded_batch(suite, asked(*KEYS, secret=secret))) for secret in (SECRET, OTHER_SECRET))

        assert len(one) == len(other) == 12
        assert not one & other

    def test_the_same_key_twice_gives_two_elements(self, suite: Suite) -> None:
        blinded = blinded_batch(suite, asked(b"key", b"key"))

        assert blinded[0] != blinded[1]

    @pytest.mark.parametrize("count", [0, 1, 11, 13, 181])
    def test_the_server_takes_no_other_size(self, count: int) -> None:
        with pytest.raises(Malformed, match="12, 24, 60, 180"):
            check_batch([bytes(32)] * count)

    def test_the_server_takes_no_element_of_another_length(self) -> None:
        with pytest.raises(Malformed):
            check_batch([bytes(32)] * 11 + [bytes(31)])


class TestAnswers:
    def test_the_asker_gets_the_functions_outputs_of_its_keys_alone(self, suite: Suite, key: bytes) -> None:
        query = asked(*KEYS)
        blinded = blinded_batch(suite, query)

        evaluated = suite.evaluate_batch(key, blinded, RANDOM)
        found = outputs_of(suite, query, suite.public_key(key), blinded, evaluated)

        assert found == tuple(suite.evaluate(key, text) for text in KEYS)

    def test_a_key_for_this_asker_alone_is_noticed(self, suite: Suite, key: bytes) -> None:
        query, marked = asked(*KEYS), suite.derive_key(bytes(32), b"for this asker")
        blinded = blinded_batch(suite, query)

        with pytest.raises(BadProof):
            outputs_of(suite, query, suite.public_key(key), blinded, suite.evaluate_batch(marked, blinded, RANDOM))


class TestTheAuditorsOpening:
    def test_the_sealed_query_opens_what_was_logged(self, suite: Suite) -> None:
        query = asked(*KEYS)

        check_opening(suite, query, batch_digest(7, blinded_batch(suite, query)))

    @pytest.mark.parametrize(
        "told",
        [
            asked(b"key one", b"key two", b"another"), asked(*KEYS[::-1]), asked(*KEYS[:2]),
            asked(*KEYS, secret=OTHER_SECRET), asked(*KEYS, epoch=8),
        ],
    )  # fmt: skip
    def test_another_query_than_was_asked_does_not_open_it(self, suite: Suite, told: Query) -> None:
        logged = batch_digest(7, blinded_batch(suite, asked(*KEYS)))

        with pytest.raises(NotTheQuery):
            check_opening(suite, told, logged)

    def test_a_digest_is_over_the_epoch_and_every_element(self, suite: Suite) -> None:
        blinded = blinded_batch(suite, asked(*KEYS))
        expected = b"tournai hit-no-hit batch" + (7).to_bytes(8, "big") + b"".join(blinded)

        assert batch_digest(7, blinded) == hashlib.sha256(expected).hexdigest()


class TestAKeyInTwoHalves:
    def test_two_authorities_give_what_the_whole_key_gives(self, suite: Suite, key: bytes) -> None:
        query, halves = asked(*KEYS), split_key(suite, key, RANDOM)
        blinded = blinded_batch(suite, query)
        publics = tuple(map(suite.public_key, halves))

        parts = tuple(suite.evaluate_batch(half, blinded, RANDOM) for half in halves)
        found = unblinded(suite, query, joint_evaluation(suite, publics, blinded, parts))

        assert joint_public_key(suite, publics) == suite.public_key(key)
        assert found == tuple(suite.evaluate(key, text) for text in KEYS)

    def test_one_half_is_not_enough(self, suite: Suite, key: bytes) -> None:
        query, (half, _) = asked(*KEYS), split_key(suite, key, RANDOM)
        blinded = blinded_batch(suite, query)

        found = unblinded(suite, query, suite.evaluate_batch(half, blinded, RANDOM).elements)

        assert not set(found) & {suite.evaluate(key, text) for text in KEYS}

    def test_an_authority_that_uses_another_half_is_noticed(self, suite: Suite, key: bytes) -> None:
        halves = split_key(suite, key, RANDOM)
        publics = tuple(map(suite.public_key, halves))
        blinded = blinded_batch(suite, asked(*KEYS))
        right, wrong = (suite.evaluate_batch(one, blinded, RANDOM) for one in (halves[0], key))

        with pytest.raises(BadProof):
            joint_evaluation(suite, publics, blinded, (right, wrong))


class TestEpochs:
    CURRENT = Epoch(7, b"7" * 32, NOON - timedelta(days=20), NOON + timedelta(days=20))
    NEXT = Epoch(8, b"8" * 32, NOON - timedelta(days=1), NOON + timedelta(days=40))

    @pytest.mark.parametrize("number", [7, 8])
    def test_two_are_live_at_once(self, number: int) -> None:
        assert live_epoch((self.CURRENT, self.NEXT), number, NOON).number == number

    def test_one_that_is_over_is_refused_and_says_what_to_do(self) -> None:
        with pytest.raises(EpochOver, match="fetch the set"):
            live_epoch((self.CURRENT, self.NEXT), 7, NOON + timedelta(days=20))

    def test_a_third_live_one_is_refused(self) -> None:
        third = Epoch(9, b"9" * 32, NOON, NOON + timedelta(days=1))

        with pytest.raises(Malformed, match="at most 2"):
            check_epochs((self.CURRENT, self.NEXT, third))

    def test_a_key_that_is_used_again_is_refused(self) -> None:
        again = Epoch(9, self.NEXT.public_key, self.NEXT.valid_until, self.NEXT.valid_until + timedelta(days=1))

        with pytest.raises(Malformed, match="key of its own"):
            check_epochs((self.CURRENT, self.NEXT, again))


class TestQuotas:
    def test_a_batch_that_just_fits_passes(self) -> None:
        check_quotas(Asked(by_partner=4_988, by_officer=588, by_case=348), 12)

    @pytest.mark.parametrize(
        ("before", "whose"),
        [(Asked(by_partner=4_989), "partner"), (Asked(by_officer=589), "officer"), (Asked(by_case=349), "case")],
    )
    def test_each_quota_alone_refuses_what_is_over_it(self, before: Asked, whose: str) -> None:
        with pytest.raises(QuotaSpent, match=whose) as refused:
            check_quotas(before, 12)

        assert refused.value.rule == "LED-01"

    def test_an_agreement_can_set_another(self) -> None:
        with pytest.raises(QuotaSpent):
            check_quotas(Asked(), 12, {Quota.PARTNER: 11})

    def test_many_hits_and_few_cases_are_shown(self) -> None:
        assert len(alarms(queries=20, hits=11, cases=2)) == 2

    def test_an_ordinary_day_is_not(self) -> None:
        assert alarms(queries=20, hits=10, cases=3) == alarms(queries=19, hits=19, cases=1) == ()


@given(st.lists(st.binary(max_size=64), min_size=1, max_size=24), st.binary(min_size=32, max_size=32))
def test_what_is_asked_and_evaluated_is_what_the_function_gives(keys: list[bytes], secret: bytes) -> None:
    suite = Suite(open_ristretto())
    secret_key, query = suite.derive_key(secret, b"law"), asked(*keys, secret=secret)

    evaluated = Evaluated(tuple(suite.blind_evaluate(secret_key, one) for one in blinded_batch(suite, query)), b"")

    assert unblinded(suite, query, evaluated.elements) == tuple(suite.evaluate(secret_key, text) for text in keys)
