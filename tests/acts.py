"""What the tests of a node do again and again, through its duties."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec
from sqlalchemy import Connection, select, text
from tests.fakes.carrier import Booking, Passenger
from tests.fakes.officers import ADMINISTRATOR, ANALYST, CARRIER, JUDGE, NODE, OTHER_ADMINISTRATOR, SENIOR
from tests.fakes.wanted import SOURCE, published

from tournai.casework.approvals import Approval, ApprovalKind, Scope
from tournai.casework.recipients import Recipient, RecipientKind
from tournai.node.assembly import Node
from tournai.node.duties.alert_sources import (
    decide_eligibility,
    import_alerts,
    propose_eligibility,
    stored_approval,
)
from tournai.node.duties.boards import show_board
from tournai.node.duties.flight_views import FlightView
from tournai.node.duties.log import verify_own_log
from tournai.node.duties.matches import claim_match, decide_match, show_queue
from tournai.node.duties.pushes import receive_push
from tournai.node.duties.recipients import decide_recipient, propose_recipient
from tournai.node.duties.rows import StoredSelection
from tournai.node.duties.screening import screen_coming
from tournai.node.duties.selections import Proposal, decide_selection, propose_selection
from tournai.node.duties.trust_imports import TrustReport, decide_trust, propose_trust
from tournai.node.duties.views import MatchRow
from tournai.node.store.dialect import open_engine
from tournai.node.store.schema import metadata
from tournai.oversight.events import Event, Stream, parse_event
from tournai.travel.selection import parse_part
from tournai.values import Actor, Purpose

REVIEW_BY = date(2027, 6, 30)
SOUGHT = Passenger("ORLANDIC", "TIBOR", date(1971, 3, 4), "XK1234567", state="SVN")
"""The traveller whom `tests.fakes.wanted.ORLANDIC` is about."""
UNKNOWN = Passenger("DEWINTERE", "FLEURTJE", date(1990, 5, 6), "EN5550001", sex="F")
"""A traveller whom no alert is about."""
SOUGHT_BOOKING = Booking("LOC7Q1", (SOUGHT,))
UNKNOWN_BOOKING = Booking("LOC7Q2", (UNKNOWN,))
LOG_TABLES = ("events", "checkpoints", "log_edges", "receipts")
"""Tables that tell of every body received, though it changed nothing."""


def deliver(node: Node, *bodies: bytes, by: Actor = CARRIER) -> list[str]:
    """Receive bodies, let the worker do all that is due, and return the receipts."""
    receipts = [receive_push(node.ports, by, body, channel="http").identifier for body in bodies]
    node.worker.run_until_idle()
    return receipts


def import_list(node: Node, data: bytes = b"", *, source: str = SOURCE, by: Actor = ANALYST) -> None:
    """Import an edition of the invented list."""
    import_alerts(node.ports, by, source=source, format="un", data=data or published())


def rely_on(node: Node, data: bytes, *, source: str = "utopia", used_for: str = "documents") -> TrustReport:
    """Have a list of whom to trust proposed, and approved by another person."""
    proposed = propose_trust(node.ports, ADMINISTRATOR, source=source, data=data, used_for=used_for)
    return decide_trust(node.ports, OTHER_ADMINISTRATOR, proposed.edition_id, approve=True).report


def approve(node: Node, *, source: str = SOURCE, category: str = "", review_by: date = REVIEW_BY) -> str:
    """Have a source approved for matching by two persons; return the approval's identifier."""
    article = "Directive (EU) 2016/681, Art. 6(3)(a)"
    proposal = {"category": category, "article": article, "offence": "terrorism"}
    approval_id = propose_eligibility(node.ports, ANALYST, source=source, review_by=review_by, **proposal)
    decide_eligibility(node.ports, SENIOR, approval_id, approve=True)
    return approval_id


def prepare_alerts(node: Node, data: bytes = b"") -> str:
    """Import the invented list and have it approved; return the approval's identifier."""
    import_list(node, data)
    return approve(node)


def select_flights(node: Node, parts: str = "NCE-BRU", *, basis: str = "route selection", days: int = 90) -> str:
    """Have intra-EU flights selected from now on, proposed and approved by two persons; return the identifier."""
    today = node.ports.clock().date()
    ends = today + timedelta(days=days - 1)
    proposal = Proposal(basis, parts, "threat assessment body", today, "an invented assessment", today, ends, ends)
    selection_id = propose_selection(node.ports, SENIOR, proposal)
    decide_selection(node.ports, JUDGE, selection_id, approve=True, reason="necessary and proportionate")
    return selection_id


