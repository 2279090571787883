"""States and airports as messages and lists write them; codes from ICAO Doc 9303-3 section 5 and ISO 3166-1."""

import pytest

from tournai.values import StateCode, airport, state_code
from tournai.values.places import state_name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BE", "BEL"),
        ("bel", "BEL"),
        ("D", "DEU"),
        ("XXA", "XXA"),
        ("RKS", "RKS"),
        ("Belgium", "BEL"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Democratic People's Republic of Korea ", "PRK"),
        ("Democratic People’s Republic of Korea", "PRK"),
        ("Democratic Republic of the Congo", "COD"),
        ("United Republic of Tanzania", "TZA"),
        ("The Gambia", "GMB"),
        ("State of Palestine", "PSE"),
        ("Macau", "MAC"),
        ("Man, Isle of", "IMN"),
        ("Tunisian", "TUN"),
    ],
)
def test_state_is_known_by_code_name_and_adjective(text: str, code: str) -> None:
    assert state_code(text) == code


@pytest.mark.parametrize("text", ["", "Ruritania", "ZZ", "former Soviet Union", "Iran / unknown"])
def test_state_that_is_not_known_is_none(text: str) -> None:
    assert state_code(text) is None


@pytest.mark.parametrize("code", ["BEL", "PRK", "CIV", "GBD", "XXA", "RKS"])
def test_name_of_a_state_leads_back_to_its_code(code: str) -> None:
    assert state_code(state_name(StateCode(code))) == code


def test_airport_has_its_state_and_time_zone() -> None:
    brussels = airport("bru")

    assert brussels is not None
    assert (brussels.code, brussels.state, brussels.time_zone) == ("BRU", "BEL", "Europe/Brussels")


def test_airport_that_is_not_known_is_none() -> None:
    assert airport("QQQ") is None
