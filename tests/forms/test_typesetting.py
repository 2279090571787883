"""Forms as PDF: archival, tagged, the same bytes for the same form, values never markup."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tournai.errors import Unavailable
from tournai.forms import Form, picture_of, typeset, typesetting

TEMPLATE = (
    '#import "sheet.typ": sheet\n#let v = json("values.json")\n#show: sheet.with(v.frame)\n= #v.frame.title\n#v.text'
)
FORM = Form("Form", "fr", TEMPLATE, {"text": "é"}, "invented", "foot", datetime(2026, 11, 24, tzinfo=UTC))


def of(text: str) -> bytes:
    return typeset(msgspec.structs.replace(FORM, values={"text": text}))


def test_it_is_archival_and_tagged() -> None:
    """ISO 19005-2, 6.6.4 and ISO 14289-1, 5: the file's metadata claim it; 7.1: it has a tree of structure."""
    made = typeset(FORM)

    assert made.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/StructTreeRoot" in made


def test_it_names_its_language() -> None:
    assert b"/Lang(fr)" in typeset(FORM).replace(b"/Lang (fr)", b"/Lang(fr)")


def test_the_same_form_gives_the_same_bytes() -> None:
    assert typeset(FORM) == typeset(FORM)


def test_the_time_is_that_of_the_form() -> None:
    assert typeset(FORM) != typeset(msgspec.structs.replace(FORM, made_at=FORM.made_at + timedelta(days=1)))


HOSTILE = ('#read("sheet.typ")', "#panic()", "$ x", "*bold", "</a>", "漢", "\u202e\u0301\x00", "\ud800")


@pytest.mark.parametrize("text", HOSTILE)
def test_values_are_no_markup(text: str) -> None:
    assert of(text).startswith(b"%PDF")


@pytest.mark.parametrize("first", [0x20, 0x370, 0x1E00, 0x2000, 0x2100])
def test_whatever_characters_a_document_holds_the_form_is_made(first: int) -> None:
    assert of("".join(map(chr, range(first, first + 0x250)))).startswith(b"%PDF")


def test_a_picture_goes_with_words_for_who_does_not_see_it() -> None:
    assert picture_of(b"\xff\xd8", "Portrait") == {"data": [255, 216], "alternative": "Portrait"}


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(typesetting, "import_module", missing)

    with pytest.raises(Unavailable, match=r"tournai\[forms\]"):
        typeset(FORM)
