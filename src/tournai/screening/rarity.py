"""How rare a name is among the alerts: counted once, kept with the index, and used again for what is added to it."""

from collections.abc import Sequence
from hashlib import blake2b

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.batches import Float32Column, Int32Column, Int64Column
from tournai.screening.keys import form_of

RAREST_BITS, COMMONEST_BITS = 13.0, 3.0
UNSEEN_PERSONS = 4096
"""Persons assumed beside the alerts when a token's rarity is judged, so that a short list calls nothing rare."""

UNSEEN_BEARERS = 4
GROUP_BYTES = 8


class Bearers(msgspec.Struct, frozen=True, eq=False):
    """How many of so many ``alerts`` bear the tokens of each group; groups are in order.

    Tokens of one group have the same consonants: spellings of a name are taken together.
    """

    alerts: int
    groups: Int64Column
    counts: Int32Column


def groups_of(tokens: Sequence[str]) -> Int64Column:
    """Return the number of each token's group; two groups share one with a chance of 1 in 2 ** 64."""
    digests = b"".join(
        blake2b(form_of(token).consonants.encode(), digest_size=GROUP_BYTES).digest() for token in tokens
    )
    return np.frombuffer(digests, np.int64)


def count_bearers(groups: Int64Column, rows: npt.NDArray[np.int32], row_alerts: Int32Column, alerts: int) -> Bearers:
    """Return how many alerts bear each group; ``rows`` hold token numbers, a number past the last is no token."""
    known, numbers = np.unique(groups, return_inverse=True)
    group = np.append(numbers, len(known)).astype(np.int64)
    pairs = np.unique(row_alerts[:, None].astype(np.int64) * (len(known) + 1) + group[rows])
    counts = np.bincount(pairs % (len(known) + 1), minlength=len(known) + 1)[:-1]
    return Bearers(alerts, known, counts.astype(np.int32))


def rarity_of(groups: Int64Column, bearers: Bearers) -> Float32Column:
    """Return the bits of each token: how seldom its consonants are borne."""
    places = np.searchsorted(bearers.groups, groups)
    known = np.append(bearers.groups, 0)[places] == groups
    known &= places < len(bearers.groups)
    counts = np.where(known, np.append(bearers.counts, 0)[places], 0)
    bits = np.log2((bearers.alerts + UNSEEN_PERSONS) / (counts + UNSEEN_BEARERS))
    return np.clip(bits, COMMONEST_BITS, RAREST_BITS).astype(np.float32)
