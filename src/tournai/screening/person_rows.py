"""Persons as the rows of plain tables: what ``tournai screen match`` and ``tournai screen evaluate`` read.

Column names are a fixed contract. A field that cannot be read is left out and told, never guessed; a row without an
identifier or a name is no person and is refused.
"""

from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec
import numpy as np

from tournai.errors import Malformed
from tournai.screening.batches import EPOCH, NAME_KINDS, SEXES, Int32Column, Int64Column, PersonBatch, TextColumn
from tournai.values import Document, Name, NameKind, PartialDate, Person, Sex, StateCode, document_number, state_code
from tournai.values.partial_dates import read_partial_date
from tournai.values.wordings import say

ALERT_COLUMNS = ("alert_id", "name", "birth_date", "sex", "nationality", "document_number", "document_country")
TRAVELLER_COLUMNS = (
    "traveller_id", "surname", "given_names", "birth_date", "sex", "nationality", "document_number",
    "document_country",
)  # fmt: skip
NEEDED_OF_ALERTS, NEEDED_OF_TRAVELLERS = ("alert_id", "name"), ("traveller_id", "surname")

SEX_WORDS = {
    "": Sex.UNKNOWN, "U": Sex.UNKNOWN, "<": Sex.UNKNOWN, "UNKNOWN": Sex.UNKNOWN, "M": Sex.MALE, "MALE": Sex.MALE,
    "F": Sex.FEMALE, "FEMALE": Sex.FEMALE, "X": Sex.UNSPECIFIED,
}  # fmt: skip

MIDNIGHT = " 00:00:00"

MOST_LETTERS = 1_000
"""Characters of a field; a longer one is no name or date."""


class PersonRow(msgspec.Struct, frozen=True):
    """A row as read: whose it is, what it says, and what of it could not be read (``remarks``)."""

    id: str
    name: Name
    birth: PartialDate | None
    sex: Sex
    nationality: StateCode | None
    document: Document | None
    remarks: tuple[str, ...]

    @property
    def person(self) -> Person:
        """The person that the row alone describes."""
        return Person(
            names=(self.name,),
            births=(self.birth,) if self.birth else (),
            sex=self.sex,
            nationalities=(self.nationality,) if self.nationality else (),
            documents=(self.document,) if self.document else (),
        )


def read_alert_row(values: Sequence[str]) -> PersonRow:
    """Return a row of alerts, its values in the order of `ALERT_COLUMNS`, empty where a column is not there.

    A comma parts the surname from the given names; a name without one is not said to be either.

    Raises:
        Malformed: No identifier or no name.
    """
    identifier, name, *rest = (value.strip() for value in values)
    surname, comma, given = name.partition(",")
    named = Name(surname.strip(), given.strip()) if comma and surname.strip() else Name(name.strip(", "))
    return _row(identifier, named, rest)


def read_traveller_row(values: Sequence[str]) -> PersonRow:
    """Return a row of travellers, its values in the order of `TRAVELLER_COLUMNS`, empty where a column is not there.

    Raises:
        Malformed: No identifier, or neither surname nor given names.
    """
    identifier, surname, given, *rest = (value.strip() for value in values)
    return _row(identifier, Name(surname, given) if surname else Name(given), rest)


def _row(identifier: str, name: Name, rest: Sequence[str]) -> PersonRow:
    birth, sex, nationality, number, country = rest
    if not identifier:
        raise Malformed("no identifier", code="no-id")
    if not any(map(str.isalpha, name.full)):
        raise Malformed("no name", code="no-name")
    if max(map(len, (name.full, identifier, *rest))) > MOST_LETTERS:
        raise Malformed(say("a field of more than {most} characters", most=MOST_LETTERS), code="field-too-long")
    remarks = []
    born = _birth(birth)
    if birth and born is None:
        remarks.append(say("birth_date not understood: compared without it"))
    if sex.upper() not in SEX_WORDS:
        remarks.append(say("sex not understood: compared without it"))
    state, issuer = _state(nationality), _state(country)
    if nationality and state is None:
        remarks.append(say("nationality not known: compared without it"))
    if country and issuer is None:
        remarks.append(say("document_country not known: compared without it"))
    compared = document_number(number)
    document = Document(compared, issuing_state=issuer) if compared else None
    known_sex = SEX_WORDS.get(sex.upper(), Sex.UNKNOWN)
    return PersonRow(identifier, name, born, known_sex, state, document, tuple(remarks))


