"""Zones read: formats, fields, check digits."""

from pathlib import Path

import pytest
from tests.rooms.documents.mrz import specimens
from tests.rooms.documents.mrz.specimens import TODAY

from tournai.documents.mrz import MalformedZone, MrzFormat, Outcome, check_digit, read_zone
from tournai.documents.mrz.check_digits import LONG_NUMBER, LONG_NUMBER_WITH_FILLER


def outcomes(text: str) -> dict[str, Outcome]:
    return {check.name: check.outcome for check in read_zone(text, TODAY).check_digits}


def number_rule(number: str) -> tuple[Outcome, str]:
    check = read_zone(specimens.BELGIAN.format(number=number), TODAY).check_digits[0]
    return check.outcome, check.rule


class TestCheckDigit:
    """Doc 9303-3, section 4.9 and appendix A; parts 4 and 6, the specimens."""

    @pytest.mark.parametrize(
        ("field", "digit"),
        [("520727", 3), ("AB2134<<<", 5), ("740812", 2), ("120415", 9), ("L898902C3", 6), ("ZE184226B<<<<<", 1)],
    )
    def test_standard_example(self, field: str, digit: int) -> None:
        assert check_digit(field) == digit

    def test_foreign_character_is_refused(self) -> None:
        with pytest.raises(MalformedZone, match="it has A-Z"):
            check_digit("52o727")


class TestFormats:
    """Doc 9303-4 to -7, section 4.2.2."""

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            (specimens.TD1, MrzFormat.TD1),
            (specimens.TD2, MrzFormat.TD2),
            (specimens.TD3, MrzFormat.TD3),
            (specimens.MRV_A, MrzFormat.MRV_A),
            (specimens.MRV_B, MrzFormat.MRV_B),
            (specimens.FRENCH, MrzFormat.FRENCH_CARD),
        ],
    )
    def test_specimen_is_known_and_passes(self, text: str, kind: MrzFormat) -> None:
        zone = read_zone(text, TODAY)

        assert zone.format is kind
        assert zone.passes_all_check_digits

    def test_visa_has_no_composite_digit(self) -> None:
        assert "composite" not in outcomes(specimens.MRV_A)

    def test_lines_without_break_are_parted(self) -> None:
        assert read_zone(specimens.TD1.replace("\n", ""), TODAY) == read_zone(specimens.TD1, TODAY)

    def test_blanks_and_small_letters_are_taken_for_what_they_stand_for(self) -> None:
        assert read_zone(f"  {specimens.TD2.lower()} \r\n\r\n", TODAY) == read_zone(specimens.TD2, TODAY)

    def test_short_line_is_told_by_its_length(self) -> None:
        with pytest.raises(MalformedZone, match=r"lines of 44, 43 characters") as raised:
            read_zone(specimens.TD3[:-1], TODAY)

        assert raised.value.code == "zone-lines"

    def test_foreign_character_is_told_by_its_place(self) -> None:
        with pytest.raises(MalformedZone, match="line 1, character 3"):
            read_zone(specimens.TD3.replace("UTO", "ÜTO", 1), TODAY)

    def test_long_text_is_not_looked_at(self) -> None:
        with pytest.raises(MalformedZone, match="longer than"):
            read_zone("<" * 1_000_000, TODAY)


