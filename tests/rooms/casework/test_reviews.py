from datetime import UTC, datetime

import pytest

from tournai.casework.reviews import (
    GROUNDS,
    MOVES,
    Decision,
    Ground,
    MatchedWith,
    MatchState,
    Move,
    Review,
    Side,
    check_may_be_sent,
    check_review,
    next_state,
)
from tournai.errors import Incomplete, Malformed, Refused
from tournai.values import Actor, Role

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ANNA = Actor("officer-anna", Role.ANALYST)
BRAM = Actor("officer-bram", Role.SENIOR_ANALYST)


def review(decision: Decision, *grounds: Ground, **changes: object) -> Review:
    values: dict[str, object] = {"reviewer": ANNA, "note": "", "decided_at": NOW}
    return Review("M-1", decision=decision, grounds=grounds, **(values | changes))  # type: ignore[arg-type]


def rule_of(given: Review, *earlier: Review) -> str:
    with pytest.raises(Refused) as caught:
        check_review(given, earlier)
    return caught.value.rule


class TestGrounds:
    """C-817/19: uniform criteria, incriminating as well as exonerating. Rule PNR-13: a decision has reasons."""

    @pytest.mark.parametrize("ground", Ground)
    def test_every_ground_has_a_rule(self, ground: Ground) -> None:
        assert GROUNDS[ground].side in Side

    @pytest.mark.parametrize("ground", [ground for ground in Ground if GROUNDS[ground].opposite])
    def test_contraries_are_contraries_both_ways_and_on_two_sides(self, ground: Ground) -> None:
        contrary = GROUNDS[ground].opposite

        assert contrary is not None
        assert GROUNDS[contrary].opposite is ground
        assert GROUNDS[contrary].side is not GROUNDS[ground].side

    @pytest.mark.parametrize(
        "ground",
        [
            Ground.SAME_DOCUMENT_NUMBER,
            Ground.SAME_NAME_AND_BIRTH_DATE,
            Ground.PHOTO_AGREES,
            Ground.ALERT_OWNER_CONFIRMS,
        ],
    )
    def test_a_confirmation_stands_on_one_ground_that_identifies(self, ground: Ground) -> None:
        check_review(review(Decision.CONFIRMED, ground))

    @pytest.mark.parametrize("ground", [ground for ground in Ground if GROUNDS[ground].side is Side.EXONERATING])
    def test_a_refutation_stands_on_any_exonerating_ground(self, ground: Ground) -> None:
        check_review(review(Decision.REFUTED, ground), matched_with=next(iter(GROUNDS[ground].of)))

    @pytest.mark.parametrize(
        ("ground", "matched_with"),
        [(Ground.SAME_NAME, MatchedWith.CRITERION), (Ground.INNOCENT_EXPLANATION, MatchedWith.ALERT)],
    )
    def test_a_ground_of_another_kind_of_match_is_refused(self, ground: Ground, matched_with: MatchedWith) -> None:
        with pytest.raises(Incomplete, match="none of a match with"):
            check_review(review(Decision.REFUTED, ground), matched_with=matched_with)

    def test_right_facts_alone_confirm_no_match_with_a_criterion(self) -> None:
        with pytest.raises(Incomplete, match="can carry the decision"):
            check_review(review(Decision.CONFIRMED, Ground.FACTS_VERIFIED), matched_with=MatchedWith.CRITERION)

    @pytest.mark.parametrize("decision", [Decision.CONFIRMED, Decision.REFUTED])
    def test_a_decision_without_ground_is_refused(self, decision: Decision) -> None:
        assert rule_of(review(decision)) == "PNR-13"

    @pytest.mark.parametrize("ground", [Ground.SAME_NAME, Ground.BIRTHPLACE_AGREES, Ground.NATIONALITY_AGREES])
    def test_a_shared_name_place_or_nationality_alone_confirms_nobody(self, ground: Ground) -> None:
        assert rule_of(review(Decision.CONFIRMED, ground)) == "PNR-13"

    @pytest.mark.parametrize("ground", [Ground.DIFFERENT_SEX, Ground.DIFFERENT_BIRTH_DATE])
    def test_a_confirmation_on_exonerating_grounds_is_refused(self, ground: Ground) -> None:
        assert rule_of(review(Decision.CONFIRMED, ground)) == "PNR-13"

    def test_a_refutation_on_incriminating_grounds_is_refused(self) -> None:
        assert rule_of(review(Decision.REFUTED, Ground.SAME_DOCUMENT_NUMBER)) == "PNR-13"

    def test_a_ground_and_its_contrary_are_refused(self) -> None:
        given = review(Decision.CONFIRMED, Ground.SAME_DOCUMENT_NUMBER, Ground.DIFFERENT_DOCUMENT)

        assert rule_of(given) == "PNR-13"

    def test_nobody_is_confirmed_against_a_withdrawn_alert(self) -> None:
        given = review(Decision.CONFIRMED, Ground.SAME_DOCUMENT_NUMBER, Ground.ALERT_WITHDRAWN)

        assert rule_of(given) == "PNR-13"

    def test_exonerating_facts_may_stand_beside_a_confirmation(self) -> None:
        check_review(review(Decision.CONFIRMED, Ground.PHOTO_AGREES, Ground.DIFFERENT_NAME))

    def test_a_ground_given_twice_is_refused(self) -> None:
        assert rule_of(review(Decision.CONFIRMED, Ground.PHOTO_AGREES, Ground.PHOTO_AGREES)) == "PNR-13"


