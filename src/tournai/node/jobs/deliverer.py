"""The deliverer: brings what waits in the outbox to the partners, in order for each, and keeps what they answer.

It may die at any instant: a message is settled in the transaction that keeps its receipt, a claim runs out by itself,
and a message that was delivered without our knowing is delivered again and gets the same receipt.
"""

import contextlib
import logging
import threading
import time
from datetime import timedelta

from tournai.errors import Malformed, TournaiError, Unavailable, Unverified
from tournai.exchange.partners.wire import MESSAGES, Answer, read, write
from tournai.node.duties.inbox import forget_nonces
from tournai.node.duties.outbox import CLAIM, claim_next, due_partners, fail, settle
from tournai.node.duties.partner_ports import PartnerLines, PartnerRefused
from tournai.node.duties.ports import Ports

IDLE_SECONDS = 0.2
HOUSEKEEPING_SECONDS = 60.0
log = logging.getLogger("tournai.deliverer")


class Deliverer:
    """Delivers a node's messages to its partners, in the calling thread or in one of its own."""

    def __init__(self, ports: Ports, lines: PartnerLines, claim: timedelta = CLAIM) -> None:
        """``claim``: for how long a partner is this process's own, and waits where it dies."""
        self._ports = ports
        self._lines = lines
        self._claim = claim
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._kept_house_at = -HOUSEKEEPING_SECONDS

    def run_once(self) -> int:
        """Deliver what is due now, one message a partner; return how many deliveries were answered."""
        if time.monotonic() - self._kept_house_at >= HOUSEKEEPING_SECONDS:
            self._kept_house_at = time.monotonic()
            forget_nonces(self._ports)
        return sum(self._deliver(partner) for partner in due_partners(self._ports))

    def run_until_idle(self) -> int:
        """Deliver everything that is due; return how many deliveries were answered."""
        done = 0
        while some := self.run_once():
            done += some
        return done

    def run(self) -> None:
        """Deliver until `stop`."""
        while not self._stopping.is_set():
            try:
                is_idle = not self.run_once()
            except TournaiError as error:
                log.warning("the deliverer waits: %s", error)
                is_idle = True
            except Exception as error:  # noqa: BLE001  # a door: nothing that a partner answers may end the work
                log.error("the deliverer goes on after %s", type(error).__name__)
                is_idle = True
            if is_idle:
                self._stopping.wait(IDLE_SECONDS)

    def start(self) -> None:
        """Deliver in a thread of its own until `stop`."""
        self._thread = threading.Thread(target=self.run, name="tournai-deliverer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the work after the delivery under way."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=60)
        self.close()

    def close(self) -> None:
        """Close the lines to partners."""
        self._lines.close()

    def _deliver(self, partner: str) -> int:
        try:
            outgoing = claim_next(self._ports, partner, self._claim)
            if outgoing is None:
                return 0
            answer = self._lines.send(outgoing.member, MESSAGES, write(outgoing.delivery))
            settle(self._ports, outgoing, read(answer.body, Answer), answer.certificate_ends_at)
        except (TournaiError, ValueError) as error:
            code = _code(error)
            log.warning("delivery to %s failed: %s", partner, code)
            with contextlib.suppress(Unavailable):
                fail(self._ports, partner, code)
            return 0
        return 1


def _code(error: Exception) -> str:
    """Return why a delivery failed, as the page shows it."""
    if isinstance(error, PartnerRefused):
        return f"refused-{error.code}"
    if isinstance(error, Unavailable):
        return "unreachable"
    if isinstance(error, Unverified):
        return "unproven-answer"
    return error.code if isinstance(error, Malformed) else "fault"
