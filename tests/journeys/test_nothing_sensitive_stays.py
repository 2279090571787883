"""What a carrier may not send, or hides where nothing belongs, is nowhere in the node once the push is processed.

Every byte of every file is searched: the database and its write-ahead log, spool, quarantine, index, keys and log; of
PostgreSQL the whole data directory of the server. What is sealed is opened and searched too.

Source: Directive (EU) 2016/681, Annex I, Art. 6(1) and 13(4); C-817/19; rules PNR-03, PNR-04.
"""

import base64
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import LargeBinary
from tests.acts import (
    SOUGHT,
    confirm,
    deliver,
    flights,
    prepare_alerts,
    queue,
    screen_again,
    selected_before,
    tables,
)
from tests.conftest import NewDatabase
from tests.fakes.carrier import paxlst
from tests.fakes.clock import MovableClock
from tests.fakes.officers import ANALYST, DATA_PROTECTION_OFFICER

from tournai.node.assembly import Node, assemble
from tournai.node.duties.boards import show_board
from tournai.node.duties.log import export_log
from tournai.node.duties.matches import open_match
from tournai.node.duties.rows import StoredRecord
from tournai.node.duties.sealed_records import open_record
from tournai.node.settings import Settings
from tournai.node.store.schema import metadata
from tournai.travel.special_services import SPECIAL_SERVICES, Treatment

Places = dict[str, str]

PNRGOV_FRAME: Places = {
    "UNB recipient's password": "UNB+IATA:1+XX+GOV+261130:0900+S1+{}",
    "UNB sender's routing address": "UNB+IATA:1+XX::{}+GOV+261130:0900+S1",
    "UNB agreement": "UNB+IATA:1+XX+GOV+261130:0900+S1++{}++1+{}",
    "UNH trailing component": "UNH+1+PNRGOV:13:1:IA:{}+XX717",
    "UNH trailing element": "UNH+1+PNRGOV:13:1:IA+XX717++{}",
    "MSG trailing component": "MSG+:22:{}",
    "MSG trailing element": "MSG+:22+{}",
    "ORG of the message": "ORG+XX:NCE+12345+{}+{}",
    "TVL trailing component of the flight": "TVL+011226:1100:011226:1255:{}+NCE+BRU+XX+717",
    "TVL trailing element of the flight": "TVL+011226:1100:011226:1255+NCE+BRU+XX+717+{}",
    "EQN trailing component": "EQN+1:{}",
    "UNT trailing element": "UNT+4+1+{}",
}
"""Where in the frame of a PNRGOV message something may hide; the markers take the place of the braces."""

