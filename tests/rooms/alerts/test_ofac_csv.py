"""The SDN list in its legacy comma-separated files; invented rows in the published layout."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from tournai.alerts import Alert, ListFormat, read_list
from tournai.errors import Malformed
from tournai.values import Document, DocumentKind, DocumentNumber, Name, NameKind, PartialDate, Sex, StateCode

NOTHING = "-0- ," * 7
ADD = b'7,25,"1 Test Street","Testville","Belgium",-0- \r\n\x1a'


def row(
    remarks: str = "-0- ", *, name: str = "TESTIN, Orval Ben", programme: str = "SDGT", kind: str = "individual"
) -> str:
    return f'7,"{name}","{kind}","{programme}",{NOTHING}"{remarks}"\r\n'


def read_one(remarks: str, *more: bytes) -> Alert:
    return read_list(ListFormat.OFAC_CSV, (row(remarks) + "\x1a").encode(), *more).alerts[0]


def test_name_is_parted_at_its_comma() -> None:
    assert read_one("-0- ").person.names == (Name("TESTIN", "Orval Ben"),)


def test_null_marker_is_nothing() -> None:
    person = read_one("-0- ").person

    assert (person.births, person.nationalities, person.birthplaces, person.documents) == ((), (), (), ())


def test_remarks_give_births_places_and_states() -> None:
    remarks = "DOB circa 1962; alt. DOB 03 Mar 1963; POB Testville, Belgium; nationality Iraq; citizen Ecuador."
    person = read_one(remarks).person

    assert person.births == (PartialDate.in_year(1962, is_approximate=True), PartialDate.on(date(1963, 3, 3)))
    assert person.birthplaces == ("Testville, Belgium",)
    assert person.nationalities == ("IRQ", "ECU")


def test_remarks_give_the_sex() -> None:
    assert read_one("DOB 1962; Gender Female; Linked To: TEST TRADING.").person.sex == Sex.FEMALE


@pytest.mark.parametrize(
    ("remark", "document"),
    [
        ("Passport X123456 (Iran)", Document(DocumentNumber("X123456"), DocumentKind.PASSPORT, StateCode("IRN"))),
        ("alt. Passport G 123456", Document(DocumentNumber("G123456"), DocumentKind.PASSPORT)),
        (
            "Passport L 123456 issued 28 Feb 1996 expires 27 Feb 2001",
            Document(DocumentNumber("L123456"), DocumentKind.PASSPORT, None, PartialDate.on(date(2001, 2, 27))),
        ),
        (
            "Cedula No. 123456 (Ecuador)",
            Document(DocumentNumber("123456"), DocumentKind.IDENTITY_CARD, StateCode("ECU")),
        ),
        ("D.N.I. 00-123 (Peru)", Document(DocumentNumber("00123"), DocumentKind.IDENTITY_CARD, StateCode("PER"))),
    ],
)
def test_remark_gives_an_identity_document(remark: str, document: Document) -> None:
    assert read_one(f"DOB 1962; {remark}.").person.documents == (document,)


@pytest.mark.parametrize("remark", ["Member of the 3 Test Brigade", "President of TEST 21", "#2 in Test Organization"])
def test_other_remarks_with_a_number_are_no_document(remark: str) -> None:
    assert read_one(f"DOB 1962; {remark}.").person.documents == ()


def test_alias_in_the_remarks_is_weak() -> None:
    names = read_one("DOB 1962; a.k.a. 'ORVO, Tes'to'; f.k.a. 'TESTO'.").person.names

    assert names[1:] == (Name("ORVO", "Tes'to", NameKind.WEAK_ALIAS), Name("TESTO", "", NameKind.FORMER))


def test_aliases_file_gives_names_whichever_place_it_has() -> None:
    alt = b'7,57,"aka","TESTO, Orvo",-0- \r\n7,58,"fka","TESTA",-0- \r\n8,59,"aka","OTHER",-0- \r\n\x1a'
    names = read_one("-0- ", ADD, alt).person.names

    assert names[1:] == (Name("TESTO", "Orvo", NameKind.ALIAS), Name("TESTA", "", NameKind.FORMER))


def test_several_programmes_are_parted_at_their_brackets() -> None:
    found = read_list(ListFormat.OFAC_CSV, row(programme="SDGT] [IRGC").encode())

    assert (found.alerts[0].category, found.alerts[0].programmes) == ("SDGT", ("SDGT", "IRGC"))


def test_row_that_names_no_individual_is_counted() -> None:
    assert read_list(ListFormat.OFAC_CSV, row(kind="-0- ").encode()).not_persons == 1


def test_row_of_another_width_is_a_bad_row() -> None:
    found = read_list(ListFormat.OFAC_CSV, (row() + "8,TESTO\r\n").encode())

    assert [(bad.position, bad.reason) for bad in found.bad_rows] == [(2, "a row of 2 columns where 12 were expected")]


def test_windows_text_is_read() -> None:
    found = read_list(ListFormat.OFAC_CSV, row(name="TESTÍN").encode("cp1252"))

    assert found.alerts[0].person.names == (Name("TESTÍN"),)


def test_file_of_another_width_is_refused() -> None:
    with pytest.raises(Malformed, match="no row has 12 columns"):
        read_list(ListFormat.OFAC_CSV, ADD)


@pytest.mark.shared
def test_every_individual_of_the_real_files_becomes_an_alert(shared: Path) -> None:
    """4 620 by ``grep -c '"individual"'`` over the file of 2021-07-07."""
    sdn, add, alt = (
        gzip.decompress((shared / "watchlists" / "ofac" / f"csv_2021-07_{name}.csv.gz").read_bytes())
        for name in ("sdn", "add", "alt")
    )
    found = read_list(ListFormat.OFAC_CSV, sdn, add, alt)

    assert (len(found.alerts), found.bad_rows) == (4620, ())
