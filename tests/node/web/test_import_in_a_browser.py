"""An import in two steps, on a real node and in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.fakes.officers import ANALYST
from tests.fakes.wanted import published
from tests.node.web.conftest import PASSWORD

pytestmark = pytest.mark.browser


@contextmanager
def analysts_tab(browser: Browser, address: str, *, runs_scripts: bool) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="en-GB", java_script_enabled=runs_scripts)
    context.set_default_timeout(10_000)
    tab = context.new_page()
    tab.goto("/sign-in?next=/alerts")
    tab.fill("#account", ANALYST.identifier)
    tab.fill("#password", PASSWORD)
    tab.click("main button")
    tab.wait_for_url("**/alerts")
    yield tab
    context.close()


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Page]:
    """A signed-in analyst's tab."""
    with analysts_tab(browser, address, runs_scripts=True) as tab:
        yield tab


@pytest.fixture
def plain_desk(browser: Browser, address: str) -> Iterator[Page]:
    """The same in a browser that runs no script."""
    with analysts_tab(browser, address, runs_scripts=False) as tab:
        yield tab


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """An edition of an invented list, as a file."""
    file = tmp_path / "list.xml"
    file.write_bytes(published())
    return file


def preview(tab: Page, file: Path, source: str) -> str:
    tab.fill("#source", source)
    tab.set_input_files("#file", file)
    tab.click("text=Preview")
    return tab.locator("[data-report]").inner_text()


def test_preview_stores_nothing_and_says_so(desk: Page, edition: Path) -> None:
    assert "nothing stored yet" in preview(desk, edition, "only-previewed")


def test_chosen_file_stays_chosen_for_the_import(desk: Page, edition: Path) -> None:
    preview(desk, edition, "scripted-list")

    desk.click("[data-after-preview]")

    assert desk.locator("[data-report] h2").inner_text() == "Imported: scripted-list"


def test_without_a_script_the_file_is_chosen_again(plain_desk: Page, edition: Path) -> None:
    preview(plain_desk, edition, "plain-list")

    plain_desk.set_input_files("form[action='/alerts/import'] input[type=file]", edition)
    plain_desk.click("form[action='/alerts/import'] button")

    assert plain_desk.locator("[data-report] h2").inner_text() == "Imported: plain-list"
