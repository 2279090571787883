"""Persons as records describe them."""

import pytest

from tournai.values import Name, document_number


@pytest.mark.parametrize(("text", "number"), [("ab 123-456<", "AB123456"), ("N°12/3", "N123"), ("", ""), ("<<<", "")])
def test_document_number_keeps_letters_and_digits_in_upper_case(text: str, number: str) -> None:
    assert document_number(text) == number


@pytest.mark.parametrize(
    ("name", "full"),
    [(Name("TESTIN", "Orval"), "Orval TESTIN"), (Name("TESTIN"), "TESTIN"), (Name("", "Orval"), "Orval")],
)
def test_full_name_is_said_in_order(name: Name, full: str) -> None:
    assert name.full == full
