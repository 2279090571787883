"""Inner loops that numba compiles where it is installed (the extra ``fast``); elsewhere they run as plain Python.

The results are the same either way: what is marked here uses only arithmetic, arrays and loops. No function is marked
with fast-math, because reordered sums would make a score depend on the machine.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numpy as np

try:
    from numba import njit

    IS_COMPILED = True
except ImportError:  # the extra `fast` is not installed
    IS_COMPILED = False

int64 = cast("Callable[[object], int]", np.int64)
"""Makes a 64-bit integer of any: compiled loops are made anew for each width that an argument comes in."""

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Return the function compiled to machine code on its first call, cached on disk; as it is without numba."""
    if not IS_COMPILED:
        return function
    return cast("Function", njit(cache=True, nogil=True)(function))
