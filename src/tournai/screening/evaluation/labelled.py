"""Labelled travellers: who is on an alert and how the record differs from it, and who is on none.

Positives show one habit each (`habits`), or are real: a name that another list gives to the same person. Negatives are
on no list. Sets for fitting and for telling quality share no alert, no traveller and no pair of spellings.
"""

from collections.abc import Callable, Iterator
from datetime import date

import msgspec
import numpy as np

from tournai.screening.batches import EPOCH, SEXES, Int64Column, PersonBatch, batch_of
from tournai.screening.evaluation.alert_base import (
    ATTESTED,
    FULL,
    LISTED,
    ORIGINAL_SCRIPT,
    REGIMES,
    SYNTHETIC,
    UMLAUT,
    Base,
    document_numbers,
    twice_attested,
)
from tournai.screening.evaluation.cultures import Culture, cultures_of
from tournai.screening.evaluation.draws import Dice, Draws
from tournai.screening.evaluation.habits import HABITS, Habit, Told
from tournai.screening.evaluation.origins import is_latin, origins_of_strangers
from tournai.screening.evaluation.spellings import Part, Spellings, folded
from tournai.screening.evaluation.synthetic import make_persons
from tournai.screening.evaluation.tables import CrossListPair, Tables
from tournai.values import Document, DocumentNumber, Name, PartialDate, Person, StateCode

NEAR, FAR = "real cross-list, near", "real cross-list, far"
SPELLED, SCRIPT = "attested full name", "original script"
BIRTH_EXCHANGED, BIRTH_DIGIT, TYPO_AND_BIRTH = (
    "birth day and month exchanged",
    "birth one digit off",
    "typo and birth digit",
)
NO_BIRTH = "traveller without birth date"
SAME_DOCUMENT = "document the same, two typos"
WITHOUT_DATE_TOO = (
    "exact", "surname and given swapped", "middle names missing", "one typo", "truncated to 20",
    "one token transliterated", "all tokens transliterated", "particles",
)  # fmt: skip
"""Habits that are shown on alerts with a year or no date too."""

OF_THE_LISTS, ON_NO_LIST = "same names as the alerts", "persons of another source"
"""The two kinds of negatives: the first is the reference population that false matches are counted in."""

KEEPS_NATIONALITY = 0.9
"""Share of the travellers sought whose document is of the state that the alert knows."""

TRIES = 400
LATIN, OTHER_SCRIPT = "Latin", "Arabic"


class Traveller(msgspec.Struct, frozen=True, gc=False):
    """A traveller as a passenger record has him: A to Z, a day of birth or none."""

    surname: str
    given: str
    birth: int | None
    sex: int = 0
    nationality: str = ""
    document: str = ""

    @property
    def person(self) -> Person:
        """The traveller as screening takes one."""
        born = () if self.birth is None else (PartialDate.on(date.fromordinal(self.birth + EPOCH)),)
        states = (StateCode(self.nationality),) if self.nationality else ()
        documents = (Document(DocumentNumber(self.document), issuing_state=next(iter(states), None)),)
        return Person(
            names=(Name(self.surname, self.given),),
            births=born,
            sex=SEXES[self.sex],
            nationalities=states,
            documents=documents if self.document else (),
        )


class Case(msgspec.Struct, frozen=True, gc=False):
    """A labelled traveller. ``alert`` is the row of the alert on him in the base, -1 where there is none."""

    traveller: Traveller
    alert: int
    kind: str
    regime: str
    origin: str
    script: str = LATIN


class Labelled(msgspec.Struct, frozen=True):
    """Labelled travellers against a base; a traveller's key in ``travellers`` is his place in ``cases``."""

    cases: list[Case]
    travellers: PersonBatch

    @classmethod
    def of(cls, cases: list[Case]) -> "Labelled":
        """Return the cases with their columns."""
        return cls(cases, batch_of((key, case.traveller.person) for key, case in enumerate(cases)))

    def __len__(self) -> int:
        return len(self.cases)

    @property
    def truth(self) -> Int64Column:
        """The row of the alert on each traveller; -1 for none."""
        return np.array([case.alert for case in self.cases], np.int64)


def make_positives(tables: Tables, base: Base, a_class: int, part: Part = Part.ALL) -> Labelled:
    """Return the travellers who are on an alert: the real ones, then up to ``a_class`` of each class and regime."""
    maker = _Maker(tables, base, a_class, part)
    return Labelled.of(
        [*maker.real(), *maker.attested(), *maker.varied(), *maker.with_other_births(), *maker.by_document()]
    )


