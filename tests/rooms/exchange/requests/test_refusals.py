from datetime import timedelta

import msgspec
import pytest
from tests.fakes.exchange import RECEIVED, request

from tournai.errors import Refused
from tournai.exchange.clocks.course import Course, Step, take
from tournai.exchange.messages.answering import RefusalGround, RefusedPart
from tournai.exchange.requests.refusals import (
    GROUNDS,
    RefusalDraft,
    check_refusals,
    check_second_person,
    preview,
    refuses_all,
)
from tournai.values import Actor, Role

COURSE = Course(received_at=RECEIVED, urgent=False, state_code="XBB", zone="UTC")
OFFICER = Actor("officer-bram", Role.SPOC_OFFICER)
DRAFT = RefusalDraft(2, RefusalGround.INACCURATE, "the register was found to be wrong in February")


def draft(**changes: object) -> RefusalDraft:
    return msgspec.structs.replace(DRAFT, **changes)


def course_after(*steps: Step) -> Course:
    course = COURSE if len(steps) < 2 else course_after(*steps[:-1])
    return take(course, steps[-1], RECEIVED + timedelta(hours=len(steps)), OFFICER, "why") if steps else COURSE


class TestGrounds:
    """Directive (EU) 2023/977, Art. 6(1): a closed list, refused by part."""

    def test_the_list_has_the_letters_of_the_article(self) -> None:
        letters = ["a", "b", "c", "d", "e", "f-i", "f-ii", "f-iii", "g-i", "g-ii", "h"]

        assert [ground.value for ground in GROUNDS] == letters

    def test_a_part_is_refused_on_a_ground(self) -> None:
        check_refusals([DRAFT], request(), COURSE)

    @pytest.mark.parametrize(
        "drafts",
        [
            [],
            [draft(part=3)],
            [DRAFT, DRAFT],
            [draft(reasons=" ")],
            [draft(hide_reasons=True)],
            [draft(ground=RefusalGround.NOT_MEETING_ARTICLE_4)],
            [draft(ground=RefusalGround.AUTHORISATION_REFUSED)],
            [draft(ground=RefusalGround.MINOR_OFFENCE)],
            [draft(ground=RefusalGround.MINOR_OFFENCE, penalty_months=13)],
        ],
    )
    def test_a_refusal_that_the_article_does_not_allow_is_refused(self, drafts: list[RefusalDraft]) -> None:
        with pytest.raises(Refused) as caught:
            check_refusals(drafts, request(), COURSE)

        assert caught.value.rule == "EXC-04"

    @pytest.mark.parametrize(
        ("ground", "course"),
        [
            (RefusalGround.NOT_MEETING_ARTICLE_4, course_after(Step.ASK_CLARIFICATION)),
            (RefusalGround.AUTHORISATION_REFUSED, course_after(Step.ASK_AUTHORISATION, Step.DENY)),
        ],
    )
    def test_a_ground_that_needs_a_step_stands_after_it(self, ground: RefusalGround, course: Course) -> None:
        check_refusals([draft(ground=ground)], request(), course)

    def test_an_offence_of_one_year_is_a_minor_one(self) -> None:
        check_refusals([draft(ground=RefusalGround.MINOR_OFFENCE, penalty_months=12)], request(), COURSE)


class TestPreview:
    """Art. 6(2): the asker is told, unless the reasons would do the harm that ground (f) averts."""

    def test_the_asker_reads_ground_and_reasons_by_part(self) -> None:
        assert preview([DRAFT, draft(part=1)]) == (
            RefusedPart(1, RefusalGround.INACCURATE, DRAFT.reasons),
            RefusedPart(2, RefusalGround.INACCURATE, DRAFT.reasons),
        )

    def test_hidden_reasons_are_not_in_what_the_asker_reads(self) -> None:
        hidden = draft(ground=RefusalGround.NATIONAL_SECURITY, hide_reasons=True)

        check_refusals([hidden], request(), COURSE)
        assert preview([hidden]) == (RefusedPart(2, RefusalGround.NATIONAL_SECURITY, ""),)

    def test_one_refused_part_leaves_the_other_to_answer(self) -> None:
        assert (refuses_all([DRAFT], request()), refuses_all([DRAFT, draft(part=1)], request())) == (False, True)

    def test_a_second_person_is_another_person(self) -> None:
        with pytest.raises(Refused) as caught:
            check_second_person("officer-bram", "Officer-Bram")

        assert caught.value.rule == "SYS-02"
