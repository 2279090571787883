"""ristretto255 as libsodium computes it, in constant time: the system's library, else the copy of the wheel ``rbcl``.

The wheel is never imported, for its import writes a file and leaves it behind: its bytes are read out of its source and
loaded from memory (Linux) or from a private file that is deleted at once.

Source: RFC 9496; libsodium's manual, "Finite field arithmetic: Ristretto".
"""

import ctypes
import hmac
import os
import re
import tempfile
from collections.abc import Sequence
from ctypes import CDLL, create_string_buffer
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from tournai.errors import Unavailable
from tournai.exchange.hit_no_hit.group import (
    ELEMENT_BYTES,
    IDENTITY,
    SCALAR_BYTES,
    UNIFORM_BYTES,
    BadElement,
    BadScalar,
)

SYSTEM_NAMES = ("libsodium.so.26", "libsodium.so.23", "libsodium.so", "libsodium.dylib", "libsodium.dll")
WHEEL, WHEEL_FILE = "rbcl", "_sodium.py"
OLDEST = (10, 3)
"""The library version of libsodium 1.0.18, the first whose ristretto255 is that of the standard."""

_WHEEL_BYTES = re.compile(r"fromhex\(\s*'([0-9a-f]+)'")


def open_ristretto(system_names: Sequence[str] = SYSTEM_NAMES) -> "SodiumRistretto":
    """Return the group over the system's libsodium, under one of the names, else over the wheel's copy.

    Raises:
        Unavailable: Neither is there.
    """
    return _opened(tuple(system_names))


@lru_cache(maxsize=4)
def _opened(system_names: tuple[str, ...]) -> "SodiumRistretto":
    for name in system_names:
        try:
            return SodiumRistretto(CDLL(name))
        except (OSError, Unavailable):  # not there, or too old
            continue
    return SodiumRistretto(_load(wheel_library()))


def wheel_library() -> bytes:
    """Return the shared library that the wheel carries.

    Raises:
        Unavailable: The wheel is not installed, or holds none.
    """
    spec = find_spec(WHEEL)
    folders = [Path(folder) for folder in (spec.submodule_search_locations if spec else None) or ()]
    for source in (folder / WHEEL_FILE for folder in folders):
        found = _WHEEL_BYTES.search(source.read_text(encoding="ascii")) if source.is_file() else None
        if found:
            return bytes.fromhex(found[1])
    raise Unavailable("neither libsodium nor the package rbcl is installed")


def _load(library: bytes) -> CDLL:
    if hasattr(os, "memfd_create"):
        try:
            return _load_from_memory(library)
        except OSError:  # a kernel or a policy that runs nothing from memory
            pass
    return _load_from_file(library)


def _load_from_memory(library: bytes) -> CDLL:
    descriptor = os.memfd_create("libsodium", os.MFD_CLOEXEC)
    try:
        with os.fdopen(os.dup(descriptor), "wb") as memory:
            memory.write(library)
        return CDLL(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)


