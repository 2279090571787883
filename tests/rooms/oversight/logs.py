"""A small log for the tests of oversight: invented officers, fixed keys, one checkpoint every few entries."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tournai.oversight.events import Event, EventKind, Stream, canonical
from tournai.oversight.log import (
    NO_CHECKPOINT,
    Checkpoint,
    LogEntry,
    TreeHead,
    digest,
    log_entry,
    log_origin,
    sign_checkpoint,
)
from tournai.oversight.merkle import Frontier
from tournai.values import LegalBasis, Purpose, Reference, Role

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC_KEY = SIGNER.public_key().public_bytes_raw()
ORIGIN = log_origin("piu.example", Stream.PNR)


def event(number: int = 0, **changes: object) -> Event:
    values: dict[str, object] = {
        "kind": EventKind.MATCH_OPENED,
        "at": START + timedelta(minutes=number),
        "actor": f"officer-{number % 3}",
        "role": Role.ANALYST,
        "purpose": Purpose.TERRORISM,
        "legal_basis": LegalBasis.INDIVIDUAL_REVIEW,
        "reference": Reference("match", f"M-{number}"),
        "subject": f"match-{number}",
        "details": {"flight": "XA 12", "count": number},
    }
    return Event(**(values | changes))  # type: ignore[arg-type]


def entries(count: int, **changes: object) -> tuple[LogEntry, ...]:
    keys = (sha256(f"key {number}".encode()).digest() for number in range(count))
    return tuple(
        log_entry(Stream.PNR, number, canonical(event(number, **changes)), key) for number, key in enumerate(keys)
    )


def sign(size: int, root: bytes, at: datetime, previous: Checkpoint | None = None) -> Checkpoint:
    before = digest(previous) if previous else NO_CHECKPOINT
    return sign_checkpoint(TreeHead(ORIGIN, size, root, at, before), PUBLIC_KEY, SIGNER.sign)


def checkpoints(log: tuple[LogEntry, ...], *sizes: int, days: int = 1) -> tuple[Checkpoint, ...]:
    """Sign the log at each size, so many days apart."""
    row: list[Checkpoint] = []
    for number, size in enumerate(sizes):
        frontier = Frontier()
        for entry in log[:size]:
            frontier = frontier.append(entry.leaf)
        row.append(sign(size, frontier.root(), START + timedelta(days=days * number), row[-1] if row else None))
    return tuple(row)