PNRGOV_PLACES: Places = {
    "SRC element": "SRC+{}",
    "RCI trailing component": "RCI+1A:LOC9Z1::261101:0900:{}",
    "RCI free text": "RCI+1A:LOC9Z1:{}:261101:0900",
    "SSR meal text": "SSR+KSML:HK:1:XX:::::{}",
    "SSR assistance text": "SSR+WCHR:HK:1:XX:::::{}::+::1",
    "SSR unknown code": "SSR+QQQQ:HK:1:XX:::::{}",
    "SSR OTHS text": "SSR+OTHS:HK:1:XX:::::{}",
    "SSR without a text, data element": "SSR+MEDA:HK:1:XX+{}",
    "SSR DOCO place of birth": "SSR+DOCO:HK:1:XX:::::/{}/V/99887766/{}/01JAN20/FRA",
    "SSR DOCA of a birth": "SSR+DOCA:HK:1:XX:::::/B/FRA/{}",
    "SSR FOID of another kind": "SSR+FOID:HK:1:XX:::::CC{}",
    "SSR FQTV trailing text": "SSR+FQTV:HK:1:XX:::::XX123456789-{}",
    "SSR SEAT text": "SSR+SEAT:HK:1:XX:::NCE:BRU:{}+012A",
    "SSR TKNE text": "SSR+TKNE:HK:1:XX:::::{}",
    "SSR UMNR text": "SSR+UMNR:HK:1:XX:::::UM08 {}",
    "SSR LANG of an adult": "SSR+LANG:HK:1:XX:::::{}",
    "SSR XBAG text": "SSR+XBAG:HK:1:XX:::::TTL20KG1PC {}",
    "SSR CTCR": "SSR+CTCR:HK:1:XX:::::{}",
    "SSR CHLD text": "SSR+CHLD:HK:1:XX:::::01JAN20-{}",
    "SSR DOCS trailing field": "SSR+DOCS:HK:1:XX:::::/P/FRA/99887766/FRA/06MAY90/F/01JAN30/DEWINTERE/FLEURTJE//H/{}",
    "OSI": "IFT+4:28::XX+OSI YY {}",
    "remark": "IFT+4:28+RM {}",
    "payer": "IFT+4:43+{}",
    "fare calculation": "IFT+4:15+{}",
    "history text": "IFT+4:19+{}",
    "IFT of another subject": "IFT+4:99+{}",
    "DAT trailing component": "DAT+700:261101:0900:{}",
    "ORG of the booking": "ORG+XX:NCE+12345678:{}+{}+++{}:{}+{}",
    "ADD of another purpose": "ADD++9XX:{}:{}",
    "ADD trailing component": "ADD++700:RUE HAUTE 1:BRUSSELS:::BE:1000:+3225550199:{}",
    "EBD of the booking": "EBD+EUR:50.00+1::N+{}",
    "group name": "TIF+{}:G+:G",
    "group name of a congregation": "TIF+{}:C",
    "TIF trailing component": "TIF+DEWINTERE:{}:{}:{}+FLEURTJE:A:1:N:{}",
    "FTI trailing component": "FTI+XX:123456789:::{}",
    "REF": "REF+:{}",
    "FAR": "FAR+N+++++{}",
    "TKT trailing component": "TKT+1234567890123:T:1:{}",
    "MON": "MON+B:94.34:EUR:{}",
    "PTK": "PTK+NR++150417:1010+{}",
    "TXD": "TXD++0.57:::{}",
    "FOP": "FOP+CC::100.00:MA:XXXXXXXXXXXX4410:0130:{}:{}+{}",
    "TVL of an itinerary": "TVL+011226:1100:011226:1255+NCE+BRU+XX+717:B:{}",
    "hotel": "TVL+011226:1100:031226:1255+BRU++{}+HOTEL",
    "MSG of a hotel": "MSG+8+{}",
    "TRA": "TRA+{}",
    "RPI": "RPI+1+HK:{}",
    "APD": "APD+319:{}+{}",
    "RCI of a flight": "RCI+XX:{}",
    "TRI": "TRI++1:{}::2",
    "SSD": "SSD+12A++{}++Y",
    "TBD": "TBD++1:20:700:{}+++XX:0621::BRU:006",
    "EQN in a booking": "EQN+1:{}",
    "EQI": "EQI+{}",
    "unknown segment of a booking": "QQQ+{}",
    "ABI of the history": "ABI+1+:NCE{}+NCE++{}",
    "SAC of the history": "ABI+1+:NCE+NCE'SAC+{}++X",
    "LTS of the history": "ABI+1+:NCE+NCE'LTS+{}",
    "LTS cancelled meal": "ABI+1+:NCE+NCE'LTS+0/O/SSR/KSML {}",
    "TIF of the history": "ABI+1+:NCE+NCE'TIF+{}+{}:A:9",
    "SSR of the history": "ABI+1+:NCE+NCE'SSR+VGML:XX:1:XX:::::{}",
    "IFT of the history": "ABI+1+:NCE+NCE'IFT+4:28+{}",
}
"""Where among the segments of a booking something may hide."""

PAXLST_FRAME: Places = {
    "UNB application reference": "UNB+UNOA:4+XX+GOV+261130:0900+S2++{}",
    "UNB recipient's password": "UNB+UNOA:4+XX+GOV+261130:0900+S2+{}",
    "UNG sender": "UNG+PAXLST+{}:{}+GOV+261130:0900+1+UN+D:05B",
    "UNG password": "UNG+PAXLST+XX+GOV+261130:0900+1+UN+D:05B+{}",
    "UNH trailing component": "UNH+1+PAXLST:D:05B:UN:IATA:{}+XX717",
    "BGM trailing element": "BGM+745+{}",
    "UNE trailing element": "UNE+1+1+{}",
    "CNT trailing component": "CNT+42:1:{}",
}
"""Where in the frame of a passenger list something may hide."""

