"""What a simulated carrier hands over: bytes under a name, and what they hold, so that a reader can be checked."""

from enum import Enum

import msgspec


class DeliveryKind(Enum):
    """What a delivery is."""

    BOOKINGS = "bookings"
    """PNRGOV, full push (MSG 22)."""
    PASSENGER_LIST = "passenger list"
    """PAXLST at closure (BGM 745)."""
    UPDATE = "update"
    """PNRGOV, changed and cancelled bookings only (MSG 141)."""
    REPEATED = "repeated"
    """The bytes of an earlier delivery, once more."""
    BROKEN = "broken"
    """Beyond reading: belongs into quarantine."""
    PUBLIC_SAMPLE = "public sample"
    """A message that another project published, moved to a new date."""


class Delivery(msgspec.Struct, frozen=True):
    """One body of bytes as a carrier sends it.

    ``pnrs`` and ``travellers`` (infants included) count what a reader should find, ``None`` where nobody counted;
    ``defects`` are the codes of the damage that was put in, in any order.
    """

    name: str
    body: bytes
    kind: DeliveryKind
    pnrs: int | None = None
    travellers: int | None = None
    defects: tuple[str, ...] = ()
