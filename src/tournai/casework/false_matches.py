"""Known false matches: what a person refuted is not raised again while nothing of it has changed.

Source: Directive (EU) 2016/681, Art. 12(5): a negative result may be kept to avoid future false matches, as long as the
data that it rests on. Rule PNR-20. What is remembered are keyed digests, never a name.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tournai.casework.reviews import GROUNDS, Ground, Side

RULE = "PNR-20"

PASSING = frozenset({Ground.PHYSICALLY_ELSEWHERE, Ground.ALERT_WITHDRAWN, Ground.NO_LINK_TO_PURPOSE})
"""Exonerating grounds that speak of one journey or of the alert, not of who the traveller is: nothing follows from them
for the next journey."""
SCORE_NOISE = 0.01
"""Scores that differ by less are the same: they are sums of 32-bit numbers."""


class Identity(msgspec.Struct, frozen=True):
    """Whom a record names: keyed digests of full name with full birth date, and of document numbers."""

    names: frozenset[bytes]
    documents: frozenset[bytes]


class KnownFalse(msgspec.Struct, frozen=True):
    """That a person is not the one whom an alert in this wording is about."""

    identity: Identity
    alert_digest: str
    score: float
    weights_version: str
    expires_at: datetime


class Found(msgspec.Struct, frozen=True):
    """What screening found now: the person, the alert as it is worded, and how much speaks for it."""

    identity: Identity
    alert_digest: str
    score: float
    weights_version: str


def can_be_remembered(grounds: Iterable[Ground], identity: Identity) -> bool:
    """Whether a refutation says who the traveller is, and the traveller can be known again for certain.

    That takes a full name with a full birth date, and a document: a namesake born on the same day has another one.
    """
    against = (ground for ground in grounds if GROUNDS[ground].side is Side.EXONERATING and GROUNDS[ground].decides)
    return any(ground not in PASSING for ground in against) and bool(identity.names and identity.documents)


def is_known_false(known: KnownFalse, found: Found, now: datetime) -> bool:
    """Whether a match need not be raised: the same person, the same alert unchanged, nothing more that speaks for it.

    Each name, birth date and document that is found must be one that the reviewer had before them.
    """
    return (
        now < known.expires_at
        and known.alert_digest == found.alert_digest
        and _is_within(found.identity, known.identity)
        and not _speaks_more(known, found)
    )


def is_contradicted(known: KnownFalse, found: Found) -> bool:
    """Whether the person of a refuted match now bears a name, birth date or document that the reviewer never saw."""
    return bool(found.identity.names - known.identity.names or found.identity.documents - known.identity.documents)


def _is_within(found: Identity, known: Identity) -> bool:
    has_both = bool(found.names and found.documents)
    return has_both and found.names <= known.names and found.documents <= known.documents


def _speaks_more(known: KnownFalse, found: Found) -> bool:
    # Scores of two versions of the weights do not compare; the person and the alert are still the same.
    return known.weights_version == found.weights_version and found.score > known.score + SCORE_NOISE
