"""The table of docs/ideas/hit-no-hit.md: a test for each 'nothing' in it. All persons are invented."""

from datetime import UTC, date, datetime

import pytest

from tournai.exchange.hit_no_hit import Group, Label, OpenedSet, SetStatement, Suite, classes_for
from tournai.exchange.hit_no_hit.asking import Answer, Asked, answer, ask, look_up
from tournai.exchange.hit_no_hit.keys import question_keys, record_keys
from tournai.exchange.hit_no_hit.published_set import tag_of, tags_of
from tournai.exchange.hit_no_hit.queries import batch_digest
from tournai.exchange.hit_no_hit.shares import split_key
from tournai.values import Name, PartialDate, Person

CLASSES = classes_for(1_000_000)
FRENCH, DUTCH = b"f" * 32, b"n" * 32
RANDOM, SECRET, ANOTHER = bytes(range(64)), b"s" * 32, b"t" * 32
BORN = (PartialDate.on(date(1980, 5, 4)),)
SOUGHT, STRANGER = Person((Name("TESTIN", "YOUSSEF KARIM"),), BORN), Person((Name("PROBER", "ANNA MARIA"),), BORN)


class Authority:
    """The asked side: one record, a key, and a set for each partner."""

    def __init__(self, suite: Suite, seed: bytes = bytes(32)) -> None:
        self.suite, self.key = suite, suite.derive_key(seed)
        self.outputs = [suite.evaluate(self.key, key.text) for key in sorted(record_keys(SOUGHT, CLASSES))]

    def set_for(self, partner_secret: bytes) -> OpenedSet:
        tags, width = tags_of(self.outputs, partner_secret)
        now = datetime(2026, 1, 1, tzinfo=UTC)
        statement = SetStatement("be", "fr", "hit-no-hit", 1, (), 1, len(tags), width, "", now)
        return OpenedSet(statement, tags)

    def tell(self, asked: Asked, opened: OpenedSet, partner_secret: bytes = FRENCH) -> Answer:
        evaluated = answer(self.suite, self.key, asked.blinded, RANDOM)
        return look_up(self.suite, asked, evaluated, self.suite.public_key(self.key), opened, partner_secret)


@pytest.fixture(scope="module")
def suite(group: Group) -> Suite:
    return Suite(group)


@pytest.fixture(scope="module")
def asked_side(suite: Suite) -> Authority:
    return Authority(suite)


def question(suite: Suite, person: Person, secret: bytes = SECRET) -> Asked:
    return ask(suite, question_keys(person, CLASSES), secret, 1)


def test_the_protocol_tells_the_asker_a_hit_from_a_no_hit(suite: Suite, asked_side: Authority) -> None:
    opened = asked_side.set_for(FRENCH)

    assert asked_side.tell(question(suite, SOUGHT), opened).label is Label.STRONG
    assert asked_side.tell(question(suite, STRANGER), opened) == Answer(Label.NO_HIT, (), ())


class TestTheAskedSide:
    def test_it_is_sent_as_much_for_whoever_is_asked_for(self, suite: Suite) -> None:
        assert len(question(suite, SOUGHT).blinded) == len(question(suite, STRANGER).blinded) == 12

    def test_it_cannot_tell_two_questions_for_one_person_from_questions_for_two(self, suite: Suite) -> None:
        first, again = (set(question(suite, SOUGHT, secret).blinded) for secret in (SECRET, ANOTHER))

        assert not first & again

    def test_it_cannot_find_its_own_record_in_what_it_is_sent_or_answers(
        self, suite: Suite, asked_side: Authority
    ) -> None:
        asked = question(suite, SOUGHT)
        own = {suite.element_of(key.text) for key in record_keys(SOUGHT, CLASSES)}
        own |= {suite.blind_evaluate(asked_side.key, element) for element in own}
        evaluated = answer(suite, asked_side.key, asked.blinded, RANDOM)

        assert not own & {*asked.blinded, *evaluated.elements}

    def test_it_takes_no_part_in_the_look_up(self, suite: Suite, asked_side: Authority) -> None:
        asked, opened = question(suite, STRANGER), asked_side.set_for(FRENCH)
        evaluated, public = answer(suite, asked_side.key, asked.blinded, RANDOM), suite.public_key(asked_side.key)

        found = look_up(suite, asked, evaluated, public, opened, FRENCH)

        assert found.label is Label.NO_HIT


class TestTheAsker:
    def test_a_set_without_an_evaluation_finds_nobody(self, suite: Suite, asked_side: Authority) -> None:
        opened = asked_side.set_for(FRENCH)
        guessed = [suite.evaluate(suite.derive_key(ANOTHER), key.text) for key in record_keys(SOUGHT, CLASSES)]

        assert not any(opened.holds([tag_of(output, FRENCH, opened.statement.width) for output in guessed]))

    def test_a_no_hit_tells_nothing_of_other_records(self, suite: Suite, asked_side: Authority) -> None:
        opened = asked_side.set_for(FRENCH)

        assert asked_side.tell(question(suite, STRANGER), opened).tags == ()

    def test_an_evaluation_of_an_older_epoch_finds_nobody(self, suite: Suite, asked_side: Authority) -> None:
        older = Authority(suite, seed=b"o" * 32)

        assert older.tell(question(suite, SOUGHT), asked_side.set_for(FRENCH)).label is Label.NO_HIT


class TestOthers:
    def test_another_partners_set_tells_nothing(self, suite: Suite, asked_side: Authority) -> None:
        assert asked_side.tell(question(suite, SOUGHT), asked_side.set_for(DUTCH)).label is Label.NO_HIT
        assert not set(asked_side.set_for(DUTCH).tags.tolist()) & set(asked_side.set_for(FRENCH).tags.tolist())

    def test_half_of_a_key_evaluates_to_nothing_that_is_in_the_set(self, suite: Suite, asked_side: Authority) -> None:
        half, _ = split_key(suite, asked_side.key, RANDOM)
        opened = asked_side.set_for(FRENCH)
        outputs = [suite.evaluate(half, key.text) for key in record_keys(SOUGHT, CLASSES)]

        assert not any(opened.holds([tag_of(output, FRENCH, opened.statement.width) for output in outputs]))

    def test_a_logged_digest_without_the_secret_tells_not_who_was_asked_for(self, suite: Suite) -> None:
        logged = batch_digest(1, question(suite, SOUGHT).blinded)

        assert logged != batch_digest(1, question(suite, SOUGHT, ANOTHER).blinded)
