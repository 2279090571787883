"""The board of a real node in a real browser, while its clock moves: right at every moment; and a timetable loaded."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.acts import UNKNOWN_BOOKING, deliver
from tests.fakes.carrier import Flight, pnrgov
from tests.fakes.clock import MovableClock
from tests.fakes.officers import ADMINISTRATOR, ANALYST
from tests.node.web.conftest import PASSWORD
from tests.node.web.stage import serving

from tournai.node.assembly import Node, assemble
from tournai.node.duties.accounts import create_account
from tournai.node.settings import Settings
from tournai.node.web.app import create_app

pytestmark = pytest.mark.browser

SCHEDULE = b"""SSM\nLT\nNEW\nXX717\n01DEC26 01DEC26 2\nJ 320\nIST1300 BRU1430
//\nNEW\nXX718\n01DEC26 01DEC26 2\nJ 320\nBRU1100 TUN1300
//\nNEW\nXX719\n01DEC26 01DEC26 2\nF 74F\nJFK0500 BRU1730\n"""
"""Three flights of 1 December 2026 that leave at 10:00 UTC, 25 hours after the clock's beginning; one is cargo."""
PUSHED = Flight(departs="011226:1300", arrives="011226:1430", origin="IST")
CANCELLED = b"ASM\nLT\nCNL\nXX718/01DEC26\n"


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def node(tmp_path: Path, clock: MovableClock) -> Iterator[Node]:
    made = assemble(Settings(data=tmp_path / "node", node_name="piu.example", states="BEL"), clock)
    person = {"account": ANALYST.identifier, "display_name": "An Analyst", "role": ANALYST.role}
    create_account(made.ports, ADMINISTRATOR, password=PASSWORD, **person)
    yield made
    made.close()


@pytest.fixture
def desk(browser: Browser, node: Node) -> Iterator[Page]:
    """A signed-in analyst's tab on the timetable."""
    with serving(create_app(node.ports)) as address:
        context = browser.new_context(base_url=address, locale="en-GB")
        context.set_default_timeout(10_000)
        tab = context.new_page()
        tab.goto("/sign-in?next=/timetable")
        tab.fill("#account", ANALYST.identifier)
        tab.fill("#password", PASSWORD)
        tab.click("main button")
        tab.wait_for_url("**/timetable")
        yield tab
        context.close()


def load(tab: Page, data: bytes) -> str:
    """Preview a timetable and load it; return what the page says then."""
    tab.goto("/timetable")
    tab.fill("#source", "XX")
    tab.set_input_files("#file", {"name": "xx.txt", "mimeType": "text/plain", "buffer": data})
    tab.click("text=Preview")
    tab.wait_for_selector("[data-report]")
    tab.click("button:has-text('Load what was previewed'):visible")
    return tab.locator("[data-report]").inner_text()


def look_again(tab: Page) -> None:
    """Open the board in a new session: the clock has gone on past the old one."""
    tab.context.clear_cookies()
    tab.goto("/sign-in?next=/flights")
    tab.fill("#account", ANALYST.identifier)
    tab.fill("#password", PASSWORD)
    tab.click("main button")
    tab.wait_for_url("**/flights")


def row(tab: Page, designator: str) -> list[str]:
    """Return the cells of a flight's row: from the push in advance to the list."""
    cells = tab.locator(f"tr:has(a:text-is('{designator}')) td").all_inner_texts()
    return [cell.strip().replace("\n", "") for cell in cells[3:6]]


def test_timetable_is_previewed_and_loaded(desk: Page) -> None:
    said = load(desk, SCHEDULE)

    assert "Loaded: XX" in said
    assert "+3" in said


def test_board_is_right_while_the_day_goes_by(desk: Page, node: Node, clock: MovableClock) -> None:
    load(desk, SCHEDULE)
    deliver(node, pnrgov(UNKNOWN_BOOKING, flight=PUSHED))
    seen = []
    for hours in (0, 1.5, 0.5, 23, 1.5):
        clock.move(timedelta(hours=hours))
        look_again(desk)
        seen.append((row(desk, "XX 717")[:2], row(desk, "XX 718")[:2]))

    assert seen == [
        (["on time", "–not due yet"], ["1 h 0 min left", "–not due yet"]),
        (["on time", "–not due yet"], ["late", "–not due yet"]),
        (["on time", "–not due yet"], ["late: call", "–not due yet"]),
        (["on time", "2 h 0 min left"], ["late: call", "2 h 0 min left"]),
        (["on time", "not there: call"], ["missing", "not there: call"]),
    ]


def test_cancelled_flight_and_cargo_owe_nothing(desk: Page) -> None:
    load(desk, SCHEDULE)
    load(desk, CANCELLED)

    desk.goto("/flights")

    assert (row(desk, "XX 718")[0], row(desk, "XX 719")[0]) == ("cancelled", "carries no passengers")


def test_flight_to_call_about_stands_first_and_is_counted(desk: Page, clock: MovableClock, node: Node) -> None:
    load(desk, SCHEDULE)
    deliver(node, pnrgov(UNKNOWN_BOOKING, flight=PUSHED))
    clock.move(timedelta(hours=2))

    desk.goto("/flights")

    assert desk.locator("tbody[data-rows] a").first.inner_text() == "XX 718"
    desk.click("text=call the carrier")
    assert desk.locator("tbody[data-rows] tr").count() == 1


def test_flight_is_found_by_its_route(desk: Page) -> None:
    load(desk, SCHEDULE)
    desk.goto("/flights")

    desk.fill("#text", "istbru")
    desk.click("text=Find")

    assert desk.locator("tbody[data-rows] a").all_inner_texts() == ["XX 717"]


def test_typed_flight_is_kept_and_a_slip_keeps_what_was_typed(desk: Page) -> None:
    for field, value in {
        "flight": "XX900",
        "from": "QQQ",
        "to": "BRU",
        "departure": "12:00",
        "arrival": "14:00",
    }.items():
        desk.fill(f"#{field}", value)
    desk.fill("#first", "2026-12-01")
    desk.click("text=Put it in the timetable")
    refused = desk.locator(".slip").inner_text()

    desk.fill("#from", "IST")
    desk.click("text=Put it in the timetable")

    assert "QQQ is not known" in refused
    assert "The flight is in the timetable." in desk.locator("main").inner_text()
