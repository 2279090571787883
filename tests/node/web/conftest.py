"""A real node for the door, and one browser a module; skipped, loudly, where there is none."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.fakes.officers import ADMINISTRATOR, ANALYST, DATA_PROTECTION_OFFICER, JUDGE, SENIOR
from tests.node.web.stage import serving, stage

from tournai.node.assembly import Node, assemble
from tournai.node.duties.accounts import create_account
from tournai.node.settings import Settings
from tournai.node.web.app import create_app

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

PASSWORD = "correct horse battery staple"
PEOPLE = (ANALYST, SENIOR, DATA_PROTECTION_OFFICER, JUDGE, ADMINISTRATOR)


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    made = assemble(Settings(data=tmp_path_factory.mktemp("node"), node_name="piu.example"))
    for person in PEOPLE:
        create_account(
            made.ports, ADMINISTRATOR, account=person.identifier, display_name=person.identifier, role=person.role,
            password=PASSWORD,
        )  # fmt: skip
    yield made
    made.close()


@pytest.fixture(scope="session")
def address(node: Node) -> Iterator[str]:
    with serving(create_app(node.ports)) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium. Playwright runs once a process at a time, so it ends with the module: others start their own."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"needs a browser: install one of {', '.join(BROWSERS)}")
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=flags)
        yield running
        running.close()


@pytest.fixture(scope="session")
def stage_address() -> Iterator[str]:
    """The address of the served scenes."""
    with serving(stage()) as address:
        yield address


@pytest.fixture
def tab(browser: Browser, stage_address: str) -> Iterator[Page]:
    """A fresh tab at the address of the scenes, as wide as a laptop."""
    context = browser.new_context(base_url=stage_address, viewport={"width": 1366, "height": 768})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
