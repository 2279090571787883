"""What the duties need from the folder of the coming travellers; see `tournai.node.duties.ports`."""

from datetime import date
from typing import Protocol

import msgspec

from tournai.screening import Index
from tournai.screening.batches import Int32Column


class KnownFlights(msgspec.Struct, frozen=True):
    """The flights of a day as they were when its travellers were indexed: flight -> how many pushes it had."""

    pushes: dict[str, int]
    travellers: int


class KnownDay(msgspec.Struct, frozen=True, eq=False):
    """A day's travellers: an index whose keys are their rows; of each row, the place of its flight in ``flights``."""

    flights: KnownFlights
    index: Index
    of_rows: Int32Column


class TravellerFolder(Protocol):
    """The travellers of the coming days, an index a day of departure: sealed, opened in memory, dropped by day."""

    def days(self) -> dict[date, KnownFlights]:
        """Return the days that are known, with their flights."""

    def load(self, day: date) -> KnownDay | None:
        """Return the travellers of a day; ``None`` where it is not known."""

    def save(self, day: date, known: KnownDay) -> None:
        """Keep the travellers of a day in place of what was kept before."""

    def drop(self, day: date) -> None:
        """Destroy a day's key, then its file."""
