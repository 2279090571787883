"""Labelled data as rows of the files that ``tournai screen match`` and ``tournai screen evaluate`` read.

A whole name stands in one field of an alert, given names first, as official lists publish aliases. A person with
several names or births has several rows of one identifier.
"""

from collections.abc import Iterator
from datetime import date

from tournai.screening.batches import EPOCH, SEXES, Int32Column
from tournai.screening.evaluation.alert_base import Base
from tournai.screening.evaluation.labelled import Labelled
from tournai.values import PartialDate, Sex

TRUTH_COLUMNS = ("traveller_id", "alert_id", "kind", "script", "origin", "regime")
"""``alert_id`` is empty for a traveller on no alert; the columns after it may be left out."""


def alert_rows(base: Base) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the alerts."""
    alerts = base.alerts
    for row, identifier in enumerate(base.ids):
        names = [f"{alerts.name_given[at]} {alerts.name_surname[at]}".strip() for at in _span(alerts.name_offsets, row)]
        births = [
            str(PartialDate(_day(alerts.birth_earliest[at]), _day(alerts.birth_before[at])))
            for at in _span(alerts.birth_offsets, row)
        ] or [""]
        states = [alerts.nationality[at] for at in _span(alerts.nationality_offsets, row)][:1] or [""]
        documents = [
            (alerts.document_number[at], alerts.document_state[at]) for at in _span(alerts.document_offsets, row)
        ][:1] or [("", "")]
        sex = sex_letter(int(alerts.sex[row]))
        for number in range(max(len(names), len(births))):
            name, birth = names[min(number, len(names) - 1)], births[number if number < len(births) else 0]
            yield (identifier, name, birth, sex, states[0], *documents[0])


def traveller_rows(labelled: Labelled, prefix: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the travellers; a traveller's identifier is the prefix and his place."""
    for key, case in enumerate(labelled.cases):
        one = case.traveller
        birth = "" if one.birth is None else str(_day(one.birth))
        country = one.nationality if one.document else ""
        sex = sex_letter(one.sex)
        yield (f"{prefix}{key}", one.surname, one.given, birth, sex, one.nationality, one.document, country)


def truth_rows(labelled: Labelled, base: Base, prefix: str) -> Iterator[tuple[str, ...]]:
    """Yield a row of the truth for each traveller."""
    for key, case in enumerate(labelled.cases):
        alert = base.ids[case.alert] if case.alert >= 0 else ""
        yield (f"{prefix}{key}", alert, case.kind, case.script, case.origin, case.regime)


def sex_letter(place: int) -> str:
    """Return a sex as files have it: F, M or X, empty where it is not known."""
    sex = SEXES[place]
    return "" if sex is Sex.UNKNOWN else sex.value


def _day(days: int) -> date:
    return date.fromordinal(min(int(days) + EPOCH, date.max.toordinal()))


def _span(offsets: Int32Column, row: int) -> range:
    return range(int(offsets[row]), int(offsets[row + 1]))
