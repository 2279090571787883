"""Inner loops that numba compiles where it is installed (the extra ``fast``); elsewhere they run as plain Python.

The results are the same either way: what is marked here uses only arithmetic, arrays and loops. No function is marked
with fast-math, because reordered sums would make a score depend on the machine.
"""

from collections.abc import Callable
from typing import TypeVar, cast

try:
    from numba import njit

    IS_COMPILED = True
except ImportError:  # the extra `fast` is not installed
    IS_COMPILED = False

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Return the function compiled to machine code on its first call, cached on disk; as it is without numba."""
    if not IS_COMPILED:
        return function
    return cast("Function", njit(cache=True, nogil=True)(function))
