"""What a carrier may not send, or hides where nothing belongs, is nowhere in the node once the push is processed.

| Planted in | places |
| --- | --- |
| PNRGOV: the message's frame; its bookings, history, services, remarks, groups | 22; 96 |
| PAXLST: the list's frame; its persons | 13; 46 |
| PNRGOV XML: the message's frame; its bookings, travellers, flights | 18; 48 |
| Type B envelopes; mails; a mail in base64 | 6; 13; 1 |
| bodies that cannot be read | 8 |
| a timetable's free text; names of dropped files; a flight that no selection covers | 13; 2; 96 |

A marker of its own is planted in each brace of a place, 503 in all. Every code that `special_services` names, 83 with
the 62 of the list, is planted in each place of the three formats, alone and with a marker glued to it.

Searched, plain and in each form that a text takes in a file: every byte of the database and its write-ahead log, spool,
quarantine, index, keys and log checkpoints, of PostgreSQL the server's whole data directory; each value of each table;
what is sealed, opened; every page that each role reaches; what the carriers' doors answer, the
trial door too; what the program logs and exports; what `tournai travel parse --json` prints.

Not hiding places: names of persons, and the name of a party in UNB, which are kept as sent, remarks cut off.

Source: Directive (EU) 2016/681, Annex I, Art. 6(1) and 13(4); C-817/19; rules PNR-03, PNR-04.
"""

import csv
import html
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path

import httpx
import msgspec
import pytest
import typer
from sqlalchemy import LargeBinary
from tests.acts import SOUGHT, confirm, deliver, logged, prepare_alerts, queue, screen_again, selected_before, tables
from tests.conftest import NewDatabase
from tests.fakes.carrier import paxlst
from tests.fakes.clock import MovableClock
from tests.fakes.officers import (
    ADMINISTRATOR,
    ANALYST,
    CARRIER,
    DATA_PROTECTION_OFFICER,
    JUDGE,
    OTHER_JUDGE,
    SENIOR,
    SUPERVISOR,
)
from tests.journeys.planting import (
    ALL,
    BROKEN,
    CODES,
    CORE,
    CORES,
    DROPPED_CODES,
    EVERY_CODE,
    MARKERS,
    PUSHES,
    UNREADABLE,
    forms,
)
from tests.node.web.stage import serving

from tournai.cli.travel import parse
from tournai.node.api import create_api
from tournai.node.assembly import Node, assemble
from tournai.node.duties.accounts import create_account
from tournai.node.duties.boards import show_board
from tournai.node.duties.log import export_log
from tournai.node.duties.matches import open_match
from tournai.node.duties.rows import StoredRecord
from tournai.node.duties.sealed_records import open_record
from tournai.node.duties.timetable import import_timetable
from tournai.node.settings import Settings
from tournai.node.store.schema import metadata
from tournai.node.transport.watched import SETTLED_SECONDS
from tournai.node.web.app import create_app
from tournai.oversight.events import Stream, canonical
from tournai.values import Actor, Role

IDENTITY = ("DEWINTERE", "FLEURTJE", "EN5550009", "LOC9PB", "LOC9PF")
PASSWORD = "correct horse battery staple"
BODIES = (*(body for planted in ALL for body in planted.bodies), *EVERY_CODE, *UNREADABLE)
ROLES = (
    ANALYST, SENIOR, DATA_PROTECTION_OFFICER, SUPERVISOR, JUDGE, OTHER_JUDGE, ADMINISTRATOR, CARRIER,
    Actor("bo", Role.BORDER_OFFICER), Actor("co", Role.CRITERIA_OFFICER), Actor("pr", Role.PROSECUTOR),
    Actor("in", Role.INVESTIGATOR),
)  # fmt: skip
LINK = re.compile(r'(?:href|action|src)="(/[^"#]*)"')
TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
MOST_PAGES = 30
"""A role reaches, by the first links of each page."""
SCHEDULE = f"""SSM\nLT\n28NOV00001E001/{CORE}\nNEW {CORE}\nXX717 {CORE} 998/{CORE}\n28NOV26 24DEC26 1234567 {CORE}
J 320 {CORE}\nNCE1100 BRU1255 {CORE} 7/{CORE}\nNCEBRU 113/{CORE}\n{CORE}\nSI\n{CORE} {CORE}\n//\nNEW\n{CORE}\n"""