@lru_cache(maxsize=1 << 16)
def _birth(text: str) -> PartialDate | None:
    # A spreadsheet or a Parquet file may give a day as an instant.
    return read_partial_date(text.removesuffix(MIDNIGHT))


@lru_cache(maxsize=1 << 10)
def _state(text: str) -> StateCode | None:
    return state_code(text) if text else None


class Alerts:
    """Alerts gathered from rows: rows of one identifier are one alert, wherever they stand.

    Kept as columns while they come, so that a million of them take little memory.
    """

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self._sexes = array("b")
        self._name_owners, self._surnames, self._given = array("i"), list[str](), list[str]()
        self._births = array("i")
        self._states = array("i"), list[str]()
        self._documents: dict[tuple[int, str, str], None] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, row: PersonRow) -> None:
        """Add what a row says to its alert."""
        owner = self.ids.setdefault(row.id, len(self.ids))
        sex = SEXES.index(row.sex)
        if owner == len(self._sexes):
            self._sexes.append(sex)
        elif row.sex is not Sex.UNKNOWN:
            # Rows that disagree on the sex leave it unknown: neither may speak against a traveller.
            known = self._sexes[owner]
            self._sexes[owner] = sex if known in (0, sex) else 0
        self._name_owners.append(owner)
        self._surnames.append(row.name.surname)
        self._given.append(row.name.given)
        if row.birth is not None:
            first, after = row.birth.earliest.toordinal() - EPOCH, row.birth.before.toordinal() - EPOCH
            self._births.extend((owner, first, after, row.birth.is_approximate))
        if row.nationality:
            self._states[0].append(owner)
            self._states[1].append(row.nationality)
        if row.document:
            self._documents[owner, row.document.number, row.document.issuing_state or ""] = None

    def batch(self) -> PersonBatch:
        """Return the alerts' columns; an alert's key is the place of its identifier in ``ids``."""
        count = len(self.ids)
        owners = np.array(self._name_owners, np.int32)
        order = np.argsort(owners, kind="stable")
        births = np.unique(np.array(self._births, np.int32).reshape(-1, 4), axis=0)
        states = sorted(set(zip(*self._states, strict=True)))
        documents = sorted(self._documents)
        kinds = np.full(len(owners), NAME_KINDS.index(NameKind.ALIAS), np.int8)
        starts = _offsets(owners, count)
        kinds[starts[:-1]] = NAME_KINDS.index(NameKind.PRIMARY)
        return PersonBatch(
            keys=np.arange(count, dtype=np.int64),
            name_offsets=starts,
            name_surname=TextColumn.of([self._surnames[row] for row in order.tolist()]),
            name_given=TextColumn.of([self._given[row] for row in order.tolist()]),
            name_kind=kinds,
            birth_offsets=_offsets(births[:, 0], count),
            birth_earliest=births[:, 1].copy(),
            birth_before=births[:, 2].copy(),
            birth_approximate=births[:, 3].astype(np.int8),
            sex=np.array(self._sexes, np.int8),
            nationality_offsets=_offsets([owner for owner, _ in states], count),
            nationality=TextColumn.of([state for _, state in states]),
            birthplace_offsets=np.zeros(count + 1, np.int32),
            birthplace=TextColumn.of([]),
            document_offsets=_offsets([owner for owner, _, _ in documents], count),
            document_number=TextColumn.of([number for _, number, _ in documents]),
            document_state=TextColumn.of([state for _, _, state in documents]),
        )


def _offsets(owners: "Iterable[int] | Int32Column | Int64Column", count: int) -> Int32Column:
    """Return the offsets of children that belong to these owners."""
    counted = np.bincount(np.fromiter(owners, np.int64), minlength=count)
    return np.concatenate(([0], np.cumsum(counted))).astype(np.int32)
