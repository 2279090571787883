"""The reference says what the code says."""

import re

import pytest
from docs.generate import FAMILIES, PAGES, REFERENCE, RULES, TABLES
from docs.source import sources

from tournai.node.settings import VARIABLES
from tournai.node.store.schema import metadata
from tournai.oversight.events import EventKind
from tournai.screening.weights import WEIGHTS_VERSION


@pytest.mark.parametrize("name", PAGES)
def test_generated_page_is_current(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run: python docs/generate.py"


def test_reference_holds_generated_pages_and_the_card_of_the_models() -> None:
    assert {page.name for page in REFERENCE.iterdir()} == {*PAGES, "biometric-models.md"}


def test_every_table_of_the_schema_is_described() -> None:
    assert set(TABLES) == set(metadata.tables)


def test_every_rule_that_the_code_names_is_in_the_catalogue_and_no_other() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources())

    assert set(re.findall(r"\b(?:PNR|LED|EXC|PRU|SIS|PRV|EEV|DSA|TCO|SYS)-[0-9]{2}\b", code)) == set(RULES)


@pytest.mark.parametrize(
    ("page", "word"),
    [
        *(("events.md", kind.value) for kind in EventKind),
        *(("settings.md", variable) for variable in VARIABLES),
        *(("errors-and-exit-codes.md", family.__name__) for family in FAMILIES),
        ("screening-weights.md", WEIGHTS_VERSION),
    ],
)
def test_reference_names(page: str, word: str) -> None:
    assert f"`{word}`" in (REFERENCE / page).read_text(encoding="utf-8")
