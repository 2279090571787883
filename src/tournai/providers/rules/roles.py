"""Who may issue an order and who may validate it.

Source: Regulation (EU) 2023/1543, Art. 4(1) to 4(3) and 4(5). A judge, court or investigating judge issues alone; a
public prosecutor alone orders subscriber and identification data, and any preservation; any other asks for
validation.
"""

import msgspec

from tournai.providers.orders.categories import DataCategory
from tournai.providers.orders.order import Form, Instrument
from tournai.providers.orders.parties import JUDICIAL, AuthorityType

_WITH_PROSECUTOR = JUDICIAL | {AuthorityType.PUBLIC_PROSECUTOR}


class WhoMayIssue(msgspec.Struct, frozen=True, gc=False):
    """A row of Art. 4: who issues alone, who validates what others issue, and whether validation may follow."""

    alone: frozenset[AuthorityType]
    validators: frozenset[AuthorityType]
    may_follow: bool
    article: str


_PRODUCTION_LIGHT = WhoMayIssue(_WITH_PROSECUTOR, _WITH_PROSECUTOR, may_follow=True, article="Art. 4(1), 4(5)")
_PRODUCTION_INTRUSIVE = WhoMayIssue(JUDICIAL, JUDICIAL, may_follow=False, article="Art. 4(2)")
_PRESERVATION = WhoMayIssue(_WITH_PROSECUTOR, _WITH_PROSECUTOR, may_follow=True, article="Art. 4(3), 4(5)")
WHO_MAY_ISSUE: dict[tuple[Instrument, DataCategory], WhoMayIssue] = {
    **{(Instrument.EPOC_PR, category): _PRESERVATION for category in DataCategory},
    **{
        (Instrument.EPOC, category): _PRODUCTION_INTRUSIVE if category.is_intrusive else _PRODUCTION_LIGHT
        for category in DataCategory
    },
}
"""By instrument and category; an order for several categories needs what its strictest needs."""


def who_may_issue(form: Form) -> WhoMayIssue:
    """Return the row that holds for an order; national and other orders are held to that of a production order."""
    is_intrusive = form.is_intrusive or not form.categories
    if form.instrument is Instrument.EPOC_PR:
        return _PRESERVATION
    return _PRODUCTION_INTRUSIVE if is_intrusive else _PRODUCTION_LIGHT


def needs_validation(form: Form) -> bool:
    """Whether Art. 4 asks that somebody else validates what this issuer ordered."""
    return form.issuing.type not in who_may_issue(form).alone
