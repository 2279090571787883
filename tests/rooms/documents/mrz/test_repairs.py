"""Repairs of zones: proposed, never made."""

import pytest
from tests.rooms.documents.mrz import specimens

from tournai.documents.mrz import propose_repairs, repaired


def lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


def mended(text: str) -> str:
    return "\n".join(repaired(lines(text), propose_repairs(lines(text))))


@pytest.mark.parametrize("text", [specimens.TD1, specimens.TD2, specimens.TD3, specimens.MRV_A, specimens.FRENCH])
def test_sound_zone_needs_no_repair(text: str) -> None:
    assert propose_repairs(lines(text)) == ()


def test_confused_passport_is_read_by_its_positions() -> None:
    read = "P<UT0ERIK55ON<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<\nL898902C36UTO740BIZZF12041S9ZE184226B<<<<<1O"

    assert mended(read) == specimens.TD3


def test_confused_french_card_is_known_by_its_letters() -> None:
    read = "1DFRATE5T<NAME<<<<<<<<<<<<<<<<0CHE02\nI7I0GVA123451RO8ERTA<<<<<<<9IIZ3IIF2"

    assert mended(read) == specimens.FRENCH


def test_repair_tells_place_and_reason() -> None:
    (repair,) = propose_repairs(lines(specimens.TD3.replace("36UTO", "36UT0")))

    assert (repair.line, repair.position, repair.read, repair.proposed) == (2, 13, "0", "O")
    assert (repair.alternatives, repair.is_made) == (1, False)


def test_letter_among_trailing_fillers_is_proposed_as_filler() -> None:
    read = specimens.TD3.replace("MARIA<<<<<<", "MARIA<<<<K<")

    assert mended(read) == specimens.TD3


def test_several_ways_are_all_told_and_none_is_taken() -> None:
    read = specimens.TD2.replace("D231458907", "D231458906")

    repairs = propose_repairs(lines(read))

    assert len(repairs) > 1
    assert {repair.alternatives for repair in repairs} == {len(repairs)}
    assert mended(read) == read


def test_digit_in_a_document_code_is_left() -> None:
    read = specimens.TD3.replace("P<UTO", "P1UTO", 1)

    assert propose_repairs(lines(read)) == ()


def test_lines_of_no_format_have_no_repair() -> None:
    assert propose_repairs(("P<UTO",)) == ()
