"""Names of zones written, truncated and transliterated."""

import pytest

from tournai.documents.mrz.names import read_name, write_name
from tournai.documents.mrz.transliteration import agrees, arabic_from_zone, latin_from_zone, spellings, to_zone
from tournai.errors import Malformed


class TestWriting:
    """Doc 9303-4 and -5, section 4.2.3: the standard's own names."""

    @pytest.mark.parametrize(
        ("primary", "secondary", "field"),
        [
            ("VAN DER MUELLEN", "MARTIN", "VAN<DER<MUELLEN<<MARTIN<<<<<<<"),
            ("VILARCHAO FERNANDEZ", "JOSE RAMON", "VILARCHAO<FERNANDEZ<<JOSE<RAMO"),
            ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", "NILAVADHANANANDA<<CHAYAPA<DE<K"),
            ("PAPANDROPOULOUS", "JONATHON ALEC", "PAPANDROPOULOUS<<JONATHON<ALEC"),
            ("ARKFREITH", "", "ARKFREITH<<<<<<<<<<<<<<<<<<<<<"),
        ],
    )
    def test_name_of_the_standard_on_a_card(self, primary: str, secondary: str, field: str) -> None:
        assert write_name(primary, secondary, 30) == field

    @pytest.mark.parametrize(
        ("secondary", "field"),
        [
            ("CHAYAPA DEJTHAMRONG KRASUANG", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"),
            ("ARNPOL PETCH CHARONGUANG", "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU"),
        ],
    )
    def test_name_of_the_standard_in_a_passport(self, secondary: str, field: str) -> None:
        assert write_name("NILAVADHANANANDA", secondary, 39) == field

    def test_long_primary_identifier_leaves_a_letter_of_the_secondary(self) -> None:
        field = write_name("BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO", 39)

        assert field == "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WA<<D"

    def test_several_pairs_of_fillers_part_one_secondary_identifier(self) -> None:
        assert read_name("STEVENSON<<PETER<<JOHN<<<<").secondary == "PETER JOHN"


class TestTransliteration:
    """Doc 9303-3, sections 4.6 and 6, appendix B: the standard's own examples."""

    @pytest.mark.parametrize(
        ("printed", "in_zone"),
        [
            ("D'ARTAGNAN", "DARTAGNAN"),
            ("MARIE-ELISE", "MARIE<ELISE"),
            ("ANNA, MARIA", "ANNA<MARIA"),
            ("ابو بكر محمد بن زكريا الرازي", "ABW<BKR<MXHMD<BN<ZKRYA<ALRAZY"),
            ("سمير بادمكدوذيل", "SMYR<BADMKDWXDHYL"),
            ("جمال عبد الناصر", "JMAL<EBD<ALNAXSSR"),
            ("جميلة نعيمة", "JMYLXAH<NEYMXAH"),
            ("عبّاس", "EBBAS"),
            ("فضّة", "FXDZDZXAH"),
            ("Müller Weiß", "MUELLER<WEISS"),
            ("Þórður Łukasz", "THORDUR<LUKASZ"),
            ("Щербакова", "SHCHERBAKOVA"),
        ],
    )
    def test_printed_name_becomes_letters_of_the_zone(self, printed: str, in_zone: str) -> None:
        assert to_zone(printed) == in_zone

    @pytest.mark.parametrize(
        ("printed", "language", "in_zone"),
        [
            ("Йосип Гринь", "uk", "YOSYP<HRYN"),
            ("Гришин", "be", "HRISHIN"),
            ("Щерев", "bg", "SHTEREV"),
            ("Ќосев", "mk", "KJOSEV"),
            ("Ћирић", "sr", "CIRIC"),
        ],
    )
    def test_language_decides_where_the_table_says_so(self, printed: str, language: str, in_zone: str) -> None:
        assert to_zone(printed, language) == in_zone

    def test_all_spellings_of_a_character_are_told(self) -> None:
        assert set(spellings("ÜÑ")) == {"UEN", "UENXX", "UXXN", "UXXNXX", "UN", "UNXX"}

    @pytest.mark.parametrize("in_zone", ["MUELLER", "MUXXLLER", "MULLER<<<"])
    def test_printed_name_agrees_with_every_allowed_spelling(self, in_zone: str) -> None:
        assert agrees("Müller", in_zone)

    def test_printed_name_agrees_with_no_other(self) -> None:
        assert not agrees("Müller", "MILLER")

    def test_escaped_character_comes_back(self) -> None:
        assert latin_from_zone("CANXXON<<TERESA") == "CAÑON TERESA"

    def test_arabic_name_comes_back(self) -> None:
        assert arabic_from_zone("ABW<BKR<MXHMD<BN<ZKRYA<ALRAZY") == "ابو بكر محمد بن زكريا الرازي"

    def test_letter_without_a_table_is_refused_by_its_code_point(self) -> None:
        with pytest.raises(Malformed, match=r"U\+0531"):
            to_zone("Ա")
