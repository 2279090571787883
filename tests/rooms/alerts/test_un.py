"""The UN consolidated list. Invented entries follow the published schema; counts of real ones are lxml's."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from tournai.alerts import Alert, AlertList, ListFormat, read_list
from tournai.values import Document, DocumentKind, DocumentNumber, Name, NameKind, PartialDate, Sex, StateCode

ALIAS, ORIGINAL = NameKind.ALIAS, NameKind.ORIGINAL_SCRIPT


def read(individuals: str, entities: str = "") -> AlertList:
    text = (
        '<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z">'
        f"<INDIVIDUALS>{individuals}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES></CONSOLIDATED_LIST>"
    )
    return read_list(ListFormat.UN, text.encode())


def read_one(content: str, names: str = "<FIRST_NAME>ORVAL</FIRST_NAME><SECOND_NAME>TESTIN</SECOND_NAME>") -> Alert:
    head = "<DATAID>1</DATAID><REFERENCE_NUMBER>TSi.001</REFERENCE_NUMBER>"
    return read(f"<INDIVIDUAL>{head}{names}{content}</INDIVIDUAL>").alerts[0]


def notes_of(content: str) -> list[str]:
    found = read(f"<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>ORVAL</FIRST_NAME>{content}</INDIVIDUAL>")
    return [note.reason for note in found.notes]


class TestNames:
    """FIRST_NAME to FOURTH_NAME stand in the order in which they are said."""

    def test_last_part_is_the_surname(self) -> None:
        alert = read_one(
            "", "<FIRST_NAME>ORVAL</FIRST_NAME><SECOND_NAME>BEN</SECOND_NAME><THIRD_NAME>TESTIN</THIRD_NAME>"
        )

        assert alert.person.names == (Name("TESTIN", "ORVAL BEN"),)

    def test_only_part_is_the_surname(self) -> None:
        assert read_one("", "<FIRST_NAME>ORVAL</FIRST_NAME>").person.names == (Name("ORVAL"),)

    def test_missing_third_part_is_skipped(self) -> None:
        alert = read_one("", "<FIRST_NAME>A</FIRST_NAME><SECOND_NAME>B</SECOND_NAME><FOURTH_NAME>D</FOURTH_NAME>")

        assert alert.person.names == (Name("D", "A B"),)

    def test_line_breaks_inside_a_name_become_one_space(self) -> None:
        assert read_one("", "<FIRST_NAME>ORVAL\n      PER</FIRST_NAME>").person.names == (Name("ORVAL PER"),)

    def test_original_script_is_a_name_of_its_kind(self) -> None:
        names = read_one("<NAME_ORIGINAL_SCRIPT>Орвал Тестин</NAME_ORIGINAL_SCRIPT>").person.names

        assert names[1] == Name("Орвал Тестин", kind=NameKind.ORIGINAL_SCRIPT)

    @pytest.mark.parametrize(
        ("alias", "kind"),
        [
            ("<QUALITY>Good</QUALITY><ALIAS_NAME>Orvo</ALIAS_NAME>", NameKind.ALIAS),
            ("<QUALITY/><ALIAS_NAME>Orvo</ALIAS_NAME>", NameKind.ALIAS),
            ("<QUALITY>Low</QUALITY><ALIAS_NAME>Orvo</ALIAS_NAME>", NameKind.WEAK_ALIAS),
            ("<QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Orvo</ALIAS_NAME>", NameKind.FORMER),
            ("<QUALITY>Good</QUALITY><ALIAS_NAME>Orvo</ALIAS_NAME><NOTE>Previously listed as</NOTE>", NameKind.FORMER),
            ("<QUALITY>Good</QUALITY><ALIAS_NAME>Orvo</ALIAS_NAME><NOTE>nom de guerre</NOTE>", NameKind.ALIAS),
        ],
    )
    def test_quality_and_note_tell_an_alias_kind(self, alias: str, kind: NameKind) -> None:
        names = read_one(f"<INDIVIDUAL_ALIAS>{alias}</INDIVIDUAL_ALIAS>").person.names

        assert names[1:] == (Name("Orvo", kind=kind),)

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("Orvo; Orvalin", [Name("Orvo", "", ALIAS), Name("Orvalin", "", ALIAS)]),
            ("a) Orvo b) Orvalin", [Name("Orvo", "", ALIAS), Name("Orvalin", "", ALIAS)]),
            ("Testo, Orvo Per", [Name("Testo", "Orvo Per", ALIAS)]),
            ("Orvo Testo (Орво Тесто)", [Name("Orvo Testo", "", ALIAS), Name("Орво Тесто", "", ORIGINAL)]),
            ("Orvo (original script: Орво)", [Name("Orvo", "", ALIAS), Name("Орво", "", ORIGINAL)]),
            ("Orvo (combat name)", [Name("Orvo", "", ALIAS)]),
            ("Orvo Testo, born 1 Jan. 1953 (passport no. 1)", [Name("Orvo Testo", "", ALIAS)]),
            ("“Orvo”", [Name("Orvo", "", ALIAS)]),
        ],
    )
    def test_alias_text_gives_the_names_that_it_holds(self, text: str, names: list[Name]) -> None:
        alias = f"<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>{text}</ALIAS_NAME></INDIVIDUAL_ALIAS>"

        assert list(read_one(alias).person.names[1:]) == names

    def test_note_of_an_alias_gives_its_original_script(self) -> None:
        alias = "<ALIAS_NAME>Orvo</ALIAS_NAME><NOTE>original script: Орво</NOTE>"
        names = read_one(f"<INDIVIDUAL_ALIAS>{alias}</INDIVIDUAL_ALIAS>").person.names

        assert names[2] == Name("Орво", kind=NameKind.ORIGINAL_SCRIPT)

    def test_name_beyond_all_measure_is_noted_and_left_out(self) -> None:
        names = f"<FIRST_NAME>ORVAL</FIRST_NAME><NAME_ORIGINAL_SCRIPT>{'О' * 301}</NAME_ORIGINAL_SCRIPT>"
        found = read(f"<INDIVIDUAL><DATAID>1</DATAID>{names}</INDIVIDUAL>")

        assert found.alerts[0].person.names == (Name("ORVAL"),)
        assert [note.reason for note in found.notes] == ["a name is longer than 300 characters"]

    def test_empty_alias_is_no_name(self) -> None:
        alias = "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"

        assert len(read_one(alias).person.names) == 1


class TestBirths:
    """TYPE_OF_DATE is EXACT, APPROXIMATELY or BETWEEN; DATE, YEAR, FROM_YEAR and TO_YEAR, and NOTE hold the date."""

    @pytest.mark.parametrize(
        ("birth", "expected"),
        [
            ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1971-03-02</DATE>", "1971-03-02"),
            ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1971-03-02-05:00</DATE>", "1971-03-02"),
            ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR>", "1971"),
            ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1971</YEAR>", "~1971"),
            ("<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1971</FROM_YEAR><TO_YEAR>1973</TO_YEAR>", "1971/1973"),
            ("<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1973</FROM_YEAR><TO_YEAR>1971</TO_YEAR>", "1971/1973"),
            (
                "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1971</FROM_YEAR><TO_YEAR>1973</TO_YEAR><NOTE>Approx.</NOTE>",
                "~1971/1973",
            ),
            ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973 </NOTE>", "1973-11"),
            ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1973</YEAR><NOTE>Sep.</NOTE>", "1973-09"),
            ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Between Aug. and Sep. 1977</NOTE>", "1977-08-01/1977-09-30"),
            (
                "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1971-03-02</DATE><NOTE>from a false passport</NOTE>",
                "1971-03-02",
            ),
        ],
    )
    def test_date_of_birth_is_read_as_precisely_as_it_stands(self, birth: str, expected: str) -> None:
        births = read_one(f"<INDIVIDUAL_DATE_OF_BIRTH>{birth}</INDIVIDUAL_DATE_OF_BIRTH>").person.births

        assert [str(found) for found in births] == [expected]

    def test_date_of_birth_of_an_alias_is_one_more(self) -> None:
        alias = "<INDIVIDUAL_ALIAS><DATE_OF_BIRTH>1979-12-31</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>"

        assert read_one(alias).person.births == (PartialDate.on(date(1979, 12, 31)),)

    def test_date_that_is_not_understood_is_noted_without_its_text(self) -> None:
        notes = notes_of("<INDIVIDUAL_DATE_OF_BIRTH><NOTE>30-35 years old</NOTE></INDIVIDUAL_DATE_OF_BIRTH>")

        assert notes == ["the date of birth is not understood"]

    def test_empty_date_is_no_date_and_no_note(self) -> None:
        assert notes_of("<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>") == []


class TestDocuments:
    """INDIVIDUAL_DOCUMENT: TYPE_OF_DOCUMENT, a finer TYPE_OF_DOCUMENT2, NUMBER, ISSUING_COUNTRY, NOTE."""

    def test_passport_has_number_state_and_expiry(self) -> None:
        document = (
            "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>xx-123 456</NUMBER>"
            "<ISSUING_COUNTRY>Belgium</ISSUING_COUNTRY><NOTE>Expires on 7 Dec. 2016</NOTE>"
        )

        assert read_one(f"<INDIVIDUAL_DOCUMENT>{document}</INDIVIDUAL_DOCUMENT>").person.documents == (
            Document(
                DocumentNumber("XX123456"),
                DocumentKind.PASSPORT,
                StateCode("BEL"),
                PartialDate.on(date(2016, 12, 7)),
            ),
        )

    @pytest.mark.parametrize(
        ("types", "kind"),
        [
            ("<TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>", DocumentKind.IDENTITY_CARD),
            ("<TYPE_OF_DOCUMENT>Número de pasaporte</TYPE_OF_DOCUMENT>", DocumentKind.PASSPORT),
            ("<TYPE_OF_DOCUMENT2>Birth certificate</TYPE_OF_DOCUMENT2>", DocumentKind.OTHER),
            (
                "<TYPE_OF_DOCUMENT>Certificate</TYPE_OF_DOCUMENT><TYPE_OF_DOCUMENT2>a passport</TYPE_OF_DOCUMENT2>",
                DocumentKind.PASSPORT,
            ),
            ("", DocumentKind.UNKNOWN),
        ],
    )
    def test_finer_type_goes_before_the_coarse_one(self, types: str, kind: DocumentKind) -> None:
        alert = read_one(f"<INDIVIDUAL_DOCUMENT>{types}<NUMBER>X1234</NUMBER></INDIVIDUAL_DOCUMENT>")

        assert alert.person.documents[0].kind == kind

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("TST diplomatic passport no. D000123", "D000123"),
            ("TST number O0000123", "O0000123"),
            ("Diplomatic passport Z 000123", "Z000123"),
            ("R000123 Testland", "R000123"),
            ("R000123 (July 1997)", "R000123"),
            ("(TST)000123", "TST000123"),
            ("Test document (“Ausweis”) A 000123", "A000123"),
            ("AB 000123 expires 18 Jun 2018", "AB000123"),
            ("No00123/129", "NO00123129"),
        ],
    )
    def test_words_around_a_number_are_left_out(self, text: str, number: str) -> None:
        document = f"<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>{text}</NUMBER>"
        alert = read_one(f"<INDIVIDUAL_DOCUMENT>{document}</INDIVIDUAL_DOCUMENT>")

        assert alert.person.documents[0].number == number

    def test_expiry_beside_a_number_is_read(self) -> None:
        document = "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>000123 expires 18 Jun 2018</NUMBER>"
        alert = read_one(f"<INDIVIDUAL_DOCUMENT>{document}</INDIVIDUAL_DOCUMENT>")

        assert alert.person.documents[0].date_of_expiry == PartialDate.on(date(2018, 6, 18))

    def test_document_without_a_number_is_noted(self) -> None:
        notes = notes_of("<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT></INDIVIDUAL_DOCUMENT>")

        assert notes == ["an identity document has no number that can be compared"]

    def test_empty_document_is_passed_over(self) -> None:
        assert notes_of("<INDIVIDUAL_DOCUMENT/>") == []


class TestOtherFacts:
    def test_nationalities_are_codes(self) -> None:
        values = "<VALUE>Iran (Islamic Republic of)</VALUE><VALUE>Belgium</VALUE><VALUE>Belgium</VALUE>"

        assert read_one(f"<NATIONALITY>{values}</NATIONALITY>").person.nationalities == ("IRN", "BEL")

    def test_unknown_nationality_is_noted_without_its_text(self) -> None:
        notes = notes_of("<NATIONALITY><VALUE>Ruritania</VALUE></NATIONALITY>")

        assert notes == ["the nationality is not a known state"]

    @pytest.mark.parametrize(("text", "sex"), [("Male", Sex.MALE), ("FEMALE", Sex.FEMALE), ("Unknown", Sex.UNKNOWN)])
    def test_sex_is_read(self, text: str, sex: Sex) -> None:
        assert read_one(f"<GENDER>{text}</GENDER>").person.sex == sex

    def test_birthplace_joins_its_parts(self) -> None:
        place = "<CITY>Testville</CITY><COUNTRY>Belgium</COUNTRY>"
        alert = read_one(f"<INDIVIDUAL_PLACE_OF_BIRTH>{place}</INDIVIDUAL_PLACE_OF_BIRTH>")

        assert alert.person.birthplaces == ("Testville, Belgium",)

    def test_listing_and_last_update_are_days(self) -> None:
        updates = "<LAST_DAY_UPDATED><VALUE>2019-02-01</VALUE><VALUE>2016-10-13</VALUE><VALUE/></LAST_DAY_UPDATED>"
        alert = read_one(f"<LISTED_ON>2012-12-31-05:00</LISTED_ON>{updates}")

        assert (alert.listed_on, alert.updated_on) == (date(2012, 12, 31), date(2019, 2, 1))

    @pytest.mark.parametrize(
        ("list_type", "basis"),
        [
            ("Al-Qaida", "UN Security Council resolutions 1267 (1999), 1989 (2011), 2253 (2015)"),
            ("SouthSudan", "UN Security Council resolutions 2206 (2015)"),
            ("Testland", ""),
        ],
    )
    def test_list_type_is_the_category_and_gives_the_legal_basis(self, list_type: str, basis: str) -> None:
        alert = read_one(f"<UN_LIST_TYPE>{list_type}</UN_LIST_TYPE>")

        assert (alert.category, alert.legal_basis) == (list_type, basis)


class TestWholeList:
    def test_day_of_the_list_is_read(self) -> None:
        assert read("").published_on == date(2026, 2, 27)

    def test_entities_are_counted_and_not_kept(self) -> None:
        found = read("", "<ENTITY><DATAID>1</DATAID><FIRST_NAME>TEST TRADING</FIRST_NAME></ENTITY>")

        assert (found.alerts, found.not_persons) == ((), 1)

    def test_data_id_stands_in_for_a_missing_reference(self) -> None:
        found = read("<INDIVIDUAL><DATAID>77</DATAID><FIRST_NAME>ORVAL</FIRST_NAME></INDIVIDUAL>")

        assert found.alerts[0].reference == "77"

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            ("<FIRST_NAME>ORVAL</FIRST_NAME>", "no reference"),
            ("<DATAID>77</DATAID><FIRST_NAME> </FIRST_NAME>", "no name"),
        ],
    )
    def test_entry_without_reference_or_name_is_a_bad_row(self, content: str, reason: str) -> None:
        found = read(f"<INDIVIDUAL>{content}</INDIVIDUAL>")

        assert [(row.position, row.reason) for row in found.bad_rows] == [(1, reason)]

    def test_second_entry_of_a_reference_is_a_bad_row(self) -> None:
        entry = "<INDIVIDUAL><DATAID>77</DATAID><FIRST_NAME>{}</FIRST_NAME></INDIVIDUAL>"
        found = read(entry.format("ORVAL") + entry.format("MIRA"))

        assert [alert.person.names[0].surname for alert in found.alerts] == ["ORVAL"]
        assert [(row.position, row.reference) for row in found.bad_rows] == [(2, "77")]


@pytest.mark.shared
class TestRealLists:
    """Counts by an xpath over the same files: ``count(//INDIVIDUAL)``, ``count(//ENTITY)``."""

    @pytest.mark.parametrize(
        ("day", "individuals", "entities"),
        [("2021-03-12", 711, 293), ("2024-05-15", 682, 193), ("2026-02-27", 730, 273)],
    )
    def test_every_individual_becomes_an_alert(self, shared: Path, day: str, individuals: int, entities: int) -> None:
        packed = shared / "watchlists" / "un_sc" / f"un_consolidated_{day}.xml.gz"
        found = read_list(ListFormat.UN, gzip.decompress(packed.read_bytes()))

        assert (len(found.alerts), found.not_persons, found.bad_rows) == (individuals, entities, ())
        assert found.published_on == date.fromisoformat(day)

    def test_every_list_type_of_2026_has_its_legal_basis(self, shared: Path) -> None:
        packed = shared / "watchlists" / "un_sc" / "un_consolidated_2026-02-27.xml.gz"
        found = read_list(ListFormat.UN, gzip.decompress(packed.read_bytes()))

        assert {alert.category for alert in found.alerts if not alert.legal_basis} == set()
