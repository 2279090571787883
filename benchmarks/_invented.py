"""Invented persons as columns, millions of them within seconds, from a fixed seed.

Given names are common ones in the spellings of several languages, drawn by rank; surnames are of two or three invented
syllables, 60,000 of them, drawn by rank; a birth lies within 70 years. Alerts: 85 % with a day, 10 % with the year, 5 %
without; one in 25 has an alias. Travellers: a day, or none where that is asked.
"""

from itertools import product
from random import Random

import numpy as np
import numpy.typing as npt

from tournai.screening import PersonBatch, TextColumn
from tournai.screening.taking import taken_text

SURNAMES = 60_000
WITH_DAY, WITH_YEAR, WITH_ALIAS = 0.85, 0.95, 0.04
FIRST_BIRTH, BIRTHS = -10_957, 25_567
"""1940-01-01, and days in 70 years."""

GIVEN = (
    "MOHAMED", "MUHAMMAD", "MOHAMMED", "AHMED", "AHMAD", "YOUSSEF", "YUSUF", "HOCINE", "HUSSEIN", "KHALED", "KHALID",
    "DJAMEL", "JAMAL", "OUALID", "WALID", "CHERIF", "SHARIF", "RACHID", "RASHEED", "ABDELKADER", "ABDERRAHMANE",
    "FATIMA", "FATMA", "KHADIDJA", "KHADIJA", "ALEXEI", "ALEKSEY", "IOURI", "YURIY", "SERGUEI", "SERGEY", "TATIANA",
    "NIKOLAI", "MEHMET", "IBRAHIM", "EBRAHIM", "AYSE", "JURGEN", "JUERGEN", "SOREN", "JAN", "PIETER", "MARIE", "ANNA",
    "LUCAS", "ELISE", "DIEGO", "INES", "MATTEO", "WEI", "LINH", "AMADOU", "FATOUMATA", "IVAN", "MILAN", "JELENA",
)  # fmt: skip
ONSETS = (
    "B",
    "CH",
    "SH",
    "D",
    "DJ",
    "F",
    "GH",
    "H",
    "K",
    "KH",
    "L",
    "M",
    "N",
    "R",
    "S",
    "T",
    "TCH",
    "Z",
    "V",
    "P",
    "ST",
)
NUCLEI = ("A", "OU", "I", "E", "O", "EE")
ENDS = ("I", "ANE", "OUI", "EV", "SEN", "", "OUK", "ER", "IC", "OVA")
STATES = (
    "UTO",
    "XOM",
    "XPO",
    "DZA",
    "MAR",
    "TUN",
    "RUS",
    "TUR",
    "BEL",
    "NLD",
    "FRA",
    "DEU",
    "SRB",
    "SEN",
    "VNM",
    "ESP",
)


def alerts(count: int, seed: int) -> PersonBatch:
    """Return alerts with the keys 0 to ``count``."""
    random = np.random.default_rng(seed)
    said = random.random(count)
    days = FIRST_BIRTH + random.integers(0, BIRTHS, count).astype(np.int32)
    years = days.astype("datetime64[D]").astype("datetime64[Y]")
    first = np.where(said < WITH_DAY, days, years.astype("datetime64[D]").astype(np.int32))
    after = np.where(said < WITH_DAY, days + 1, (years + 1).astype("datetime64[D]").astype(np.int32))
    return _batch(random, first, after, said < WITH_YEAR, 1 + (random.random(count) < WITH_ALIAS))


def travellers(count: int, seed: int, *, first_key: int = 0, with_birth: bool = True) -> PersonBatch:
    """Return travellers, none of them on a list."""
    random = np.random.default_rng(seed)
    days = FIRST_BIRTH + random.integers(0, BIRTHS, count).astype(np.int32)
    has_birth = np.full(count, with_birth)
    return _batch(random, days, days + 1, has_birth, np.ones(count, np.int64), first_key)


def _batch(
    random: np.random.Generator,
    earliest: npt.NDArray[np.int32],
    before: npt.NDArray[np.int32],
    has_birth: npt.NDArray[np.bool_],
    names: npt.NDArray[np.int64],
    first_key: int = 0,
) -> PersonBatch:
    count, rows = len(earliest), int(names.sum())
    surnames, given = _surnames(), _given()
    nothing = TextColumn(np.zeros(1, np.int32), np.zeros(0, np.uint8))
    none = np.zeros(count + 1, np.int32)
    return PersonBatch(
        keys=np.arange(first_key, first_key + count, dtype=np.int64),
        name_offsets=_offsets(names),
        name_surname=taken_text(surnames, _by_rank(random, len(surnames), rows, 0.7)),
        name_given=taken_text(given, _by_rank(random, len(given), rows, 0.6)),
        name_kind=np.zeros(rows, np.int8),
        birth_offsets=_offsets(has_birth),
        birth_earliest=earliest[has_birth].astype(np.int32),
        birth_before=before[has_birth].astype(np.int32),
        birth_approximate=np.zeros(int(has_birth.sum()), np.int8),
        sex=random.integers(1, 3, count).astype(np.int8),
        nationality_offsets=np.arange(count + 1, dtype=np.int32),
        nationality=taken_text(TextColumn.of(STATES), random.integers(0, len(STATES), count).astype(np.int32)),
        birthplace_offsets=none,
        birthplace=nothing,
        document_offsets=none,
        document_number=nothing,
        document_state=nothing,
    )


def _surnames() -> TextColumn:
    syllables = ["".join(parts) for parts in product(ONSETS, NUCLEI)]
    ends = ["".join(parts) for parts in product(ONSETS, ENDS)]
    names = sorted(
        {"".join(parts) for parts in product(syllables, ends)}
        | {"".join(parts) for parts in product(syllables[::7], syllables[::5], ends[::3])}
    )
    return TextColumn.of(Random(7).sample(names, min(SURNAMES, len(names))))


def _given() -> TextColumn:
    return TextColumn.of([*GIVEN, *(f"{one} {other}" for one in GIVEN for other in GIVEN[::3] if one != other)])


def _by_rank(random: np.random.Generator, choices: int, count: int, steepness: float) -> npt.NDArray[np.int32]:
    weights = np.cumsum((np.arange(choices) + 3.0) ** -steepness)
    return np.searchsorted(weights, random.random(count) * weights[-1]).astype(np.int32)


def _offsets(counts: npt.NDArray[np.generic]) -> npt.NDArray[np.int32]:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
