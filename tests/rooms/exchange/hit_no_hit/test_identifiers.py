"""Identifiers with the check digits of their standards; examples are the standards' own or invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournai.exchange.hit_no_hit.identifiers import MalformedIdentifier, document, iban, plate, telephone, vin, weapon
from tournai.exchange.hit_no_hit.key_classes import EXACT, KeyClass, classes_for
from tournai.exchange.hit_no_hit.keys import thing_key


class TestIban:
    """ISO 13616: the registry's examples."""

    @pytest.mark.parametrize(
        "text",
        ["BE68 5390 0754 7034", "FR14 2004 1010 0505 0001 3M02 606", "GB29 NWBK 6016 1331 9268 19", "no9386011117947"],
    )
    def test_the_registrys_examples_are_right(self, text: str) -> None:
        assert iban(text) == text.replace(" ", "").upper()

    @pytest.mark.parametrize("text", ["BE69 5390 0754 7034", "BE68 5390 0754 7043", "BE68", "68 5390", "", "X" * 101])
    def test_wrong_check_digits_and_other_forms_are_refused(self, text: str) -> None:
        with pytest.raises(MalformedIdentifier):
            iban(text)


class TestVin:
    """ISO 3779 and 49 CFR 565.15."""

    @pytest.mark.parametrize("text", ["1M8GDM9AXKP042788", "5GZCZ43D13S812715", "wvw-zzz1kz-6w000001"])
    def test_right_ones_pass_and_a_european_one_has_no_check_digit(self, text: str) -> None:
        assert vin(text) == text.replace("-", "").upper()

    @pytest.mark.parametrize("text", ["1M8GDM9A1KP042788", "1M8GDM9AXKP04278", "WVWZZZ1KZ6WO00001"])
    def test_a_wrong_check_digit_a_wrong_length_and_an_o_are_refused(self, text: str) -> None:
        with pytest.raises(MalformedIdentifier):
            vin(text)


class TestTelephone:
    """ITU-T E.164, section 6."""

    @pytest.mark.parametrize("text", ["+33 6 39 98 00 01", "0033-6-39.98.00.01", "+33 (0)6 39 98 00 01"])
    def test_one_number_has_one_form(self, text: str) -> None:
        assert telephone(text) == "33639980001"

    @pytest.mark.parametrize(
        "text", ["06 39 98 00 01", "+0 123 4567", "+33 63", "+1234567890123456", "+33 6a 39 98 00"]
    )
    def test_a_number_without_its_country_or_of_another_length_is_refused(self, text: str) -> None:
        with pytest.raises(MalformedIdentifier):
            telephone(text)


class TestOthers:
    def test_a_plate_has_its_state(self) -> None:
        assert plate("aa 229 aa", "France") == plate("AA-229-AA", "FRA") == "FRAAA229AA"

    def test_a_weapon_has_its_maker(self) -> None:
        assert weapon("ab 12.34", "Invented Arms") == "INVENTEDARMS:AB1234"

    @pytest.mark.parametrize(
        ("function", "text", "further"),
        [(plate, "AA-229-AA", "Nowhere"), (plate, "!", "FRA"), (weapon, "12", "Maker"), (weapon, "1234", ""),
         (document, "1234", "BEL"), (document, "AB123456", "")],
    )  # fmt: skip
    def test_what_tells_too_little_is_refused(self, function: object, text: str, further: str) -> None:
        with pytest.raises(MalformedIdentifier):
            function(text, further)

    def test_a_things_key_names_its_class(self) -> None:
        assert thing_key(KeyClass.PLATE, "FRAAA229AA").text == b"1|plate|FRAAA229AA"

    def test_every_set_has_every_class_of_things(self) -> None:
        assert set(EXACT) <= set(classes_for(10_000_000))


@pytest.mark.parametrize("function", [iban, vin, telephone])
@given(text=st.text(max_size=40))
def test_any_text_is_one_of_the_kind_or_refused(function: object, text: str) -> None:
    try:
        found = function(text)
    except MalformedIdentifier:
        return

    assert found.isascii()
    assert found.isalnum()
