"""Recall and false hits of private hit/no-hit, by the classes of keys that a set of a size has.

Real spellings: each name of a person on the UN Security Council's list (27 February 2026) who has a full date of birth
is left out and asked for, the record keeping his other names. Strata: how alike two of its tokens are to two tokens of
the nearest of these (mean Jaro-Winkler similarity of the best pairing). Names of the same tokens count once.

Synthetic population: alerts of `tournai.screening.evaluation` (real lists and invented persons of their names), asked
for travellers who are on one, and travellers of the same names, and of other sources, who are on none. Questions ask
for day and month exchanged, too. Keys are compared in clear: the protocol finds the same. The last row of each table
has 50,000 records and the classes of a set of a million: one setting at both sizes.

RECALL_SIZES (10000,50000,100000,1000000) says how many records with a day of birth, RECALL_NEGATIVES (6,000) how many
travellers on no alert.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, permutations

from rapidfuzz.distance import JaroWinkler

from tournai.exchange.hit_no_hit import KeyClass, classes_for, question_keys, record_keys
from tournai.screening.batches import EPOCH
from tournai.screening.evaluation import Base, make_base, make_negatives, make_positives
from tournai.screening.evaluation.labelled import OF_THE_LISTS
from tournai.screening.evaluation.tables import Listed
from tournai.simulate.attested import SHARED, read_list, read_tables
from tournai.values import Name, PartialDate, Person
from tournai.values.name_tokens import tokens_of

NAME = "hit-no-hit-recall"
UN_LIST = "un_sc/un_consolidated_2026*"
STRATA = (("same-looking", 0.95), (".90 to .95", 0.90), (".80 to .90", 0.80), ("below .80", 0.0))
SAME_SETTING = (50_000, 1_000_000)
"""Records, and the size whose classes they are given."""

SYNTHETIC_DAYS = 0.85
"""Share of the synthetic alerts that have a full date."""
POSITIVES = 200
Row = dict[str, object]
Tokens = tuple[str, ...]


def measure() -> list[Row]:
    sizes = [int(size) for size in os.environ.get("RECALL_SIZES", "10000,50000,100000,1000000").split(",")]
    settings = [*((size, size) for size in sizes), SAME_SETTING]
    listed = read_list(SHARED / "watchlists", UN_LIST)
    rows = [un_row(as_of, listed) for as_of in dict.fromkeys(as_of for _, as_of in settings)]
    return rows + [synthetic_row(*one, int(os.environ.get("RECALL_NEGATIVES", "6000"))) for one in settings]


def un_row(size: int, listed: Iterable[Listed]) -> Row:
    """Return the recall on the UN's names with the classes that a set of the size has, all and by stratum."""
    classes = classes_for(size)
    found: dict[str, list[bool]] = {"all": [], **{name: [] for name, _ in STRATA}}
    keys = []
    for asked, others, births in left_out(listed):
        question = question_keys(Person((_named(asked),), births), classes)
        sought = record_keys(Person(tuple(map(_named, others)), births), classes)
        alike = max(likeness(asked, other) for other in others)
        stratum = next(name for name, least in STRATA if alike >= least)
        for name in ("all", stratum):
            found[name].append(not sought.isdisjoint(question))
        keys.append(len(question))
    row: Row = {"table": "UN", "classes for": f"{size:,}", "keys asked, mean": round(sum(keys) / len(keys), 1)}
    return row | {f"{name} ({len(hits)})": round(sum(hits) / len(hits), 3) for name, hits in found.items()}


def left_out(listed: Iterable[Listed]) -> Iterator[tuple[Tokens, list[Tokens], tuple[PartialDate, ...]]]:
    """Yield each name of two tokens or more, the person's other names, and the full dates of birth."""
    for one in listed:
        births = tuple(birth for birth in one.person.births if birth.is_exact)
        names = list(dict.fromkeys(tokens_of(name.surname, name.given).tokens for name in one.person.names))
        for name in names if births and len(names) > 1 else ():
            if len(name) > 1:
                yield name, [other for other in names if other != name], births


def likeness(one: Tokens, other: Tokens) -> float:
    pairs = (
        (JaroWinkler.similarity(a, c) + JaroWinkler.similarity(b, d)) / 2
        for a, b in combinations(one, 2)
        for c, d in permutations(other, 2)
    )
    return max(pairs, default=0.0)


def _named(tokens: Tokens) -> Name:
    return Name(" ".join(tokens))


def synthetic_row(size: int, as_of: int, count: int) -> Row:
    """Return recall and false hits at a size, whose records all have a day of birth."""
    tables, classes = read_tables(), classes_for(as_of)
    base = make_base(tables, round(size / SYNTHETIC_DAYS))
    held, records, keys = _held(base, size, classes)
    positives = [
        case for case in make_positives(tables, base, POSITIVES).cases
        if case.alert in records and case.traveller.birth is not None
    ]  # fmt: skip
    met = [bool(_hits(case.traveller.person, classes, held)) for case in positives]
    negatives = make_negatives(tables, count).cases
    wrong: dict[bool, list[bool]] = {True: [], False: []}
    for case in negatives:
        if case.traveller.birth is not None:
            wrong[case.kind == OF_THE_LISTS].append(bool(_hits(case.traveller.person, classes, held)))
    row: Row = {"table": "synthetic", "records": f"{size:,}", "classes for": f"{as_of:,}"}
    row |= {"keys a record": round(keys / size, 2)}
    row |= {"travellers on one": len(met), "recall": round(sum(met) / len(met), 3)}
    for name, is_same in (("same names", True), ("other names", False)):
        row |= {name: len(wrong[is_same]), f"wrong hits, {name}": f"{sum(wrong[is_same]) / len(wrong[is_same]):.2%}"}
    return row


def _held(base: Base, size: int, classes: tuple[KeyClass, ...]) -> tuple[set[int], set[int], int]:
    """Return hashes of the keys of the first records with a day of birth, these records' rows, and how many keys."""
    held: set[int] = set()
    rows: set[int] = set()
    keys = 0
    for row in range(len(base)):
        person = person_of(base, row)
        if person.births and len(rows) < size:
            made = {key for key in record_keys(person, classes) if key.key_class is not KeyClass.DOCUMENT}
            held.update(hash(key.text) for key in made)
            rows.add(row)
            keys += len(made)
    return held, rows, keys


def person_of(base: Base, row: int) -> Person:
    """Return the names and full dates of birth of an alert."""
    alerts = base.alerts
    names = range(int(alerts.name_offsets[row]), int(alerts.name_offsets[row + 1]))
    births = range(int(alerts.birth_offsets[row]), int(alerts.birth_offsets[row + 1]))
    return Person(
        tuple(Name(alerts.name_surname[at], alerts.name_given[at]) for at in names),
        tuple(
            PartialDate.on(date.fromordinal(int(alerts.birth_earliest[at]) + EPOCH))
            for at in births
            if alerts.birth_before[at] - alerts.birth_earliest[at] == 1
        ),
    )


def _hits(person: Person, classes: tuple[KeyClass, ...], held: set[int]) -> int:
    without_document = Person(person.names, person.births)
    return sum(hash(key.text) in held for key in question_keys(without_document, classes))
