"""Reading the files that a command names."""

import sys
import zlib
from pathlib import Path

from tournai.errors import Malformed
from tournai.values.wordings import say

MAXIMUM_BYTES = 512 * 1024 * 1024
GZIP = b"\x1f\x8b"


def read_file(path: Path) -> bytes:
    """Return a file's bytes; ``-`` is standard input.

    Raises:
        Malformed: It cannot be read, or is larger than any message or list.
    """
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(MAXIMUM_BYTES + 1)
        else:
            with path.open("rb") as file:
                data = file.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise Malformed(say("{path}: {strerror}", path=path, strerror=error.strerror), code="no-file") from error
    if len(data) > MAXIMUM_BYTES:
        raise Malformed(say("{path}: larger than {most} bytes", path=path, most=MAXIMUM_BYTES), code="too-large")
    return data


def read_unpacked(path: Path) -> bytes:
    """Return a file's bytes, unpacked where it is a gzip file; bounded, so that a small file cannot fill the memory.

    Raises:
        Malformed: It cannot be read, is no whole gzip file, or unpacks to more than the bound.
    """
    data = read_file(path)
    if not data.startswith(GZIP):
        return data
    try:
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        unpacked = unpacker.decompress(data, MAXIMUM_BYTES + 1)
    except zlib.error as error:
        raise Malformed(say("{path}: not a whole gzip file", path=path), code="gzip") from error
    if len(unpacked) > MAXIMUM_BYTES or not unpacker.eof:
        raise Malformed(
            say("{path}: cut off, or unpacks to more than {most} bytes", path=path, most=MAXIMUM_BYTES),
            code="gzip",
        )
    return unpacked
