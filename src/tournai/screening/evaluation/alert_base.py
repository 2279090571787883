"""The base: the alerts that labelled travellers are compared with, of any size, as the kernel takes them.

The persons of the real lists come first, with all their names, then persons with letters that ICAO Doc 9303 writes in
two ways (umlauts and the like), then synthetic persons. A larger base holds the alerts of a smaller one unchanged.
"""

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.batches import (
    EPOCH,
    SEXES,
    Int8Column,
    Int32Column,
    Int64Column,
    PersonBatch,
    TextColumn,
    batch_of,
)
from tournai.screening.evaluation.cultures import cultures_of, is_part
from tournai.screening.evaluation.draws import Draws
from tournai.screening.evaluation.origins import TURKISH, origin_of, origins_of_strangers
from tournai.screening.evaluation.spellings import are_alike, folded
from tournai.screening.evaluation.synthetic import Synthetic, draw_births, joined_persons, make_persons
from tournai.screening.evaluation.tables import FullName, Listed, Stranger, Tables
from tournai.values import PartialDate, Sex

FULL, YEAR, UNDATED = "full date", "year only", "no date"
REGIMES = (FULL, YEAR, UNDATED)
"""What an alert says of the birth."""

WITH_DAY, WITH_YEAR = 0.85, 0.95
"""Shares of the synthetic alerts with a full date, and with a full date or a year."""

WITH_NATIONALITY, WITH_SEX, WITH_DOCUMENT = 0.7, 0.7, 0.15
"""Shares of the synthetic alerts that say so. On the OFAC list 69 % have a nationality."""

MOST_UMLAUTS, MOST_ATTESTED, MOST_WORDS = 1_000, 2_000, 5
UMLAUTS = frozenset("äöüåøæñß")
DOCUMENT_DIGITS = 10**7


class Base(msgspec.Struct, frozen=True):
    """Alerts and what is known of each; columns of one entry an alert.

    ``ids`` names the alert in files. ``births`` is the true day of birth of a synthetic person, whatever the alert says
    of it. ``surnames`` and ``given`` are the primary names, ``regimes`` the places in `REGIMES`. ``groups`` tells which
    rows are of the real lists, with umlauts, and so on.
    """

    alerts: PersonBatch
    ids: list[str]
    surnames: list[str]
    given: list[str]
    births: Int32Column
    regimes: Int8Column
    origins: list[str]
    nationalities: list[str]
    sexes: Int8Column
    groups: dict[str, range]

    def __len__(self) -> int:
        return len(self.ids)


LISTED, UMLAUT, ATTESTED, ORIGINAL_SCRIPT, SYNTHETIC = "listed", "umlaut", "attested", "original script", "synthetic"
"""The groups of a base, in their order."""


def make_base(tables: Tables, size: int, seed: str = "base") -> Base:
    """Return the base with ``size`` synthetic alerts beside the groups before them."""
    draws = Draws(seed)
    cultures = cultures_of(tables)
    persons = make_persons(cultures, draws, np.arange(size, dtype=np.int64))
    groups = {
        UMLAUT: _umlauts(tables, draws),
        ATTESTED: _attested(tables, draws, in_script=False),
        ORIGINAL_SCRIPT: _attested(tables, draws, in_script=True),
        SYNTHETIC: (persons, [cultures[place].origin for place in persons.cultures.tolist()]),
    }
    people = joined_persons([group for group, _ in groups.values()])
    columns, regimes = _columns(people, draws)
    listed = batch_of((key, one.person) for key, one in enumerate(tables.listed))
    first = [one.person.names[0] for one in tables.listed]
    states = [next(iter(one.person.nationalities), "") for one in tables.listed]
    return Base(
        alerts=joined_batches(listed, columns),
        ids=[one.id for one in tables.listed] + [f"S{number:07}" for number in range(len(people))],
        surnames=[name.surname for name in first] + people.surnames,
        given=[name.given for name in first] + people.given,
        births=np.concatenate((_births_of(tables.listed), people.births)),
        regimes=np.concatenate((_regimes_of(tables.listed), regimes)),
        origins=[origin_of(state) for state in states]
        + [origin for _, origins in groups.values() for origin in origins],
        nationalities=states + people.nationalities,
        sexes=np.concatenate((listed.sex, people.sexes)),
        groups=_ranges({LISTED: len(listed)} | {name: len(group) for name, (group, _) in groups.items()}),
    )


