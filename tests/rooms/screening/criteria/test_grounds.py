"""Rule PNR-09: no criterion rests on a protected ground, nor on what stands for one.

Directive (EU) 2016/681, Art. 6(4): race or ethnic origin, political opinions, religion or philosophical beliefs, trade
union membership, health, sexual life or orientation; C-817/19: neither directly nor indirectly; Charter, Art. 21.
"""

import pytest

from tournai.errors import Malformed, Refused
from tournai.screening.criteria import TouchesProtectedGround, check_criterion, parse_criterion


def check(text: str) -> list[str]:
    """Return what a criterion asks a second look for."""
    return [look.fact for look in check_criterion(parse_criterion(text))]


def refusal(text: str) -> Refused:
    with pytest.raises(TouchesProtectedGround) as caught:
        check(text)
    return caught.value


class TestNamedGrounds:
    """Whoever names a ground is refused, with its article, and not only told that there is no such fact."""

    @pytest.mark.parametrize(
        ("text", "ground"),
        [
            ('nationality is "TUR"', "nationality"),
            ('citizenship is "TUR"', "nationality"),
            ('place of birth is "X"', "place of birth"),
            ("sex is male", "sex"),
            ("title is MR", "sex"),
            ("age under 30", "age"),
            ("date of birth over 2000-01-01", "age"),
            ('surname is "AL"', "name"),
            ("script is arabic", "name"),
            ("language is french", "language"),
            ("meal is halal", "meal"),
            ("special service is present", "special service"),
            ("wheelchair is requested", "special service"),
            ("religion is any", "opinion, belief or union"),
            ("trade union is any", "opinion, belief or union"),
            ("political opinion is any", "opinion, belief or union"),
            ("health is poor", "health, sexual life or orientation"),
            ("ethnic origin is any", "race or ethnic origin"),
            ("bags is 0 and nationality is any", "nationality"),
            ("not sex is male", "sex"),
        ],
    )
    def test_ground_is_refused_with_its_article(self, text, ground):
        found = refusal(text)

        assert found.rule == "PNR-09"
        assert f"no criterion may rest on {ground}: " in found.reason
        assert "Art. " in found.reason

    def test_refusal_names_line_and_column(self):
        found = refusal("bags is 0 and\n  nationality is any")

        assert (found.line, found.column) == (2, 3)


class TestProxies:
    """C-817/19: nor indirectly. Each is a way to smuggle a ground in."""

    @pytest.mark.parametrize(
        ("text", "ground"),
        [
            ('issuing state is "TUR"', "issuing state of a document"),
            ('document number is "U123"', "issuing state of a document"),
            ("document is visa", "nationality"),
            ("document is residence-permit", "nationality"),
            ('contact country is "90"', "contact's country"),
            ('phone prefix is "+90"', "contact's country"),
            ('country is "TUR"', "country or region"),
            ('card issuer is "X"', "card's country"),
            ('passenger type is "CLG"', "passenger type"),
            ("residence is elsewhere", "residence"),
        ],
    )
    def test_what_stands_for_a_ground_is_refused(self, text, ground):
        found = refusal(text)

        assert f"no criterion may rest on {ground}: " in found.reason

    @pytest.mark.parametrize("code", ["KSML", "MOML", "WCHR", "BLND", "MEDA", "LANG", "UMNR", "ksml"])
    @pytest.mark.parametrize("fact", ["payment", "agency", "payment currency", "document"])
    def test_code_of_a_meal_or_of_assistance_is_refused_wherever_it_is_written(self, fact, code):
        assert "special service" in refusal(f'{fact} is "{code}"').reason

    def test_meal_code_as_an_airport_is_refused(self):
        assert refusal('routing goes from "KSML"').rule == "PNR-09"

    def test_airports_that_amount_to_a_state_are_refused(self):
        found = refusal('routing goes from one of "IST", "SAW", "ESB" and payment is cash')

        assert "more than 2 airports of one state" in found.reason

    def test_airports_of_a_state_spread_over_a_criterion_are_refused(self):
        text = (
            '(routing goes from "IST" and payment is cash) or (routing goes via "SAW" and bags is 0) '
            'or (routing goes to "ESB" and changes over 3)'
        )

        assert "more than 2 airports of one state" in refusal(text).reason

    def test_airports_that_amount_to_a_region_are_refused(self):
        airports = ["IST", "SAW", "CMN", "RAK", "ALG", "ORN", "TUN", "DJE", "CAI", "HRG", "AMM", "AQJ", "BEY"]
        quoted = ", ".join(f'"{one}"' for one in airports[:12])

        found = refusal(f'routing goes from one of {quoted} to "{airports[12]}" and payment is cash')

        assert "a region is its people" in found.reason

    @pytest.mark.parametrize(
        "text",
        [
            'routing goes from "IST"',
            'routing goes from "IST" and departure date is 2027-05-01',
            'agency is "1234567"',
            'payment currency is "TRY"',
            "document is passport",
            "minor is unaccompanied",
            'routing goes from "IST" and party size at least 1',
            'routing goes from "IST" and bags at least 0',
            'routing goes from "IST" and lead time under 500 days',
            '(routing goes from "IST" and payment is cash) or (routing goes from "IST" and payment is not cash)',
            'routing goes from "IST" or payment is cash',
            'routing goes from "IST" and (bags under 3 or bags over 1)',
        ],
    )
    def test_what_asks_for_a_second_look_never_suffices(self, text):
        assert "would suffice" in refusal(text).reason

    @pytest.mark.parametrize(
        "text",
        [
            'payment is cash and not routing goes from "BRU"',
            "payment is cash and document is not identity-card",
            'not (payment is card or agency is "1234567")',
        ],
    )
    def test_whom_a_route_leaves_out_is_no_criterion(self, text):
        assert "may not stand under 'not'" in refusal(text).reason

    @pytest.mark.parametrize(
        "text", ["party size at least 1", "bags under 3 or bags over 1", "lead time under 900 days"]
    )
    def test_what_everybody_meets_is_no_criterion(self, text):
        assert "every traveller meets this" in refusal(text).reason


class TestSecondLook:
    """What is allowed, and told to whoever approves."""

    def test_conduct_alone_asks_for_none(self):
        assert check("payment is cash and lead time under 24 hours") == []

    def test_routing_with_conduct_is_flagged(self):
        assert check('routing goes from "IST" via "VIE" and lead time under 24 hours and payment is cash') == [
            "routing"
        ]

    def test_routing_and_day_are_flagged_together(self):
        text = 'routing goes to "JED" and departure date between 2027-05-20 and 2027-05-25 and payment is cash'

        assert check(text) == ["routing", "departure date", "routing and departure date", "routing"]

    def test_airport_of_a_pilgrimage_is_flagged(self):
        looks = check_criterion(parse_criterion('routing goes to "MED" and payment is cash'))

        assert "religion" in looks[-1].why

    def test_term_of_a_document_is_flagged(self):
        """Five years from issue to expiry: in many states the passport of a child."""
        text = "document age under 30 days and document validity between 1700 days and 1900 days"

        assert check(text) == ["document age and validity"]

    def test_agency_and_currency_are_flagged(self):
        assert check('agency is "1234567" and payment currency is "USD" and bags is 0') == [
            "agency",
            "payment currency",
        ]

    def test_contradiction_is_told_as_one(self):
        with pytest.raises(Malformed, match="exclude each other"):
            check("lead time over 3 days and lead time under 24 hours")