def make_negatives(tables: Tables, count: int, part: Part = Part.ALL) -> Labelled:
    """Return so many travellers of the reference population, then the strangers of the tables who are in the part."""
    cultures = cultures_of(tables)
    numbers = np.arange(count, dtype=np.int64)
    draws = Draws(f"negatives {part.value}")
    people = make_persons(cultures, draws, numbers)
    cases = [
        Case(
            Traveller(folded(surname), folded(given), int(birth), int(sex), state, document),
            -1,
            OF_THE_LISTS,
            FULL,
            cultures[culture].origin,
        )
        for surname, given, birth, sex, state, document, culture in zip(
            people.surnames,
            people.given,
            people.births,
            people.sexes,
            people.nationalities,
            document_numbers(draws, numbers),
            people.cultures,
            strict=True,
        )
    ]
    return Labelled.of(cases + list(_strangers(tables, part)))


def _strangers(tables: Tables, part: Part) -> Iterator[Case]:
    """Yield the strangers with a day of birth whose names are Latin: a passenger record has no other letters."""
    for one, origin in zip(tables.strangers, origins_of_strangers(tables.strangers), strict=True):
        whole = " ".join((*one.given, one.surname))
        if (
            one.birth is None
            or not is_latin(whole)
            or not folded(one.surname)
            or not part.holds(f"{whole}|{one.birth}")
        ):
            continue
        traveller = Traveller(
            folded(one.surname),
            folded(" ".join(one.given)),
            one.birth.earliest.toordinal() - EPOCH,
            SEXES.index(one.sex),
            one.nationality or "",
        )
        yield Case(traveller, -1, ON_NO_LIST, FULL, origin)


