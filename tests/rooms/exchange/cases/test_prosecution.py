from datetime import date, timedelta

import msgspec
import pytest
from tests.fakes.exchange import RECEIVED, identifier, item, message, request

from tournai.errors import Refused
from tournai.exchange.cases.eurojust import CHECK_LIST, is_notifiable, to_find
from tournai.exchange.cases.evidence import Standing, standing
from tournai.exchange.cases.investigation_orders import SECTIONS, check_issuer, draft_order
from tournai.exchange.messages.linking import Checkpoint
from tournai.exchange.messages.owning import Consent, Use
from tournai.values import Role

COURT = "court of Arden"
GIVEN = Consent(
    items=(identifier(900),), use=Use.PROCEEDINGS, recipient=COURT, given=True, valid_until=RECEIVED + timedelta(days=9)
)
DENIED = msgspec.structs.replace(GIVEN, given=False)


class TestEvidence:
    """What a prosecutor may use, must ask for, or can only have by an order."""

    @pytest.mark.parametrize(
        ("consents", "expected"),
        [([], Standing.ASK_CONSENT), ([GIVEN], Standing.EVIDENCE), ([DENIED], Standing.ASK_ORDER)],
    )
    def test_the_owners_decision_is_the_standing(self, consents: list[Consent], expected: Standing) -> None:
        assert standing(item(), COURT, consents, RECEIVED) is expected

    def test_what_the_owner_allowed_with_the_item_may_be_evidence(self) -> None:
        assert standing(item(evidence_allowed=True), COURT, [], RECEIVED) is Standing.EVIDENCE

    def test_past_its_day_it_is_none(self) -> None:
        assert standing(item(keep_until=date(2026, 3, 1)), COURT, [GIVEN], RECEIVED) is Standing.EXPIRED


class TestInvestigationOrder:
    """Directive 2014/41/EU, Annex A: sections A to L."""

    def test_a_draft_has_the_sections_of_the_form(self) -> None:
        assert "".join(draft_order(message(request()), "XAA", "XBB").sections) == "ABCDEFGHIJKL"

    def test_what_the_request_said_is_filled_in(self) -> None:
        sections = draft_order(message(request()), "XAA", "XBB").sections

        assert (sections["E"], sections["G"]) == ("Ines Morel (1984-05-02)", f"drug trafficking\n{request().facts}")

    def test_measures_proceedings_and_authority_are_left_to_the_magistrate(self) -> None:
        assert draft_order(message(request()), "XAA", "XBB").missing == ("C", "F", "K")

    def test_only_a_request_is_drafted_from(self) -> None:
        with pytest.raises(Refused):
            draft_order(message(Checkpoint("note")), "XAA", "XBB")

    def test_a_magistrate_issues_it_and_no_officer(self) -> None:
        check_issuer(Role.JUDGE)

        with pytest.raises(Refused):
            check_issuer(Role.SPOC_OFFICER)

    def test_every_section_has_its_words(self) -> None:
        assert all(SECTIONS.values())


class TestEurojust:
    """Regulation (EU) 2018/1727, Art. 21a: terrorism, under judicial supervision, unless it would harm."""

    @pytest.mark.parametrize(
        ("offence", "supervised", "would_harm", "expected"),
        [
            ("terrorism", True, False, True),
            ("terrorism", False, False, False),
            ("terrorism", True, True, False),
            ("drugs", True, False, False),
        ],
    )
    def test_a_case_is_told_when_the_article_says_so(
        self, offence: str, supervised: bool, would_harm: bool, expected: bool
    ) -> None:
        assert is_notifiable(offence, judicially_supervised=supervised, would_harm=would_harm) is expected

    def test_the_list_says_what_is_still_to_be_found(self) -> None:
        known = [entry.name for entry in CHECK_LIST if entry.name != "case number"]

        assert [entry.name for entry in to_find(known)] == ["case number"]
