"""Synthetic persons: attested parts of names recombined, with births, sexes and nationalities.

One function makes alerts and travellers alike: the number of a person decides all about him (see `draws`).
"""

import msgspec
import numpy as np

from tournai.screening.batches import EPOCH, SEXES, Int8Column, Int32Column, Int64Column
from tournai.screening.evaluation.cultures import Culture
from tournai.screening.evaluation.draws import Draws, Float64Column
from tournai.values import Sex

FIRST_BIRTH, LAST_BIRTH = 710_000 - 16 - EPOCH, 732_000 - EPOCH
"""Days of birth, evenly from 1944-11-15 to 2005-02-13: 22,016 days."""

MALE = 0.7


class Synthetic(msgspec.Struct, frozen=True):
    """Synthetic persons as columns; all are of one length. ``births`` are days since 1970-01-01."""

    surnames: list[str]
    given: list[str]
    cultures: Int32Column
    nationalities: list[str]
    births: Int32Column
    sexes: Int8Column

    def __len__(self) -> int:
        return len(self.surnames)


def make_persons(cultures: tuple[Culture, ...], draws: Draws, numbers: Int64Column) -> Synthetic:
    """Return the persons of the numbers."""
    shares = np.cumsum([culture.share for culture in cultures])
    chosen = np.minimum(np.searchsorted(shares, draws.units("culture", numbers), "right"), len(cultures) - 1)
    surnames, given, nationalities = ([""] * len(numbers) for _ in range(3))
    for place, culture in enumerate(cultures):
        rows = np.flatnonzero(chosen == place)
        made = _names(culture, draws, numbers[rows])
        states = culture.states
        states_at = states.places(draws.units("state", numbers[rows]))
        for row, (surname, names), state in zip(rows.tolist(), made, states_at.tolist(), strict=True):
            surnames[row], given[row], nationalities[row] = surname, names, states.texts[state]
    is_male = draws.units("sex", numbers) < MALE
    sexes = np.where(is_male, SEXES.index(Sex.MALE), SEXES.index(Sex.FEMALE)).astype(np.int8)
    return Synthetic(surnames, given, chosen.astype(np.int32), nationalities, draw_births(draws, numbers), sexes)


def joined_persons(groups: list[Synthetic]) -> Synthetic:
    """Return the persons of all groups, one group after the other."""
    return Synthetic(
        [surname for group in groups for surname in group.surnames],
        [given for group in groups for given in group.given],
        np.concatenate([group.cultures for group in groups]),
        [state for group in groups for state in group.nationalities],
        np.concatenate([group.births for group in groups]),
        np.concatenate([group.sexes for group in groups]),
    )


def draw_births(draws: Draws, numbers: Int64Column) -> Int32Column:
    """Return a day of birth for each number, any day of the years alike."""
    days: Int32Column = FIRST_BIRTH + (draws.units("birth", numbers) * (LAST_BIRTH - FIRST_BIRTH)).astype(np.int32)
    return days


def _names(culture: Culture, draws: Draws, numbers: Int64Column) -> list[tuple[str, str]]:
    shares = np.cumsum([shape.share for shape in culture.shapes])
    shapes = np.minimum(np.searchsorted(shares / shares[-1], draws.units("shape", numbers), "right"), len(shares) - 1)
    surnames = culture.surnames.places(draws.units("surname", numbers)).tolist()
    names = [(culture.surnames.texts[place], "") for place in surnames]
    for place, shape in enumerate(culture.shapes):
        rows = np.flatnonzero(shapes == place)
        parts = [
            [pool.texts[at] for at in pool.places(_part(draws, part, numbers[rows])).tolist()]
            for part, pool in enumerate(shape.given)
        ]
        for row, given in zip(rows.tolist(), zip(*parts, strict=True), strict=True):
            names[row] = (names[row][0], " ".join(given))
    return names


def _part(draws: Draws, part: int, numbers: Int64Column) -> Float64Column:
    return draws.units(f"given {part}", numbers)
