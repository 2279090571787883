"""Damaged zones: no text is changed in silence, and how much of the damage check digits and repairs tell.

`./run bench mrz-damaged` damages 100,000 zones; MRZ_DAMAGED=1000000 as many as you like, MRZ_SEED=1 others.
"""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random
from string import ascii_uppercase, digits
from time import process_time

from benchmarks._zones import any_zone
from tournai.documents.mrz import propose_repairs, read_lines, repaired
from tournai.documents.mrz.repairs import alike

NAME = "mrz-damaged"
TODAY = date(2030, 12, 1)
CHARACTERS = ascii_uppercase + digits + "<"
KINDS = ("a look-alike", "two look-alikes", "any character", "two neighbours exchanged")


def measure() -> list[dict[str, object]]:
    count, random = int(os.environ.get("MRZ_DAMAGED", "100000")), Random(int(os.environ.get("MRZ_SEED", "1")))
    zones = [any_zone(random) for _ in range(500)]
    counts: Counter[tuple[str, str]] = Counter()
    start = process_time()
    for kind, sound, damaged in _damaged(zones, count, random):
        for outcome in _outcomes(sound, damaged):
            counts[kind, outcome] += 1
    seconds = process_time() - start
    outcomes = ("zones", "changed in silence", "passes", "passes, nothing said", "repair found", "other repair")
    rows = [{"damage": kind, **{outcome: counts[kind, outcome] for outcome in outcomes}} for kind in KINDS]
    return [*rows, {"damage": f"all, {seconds / count * 1e3:.2f} ms of CPU a zone", **_sums(rows, outcomes)}]


def _sums(rows: list[dict[str, object]], outcomes: tuple[str, ...]) -> dict[str, object]:
    return {outcome: sum(int(str(row[outcome])) for row in rows) for outcome in outcomes}


def _damaged(
    zones: list[tuple[str, ...]], count: int, random: Random
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    for number in range(count):
        sound, kind = random.choice(zones), KINDS[number % len(KINDS)]
        text = list("".join(sound))
        while (damaged := _damage(text[:], kind, random)) == text:
            pass
        width = len(sound[0])
        yield kind, sound, tuple("".join(damaged[at : at + width]) for at in range(0, len(damaged), width))


def _damage(text: list[str], kind: str, random: Random) -> list[str]:
    at = random.randrange(len(text) - 1)
    if kind == KINDS[3]:
        text[at], text[at + 1] = text[at + 1], text[at]
    elif kind == KINDS[2]:
        text[at] = random.choice(CHARACTERS)
    else:
        for at in random.sample([at for at, char in enumerate(text) if alike(char)], 1 + (kind == KINDS[1])):
            text[at] = random.choice(alike(text[at]))
    return text


def _outcomes(sound: tuple[str, ...], damaged: tuple[str, ...]) -> Iterator[str]:
    zone = read_lines(damaged, TODAY)
    repairs = propose_repairs(zone.lines)
    yield "zones"
    told = {(repair.line, repair.position) for repair in repairs if repair.alternatives == 1}
    mended = repaired(zone.lines, repairs)
    changed = {
        (line, at)
        for line, (before, after) in enumerate(zip(damaged, mended, strict=True), 1)
        for at, (old, new) in enumerate(zip(before, after, strict=True), 1)
        if old != new
    }
    if zone.lines != damaged or not changed <= told:
        yield "changed in silence"
    if zone.passes_all_check_digits:
        yield "passes"
        if zone.passes_all_fields and not repairs:
            yield "passes, nothing said"
    if changed:
        yield "repair found" if mended == sound else "other repair"
