"""Kinds of variant: what each does to a name, a birth or a document."""

from collections.abc import Callable
from random import Random

import pytest

from tournai.simulate.name_parts import PRACTICE_BY_NAME, PRACTICES
from tournai.simulate.people import compose_surname, draw_person, message_name
from tournai.simulate.spellings import (
    TRANSLITERATIONS,
    join_first_words,
    mistype,
    transliterate,
    without_particles,
)
from tournai.simulate.variants import LOOKALIKES, VARIANTS, Case, draw_case

KINDS = {variant.name: variant for variant in (*VARIANTS, *LOOKALIKES)}


def listed(case: Case) -> tuple[str, str]:
    """Return the alert's surname and given names in a message's letters."""
    practice = case.traveller.practice
    return message_name(case.sought.surname, practice), message_name(case.sought.given, practice)


def sent(case: Case) -> tuple[str, str]:
    return case.traveller.surname, case.traveller.given


def alias_of(case: Case) -> tuple[str, str]:
    surname, given = case.sought.aliases[0]
    return message_name(surname, case.traveller.practice), message_name(given, case.traveller.practice)


def letters(*names: str) -> str:
    return "".join(names).replace(" ", "")


def has_swapped_day(case: Case) -> bool:
    born, birth = case.traveller.born, case.sought.birth
    return bool(born and birth) and (born.day, born.month) == (birth.earliest.month, birth.earliest.day)


CLAIMS: dict[str, Callable[[Case], bool]] = {
    "exact": lambda case: sent(case) == listed(case),
    "exact with the document": lambda case: case.traveller.document == case.sought.document,
    "order swapped": lambda case: sent(case) == listed(case)[::-1],
    "one typo": lambda case: sum(map(str.__ne__, sent(case), listed(case))) == 1,
    "two typos": lambda case: sum(map(str.__ne__, sent(case), listed(case))) == 2,
    "Arabic: one word transliterated otherwise": lambda case: sum(map(str.__ne__, sent(case), listed(case))) == 1,
    "Turkish letters left out": lambda case: not f"{case.sought.surname}{case.sought.given}".isascii(),
    "truncated to 20 characters": lambda case: len("".join(sent(case))) <= 20 < len("".join(listed(case))) + 7,
    "title glued to the given name": lambda case: case.traveller.title in ("MR", "MRS", "MS", "MISS"),
    "particle dropped": lambda case: len(sent(case)[0].split()) < len(listed(case)[0].split()),
    "particle added": lambda case: len(sent(case)[0].split()) > len(listed(case)[0].split()),
    "words joined": lambda case: letters(*sent(case)) == letters(*listed(case)) and sent(case) != listed(case),
    "words split": lambda case: sent(case)[0].replace(" ", "") == listed(case)[0],
    "middle name missing": lambda case: listed(case)[1].startswith(f"{sent(case)[1]} "),
    "extra surname": lambda case: sent(case)[0].startswith(f"{listed(case)[0]} "),
    "initials": lambda case: sent(case)[1].split() == [word[0] for word in listed(case)[1].split()],
    "day and month of birth swapped": has_swapped_day,
    "birth year only on the alert": lambda case: (case.sought.birth is not None) and not case.sought.birth.is_exact,
    "no birth date in the message": lambda case: case.traveller.born is None,
    "same document under another name": lambda case: case.traveller.document == case.sought.document,
    "umlaut spelling": lambda case: listed(case)[0].replace("E", "") == sent(case)[0].replace("E", ""),
    "alias used": lambda case: sent(case) == alias_of(case),
    "two at once: typo and birth year only": lambda case: (
        sum(map(str.__ne__, sent(case), listed(case))) == 1 and not case.sought.birth.is_exact
    ),
    "two at once: all words transliterated and no birth date": lambda case: (
        sent(case)[0] != listed(case)[0] and case.traveller.born is None
    ),
    "two at once: order swapped and typo": lambda case: sum(map(str.__ne__, sent(case), listed(case)[::-1])) == 1,
    "two at once: one word transliterated and extra surname": lambda case: (
        len(sent(case)[0].split()) > len(listed(case)[0].split())
    ),
    "namesake": lambda case: sent(case) == listed(case),
    "born on the same day": lambda case: sent(case)[0] != listed(case)[0],
    "relative": lambda case: sent(case)[0] == listed(case)[0],
    "parent of the same name": lambda case: sent(case) == listed(case),
}
"""Kind -> what is true of each of its cases."""


