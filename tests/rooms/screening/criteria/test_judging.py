"""Judging one traveller: three values, and reasons. What is not known is never taken for true or false."""

from datetime import date

import pytest

from tournai.screening.criteria import Judgement, Reason, TravelFacts, judge, not_known, parse_criterion, reasons_of

MET, NOT_MET, NOT_KNOWN = Judgement.MET, Judgement.NOT_MET, Judgement.NOT_KNOWN
HOUR, DAY = 60, 24 * 60
KNOWN = TravelFacts(
    routing=("IST", "VIE", "BRU"), lead_time=20 * HOUR, payment=("cash", "voucher"), bags=0, party_size=1,
    departure_date=date(2027, 5, 2),
)  # fmt: skip


def judged(text: str, facts: TravelFacts = KNOWN) -> Judgement:
    return judge(parse_criterion(text), facts)


class TestRouting:
    """The stops stand in the order of the journey; other airports may lie between."""

    @pytest.mark.parametrize(
        ("text", "judgement"),
        [
            ('routing goes from "IST"', MET),
            ('routing goes from "IST" to "BRU"', MET),
            ('routing goes from "IST" via "VIE" to "BRU"', MET),
            ('routing goes via "VIE"', MET),
            ('routing goes from "VIE"', MET),
            ('routing goes to one of "CDG", "BRU"', MET),
            ('routing goes from "BRU"', NOT_MET),
            ('routing goes to "IST"', NOT_MET),
            ('routing goes via "IST"', NOT_MET),
            ('routing goes via "BRU"', NOT_MET),
            ('routing goes from "BRU" to "IST"', NOT_MET),
        ],
    )
    def test_stops_are_looked_for_in_order(self, text, judgement):
        assert judgement is judged(text)


class TestThreeValues:
    """Kleene's tables: not known is between not met and met."""

    @pytest.mark.parametrize(
        ("text", "judgement"),
        [
            ("stay under 3 days", NOT_KNOWN),
            ("not stay under 3 days", NOT_KNOWN),
            ("stay under 3 days and payment is cash", NOT_KNOWN),
            ("stay under 3 days and payment is card", NOT_MET),
            ("stay under 3 days or payment is cash", MET),
            ("stay under 3 days or payment is card", NOT_KNOWN),
            ("stay under 3 days or stay at least 3 days", NOT_KNOWN),
        ],
    )
    def test_what_is_not_known_carries_nothing(self, text, judgement):
        assert judgement is judged(text)

    def test_any_of_two_payments_is_enough(self):
        assert (judged("payment is voucher"), judged("payment is not voucher")) == (MET, NOT_MET)

    def test_under_leaves_the_amount_itself_out(self):
        assert (judged("lead time under 20 hours"), judged("lead time at most 20 hours")) == (NOT_MET, MET)

    def test_between_includes_both_ends(self):
        assert judged("departure date between 2027-05-02 and 2027-05-02") is MET

    def test_judgement_is_no_boolean(self):
        with pytest.raises(TypeError, match="three values"):
            bool(judged("bags is 0"))


class TestReasons:
    """A match tells which conditions were met, and what the data says."""

    def test_each_condition_is_told_with_what_was_found(self):
        found = reasons_of(parse_criterion('routing goes from "IST" and lead time under 24 hours'), KNOWN)

        assert found == (
            Reason("routing", 'routing goes from "IST"', "IST-VIE-BRU"),
            Reason("lead time", "lead time under 24 hours", "20 hours"),
        )

    def test_alternative_that_was_not_met_is_left_out(self):
        found = reasons_of(parse_criterion("payment is card or bags is 0"), KNOWN)

        assert found == (Reason("bags", "bags is 0", "0"),)

    def test_contrary_is_told_as_one(self):
        found = reasons_of(parse_criterion("not (payment is card and bags is 0) and party size is 1"), KNOWN)

        assert found == (
            Reason("payment", "payment is not card", "cash, voucher"),
            Reason("party size", "party size is 1", "1"),
        )

    def test_what_was_not_met_has_no_reason(self):
        assert reasons_of(parse_criterion("payment is card"), KNOWN) == ()

    def test_facts_that_the_data_does_not_tell_are_listed(self):
        found = not_known(parse_criterion("payment is cash and (stay under 3 days or journey is one-way)"), KNOWN)

        assert found == ("stay", "journey")
