"""Octets of a biometric record, taken one after the other, with the place of what is missing."""

from typing import Self

from tournai.errors import Malformed


class MalformedRecord(Malformed):
    """What claims to be a biometric record breaks its format."""


class Octets:
    """A record of big-endian numbers; ``place`` is the offset of what is taken next."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.place = 0

    @classmethod
    def of_record(cls, data: bytes, magic: bytes, version: bytes, length_bytes: int, most: int) -> Self:
        """Return a record after its first three fields: format identifier, version, and the record's own length.

        Raises:
            MalformedRecord: It has more than ``most`` bytes, another format or version, or another length than it says.
        """
        if len(data) > most:
            raise MalformedRecord(f"a record takes at most {most} bytes, here {len(data)}", code="record-too-long")
        octets = cls(data)
        octets.expect(magic, "the format identifier")
        octets.expect(version, "the version")
        if (length := octets.number(length_bytes, "the record length")) != len(data):
            message = f"the record says that it has {length} bytes and has {len(data)}: send it whole and alone"
            raise MalformedRecord(message, code="wrong-length", offset=len(magic) + len(version))
        return octets

    @property
    def left(self) -> int:
        """How many octets are not taken yet."""
        return len(self._data) - self.place

    def take(self, length: int, what: str) -> bytes:
        """Return the next octets.

        Raises:
            MalformedRecord: The record ends before.
        """
        if length > self.left:
            message = f"{what} takes {length} bytes, {self.left} are left: send the whole record"
            raise MalformedRecord(message, code="record-cut-off", offset=self.place)
        taken = self._data[self.place : self.place + length]
        self.place += length
        return taken

    def number(self, length: int, what: str) -> int:
        """Return the next octets as an unsigned number, most significant first."""
        return int.from_bytes(self.take(length, what), "big")

    def expect(self, expected: bytes, what: str) -> None:
        """Take octets that have one value only.

        Raises:
            MalformedRecord: They have another.
        """
        start = self.place
        if (found := self.take(len(expected), what)) != expected:
            message = f"{what} is {expected!r}, here {found!r}: send a record of this format and version"
            raise MalformedRecord(message, code="other-format", offset=start)