class _Maker:
    """Makes positives against one base."""

    def __init__(self, tables: Tables, base: Base, a_class: int, part: Part) -> None:
        self.tables, self.base, self.a_class, self.part = tables, base, a_class, part
        self.spellings = Spellings(tables, part)
        self.draws = Draws(f"positives {part.value}")
        self.cultures: tuple[Culture, ...] = cultures_of(tables)
        self.nicknames: dict[str, list[str]] = {}
        for name, familiar in tables.nicknames:
            self.nicknames.setdefault(folded(name), []).append(folded(familiar))

    def real(self) -> Iterator[Case]:
        """Yield the real cross-list pairs, near and far."""
        rows = {self.base.ids[row]: row for row in self.base.groups[LISTED]}
        for pair in self.tables.pairs:
            row = rows.get(pair.target)
            if row is not None and self.part.holds(pair.target) and (names := _names_of(pair)):
                birth = pair.birth.earliest.toordinal() - EPOCH
                yield self._case(row, names, NEAR if pair.is_near else FAR, birth, regime=FULL)

    def attested(self) -> Iterator[Case]:
        """Yield whole names in another attested spelling than the alert's, or whose alert is in Arabic script."""
        found = twice_attested(self.tables)
        for group, kind, script in ((ATTESTED, SPELLED, LATIN), (ORIGINAL_SCRIPT, SCRIPT, OTHER_SCRIPT)):
            names = found[group == ORIGINAL_SCRIPT :: 2]
            for row, name in zip(self.base.groups[group], names, strict=False):
                if self.part.holds(name.key) and self._regime(row) == FULL:
                    given, _, surname = name.traveller.partition(" ")
                    yield self._case(row, (surname, given), kind, script=script)

    def varied(self) -> Iterator[Case]:
        """Yield the habits of names, on alerts with a full date, and some of them on the others."""
        for regime in REGIMES:
            for kind, habit in HABITS.items():
                if regime == FULL or kind in WITHOUT_DATE_TOO:
                    yield from self._of_class(kind, habit, regime, self._birth_of)
        for kind in ("exact", "one typo", "one token transliterated"):
            yield from self._of_class(f"{kind}, {NO_BIRTH}", HABITS[kind], FULL, lambda row, dice: None)

    def with_other_births(self) -> Iterator[Case]:
        """Yield travellers whose day of birth is written wrongly."""
        yield from self._of_class(BIRTH_EXCHANGED, HABITS["exact"], FULL, self._exchanged)
        yield from self._of_class(BIRTH_DIGIT, HABITS["exact"], FULL, self._digit_off)
        yield from self._of_class(TYPO_AND_BIRTH, HABITS["one typo"], FULL, self._digit_off)

    def by_document(self) -> Iterator[Case]:
        """Yield travellers with the document that the alert names."""
        for case in self._of_class(SAME_DOCUMENT, HABITS["two typos"], FULL, self._birth_of):
            number = self._document_of(case.alert)
            yield msgspec.structs.replace(case, traveller=msgspec.structs.replace(case.traveller, document=number))

    def _of_class(
        self, kind: str, habit: Habit, regime: str, birth: "Callable[[int, Dice], int | None]"
    ) -> Iterator[Case]:
        made: set[int] = set()
        for number, row in enumerate(self._rows(kind, regime)):
            if len(made) == self.a_class:
                return
            if row in made or not self.part.holds(self.base.ids[row]):
                continue
            dice = Dice(self.draws, f"{kind}|{regime}", number)
            names = habit(self._told(row, dice), dice, self.spellings)
            day = birth(row, dice)
            if names and names[0] and (day is not None or NO_BIRTH in kind):
                made.add(row)
                yield self._case(row, names, kind, day)

    def _rows(self, kind: str, regime: str) -> list[int]:
        groups = (UMLAUT,) if kind in ("umlaut", "dots left out") else (SYNTHETIC,)
        rows = np.concatenate([np.array(self.base.groups[group], np.int64) for group in groups])
        rows = rows[self.base.regimes[rows] == REGIMES.index(regime)]
        if kind == SAME_DOCUMENT:
            rows = rows[np.diff(self.base.alerts.document_offsets)[rows] > 0]
        tries = np.arange(TRIES * self.a_class if len(rows) else 0, dtype=np.int64)
        chosen: list[int] = rows[
            (self.draws.units(f"rows|{kind}|{regime}", tries) * len(rows)).astype(np.int64)
        ].tolist()
        return chosen

    def _told(self, row: int, dice: Dice) -> Told:
        base = self.base
        first = folded(base.given[row]).partition(" ")[0]
        culture = self.cultures[dice.below(len(self.cultures))]
        return Told(
            base.surnames[row],
            base.given[row],
            int(base.sexes[row]),
            culture.surnames.at(dice.unit()),
            tuple(self.nicknames.get(first, ())),
        )

    def _case(
        self,
        row: int,
        names: tuple[str, str],
        kind: str,
        birth: int | None = -(10**9),
        *,
        regime: str = "",
        script: str = LATIN,
    ) -> Case:
        base = self.base
        states = base.nationalities[row]
        other = self.draws.unit("other state", row) >= KEEPS_NATIONALITY
        state = self.cultures[row % len(self.cultures)].states.texts[0] if other else states
        day = int(base.births[row]) if birth == -(10**9) else birth
        traveller = Traveller(names[0], names[1], day, int(base.sexes[row]), state, self._fresh_document(row))
        return Case(traveller, row, kind, regime or self._regime(row), base.origins[row], script)

    def _regime(self, row: int) -> str:
        return REGIMES[int(self.base.regimes[row])]

    def _fresh_document(self, row: int) -> str:
        return document_numbers(self.draws, np.array([row], np.int64))[0]

    def _document_of(self, row: int) -> str:
        return self.base.alerts.document_number[int(self.base.alerts.document_offsets[row])]

    def _birth_of(self, row: int, dice: Dice) -> int:
        return int(self.base.births[row])

    def _exchanged(self, row: int, dice: Dice) -> int | None:
        born = date.fromordinal(int(self.base.births[row]) + EPOCH)
        if born.day > 12 or born.day == born.month:
            return None
        return date(born.year, born.day, born.month).toordinal() - EPOCH

    def _digit_off(self, row: int, dice: Dice) -> int | None:
        """Return the birth with one digit of day, month or year changed, where that gives a day of those years."""
        text = (date.fromordinal(int(self.base.births[row]) + EPOCH)).strftime("%Y%m%d")
        at, digit = 2 + dice.below(6), str(dice.below(10))
        changed = text[:at] + digit + text[at + 1 :]
        try:
            born = date(int(changed[:4]), int(changed[4:6]), int(changed[6:]))
        except ValueError:  # no such day
            return None
        return born.toordinal() - EPOCH if changed != text and 1930 <= born.year <= 2020 else None


def _names_of(pair: CrossListPair) -> tuple[str, str] | None:
    surname, given = folded(pair.surname), folded(pair.given)
    return (surname, given) if surname else None
