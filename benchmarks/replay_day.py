"""A day of synthetic flights replayed into a real node, its board compared with the truth all the while.

Carriers push over HTTP at their moments of a clock that runs 60 times too fast; timetables change by ASM. Every few
seconds the whole board is read, and now and then the page in a browser, and each push's state is compared with the
plan's own truth. What happened within the last moments may not have been processed yet: it is counted apart.

Takes about half an hour. ``TOURNAI_REPLAY_FLIGHTS`` (1500), ``TOURNAI_REPLAY_SPEED`` (60) and ``TOURNAI_REPLAY_HOURS``
(24) make it shorter; ``TOURNAI_REPLAY_PICTURES`` names a folder for pictures of the page.
"""

import os
import re
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright
from tests.node.web.stage import serving

from tournai.cli.node import administrator, operator
from tournai.node.api.app import create_api
from tournai.node.assembly import Node, assemble
from tournai.node.duties.accounts import create_account
from tournai.node.duties.boards import BoardFilter, show_board
from tournai.node.duties.flight_views import FlightView
from tournai.node.duties.pushes import receive_push
from tournai.node.duties.timetable import import_timetable
from tournai.node.settings import Settings
from tournai.node.web.app import create_app
from tournai.simulate.day import Day, DayFlight, Event, Kind, plan_day
from tournai.values import Actor, Role

NAME = "replay-day"

FLIGHTS = int(os.environ.get("TOURNAI_REPLAY_FLIGHTS", "1500"))
SPEED = float(os.environ.get("TOURNAI_REPLAY_SPEED", "60"))
HOURS = float(os.environ.get("TOURNAI_REPLAY_HOURS", "24"))
PICTURES = os.environ.get("TOURNAI_REPLAY_PICTURES", "")
SEED = 2016
BEGINS_AT = datetime(2026, 11, 25, tzinfo=UTC)
PASSWORD = "replayed-day"
CARRIER, ANALYST = Actor("carrier", Role.CARRIER), Actor("analyst", Role.ANALYST)
READ_EVERY_SECONDS, LOOK_EVERY_SECONDS = 10.0, 120.0
UNDER_WAY_SECONDS = 5.0
"""What happened so short a while ago, in real time, may still be on its way through the spool."""
TEXTS = {
    "on time": r"on time", "missing": r"missing", "late": r"late(: call)?", "received late": r"came late",
    "due": r".+ left|not there: call", "not due": r"–\s*not due yet", "not owed": r".*",
}  # fmt: skip


class Clock:
    """The replayed time: set by hand before the day, then running."""

    def __init__(self) -> None:
        self.at = BEGINS_AT
        self.started: float | None = None

    def __call__(self) -> datetime:
        if self.started is None:
            return self.at
        return BEGINS_AT + timedelta(seconds=(time.monotonic() - self.started) * SPEED)


def measure() -> list[dict[str, object]]:
    """Return what was compared, and how often it was right, as rows."""
    day = plan_day(SEED, BEGINS_AT, flights=FLIGHTS)
    clock = Clock()
    with _node(clock) as node:
        happenings = _play_before(node, clock, day)
        found = Counter[str]()
        app = create_app(node.ports)
        app.mount("/api", create_api(node.ports))
        with serving(app) as address, _page(address) as page:
            node.worker.start()
            clock.started = time.monotonic()
            carriers = threading.Thread(target=_send, args=(node, clock, address, happenings), daemon=True)
            carriers.start()
            _watch(node, clock, day, page, found)
    return [{"what": what, "how many": count} for what, count in found.items()]


@contextmanager
def _node(clock: Clock) -> Iterator[Node]:
    folder = Path(tempfile.mkdtemp(prefix="tournai-replay-"))
    node = assemble(Settings(data=folder, node_name="replay.example", states="BEL,FRA"), clock)
    for account, role in (("carrier", Role.CARRIER), ("analyst", Role.ANALYST)):
        names = {"account": account, "display_name": account.title(), "password": PASSWORD}
        create_account(node.ports, administrator(), role=role, **names)
    try:
        yield node
    finally:
        node.worker.stop()
        node.close()
        shutil.rmtree(folder)


def _play_before(node: Node, clock: Clock, day: Day) -> list[Event]:
    """Load the timetables and play what came before the day; return what is to come."""
    clock.at = BEGINS_AT - timedelta(days=3)
    for carrier, data in day.timetables():
        import_timetable(node.ports, operator(), source=carrier, data=data)
    events = list(day.events())
    before = [event for event in events if event.at < BEGINS_AT]
    for number, event in enumerate(before):
        clock.at = event.at
        _happen(node, event)
        if number % 50 == 49:
            node.worker.run_until_idle()
    clock.at = BEGINS_AT
    node.worker.run_until_idle()
    return events[len(before) :]


def _happen(node: Node, event: Event) -> None:
    if event.kind is None:
        import_timetable(node.ports, operator(), source="day", data=event.body)
    else:
        receive_push(node.ports, CARRIER, event.body, channel="http")


