"""Quotas: how much a partner, an officer and a case may ask in a day, counted in elements, each of which is one guess.

What is counted is the padded batch, so that a quota tells nothing of what was asked. The asked side holds the partner
to its quota; the asker's own node holds its officers and cases to theirs.
"""

from enum import Enum

import msgspec

from tournai.errors import Refused
from tournai.values.wordings import say

RULE = "LED-01"


class Quota(Enum):
    """Whose quota it is."""

    PARTNER = "partner"
    OFFICER = "officer"
    CASE = "case"


ELEMENTS_A_DAY = {Quota.PARTNER: 5_000, Quota.OFFICER: 600, Quota.CASE: 360}
"""What an agreement may set otherwise. At 5,000 a day, a register of a million people takes more than five years."""

ALARM_HIT_RATE = 0.5
ALARM_QUERIES = 20
ALARM_CASES = 3
"""A day of so many queries is shown to the supervisor where more than half hit, or few cases stand behind them."""


class QuotaSpent(Refused):
    """A query that a quota does not let pass."""


class Asked(msgspec.Struct, frozen=True):
    """What was asked in the last 24 hours, in elements, by the partner, the officer and the case of a query."""

    by_partner: int = 0
    by_officer: int = 0
    by_case: int = 0


def check_quotas(asked: Asked, elements: int, quotas: dict[Quota, int] | None = None) -> None:
    """Pass where a batch of so many elements fits every quota.

    Raises:
        QuotaSpent: It does not.
    """
    limits = ELEMENTS_A_DAY | (quotas or {})
    counted = {Quota.PARTNER: asked.by_partner, Quota.OFFICER: asked.by_officer, Quota.CASE: asked.by_case}
    for quota, before in counted.items():
        if before + elements > limits[quota]:
            raise QuotaSpent(
                say("the {whose}'s quota of {most} elements in 24 hours is spent",
                    whose=say(quota.value), most=limits[quota]),
                rule=RULE,
            )  # fmt: skip


def alarms(queries: int, hits: int, cases: int) -> tuple[str, ...]:
    """Return what a supervisor should look at in a partner's day: the share of hits, the lack of different cases."""
    if queries < ALARM_QUERIES:
        return ()
    found = {
        "more than half of the queries hit": hits > ALARM_HIT_RATE * queries,
        "few cases stand behind many queries": cases < ALARM_CASES,
    }
    return tuple(say(what) for what, holds in found.items() if holds)