class TestReviewer:
    """Directive (EU) 2016/681, Art. 6(5): individually, by non-automated means. Rule PNR-10."""

    @pytest.mark.parametrize("role", [Role.NODE, Role.CARRIER, Role.PARTNER_NODE, Role.PROVIDER])
    def test_a_machine_is_refused(self, role: Role) -> None:
        assert rule_of(review(Decision.REFUTED, Ground.DIFFERENT_SEX, reviewer=Actor("x", role))) == "PNR-10"

    @pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER, Role.BORDER_OFFICER])
    def test_a_role_that_does_not_review_is_refused(self, role: Role) -> None:
        assert rule_of(review(Decision.REFUTED, Ground.DIFFERENT_SEX, reviewer=Actor("x", role))) == "PNR-10"

    def test_nobody_is_refused(self) -> None:
        given = review(Decision.REFUTED, Ground.DIFFERENT_SEX, reviewer=Actor(" ", Role.ANALYST))

        assert rule_of(given) == "PNR-10"

    def test_a_second_opinion_of_the_same_person_is_refused(self) -> None:
        first = review(Decision.UNDETERMINED, note="no document number")

        assert rule_of(review(Decision.CONFIRMED, Ground.PHOTO_AGREES), first) == "SYS-02"

    def test_who_may_not_give_a_second_opinion_is_told_so_before_any_slip(self) -> None:
        first = review(Decision.UNDETERMINED, note="no document number")

        assert rule_of(review(Decision.CONFIRMED), first) == "SYS-02"

    def test_a_second_opinion_of_another_person_stands(self) -> None:
        first = review(Decision.UNDETERMINED, note="no document number")

        check_review(review(Decision.CONFIRMED, Ground.PHOTO_AGREES, reviewer=BRAM), [first])


class TestNote:
    def test_what_is_left_undetermined_says_what_is_missing(self) -> None:
        assert rule_of(review(Decision.UNDETERMINED, note=" ")) == "PNR-10"

    def test_a_note_of_two_thousand_characters_stands(self) -> None:
        check_review(review(Decision.REFUTED, Ground.DIFFERENT_SEX, note="x" * 2000))

    def test_a_longer_note_is_refused(self) -> None:
        assert rule_of(review(Decision.REFUTED, Ground.DIFFERENT_SEX, note="x" * 2001)) == "PNR-10"

    def test_a_naive_instant_is_refused(self) -> None:
        with pytest.raises(Malformed):
            check_review(review(Decision.REFUTED, Ground.DIFFERENT_SEX, decided_at=datetime(2026, 3, 1)))


