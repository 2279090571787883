"""A criterion tried on a million synthetic travellers, beside plain Python that judges one traveller after another.

``columns`` reads the facts that the criterion names out of the travellers' structs, ``count`` judges all of them and
fills the fairness table, ``whole`` is both. The plain peer reads the same criterion as nested Python functions, the way
a rule engine on objects does, on a part of the travellers; its ``whole`` is extrapolated to all. Times are CPU seconds.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from statistics import median
from time import process_time

import numpy as np

from tournai.screening.criteria import TravelFacts, Trial, columns_of, parse_criterion
from tournai.screening.criteria.trials import Labels

NAME = "criteria-trial"

SEED = 20261124
TRAVELLERS, PLAIN = 1_000_000, 50_000
ROUNDS = 3
DAYS = 180
AIRPORTS = ("IST", "CDG", "BRU", "MAD", "VIE", "JFK", "DXB", "CMN", "FRA", "LIS", "ATH", "ADD")
CRITERIA = {
    "one fact": "payment is cash",
    "as in the manual": (
        'routing goes from "IST" via one of "VIE", "ATH" and lead time under 24 hours and payment is cash'
    ),
    "nested": (
        "(lead time under 48 hours or last change under 12 hours) and (payment is one of cash, voucher or payment card "
        "is shared) and not (bags at least 2 or party size over 3) and journey is one-way"
    ),
}
HOUR = 60

Judge = Callable[[TravelFacts], bool | None]


def travellers(number: int) -> list[TravelFacts]:
    """Return invented travellers; one in ten facts is not known."""
    random = Random(SEED)

    def known(value):
        return None if random.random() < 0.1 else value

    first = date(2026, 6, 1)
    return [
        TravelFacts(
            routing=known(tuple(random.sample(AIRPORTS, random.choice((2, 2, 3, 4))))),
            departure_date=first + timedelta(random.randrange(DAYS)),
            lead_time=known(int(random.expovariate(1 / (30 * 24 * HOUR)))),
            last_change=known(int(random.expovariate(1 / (15 * 24 * HOUR)))),
            journey=known((random.choice(("one-way", "return", "return")),)),
            payment=known((random.choices(("card", "cash", "account", "voucher"), (88, 3, 6, 3))[0],)),
            payment_card=known((random.choices(("own", "shared"), (97, 3))[0],)),
            party_size=random.choice((1, 1, 1, 2, 2, 3, 4, 5)),
            bags=known(random.choice((0, 0, 1, 1, 2))),
        )
        for _ in range(number)
    ]


def groups(number: int) -> dict[str, Labels]:
    """Return three dimensions of invented groups."""
    chosen = np.random.default_rng(SEED)
    sizes = {"sex": 3, "age": 6, "nationality": 40}
    return {
        name: (chosen.integers(0, size, number), tuple(f"{name} {each}" for each in range(size)))
        for name, size in sizes.items()
    }


def plain(name: str) -> Judge:
    """Return a criterion written by hand in plain Python, in three values."""

    def least(*values: bool | None) -> bool | None:
        return False if False in values else None if None in values else True

    def greatest(*values: bool | None) -> bool | None:
        return True if True in values else None if None in values else False

    def contrary(value: bool | None) -> bool | None:
        return None if value is None else not value

    def has(values: tuple[str, ...] | None, *wanted: str) -> bool | None:
        return None if values is None else any(value in wanted for value in values)

    def under(amount: int | None, limit: int) -> bool | None:
        return None if amount is None else amount < limit

    def route(airports: tuple[str, ...] | None) -> bool | None:
        if airports is None:
            return None
        at = next((place for place, one in enumerate(airports[:-1]) if one == "IST"), None)
        return at is not None and any(one in ("VIE", "ATH") for one in airports[at + 1 : -1])

    judges: dict[str, Judge] = {
        "one fact": lambda one: has(one.payment, "cash"),
        "as in the manual": lambda one: least(
            route(one.routing), under(one.lead_time, 24 * HOUR), has(one.payment, "cash")
        ),
        "nested": lambda one: least(
            greatest(under(one.lead_time, 48 * HOUR), under(one.last_change, 12 * HOUR)),
            greatest(has(one.payment, "cash", "voucher"), has(one.payment_card, "shared")),
            contrary(greatest(contrary(under(one.bags, 2)), contrary(under(one.party_size, 4)))),
            has(one.journey, "one-way"),
        ),
    }
    return judges[name]


def measure() -> list[dict[str, object]]:
    people, labels = travellers(TRAVELLERS), groups(TRAVELLERS)
    return [_row(name, text, people, labels) for name, text in CRITERIA.items()]


def _row(name: str, text: str, people: list[TravelFacts], labels: dict[str, Labels]) -> dict[str, object]:
    criterion = parse_criterion(text)
    columns_seconds, count_seconds = [], []
    for _ in range(ROUNDS):
        trial = Trial(criterion)
        started = process_time()
        columns = columns_of(people, trial.facts)
        made = process_time()
        trial.add(columns, labels)
        counts = trial.counts(DAYS)
        columns_seconds.append(made - started)
        count_seconds.append(process_time() - made)
    judge = plain(name)
    started = process_time()
    met = sum(judge(one) is True for one in people[:PLAIN])
    plain_seconds = (process_time() - started) * TRAVELLERS / PLAIN
    whole = [one + other for one, other in zip(columns_seconds, count_seconds, strict=True)]
    return {
        "criterion": name,
        "travellers": TRAVELLERS,
        "columns s": median(columns_seconds),
        "count s": median(count_seconds),
        "whole s, min": min(whole),
        "whole s, median": median(whole),
        "whole s, max": max(whole),
        "plain Python s": plain_seconds,
        "met": counts.met,
        "met by plain, scaled": round(met * TRAVELLERS / PLAIN),
    }
