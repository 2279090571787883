"""Answers to requests: Directive (EU) 2016/681, Art. 6(2)(b), 9(2) and 9(3); rules PNR-22 and PNR-23."""

from datetime import UTC, datetime

import pytest

from tournai.casework.answers import (
    REFUSALS,
    Answer,
    ElementDecision,
    RefusalGround,
    answer_of,
    check_asker,
    decide_element,
)
from tournai.casework.recipients import Recipient, RecipientKind
from tournai.errors import Incomplete, Refused

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
YES = ElementDecision(True, None, "anna", NOW)
NO = ElementDecision(False, RefusalGround.TOO_WIDE, "anna", NOW)
OWN = frozenset({"UTO"})


def recipient(kind: RecipientKind, state: str) -> Recipient:
    return Recipient("X", kind, "x", state, "a list", "desk")


HOME = recipient(RecipientKind.AUTHORITY, "UTO")
FOREIGN = recipient(RecipientKind.AUTHORITY, "XAA")
ITS_UNIT = recipient(RecipientKind.UNIT, "XAA")


class TestWhoAsks:
    """Art. 9(3): directly in an emergency alone, and always with a copy to its own unit."""

    def test_own_authority_asks(self) -> None:
        check_asker(HOME, OWN, is_emergency=False, copied_to=None)

    def test_unit_of_another_state_asks(self) -> None:
        check_asker(ITS_UNIT, OWN, is_emergency=False, copied_to=None)

    def test_foreign_authority_asks_in_an_emergency_with_a_copy(self) -> None:
        check_asker(FOREIGN, OWN, is_emergency=True, copied_to=ITS_UNIT)

    @pytest.mark.parametrize(
        ("is_emergency", "copied_to"),
        [
            (False, ITS_UNIT),
            (True, None),
            (True, recipient(RecipientKind.UNIT, "XBB")),
            (True, recipient(RecipientKind.AUTHORITY, "XAA")),
        ],
        ids=["no emergency", "no copy", "another State's unit", "no unit"],
    )
    def test_foreign_authority_is_refused_otherwise(self, is_emergency: bool, copied_to: Recipient | None) -> None:
        with pytest.raises(Refused) as refused:
            check_asker(FOREIGN, OWN, is_emergency=is_emergency, copied_to=copied_to)

        assert refused.value.rule == "PNR-23"


class TestElement:
    @pytest.mark.parametrize("ground", RefusalGround)
    def test_every_ground_has_a_rule(self, ground: RefusalGround) -> None:
        assert REFUSALS[ground].startswith("PNR-")

    def test_refusal_without_a_ground_is_a_slip(self) -> None:
        with pytest.raises(Incomplete):
            decide_element(is_answered=False, ground=None, by="anna", now=NOW)

    def test_answer_with_a_ground_is_a_slip(self) -> None:
        with pytest.raises(Incomplete):
            decide_element(is_answered=True, ground=RefusalGround.COURT, by="anna", now=NOW)


class TestAnswer:
    @pytest.mark.parametrize(
        ("decisions", "found", "sent", "answer"),
        [
            ({0: YES, 1: YES}, {0: 1, 1: 2}, 2, Answer.WHOLE),
            ({0: YES, 1: NO}, {0: 1}, 1, Answer.PART),
            ({0: YES, 1: NO}, {0: 0}, 0, Answer.PART),
            ({0: YES, 1: YES}, {0: 0, 1: 0}, 0, Answer.NOTHING),
            ({0: NO, 1: NO}, {}, 0, Answer.REFUSED),
        ],
    )
    def test_it_follows_from_the_elements(
        self, decisions: dict[int, ElementDecision], found: dict[int, int], sent: int, answer: Answer
    ) -> None:
        assert answer_of(decisions, 2, found, sent) is answer

    @pytest.mark.parametrize(
        ("decisions", "found"),
        [({0: YES}, {0: 0}), ({0: YES, 1: NO}, {0: 3})],
        ids=["an undecided element", "found and not sent"],
    )
    def test_unfinished_work_is_a_slip(self, decisions: dict[int, ElementDecision], found: dict[int, int]) -> None:
        with pytest.raises(Incomplete):
            answer_of(decisions, 2, found, 0)
