from datetime import UTC, datetime, timedelta

import pytest

from tournai.casework.approvals import (
    APPROVALS,
    Approval,
    ApprovalKind,
    ApprovalState,
    Scope,
    approval_state,
    ask,
    decide,
    is_valid_for,
    require_approval,
)
from tournai.errors import Malformed, Refused
from tournai.values import Actor, Purpose, Role

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANNA = Actor("officer-anna", Role.ANALYST)
COURT = Actor("court-1", Role.INDEPENDENT_BODY)
SCOPE = Scope("request-7", Purpose.TERRORISM, "officer-anna")


def asked(kind: ApprovalKind = ApprovalKind.DISCLOSURE, *, is_urgent: bool = False) -> Approval:
    return ask(kind, SCOPE, ANNA, "the traveller was seen with the suspect", NOW, is_urgent=is_urgent)


def given(**changes: object) -> Approval:
    options: dict[str, object] = {"is_given": True, "reason": "necessary"}
    return decide(asked(), COURT, NOW + HOUR, **(options | changes))  # type: ignore[arg-type]


class TestWhoDecides:
    """C-817/19: a court or an independent administrative body, which the unit is not. Rules PNR-15, PNR-18, SYS-02."""

    @pytest.mark.parametrize(
        "role", [Role.ANALYST, Role.SENIOR_ANALYST, Role.PROSECUTOR, Role.DATA_PROTECTION_OFFICER, Role.NODE]
    )
    def test_a_disclosure_is_not_approved_by_the_unit_nor_by_a_prosecutor(self, role: Role) -> None:
        with pytest.raises(Refused) as caught:
            decide(asked(), Actor("someone-else", role), NOW, is_given=True, reason="necessary")

        assert caught.value.rule == "PNR-15"

    @pytest.mark.parametrize("role", [Role.JUDGE, Role.INDEPENDENT_BODY])
    def test_a_disclosure_is_approved_by_court_or_body(self, role: Role) -> None:
        approval = decide(asked(), Actor("someone-else", role), NOW, is_given=True, reason="necessary")

        assert approval_state(approval, NOW) is ApprovalState.GIVEN

    def test_nobody_approves_what_they_asked(self) -> None:
        source = ask(ApprovalKind.ALERT_SOURCE, SCOPE, Actor("bram", Role.SENIOR_ANALYST), "list of the court", NOW)

        with pytest.raises(Refused) as caught:
            decide(source, Actor("bram", Role.SENIOR_ANALYST), NOW, is_given=True, reason="fine")

        assert caught.value.rule == "SYS-02"

    def test_nobody_approves_what_they_will_use(self) -> None:
        scope = Scope("request-7", Purpose.TERRORISM, "judge-1")
        approval = ask(ApprovalKind.DISCLOSURE, scope, ANNA, "for the judge", NOW)

        with pytest.raises(Refused) as caught:
            decide(approval, Actor("judge-1", Role.JUDGE), NOW, is_given=True, reason="fine")

        assert caught.value.rule == "SYS-02"

    def test_a_machine_does_not_ask(self) -> None:
        with pytest.raises(Refused):
            ask(ApprovalKind.DISCLOSURE, SCOPE, Actor("worker", Role.NODE), "because", NOW)

    @pytest.mark.parametrize("kind", ApprovalKind)
    def test_every_kind_has_human_deciders_and_an_end(self, kind: ApprovalKind) -> None:
        rule = APPROVALS[kind]

        assert all(role.is_human for role in rule.deciders)
        assert timedelta(0) < rule.longest <= timedelta(days=365)


