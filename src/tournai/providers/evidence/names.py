"""File names inside a package: which ones are safe to take, and how manifests write them.

Source: RFC 8493 (2018), sections 2.1.3 and 5; a name must mean the same file on every system.
"""

import re
import unicodedata

from tournai.providers.evidence.package import DEEPEST, LONGEST_NAME

_WRITTEN = re.compile("%(0[AaDd]|25)")
_TO_WRITE = re.compile("[%\r\n]")
_FORBIDDEN = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\\]|[\ud800-\udfff]")
"""Control characters but line ends (which manifests can write), back-slashes, halves of characters."""
_DRIVE = re.compile(r"^[A-Za-z]:")
_RESERVED = re.compile(r"(?i)^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)")


def fault_of(name: str) -> str:
    """Return why a name is not taken, as a code; empty where it is.

    >>> fault_of("data/../../etc/passwd")
    'path-outside'
    >>> fault_of("data/chat.json")
    ''
    """
    parts = name.split("/")
    if not name or len(name) > LONGEST_NAME or len(parts) > DEEPEST:
        return "path-too-long"
    if name.startswith("/") or ".." in parts or _DRIVE.match(name):
        return "path-outside"
    if "" in parts or "." in parts or _FORBIDDEN.search(name):
        return "path-not-plain"
    return "path-not-plain" if any(_RESERVED.match(part) or part[-1] in " ." for part in parts) else ""


def alike(name: str) -> str:
    """Return what two names share that some system takes for one: case and composition of characters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def read_name(written: str) -> str:
    """Return a name that a manifest wrote: only line ends and ``%`` are percent-encoded."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), written)


def write_name(name: str) -> str:
    """Return a name as a manifest writes it."""
    return _TO_WRITE.sub(lambda found: f"%{ord(found[0]):02X}", name)