PAXLST_PLACES: Places = {
    "RFF of the message": "RFF+TN:{}:::{}",
    "NAD of another party": "NAD+GR+++{}",
    "COM": "COM+{}:TE+{}:FX",
    "CTA": "CTA+IC+{}",
    "TDT trailing element": "TDT+20+XX717+++XX+{}",
    "LOC trailing component of a stop": "LOC+125+NCE:{}",
    "NAD trailing component of a person": "NAD+FL+++DEWINTERE:FLEURTJE::{}",
    "NAD address of a person": "NAD+FL+++DEWINTERE:OSCAR+{}+{}+{}+1000+BEL",
    "ATT of another kind": "ATT+3++{}",
    "ATT trailing component": "ATT+2++F:{}",
    "DTM trailing component": "DTM+329:900506:{}",
    "FTX of another kind": "FTX+AAI+++{}",
    "FTX of health": "FTX+HAN+++{}:{}",
    "FTX baggage trailing component": "FTX+BAG+++XX123456:1:{}",
    "MEA trailing component": "MEA+CT++:1:{}",
    "LOC of another kind": "LOC+999+{}",
    "LOC trailing component of a person": "LOC+178+NCE:{}",
    "NAT trailing component": "NAT+2+BEL:{}",
    "RFF of another kind": "RFF+AEA:{}",
    "RFF of the state": "RFF+CR:{}",
    "RFF trailing component": "RFF+AVF:LOC9Z2:{}",
    "DOC trailing element": "DOC+P+EN5550009++{}",
    "DTM of a document, trailing component": "DTM+36:300101:{}",
    "EMP": "EMP+1+CR1:110:111:{}",
    "CPI": "CPI+{}",
    "QTY": "QTY+1:{}",
    "GEI": "GEI+4+{}",
    "unknown segment": "QQQ+{}",
}
"""Where among the segments of a list something may hide."""

DROPPED_CODES = tuple(sorted(code for code, how in SPECIAL_SERVICES.items() if how is Treatment.DROP))

PNRGOV = (
    "UNB+IATA:1+XX+GOV+261130:0900+{ref}", "UNH+1+PNRGOV:13:1:IA+XX717", "MSG+:141", "ORG+XX:NCE",
    "TVL+011226:1100:011226:1255+NCE+BRU+XX+717", "EQN+1", "(message)", "SRC", "RCI+1A:LOC9{ref}",
    "TIF+DEWINTERE+FLEURTJE:A:1", "SSR+DOCS:HK:1:XX:::::/P/BEL/EN5550009/BEL/06MAY90/F/01JAN30/DEWINTERE/FLEURTJE",
    "(person)", "UNT+4+1", "UNZ+1+1",
)  # fmt: skip
PAXLST = (
    "UNB+UNOA:4+XX+GOV+261130:0900+{ref}", "UNG+PAXLST+XX+GOV+261130:0900+1+UN+D:05B",
    "UNH+1+PAXLST:D:05B:UN:IATA+XX717", "BGM+745", "(message)", "TDT+20+XX717", "LOC+125+NCE",
    "DTM+189:2612011100:201", "LOC+87+BRU", "DTM+232:2612011255:201", "NAD+FL+++DEWINTERE:FLEURTJE", "DTM+329:900506",
    "DOC+P+EN5550009", "(person)", "CNT+42:1", "UNT+4+1", "UNE+1+1", "UNZ+1+1",
)  # fmt: skip
CORE = "QZHIDDENZQ"
"""What every marker holds, so that one search finds them all."""
IDENTITY = ("DEWINTERE", "FLEURTJE", "EN5550009", "LOC9PB", "LOC9PF")


class Planted(msgspec.Struct, frozen=True):
    """Messages, and what was planted in them: marker -> place."""

    bodies: tuple[bytes, ...]
    markers: dict[str, str]


def compose(form: tuple[str, ...], reference: str, insert: dict[str, str], replace: str = "") -> bytes:
    """Return a message of a form, with segments inserted at its marks, or one replaced by another of its tag."""
    segments = [insert.get(segment, segment) for segment in form]
    if replace:
        tag = replace.split("+")[0]
        found = next(number for number, segment in enumerate(segments) if segment.split("+")[0] == tag)
        segments[found] = replace
    kept = [segment.replace("{ref}", reference) for segment in segments if not segment.startswith("(")]
    return "".join(f"{segment}'" for segment in kept if segment).encode()


def plant(prefix: str, form: tuple[str, ...], frame: Places, places: Places) -> Planted:
    """Return a message for each place of the frame, two for each other one, and one with all the others together."""
    segments, markers = {}, {}
    for number, (place, template) in enumerate((frame | places).items()):
        found = [f"{prefix}{number:03}{letter}{CORE}" for letter in "ABCDE"[: template.count("{}")]]
        segments[place] = template.format(*found)
        markers |= dict.fromkeys(found, place)
    bodies = [compose(form, f"{prefix}F{number}", {}, segments[place]) for number, place in enumerate(frame)]
    # Before any booking a person's name opens one: it is then what a name is for, and no history.
    anywhere = [place for place in places if "history" not in place]
    bodies += [compose(form, f"{prefix}A{n}", {"(message)": segments[place]}) for n, place in enumerate(anywhere)]
    bodies += [compose(form, f"{prefix}B{n}", {"(person)": segments[place]}) for n, place in enumerate(places)]
    bodies.append(compose(form, f"{prefix}C", {"(person)": "'".join(segments[place] for place in places)}))
    return Planted(tuple(bodies), markers)


