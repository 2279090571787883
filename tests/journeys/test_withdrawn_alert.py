"""An alert that its source withdrew is in no index, snapshot, table or memory any more.

Searched, after the worker did what the withdrawal asks for: every file of the node but the database, in each form that
a text takes in a file, and each value of each table; of the table of documents, whose hashes cannot be searched, what
it finds. The markers are long, and none is part of another. Nothing of an alert is exported to a file, so there is no
export to search.
"""

from datetime import date, timedelta

import pytest
from tests.acts import approve, claim_and_decide, deliver, import_list, logged, queue, tables
from tests.fakes.carrier import Booking, Passenger, pnrgov
from tests.fakes.officers import ANALYST
from tests.fakes.wanted import VANDERSTRAAT, alert, published
from tests.journeys.planting import forms

from tournai.node.duties.alert_sources import import_alerts
from tournai.node.duties.matches import open_match
from tournai.node.duties.screening import current_screener

NEVER_MATCHED = alert("QDi.911", "ZQWITHDRAWNQZ", "ODALRICUSQZ", date(1971, 3, 4), number="ZQ7711223QZ4")
REFUTED = alert("QDi.912", "QZREFUTEDZQ", "BALDUINUSZQ", date(1969, 7, 8), number="QZ5544332ZQ1")
ALIKE = Passenger("QZREFUTEDZQ", "BALDUINUSZQ", date(1969, 7, 9), "EN5550001", state="SVN")
STOLEN = "ZQ9988776QZ5"
LIST = "document_number,document_kind,issuing_state,circumstance,reported_on\n{}UT2200001,P,UTO,lost,2026-05-02\n"
MARKERS = ("ZQWITHDRAWNQZ", "ODALRICUSQZ", "ZQ7711223QZ4", STOLEN)


def import_documents(node, *rows: str) -> None:
    data = LIST.format("".join(f"{row}\n" for row in rows)).encode()
    import_alerts(node.ports, ANALYST, source="lost", format="documents", data=data)


def found_in_files(node, *markers: str) -> list[str]:
    """Return the files of the node that hold a marker in any form; the database is searched by its values."""
    texts = [form.lower() for marker in markers for form in forms(marker)]
    files = [path for path in node.settings.data.rglob("*") if path.is_file() and "sqlite" not in path.name]
    return [path.name for path in files if any(text in path.read_bytes().lower() for text in texts)]


def found_in_tables(node, *markers: str) -> list[str]:
    rows = tables(node).items()
    return sorted({name for name, held in rows for row in held if any(marker in str(row) for marker in markers)})


@pytest.fixture
def holding(node, clock):
    """A node whose indexes, tables and memory hold three alerts, none withdrawn yet."""
    import_list(node, published(VANDERSTRAAT, NEVER_MATCHED, REFUTED))
    import_documents(node, f"{STOLEN},P,UTO,stolen,2026-05-01")
    approve(node)
    approve(node, source="lost")
    deliver(node, pnrgov(Booking("LOC7Q1", (ALIKE,))))
    [match] = queue(node)
    claim_and_decide(node, ANALYST, match.match_id, "refuted", "different birth date")
    clock.move(timedelta(minutes=2))
    node.worker.run_until_idle()
    return node


@pytest.fixture
def withdrawn(holding):
    """The same node after all three were withdrawn, and the worker did what that asks for."""
    import_list(holding, published(VANDERSTRAAT))
    import_documents(holding)
    holding.worker.run_until_idle()
    return holding


def test_markers_are_found_where_they_are_held(holding):
    """Without this the rest would prove nothing."""
    assert found_in_files(holding, *MARKERS) != []
    assert found_in_tables(holding, *MARKERS) == ["alerts"]
    assert len(tables(holding)["false_matches"]) == 1
    assert len(current_screener(holding.ports).documents.snapshot.table) == 2


def test_no_file_holds_what_was_withdrawn(withdrawn):
    assert found_in_files(withdrawn, *MARKERS, "QZREFUTEDZQ", "QZ5544332ZQ1") == []


def test_no_table_holds_an_alert_that_matched_nobody(withdrawn):
    assert found_in_tables(withdrawn, *MARKERS) == []


def test_index_and_table_hold_what_is_left_and_no_more(withdrawn):
    screener = current_screener(withdrawn.ports)

    assert len(screener.index) == 1
    assert (len(screener.documents.snapshot.table), len(screener.documents.snapshot.added)) == (1, 0)


def test_memory_of_the_refuted_match_is_gone(withdrawn):
    assert tables(withdrawn)["false_matches"] == []


def test_reviewed_match_still_shows_what_was_judged(withdrawn):
    [match] = queue(withdrawn)

    page = open_match(withdrawn.ports, ANALYST, match.match_id)

    assert (page.alert.state, page.alert.name) == ("withdrawn", "BALDUINUSZQ QZREFUTEDZQ")


def test_document_that_was_withdrawn_finds_nobody(withdrawn):
    deliver(withdrawn, pnrgov(Booking("LOC7Q3", (Passenger("DEWINTERE", "FLEURTJE", date(1990, 5, 6), STOLEN,
                                                           state="UTO"),)), reference="R7"))  # fmt: skip

    assert len(queue(withdrawn)) == 1
    assert logged(withdrawn, "match:made")[-1].subject == queue(withdrawn)[0].match_id
