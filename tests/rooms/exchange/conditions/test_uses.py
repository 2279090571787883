from datetime import date, timedelta

import msgspec
import pytest
from tests.fakes.exchange import RECEIVED, identifier, item

from tournai.errors import Refused
from tournai.exchange.bases import ExchangePurpose
from tournai.exchange.conditions.uses import Badge, NeedsConsent, WantedUse, badges, check_use, needs_consent
from tournai.exchange.item import Nature
from tournai.exchange.markings import HandlingCode
from tournai.exchange.messages.owning import Consent, Use

COURT = "court of Arden"
WANTED = WantedUse(Use.PROCEEDINGS, ExchangePurpose.INVESTIGATION, COURT)
CONSENT = Consent(
    items=(identifier(900),), use=Use.PROCEEDINGS, recipient=COURT, given=True, valid_until=RECEIVED + timedelta(days=9)
)
H0, H1, H2, H3 = HandlingCode


class TestTable:
    """Which use asks the owner, by handling code."""

    @pytest.mark.parametrize(
        ("use", "asked"),
        [
            (Use.INQUIRY, set()),
            (Use.NATIONAL, {H2, H3}),
            (Use.PROCEEDINGS, {H0, H1, H2, H3}),
            (Use.ONWARD_MEMBER, {H0, H1, H2, H3}),
            (Use.ONWARD_THIRD, {H0, H1, H2, H3}),
            (Use.OTHER_PURPOSE, {H0, H1, H2, H3}),
        ],
    )
    def test_each_use_asks_for_its_codes(self, use: Use, asked: set[HandlingCode]) -> None:
        assert {code for code in HandlingCode if needs_consent(item(handling=code), use)} == asked

    def test_what_the_owner_allowed_as_evidence_asks_nobody(self) -> None:
        assert not needs_consent(item(evidence_allowed=True), Use.PROCEEDINGS)


class TestConsent:
    """Directive (EU) 2023/977, Art. 1(4) and 3(d): scoped, expiring, the owner's."""

    def test_without_consent_the_owner_is_named(self) -> None:
        with pytest.raises(NeedsConsent, match="XB-SPOC") as caught:
            check_use(item(), WANTED, [], RECEIVED)

        assert caught.value.rule == "EXC-10"

    def test_a_consent_for_this_item_use_and_court_opens_it(self) -> None:
        check_use(item(), WANTED, [CONSENT], RECEIVED + timedelta(days=9))

    @pytest.mark.parametrize(
        "changes",
        [
            {"items": (identifier(901),)},
            {"use": Use.ONWARD_MEMBER},
            {"recipient": "court of Cassel"},
            {"given": False},
            {"valid_until": RECEIVED - timedelta(seconds=1)},
        ],
    )
    def test_any_other_consent_does_not(self, changes: dict[str, object]) -> None:
        with pytest.raises(NeedsConsent):
            check_use(item(), WANTED, [msgspec.structs.replace(CONSENT, **changes)], RECEIVED)

    def test_another_purpose_than_those_given_is_refused_before_anybody_is_asked(self) -> None:
        other = WantedUse(Use.INQUIRY, ExchangePurpose.PREVENTION, "XA-SPOC")

        with pytest.raises(Refused) as caught:
            check_use(item(), other, [], RECEIVED)

        assert not isinstance(caught.value, NeedsConsent)

    def test_past_its_day_an_item_is_not_used_at_all(self) -> None:
        with pytest.raises(Refused, match="past the day"):
            check_use(item(keep_until=date(2026, 3, 1)), WANTED, [CONSENT], RECEIVED)


def test_badges_say_what_the_item_says() -> None:
    shown = badges(item(nature=Nature.ASSESSMENT, conditions="not to the press", third_state="XCC"), RECEIVED)

    assert shown == (
        Badge.NOT_IN_PROCEEDINGS,
        Badge.NOT_ONWARD,
        Badge.CONDITIONS,
        Badge.ASSESSMENT,
        Badge.THIRD_STATE,
    )