PUSHES = plant("PN", PNRGOV, PNRGOV_FRAME, PNRGOV_PLACES)
LISTS = plant("PA", PAXLST, PAXLST_FRAME, PAXLST_PLACES)
EVERY_CODE = compose(PNRGOV, "PD", {"(person)": "'".join(f"SSR+{code}:HK:1:XX" for code in DROPPED_CODES)})
BROKEN = f"UNB+IATA:1+XX+GOV+261130:0900+S9'{CORE} is no message".encode()


def forms(text: str) -> Iterator[bytes]:
    """Yield a text as it may stand in a file: plain, UTF-16 both ways, and in base64 at each of its three offsets."""
    plain = text.encode()
    yield from (plain, text.encode("utf-16-le"), text.encode("utf-16-be"))
    for offset in range(3):
        # Whole groups of three bytes only: the characters around them depend on their neighbours.
        inner = plain[-offset % 3 :]
        yield base64.b64encode(inner[: len(inner) // 3 * 3])


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
def used(
    new_database: NewDatabase,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
    server: Path | None,
) -> Iterator[Node]:
    """A node that received all messages, and was screened, reviewed, exported from and screened again."""
    data = tmp_path_factory.mktemp("used")
    data.chmod(0o700)
    with new_database(data) as url:
        node = assemble(Settings(data=data, database=url, node_name="piu.example"), MovableClock())
        use(node)
        if server:
            request.getfixturevalue("postgres").execute("CHECKPOINT")
        yield node
        node.close()


def use(node: Node) -> None:
    prepare_alerts(node)
    selected_before(node)
    deliver(node, paxlst(SOUGHT), *PUSHES.bodies, *LISTS.bodies, EVERY_CODE, BROKEN)
    [match] = queue(node)
    open_match(node.ports, ANALYST, match.match_id)
    confirm(node, match.match_id)
    list(export_log(node.ports, DATA_PROTECTION_OFFICER, stream="pnr"))
    screen_again(node)


def test_every_planted_message_was_read(used):
    pushes = [push for flight in flights(used) for push in flight.pushes]

    # Two lists name a person before the flight, and so no flight.
    quarantined = sorted(row.code for row in show_board(used.ports, ANALYST).quarantine)
    assert quarantined == ["no-flight", "no-flight", "no-message"]
    assert len(pushes) == 1 + len(PUSHES.bodies) + len(LISTS.bodies) - 2 + 1


def test_nothing_that_was_hidden_in_a_message_is_in_any_file(used, server):
    found = places_of((CORE,), files_of(used, server))

    assert found == []


def test_nothing_that_was_hidden_is_in_any_value_of_any_table(used):
    values = values_of(used)

    assert [name for name, value in values.items() if CORE.encode() in value] == []


def test_nothing_that_was_hidden_is_in_what_is_sealed(used):
    content = opened(used).decode()

    survivors = {place for marker, place in (PUSHES.markers | LISTS.markers).items() if marker in content}
    assert survivors == set()
    assert "DEWINTERE" in content


def test_no_code_of_a_meal_or_assistance_is_in_any_text(used):
    texts = {name: value for name, value in values_of(used).items() if not is_binary(name)}

    assert [(code, name) for code in DROPPED_CODES for name, text in texts.items() if code.encode() in text] == []


def test_no_code_of_a_meal_or_assistance_is_in_what_is_sealed(used):
    content = opened(used).decode()

    assert [code for code in DROPPED_CODES if f'"{code}' in content or f" {code}" in content] == []


def test_nobody_is_named_in_any_file_but_by_the_alerts(used, server):
    files = files_of(used, server)

    assert places_of(IDENTITY, files) == []
    assert places_of(("KOVALCHUKOV",), files) != []


def test_broken_body_is_in_no_file_in_its_quarantine_or_after_it(node, server, clock):
    deliver(node, BROKEN)
    during = places_of((CORE,), files_of(node, server))

    clock.move(timedelta(hours=24))
    node.worker.run_until_idle()

    assert (during, places_of((CORE,), files_of(node, server))) == ([], [])
    assert list((node.settings.data / "quarantine").iterdir()) == []


def is_binary(name: str) -> bool:
    table, column = name.split(" ")[0].split(".")
    return isinstance(metadata.tables[table].columns[column].type, LargeBinary)
