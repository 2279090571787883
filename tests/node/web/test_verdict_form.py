"""The verdict on paper: every step with its section, what failed first, in the reader's language."""

from datetime import UTC

import msgspec
import pytest
from tests.node.web.document_scenes import LINES, findings
from tests.node.web.flight_scenes import NOW

from tournai.forms import typeset
from tournai.node.duties.document_prints import PrintedVerdict
from tournai.node.web.verdict_form import is_invented, verdict_form

PRINTED = PrintedVerdict(findings(), {}, "b.claes", NOW)


def form(language: str = "en"):
    return verdict_form(PRINTED, language, UTC)


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_it_is_made_in_each_language(language: str) -> None:
    assert typeset(form(language)).startswith(b"%PDF")


def test_every_step_stands_with_its_section() -> None:
    wanted = [(step.code, step.outcome.value) for step in PRINTED.findings.verdict.steps]

    assert [(step["code"], step["outcome"]["code"]) for step in form().values["steps"]] == wanted


def test_it_tells_who_printed_it_and_when() -> None:
    assert form().footer.startswith("Printed by b.claes on ")


def test_a_document_of_utopia_is_marked_as_invented() -> None:
    """ICAO Doc 9303-3, section 5: UTO, of examples."""
    marked = msgspec.structs.replace(PRINTED.findings, printed=zone("UTO"))

    assert (is_invented(marked), is_invented(msgspec.structs.replace(marked, printed=zone("D<<")))) == (True, False)


def zone(state: str):
    return msgspec.structs.replace(PRINTED.findings.printed, lines=LINES, fields={"issuing_state": state})
