"""Evaluating the keys of a whole list under the secret key, in as many processes as there are processors.

An element costs some 60 microseconds of libsodium, and the rest of a key some 10: a million records take minutes, so
that a set is built in the background and by all processors. The secret key goes to the processes through a pipe.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from os import cpu_count

from tournai.exchange.hit_no_hit import Group, Suite

KEYS_A_TASK = 4_000
FEWEST_FOR_PROCESSES = 20_000
"""Keys below which one process is quicker than starting others."""

_state: list[tuple[Suite, bytes]] = []


def evaluate_keys(
    texts: Iterable[bytes], count: int, key: bytes, open_group: Callable[[], Group], processes: int = 0
) -> Iterator[bytes]:
    """Yield the output of each key, in order.

    Args:
        texts: The keys.
        count: About how many there are.
        key: The secret key of the epoch.
        open_group: Opens the group in each process; a function of a module.
        processes: How many; 0 for one a processor.
    """
    workers = processes or cpu_count() or 1
    if workers == 1 or count < FEWEST_FOR_PROCESSES:
        suite = Suite(open_group())
        yield from (suite.evaluate(key, text) for text in texts)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (open_group, key)) as pool:
        for outputs in pool.map(_evaluate, _parted(texts)):
            yield from outputs


def _parted(texts: Iterable[bytes]) -> Iterator[tuple[bytes, ...]]:
    rest = iter(texts)
    while part := tuple(islice(rest, KEYS_A_TASK)):
        yield part


def _start(open_group: Callable[[], Group], key: bytes) -> None:
    _state[:] = [(Suite(open_group()), key)]


def _evaluate(texts: tuple[bytes, ...]) -> list[bytes]:
    suite, key = _state[0]
    return [suite.evaluate(key, text) for text in texts]
