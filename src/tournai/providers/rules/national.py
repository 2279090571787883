"""National provisions on which a similar domestic order rests, and who may order by them.

Source: Code d'instruction criminelle (BE), Code de procédure pénale (FR); Regulation (EU) 2023/1543, Art. 5(2);
C-746/18: a prosecutor who leads the inquiry is no independent authority for traffic data. From memory, to be
confirmed by each authority; the strictest reading is kept. A state that is not listed gives its provision as text.
"""

import msgspec

from tournai.providers.orders.categories import DataCategory
from tournai.providers.orders.parties import JUDICIAL, AuthorityType

_JUDGES = JUDICIAL
_PROSECUTORS = JUDICIAL | {AuthorityType.PUBLIC_PROSECUTOR}
_IDENTITY = frozenset({DataCategory.SUBSCRIBER, DataCategory.IDENTIFICATION})
_TRAFFIC = frozenset({DataCategory.TRAFFIC})
_STORED = frozenset({DataCategory.CONTENT})
_ANY = frozenset(DataCategory)


class NationalBasis(msgspec.Struct, frozen=True, gc=False):
    """A provision: its state, what it gives, who may order by it. ``preserves``: it preserves, and produces nothing."""

    code: str
    state: str
    provision: str
    categories: frozenset[DataCategory]
    may_order: frozenset[AuthorityType]
    preserves: bool = False


_ROWS = (
    NationalBasis(
        "BE-CIC-39ter", "BE", "Code d'instruction criminelle, art. 39ter", _ANY, _PROSECUTORS, preserves=True
    ),
    NationalBasis(
        "BE-CIC-39quinquies",
        "BE",
        "Code d'instruction criminelle, art. 39quinquies",
        _ANY,
        _PROSECUTORS,
        preserves=True,
    ),
    NationalBasis("BE-CIC-46bis", "BE", "Code d'instruction criminelle, art. 46bis", _IDENTITY, _PROSECUTORS),
    NationalBasis("BE-CIC-88bis", "BE", "Code d'instruction criminelle, art. 88bis", _TRAFFIC, _JUDGES),
    NationalBasis("BE-CIC-88ter", "BE", "Code d'instruction criminelle, art. 88ter", _STORED, _JUDGES),
    NationalBasis("FR-CPP-60-1", "FR", "Code de procédure pénale, art. 60-1", _IDENTITY, _PROSECUTORS),
    NationalBasis("FR-CPP-60-1-2", "FR", "Code de procédure pénale, art. 60-1-2", _TRAFFIC, _JUDGES),
    NationalBasis("FR-CPP-60-2", "FR", "Code de procédure pénale, art. 60-2", _ANY, _PROSECUTORS, preserves=True),
    NationalBasis("FR-CPP-77-1-1", "FR", "Code de procédure pénale, art. 77-1-1", _IDENTITY, _PROSECUTORS),
    NationalBasis("FR-CPP-77-1-2", "FR", "Code de procédure pénale, art. 77-1-2", _TRAFFIC | _STORED, _JUDGES),
    NationalBasis("FR-CPP-99-3", "FR", "Code de procédure pénale, art. 99-3", _ANY, _JUDGES),
    NationalBasis("FR-CPP-99-4", "FR", "Code de procédure pénale, art. 99-4", _ANY, _JUDGES),
)
BASES: dict[str, NationalBasis] = {row.code: row for row in _ROWS}
"""Every listed provision, by its code."""
STATES = frozenset(row.state for row in _ROWS)
"""The states whose provisions are listed."""


def bases_of(state: str) -> tuple[NationalBasis, ...]:
    """Return the provisions of a state, for a form to offer; none where the state is not listed."""
    return tuple(row for row in _ROWS if row.state == state)
