"""Recall, false matches and speed of screening, beside two simple peers, on invented persons from a fixed seed.

``python benchmarks/screening.py 1000000 5000`` measures against a million alerts with five thousand travellers.
False matches are travellers on no list with at least one match, per 10,000; travellers are drawn from the same names
as the alerts, so namesakes are more frequent here than at an airport. Speed is travellers per second of CPU time.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from time import process_time

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import token_sort_ratio

from tournai.screening import DEFAULT_THRESHOLD, Index, MatchBatch, batch_of, build_index, screen
from tournai.values import Name, PartialDate, Person

NAME = "screening"

SEED = 20261123
ALERTS, TRAVELLERS, PLANTED = 20_000, 2_000, 150
SURNAMES = 40_000
WITH_DAY, WITH_YEAR = 0.85, 0.95
TOKEN_SORT_LEAST, JARO_WINKLER_LEAST = 85.0, 0.95

GIVEN = (
    ("MOHAMED", "MUHAMMAD", "MOHAMMED"), ("AHMED", "AHMAD"), ("YOUSSEF", "YUSUF", "YOUSEF"), ("HOCINE", "HUSSEIN"),
    ("KHALED", "KHALID"), ("DJAMEL", "JAMAL"), ("OUALID", "WALID"), ("CHERIF", "SHARIF"), ("RACHID", "RASHEED"),
    ("ABDELKADER", "ABD AL QADIR"), ("ABDERRAHMANE", "ABDUL RAHMAN"), ("FATIMA", "FATMA"), ("KHADIDJA", "KHADIJA"),
    ("ALEXEI", "ALEKSEY"), ("IOURI", "YURIY"), ("SERGUEI", "SERGEY"), ("TATIANA", "TATYANA"), ("NIKOLAI", "NIKOLAY"),
    ("MEHMET", "MEHMED"), ("IBRAHIM", "EBRAHIM"), ("AYSE", "AYSHE"), ("JURGEN", "JUERGEN"), ("SOREN", "SOEREN"),
    ("JAN", "JAN"), ("PIETER", "PIETER"), ("MARIE", "MARIE"), ("ANNA", "ANNA"), ("LUCAS", "LUCAS"), ("ELISE", "ELISE"),
    ("DIEGO", "DIEGO"), ("INES", "INES"), ("MATTEO", "MATTEO"), ("WEI", "WEI"), ("LINH", "LINH"), ("AMADOU", "AMADU"),
)  # fmt: skip
"""Common given names, each in the spellings of several languages, the most frequent first in its group."""

ONSETS = (
    ("B", "B"), ("CH", "SH"), ("D", "D"), ("DJ", "J"), ("F", "F"), ("GH", "GH"), ("H", "H"), ("K", "Q"), ("KH", "KH"),
    ("L", "L"), ("M", "M"), ("N", "N"), ("R", "R"), ("S", "S"), ("T", "T"), ("TCH", "CH"), ("Z", "Z"), ("V", "V"),
    ("P", "P"), ("G", "G"), ("W", "W"), ("ST", "ST"), ("BR", "BR"), ("KR", "KR"),
)  # fmt: skip
NUCLEI = (("A", "A"), ("OU", "U"), ("I", "I"), ("E", "E"), ("A", "A"), ("O", "O"), ("I", "EE"))
ENDS = (("I", "Y"), ("ANE", "AN"), ("OUI", "AWI"), ("EV", "EV"), ("SEN", "SEN"), ("", ""), ("OUK", "UK"), ("ER", "ER"))

Spelled = tuple[str, ...]


class Synthetic:
    """Invented persons: given names by frequency, surnames of two or three syllables, a birth within 70 years."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._surnames = [self._surname() for _ in range(SURNAMES)]
        self._weights = list(accumulate(1 / (rank + 4) ** 0.7 for rank in range(len(self._surnames))))
        self._given_weights = list(accumulate(1 / (rank + 2) ** 0.6 for rank in range(len(GIVEN))))

    def person(self) -> tuple[Spelled, list[Spelled], date]:
        """Return a surname and given names, each in its spellings, and a day of birth."""
        given = self.random.choices(GIVEN, cum_weights=self._given_weights, k=self.random.choice((1, 1, 2)))
        surname = self.random.choices(self._surnames, cum_weights=self._weights)[0]
        return surname, list(given), date(1940, 1, 1) + timedelta(self.random.randrange(70 * 365))

    def _surname(self) -> Spelled:
        syllables = self.random.choice((1, 2, 2))
        parts = [self.random.choice(pool) for _ in range(syllables) for pool in (ONSETS, NUCLEI)]
        parts += [self.random.choice(ONSETS), self.random.choice(ENDS)]
        return "".join(part[0] for part in parts), "".join(part[1] for part in parts)


def person_of(surname: str, given: str, *births: PartialDate) -> Person:
    return Person((Name(surname, given),), births)


def typo(random: Random, word: str) -> str:
    at = random.randrange(1, len(word))
    return random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + random.choice("AEIOURSTLN") + word[at:],
            word[:at] + random.choice("AEIOURSTLN") + word[at + 1 :],
        )
    )