def selected_before(node: Node) -> None:
    """Let the flights of `tests.fakes.carrier` be selected since long ago (rule PNR-02), with no event to count."""
    since, ends = datetime(2026, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    scope = Scope("flight selection", Purpose.TERRORISM_OR_SERIOUS_CRIME, SENIOR.identifier)
    approval = Approval(
        ApprovalKind.FLIGHT_SELECTION, scope, SENIOR, since, "invented", decided_by=JUDGE, is_given=True,
        decided_at=since, decision_reason="invented", expires_at=ends,
    )  # fmt: skip
    parts = msgspec.json.encode([parse_part("NCE-BRU")]).decode()
    row = StoredSelection(
        "selected-before", "route selection", parts, "invented", since.date(), "invented", since.date(), ends.date(),
        ends.date(),
    )  # fmt: skip
    with node.ports.begin() as unit:
        unit.cases.put_approval(stored_approval(row.selection_id, approval))
        unit.selections.add(row)


def list_recipient(
    node: Node,
    code: str = "BE-FPS",
    kind: RecipientKind = RecipientKind.AUTHORITY,
    state: str = "BEL",
    *,
    unit: str = "",
    by: Actor = ANALYST,
) -> str:
    """Have a recipient listed by two persons; return its code."""
    propose_recipient(
        node.ports, by, Recipient(code, kind, f"invented {code}", state, "an invented list", "desk", unit)
    )
    decide_recipient(node.ports, SENIOR, code, approve=True, reason="it is on the list")
    return code


def ensure_listed(node: Node, code: str = "BE-FPS") -> str:
    """Have a recipient listed where it is not yet; return its code."""
    with node.ports.look() as unit:
        is_listed = any(entry.code == code for entry, _ in unit.disseminations.recipients())
    return code if is_listed else list_recipient(node, code)


def screen_again(node: Node) -> None:
    """Have every coming flight screened."""
    screen_coming(node.ports, NODE)
    node.worker.run_until_idle()


def flights(node: Node, show: str = "all") -> list[FlightView]:
    """Return the flights of the board."""
    return list(show_board(node.ports, ANALYST, show=show).flights)


def queue(node: Node, show: str = "all") -> list[MatchRow]:
    """Return the matches of the queue."""
    return list(show_queue(node.ports, ANALYST, show=show).matches)


def claim_and_decide(
    node: Node, actor: Actor, match_id: str, decision: str, *grounds: str, note: str = "checked"
) -> None:
    """Claim a match and decide it."""
    claim_match(node.ports, actor, match_id)
    decide_match(node.ports, actor, match_id, decision=decision, grounds=grounds, note=note)


def confirm(node: Node, match_id: str, actor: Actor = ANALYST) -> None:
    """Claim a match and confirm it."""
    claim_and_decide(node, actor, match_id, "confirmed", "same document number")


def logged(node: Node, kind: str = "", stream: Stream = Stream.PNR) -> list[Event]:
    """Return the events of a stream, oldest first; of one kind where it is named."""
    with node.ports.look() as unit:
        found = [parse_event(row.payload or b"") for row in unit.events.entries(stream.value)]
    return [event for event in found if kind in ("", event.kind.value)]


def kinds(node: Node) -> list[str]:
    """Return the kinds of the events on travel data, oldest first."""
    return [event.kind.value for event in logged(node)]


def verify(node: Node) -> int:
    """Verify the node's log against its checkpoint file; return how many entries it has."""
    return sum(verdict.entries for verdict in verify_own_log(node.ports, node.checkpoints.read()).values())


def tables(node: Node, *, without: Sequence[str] = LOG_TABLES) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, in order; by default of all tables but the log's."""
    engine = open_engine(node.settings.database_url)
    with engine.connect() as connection:
        found = {table.name: _rows(connection, table.name) for table in metadata.sorted_tables}
    engine.dispose()
    return {name: rows for name, rows in found.items() if name not in without}


def _rows(connection: Connection, name: str) -> list[tuple[object, ...]]:
    table = metadata.tables[name]
    return sorted((tuple(row) for row in connection.execute(select(table))), key=repr)


def run_sql(node: Node, statement: str, **values: object) -> int:
    """Change a database behind the node's back; return how many rows were changed."""
    engine = open_engine(node.settings.database_url)
    with engine.begin() as connection:
        changed = connection.execute(text(statement), values).rowcount
    engine.dispose()
    return changed
