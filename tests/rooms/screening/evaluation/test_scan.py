"""What the index finds is what a scan of all rows finds, at 20,000 alerts."""

from functools import cache

import numpy as np
from benchmarks import _invented as invented

from tournai.screening import Index, PersonBatch, build_index, screen
from tournai.screening.evaluation.scan import Reach, scanned
from tournai.screening.taking import taken

ALERTS, EVERY = 20_000, 40


@cache
def base() -> tuple[Index, PersonBatch]:
    alerts = invented.alerts(ALERTS, 1)
    return build_index(alerts, version="one"), taken(alerts, np.arange(0, ALERTS, EVERY, dtype=np.int32))


def found(index: Index, travellers: PersonBatch, threshold: float) -> set[tuple[int, int]]:
    matches = screen(index, travellers, threshold=threshold, limit=ALERTS)
    return set(zip(matches.traveller.tolist(), matches.alert.tolist(), strict=True))


def test_index_finds_every_alert_of_a_compatible_date_that_a_scan_finds() -> None:
    index, travellers = base()

    sought = scanned(index, travellers, -6.0, Reach.DATED)

    assert sought - found(index, travellers, -6.0) == set()
    assert len(sought) > len(travellers) * 0.8


def test_index_finds_every_undated_alert_that_a_scan_finds() -> None:
    index, travellers = base()

    sought = scanned(index, travellers, -6.0, Reach.UNDATED)

    assert sought - found(index, travellers, -6.0) == set()