def _send(node: Node, clock: Clock, address: str, events: list[Event]) -> None:
    with httpx.Client(base_url=address, auth=("carrier", PASSWORD), timeout=60) as client:
        for event in events:
            while clock() < event.at:
                time.sleep(0.02)
            if event.kind is None:
                _happen(node, event)
            else:
                _post(client, event.body)


def _post(client: httpx.Client, body: bytes) -> None:
    """Push as carriers do: what is turned away for now is sent again."""
    while client.post("/api/pushes", content=body).status_code == httpx.codes.SERVICE_UNAVAILABLE:
        time.sleep(0.5)


def _watch(node: Node, clock: Clock, day: Day, page: Page, found: Counter[str]) -> None:
    planned = {one.key: one for one in day.flights}
    ends_at, looked_at = BEGINS_AT + timedelta(hours=HOURS), 0.0
    while clock() < ends_at:
        began = time.monotonic()
        _read_board(node, planned, found)
        if began - looked_at >= LOOK_EVERY_SECONDS:
            looked_at = began
            _look_at_page(clock, planned, page, found)
        time.sleep(max(0.0, READ_EVERY_SECONDS - (time.monotonic() - began)))


def _read_board(node: Node, planned: dict[object, DayFlight], found: Counter[str]) -> None:
    found["readings of the whole board"] += 1
    number = pages = 1
    while number <= pages:
        view = show_board(node.ports, ANALYST, chosen=BoardFilter("all"), page=number)
        pages, number = -(-view.total // 100), number + 1
        found["most pushes waiting"] = max(found["most pushes waiting"], view.waiting)
        for flight in view.flights:
            one = planned[flight.carrier, flight.number]
            for kind, state in _states(flight).items():
                found[_judge(one, kind, state, view.now, f"{flight.carrier}{flight.number}")] += 1
    found["flights at the last reading"] = view.total


def _states(flight: FlightView) -> dict[Kind, str]:
    stated = {Kind(standing.obligation): standing.state for standing in flight.standings}
    return {kind: stated.get(kind, "not owed") for kind in Kind}


def _judge(one: DayFlight, kind: Kind, state: str, now: datetime, name: str) -> str:
    """Return how a state is counted, and print it where it is wrong."""
    right = one.truth(now)[kind]
    if state == right:
        return f"right: {state}"
    before = now - timedelta(seconds=UNDER_WAY_SECONDS * SPEED)
    if state in (one.known_by(before).truth(now)[kind], one.truth(before)[kind]):
        return "not processed yet"
    print(f"{now:%H:%M:%S} {name} {kind.value}: the board says {state}, the plan {right}", flush=True)
    return "WRONG"


def _look_at_page(clock: Clock, planned: dict[object, DayFlight], page: Page, found: Counter[str]) -> None:
    before = clock()
    began = time.monotonic()
    _open_board(page)
    found["slowest page, ms"] = max(found["slowest page, ms"], int((time.monotonic() - began) * 1000))
    rows = page.locator("tbody[data-rows] tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(c => c.innerText))"
    )
    after = clock()
    if not rows:
        raise RuntimeError(f"the page shows no flight: {page.title()}")
    found["looks at the page"] += 1
    by_name = {f"{one.flight.carrier} {one.flight.number}": one for one in planned.values()}
    for cells in rows:
        one = by_name[cells[0].split("\n")[0].strip()]
        shown = cells[4:7] if len(cells) == 10 else [cells[4]] * 3
        for kind, text in zip(Kind, shown, strict=True):
            found[_judge_text(one, kind, text.strip(), before, after)] += 1
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/board-{after:%H%M}.png")


def _open_board(page: Page) -> None:
    """Load the board anew; sign in again where the session of a working day has ended meanwhile."""
    address = page.url.split("?")[0].removesuffix("/sign-in").removesuffix("/flights")
    page.goto(f"{address}/flights?show=coming")
    if "/sign-in" in page.url:
        _sign_in(page, address)
        page.goto(f"{address}/flights?show=coming")


def _sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in?next=%2Fflights")
    page.fill("[name=account]", "analyst")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/flights*")


def _judge_text(one: DayFlight, kind: Kind, text: str, before: datetime, after: datetime) -> str:
    earlier = before - timedelta(seconds=UNDER_WAY_SECONDS * SPEED)
    plans = (one.truth(before), one.truth(after), one.known_by(earlier).truth(after), one.truth(earlier))
    if any(re.fullmatch(TEXTS[plan[kind]], text, re.DOTALL) for plan in plans):
        return "right on the page"
    print(f"{after:%H:%M:%S} {one.key} {kind.value}: the page says {text!r}, the plan {plans[1][kind]}", flush=True)
    return "WRONG on the page"


@contextmanager
def _page(address: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="en-GB")
        _sign_in(page, address)
        yield page
        browser.close()
