"""One browser a session for the tests that drive one; skipped, loudly, where there is none."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.node.web.stage import serving, stage

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
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
