"""Lost and stolen documents in CSV: Tournai's own layout, after SIS alerts on issued and blank documents.

A row is a document: ``document_number``, ``document_kind`` (``P``, ``I``, ``V``, ``R``, ``C``, ``O``),
``issuing_state``, ``circumstance`` (`CIRCUMSTANCES`), ``reported_on``; where there are such columns, also ``alert_id``
(else the document's state, kind and number are its reference), ``expires_on``, ``decision`` and ``linked_to``, the
alert on a person with which it ends. The circumstance is the category under which matching is approved (rule PNR-08).
Without an expiry it ends ten years after it was reported (rule SIS-02).

Source: Regulation (EU) 2018/1862, Art. 38(2)(k) to (n) and 54.
"""

from datetime import date

from tournai.alerts.police_categories import CATEGORIES, OBJECT_MONTHS, months_later
from tournai.alerts.reading import Entry, Reading
from tournai.alerts.records import Alert, AlertList, ListFormat
from tournai.alerts.rows import Cells, decoded, read_lines, read_table, width_defect
from tournai.values import Document, DocumentKind, Person, document_number
from tournai.values.wordings import say

REQUIRED = ("document_number", "document_kind", "issuing_state", "circumstance", "reported_on")
CIRCUMSTANCES = ("stolen", "lost", "misappropriated", "invalidated", "blank stolen")
ACTION = "seize the document or secure it as evidence"

KINDS = {kind.value: kind for kind in DocumentKind}
MAX_NUMBER = 40


def read(data: bytes) -> AlertList:
    """Return the alerts on documents; ``Malformed`` where the bytes are none."""
    reading = Reading()
    _, rows = read_table(read_lines(decoded(data)), REQUIRED)
    for row in rows:
        if row.cells is None:
            reading.reject(row.position, "", width_defect(row), row.line)
            continue
        document = _document(Entry(reading, row.position, row.cells.get("alert_id", ""), row.line), row.cells)
        entry = Entry(reading, row.position, _reference(row.cells, document), row.line)
        defect = _defect(row.cells, document)
        if defect:
            entry.reject(defect)
        else:
            entry.keep(_alert(entry, row.cells, document))
    return reading.result(ListFormat.DOCUMENTS, None)


def _document(entry: Entry, cells: Cells) -> Document:
    kind = KINDS.get(cells["document_kind"].upper(), DocumentKind.UNKNOWN)
    return Document(
        document_number(cells["document_number"]), kind, entry.state(cells["issuing_state"], "issuing state")
    )


def _reference(cells: Cells, document: Document) -> str:
    parts = (document.issuing_state or "", document.kind.value, document.number)
    return cells.get("alert_id", "") or "-".join(filter(None, parts))


def _defect(cells: Cells, document: Document) -> str:
    if not any(map(str.isdigit, document.number)) or len(document.number) > MAX_NUMBER:
        return say("no document number that can be compared")
    if document.issuing_state is None:
        return say("no issuing state that is known")
    if cells["circumstance"].lower() not in CIRCUMSTANCES:
        return say("no such circumstance: one of {known}", known=", ".join(CIRCUMSTANCES))
    return ""


def _alert(entry: Entry, cells: Cells, document: Document) -> Alert:
    reported = entry.day(cells["reported_on"], "day of the report")
    circumstance = cells["circumstance"].lower()
    return Alert(
        reference=entry.reference,
        category=circumstance,
        person=Person(names=(), documents=(document,)),
        legal_basis=CATEGORIES["38"].article,
        listed_on=reported,
        programmes=(circumstance,),
        action=ACTION,
        decision=cells.get("decision", ""),
        review_by=_latest(reported),
        expires_on=entry.day(cells.get("expires_on", ""), "day of expiry"),
        linked_to=cells.get("linked_to", ""),
    )


def _latest(reported: date | None) -> date | None:
    return months_later(reported, OBJECT_MONTHS["38"]) if reported else None
