"""Inner loops that numba compiles where it is installed (the extra ``fast``); elsewhere they run as plain Python.

The results are the same either way: what is marked here uses only arithmetic, arrays and loops. No function is marked
with fast-math, because reordered sums would make a score depend on the machine.
"""

from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from typing import TypeVar, cast

import numpy as np


def _cache_of(sources: str) -> str:
    """Return the folder of machine code for the sources as they are.

    numba renews a function's code when the function's own file has changed. A loop also holds what it calls and the
    constants that it read, so code of older sources must never be met: another release has another folder.
    """
    room = files(sources)
    texts = [source.read_bytes() for source in sorted(room.iterdir(), key=str) if source.name.endswith(".py")]
    return f"{room}/__pycache__/compiled-{sha256(b''.join(texts)).hexdigest()[:16]}"


try:
    from numba import njit
    from numba.core import config

    IS_COMPILED = True
    config.CACHE_DIR = config.CACHE_DIR or _cache_of("tournai.screening")  # type: ignore[attr-defined]  # set at import
except ImportError:  # the extra `fast` is not installed
    IS_COMPILED = False

int64 = cast("Callable[[object], int]", np.int64)
"""Makes a 64-bit integer of any: compiled loops are made anew for each width that an argument comes in."""

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Return the function compiled to machine code on its first call, cached on disk; as it is without numba.

    Such a function makes no arrays of its own: it then need not count who holds those that it is handed, which costs
    more than many a loop (`_nrt`).
    """
    return _compiled(function, makes_arrays=False)


def inlined(function: Function) -> Function:
    """Return the function `compiled`, and made part of each that calls it.

    For what is called within innermost loops: handing over the columns of several tables costs more than many a body.
    """
    return _compiled(function, makes_arrays=False, is_inlined=True)


def compiled_with_arrays(function: Function) -> Function:
    """Return the function `compiled`; it may make arrays."""
    return _compiled(function, makes_arrays=True)


def _compiled(function: Function, *, makes_arrays: bool, is_inlined: bool = False) -> Function:
    if not IS_COMPILED:
        return function
    made = njit(cache=True, nogil=True, _nrt=makes_arrays, forceinline=is_inlined)  # type: ignore[call-overload]  # numba declares no `_nrt`
    return cast("Function", made(function))
