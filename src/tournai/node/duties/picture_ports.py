"""What the checks of documents need from whoever recognises pictures; see `tournai.node.duties.ports`."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

import msgspec

from tournai.documents.verdict import Step


class ZoneInPicture(msgspec.Struct, frozen=True):
    """The lines of a zone as read from a picture, and whether nothing speaks against the reading."""

    lines: tuple[str, ...]
    sure: bool


class Recognition(Protocol):
    """Models that read a page and compare two faces: one reference, one probe, nothing kept (rule AIA-05)."""

    def read_zone(self, page: bytes, today: date) -> ZoneInPicture:
        """Return the zone of a page's picture.

        Raises:
            Malformed: It is no picture that is read, or no zone can be read in it.
            Unavailable: The node has no models.
        """

    def compare_faces(self, pictures: Mapping[str, bytes]) -> tuple[Step, ...]:
        """Return the steps of the holder's face; ``pictures`` by ``chip``, ``page`` and ``live``, those at hand.

        Raises:
            Unavailable: The node has no models.
        """
