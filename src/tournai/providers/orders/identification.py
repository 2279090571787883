"""What identifies the requested data: identifiers, services, time range.

Source: Regulation (EU) 2023/1543, Art. 5(5)(c) and (e); Annex I, section E.
"""

from datetime import datetime
from enum import Enum

import msgspec


class IdentifierKind(Enum):
    """A line of section E."""

    IP_ADDRESS = "ip_address"
    TELEPHONE = "tel_number"
    EMAIL = "email"
    IMEI = "imei"
    MAC_ADDRESS = "mac_address"
    USER = "user_identifier"
    """A user name, login, account or customer number."""
    OTHER = "other"
    """Anything else that is unique, e.g. a URL."""


class Identifier(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One identifier. ``timestamp`` is aware, with the zone of whoever logged it; ``port``: the source port."""

    kind: IdentifierKind
    value: str
    timestamp: datetime | None = None
    port: int | None = None


class TimeRange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """From when until when data is asked for, both aware; an end that is missing is open."""

    start: datetime | None = None
    end: datetime | None = None


class Identification(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Section E."""

    identifiers: tuple[Identifier, ...] = ()
    service_names: tuple[str, ...] = ()
    time_range: TimeRange | None = None
    additional: str = ""
    only_to_identify_the_user: bool = False
    """The sole purpose is to learn who the user is: Art. 5(5)(c)."""