class Seen(msgspec.Struct, frozen=True):
    """What a node gave away while it was used: text by where it stood."""

    logged: str
    exported: bytes
    pages: dict[str, str]
    answers: dict[str, str]


def files_of(node: Node, server: Path | None) -> dict[str, bytes]:
    """Return every file of the node, and of its database server where it has one."""
    folders = [node.settings.data, *([server] if server else [])]
    return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def places_of(texts: tuple[str, ...], files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Return where texts stand in files, in any form."""
    wanted = [(text, form) for text in texts for form in forms(text)]
    return [(text, name) for text, form in wanted for name, content in files.items() if form in content]


def values_of(node: Node) -> dict[str, bytes]:
    """Return every value of every table, as bytes, under its table and column."""
    found: dict[str, bytes] = {}
    for name, rows in tables(node, without=()).items():
        columns = [column.name for column in metadata.tables[name].columns]
        for number, row in enumerate(rows):
            for column, value in zip(columns, row, strict=True):
                found[f"{name}.{column} {number}"] = value if isinstance(value, bytes) else str(value).encode()
    return found


def opened(node: Node) -> bytes:
    """Return all that is sealed of travel data, opened."""
    columns = [column.name for column in metadata.tables["records"].columns]
    rows = [StoredRecord(**dict(zip(columns, row, strict=True))) for row in tables(node)["records"]]
    return b"\n".join(msgspec.json.encode(open_record(node.ports.keys, row)) for row in rows)


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, database: str) -> Path | None:
    """The data directory of the database server, where there is one."""
    return request.getfixturevalue("postgres").data if database == "postgresql" else None


@pytest.fixture(scope="module")
def both(
    new_database: NewDatabase,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
    server: Path | None,
) -> Iterator[tuple[Node, Seen]]:
    """A node that received all messages, and was screened, reviewed, read, exported from and screened again."""
    data, watched = tmp_path_factory.mktemp("used"), tmp_path_factory.mktemp("watched")
    data.chmod(0o700)
    with new_database(data) as url:
        clock = MovableClock()
        node = assemble(Settings(data=data, database=url, node_name="piu.example", watched=watched), clock)
        with logging_kept() as kept:
            use(node, watched)
            clock.move(timedelta(minutes=2))
            pages, answers = read_pages(node), read_answers(node)
            exported = b"".join(export_log(node.ports, DATA_PROTECTION_OFFICER, stream="pnr"))
            exported += b"".join(export_log(node.ports, DATA_PROTECTION_OFFICER, stream="node"))
        if server:
            request.getfixturevalue("postgres").execute("CHECKPOINT")
        yield node, Seen(kept.getvalue(), exported, pages, answers)
        node.close()


@pytest.fixture(scope="module")
def used(both: tuple[Node, Seen]) -> Node:
    return both[0]


@pytest.fixture(scope="module")
def seen(both: tuple[Node, Seen]) -> Seen:
    return both[1]


@contextmanager
def logging_kept() -> Iterator[StringIO]:
    """Keep all that any part of the program logs, at every level."""
    kept = StringIO()
    handler, root = logging.StreamHandler(kept), logging.getLogger()
    logging.getLogger("httpcore").setLevel(logging.INFO)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(handler)
    root.setLevel(level)


def use(node: Node, watched: Path) -> None:
    for actor in ROLES:
        names = {"account": actor.identifier, "display_name": actor.identifier}
        create_account(node.ports, ADMINISTRATOR, **names, role=actor.role, password=PASSWORD)
    prepare_alerts(node)
    selected_before(node)
    import_timetable(node.ports, ANALYST, source="XX", data=SCHEDULE.encode())
    deliver(node, paxlst(SOUGHT), *BODIES)
    deliver(node, *(body.replace(b"NCE+BRU+XX+717", b"BRU+CDG+XX+9") for body in PUSHES.bodies[-1:]))
    drop(watched, f"{CORE}.edi", paxlst(SOUGHT, reference="W1"))
    drop(watched, f"{CORE}.eml", b"\x1f\x8b" + CORE.encode())
    node.worker.run_until_idle()
    [match] = queue(node)
    open_match(node.ports, ANALYST, match.match_id)
    confirm(node, match.match_id)
    screen_again(node)


def drop(watched: Path, name: str, body: bytes) -> None:
    """Drop a file that settled long ago into the watched folder."""
    (watched / name).write_bytes(body)
    time.sleep(SETTLED_SECONDS + 0.1)


def read_pages(node: Node) -> dict[str, str]:
    """Return every page that each role reaches by links, under the role and the path."""
    with serving(create_app(node.ports)) as address:
        return {f"{actor.role.value} {path}": page for actor in ROLES for path, page in walk(address, actor)}


def walk(address: str, actor: Actor) -> Iterator[tuple[str, str]]:
    with httpx.Client(base_url=address, headers={"Origin": address}, timeout=60, follow_redirects=True) as client:
        form = {"csrf": TOKEN.findall(client.get("/sign-in").text)[0], "next": "/"}
        client.post("/sign-in", data={**form, "account": actor.identifier, "password": PASSWORD})
        waiting, found = ["/", "/help"], set()
        while waiting and len(found) < MOST_PAGES:
            path = html.unescape(waiting.pop(0))
            if path in found or "/static/" in path or "sign-out" in path:
                continue
            found.add(path)
            page = client.get(path).text
            yield path, page
            waiting += LINK.findall(page)


def read_answers(node: Node) -> dict[str, str]:
    """Return what the carriers' door answers to a push and of each receipt, in both forms."""
    receipts = [str(row[0]) for row in tables(node, without=())["receipts"]]
    found = {}
    with serving(create_api(node.ports)) as address, httpx.Client(base_url=address, auth=("xx", PASSWORD)) as client:
        for kind in ("application/json", "application/edifact"):
            headers = {"Accept": kind}
            found |= {f"{kind} {one}": client.get(f"/pushes/{one}", headers=headers).text for one in receipts}
            found[f"{kind} push"] = client.post("/pushes", content=BROKEN, headers=headers).text
            found[f"{kind} refusal"] = client.post("/pushes", content=b"\x1f\x8b" + BROKEN, headers=headers).text
        headers = {"Tournai-Synthetic": "yes"}
        for number, body in enumerate(BODIES):
            found[f"trial {number}"] = client.post("/trial/pushes", content=body, headers=headers).text
        found["certification"] = client.get("/trial/report").text
        found["health"] = client.get("/health").text
    return found


def hidden_in(texts: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(core, name) for core, name in places_of(CORES, texts)]


def test_every_planted_message_was_read(used):
    board = show_board(used.ports, ANALYST, show="all")
    pushes = [push for flight in board.flights for push in flight.pushes]

    quarantined = Counter(row.code for row in board.quarantine)
    # Three bodies name no flight: a list, and two in XML.
    codes = ("document-type", "encoding", "no-flight", "no-interchange", "no-message", "unknown-message")
    assert quarantined == dict.fromkeys(codes, 1) | {"no-flight": 3}
    messages = sum(
        body.count(b"UNH+") + body.count(b"<IATA_PNRGOV_NotifRQ x") for planted in ALL for body in planted.bodies
    )
    # Beside them a mail in base64, every code in six messages, and a list of one person, dropped in twice.
    assert len(pushes) == messages + 1 + len(EVERY_CODE) + 2


def test_every_code_of_the_table_is_planted(shared):
    with (shared / "providers" / "tables" / "pnr_ssr_codes.csv").open(newline="") as table:
        listed = {row["code"] for row in csv.DictReader(table)}

    assert len(listed) == 62
    assert listed <= set(CODES)


def test_nothing_that_was_hidden_in_a_message_is_in_any_file(used, server):
    assert hidden_in(files_of(used, server)) == []


def test_nothing_that_was_hidden_is_in_any_value_of_any_table(used):
    assert hidden_in(values_of(used)) == []


def test_nothing_that_was_hidden_is_in_what_is_sealed(used):
    content = opened(used)

    survivors = {place for marker, place in MARKERS.items() if marker.encode() in content}
    assert survivors == set()
    assert hidden_in({"sealed": content}) == []
    assert b"DEWINTERE" in content


def test_nothing_that_was_hidden_is_on_any_page_in_any_answer_log_or_export(seen):
    texts = {name: text.encode() for name, text in (seen.pages | seen.answers | {"log": seen.logged}).items()}

    assert hidden_in(texts | {"export": seen.exported}) == []
    assert len(seen.pages) > 3 * len(ROLES)
    assert "analyst /matches" in seen.pages
    assert seen.exported.count(b"\n") > len(PUSHES.bodies)


def test_nothing_that_was_hidden_is_in_what_the_command_prints(tmp_path, capsysbinary):
    paths = [tmp_path / f"{number}.txt" for number in range(len(BODIES))]
    [path.write_bytes(body) for path, body in zip(paths, BODIES, strict=True)]

    with pytest.raises(typer.Exit):
        parse(paths, as_json=True, summary=False)

    printed = capsysbinary.readouterr()
    assert hidden_in({"out": printed.out, "err": printed.err}) == []
    assert [code for code in DROPPED_CODES if f'"{code}'.encode() in printed.out] == []


def test_no_code_of_a_meal_or_assistance_is_in_any_text(used):
    texts = {name: value for name, value in values_of(used).items() if not is_binary(name)}

    assert [(code, name) for code in DROPPED_CODES for name, text in texts.items() if code.encode() in text] == []


def test_no_code_of_a_meal_or_assistance_is_in_what_is_sealed(used):
    content = opened(used).decode()

    assert [code for code in DROPPED_CODES if re.search(rf"\b{code}\b", content)] == []


def test_no_code_of_a_meal_or_assistance_is_on_any_page_in_any_answer_log_or_event(used, seen):
    # Of the export its events: among base64, four letters are any code sooner or later.
    events = [canonical(event).decode() for event in [*logged(used), *logged(used, stream=Stream.NODE)]]
    text = " ".join([*seen.pages.values(), *seen.answers.values(), seen.logged, *events])

    assert set(re.findall(r"\b[A-Z]{4}\b", text)) & set(DROPPED_CODES) == set()


def test_nobody_is_named_in_any_file_but_by_the_alerts(used, server):
    files = files_of(used, server)

    assert places_of(IDENTITY, files) == []
    assert places_of(("KOVALCHUKOV",), files) != []


@pytest.mark.parametrize("body", UNREADABLE)
def test_unreadable_body_is_in_no_file_in_its_quarantine_or_after_it(body, node, server, clock):
    deliver(node, body)
    during = hidden_in(files_of(node, server))

    clock.move(timedelta(hours=24))
    node.worker.run_until_idle()

    assert (during, hidden_in(files_of(node, server))) == ([], [])
    assert list((node.settings.data / "quarantine").iterdir()) == []


def is_binary(name: str) -> bool:
    table, column = name.split(" ")[0].split(".")
    return isinstance(metadata.tables[table].columns[column].type, LargeBinary)