@pytest.mark.parametrize("name", CLAIMS)
def test_every_case_of_a_kind_is_what_its_name_says(name: str) -> None:
    cases = [draw_case(Random(seed), KINDS[name]) for seed in range(40)]

    assert [(sent(case), listed(case)) for case in cases if not CLAIMS[name](case)] == []


@pytest.mark.parametrize("name", [variant.name for variant in VARIANTS[6:8]])
def test_no_word_of_a_wholly_transliterated_name_stays(name: str) -> None:
    cases = [draw_case(Random(seed), KINDS[name]) for seed in range(40)]
    stayed = [set(" ".join(sent(case)).split()) & set(" ".join(listed(case)).split()) for case in cases]

    assert set().union(*stayed) <= {"EL", "AL", "BEN", "ABU", "BEL"}


@pytest.mark.parametrize("name", [variant.name for variant in LOOKALIKES])
def test_lookalike_is_never_born_on_the_same_day_with_the_same_name(name: str) -> None:
    cases = [draw_case(Random(seed), KINDS[name]) for seed in range(40)]

    same = [
        case
        for case in cases
        if sent(case) == listed(case) and case.sought.birth and case.sought.birth.earliest == case.traveller.born
    ]
    assert same == []


class TestSpellings:
    @pytest.mark.parametrize(
        ("name", "written"),
        [
            ("Jörg Süßkind", "JOERG SUESSKIND"),  # Doc 9303-3, section 6.A: Ö as OE, ß as SS
            ("Łukasz Żukowski", "LUKASZ ZUKOWSKI"),
            ("N'Diaye", "NDIAYE"),
            ("Jean-Pierre", "JEAN PIERRE"),
        ],
    )
    def test_message_has_capitals_and_blanks_only(self, name: str, written: str) -> None:
        assert written == message_name(name)

    def test_turkish_dots_are_left_out(self) -> None:
        assert message_name("Özgür Yıldırım", "Turkey") == "OZGUR YILDIRIM"

    def test_slip_changes_one_word_and_not_its_first_letter(self) -> None:
        slips = {mistype(Random(seed), "VAN DIJKSTRA") for seed in range(50)}

        assert all(slip.startswith("VAN D") for slip in slips)
        assert len(slips) > 10

    def test_short_words_are_typed_right(self) -> None:
        assert mistype(Random(1), "LI WEI") == "LI WEI"

    def test_transliteration_tells_how_many_words_it_changed(self) -> None:
        assert transliterate(Random(2), "BEN MOURAD AMOR") == ("BEN MURAD AMOR", 1)

    def test_particles_go_and_the_name_stays(self) -> None:
        assert without_particles("VAN DEN BERG") == "BERG"

    def test_first_two_words_are_joined(self) -> None:
        assert join_first_words("JEAN PIERRE LUC") == "JEANPIERRE LUC"

    def test_every_transliterated_word_occurs_in_a_practice(self) -> None:
        words = {
            word
            for practice in PRACTICES
            for name in (*practice.surnames, *practice.men, *practice.women)
            for word in message_name(name, practice.name).split()
        }

        assert set() == set(TRANSLITERATIONS) - words


class TestPeople:
    def test_every_name_fits_a_message(self) -> None:
        parts = [
            message_name(name, practice.name)
            for practice in PRACTICES
            for name in (*practice.surnames, *practice.men, *practice.women, *practice.endings)
        ]

        assert [part for part in parts if not part.replace(" ", "").isalpha() or not part.isascii()] == []

    def test_practice_gives_state_and_name(self) -> None:
        turkey = PRACTICE_BY_NAME["Turkey"]

        person = draw_person(Random(5), (turkey,))

        assert (person.nationality, person.practice) == ("TUR", "Turkey")
        rare = {compose_surname(first, last) for first in turkey.beginnings for last in turkey.endings}
        assert person.surname in {*turkey.surnames, *rare}

    @pytest.mark.parametrize(
        ("beginning", "ending", "surname"), [("Van den ", "Akker", "Van den Akker"), ("Beau", "Mont", "Beaumont")]
    )
    def test_particle_stays_apart_and_a_stem_is_joined(self, beginning: str, ending: str, surname: str) -> None:
        assert compose_surname(beginning, ending) == surname

    def test_surnames_are_as_diverse_as_on_a_real_flight(self) -> None:
        surnames = {draw_person(Random(seed)).surname for seed in range(500)}

        assert len(surnames) > 250
