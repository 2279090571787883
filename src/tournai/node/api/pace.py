"""The pace that a connection must keep: who opens many and says nothing, or a byte now and then, ties up no node.

Source: RFC 9112, section 9.5 (a server may close a connection at any time that it deems it idle or abusive).
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_CONNECTIONS = 800
"""Open at a time; under the 1,024 open files that a process commonly may have."""
KEEP_ALIVE_SECONDS = 5
"""How long a connection may be silent between two requests."""


class PacedProtocol(H11Protocol):
    """HTTP/1.1 that closes a connection whose head does not come to an end, or whose body stands still."""

    head_seconds = 20.0
    """For the request line and the header fields."""
    body_seconds = 30.0
    least_body = 15_360
    """Bytes of a body that must come within each ``body_seconds``, until it is whole: half a KiB a second."""

    _timer: asyncio.TimerHandle | None = None
    _timed: type[h11.IDLE] | type[h11.SEND_BODY] | None = None
    _received = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in the class above
        """Take a connection; one too many is closed, for each that is open costs an open file."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
        else:
            self._time(h11.IDLE)

    def data_received(self, data: bytes) -> None:
        """Take bytes, and see which part of a request they end or begin."""
        self._received += len(data)
        super().data_received(data)
        self._time(self.conn.their_state)

    def on_response_complete(self) -> None:
        """End a request; until the next one begins, only uvicorn's time between two requests runs."""
        super().on_response_complete()
        state = self.conn.their_state
        self._time(state if state is h11.SEND_BODY else None)

    def connection_lost(self, exc: Exception | None) -> None:
        """End a connection and its time."""
        self._time(None)
        super().connection_lost(exc)

    def _time(self, state: object) -> None:
        """Let the time of a part of a request run; a part whose time runs already gets no new one."""
        part = state if state in (h11.IDLE, h11.SEND_BODY) else None
        if part is self._timed:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timed, self._timer = part, None
        if part is h11.IDLE:
            self._timer = self.loop.call_later(self.head_seconds, self.transport.abort)
        elif part is h11.SEND_BODY:
            self._await_body()

    def _await_body(self) -> None:
        self._received = 0
        self._timer = self.loop.call_later(self.body_seconds, self._see_body)

    def _see_body(self) -> None:
        # Where this node reads no further, or has not yet asked for the body, the other side is not to blame.
        is_held = self.flow.read_paused or self.conn.they_are_waiting_for_100_continue
        if is_held or self._received >= self.least_body:
            self._await_body()
        else:
            self.transport.abort()
