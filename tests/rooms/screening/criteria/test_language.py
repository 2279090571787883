"""The language of criteria: what an analyst writes and a court reads."""

import pytest

from tournai.screening.criteria import MalformedCriterion, digest_of, parse_criterion, print_criterion
from tournai.screening.criteria.expressions import Compared, Not, OneOf, Relation, Route, Stop

HOUR = 60


def canonical(text: str) -> str:
    return print_criterion(parse_criterion(text))


def refusal(text: str) -> str:
    with pytest.raises(MalformedCriterion) as caught:
        parse_criterion(text)
    return str(caught.value)


class TestConditions:
    """One relation for each kind of fact."""

    def test_routing_names_its_airports_in_order(self):
        found = parse_criterion('routing goes from "IST" via one of "VIE", "BRU" to "CDG"')

        assert found == Route((Stop("from", ("IST",)), Stop("via", ("BRU", "VIE")), Stop("to", ("CDG",))))

    def test_duration_is_kept_in_minutes(self):
        assert parse_criterion("lead time under 24 hours") == Compared("lead time", Relation.UNDER, 24 * HOUR)

    def test_first_end_of_between_takes_the_unit_of_the_second(self):
        found = parse_criterion("stay between 2 and 6 days")

        assert found == Compared("stay", Relation.BETWEEN, 48 * HOUR, 144 * HOUR)

    def test_count_is_compared_without_unit(self):
        assert parse_criterion("bags is 0") == Compared("bags", Relation.IS, 0)

    def test_choice_may_be_one_of_several(self):
        assert parse_criterion("payment is one of cash, card") == OneOf("payment", ("card", "cash"))

    def test_is_not_is_the_contrary_of_is(self):
        assert parse_criterion("payment is not card") == Not(OneOf("payment", ("card",)))

    def test_capitals_and_line_breaks_mean_nothing(self):
        assert parse_criterion("PAYMENT is Cash\n  AND bags IS 0") == parse_criterion("payment is cash and bags is 0")


class TestCanonicalForm:
    """Whatever was typed, one text is approved, read and hashed."""

    @pytest.mark.parametrize(
        ("typed", "written"),
        [
            ("lead time under 1440 minutes", "lead time under 24 hours"),
            ("lead time under 72 hours", "lead time under 3 days"),
            ("lead time under 90 minutes", "lead time under 90 minutes"),
            ("((payment is cash))", "payment is cash"),
            ("not not payment is cash", "payment is cash"),
            ("bags is 0 and (payment is cash and bags is 0)", "bags is 0 and payment is cash"),
            ("party size is at least 3", "party size at least 3"),
            ('routing goes to one of "cdg", "BRU", "CDG"', 'routing goes to one of "BRU", "CDG"'),
            ("departure date between 2027-05-01 and 2027-05-03", "departure date between 2027-05-01 and 2027-05-03"),
            ("not (bags is 0 or changes over 2)", "not (bags is 0 or changes over 2)"),
        ],
    )
    def test_it_is_written_one_way(self, typed, written):
        assert written == canonical(typed)

    def test_hash_is_that_of_the_canonical_form(self):
        assert digest_of(parse_criterion("bags is 0 AND payment is cash")) == digest_of(
            parse_criterion("(bags is 0) and payment is cash")
        )

    def test_another_number_has_another_hash(self):
        assert digest_of(parse_criterion("bags is 0")) != digest_of(parse_criterion("bags is 1"))


class TestRefusedTexts:
    """An error names its line and column, what stands there and what to write."""

    def test_mixed_and_or_asks_for_parentheses(self):
        assert refusal("bags is 0 and payment is cash or changes over 1") == (
            "line 1, column 31: 'and' and 'or' stand side by side: put parentheses around what belongs together"
        )

    def test_second_line_is_counted(self):
        assert refusal("bags is 0 and\npayment is gold").startswith("line 2, column 12: found 'gold', expected one of:")

    def test_duration_without_unit_asks_for_one(self):
        assert refusal("lead time under 5 and bags is 0").endswith("expected 'minutes', 'hours' or 'days'")

    def test_unknown_airport_is_named_as_such(self):
        assert "no airport has this code" in refusal('routing goes from "ZZ9"')

    def test_unknown_fact_lists_the_facts(self):
        assert "expected a fact: routing, departure date, lead time" in refusal("mood is bad")

    def test_open_quotation_mark_is_found_where_it_stands(self):
        assert refusal('routing goes from "IST').startswith("line 1, column 19: a quotation mark has no partner")

    def test_stops_stand_in_the_order_of_the_journey(self):
        assert "a routing goes 'from', then 'via', then 'to'" in refusal('routing goes to "CDG" from "IST"')

    def test_smaller_end_stands_first(self):
        assert "starts with the smaller" in refusal("bags between 3 and 1")

    def test_day_that_no_calendar_has(self):
        assert "no such day" in refusal("departure date is 2027-02-30")

    def test_open_ended_days_are_no_criterion(self):
        assert "certain days" in refusal("departure date over 2027-02-01")

    @pytest.mark.parametrize(
        "text",
        [
            " and ".join(f"bags is {number}" for number in range(17)),
            "(" * 30 + "bags is 0" + ")" * 30,
            "not (bags is 0 and not (bags is 1 and not (bags is 2)))",
            "bags is 0 and " * 200 + "bags is 1",
        ],
        ids=["conditions", "parentheses", "levels", "characters"],
    )
    def test_size_is_bounded(self, text):
        assert "make two of it" in refusal(text)
