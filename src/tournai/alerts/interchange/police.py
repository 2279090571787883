"""Police alerts in CSV: Tournai's own layout, close to the fields of SIS and of INTERPOL's notices.

A row is a name of a person, or a document; the rows of one ``alert_id`` are one alert, whose first row tells all that
is not a name, a birth, a nationality or a document. Columns may stand in any order, those of `OPTIONAL` may be
missing:

- ``alert_id``; ``category``: an article of SIS or the colour of a notice, as in `CATEGORIES`;
- ``surname``, ``given_names``: in ICAO Doc 9303 spelling; ``name_kind``: empty for the main name, ``alias``, ``weak``;
- ``birth_date``: ``1972-03-01``, ``1972-03``, ``1972``, ``1970/1975``, ``~1972``; ``sex``: ``F``, ``M``, ``X``, ``U``;
- ``nationality``, ``birthplace``; ``document_number``, ``document_kind`` (``P``, ``I``, ``V``, ``R``),
  ``document_country``;
- ``reason``: the offence or ground; ``action``: what is to be done; ``decision``: the reference of the decision behind
  it;
- ``entered_on``, ``reviewed_on``, ``review_by``, ``expires_on``: days; ``linked_to``: the alert with which this one
  ends.

The minimum data are those of rule SIS-03: an alert that lacks one is left out and shown. A review later than the law
lets the category wait is brought forward to the latest lawful day, and noted (rule SIS-01).

Source: Regulation (EU) 2018/1862, Art. 20(2) and (3); ICAO Doc 9303-3, section 6 (spelling).
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from tournai.alerts.identity_documents import read_document
from tournai.alerts.police_categories import CATEGORIES, RULE_MINIMUM, is_on_object, lacking, longest_until
from tournai.alerts.reading import Entry, Reading, Rows, merged, unique
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.alerts.rows import Cells, decoded, read_lines, read_table, width_defect
from tournai.values import Document, DocumentKind, Name, NameKind, Person, Sex
from tournai.values.wordings import listed, say

REQUIRED = ("alert_id", "category", "surname", "given_names", "birth_date", "action", "decision", "entered_on")
OPTIONAL = (
    "name_kind", "sex", "nationality", "birthplace", "document_number", "document_kind", "document_country", "reason",
    "reviewed_on", "review_by", "expires_on", "linked_to",
)  # fmt: skip

SEXES = {sex.value: sex for sex in Sex}
DOCUMENT_KINDS = {kind.value: kind for kind in DocumentKind}
NAME_KINDS = {"": NameKind.PRIMARY, "alias": NameKind.ALIAS, "weak": NameKind.WEAK_ALIAS, "former": NameKind.FORMER}

ICAO_NAME = re.compile(r"[A-Z '\-]*")
"""What Doc 9303 spells names with, and the apostrophes and hyphens that its zone leaves out."""


def read(data: bytes) -> AlertList:
    """Return the police alerts of a file; ``Malformed`` where the bytes are none."""
    reading = Reading()
    alerts = Rows()
    _, rows = read_table(read_lines(decoded(data)), REQUIRED)
    for row in rows:
        if row.cells is None:
            reading.reject(row.position, "", width_defect(row), row.line)
            continue
        entry = Entry(reading, row.position, row.cells["alert_id"], row.line)
        alerts.add(entry, _alert(entry, row.cells))
    for entry, alert in alerts.joined(_joined):
        lacks = lacking(alert)
        if lacks:
            entry.reject(say("missing: {data} (rule {rule})", data=listed(lacks), rule=RULE_MINIMUM))
        else:
            entry.keep(_in_time(entry, alert))
    return reading.result(ListFormat.POLICE, None)


def _joined(rows: Sequence[Alert]) -> Alert:
    return merged(rows)


def _alert(entry: Entry, cells: Cells) -> Alert:
    category = cells["category"]
    known = CATEGORIES.get(category)
    reason = cells.get("reason", "")
    return Alert(
        reference=entry.reference,
        category=category,
        person=_person(entry, cells),
        legal_basis="; ".join(filter(None, (known.article if known else "", reason))),
        listed_on=entry.day(cells["entered_on"], "day of entry"),
        updated_on=entry.day(cells.get("reviewed_on", ""), "day of the last review"),
        programmes=(category,) if category else (),
        action=cells["action"],
        decision=cells["decision"],
        review_by=entry.day(cells.get("review_by", ""), "day of review"),
        expires_on=entry.day(cells.get("expires_on", ""), "day of expiry"),
        linked_to=cells.get("linked_to", ""),
    )


def _in_time(entry: Entry, alert: Alert) -> Alert:
    """Return the alert with a review that comes in time for its category."""
    since = alert.updated_on or alert.listed_on
    latest = longest_until(alert.category, since, is_on_object=is_on_object(alert)) if since else None
    if latest is None or (alert.review_by and alert.review_by <= latest):
        return alert
    if alert.review_by:
        entry.note(say("the review is later than the category may wait: brought forward (rule SIS-01)"))
    return replace(alert, review_by=latest)


def _person(entry: Entry, cells: Cells) -> Person:
    name = _name(entry, cells)
    nationality, place = cells.get("nationality", ""), cells.get("birthplace", "")
    return Person(
        names=(name,) if name else (),
        births=entry.births([cells["birth_date"]] if cells["birth_date"] else []),
        sex=SEXES.get(cells.get("sex", "").upper(), Sex.UNKNOWN),
        nationalities=entry.states([nationality], "nationality"),
        birthplaces=(place,) if place else (),
        documents=unique([_document(entry, cells)]),
    )


def _name(entry: Entry, cells: Cells) -> Name | None:
    surname, given = cells["surname"], cells["given_names"]
    if not surname and not given:
        return None
    if not ICAO_NAME.fullmatch(surname + given):
        entry.note(say("a name is not in the spelling of ICAO Doc 9303"))
    kind = NAME_KINDS.get(cells.get("name_kind", "").lower(), NameKind.ALIAS)
    return Name(surname or given, given if surname else "", kind)


def _document(entry: Entry, cells: Cells) -> Document | None:
    number = cells.get("document_number", "")
    kind = DOCUMENT_KINDS.get(cells.get("document_kind", "").upper(), DocumentKind.UNKNOWN)
    return read_document(entry, kind, number, cells.get("document_country", ""), None) if number else None