def variants(random: Random, surname: Spelled, given: list[Spelled], born: date) -> Iterator[tuple[str, Person]]:
    """Yield the kind of each variant and the traveller who shows it."""
    first, day = [names[0] for names in given], PartialDate.on(born)
    text = " ".join(first)
    yield "exact", person_of(surname[0], text, day)
    yield "names exchanged", person_of(text, surname[0], day)
    yield "one typo", person_of(typo(random, surname[0]), text, day)
    yield "transliterated surname", person_of(surname[1], text, day)
    yield "all transliterated", person_of(surname[1], " ".join(names[1] for names in given), day)
    yield "cut at 12 and 8", person_of(surname[0][:12], text.replace(" ", "")[:8], day)
    yield "glued with title", person_of(surname[0], "".join(first).replace(" ", "") + "MR", day)
    yield "particle added", person_of(f"EL {surname[0]}", text, day)
    yield "further surname", person_of(f"{surname[0]} VANDERSTRAAT", text, day)
    yield "initials", person_of(surname[0], " ".join(name[0] for name in first), day)
    if len(first) > 1:
        yield "middle name missing", person_of(surname[0], first[0], day)
    if born.day <= 12:
        yield (
            "day and month exchanged",
            person_of(surname[0], text, PartialDate.on(date(born.year, born.day, born.month))),
        )


def measure(alerts: int = ALERTS, travellers: int = TRAVELLERS, planted: int = PLANTED) -> list[dict[str, object]]:
    """Return one row a subject: speed and false matches of each matcher, recall of each for each kind of variant."""
    synthetic = Synthetic(SEED)
    sought = [synthetic.person() for _ in range(alerts)]
    persons = [(key, _alert(synthetic.random, *person)) for key, person in enumerate(sought)]
    started = process_time()
    index = build_index(batch_of(persons), version="benchmark")
    built = process_time() - started
    strangers = [synthetic.person() for _ in range(travellers)]
    negatives = [
        (key, person_of(s[0], " ".join(n[0] for n in g), PartialDate.on(b))) for key, (s, g, b) in enumerate(strangers)
    ]
    dated = [key for key, (_, person) in enumerate(persons) if person.births and person.births[0].is_exact]
    positives = [
        (key, kind, traveller)
        for key in synthetic.random.sample(dated, min(planted, len(dated)))
        for kind, traveller in variants(synthetic.random, *sought[key])
    ]
    rows = [_row("build the index", alerts, note=f"{built:.1f} s of CPU time, {len(index.vocabulary)} tokens")]
    by_day = _by_day(persons)
    for subject, match in _matchers(index, by_day):
        rows += _measure_one(subject, match, negatives, positives, alerts)
    return rows


Matcher = Callable[[list[tuple[int, Person]]], set[tuple[int, int]]]


def _matchers(index: Index, by_day: dict[date, list[tuple[int, str]]]) -> list[tuple[str, Matcher]]:
    def tournai(travellers: list[tuple[int, Person]]) -> set[tuple[int, int]]:
        found: MatchBatch = screen(index, batch_of(travellers))
        return set(zip(found.traveller.tolist(), found.alert.tolist(), strict=True))

    def same_day(alike: Callable[[str, str], bool]) -> Matcher:
        return lambda travellers: {
            (key, alert)
            for key, traveller in travellers
            for alert, name in by_day.get(traveller.births[0].earliest, [])
            if alike(traveller.names[0].full, name)
        }

    return [
        (f"tournai, threshold {DEFAULT_THRESHOLD:g}", tournai),
        (f"same day and token_sort_ratio >= {TOKEN_SORT_LEAST:g}", same_day(_token_sort)),
        (f"GTAS rule without metaphone: same day and Jaro-Winkler >= {JARO_WINKLER_LEAST:g}", same_day(_jaro_winkler)),
    ]


def _token_sort(one: str, other: str) -> bool:
    return token_sort_ratio(one, other) >= TOKEN_SORT_LEAST


def _jaro_winkler(one: str, other: str) -> bool:
    return JaroWinkler.similarity(one, other) >= JARO_WINKLER_LEAST


def _alert(random: Random, surname: Spelled, given: list[Spelled], born: date) -> Person:
    chance = random.random()
    births = [PartialDate.on(born)] if chance < WITH_DAY else [PartialDate.in_year(born.year)] * (chance < WITH_YEAR)
    return person_of(surname[0], " ".join(names[0] for names in given), *births)


def _by_day(persons: list[tuple[int, Person]]) -> dict[date, list[tuple[int, str]]]:
    by_day: dict[date, list[tuple[int, str]]] = {}
    for key, person in persons:
        for birth in person.births:
            if birth.is_exact:
                by_day.setdefault(birth.earliest, []).append((key, person.names[0].full))
    return by_day


def _measure_one(
    subject: str,
    match: Matcher,
    negatives: list[tuple[int, Person]],
    positives: list[tuple[int, str, Person]],
    alerts: int,
) -> list[dict[str, object]]:
    started = process_time()
    false = {traveller for traveller, _ in match(negatives)}
    seconds = process_time() - started
    per_10k = round(10_000 * len(false) / len(negatives), 1)
    rows = [_row(subject, alerts, len(negatives), speed=round(len(negatives) / seconds), false=per_10k)]
    found = match([(number, traveller) for number, (_, _, traveller) in enumerate(positives)])
    kinds: dict[str, list[bool]] = {}
    for number, (key, kind, _) in enumerate(positives):
        kinds.setdefault(kind, []).append((number, key) in found)
    return rows + [
        _row(subject, alerts, len(hits), recall=round(sum(hits) / len(hits), 3), note=kind)
        for kind, hits in kinds.items()
    ]


def _row(subject: str, alerts: int, travellers: int = 0, **measured: object) -> dict[str, object]:
    return {
        "subject": subject,
        "alerts": alerts,
        "travellers": travellers,
        "travellers per CPU second": measured.get("speed"),
        "recall": measured.get("recall"),
        "false per 10k": measured.get("false"),
        "note": measured.get("note", ""),
    }


if __name__ == "__main__":
    for row in measure(*map(int, sys.argv[1:])):
        print(*("" if value is None else value for value in row.values()), sep="\t")
