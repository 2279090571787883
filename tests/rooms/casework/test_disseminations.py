"""What is sent, and what becomes of it: Directive (EU) 2016/681, Annex I, Art. 6(6), 7(4) and 7(6)."""

import pytest

from tournai.casework.annex import DEFAULTS, OF_OTHERS, Element, read_elements
from tournai.casework.disseminations import (
    ALWAYS,
    MOVES,
    Condition,
    DisseminationState,
    Step,
    next_state,
    read_conditions,
)
from tournai.errors import Incomplete, Malformed, Refused
from tournai.values import Purpose


class TestElements:
    """Annex I has 19 points; Art. 6(6): the data of the identified person alone."""

    def test_annex_has_nineteen_points_in_its_order(self) -> None:
        assert [element.point for element in Element] == list(range(1, 20))

    @pytest.mark.parametrize(
        ("element", "point"),
        [
            (Element.NAME, 4),
            (Element.PAYMENT, 6),
            (Element.BAGGAGE, 16),
            (Element.OTHERS, 17),
            (Element.API, 18),
            (Element.CHANGES, 19),
        ],
    )
    def test_point_is_that_of_the_annex(self, element: Element, point: int) -> None:
        assert element.point == point

    def test_ticked_elements_come_in_the_order_of_the_annex(self) -> None:
        assert read_elements(["baggage", "name", "name"]) == (Element.NAME, Element.BAGGAGE)

    def test_nothing_ticked_is_refused(self) -> None:
        with pytest.raises(Incomplete) as refused:
            read_elements([])

        assert refused.value.rule == "PNR-11"

    def test_other_travellers_are_refused(self) -> None:
        with pytest.raises(Refused) as refused:
            read_elements(["name", Element.OTHERS.value])

        assert refused.value.rule == "PNR-11"

    def test_unknown_element_is_malformed(self) -> None:
        with pytest.raises(Malformed):
            read_elements(["meal"])

    @pytest.mark.parametrize("purpose", [Purpose.TERRORISM, Purpose.SERIOUS_CRIME])
    def test_default_finds_the_person_and_names_nobody_else(self, purpose: Purpose) -> None:
        assert {Element.NAME, Element.ITINERARY} <= DEFAULTS[purpose]
        assert not DEFAULTS[purpose] & (OF_OTHERS | {Element.PAYMENT, Element.CONTACT})


class TestConditions:
    def test_purpose_verification_and_onward_transfer_always_go_with_it(self) -> None:
        assert read_conditions([]) == ALWAYS

    def test_chosen_condition_is_added(self) -> None:
        assert read_conditions(["the person must not notice"]) == (*ALWAYS, Condition.DISCREET)

    def test_unknown_condition_is_malformed(self) -> None:
        with pytest.raises(Malformed):
            read_conditions(["deny boarding"])


class TestSteps:
    def test_sent_received_closed(self) -> None:
        received = next_state(DisseminationState.SENT, Step.RECEIVE)

        assert next_state(received, Step.REPORT) is DisseminationState.CLOSED

    def test_outcome_before_receipt_is_refused(self) -> None:
        with pytest.raises(Refused) as refused:
            next_state(DisseminationState.SENT, Step.REPORT)

        assert refused.value.rule == "PNR-11"

    @pytest.mark.parametrize("state", [DisseminationState.SENT, DisseminationState.RECEIVED, DisseminationState.CLOSED])
    def test_whatever_was_sent_can_be_withdrawn(self, state: DisseminationState) -> None:
        assert next_state(state, Step.WITHDRAW) is DisseminationState.WITHDRAWN

    def test_withdrawn_is_left_by_its_destruction_alone(self) -> None:
        after = {step: to for (before, step), to in MOVES.items() if before is DisseminationState.WITHDRAWN}

        assert after == {Step.DESTROY: DisseminationState.DESTROYED}
