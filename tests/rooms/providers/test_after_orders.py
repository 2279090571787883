"""What follows an order: the letter to the person, the statistics; reports that providers send unasked."""

from datetime import date, timedelta

import msgspec
import pytest
from tests.fakes.orders import NOW, preservation_order, traffic_order

from tournai.errors import Refused
from tournai.providers.course import RefusalGround
from tournai.providers.letters import Remedies, inform_user
from tournai.providers.orders import DataCategory, Instrument
from tournai.providers.reports import ReportKind, ReportState, ReportStep, ThreatReport, check_report, hand_over_to
from tournai.providers.reports.threats import is_overdue, move
from tournai.providers.statistics import OrderRecord, Row, yearly_statistics

REMEDIES = Remedies(court="Chambre de l'instruction, Douai", days=10, provision="Code de procédure pénale, art. 173")
RECORD = OrderRecord(
    instrument=Instrument.EPOC,
    categories=frozenset({DataCategory.TRAFFIC}),
    addressee="Courrier Ireland Ltd",
    addressee_state="IE",
    is_emergency=False,
    issued_at=NOW,
)
REPORT = ThreatReport(
    kind=ReportKind.THREAT,
    provider="Invented Forum",
    provider_state="FR",
    received_at=NOW,
    suspicion="A post announces an attack.",
    states=("BE", "FR"),
    contact="desk@forum.example",
)


class TestLetter:
    """Art. 13(1), 13(3) and 18."""

    def test_letter_names_case_authority_categories_court_and_time(self) -> None:
        letter = inform_user(traffic_order().form, REMEDIES, date(2026, 11, 30))
        text = "\n".join((letter.subject, *letter.paragraphs))

        assert [
            word
            for word in (
                "EPOC-FR-IE-2026-11-24-0001-3",
                "Tribunal judiciaire de Lille",
                "traffic data",
                "Douai",
                "10 days",
            )
            if word not in text
        ] == []

    def test_letter_says_nothing_of_the_case(self) -> None:
        letter = inform_user(traffic_order().form, REMEDIES, date(2026, 11, 30))

        assert "attack" not in "\n".join(letter.paragraphs)
        assert "terrorist" not in "\n".join(letter.paragraphs)

    def test_letter_without_a_court_is_refused(self) -> None:
        with pytest.raises(Refused, match="EEV-25"):
            inform_user(traffic_order().form, msgspec.structs.replace(REMEDIES, court=""), date(2026, 11, 30))

    def test_preservation_is_told_to_nobody(self) -> None:
        with pytest.raises(Refused, match="PRV-17"):
            inform_user(preservation_order().form, REMEDIES, date(2026, 11, 30))


class TestStatistics:
    """Art. 28(2): by type of data, addressee and situation, of the calendar year."""

    def figures(self, *records: OrderRecord) -> dict[tuple[str, str], int]:
        return {(row.point, row.data): row.value for row in yearly_statistics(records, 2026)}

    def test_fulfilled_order_counts_and_has_its_time(self) -> None:
        done = msgspec.structs.replace(RECORD, fulfilled_at=NOW + timedelta(hours=30))

        figures = self.figures(done, msgspec.structs.replace(done, fulfilled_at=NOW + timedelta(hours=10)))

        assert figures["a issued", "total"] == 2
        assert figures["c fulfilled", "traffic_data"] == 2
        assert figures["e average hours to the data", "total"] == 20

    def test_refused_order_has_its_ground(self) -> None:
        refused = msgspec.structs.replace(RECORD, notified=True, refused_on=RefusalGround.NE_BIS_IN_IDEM)

        rows = [row for row in yearly_statistics([refused], 2026) if row.point == "d refused"]

        assert rows[0] == Row(
            "d refused", "EPOC", "total", "Courrier Ireland Ltd (IE)", "no emergency", "ne_bis_in_idem", 1
        )

    def test_order_for_two_categories_counts_once_in_the_total(self) -> None:
        both = msgspec.structs.replace(RECORD, categories=frozenset({DataCategory.TRAFFIC, DataCategory.CONTENT}))

        figures = self.figures(both)

        assert [figures["a issued", data] for data in ("total", "traffic_data", "content_data")] == [1, 1, 1]

    def test_costs_and_remedies_are_summed(self) -> None:
        dear = msgspec.structs.replace(RECORD, costs_claimed=5_000, costs_reimbursed=3_000, remedies_in_issuing_state=1)

        figures = self.figures(dear, dear)

        assert (figures["j costs claimed", ""], figures["j costs reimbursed", ""]) == (10_000, 6_000)
        assert figures["h remedies in the issuing State", "total"] == 2

    def test_other_years_and_national_orders_are_left_out(self) -> None:
        national = msgspec.structs.replace(RECORD, instrument=Instrument.NATIONAL)

        assert (
            yearly_statistics([national, msgspec.structs.replace(RECORD, issued_at=NOW - timedelta(days=365))], 2026)
            == ()
        )


class TestReports:
    """Regulation (EU) 2022/2065, Art. 18."""

    def test_report_goes_to_the_other_states_concerned(self) -> None:
        assert hand_over_to(REPORT, "BE") == ("FR",)

    def test_report_of_no_known_state_goes_to_europol(self) -> None:
        assert hand_over_to(msgspec.structs.replace(REPORT, states=()), "BE") == ("EUROPOL",)

    def test_report_without_suspicion_is_refused(self) -> None:
        with pytest.raises(Refused, match="DSA-02"):
            check_report(msgspec.structs.replace(REPORT, suspicion=" "))

    def test_nobody_closes_what_nobody_took(self) -> None:
        with pytest.raises(Refused, match="DSA-02"):
            move(ReportState.RECEIVED, ReportStep.CLOSE)

    def test_report_is_taken_handed_over_and_closed(self) -> None:
        state = move(move(ReportState.RECEIVED, ReportStep.TAKE), ReportStep.HAND_OVER)

        assert move(state, ReportStep.CLOSE) is ReportState.CLOSED

    def test_report_that_nobody_took_in_an_hour_is_overdue(self) -> None:
        assert not is_overdue(REPORT, ReportState.RECEIVED, NOW + timedelta(hours=1))
        assert is_overdue(REPORT, ReportState.RECEIVED, NOW + timedelta(minutes=61))
