"""What a score means: false matches per 10,000 travellers, and back."""

from datetime import date

import pytest

from tournai.screening import (
    DEFAULT_FALSE_PER_10K,
    DEFAULT_THRESHOLD,
    WEIGHTS_VERSION,
    batch_of,
    false_per_10k,
    threshold_of,
)
from tournai.screening.calibration import Births, births_of
from tournai.screening.calibration_table import CALIBRATION_VERSION, SHARES
from tournai.screening.spelling_costs import COSTS_VERSION
from tournai.values import Name, PartialDate, Person

SIZES = (500, 100_000, 300_000, 1_000_000, 5_000_000)


@pytest.mark.parametrize("alerts", SIZES)
def test_higher_scores_are_reached_by_fewer(alerts: int) -> None:
    rates = [false_per_10k(score, alerts) for score in (-12.0, -6.0, -4.5, 0.0, 20.0)]

    assert rates == sorted(rates, reverse=True)


@pytest.mark.parametrize("alerts", SIZES)
@pytest.mark.parametrize("rate", [0.1, 1.0, 10.0, 100.0])
def test_threshold_keeps_the_rate(alerts: int, rate: float) -> None:
    assert false_per_10k(threshold_of(rate, alerts), alerts) <= rate


def test_calibration_is_that_of_the_weights_and_costs_in_force() -> None:
    assert CALIBRATION_VERSION == WEIGHTS_VERSION == COSTS_VERSION


def test_default_threshold_allows_for_its_rate_at_a_million_alerts() -> None:
    assert false_per_10k(DEFAULT_THRESHOLD, 1_000_000) <= DEFAULT_FALSE_PER_10K


def test_rate_grows_with_the_alerts_that_tell_no_birth() -> None:
    assert false_per_10k(-4.0, Births(900_000, 0, 100_000)) > false_per_10k(-4.0, Births(900_000, 0, 50_000))


def test_number_of_alerts_stands_for_the_births_of_the_reference_list() -> None:
    births = Births(*(1_000_000 * share for share in SHARES))

    assert false_per_10k(-4.0, 1_000_000) == pytest.approx(false_per_10k(-4.0, births))


def test_alerts_are_counted_by_what_they_tell_of_births() -> None:
    told = [
        (PartialDate.on(date(1981, 4, 9)), PartialDate.in_year(1980)),
        (PartialDate.in_year(1980),),
        (PartialDate.in_month(1980, 2),),
        (),
    ]
    alerts = batch_of((key, Person((Name("Benkirami"),), births)) for key, births in enumerate(told))

    assert births_of(alerts) == Births(1, 2, 1)
