"""Rule PNR-08: travel data is matched only against sources and categories that someone approved."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from tournai.alerts import Alert, Eligibility, NotEligible, eligibility_of, is_eligible, require_eligible
from tournai.values import Person

TODAY = date(2026, 6, 1)
APPROVAL = Eligibility(
    source="un",
    category="Testland",
    article="Directive (EU) 2016/681, Art. 6(3)(a)",
    offence="terrorism",
    approver="m.dupont",
    approved_at=datetime(2026, 1, 15, 9, 30, tzinfo=UTC),
    review_by=date(2026, 12, 31),
)
WHOLE_SOURCE = msgspec.structs.replace(APPROVAL, category="")


def test_nothing_is_eligible_without_an_approval() -> None:
    assert is_eligible("un", "Testland", [], TODAY) is None


def test_approved_category_is_eligible() -> None:
    assert is_eligible("un", "Testland", [APPROVAL], TODAY) == APPROVAL


@pytest.mark.parametrize(
    ("source", "category"), [("un", "Elsewhere"), ("un", ""), ("ofac", "Testland"), ("UN", "Testland")]
)
def test_approval_of_one_category_opens_no_other(source: str, category: str) -> None:
    assert is_eligible(source, category, [APPROVAL], TODAY) is None


@pytest.mark.parametrize("category", ["", "Testland", "Elsewhere"])
def test_approval_of_a_source_opens_its_categories(category: str) -> None:
    assert is_eligible("un", category, [WHOLE_SOURCE], TODAY) == WHOLE_SOURCE


@pytest.mark.parametrize("approvals", [[APPROVAL, WHOLE_SOURCE], [WHOLE_SOURCE, APPROVAL]])
def test_approval_of_the_category_goes_before_that_of_the_source(approvals: list[Eligibility]) -> None:
    assert is_eligible("un", "Testland", approvals, TODAY) == APPROVAL


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 1, 14), False),
        (date(2026, 1, 15), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_approval_holds_from_its_day_to_its_review(day: date, is_open: bool) -> None:
    assert (is_eligible("un", "Testland", [APPROVAL], day) is not None) == is_open


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"article": " "}, "the article that allows it"),
        ({"offence": "theft"}, "an offence of the closed list"),
        ({"offence": ""}, "an offence of the closed list"),
        ({"approver": ""}, "the person who approved it"),
        ({"review_by": date(2026, 5, 31)}, r"a review \(it was due by 2026-05-31\)"),
        ({"approved_at": datetime(2026, 6, 2, tzinfo=UTC)}, "an approval given by 2026-06-01"),
    ],
)
def test_incomplete_approval_is_refused_by_what_it_lacks(change: dict[str, object], missing: str) -> None:
    approval = msgspec.structs.replace(APPROVAL, **change)

    with pytest.raises(NotEligible, match=f"the source un, category Testland, for want of {missing}"):
        require_eligible("un", "Testland", [approval], TODAY)


def test_refusal_without_an_approval_names_what_one_holds_and_the_rule() -> None:
    with pytest.raises(NotEligible, match="article, offence and approver") as caught:
        require_eligible("un", "", [], TODAY)

    assert caught.value.rule == "PNR-08"


def test_required_approval_is_returned() -> None:
    assert require_eligible("un", "Testland", iter([APPROVAL]), TODAY) == APPROVAL


@pytest.mark.parametrize(("programmes", "is_open"), [(("Elsewhere", "Testland"), True), (("Elsewhere",), False)])
def test_alert_is_eligible_by_any_of_its_programmes(programmes: tuple[str, ...], is_open: bool) -> None:
    alert = Alert("1", "Elsewhere", Person(names=()), programmes=programmes)

    assert (eligibility_of(alert, "un", [APPROVAL], TODAY) is not None) == is_open
