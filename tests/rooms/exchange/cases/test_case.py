from datetime import date

import msgspec
import pytest
from tests.fakes.exchange import ARDEN, BELMARK, identifier, item

from tournai.errors import Refused
from tournai.exchange.cases.case import (
    Agreement,
    CaseKind,
    Participant,
    Release,
    SharedCase,
    check_case,
    check_team_use,
    leave,
    takes_part,
    visible,
)
from tournai.exchange.markings import Classification
from tournai.exchange.messages.owning import Use
from tournai.values import Role

OPENED, TODAY, ENDS = date(2026, 1, 10), date(2026, 3, 2), date(2026, 12, 31)
POLICE = Participant(ARDEN, Role.SPOC_OFFICER, OPENED)
PROSECUTOR = Participant("XA-PROSECUTOR", Role.PROSECUTOR, OPENED)
AGREEMENT = Agreement(("XAA", "XBB"), "couriers between Arden and Belmark", ARDEN, OPENED, ENDS)
TEAM = SharedCase("2026/17", CaseKind.JOINT_TEAM, "drugs", (POLICE, PROSECUTOR), AGREEMENT)
MINE, THEIRS = item(owner=ARDEN), item(identifier=identifier(901))


def team(**changes: object) -> SharedCase:
    return msgspec.structs.replace(TEAM, **changes)


class TestVisibility:
    """By item and condition, not by folder: taking part opens nothing by itself."""

    def test_the_owner_sees_its_item_and_nobody_else_does(self) -> None:
        assert (visible([MINE], [], POLICE), visible([MINE], [], PROSECUTOR)) == ((MINE,), ())

    def test_an_item_is_seen_once_released(self) -> None:
        release = Release(THEIRS.identifier, PROSECUTOR.authority, TODAY)

        assert visible([MINE, THEIRS], [release], PROSECUTOR) == (THEIRS,)

    @pytest.mark.parametrize(("on", "count"), [(date(2026, 1, 9), 0), (OPENED, 1), (date(2026, 2, 1), 0)])
    def test_who_has_left_keeps_what_it_got_and_gets_no_more(self, on: date, count: int) -> None:
        gone = msgspec.structs.replace(PROSECUTOR, until=date(2026, 2, 1))

        assert len(visible([THEIRS], [Release(THEIRS.identifier, gone.authority, on)], gone)) == count

    def test_a_released_item_above_the_accreditation_stays_unseen(self) -> None:
        secret = item(classification=Classification.RESTRICTED)

        assert visible([secret], [Release(secret.identifier, ARDEN, TODAY)], POLICE) == ()


class TestJointTeam:
    """Framework Decision 2002/465/JHA, Art. 1: agreement, purpose, limited period, use within it."""

    def test_a_team_with_its_agreement_is_opened(self) -> None:
        check_case(TEAM, TODAY)

    @pytest.mark.parametrize(
        "case",
        [
            team(agreement=None),
            team(kind=CaseKind.INQUIRY),
            team(participants=()),
            team(agreement=msgspec.structs.replace(AGREEMENT, states=("XAA", "XAA"))),
            team(agreement=msgspec.structs.replace(AGREEMENT, purpose=" ")),
            team(agreement=msgspec.structs.replace(AGREEMENT, leader=BELMARK)),
            team(agreement=msgspec.structs.replace(AGREEMENT, ends_on=date(2026, 3, 1))),
        ],
    )
    def test_a_team_without_is_refused(self, case: SharedCase) -> None:
        with pytest.raises(Refused):
            check_case(case, TODAY)

    def test_nobody_takes_part_after_the_agreement_has_ended(self) -> None:
        assert (takes_part(TEAM, ARDEN, ENDS), takes_part(TEAM, ARDEN, date(2027, 1, 1))) == (True, False)

    @pytest.mark.parametrize(("use", "offence"), [(Use.ONWARD_MEMBER, "drugs"), (Use.INQUIRY, "weapons")])
    def test_beyond_its_purpose_the_owner_is_asked(self, use: Use, offence: str) -> None:
        with pytest.raises(Refused):
            check_team_use(TEAM, use, offence)

    def test_within_it_nobody_is(self) -> None:
        check_team_use(TEAM, Use.PROCEEDINGS, "drugs")

    def test_who_leaves_takes_no_part_from_that_day(self) -> None:
        left = leave(TEAM, ARDEN, TODAY)

        assert (takes_part(left, ARDEN, date(2026, 3, 1)), takes_part(left, ARDEN, TODAY)) == (True, False)

    def test_a_stranger_cannot_leave(self) -> None:
        with pytest.raises(Refused):
            leave(TEAM, BELMARK, TODAY)