class TestSlips:
    @pytest.mark.parametrize(
        "given",
        [
            review(Decision.CONFIRMED),
            review(Decision.CONFIRMED, Ground.PHOTO_AGREES, Ground.PHOTO_DIFFERS),
            review(Decision.CONFIRMED, Ground.PHOTO_AGREES, Ground.KNOWN_FALSE_MATCH),
            review(Decision.CONFIRMED, Ground.PHOTO_AGREES, Ground.PHOTO_AGREES),
            review(Decision.UNDETERMINED),
            review(Decision.REFUTED, Ground.DIFFERENT_SEX, note="x" * 2001),
        ],
        ids=["no ground", "contraries", "barred", "twice", "no note", "long note"],
    )
    def test_what_a_reviewer_can_mend_is_incomplete(self, given: Review) -> None:
        with pytest.raises(Incomplete):
            check_review(given)

    @pytest.mark.parametrize("reviewer", [Actor("x", Role.NODE), Actor("x", Role.ADMINISTRATOR)])
    def test_a_reviewer_who_is_none_mends_nothing(self, reviewer: Actor) -> None:
        with pytest.raises(Refused) as caught:
            check_review(review(Decision.REFUTED, Ground.DIFFERENT_SEX, reviewer=reviewer))

        assert not isinstance(caught.value, Incomplete)


class TestStates:
    def test_a_match_is_claimed_then_confirmed(self) -> None:
        claimed = next_state(MatchState.NEW, Move.CLAIM)

        assert next_state(claimed, Move.CONFIRM) is MatchState.CONFIRMED

    def test_an_undetermined_match_waits_for_a_second_opinion(self) -> None:
        assert next_state(MatchState.CLAIMED, Move.LEAVE_UNDETERMINED) is MatchState.SECOND_OPINION

    @pytest.mark.parametrize("state", [MatchState.CONFIRMED, MatchState.REFUTED, MatchState.UNDETERMINED])
    def test_a_decided_match_is_reopened_when_its_alert_changes(self, state: MatchState) -> None:
        assert next_state(state, Move.REOPEN) is MatchState.REOPENED

    @pytest.mark.parametrize(
        "state",
        [
            MatchState.NEW,
            MatchState.CLAIMED,
            MatchState.SECOND_OPINION,
            MatchState.SECOND_CLAIMED,
            MatchState.REOPENED,
        ],
    )
    def test_an_undecided_match_closes_when_its_person_leaves(self, state: MatchState) -> None:
        assert next_state(state, Move.CLOSE) is MatchState.CLOSED

    @pytest.mark.parametrize("state", [MatchState.CONFIRMED, MatchState.REFUTED, MatchState.UNDETERMINED])
    def test_the_machine_closes_nothing_that_a_person_decided(self, state: MatchState) -> None:
        with pytest.raises(Refused):
            next_state(state, Move.CLOSE)

    def test_a_closed_match_returns_to_the_queue_and_nowhere_else(self) -> None:
        assert {move: after for (before, move), after in MOVES.items() if before is MatchState.CLOSED} == {
            Move.REOPEN: MatchState.REOPENED
        }

    @pytest.mark.parametrize("move", [Move.CONFIRM, Move.REFUTE, Move.LEAVE_UNDETERMINED])
    @pytest.mark.parametrize("state", [MatchState.NEW, MatchState.REOPENED, MatchState.SECOND_OPINION])
    def test_nothing_is_decided_unclaimed(self, state: MatchState, move: Move) -> None:
        with pytest.raises(Refused) as caught:
            next_state(state, move)

        assert caught.value.rule == "PNR-10"

    @pytest.mark.parametrize("state", MatchState)
    def test_every_state_is_left_by_some_move(self, state: MatchState) -> None:
        assert state in {before for before, _ in MOVES}

    @pytest.mark.parametrize("state", [each for each in MatchState if each is not MatchState.CONFIRMED])
    def test_only_a_confirmed_match_may_be_sent(self, state: MatchState) -> None:
        with pytest.raises(Refused) as caught:
            check_may_be_sent(state)

        assert caught.value.rule == "PNR-10"

    def test_a_confirmed_match_may_be_sent(self) -> None:
        check_may_be_sent(MatchState.CONFIRMED)
