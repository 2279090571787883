"""One door for all formats: packed, hostile and foreign bytes."""

import pytest

from tournai.alerts import ListFormat, read_list
from tournai.alerts import entries as entries_module
from tournai.errors import Malformed

UN = "<CONSOLIDATED_LIST><INDIVIDUALS>{}</INDIVIDUALS></CONSOLIDATED_LIST>"
PERSON = "<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>{}</FIRST_NAME></INDIVIDUAL>"
BOMB = (
    '<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
EXTERNAL = '<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY d SYSTEM "file:///etc/passwd">]>'


def code_of(form: ListFormat, *files: bytes) -> str:
    with pytest.raises(Malformed) as caught:
        read_list(form, *files)
    return caught.value.code


@pytest.mark.parametrize("form", list(ListFormat))
@pytest.mark.parametrize("data", [b"\x1f\x8b\x08\x00", b"PK\x03\x04\x14"])
def test_packed_list_is_refused_with_advice(form: ListFormat, data: bytes) -> None:
    with pytest.raises(Malformed, match="unpack it first"):
        read_list(form, data)


@pytest.mark.parametrize("form", list(ListFormat))
def test_empty_list_is_refused(form: ListFormat) -> None:
    assert code_of(form, b" \n") == "empty"


@pytest.mark.parametrize("prologue", [BOMB, EXTERNAL, "<!DOCTYPE CONSOLIDATED_LIST []>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_type_is_refused_in_any_encoding(prologue: str, encoding: str) -> None:
    data = (prologue + UN.format(PERSON.format("&d;" if "ENTITY d" in prologue else "ORVAL"))).encode(encoding)

    assert code_of(ListFormat.UN, data) == "document-type"


def test_list_of_another_format_is_refused() -> None:
    assert code_of(ListFormat.OFAC, UN.format("").encode()) == "wrong-root"


def test_root_inside_another_root_is_refused() -> None:
    assert code_of(ListFormat.UN, f"<x>{UN.format('')}</x>".encode()) == "wrong-root"


def test_list_cut_short_is_refused_and_its_text_not_quoted() -> None:
    data = UN.format(PERSON.format("ORVAL<TESTIN")).encode()

    with pytest.raises(Malformed, match=r"not well-formed XML \(line 1\)") as caught:
        read_list(ListFormat.UN, data)
    assert "TESTIN" not in str(caught.value)


def test_elements_nested_too_deep_are_refused() -> None:
    assert code_of(ListFormat.UN, UN.format("<a>" * 1000 + "</a>" * 1000).encode()) == "xml"


def test_long_stretch_without_an_entry_is_refused() -> None:
    filler = b"<x/>" * (entries_module.MAX_ENTRY_BYTES // 4 + 1)

    assert code_of(ListFormat.UN, b"<CONSOLIDATED_LIST>" + filler + b"</CONSOLIDATED_LIST>") == "entry-too-long"


def test_entries_in_any_namespace_are_read() -> None:
    data = UN.replace("<CONSOLIDATED_LIST", '<CONSOLIDATED_LIST xmlns="urn:next-year"').format(PERSON.format("ORVAL"))

    assert len(read_list(ListFormat.UN, data.encode()).alerts) == 1


def test_comments_and_instructions_inside_an_entry_are_passed_over() -> None:
    data = UN.format(PERSON.format("OR<!-- note -->VAL<?x y?>")).encode()

    assert read_list(ListFormat.UN, data).alerts[0].person.names[0].surname == "ORVAL"


def test_second_file_is_refused_where_the_format_is_one_file() -> None:
    assert code_of(ListFormat.UN, UN.format("").encode(), b"more") == "files"


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", ["(", "(a", "a) ", "; ", " born", "no 1", "expires 1 ", "in arabic:", "1", "A"])
@pytest.mark.parametrize("field", ["<INDIVIDUAL_ALIAS><ALIAS_NAME>{}</ALIAS_NAME></INDIVIDUAL_ALIAS>",
                                   "<INDIVIDUAL_ALIAS><NOTE>{}</NOTE></INDIVIDUAL_ALIAS>",
                                   "<INDIVIDUAL_DOCUMENT><NUMBER>{}</NUMBER></INDIVIDUAL_DOCUMENT>",
                                   "<INDIVIDUAL_DOCUMENT><NOTE>{}</NOTE></INDIVIDUAL_DOCUMENT>"])  # fmt: skip
def test_long_field_takes_no_longer_than_its_length(field: str, piece: str) -> None:
    """At 500 kB anything that grows with the square of the length outlasts the limit."""
    person = "<DATAID>1</DATAID><FIRST_NAME>ORVAL</FIRST_NAME>" + field.format(piece * (500_000 // len(piece)))

    found = read_list(ListFormat.UN, UN.format(f"<INDIVIDUAL>{person}</INDIVIDUAL>").encode())

    assert len(found.alerts) == 1
