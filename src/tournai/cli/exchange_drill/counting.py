"""What became of the messages and attacks of a drill: read from both databases once both processes are dead."""

from collections import Counter

import msgspec

from tournai.cli.exchange_drill.attacks import HANDSHAKE
from tournai.cli.exchange_drill.node import Plan, content_of
from tournai.errors import TournaiError
from tournai.exchange.partners import check_receipt
from tournai.exchange.partners.envelopes import read_envelope
from tournai.exchange.partners.receipts import read_receipt
from tournai.node.assembly import Node, utc_now
from tournai.node.duties.inbox import next_messages
from tournai.node.duties.log import verify_own_log
from tournai.node.duties.partner_rows import OutboxRow
from tournai.node.duties.partners import members_of
from tournai.oversight.events import Stream, parse_event
from tournai.oversight.log import log_origin

REFUSALS = ("exchange:refused", "exchange:conflict", "account:sign-in-refused")


class Report(msgspec.Struct, frozen=True):
    """The counts of a drill. ``attacks``: code -> [refused with it, not refused or refused otherwise, logged]."""

    exchanges: int
    handed_over: int
    delivered: int
    received: int
    lost: int
    twice: int
    out_of_order: int
    receipts_proven: int
    sealed_left: int
    faults: dict[str, int]
    attacks: dict[str, tuple[int, int, int]]
    logged_refusals: dict[str, int]
    logs_verified: dict[str, int]
    cosigned: dict[str, int]
    seconds: float
    holds: bool


def count(
    nodes: list[Node], plans: list[Plan], faults: dict[str, int], tried: Counter[tuple[str, str]], seconds: float
) -> Report:
    """Return the report of a drill that is over."""
    wanted = sum(plan.messages for plan in plans)
    came = [_contents(node) for node in nodes]
    right = [[content_of(plan.partner, number + 1) for number in range(plan.messages)] for plan in plans]
    rows = [row for node, plan in zip(nodes, plans, strict=True) for row in _settled(node, plan)]
    logged = sum((_logged(node) for node in nodes), Counter[str]())
    attacks = {code: _attack(code, tried, logged) for code in sorted({code for code, _ in tried})}
    verified = {node.ports.node_name: _entries(node) for node in nodes}
    proven = sum(_is_proven(node, row) for node in nodes for row in rows if row.partner != node.ports.node_name)
    counts = {
        "exchanges": wanted,
        "handed_over": len(rows),
        "delivered": sum(row.state == "delivered" for row in rows),
        "received": sum(len(each) for each in came),
        "lost": sum(len(set(good) - set(each)) for good, each in zip(right, came, strict=True)),
        "twice": sum(len(each) - len(set(each)) for each in came),
        "out_of_order": sum(good != each for good, each in zip(right, came, strict=True)),
        "receipts_proven": proven,
        "sealed_left": sum(row.sealed is not None for row in rows),
    }
    return Report(
        **counts,
        faults=faults,
        attacks=attacks,
        logged_refusals={code: logged[code] for code in sorted(logged)},
        logs_verified=verified,
        cosigned={node.ports.node_name: _cosigned(node, plan) for node, plan in zip(nodes, plans, strict=True)},
        seconds=round(seconds, 1),
        holds=_holds(counts, attacks, verified),
    )


def row_delivered(node: Node, plan: Plan) -> OutboxRow | None:
    """Return the first message that a node delivered, for an attacker to play with; ``None`` where none was yet."""
    with node.ports.look() as unit:
        return next((row for row in unit.partners.settled(plan.partner, limit=1)), None)


def _settled(node: Node, plan: Plan) -> list[OutboxRow]:
    with node.ports.look() as unit:
        return unit.partners.settled(plan.partner, limit=10 * plan.messages + 10)


def _contents(node: Node) -> list[bytes]:
    with node.ports.look() as unit:
        return [message.content for message in next_messages(node.ports, unit, 1_000_000)]


def _logged(node: Node) -> Counter[str]:
    found: Counter[str] = Counter()
    with node.ports.look() as unit:
        for stream in (Stream.EXCHANGE, Stream.NODE):
            for row in unit.events.entries(stream.value):
                event = parse_event(row.payload or b"")
                if event.kind.value in REFUSALS:
                    reason = str(event.details.get("reason", ""))
                    is_handshake = event.kind.value == REFUSALS[2]
                    found[HANDSHAKE if is_handshake else reason] += int(event.details.get("refusals", 1))
    return found


def _attack(code: str, tried: Counter[tuple[str, str]], logged: Counter[str]) -> tuple[int, int, int]:
    otherwise = sum(number for (wanted, found), number in tried.items() if wanted == code and found != code)
    # A request without a signature is logged as one whose signature does not hold.
    found = logged["signature"] - tried["signature", "signature"] if code == "unsigned" else logged[code]
    return tried[code, code], otherwise, found


def _entries(node: Node) -> int:
    """Return how many entries of a node's logs verify; -1 where one does not."""
    try:
        return sum(verdict.entries for verdict in verify_own_log(node.ports, node.checkpoints.read()).values())
    except TournaiError:
        return -1


def _is_proven(node: Node, row: OutboxRow) -> bool:
    with node.ports.look() as unit:
        recipient = members_of(unit).member(row.partner)
    envelope = read_envelope(row.envelope)
    if recipient is None or row.receipt is None or envelope.sender != node.ports.node_name:
        return False
    try:
        receipt = read_receipt(row.receipt)
        check_receipt(receipt, row.receipt_evidence, envelope=envelope, recipient=recipient, now=utc_now())
    except TournaiError:
        return False
    return True


def _cosigned(node: Node, plan: Plan) -> int:
    """Return up to which entry the partner cosigned a node's log of exchanges."""
    with node.ports.look() as unit:
        rows = unit.partners.cosigned(log_origin(node.ports.node_name, Stream.EXCHANGE))
        return max((row.size for row in rows if row.witness == plan.partner), default=0)


def _holds(counts: dict[str, int], attacks: dict[str, tuple[int, int, int]], verified: dict[str, int]) -> bool:
    wanted = counts["exchanges"]
    is_whole = all(counts[name] == wanted for name in ("handed_over", "delivered", "received", "receipts_proven"))
    is_clean = not any(counts[name] for name in ("lost", "twice", "out_of_order", "sealed_left"))
    # A process that is killed loses the count of handshakes of its last minute, never the first of them.
    is_refused = all(
        not otherwise and (logged > 0 if code == HANDSHAKE else logged >= refused)
        for code, (refused, otherwise, logged) in attacks.items()
    )
    return is_whole and is_clean and is_refused and min(verified.values()) > 0
