"""What a score means: false matches per 10,000 travellers, and back."""

import pytest

from tournai.screening import DEFAULT_FALSE_PER_10K, DEFAULT_THRESHOLD, false_per_10k, threshold_of

SIZES = (500, 100_000, 300_000, 1_000_000, 5_000_000)


@pytest.mark.parametrize("alerts", SIZES)
def test_higher_scores_are_reached_by_fewer(alerts: int) -> None:
    rates = [false_per_10k(score, alerts) for score in (-12.0, -6.0, -4.5, 0.0, 20.0)]

    assert rates == sorted(rates, reverse=True)


@pytest.mark.parametrize("alerts", SIZES)
@pytest.mark.parametrize("rate", [0.1, 1.0, 10.0, 100.0])
def test_threshold_keeps_the_rate(alerts: int, rate: float) -> None:
    assert false_per_10k(threshold_of(rate, alerts), alerts) <= rate


def test_default_threshold_allows_for_its_rate_at_a_million_alerts() -> None:
    assert false_per_10k(DEFAULT_THRESHOLD, 1_000_000) <= DEFAULT_FALSE_PER_10K
