"""How long police alerts last: rules SIS-01 and SIS-02."""

from datetime import date

import pytest

from tournai.alerts import Alert
from tournai.alerts.police_categories import CATEGORIES, extended, is_in_force, longest_until
from tournai.errors import Refused
from tournai.values import Name, Person

ENTERED = date(2026, 3, 1)


def alert(category: str = "36", **fields: object) -> Alert:
    return Alert("1", category, Person(names=(Name("TESTIN"),)), listed_on=ENTERED, **fields)  # type: ignore[arg-type]


class TestReviewPeriods:
    """Regulation (EU) 2018/1862, Art. 53 and 54; the years of the rule catalogue."""

    @pytest.mark.parametrize(
        ("category", "years"),
        [
            *((category, 5) for category in ("26", "32(1)(a)", "32(1)(b)")),
            *((category, 3) for category in ("34", "40")),
            *((category, 1) for category in ("32(1)(c)", "32(1)(d)", "32(1)(e)", "36", "37a")),
        ],
    )
    def test_alert_on_a_person_waits_no_longer_than_its_article_says(self, category: str, years: int) -> None:
        assert longest_until(category, ENTERED, is_on_object=False) == date(2026 + years, 3, 1)

    @pytest.mark.parametrize("category", ["36", "38"])
    def test_alert_on_an_object_lasts_ten_years(self, category: str) -> None:
        assert longest_until(category, ENTERED, is_on_object=True) == date(2036, 3, 1)

    def test_other_lists_have_no_such_end(self) -> None:
        assert longest_until("TALIBAN", ENTERED, is_on_object=False) is None

    def test_every_category_names_its_article(self) -> None:
        assert all("Art." in category.article for category in CATEGORIES.values())


def test_alert_is_in_force_on_its_last_day_and_not_on_the_next() -> None:
    assert is_in_force(alert(review_by=date(2026, 9, 1)), date(2026, 9, 1))
    assert not is_in_force(alert(review_by=date(2026, 9, 1)), date(2026, 9, 2))


def test_alert_without_a_review_date_ends_after_the_time_of_its_category() -> None:
    assert not is_in_force(alert(), date(2027, 3, 2))


def test_entry_of_an_official_list_ends_only_when_its_source_withdraws_it() -> None:
    assert is_in_force(alert("TALIBAN"), date(2099, 1, 1))


class TestExtension:
    """Art. 53(6): a comprehensive individual assessment, recorded."""

    def test_extension_is_the_day_that_was_decided(self) -> None:
        assert extended("36", until=date(2027, 1, 1), reason="still sought", assessed_on=ENTERED) == date(2027, 1, 1)

    @pytest.mark.parametrize(
        ("until", "reason"),
        [(date(2027, 1, 1), " "), (ENTERED, "still sought"), (date(2027, 3, 2), "still sought")],
    )
    def test_extension_without_reason_or_end_or_beyond_the_law_is_refused(self, until: date, reason: str) -> None:
        with pytest.raises(Refused) as refused:
            extended("36", until=until, reason=reason, assessed_on=ENTERED)

        assert refused.value.rule == "SIS-01"
