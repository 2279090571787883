"""The form of an order on paper: every section of its annex, in four languages, for one audience."""

from datetime import UTC
from pathlib import Path

import msgspec
import pytest
from tests.cli.test_order import file_of
from tests.fakes.orders import FURTHER, NOW, issued_by_judge, preservation_order, subscriber_order, traffic_order
from typer.testing import CliRunner

from tournai.cli.main import app
from tournai.forms import Form
from tournai.node.web.languages import read_catalogue
from tournai.node.web.order_form import order_form
from tournai.node.web.order_words import TITLES, WORDS
from tournai.node.web.sentences import is_translated
from tournai.providers.orders import Audience, Order, SignedOrder, render

LANGUAGES = ["en", "fr", "nl", "de"]
SAME = {"IMEI", "imei", "other", "email"}


def paper(order: Order, audience: Audience = Audience.ENFORCING_AUTHORITY, language: str = "en") -> Form:
    signed = SignedOrder(order=order, signatures=issued_by_judge(order))
    return order_form(render(signed, audience), language, UTC, NOW)


def letters(form: Form) -> str:
    sections: list[dict[str, str]] = msgspec.convert(form.values["sections"], list[dict[str, object]])  # type: ignore[assignment]
    return "".join(one["title"][0] for one in sections if one["title"][1] == " ")


def test_epoc_has_the_sections_of_annex_i_that_are_filled() -> None:
    assert letters(paper(traffic_order())) == "ABCEFGHIKLM"


def test_epoc_pr_has_the_sections_of_annex_ii() -> None:
    assert letters(paper(preservation_order(), Audience.ADDRESSEE)) == "ABCDEF"


@pytest.mark.parametrize("language", LANGUAGES)
def test_addressees_copy_has_no_section_m(language: str) -> None:
    form = paper(traffic_order(), Audience.ADDRESSEE, language)

    assert letters(form) == "ABCEFGHIKL"
    assert FURTHER.case_summary not in str(form.values)


def test_enforcing_authoritys_copy_has_the_case_summary_and_no_case_file() -> None:
    told = str(paper(traffic_order()).values)

    assert FURTHER.case_summary in told
    assert "Arrests are planned" not in told


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_every_word_of_the_form_is_said(language: str) -> None:
    messages = read_catalogue(language)
    words = {*TITLES.values(), *WORDS.values()} - SAME

    assert [word for word in sorted(words) if not is_translated(word, messages)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_command_writes_the_form_as_archival_pdf(language: str, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    source, out = file_of(tmp_path, subscriber_order()), tmp_path / "order.pdf"

    shown = CliRunner().invoke(app, ["--language", language, "order", "print", source, "--out", str(out)])

    assert shown.exit_code == 0
    assert b"<pdfaid:part>2</pdfaid:part>" in out.read_bytes()
