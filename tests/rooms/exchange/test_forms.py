import msgspec
import pytest
from tests.fakes.exchange import RECEIVED

from tournai.errors import Refused
from tournai.exchange.clocks.limits import Answer
from tournai.exchange.messages.forms import (
    MatchConfirmation,
    PassengerDataRequest,
    PassengerElement,
    SireneHit,
    SisCategory,
)
from tournai.exchange.passenger_units import answer_due as passenger_answer_due
from tournai.exchange.passenger_units import check_passenger_request
from tournai.exchange.prum import PERSON_DATA, TRACE_DATA, check_confirmation, check_core_data
from tournai.exchange.sirene import answer_due, check_hit, is_discreet
from tournai.values import Role

HIT = SireneHit(
    schengen_id="XA1234567890",
    issuing_state="XAA",
    category=SisCategory.ARREST,
    hit_at=RECEIVED,
    place="Belmark airport",
    authority="border police",
    identity_confirmed=True,
    action_taken=True,
    circumstances="at the exit check of a flight",
)
ASKED = PassengerDataRequest(
    elements=(PassengerElement("record locator", "AB12CD"),), offence="drugs", reasons="the courier's booking"
)
CONFIRMED = MatchConfirmation(
    match="ab" * 32,
    confirmed_by="expert-cleo",
    qualification="fingerprint examiner",
    facts="prints on the parcel",
    offence="drugs",
)


class TestSirene:
    """Regulation (EU) 2018/1862, Art. 8(3); SIRENE manual: 12 hours, at once for terrorism."""

    def test_a_hit_is_answered_in_twelve_hours(self) -> None:
        assert (answer_due(HIT), answer_due(msgspec.structs.replace(HIT, terrorism=True))) == (
            Answer.SIRENE,
            Answer.SIRENE_TERRORISM,
        )

    def test_a_hit_with_its_action_is_told(self) -> None:
        check_hit(HIT)
        check_hit(msgspec.structs.replace(HIT, action_taken=False, action_not_taken="she had left"))

    @pytest.mark.parametrize(
        "changes", [{"identity_confirmed": False}, {"action_taken": False}, {"action_not_taken": "she had left"}]
    )
    def test_a_hit_without_is_refused(self, changes: dict[str, object]) -> None:
        with pytest.raises(Refused) as caught:
            check_hit(msgspec.structs.replace(HIT, **changes))

        assert caught.value.rule == "SIS-07"

    @pytest.mark.parametrize(("category", "discreet"), [(SisCategory.CHECKS, True), (SisCategory.ARREST, False)])
    def test_a_person_under_discreet_checks_must_not_notice(self, category: SisCategory, discreet: bool) -> None:
        assert is_discreet(msgspec.structs.replace(HIT, category=category)) is discreet


class TestPassengerUnits:
    """Directive (EU) 2016/681, Art. 9(2), 9(3) and 12(3)."""

    def test_a_unit_asks_on_elements_with_reasons(self) -> None:
        check_passenger_request(ASKED, from_unit=True)

    @pytest.mark.parametrize(
        ("changes", "from_unit", "rule"),
        [
            ({"elements": ()}, True, "PNR-22"),
            ({"elements": (PassengerElement("record locator", " "),)}, True, "PNR-22"),
            ({"reasons": ""}, True, "PNR-22"),
            ({"offence": ""}, True, "PNR-22"),
            ({"masked_data": True}, True, "PNR-18"),
            ({}, False, "PNR-23"),
            ({"emergency": "an attack is near", "copied_to_unit": False}, False, "PNR-23"),
        ],
    )
    def test_what_the_article_does_not_allow_is_refused(
        self, changes: dict[str, object], from_unit: bool, rule: str
    ) -> None:
        with pytest.raises(Refused) as caught:
            check_passenger_request(msgspec.structs.replace(ASKED, **changes), from_unit=from_unit)

        assert caught.value.rule == rule

    def test_in_an_emergency_an_authority_asks_directly(self) -> None:
        emergency = msgspec.structs.replace(ASKED, emergency="an attack is near")

        check_passenger_request(emergency, from_unit=False)
        assert passenger_answer_due(emergency) is Answer.PASSENGER_DATA_EMERGENCY

    def test_masked_data_is_asked_under_an_approval(self) -> None:
        check_passenger_request(msgspec.structs.replace(ASKED, masked_data=True, approval="court 7/26"), from_unit=True)


class TestPrum:
    """Regulation (EU) 2024/982, Art. 47: match, manual confirmation by a qualified person, facts and offence."""

    def test_a_whole_confirmation_opens_the_core_data(self) -> None:
        check_confirmation(CONFIRMED)

    @pytest.mark.parametrize("field", ["confirmed_by", "qualification", "facts", "offence"])
    def test_without_one_of_them_nothing_starts(self, field: str) -> None:
        with pytest.raises(Refused) as caught:
            check_confirmation(msgspec.structs.replace(CONFIRMED, **{field: ""}))

        assert caught.value.rule == "PRU-01"

    def test_core_data_of_a_person_has_eleven_elements_and_of_a_trace_four(self) -> None:
        assert (len(PERSON_DATA), len(TRACE_DATA)) == (11, 4)

    @pytest.mark.parametrize(
        ("data", "role", "is_trace", "rule"),
        [
            ({"address": "x"}, Role.SPOC_OFFICER, False, "PRU-03"),
            ({"nationalities": "x"}, Role.SPOC_OFFICER, True, "PRU-03"),
            ({"nationalities": "x"}, Role.NODE, False, "PRU-04"),
        ],
    )
    def test_more_than_the_list_and_an_automatic_answer_are_refused(
        self, data: dict[str, str], role: Role, is_trace: bool, rule: str
    ) -> None:
        with pytest.raises(Refused) as caught:
            check_core_data(data, role, is_trace=is_trace)

        assert caught.value.rule == rule

    def test_a_person_gives_what_is_on_the_list(self) -> None:
        check_core_data({"nationalities": "XBB"}, Role.SPOC_OFFICER, is_trace=False)
