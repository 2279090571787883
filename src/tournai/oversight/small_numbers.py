"""Small numbers in statistics: a count so small that it might single somebody out is not told.

Source: Directive (EU) 2016/681, Art. 20 (no personal data); rule SYS-08.
"""

from collections.abc import Mapping

LEAST = 5
"""The smallest count that is told, but for none at all."""


def told(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Return the counts of one table, those too small as ``None``; a table stands beside its total.

    Where one count alone is hidden, the total would tell it: the smallest of the others is hidden with it.

    >>> told({"arrest": 1, "useful": 9, "nothing": 40})
    {'arrest': None, 'useful': None, 'nothing': 40}
    """
    hidden = {name for name, count in counts.items() if 0 < count < LEAST}
    others = [name for name, count in counts.items() if count >= LEAST]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda name: counts[name]))
    return {name: None if name in hidden else count for name, count in counts.items()}


def told_total(counts: Mapping[str, int]) -> int | None:
    """Return a table's total, ``None`` where it is too small to be told."""
    total = sum(counts.values())
    return None if 0 < total < LEAST else total