def _ranges(lengths: dict[str, int]) -> dict[str, range]:
    ends = np.cumsum(list(lengths.values())).tolist()
    return {name: range(end - length, end) for (name, length), end in zip(lengths.items(), ends, strict=True)}


class TwiceAttested(msgspec.Struct, frozen=True, gc=False):
    """A whole name in its bearer's script with two attested spellings, as an alert and as a passport may have it."""

    key: str
    alert: str
    traveller: str
    state: str


def twice_attested(tables: Tables) -> list[TwiceAttested]:
    """Return names of two words or more that are attested in two spellings, one of each key, in the keys' order.

    As with the real pairs, at least two words of the one are like words of the other: an alias may be another name.
    """
    spelled: dict[str, dict[str, FullName]] = {}
    for name in tables.full_names:
        if is_whole_name(name.text):
            spelled.setdefault(name.key, {}).setdefault(folded(name.text), name)
    found = []
    for key, texts in sorted(spelled.items()):
        travelled = min(texts, key=lambda text: (texts[text].is_alias, text))
        others = [text for text in sorted(texts) if text != travelled and _near(text, travelled)]
        found += [TwiceAttested(key, text, travelled, texts[travelled].state) for text in others[:1]]
    return found


def _near(one: str, other: str) -> bool:
    return sum(any(are_alike(word, like) for like in other.split()) for word in one.split()) > 1


def split_at_first(text: str) -> tuple[str, str]:
    """Return a whole name as surname and given name: the first word is given."""
    given, _, surname = text.partition(" ")
    return surname, given


def is_whole_name(text: str) -> bool:
    """Whether a text is a name of two to five words in Latin letters."""
    words = folded(text).split()
    return 2 <= len(words) <= MOST_WORDS and all(map(is_part, text.split())) and not any(map(str.isdigit, text))


def _attested(tables: Tables, draws: Draws, *, in_script: bool) -> tuple[Synthetic, list[str]]:
    found = twice_attested(tables)
    found = found[in_script::2][:MOST_ATTESTED]
    names = [(one.key, "") if in_script else split_at_first(one.alert) for one in found]
    numbers = np.arange(len(found), dtype=np.int64)
    births = draw_births(Draws(f"{draws.seed}|attested {in_script}"), numbers)
    unknown = np.full(len(found), SEXES.index(Sex.UNKNOWN), np.int8)
    surnames, given = [surname for surname, _ in names], [given for _, given in names]
    people = Synthetic(surnames, given, unknown.astype(np.int32), [one.state for one in found], births, unknown)
    return people, [origin_of(one.state) for one in found]


def _umlauts(tables: Tables, draws: Draws) -> tuple[Synthetic, list[str]]:
    """Return strangers whose surname or given name has an umlaut or the like, as alerts with births of their own."""
    origins = origins_of_strangers(tables.strangers)
    found: list[tuple[Stranger, str]] = [
        (one, origin)
        for one, origin in zip(tables.strangers, origins, strict=True)
        if one.given and UMLAUTS.intersection(f"{one.given[0]} {one.surname}".lower())
        if all(map(is_part, (*one.given, one.surname))) and origin != TURKISH
    ][:MOST_UMLAUTS]
    count = len(found)
    births = draw_births(Draws(f"{draws.seed}|umlauts"), np.arange(count, dtype=np.int64))
    people = Synthetic(
        [one.surname for one, _ in found],
        [one.given[0] for one, _ in found],
        np.full(count, -1, np.int32),
        [""] * count,
        births,
        np.array([SEXES.index(one.sex) for one, _ in found], np.int8),
    )
    return people, [origin for _, origin in found]


