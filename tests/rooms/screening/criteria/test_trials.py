"""Trials: counts that single nobody out (rule SYS-08), and what they warn of (rule PNR-09)."""

import numpy as np
import pytest

from tournai.screening.criteria import TravelFacts, Trial, TrialCounts, columns_of, parse_criterion

CASH, CARD = TravelFacts(payment=("cash",), bags=0), TravelFacts(payment=("card",), bags=1)
UNKNOWN = TravelFacts()


def tried(text: str, *travellers: tuple[int, TravelFacts, str], days: int = 10) -> TrialCounts:
    """Try a criterion on so many travellers of these facts and these groups."""
    trial = Trial(parse_criterion(text))
    facts = [one for number, one, _ in travellers for _ in range(number)]
    words = sorted({group for _, _, group in travellers})
    numbers = np.array([words.index(group) for number, _, group in travellers for _ in range(number)], np.int64)
    trial.add(columns_of(facts, trial.facts), {"group": (numbers, tuple(words))})
    return trial.counts(days)


class TestCounts:
    """What a trial tells: how many, of how many, a day."""

    def test_matches_are_counted_by_day_and_share(self):
        found = tried("payment is cash", (100, CASH, "a"), (900, CARD, "a"))

        assert (found.travellers, found.met, found.met_a_day, found.share) == (1000, 100, 10.0, 0.1)

    def test_whoever_the_data_tells_too_little_of_is_counted_apart(self):
        found = tried("payment is cash", (100, CASH, "a"), (500, CARD, "a"), (400, UNKNOWN, "a"))

        assert (found.met, found.not_known) == (100, 400)

    def test_batches_add_up(self):
        trial = Trial(parse_criterion("payment is cash"))
        batch = columns_of([CASH] * 60, trial.facts)
        trial.add(batch, {})
        trial.add(batch, {})
        trial.add(columns_of([CARD] * 80, trial.facts), {})

        assert trial.counts(1).met == 120


class TestSmallNumbers:
    """Rule SYS-08: no trial singles anybody out, nor do two of them subtracted."""

    def test_fewer_than_five_are_not_told(self):
        assert tried("payment is cash", (4, CASH, "a"), (996, CARD, "a")).met is None

    def test_none_and_four_are_told_alike(self):
        none, four = (tried("payment is cash", (number, CASH, "a"), (1000 - number, CARD, "a")) for number in (0, 4))

        assert none == four

    def test_of_a_group_all_but_few_are_not_told_either(self):
        found = tried("payment is cash", (497, CASH, "a"), (3, CARD, "a"), (100, CASH, "b"), (400, CARD, "b"))

        assert {rate.group: rate.met for rate in found.groups} == {"a": None, "b": None}

    def test_counts_are_rounded_so_that_one_traveller_changes_nothing(self):
        one, other = (tried("payment is cash", (number, CASH, "a"), (2000, CARD, "a")) for number in (109, 110))

        assert one.met == other.met == 110

    def test_too_few_travellers_are_not_counted(self):
        found = tried("payment is cash", (50, CASH, "a"), (49, CARD, "a"))

        assert (found.is_enough, found.met, found.groups) == (False, None, ())

    def test_small_groups_are_told_together(self):
        found = tried("payment is cash", (60, CASH, "a"), (60, CARD, "b"), (500, CARD, "c"))

        assert {rate.group for rate in found.groups} == {"c", "others"}

    def test_one_group_is_never_hidden_alone(self):
        found = tried("payment is cash", (100, CASH, "a"), (100, CARD, "a"), (50, CASH, "b"), (100, CARD, "b"),
                      (2, CASH, "c"), (300, CARD, "c"))  # fmt: skip

        assert {rate.group: rate.met for rate in found.groups} == {"a": 100, "b": None, "c": None}


class TestFairness:
    """The rates of groups, worst over best."""

    def test_ratio_is_the_worst_rate_over_the_best(self):
        found = tried("payment is cash", (20, CASH, "a"), (980, CARD, "a"), (10, CASH, "b"), (990, CARD, "b"))

        [spread] = found.spreads
        assert (spread.worst, spread.best, spread.ratio, spread.is_at_least) == ("a", "b", 2.0, False)

    def test_group_of_too_few_bounds_the_ratio_from_below(self):
        found = tried("payment is cash", (50, CASH, "a"), (950, CARD, "a"), (1000, CARD, "b"), (1000, CARD, "c"))

        [spread] = found.spreads
        assert (spread.worst, spread.ratio, spread.is_at_least) == ("a", pytest.approx(12.5), True)

    def test_uneven_rates_are_warned_of(self):
        found = tried("payment is cash", (30, CASH, "a"), (970, CARD, "a"), (10, CASH, "b"), (990, CARD, "b"))

        assert found.is_uneven


class TestWarnings:
    """What a trial shows and no text could: that a criterion is its route, or that it is met by too many."""

    FROM_IST = TravelFacts(routing=("IST", "BRU"), payment=("cash",), lead_time=600)
    LATE = TravelFacts(routing=("IST", "BRU"), payment=("card",), lead_time=60_000)
    ELSEWHERE = TravelFacts(routing=("CDG", "BRU"), payment=("cash",), lead_time=600)

    def test_conduct_that_leaves_out_hardly_anybody_is_found(self):
        found = tried(
            'routing goes from "IST" and lead time under 40 days',
            (90, self.FROM_IST, "a"), (10, self.LATE, "a"), (900, self.ELSEWHERE, "a"),
        )  # fmt: skip

        assert (found.fitting, found.share_of_fitting, found.is_conduct_idle) == (100, 0.9, True)

    def test_conduct_that_matters_is_not_warned_of(self):
        found = tried(
            'routing goes from "IST" and lead time under 40 days',
            (10, self.FROM_IST, "a"), (90, self.LATE, "a"), (900, self.ELSEWHERE, "a"),
        )  # fmt: skip

        assert not found.is_conduct_idle

    def test_too_many_to_be_looked_at_are_warned_of(self):
        assert tried("payment is cash", (20, CASH, "a"), (980, CARD, "a")).is_too_wide
