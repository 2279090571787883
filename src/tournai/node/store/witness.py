"""Checkpoints kept in a file beside the database and not in it: whoever rewrites the one must rewrite both.

A file on the same host is a first witness only; partners and the supervisor keep copies (rule SYS-03).
"""

import os
from collections.abc import Sequence
from pathlib import Path

from tournai.errors import Unverified
from tournai.oversight.log import Checkpoint, parse_note, write_note

MAXIMUM_BYTES = 256 * 1024 * 1024


class CheckpointFile:
    """Signed notes, one after the other, each after an empty line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(self, checkpoints: Sequence[Checkpoint]) -> None:
        """Append checkpoints; one write each call, so that processes do not mix their notes."""
        if checkpoints:
            # An empty line first: what a dying process left of a note ends there.
            notes = "".join(f"\n{write_note(checkpoint)}" for checkpoint in checkpoints).encode()
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, notes)
            finally:
                os.close(descriptor)

    def read(self) -> list[Checkpoint]:
        """Return the checkpoints kept so far.

        Raises:
            Unverified: The file was changed, or is too large to be one.
        """
        if not self._path.exists():
            return []
        if self._path.stat().st_size > MAXIMUM_BYTES:
            raise Unverified(f"the checkpoint file is larger than {MAXIMUM_BYTES} bytes")
        return [parse_note(note) for note in _notes(self._path.read_text(encoding="utf-8", errors="replace"))]


SIGNATURE, SIGNED_AT = "— ", 6
"""How a signature's line begins, and how many lines of a note stand before it: five of the checkpoint, an empty one."""


def _notes(text: str) -> list[str]:
    # A process that died while writing may leave part of a note: the signature tells where a whole one ends.
    lines, found = text.split("\n"), []
    for at, line in enumerate(lines):
        if line.startswith(SIGNATURE) and at >= SIGNED_AT and not lines[at - 1]:
            found.append("\n".join(lines[at - SIGNED_AT : at + 1]) + "\n")
    return found
