from datetime import date

import pytest
from tests.fakes.exchange import RECEIVED, item

from tournai.errors import Refused
from tournai.exchange.bases import ExchangePurpose
from tournai.exchange.conditions.door import check_agreed, check_item, check_may_enter, unagreed
from tournai.exchange.item import ItemKind, PersonCategory
from tournai.exchange.markings import Classification, HandlingCode

LEVELS = list(Classification)


def test_an_item_that_says_what_it_must_is_sent() -> None:
    check_item(item(), RECEIVED)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"category": PersonCategory.NOBODY}, "EXC-06"),
        ({"kind": ItemKind.OBJECT}, "EXC-06"),
        ({"handling": HandlingCode.H3}, "EXC-10"),
        ({"purposes": (ExchangePurpose.DETECTION,) * 2}, "EXC-10"),
        ({"keep_until": date(2026, 3, 1)}, "EXC-10"),
    ],
)
def test_an_item_that_does_not_is_refused(changes: dict[str, object], rule: str) -> None:
    with pytest.raises(Refused) as caught:
        check_item(item(**changes), RECEIVED)

    assert caught.value.rule == rule


@pytest.mark.parametrize("accredited", LEVELS)
def test_what_lies_up_to_the_accreditation_enters(accredited: Classification) -> None:
    check_may_enter([item(classification=level) for level in LEVELS[: LEVELS.index(accredited) + 1]], accredited)


@pytest.mark.parametrize(("above", "accredited"), [(LEVELS[rank + 1], LEVELS[rank]) for rank in range(4)])
def test_what_lies_above_is_refused_with_all_that_came_beside_it(
    above: Classification, accredited: Classification
) -> None:
    with pytest.raises(Refused) as caught:
        check_may_enter([item(), item(classification=above)], accredited)

    assert caught.value.rule == "EXC-10"


class TestThirdState:
    """Directive (EU) 2023/977, Art. 6(1)(h): what came from another State is given only if that State agrees."""

    ITEMS = (item(), item(third_state="XCC"), item(third_state="XDD", third_state_agreed=True))

    def test_an_item_whose_state_has_not_agreed_is_warned_of(self) -> None:
        assert unagreed(self.ITEMS) == (self.ITEMS[1],)

    def test_and_is_not_sent(self) -> None:
        with pytest.raises(Refused) as caught:
            check_agreed(self.ITEMS)

        assert caught.value.rule == "EXC-04"
