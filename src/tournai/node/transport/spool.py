"""The spool: every received body is here, sealed and on the disk, before its carrier gets an answer."""

import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tournai.node.transport.receipts import millisecond_of, receipt_identifier
from tournai.node.transport.sealed_folder import KeyStorePort, Receipt, SealedFolder, SpoolEntry

__all__ = ["KeyStorePort", "Receipt", "Spool", "SpoolEntry"]

FIRST_RANDOM_BITS = 79
"""Of a millisecond's first receipt; those that follow it count on, which the eightieth bit leaves room for."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Spool(SealedFolder):
    """Bodies that were received and are not yet processed."""

    label = "spool"

    def __init__(self, folder: Path, keys: KeyStorePort, *, clock: Callable[[], datetime] = _utc_now) -> None:
        super().__init__(folder, keys, clock=clock)
        self._lock = threading.Lock()
        self._last = (-1, 0)

    def put(self, body: bytes, *, sender: str, channel: str, received_at: datetime) -> Receipt:
        """Keep a body and return its receipt. On return it is on the disk: only now may the carrier be answered.

        Raises:
            Unavailable: It could not be kept, e.g. the disk is full; nothing of it is left.
            Malformed: It is larger than any push.
        """
        receipt = Receipt(self._next_receipt(received_at), self._digest(body))
        self._store(receipt.identifier, SpoolEntry(body, sender, channel, received_at, receipt.digest), receipt.digest)
        return receipt

    def _next_receipt(self, received_at: datetime) -> str:
        """Return a receipt after all of the same millisecond that this process gave."""
        millisecond = millisecond_of(received_at)
        with self._lock:
            last_millisecond, last_bits = self._last
            bits = last_bits + 1 if millisecond == last_millisecond else secrets.randbits(FIRST_RANDOM_BITS)
            self._last = (millisecond, bits)
        return receipt_identifier(received_at, bits)
