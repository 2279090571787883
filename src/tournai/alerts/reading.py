"""What a reader gathers from a list while it reads: alerts, and what it had to leave out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from tournai.alerts.nationalities import named_state
from tournai.alerts.records import Alert, AlertList, BadRow, ListFormat
from tournai.values import Name, NameKind, PartialDate, Person, Sex, StateCode
from tournai.values.partial_dates import read_partial_date
from tournai.values.wordings import say

MAX_NAME = 300
"""The longest name, in characters, that is kept; the longest real one has 66."""

MAX_REFERENCE = 128
"""The longest reference or category, in characters, that is kept."""

Item = TypeVar("Item")


class Reading:
    """The state of one reading of one list."""

    def __init__(self) -> None:
        self.not_persons = 0
        self.deleted: list[str] = []
        self._alerts: dict[str, Alert] = {}
        self._bad_rows: list[BadRow] = []
        self._notes: dict[tuple[str, str], BadRow] = {}

    def keep(self, alert: Alert, position: int, line: int | None = None) -> None:
        """Keep an alert; one without a reference or a name, or whose reference was seen before, is a bad row."""
        names = tuple(name for name in alert.person.names if 0 < len(name.full) <= MAX_NAME)
        reason = self._defect(alert, names)
        if reason:
            self.reject(position, alert.reference, reason, line)
            return
        if len(names) < len(alert.person.names):
            self.note(position, alert.reference, say("a name is longer than {most} characters", most=MAX_NAME), line)
            alert = replace(alert, person=replace(alert.person, names=names))
        self._alerts[alert.reference] = alert

    def _defect(self, alert: Alert, names: tuple[Name, ...]) -> str:
        if not alert.reference:
            return say("no reference")
        if len(alert.reference) > MAX_REFERENCE or len(alert.category) > MAX_REFERENCE:
            return say("a reference or category of more than {most} characters", most=MAX_REFERENCE)
        if not names and (alert.person.names or not alert.person.documents):
            return say("no name")
        return say("the reference stands on an earlier entry, which is kept") if alert.reference in self._alerts else ""

    def reject(self, position: int, reference: str, reason: str, line: int | None = None) -> None:
        """Say that an entry was left out."""
        self._bad_rows.append(BadRow(position, reference[:MAX_REFERENCE], reason, line))

    def result(self, form: ListFormat, published_on: date | None, *, is_delta: bool = False) -> AlertList:
        """Return the list as read."""
        return AlertList(
            form,
            published_on,
            tuple(self._alerts.values()),
            tuple(self._bad_rows),
            self.not_persons,
            tuple(self._notes.values()),
            is_delta,
            tuple(self.deleted),
        )

    def note(self, position: int, reference: str, reason: str, line: int | None = None) -> None:
        """Say once that a part of a kept alert could not be read; ``reason`` names the field, never its text."""
        self._notes.setdefault((reference or str(position), reason), BadRow(position, reference, reason, line))


class Entry:
    """One entry while it is read: where it stands, and whom to tell what could not be read."""

    def __init__(self, reading: Reading, position: int, reference: str, line: int | None = None) -> None:
        self._reading = reading
        self.position = position
        self.reference = reference
        self.line = line

    def keep(self, alert: Alert) -> None:
        """Hand the finished alert over."""
        self._reading.keep(alert, self.position, self.line)

    def reject(self, reason: str) -> None:
        """Say that this entry was left out."""
        self._reading.reject(self.position, self.reference, reason, self.line)

    def note(self, reason: str) -> None:
        """Say that a part of this entry could not be read."""
        self._reading.note(self.position, self.reference, reason, self.line)

    def births(self, texts: Iterable[str]) -> tuple[PartialDate, ...]:
        """Return the dates of birth that the texts give; each that is not understood is noted."""
        return unique(self.date_read(text, "date of birth") for text in texts)

    def date_read(self, text: str, field: str) -> PartialDate | None:
        """Return a date, noted where it is not understood."""
        found = read_partial_date(text)
        if found is None:
            self.note(say("the {field} is not understood", field=say(field)))
        return found

    def day(self, text: str, field: str) -> date | None:
        """Return a full day from ISO 8601, an offset after it left out; ``None`` where the text is empty."""
        if not text:
            return None
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            self.note(say("the {field} is not understood", field=say(field)))
            return None

    def states(self, texts: Iterable[str], field: str) -> tuple[StateCode, ...]:
        """Return the states that the texts name; each that is not known is noted."""
        return unique(self.state(text, field) for text in texts)

    def state(self, text: str, field: str) -> StateCode | None:
        """Return a state, noted where it is not known; ``None`` where the text is empty."""
        found = named_state(text) if text else None
        if text and found is None:
            self.note(say("the {field} is not a known state", field=say(field)))
        return found


class Rows:
    """Rows that speak of one person each, gathered by reference; the person stands where its first row stood."""

    def __init__(self) -> None:
        self._alerts: dict[str, list[Alert]] = defaultdict(list)
        self._entries: dict[str, Entry] = {}

    def add(self, entry: Entry, alert: Alert) -> None:
        """Gather one row; one without a reference stays alone."""
        key = entry.reference or f"\0{entry.position}"
        self._entries.setdefault(key, entry)
        self._alerts[key].append(alert)

    def joined(self, join: Callable[[Sequence[Alert]], Alert]) -> Iterator[tuple[Entry, Alert]]:
        """Yield each person with where its first row stood, its rows joined."""
        return ((entry, join(self._alerts[key])) for key, entry in self._entries.items())

    def keep(self, join: Callable[[Sequence[Alert]], Alert]) -> None:
        """Hand each person over, its rows joined."""
        for entry, alert in self.joined(join):
            entry.keep(alert)


def merged(alerts: Sequence[Alert]) -> Alert:
    """Return one alert of the rows on one person: all that any of them says; category and reference of the first."""
    first, persons = alerts[0], [alert.person for alert in alerts]
    sexes = {person.sex for person in persons} - {Sex.UNKNOWN}
    return replace(
        first,
        person=Person(
            names=unique_names(name for person in persons for name in person.names),
            births=unique(birth for person in persons for birth in person.births),
            sex=sexes.pop() if len(sexes) == 1 else Sex.UNKNOWN,
            nationalities=unique(state for person in persons for state in person.nationalities),
            birthplaces=unique(place for person in persons for place in person.birthplaces),
            documents=unique(document for person in persons for document in person.documents),
        ),
        legal_basis="; ".join(unique(alert.legal_basis or None for alert in alerts)),
        programmes=unique(programme for alert in alerts for programme in alert.programmes),
        listed_on=min((alert.listed_on for alert in alerts if alert.listed_on), default=None),
        updated_on=max((alert.updated_on for alert in alerts if alert.updated_on), default=None),
    )


def unique_names(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return the names, each spelling once and under the kind that it has first; only the first one stays primary."""
    found: dict[tuple[str, str], Name] = {}
    has_primary = False
    for name in names:
        is_second = name.kind is NameKind.PRIMARY and has_primary
        has_primary = has_primary or name.kind is NameKind.PRIMARY
        found.setdefault((name.surname, name.given), replace(name, kind=NameKind.ALIAS) if is_second else name)
    return tuple(found.values())


def unique(items: Iterable[Item | None]) -> tuple[Item, ...]:
    """Return the items that are there, each once, in their order."""
    return tuple(dict.fromkeys(item for item in items if item is not None))
