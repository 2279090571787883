import pytest

from tournai.errors import Malformed
from tournai.travel.selection import Part, parse_part, parse_parts


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("MAD", Part("MAD")),
        (" mad-bru ", Part("MAD", "BRU")),
        ("MAD-BRU XX", Part("MAD", "BRU", "XX")),
        ("MAD 5", Part("MAD", days=(5,))),
        ("MAD-BRU U2 7 ", Part("MAD", "BRU", "U2", (7,))),
        ("MAD-BRU XX 5511", Part("MAD", "BRU", "XX", (1, 5))),
    ],
)
def test_line_is_an_airport_a_route_or_a_pattern(line: str, part: Part) -> None:
    assert parse_part(line) == part


@pytest.mark.parametrize("line", ["MAD", "MAD-BRU", "MAD-BRU XX 15"])
def test_part_is_written_as_it_is_read(line: str) -> None:
    assert str(parse_part(line)) == line


@pytest.mark.parametrize("line", ["MADRID", "MAD BRU", "MAD-BRU 8", "XX", "*", "MAD-", "MAD-BRU XX 1 2"])
def test_anything_else_is_malformed(line: str) -> None:
    with pytest.raises(Malformed, match="no airport, route or pattern"):
        parse_part(line)


@pytest.mark.parametrize("line", ["IST", "IST-BRU", "ZZZ"])
def test_airport_outside_the_union_needs_no_selection(line: str) -> None:
    with pytest.raises(Malformed, match="no known airport of a Member State"):
        parse_part(line)


def test_route_within_one_state_cannot_be_selected() -> None:
    with pytest.raises(Malformed, match="within one Member State"):
        parse_part("CDG-NCE")


def test_selection_is_lines_or_a_list_with_commas() -> None:
    assert parse_parts("MAD\n\n BRU-MAD, MAD\n") == (Part("MAD"), Part("BRU", "MAD"))


def test_selection_of_too_many_parts_is_malformed() -> None:
    with pytest.raises(Malformed, match="at most 200"):
        parse_parts("MAD\n" * 201)
