"""What a reader gathers from a list while it reads: alerts, and what it had to leave out."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from tournai.alerts.records import Alert, AlertList, BadRow, ListFormat
from tournai.values import Name, PartialDate, StateCode, state_code
from tournai.values.partial_dates import read_partial_date

MAX_NAME = 300
"""The longest name, in characters, that is kept; the longest real one has 66."""

Item = TypeVar("Item")


class Reading:
    """The state of one reading of one list."""

    def __init__(self) -> None:
        self.not_persons = 0
        self._alerts: dict[str, Alert] = {}
        self._bad_rows: list[BadRow] = []
        self._notes: list[BadRow] = []

    def keep(self, position: int, alert: Alert) -> None:
        """Keep an alert; one without a reference or a name, or whose reference was seen before, is a bad row."""
        names = tuple(name for name in alert.person.names if 0 < len(name.full) <= MAX_NAME)
        reason = self._defect(alert.reference, names)
        if reason:
            self.reject(position, alert.reference, reason)
            return
        if len(names) < len(alert.person.names):
            self.note(position, alert.reference, f"a name is longer than {MAX_NAME} characters")
            alert = replace(alert, person=replace(alert.person, names=names))
        self._alerts[alert.reference] = alert

    def _defect(self, reference: str, names: tuple[Name, ...]) -> str:
        if not reference:
            return "no reference"
        if not names:
            return "no name"
        return "the reference stands on an earlier entry, which is kept" if reference in self._alerts else ""

    def reject(self, position: int, reference: str, reason: str) -> None:
        """Say that an entry was left out."""
        self._bad_rows.append(BadRow(position, reference, reason))

    def result(self, form: ListFormat, published_on: date | None) -> AlertList:
        """Return the list as read."""
        return AlertList(
            form,
            published_on,
            tuple(self._alerts.values()),
            tuple(self._bad_rows),
            self.not_persons,
            tuple(self._notes),
        )

    def note(self, position: int, reference: str, reason: str) -> None:
        """Say that a part of a kept alert could not be read; ``reason`` names the field, never its text."""
        self._notes.append(BadRow(position, reference, reason))


class Entry:
    """One entry while it is read: where it stands, and whom to tell what could not be read."""

    def __init__(self, reading: Reading, position: int, reference: str) -> None:
        self._reading = reading
        self.position = position
        self.reference = reference

    def keep(self, alert: Alert) -> None:
        """Hand the finished alert over."""
        self._reading.keep(self.position, alert)

    def note(self, reason: str) -> None:
        """Say that a part of this entry could not be read."""
        self._reading.note(self.position, self.reference, reason)

    def births(self, texts: Iterable[str]) -> tuple[PartialDate, ...]:
        """Return the dates of birth that the texts give; each that is not understood is noted."""
        return unique(self.date_read(text, "date of birth") for text in texts)

    def date_read(self, text: str, field: str) -> PartialDate | None:
        """Return a date, noted where it is not understood."""
        found = read_partial_date(text)
        if found is None:
            self.note(f"the {field} is not understood")
        return found

    def day(self, text: str, field: str) -> date | None:
        """Return a full day from ISO 8601, an offset after it left out; ``None`` where the text is empty."""
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            self.note(f"the {field} is not understood")
            return None

    def states(self, texts: Iterable[str], field: str) -> tuple[StateCode, ...]:
        """Return the states that the texts name; each that is not known is noted."""
        return unique(self.state(text, field) for text in texts)

    def state(self, text: str, field: str) -> StateCode | None:
        """Return a state, noted where it is not known; ``None`` where the text is empty."""
        found = state_code(text) if text else None
        if text and found is None:
            self.note(f"the {field} is not a known state")
        return found


def unique(items: Iterable[Item | None]) -> tuple[Item, ...]:
    """Return the items that are there, each once, in their order."""
    return tuple(dict.fromkeys(item for item in items if item is not None))
