"""How the generator writes one name as a passenger record may have it."""

import pytest
from tests.rooms.screening.evaluation.cast import TABLES

from tournai.screening.evaluation.draws import Dice, Draws
from tournai.screening.evaluation.habits import HABITS, Told
from tournai.screening.evaluation.spellings import Spellings, folded

SPELLINGS = Spellings(TABLES)


def told(surname: str, given: str) -> Told:
    return Told(surname, given, sex=2, further="Kherroub", nicknames=("TOM",))


def written(kind: str, surname: str, given: str) -> tuple[str, str] | None:
    return HABITS[kind](told(surname, given), Dice(Draws("test"), kind, 1), SPELLINGS)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("exact", ("TCHALABI", "ZOUBIR NADJIB")),
        ("surname and given swapped", ("ZOUBIR NADJIB", "TCHALABI")),
        ("middle names missing", ("TCHALABI", "ZOUBIR")),
        ("truncated to 20", ("TCHALABI", "ZOUBIR NADJ")),
        ("glued with title", ("TCHALABI", "ZOUBIRNADJIBMR")),
        ("two tokens joined", ("TCHALABI", "ZOUBIRNADJIB")),
        ("extra surname", ("TCHALABI KHERROUB", "ZOUBIR NADJIB")),
        ("initials", ("TCHALABI", "Z N")),
        ("nickname", ("TCHALABI", "TOM NADJIB")),
    ],
)
def test_a_name_shows_the_habit_of_its_class(kind: str, expected: tuple[str, str]) -> None:
    assert expected == written(kind, "Tchalabi", "Zoubir Nadjib")


def test_an_umlaut_is_written_as_icao_9303_has_it_and_plain() -> None:
    assert written("umlaut", "Müllrich", "Jørn") == ("MUELLRICH", "JOERN")
    assert written("dots left out", "Müllrich", "Jørn") == ("MULLRICH", "JORN")


def test_a_name_without_the_habit_is_left_to_another() -> None:
    assert written("middle names missing", "Tchalabi", "Zoubir") is None
    assert written("particles", "Tchalabi", "Zoubir") is None
    assert written("umlaut", "Tchalabi", "Zoubir") is None


def test_a_father_is_left_out_with_his_particle() -> None:
    assert written("father's name missing", "Tchalabi", "Zoubir Ben Nadjib") == ("TCHALABI", "ZOUBIR")
    assert written("father's name missing", "Volkan", "Arkadi Petrovich") == ("VOLKAN", "ARKADI")


def test_every_part_is_spelled_as_another_attested_spelling() -> None:
    surname, given = written("all tokens transliterated", "El Djoundi", "Nadjib") or ("", "")

    assert (surname, given) == ("AL JUNDI", "NAJEEB")


def test_a_name_with_a_part_of_one_spelling_is_not_called_all_transliterated() -> None:
    assert written("all tokens transliterated", "Delvigne", "Nadjib") is None


def test_dropped_and_swapped_is_spelled_otherwise_too() -> None:
    assert written("transliterated, dropped, swapped", "El Djoundi", "Nadjib Ouassim") == ("NAJEEB", "AL JUNDI")


def test_a_typo_changes_one_word_and_no_more_than_two_letters() -> None:
    surname, given = written("one typo", "Tchalabi", "Zoubir") or ("", "")

    assert (surname != "TCHALABI") + (given != "ZOUBIR") == 1


def test_a_record_knows_no_apostrophe_hyphen_or_accent() -> None:
    assert folded("d’Artagnan-Sören") == "DARTAGNAN SOEREN"
