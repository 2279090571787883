"""How much one partner may ask of the door: a bucket of requests that fills again by itself."""

import threading
import time

A_SECOND = 50.0
AT_ONCE = 200.0


class Limits:
    """A bucket for each partner, in one process. Safe for several threads."""

    def __init__(self, a_second: float = A_SECOND, at_once: float = AT_ONCE) -> None:
        self._a_second = a_second
        self._at_once = at_once
        self._buckets: dict[str, tuple[float, float]] = {}
        self._told: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, partner: str, now: float | None = None) -> bool:
        """Take one request from a partner's bucket; return whether there was one. ``now``: a steady clock's seconds."""
        at = time.monotonic() if now is None else now
        with self._lock:
            held, since = self._buckets.get(partner, (self._at_once, at))
            held = min(self._at_once, held + (at - since) * self._a_second)
            self._buckets[partner] = (max(held - 1, 0.0) if held >= 1 else held, at)
            return held >= 1

    def is_news(self, partner: str, now: float | None = None) -> bool:
        """Return whether an empty bucket is worth an event: the first within a minute."""
        at = time.monotonic() if now is None else now
        with self._lock:
            is_news = at - self._told.get(partner, float("-inf")) >= 60
            if is_news:
                self._told[partner] = at
            return is_news
