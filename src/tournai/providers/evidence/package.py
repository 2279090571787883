"""A package as something hands it in: files by name, each read in pieces, wherever it is kept."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from tournai.errors import Malformed

MOST_FILES = 200_000
LONGEST_NAME = 1_024
"""Characters of a file's whole name."""
DEEPEST = 32
MOST_TAG_BYTES = 64 * 1024 * 1024
"""Bytes of one file outside of ``data/``: the manifest of 200,000 files has about 40 MB."""


class DamagedPackage(Malformed):
    """A file, or an archive, that cannot be read to its end."""


class PackageFile(msgspec.Struct, frozen=True, gc=False):
    """A file of a package.

    Attributes:
        name: Its name as the folder or archive has it, with ``/`` between folders.
        size: Bytes, as the folder or archive says.
        is_regular: Whether it is a plain file: no link, device, socket or pipe.
    """

    name: str
    size: int
    is_regular: bool = True


class Package(Protocol):
    """A folder or an archive."""

    def files(self) -> Sequence[PackageFile]:
        """Return every file, folders left out, in the order in which they lie.

        Raises:
            DamagedPackage: The archive's directory cannot be read, or names more files than `MOST_FILES`.
        """

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes.

        Raises:
            DamagedPackage: It ends too early, or is longer than it said.
        """