class TestDecision:
    def test_it_is_made_once(self) -> None:
        with pytest.raises(Refused):
            decide(given(), COURT, NOW + 2 * HOUR, is_given=False, reason="no")

    def test_it_needs_a_reason(self) -> None:
        with pytest.raises(Refused):
            given(reason=" ")

    def test_it_cannot_hold_longer_than_its_kind(self) -> None:
        with pytest.raises(Refused):
            given(expires_at=NOW + timedelta(days=31))

    def test_it_comes_in_time_or_not_at_all(self) -> None:
        with pytest.raises(Refused):
            decide(asked(), COURT, NOW + timedelta(days=30), is_given=True, reason="necessary")

    def test_a_naive_instant_is_refused(self) -> None:
        with pytest.raises(Malformed):
            decide(asked(), COURT, datetime(2026, 3, 2), is_given=True, reason="necessary")


class TestState:
    @pytest.mark.parametrize(
        ("approval", "at", "expected"),
        [
            (asked(), HOUR, ApprovalState.ASKED),
            (asked(), timedelta(days=30), ApprovalState.EXPIRED),
            (asked(is_urgent=True), 23 * HOUR, ApprovalState.URGENT),
            (asked(is_urgent=True), 24 * HOUR, ApprovalState.ASKED),
            (given(), 2 * HOUR, ApprovalState.GIVEN),
            (given(expires_at=NOW + 3 * HOUR), 3 * HOUR - timedelta(seconds=1), ApprovalState.GIVEN),
            (given(expires_at=NOW + 3 * HOUR), 3 * HOUR, ApprovalState.EXPIRED),
            (given(is_given=False), 2 * HOUR, ApprovalState.REFUSED),
        ],
    )
    def test_it_follows_from_decision_and_time(
        self, approval: Approval, at: timedelta, expected: ApprovalState
    ) -> None:
        assert approval_state(approval, NOW + at) is expected


class TestScope:
    """Rule PNR-18: bound to record, requester, purpose, expiry."""

    def test_it_is_valid_for_what_was_asked(self) -> None:
        assert is_valid_for(given(), SCOPE, NOW + 2 * HOUR)

    @pytest.mark.parametrize(
        "other",
        [
            Scope("request-8", Purpose.TERRORISM, "officer-anna"),
            Scope("request-7", Purpose.SERIOUS_CRIME, "officer-anna"),
            Scope("request-7", Purpose.TERRORISM, "officer-bram"),
        ],
        ids=["record", "purpose", "requester"],
    )
    def test_it_is_valid_for_nothing_else(self, other: Scope) -> None:
        assert not is_valid_for(given(), other, NOW + 2 * HOUR)

    def test_it_is_not_valid_before_it_was_given(self) -> None:
        assert not is_valid_for(given(), SCOPE, NOW)

    def test_it_passes_when_required(self) -> None:
        require_approval(given(), ApprovalKind.DISCLOSURE, SCOPE, NOW + 2 * HOUR)

    @pytest.mark.parametrize("approval", [None, asked(), given(is_given=False)], ids=["none", "asked", "refused"])
    def test_what_is_not_given_does_not_pass(self, approval: Approval | None) -> None:
        with pytest.raises(Refused) as caught:
            require_approval(approval, ApprovalKind.DISCLOSURE, SCOPE, NOW + 2 * HOUR)

        assert caught.value.rule == "PNR-15"

    def test_another_kind_does_not_pass(self) -> None:
        with pytest.raises(Refused) as caught:
            require_approval(given(), ApprovalKind.UNSEALING, SCOPE, NOW + 2 * HOUR)

        assert caught.value.rule == "PNR-18"


class TestUrgency:
    """C-817/19: in duly justified urgency the review may follow within a short time."""

    def test_it_is_usable_until_the_review_is_due(self) -> None:
        assert is_valid_for(asked(is_urgent=True), SCOPE, NOW + 23 * HOUR)

    def test_it_is_locked_when_nobody_reviewed_in_time(self) -> None:
        assert not is_valid_for(asked(is_urgent=True), SCOPE, NOW + 24 * HOUR)

    def test_unsealing_knows_no_urgency(self) -> None:
        with pytest.raises(Refused) as caught:
            asked(ApprovalKind.UNSEALING, is_urgent=True)

        assert caught.value.rule == "PNR-18"