def _columns(persons: Synthetic, draws: Draws) -> tuple[PersonBatch, Int8Column]:
    """Return the alerts on synthetic persons: what each says of the birth, and of the rest, is drawn."""
    count = len(persons)
    numbers = np.arange(count, dtype=np.int64)
    said = draws.units("regime", numbers)
    regimes = np.where(said < WITH_DAY, 0, np.where(said < WITH_YEAR, 1, 2)).astype(np.int8)
    dated = np.flatnonzero(regimes < 2)
    earliest, before = persons.births.copy(), persons.births + 1
    years = persons.births.astype("datetime64[D]").astype("datetime64[Y]")
    is_year = regimes == 1
    earliest[is_year] = _days(years)[is_year]
    before[is_year] = _days(years + 1)[is_year]
    with_state = np.flatnonzero((draws.units("says state", numbers) < WITH_NATIONALITY) & _is_filled(persons))
    with_document = np.flatnonzero(draws.units("says document", numbers) < WITH_DOCUMENT)
    says_sex = draws.units("says sex", numbers) < WITH_SEX
    columns = PersonBatch(
        keys=numbers,
        name_offsets=np.arange(count + 1, dtype=np.int32),
        name_surname=TextColumn.of(persons.surnames),
        name_given=TextColumn.of(persons.given),
        name_kind=np.zeros(count, np.int8),
        birth_offsets=_one_each(count, dated),
        birth_earliest=earliest[dated],
        birth_before=before[dated],
        birth_approximate=np.zeros(len(dated), np.int8),
        sex=np.where(says_sex, persons.sexes, SEXES.index(Sex.UNKNOWN)).astype(np.int8),
        nationality_offsets=_one_each(count, with_state),
        nationality=TextColumn.of([persons.nationalities[row] for row in with_state.tolist()]),
        birthplace_offsets=np.zeros(count + 1, np.int32),
        birthplace=TextColumn.of([]),
        document_offsets=_one_each(count, with_document),
        document_number=TextColumn.of(document_numbers(draws, with_document)),
        document_state=TextColumn.of([persons.nationalities[row] for row in with_document.tolist()]),
    )
    return columns, regimes


def document_numbers(draws: Draws, numbers: Int64Column) -> list[str]:
    """Return a passport number for each number of a person: two letters, seven digits."""
    units = draws.units("document", numbers)
    series = (units * 676).astype(np.int64).tolist()
    figures = (draws.units("document figures", numbers) * DOCUMENT_DIGITS).astype(np.int64).tolist()
    return [f"{chr(65 + s // 26)}{chr(65 + s % 26)}{figure:07}" for s, figure in zip(series, figures, strict=True)]


def _days(years: npt.NDArray[np.datetime64]) -> Int32Column:
    days: Int32Column = years.astype("datetime64[D]").astype(np.int32)
    return days


def _one_each(count: int, rows: Int64Column) -> Int32Column:
    """Return the offsets of a list with one entry for each of the rows and none for the others."""
    has = np.zeros(count + 1, np.int32)
    has[rows + 1] = 1
    return np.cumsum(has).astype(np.int32)


def _is_filled(persons: Synthetic) -> npt.NDArray[np.bool_]:
    return np.array([bool(state) for state in persons.nationalities], np.bool_)


def joined_batches(first: PersonBatch, second: PersonBatch) -> PersonBatch:
    """Return the persons of both batches, the second's keys following the first's."""
    joined: dict[str, object] = {}
    for name in PersonBatch.__struct_fields__:
        one, other = getattr(first, name), getattr(second, name)
        if isinstance(one, TextColumn):
            offsets = np.concatenate((one.offsets, other.offsets[1:] + one.offsets[-1])).astype(np.int32)
            joined[name] = TextColumn(offsets, np.concatenate((one.data, other.data)))
        elif name.endswith("_offsets"):
            joined[name] = np.concatenate((one, other[1:] + one[-1])).astype(np.int32)
        else:
            joined[name] = np.concatenate((one, other))
    joined["keys"] = np.arange(len(first) + len(second), dtype=np.int64)
    return PersonBatch(**joined)  # type: ignore[arg-type]


def in_one_field(alerts: PersonBatch) -> PersonBatch:
    """Return the alerts with each whole name in one field, given names first: as files of aliases have them."""
    names = [f"{alerts.name_given[row]} {alerts.name_surname[row]}".strip() for row in range(len(alerts.name_surname))]
    whole, nothing = TextColumn.of(names), TextColumn.of([""] * len(names))
    return msgspec.structs.replace(alerts, name_surname=whole, name_given=nothing)


def _births_of(listed: Iterable[Listed]) -> Int32Column:
    days = [next((birth.earliest.toordinal() for birth in one.person.births), EPOCH) - EPOCH for one in listed]
    return np.array(days, np.int32)


def _regimes_of(listed: Iterable[Listed]) -> Int8Column:
    return np.array([_regime(one.person.births) for one in listed], np.int8)


def _regime(births: Sequence[PartialDate]) -> int:
    if any(birth.is_exact for birth in births):
        return REGIMES.index(FULL)
    return REGIMES.index(YEAR) if births else REGIMES.index(UNDATED)
