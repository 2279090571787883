"""What must hold for every input: a value or `Malformed`, within one second of processor time."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from types import FrameType

LIMIT_SECONDS = 1.0
"""Processor time that one input may take; processor time, since machines are shared."""

Reader = Callable[[bytes], object]


class TooSlow(BaseException):
    """An input took more than its second. No `Exception`: a reader that catches those must not catch this."""


def obeys(read: Reader, refusals: tuple[type[Exception], ...], data: bytes) -> None:
    """Read the input; any exception that is none of the reader's refusals comes out.

    Raises:
        TooSlow: It took more than `LIMIT_SECONDS`.
    """
    began = time.process_time()
    with _interrupted(), suppress(*refusals):
        read(data)
    # A regular expression that runs away is one instruction, which no signal interrupts.
    if time.process_time() - began > LIMIT_SECONDS:
        raise TooSlow


@contextmanager
def _interrupted() -> Iterator[None]:
    _arm()
    signal.setitimer(signal.ITIMER_PROF, LIMIT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


@cache
def _arm() -> None:
    signal.signal(signal.SIGPROF, _stop)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlow
