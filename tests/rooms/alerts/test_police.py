"""Police alerts and lost documents in Tournai's own layouts."""

from datetime import date

import pytest

from tournai.alerts import AlertList, ListFormat, read_list
from tournai.alerts.police_categories import last_day, orphans
from tournai.values import Document, DocumentKind, DocumentNumber, Name, NameKind, PartialDate, Sex, StateCode

DEFAULTS = {
    "alert_id": "BE-0001",
    "category": "36",
    "surname": "TESTIN",
    "given_names": "ORVAL",
    "birth_date": "1972-03-01",
    "sex": "M",
    "nationality": "BEL",
    "reason": "terrorist offence",
    "action": "discreet check",
    "decision": "BE-2026-17",
    "entered_on": "2026-03-01",
    "name_kind": "",
    "document_number": "",
    "document_kind": "",
    "document_country": "",
    "reviewed_on": "",
    "review_by": "",
    "expires_on": "",
    "linked_to": "",
}
DOCUMENT = {
    "document_number": "X123456",
    "document_kind": "P",
    "issuing_state": "BEL",
    "circumstance": "stolen",
    "reported_on": "2026-03-01",
    "alert_id": "",
    "expires_on": "",
    "linked_to": "",
}


def table(defaults: dict[str, str], rows: tuple[dict[str, str], ...]) -> bytes:
    lines = [",".join((defaults | row)[column] for column in defaults) for row in rows]
    return "\n".join((",".join(defaults), *lines)).encode()


def read(*rows: dict[str, str]) -> AlertList:
    return read_list(ListFormat.POLICE, table(DEFAULTS, rows))


def documents(*rows: dict[str, str]) -> AlertList:
    return read_list(ListFormat.DOCUMENTS, table(DOCUMENT, rows))


class TestPoliceAlerts:
    """Regulation (EU) 2018/1862, Art. 20(2) and 53."""

    def test_alert_keeps_article_action_decision_and_reason(self) -> None:
        (alert,) = read({}).alerts

        assert (alert.category, alert.action, alert.decision) == ("36", "discreet check", "BE-2026-17")
        assert alert.legal_basis == "Regulation (EU) 2018/1862, Art. 36; terrorist offence"
        assert alert.person.sex is Sex.MALE

    def test_rows_of_one_alert_are_its_names_and_documents(self) -> None:
        (alert,) = read(
            {},
            {"surname": "TESTER", "name_kind": "weak", "document_number": "X123456", "document_kind": "P"},
        ).alerts

        assert alert.person.names == (Name("TESTIN", "ORVAL"), Name("TESTER", "ORVAL", NameKind.WEAK_ALIAS))
        assert alert.person.documents == (Document(DocumentNumber("X123456"), DocumentKind.PASSPORT),)

    @pytest.mark.parametrize("missing", ["action", "decision", "entered_on", "surname"])
    def test_alert_without_a_datum_of_the_minimum_set_is_left_out_and_shown(self, missing: str) -> None:
        found = read({missing: "", "given_names": ""}, {"alert_id": "BE-0002"})

        (bad,) = found.bad_rows
        assert (bad.reference, bad.line, bad.reason.endswith("(rule SIS-03)")) == ("BE-0001", 2, True)
        assert len(found.alerts) == 1

    def test_category_that_the_law_does_not_know_is_left_out(self) -> None:
        assert "a known category" in read({"category": "99"}).bad_rows[0].reason

    @pytest.mark.parametrize(
        ("category", "review"),
        [("26", date(2031, 3, 1)), ("34", date(2029, 3, 1)), ("36", date(2027, 3, 1)), ("32(1)(c)", date(2027, 3, 1))],
    )
    def test_review_that_is_not_given_falls_due_after_the_time_of_the_category(
        self, category: str, review: date
    ) -> None:
        (alert,) = read({"category": category}).alerts

        assert (alert.review_by, last_day(alert)) == (review, review)

    def test_review_later_than_the_category_may_wait_is_brought_forward_and_noted(self) -> None:
        found = read({"review_by": "2030-01-01"})

        assert found.alerts[0].review_by == date(2027, 3, 1)
        assert [note.reason for note in found.notes] == [
            "the review is later than the category may wait: brought forward (rule SIS-01)"
        ]

    def test_time_of_the_category_runs_from_the_last_review(self) -> None:
        assert read({"reviewed_on": "2027-02-01"}).alerts[0].review_by == date(2028, 2, 1)

    def test_alert_ends_on_its_expiry_where_that_comes_first(self) -> None:
        (alert,) = read({"expires_on": "2026-06-01"}).alerts

        assert last_day(alert) == date(2026, 6, 1)

    def test_name_outside_the_spelling_of_icao_is_kept_and_noted(self) -> None:
        found = read({"surname": "TÉSTIN"})

        assert found.alerts[0].person.names[0].surname == "TÉSTIN"
        assert [note.reason for note in found.notes] == ["a name is not in the spelling of ICAO Doc 9303"]

    def test_birth_may_be_known_in_part(self) -> None:
        assert read({"birth_date": "1970/1975"}).alerts[0].person.births == (PartialDate.in_years(1970, 1975),)


class TestLostDocuments:
    """Regulation (EU) 2018/1862, Art. 38 and 54."""

    def test_document_is_an_alert_without_names_whose_category_is_what_befell_it(self) -> None:
        (alert,) = documents({}).alerts

        expected = Document(DocumentNumber("X123456"), DocumentKind.PASSPORT, StateCode("BEL"))
        assert (alert.person.names, alert.person.documents) == ((), (expected,))
        assert (alert.category, alert.reference) == ("stolen", "BEL-P-X123456")

    def test_alert_on_a_document_ends_ten_years_after_the_report(self) -> None:
        assert last_day(documents({}).alerts[0]) == date(2036, 3, 1)

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ({"document_number": "NONE"}, "no document number that can be compared"),
            ({"issuing_state": ""}, "no issuing state that is known"),
            ({"circumstance": "borrowed"}, "no such circumstance"),
        ],
    )
    def test_row_that_names_no_document_is_shown_and_loses_no_other(self, row: dict[str, str], reason: str) -> None:
        found = documents(row, {"document_number": "Y1"})

        assert (found.bad_rows[0].line, found.bad_rows[0].reason.startswith(reason)) == (2, True)
        assert len(found.alerts) == 1

    def test_document_linked_to_an_alert_that_is_gone_is_an_orphan(self) -> None:
        alerts = documents({"linked_to": "BE-0001"}, {"document_number": "Y1"}).alerts

        assert orphans(alerts, known=["BE-0001"]) == ()
        assert orphans(alerts, known=["BE-0002"]) == ("BEL-P-X123456",)