class TestFields:
    """Doc 9303-3, sections 4.6 to 4.8 and 5."""

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("document_code", "P"),
            ("issuing_state", "UTO"),
            ("name", "ERIKSSON, ANNA MARIA"),
            ("document_number", "L898902C3"),
            ("date_of_birth", "1974-08-12"),
            ("sex", "F"),
            ("date_of_expiry", "2012-04-15"),
            ("optional_data", "ZE184226B"),
        ],
    )
    def test_passport_field_has_its_value(self, name: str, value: str) -> None:
        assert read_zone(specimens.TD3, TODAY).value(name) == value

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("surname", "TEST NAME"),
            ("given_names", "ROBERTA"),
            ("department", "0CH"),
            ("office", "E02"),
            ("document_number", "1710GVA12345"),
            ("date_of_issue", "2017-10"),
            ("date_of_birth", "1991-12-31"),
        ],
    )
    def test_french_card_field_has_its_value(self, name: str, value: str) -> None:
        assert read_zone(specimens.FRENCH, TODAY).value(name) == value

    def test_german_letter_becomes_three(self) -> None:
        assert read_zone(specimens.TD3.replace("UTO", "D<<"), TODAY).value("issuing_state") == "DEU"

    def test_digits_in_a_nationality_fail(self) -> None:
        zone = read_zone(specimens.TD2.replace("UTO74", "13274"), TODAY)

        assert [field.name for field in zone.fields if field.outcome is Outcome.FAILED] == ["nationality"]

    def test_unknown_state_is_undetermined(self) -> None:
        zone = read_zone(specimens.TD3.replace("UTO", "QQQ"), TODAY)

        assert {field.name for field in zone.fields if field.outcome is Outcome.UNDETERMINED} == {
            "issuing_state",
            "nationality",
        }

    def test_unknown_day_of_birth_leaves_the_month(self) -> None:
        assert read_zone(specimens.TD3.replace("740812", "7408<<"), TODAY).value("date_of_birth") == "1974-08"

    def test_unknown_birth_date_is_undetermined(self) -> None:
        zone = read_zone(specimens.TD3.replace("740812", "<<<<<<"), TODAY)

        assert zone.fields[5].outcome is Outcome.UNDETERMINED
        assert zone.fields[5].value is None

    def test_impossible_day_fails(self) -> None:
        assert read_zone(specimens.TD3.replace("740812", "740832"), TODAY).fields[5].outcome is Outcome.FAILED

    def test_expiry_far_ahead_is_taken_as_past(self) -> None:
        assert read_zone(specimens.TD3.replace("120415", "940623"), TODAY).value("date_of_expiry") == "1994-06-23"

    def test_expiry_within_fifteen_years_is_ahead(self) -> None:
        assert read_zone(specimens.TD3.replace("120415", "450623"), TODAY).value("date_of_expiry") == "2045-06-23"

    def test_birth_is_never_ahead(self) -> None:
        assert read_zone(specimens.TD3.replace("740812", "301202"), TODAY).value("date_of_birth") == "1930-12-02"

    def test_leap_day_picks_the_century_that_has_it(self) -> None:
        assert read_zone(specimens.TD3.replace("740812", "000229"), TODAY).value("date_of_birth") == "2000-02-29"

    def test_letter_in_the_last_position_tells_a_truncated_name(self) -> None:
        text = specimens.TD1.replace("ERIKSSON<<ANNA<MARIA<<<<<<<<<<", "PAPANDROPOULOUS<<JONATHON<ALEC")

        assert read_zone(text, TODAY).name.may_be_truncated

    def test_outcome_refuses_to_be_a_boolean(self) -> None:
        with pytest.raises(TypeError):
            bool(read_zone(specimens.TD1, TODAY).check_digits[0])


class TestLongNumbers:
    """Doc 9303-5 and -6, note j; 9303-11, appendix D.2; Belgian specimens of PRADO."""

    @pytest.mark.parametrize("text", [specimens.TD1_LONG, specimens.TD2_LONG])
    def test_standard_example_passes_whole(self, text: str) -> None:
        zone = read_zone(text, TODAY)

        assert zone.value("document_number") == "D23145890734"
        assert zone.passes_all_check_digits

    @pytest.mark.parametrize("number", ["600001795<0152", "000001115<7027"])
    def test_belgian_number_by_the_standard_s_rule(self, number: str) -> None:
        assert number_rule(number) == (Outcome.PASSED, LONG_NUMBER)

    def test_belgian_number_with_its_filler(self) -> None:
        assert number_rule("000590240<6013") == (Outcome.PASSED, LONG_NUMBER_WITH_FILLER)

    def test_belgian_number_by_neither_rule_fails(self) -> None:
        assert number_rule("000590240<6016")[0] is Outcome.FAILED

    @pytest.mark.parametrize(("national", "passed"), [("95022899874", True), ("95022899875", False)])
    def test_belgian_national_number_has_its_own_digits(self, national: str, passed: bool) -> None:
        text = specimens.BELGIAN.format(number="600001795<0152").replace("85120100200", national)

        assert (outcomes(text)["national_number"] is Outcome.PASSED) is passed


@pytest.mark.shared
class TestSharedTexts:
    """The shared texts of zones, with the check digits noted for each."""

    def test_check_digits_come_out_as_noted(self, shared: Path) -> None:
        rows = [row for row in specimens.noted(shared) if "check_digits" in row]

        found = [outcomes("\n".join(row["mrz"])) for row in rows]
        expected = [
            {specimens.NAMES[name]: Outcome.PASSED if holds else Outcome.FAILED for name, holds in noted.items()}
            for noted in (row["check_digits"] for row in rows)
        ]
        assert [{name: one[name] for name in noted} for one, noted in zip(found, expected, strict=True)] == expected

    def test_formats_are_as_noted(self, shared: Path) -> None:
        rows = [row for row in specimens.noted(shared) if "format" in row]

        assert [read_zone("\n".join(row["mrz"]), TODAY).format.value for row in rows] == [row["format"] for row in rows]

    def test_texts_noted_as_sound_pass_whole(self, shared: Path) -> None:
        rows = [row for row in specimens.noted(shared) if "all_check_digits_ok" in row]

        zones = [read_zone("\n".join(row["mrz"]), TODAY) for row in rows]
        without_national_number = [
            all(check.outcome is Outcome.PASSED for check in zone.check_digits if check.name != "national_number")
            for zone in zones
        ]
        assert without_national_number == [row["all_check_digits_ok"] for row in rows]
