"""An index and what changed since: alerts are added, changed and withdrawn at once, without building anew.

Both parts are immutable. What was withdrawn or changed is masked in the base and gone from it with the next build; what
was added or changed stands in the delta, which judges the rarity of names by the base: a score says the same in both.
"""

import msgspec
import numpy as np

from tournai.screening.batches import Int64Column, MatchBatch, PersonBatch
from tournai.screening.index import Index, build_index
from tournai.screening.matching import screen as screen_index
from tournai.screening.weights import DEFAULT_THRESHOLD


class Snapshot(msgspec.Struct, frozen=True, eq=False):
    """The alerts in force: those of ``base`` whose keys are not ``masked``, and those of ``delta``."""

    version: str
    base: Index
    delta: Index
    masked: Int64Column

    def __len__(self) -> int:
        return len(self.base) - len(self.masked) + len(self.delta)


def snapshot_of(base: Index, changed: PersonBatch, gone: Int64Column, *, version: str) -> Snapshot:
    """Return the snapshot after a change of the base's alerts.

    ``changed`` are the alerts that are new or say something else than in the base; ``gone`` the keys of those that
    were withdrawn. Both count from the base: a later change names what an earlier one did.
    """
    keys = np.union1d(changed.keys, gone)
    # The base's keys stand in order, so that a few are found among millions without sorting them anew.
    places = np.searchsorted(base.alerts.keys, keys)
    held = places < len(base)
    held[held] = base.alerts.keys[places[held]] == keys[held]
    return Snapshot(
        version=version,
        base=base,
        delta=build_index(changed, version=version, bearers=base.bearers),
        masked=keys[held],
    )


def screen(
    index: Index | Snapshot, travellers: PersonBatch, *, threshold: float = DEFAULT_THRESHOLD, limit: int = 10
) -> MatchBatch:
    """Return the matches of each traveller that score at least the threshold, at most ``limit`` for one traveller.

    The matches stand in the order of the travellers' keys, best first, equal scores in the order of the alerts'
    keys; the order of travellers and alerts in their batches changes nothing. The threshold is in bits. A snapshot
    gives what an index of its alerts gives that judges the rarity of names by the same ``bearers``.
    """
    if isinstance(index, Index):
        return screen_index(index, travellers, threshold=threshold, limit=limit)
    # A masked alert may take no other's place: as many matches more are asked for as there are masked alerts.
    base = screen_index(index.base, travellers, threshold=threshold, limit=limit + len(index.masked))
    parts = (
        _chosen(base, ~np.isin(base.alert, index.masked)),
        screen_index(index.delta, travellers, threshold=threshold, limit=limit),
    )
    return _best(_joined(*parts), limit)


def _joined(one: MatchBatch, other: MatchBatch) -> MatchBatch:
    return MatchBatch(
        traveller=np.concatenate((one.traveller, other.traveller)),
        alert=np.concatenate((one.alert, other.alert)),
        score=np.concatenate((one.score, other.score)),
        features=(*one.features, *other.features),
    )


def _best(matches: MatchBatch, limit: int) -> MatchBatch:
    ordered = _chosen(matches, np.lexsort((matches.alert, -matches.score, matches.traveller)))
    firsts = np.searchsorted(ordered.traveller, ordered.traveller)
    return _chosen(ordered, np.arange(len(ordered)) - firsts < limit)


def _chosen(matches: MatchBatch, rows: "np.ndarray[tuple[int], np.dtype[np.int64 | np.bool_]]") -> MatchBatch:
    places = np.arange(len(matches))[rows]
    return MatchBatch(
        traveller=matches.traveller[places],
        alert=matches.alert[places],
        score=matches.score[places],
        features=tuple(matches.features[place] for place in places.tolist()),
    )
