"""The whole path, in a real browser: a carrier pushes, a traveller matches, an officer decides, the log tells it."""

import contextlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Page, sync_playwright

from tournai.alerts import Alert, Quality
from tournai.node.api import create_api
from tournai.node.assembly import Node, assemble
from tournai.node.duties.accounts import create_account
from tournai.node.duties.alert_sources import decide_eligibility, import_alerts, propose_eligibility
from tournai.node.settings import Settings
from tournai.node.web.app import create_app
from tournai.simulate.lists import write_un_list
from tournai.travel import close_interchange
from tournai.values import Actor, Name, NameKind, PartialDate, Person, Role, Sex, StateCode

pytestmark = pytest.mark.browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "a long password"
NODE, ADMINISTRATOR = Actor("host:test", Role.NODE), Actor("host:test", Role.ADMINISTRATOR)
CAST = {
    "a.peeters": Role.ANALYST,
    "s.martin": Role.SENIOR_ANALYST,
    "d.janssens": Role.DATA_PROTECTION_OFFICER,
    "carrier-xt": Role.CARRIER,
}
SOUGHT = Alert(
    reference="XXi.001",
    category="Invented",
    person=Person(
        names=(Name("AL-QASSARI", "YUSUF"), Name("ABU TARIQ AL-QASSARI", kind=NameKind.ALIAS)),
        births=(PartialDate.on(date(1981, 4, 17)),),
        sex=Sex.MALE,
        nationalities=(StateCode("TUN"),),
    ),
    legal_basis="invented",
    quality=Quality.GOOD,
    listed_on=date(2020, 1, 15),
)


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    made = assemble(Settings(data=tmp_path / "data", node_name="piu.example"))
    for account, role in CAST.items():
        create_account(made.ports, ADMINISTRATOR, account=account, display_name=account, role=role, password=PASSWORD)
    fetched = write_un_list([SOUGHT], datetime.now(UTC))
    import_alerts(made.ports, NODE, source="invented", format="un", data=fetched)
    approval = propose_eligibility(
        made.ports,
        Actor("a.peeters", Role.ANALYST),
        source="invented",
        category="",
        article="Directive (EU) 2016/681, Art. 6(3)(a)",
        offence="terrorism",
        review_by=date.today() + timedelta(days=90),
    )
    decide_eligibility(made.ports, Actor("s.martin", Role.SENIOR_ANALYST), approval, approve=True)
    yield made
    made.close()


@contextlib.contextmanager
def serving(node: Node) -> Iterator[str]:
    app = create_app(node.ports)
    app.mount("/api", create_api(node.ports))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    node.worker.start()
    _until(lambda: server.started)
    yield f"http://127.0.0.1:{port}"
    node.worker.stop()
    server.should_exit = True
    thread.join(timeout=10)


def _until(condition: "object", seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "nothing happened in time"
        time.sleep(0.05)


@pytest.fixture
def page() -> Iterator[Page]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the officer's journey was NOT tried")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser.new_page(viewport={"width": 1366, "height": 768}, locale="en-GB")
        browser.close()


def push_for_tonight() -> bytes:
    """A PNRGOV push with one traveller, whose name is the one sought in a French spelling, glued to its title."""
    departs = datetime.now(UTC) + timedelta(hours=5)
    day, at = f"{departs:%d%m%y}", f"{departs:%H%M}"
    booking = (
        ("SRC",),
        ("RCI", ("XT", "SYNTH1")),
        ("DAT", ("700", day, "0900")),
        ("ORG", ("XT", "TUN")),
        ("TIF", "ALQASSARI", ("YOUSSEFMR", "A", "1")),
        (
            "SSR",
            ("DOCS", "HK", "", "XT", "", "", "", "", "", "/P/TUN/Z4410027/TUN/17APR81/M/01JAN30/ALQASSARI/YOUSSEF"),
        ),
        ("SSR", ("MOML", "HK", "1", "XT")),
        ("TVL", (day, at, day, ""), "TUN", "BRU", "XT", ("812", "Y")),
        ("RPI", "1", "HK"),
    )
    message = (
        ("UNH", "1", ("PNRGOV", "13", "1", "IA")),
        ("MSG", ("", "22")),
        ("ORG", ("XT", "TUN")),
        ("TVL", (day, at), "TUN", "BRU", "XT", "812"),
        ("EQN", "1"),
        *booking,
    )
    return close_interchange(
        ("UNB", ("IATA", "1"), "XT", "SYNTHETIC", (f"{departs:%y%m%d}", "0900"), "SYNTH0001"), [message]
    )


def sign_in(page: Page, address: str, account: str) -> None:
    page.goto(f"{address}/sign-in")
    page.fill("input[name=account]", account)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def log_verify(node: Node) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from tournai.cli import main; main()", "log", "verify"]
    return subprocess.run(
        [*command, "--data", str(node.settings.data)], capture_output=True, text=True, timeout=60, check=False
    )


def test_planted_person_is_pushed_matched_reviewed_and_logged(node: Node, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with serving(node) as address:
        answer = httpx.post(
            f"{address}/api/pushes", content=push_for_tonight(), auth=("carrier-xt", PASSWORD), timeout=30
        )
        assert answer.status_code == 202
        _until(lambda: _matches(node))

        sign_in(page, address, "a.peeters")
        page.goto(f"{address}/matches")
        assert "YUSUF AL-QASSARI" in page.inner_text("main")
        page.click("main a[href^='/matches/']")
        page.wait_for_url("**/matches/*")
        page.wait_for_load_state("load")
        shown = page.inner_text("main")
        assert "ALQASSARI" in shown
        assert "1981-04-17" in shown
        page.keyboard.press("c")
        page.wait_for_selector("input[name=decision]")
        page.check("input[name=grounds][value='same full name and birth date']")
        page.keyboard.press("1")
        page.fill("textarea[name=note]", "Name and date agree; the French spelling of the same name.")
        page.click("form[action$='/decide'] button.main")
        page.wait_for_url("**/matches?*")
        assert _matches(node) == {"confirmed": 1}

        page.context.clear_cookies()
        sign_in(page, address, "d.janssens")
        page.goto(f"{address}/log")
        log = page.inner_text("main")

    for step in STEPS:
        assert step in log
    assert all(url.startswith((address, "data:")) for url in asked)
    assert log_verify(node).returncode == 0


STEPS = (
    "push:received", "push:stored", "data:dropped", "flight:screened", "match:made", "match:opened", "match:claimed",
    "review:decided",
)  # fmt: skip


def test_one_changed_byte_of_the_log_is_found(node: Node) -> None:
    database = sqlite3.connect(node.settings.data / "tournai.sqlite")
    [payload] = database.execute("SELECT payload FROM events WHERE stream = 'pnr' AND sequence = 1").fetchone()
    changed = payload.replace(b"a.peeters", b"b.peeters")
    assert changed != payload
    with database:
        database.execute("UPDATE events SET payload = ? WHERE stream = 'pnr' AND sequence = 1", (changed,))
    database.close()

    verified = log_verify(node)

    assert verified.returncode == 5
    assert "entry 1: payload edited" in verified.stderr


def _matches(node: Node) -> dict[str, int]:
    with node.ports.look() as unit:
        return unit.matches.counts()
