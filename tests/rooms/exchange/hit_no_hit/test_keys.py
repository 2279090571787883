"""Keys of persons: who meets whom, by which class, in a set of which size. All persons are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.errors import Malformed
from tournai.exchange.hit_no_hit.key_classes import KeyClass, Label, classes_for, classes_named, label_of
from tournai.exchange.hit_no_hit.keys import question_keys, record_keys
from tournai.exchange.hit_no_hit.skeletons import skeleton
from tournai.values import Document, DocumentNumber, Name, PartialDate, Person, StateCode

BORN = PartialDate.on(date(1980, 5, 4))
SMALL, MIDDLE, LARGE = classes_for(900), classes_for(40_000), classes_for(1_000_000)
names = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12)


def person(name: str, *births: PartialDate) -> Person:
    return Person((Name(name),), births or (BORN,))


def met(sought: Person, asked: Person, classes: tuple[KeyClass, ...] = LARGE) -> set[KeyClass]:
    return {key.key_class for key in record_keys(sought, classes) & set(question_keys(asked, classes))}


class TestPairs:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("MUHAMMAD KARIMI", "MOHAMED KARIMY"), ("YOUSSEF TESTIN", "YUSUF TESTIN"),
            ("CHAKIB QASIM", "SHAKIB KASSIM"), ("TESTIN YOUSSEF", "YOUSSEF TESTIN"),
            ("YOUSSEF ALI TESTIN", "YOUSSEF TESTIN"),
            ("Щербакова Ирина", "SHERBAKOVA IRINA"),
        ],
    )  # fmt: skip
    def test_spellings_of_one_name_meet_in_the_largest_set(self, one: str, other: str) -> None:
        assert met(person(one), person(other))

    @pytest.mark.parametrize(("one", "other"), [("YOUSSEF TESTIN", "YOUSSEF PROBER"), ("ANNA TESTIN", "EVA PROBER")])
    def test_one_agreeing_name_is_not_enough(self, one: str, other: str) -> None:
        assert not met(person(one), person(other), SMALL)

    def test_another_day_of_birth_is_no_hit(self) -> None:
        assert not met(person("ANNA TESTIN"), person("ANNA TESTIN", PartialDate.on(date(1980, 5, 5))), SMALL)

    def test_a_question_with_day_and_month_exchanged_meets_the_record(self) -> None:
        assert met(person("ANNA TESTIN"), person("ANNA TESTIN", PartialDate.on(date(1980, 4, 5))))

    def test_tokens_of_two_names_of_one_record_make_no_pair(self) -> None:
        sought = Person((Name("ANNA TESTIN"), Name("EVA PROBER")), (BORN,))

        assert not met(sought, person("ANNA PROBER"), SMALL)


class TestYears:
    THREE = "MARIE ANNE EXEMPLE"

    def test_three_tokens_and_the_year_meet_a_record_without_a_day(self) -> None:
        assert met(person(self.THREE, PartialDate.in_year(1980)), person(self.THREE)) == {KeyClass.YEAR}

    def test_a_question_without_a_day_meets_a_record_with_one(self) -> None:
        assert met(person(self.THREE), person(self.THREE, PartialDate.in_year(1980))) == {KeyClass.YEAR}

    def test_where_both_know_the_day_the_year_alone_is_no_hit(self) -> None:
        assert not met(person(self.THREE), person(self.THREE, PartialDate.on(date(1980, 9, 30))))

    def test_a_range_of_up_to_three_years_is_met_in_each(self) -> None:
        sought = person(self.THREE, PartialDate.in_years(1979, 1981))

        assert met(sought, person(self.THREE)) == {KeyClass.YEAR}
        assert not met(person(self.THREE, PartialDate.in_years(1978, 1981)), person(self.THREE))

    def test_two_tokens_and_a_year_say_too_little(self) -> None:
        assert not met(person("ANNE EXEMPLE", PartialDate.in_year(1980)), person("ANNE EXEMPLE"), SMALL)


class TestSizes:
    """Facts on exchange, B.3: the larger the set, the more must agree."""

    def test_a_misheard_consonant_is_met_in_a_small_set_alone(self) -> None:
        one, other = person("KHALID TESTIN"), person("KHALIK TESTIN")

        assert KeyClass.LETTER in met(one, other, SMALL)
        assert KeyClass.LETTER not in met(one, other, MIDDLE) | met(one, other, LARGE)

    def test_a_common_beginning_is_met_up_to_50_000(self) -> None:
        one, other = person("ABDULRAHIM TESTIN"), person("ABDULRAHIMOV TESTIN")

        assert met(one, other, classes_for(50_000)) == {KeyClass.NEAR}
        assert met(one, other, classes_for(50_001)) == set()

    def test_a_single_name_only_in_a_short_priority_list(self) -> None:
        assert met(person("TESTIN"), person("TESTIN"), classes_for(10_000, is_priority=True)) == {KeyClass.TOKEN}
        assert KeyClass.TOKEN not in classes_for(10_000)
        assert KeyClass.TOKEN not in classes_for(10_001, is_priority=True)

    def test_a_class_of_a_newer_version_is_refused(self) -> None:
        with pytest.raises(Malformed):
            classes_named(("pair", "by voice"))


class TestLabels:
    @pytest.mark.parametrize(
        ("hits", "records", "label"),
        [
            ((), 10, Label.NO_HIT),
            ((KeyClass.PAIR,), 50_000, Label.STRONG),
            ((KeyClass.PAIR,), 50_001, Label.POSSIBLE),
            ((KeyClass.PAIR,) * 3, 1_000_000, Label.STRONG),
            ((KeyClass.NEAR, KeyClass.LETTER), 10, Label.POSSIBLE),
            ((KeyClass.YEAR,), 10, Label.POSSIBLE),
            ((KeyClass.TOKEN,), 10, Label.POSSIBLE),
            ((KeyClass.DOCUMENT,), 1_000_000, Label.STRONG),
        ],
    )
    def test_a_hit_is_labelled_by_what_agreed_and_the_sets_size(
        self, hits: tuple[KeyClass, ...], records: int, label: Label
    ) -> None:
        assert label_of(hits, records) is label


class TestDocuments:
    ASKED = Person((), documents=(Document(DocumentNumber("AB1O0456"), issuing_state=StateCode("BEL")),))

    def test_a_number_meets_itself_with_o_and_zero_taken_for_one_another(self) -> None:
        sought = Person((), documents=(Document(DocumentNumber("ABIO0456"), issuing_state=StateCode("BEL")),))

        assert met(sought, self.ASKED) == {KeyClass.DOCUMENT}

    @pytest.mark.parametrize(("number", "state"), [("AB100457", "BEL"), ("AB100456", "FRA"), ("AB100456", "")])
    def test_another_number_or_state_or_none_is_no_hit(self, number: str, state: str) -> None:
        document = Document(DocumentNumber(number), issuing_state=StateCode(state) if state else None)

        assert not met(Person((), documents=(document,)), self.ASKED)


class TestTheBatch:
    def test_a_long_name_is_cut_to_the_most_elements_with_the_strongest_keys_kept(self) -> None:
        long = person(" ".join(f"{letter}ARTIN{letter}O" for letter in "BDFGKLMN"))

        keys = question_keys(long, SMALL)

        assert len(keys) == 180
        assert sum(key.key_class is KeyClass.PAIR for key in keys) == 56  # 28 pairs, two dates

    def test_an_ordinary_person_fits_the_smallest_batch_of_a_large_set(self) -> None:
        assert len(question_keys(person("ANNA MARIA TESTIN"), LARGE)) <= 12


@given(st.lists(names, min_size=2, max_size=4), st.dates(date(1930, 1, 1), date(2007, 1, 1)))
def test_a_person_meets_a_record_of_the_same_facts_in_a_set_of_any_size(tokens: list[str], born: date) -> None:
    same = person(" ".join(tokens), PartialDate.on(born))
    keys = set(question_keys(same, LARGE))

    assert record_keys(same, LARGE) - keys == {
        key for key in record_keys(same, LARGE) if key.key_class is KeyClass.YEAR
    }


@given(names, names, st.dates(date(1930, 1, 1), date(2007, 1, 1)))
def test_the_order_of_names_changes_no_key(one: str, other: str, born: date) -> None:
    births = PartialDate.on(born)

    assert record_keys(Person((Name(one, other),), (births,)), LARGE) == record_keys(
        Person((Name(other, one),), (births,)), LARGE
    )


@given(names)
def test_a_skeleton_has_no_vowel_but_the_first(token: str) -> None:
    assert not set(skeleton(token)[1:]) & set("AEIOUYH")
