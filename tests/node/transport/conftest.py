"""A key store and the two sealed folders that use it, on a clock that a test moves."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tournai.node.keys import KeyStore
from tournai.node.transport import Quarantine, Spool


class Clock:
    """Begins at the real time, which files bear."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_hours(self, hours: int) -> None:
        self.now += timedelta(hours=hours)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pass_hours(clock: Clock) -> Callable[[int], None]:
    return clock.pass_hours


@pytest.fixture
def keys(tmp_path: Path, clock: Clock) -> Iterator[KeyStore]:
    store = KeyStore(tmp_path / "keys", clock=clock)
    yield store
    store.close()


@pytest.fixture
def spool(tmp_path: Path, keys: KeyStore, clock: Clock) -> Spool:
    return Spool(tmp_path / "spool", keys, clock=clock)


@pytest.fixture
def quarantine(tmp_path: Path, keys: KeyStore, clock: Clock) -> Quarantine:
    return Quarantine(tmp_path / "quarantine", keys, clock=clock)