def _load_from_file(library: bytes) -> CDLL:
    with tempfile.TemporaryDirectory(prefix="tournai-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "libsodium"
        path.write_bytes(library)
        try:
            return CDLL(str(path))
        except OSError as error:
            raise Unavailable("the temporary folder lets no library be loaded: install libsodium") from error


class SodiumRistretto:
    """The group over a loaded libsodium.

    Raises:
        Unavailable: The library is older than 1.0.18, or was built without ristretto255.
    """

    def __init__(self, library: CDLL) -> None:
        try:
            version = library.sodium_library_version_major(), library.sodium_library_version_minor()
            self._from_hash = library.crypto_core_ristretto255_from_hash
        except AttributeError as error:
            raise Unavailable("this libsodium has no ristretto255") from error
        if version < OLDEST or library.sodium_init() < 0:
            raise Unavailable("libsodium 1.0.18 or newer is needed")
        self._multiply = library.crypto_scalarmult_ristretto255
        self._multiply_base = library.crypto_scalarmult_ristretto255_base
        self._add = library.crypto_core_ristretto255_add
        self._is_valid = library.crypto_core_ristretto255_is_valid_point
        self._reduce = library.crypto_core_ristretto255_scalar_reduce
        self._invert = library.crypto_core_ristretto255_scalar_invert
        self._add_scalars = library.crypto_core_ristretto255_scalar_add
        self._subtract_scalars = library.crypto_core_ristretto255_scalar_sub
        self._multiply_scalars = library.crypto_core_ristretto255_scalar_mul

    def element_from_uniform(self, uniform: bytes) -> bytes:
        """Return the element that 64 uniform bytes are mapped to."""
        result = create_string_buffer(ELEMENT_BYTES)
        self._from_hash(result, _sized(uniform, UNIFORM_BYTES))
        return result.raw

    def check_element(self, element: bytes) -> None:
        """Pass where the bytes are the canonical encoding of an element other than the identity."""
        if len(element) != ELEMENT_BYTES or element == IDENTITY or not self._is_valid(element):
            raise BadElement

    def multiply(self, scalar: bytes, element: bytes) -> bytes:
        """Return the element times the scalar; neither it nor the product may be the identity."""
        result = create_string_buffer(ELEMENT_BYTES)
        if len(element) != ELEMENT_BYTES or self._multiply(result, _sized(scalar, SCALAR_BYTES), element):
            raise BadElement
        return result.raw

    def multiply_generator(self, scalar: bytes) -> bytes:
        """Return the generator times the scalar; the product may not be the identity."""
        result = create_string_buffer(ELEMENT_BYTES)
        if self._multiply_base(result, _sized(scalar, SCALAR_BYTES)):
            raise BadElement
        return result.raw

    def add(self, one: bytes, other: bytes) -> bytes:
        """Return the sum of two elements."""
        result = create_string_buffer(ELEMENT_BYTES)
        if {len(one), len(other)} != {ELEMENT_BYTES} or self._add(result, one, other):
            raise BadElement
        return result.raw

    def scalar_from_uniform(self, uniform: bytes) -> bytes:
        """Return 64 bytes reduced by the group's order."""
        result = create_string_buffer(SCALAR_BYTES)
        self._reduce(result, _sized(uniform, UNIFORM_BYTES))
        return result.raw

    def check_scalar(self, scalar: bytes) -> None:
        """Pass where the bytes encode a number below the group's order."""
        reduced = self.scalar_from_uniform(_sized(scalar, SCALAR_BYTES) + bytes(SCALAR_BYTES))
        if not hmac.compare_digest(reduced, scalar):
            raise BadScalar

    def invert(self, scalar: bytes) -> bytes:
        """Return the scalar's inverse."""
        result = create_string_buffer(SCALAR_BYTES)
        if self._invert(result, _sized(scalar, SCALAR_BYTES)):
            raise BadScalar
        return result.raw

    def add_scalars(self, one: bytes, other: bytes) -> bytes:
        """Return the sum of two scalars."""
        return _of_scalars(self._add_scalars, one, other)

    def subtract_scalars(self, one: bytes, other: bytes) -> bytes:
        """Return the first scalar less the second."""
        return _of_scalars(self._subtract_scalars, one, other)

    def multiply_scalars(self, one: bytes, other: bytes) -> bytes:
        """Return the product of two scalars."""
        return _of_scalars(self._multiply_scalars, one, other)


def _of_scalars(operation: "ctypes._NamedFuncPointer", one: bytes, other: bytes) -> bytes:
    result = create_string_buffer(SCALAR_BYTES)
    operation(result, _sized(one, SCALAR_BYTES), _sized(other, SCALAR_BYTES))
    return result.raw


def _sized(data: bytes, size: int) -> bytes:
    """Return the bytes where they are so many: the library reads that many, whatever it was given."""
    if len(data) != size:
        raise BadScalar
    return data
