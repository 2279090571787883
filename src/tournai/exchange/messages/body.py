"""What every body of a message has in common, and the instants in it."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from tournai.values.instants import utc

Instant = Annotated[datetime, Meta(tz=True)]
"""An aware instant; that it is in UTC is checked where it is made."""


class InUtc(msgspec.Struct, frozen=True):
    """A value of which every instant is in UTC.

    Raises:
        Malformed: One is not (code ``not-utc``).
    """

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, datetime):
                utc(value)


class MessageBody(InUtc, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"):
    """A body: its kind stands beside its fields; what has its default is left out."""
