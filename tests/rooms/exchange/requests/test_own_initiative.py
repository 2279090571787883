import pytest
from tests.fakes.exchange import RECEIVED

from tournai.errors import Refused
from tournai.exchange.messages.answering import RefusalGround
from tournai.exchange.requests.europol import EuropolCopy, Withheld, check_copy
from tournai.exchange.requests.own_initiative import NotSent, check_not_sent, prompts, states_owed
from tournai.values import Actor, Role

OFFICER = Actor("officer-anna", Role.SPOC_OFFICER)


def not_sent(ground: RefusalGround, reasons: str = "a source would be known") -> NotSent:
    return NotSent("XBB", ground, reasons, OFFICER, RECEIVED)


class TestDuty:
    """Directive (EU) 2023/977, Art. 7(2): for a serious offence another State must be told, unless (c) or (f) holds."""

    def test_a_serious_offence_owes_every_other_state_that_it_touches(self) -> None:
        assert states_owed("drugs", "XAA", ["XCC", "XBB", "XAA"]) == ("XBB", "XCC")

    def test_another_offence_owes_nobody(self) -> None:
        assert states_owed("other", "XAA", ["XBB"]) == ()

    def test_a_state_is_prompted_for_until_it_is_told_or_the_reason_stands(self) -> None:
        recorded = [not_sent(RefusalGround.INVESTIGATION_OR_SAFETY)]

        assert prompts(("XBB", "XCC", "XDD"), ["XCC"], recorded) == ("XDD",)

    @pytest.mark.parametrize(
        "ground",
        [
            RefusalGround.AUTHORISATION_REFUSED,
            RefusalGround.NATIONAL_SECURITY,
            RefusalGround.INVESTIGATION_OR_SAFETY,
            RefusalGround.LEGAL_PERSON,
        ],
    )
    def test_the_grounds_of_the_article_lift_the_duty(self, ground: RefusalGround) -> None:
        check_not_sent(not_sent(ground))

    @pytest.mark.parametrize(
        "decided",
        [
            not_sent(RefusalGround.NOT_AVAILABLE),
            not_sent(RefusalGround.MINOR_OFFENCE),
            not_sent(RefusalGround.NATIONAL_SECURITY, " "),
        ],
    )
    def test_nothing_else_does(self, decided: NotSent) -> None:
        with pytest.raises(Refused) as caught:
            check_not_sent(decided)

        assert caught.value.rule == "EXC-05"


class TestEuropolCopy:
    """Art. 12; Regulation (EU) 2016/794, Art. 7(7)."""

    @pytest.mark.parametrize(
        ("offence", "copy"),
        [
            ("drugs", EuropolCopy(sent=True)),
            ("drugs", EuropolCopy(sent=False, withheld=Withheld.INVESTIGATION)),
            ("rape", EuropolCopy(sent=False)),
            ("other", EuropolCopy(sent=False)),
        ],
    )
    def test_a_decision_on_the_copy_stands(self, offence: str, copy: EuropolCopy) -> None:
        check_copy(offence, copy)

    @pytest.mark.parametrize(
        ("offence", "copy"),
        [
            ("drugs", EuropolCopy(sent=False)),
            ("drugs", EuropolCopy(sent=True, withheld=Withheld.SECURITY)),
            ("other", EuropolCopy(sent=True)),
        ],
    )
    def test_silence_and_a_copy_outside_of_the_mandate_are_refused(self, offence: str, copy: EuropolCopy) -> None:
        with pytest.raises(Refused) as caught:
            check_copy(offence, copy)

        assert caught.value.rule == "EXC-08"
