"""How one person stands on an alert and in a passenger record: the classes of the facts on matching, section C.3.

Each habit takes the words of the alert's name as a record writes them (`folded`) and gives the traveller's surname and
given names, or ``None`` where the name does not show the habit. What a habit draws, it draws from its dice.
"""

from collections.abc import Callable, Mapping
from string import ascii_uppercase

import msgspec

from tournai.screening.evaluation.draws import Dice, Pool
from tournai.screening.evaluation.spellings import ONE_LETTER, Spellings, folded

RECORD_LETTERS = 20
"""Characters that short name fields hold, surname and given names together."""

PARTICLES = ("AL", "EL", "BEN", "BIN", "ABU", "ABOU", "AIT", "OULD", "ABD", "ABDEL", "ABDUL")
ARTICLES = ("AL", "EL")
FATHERS = ("BEN", "BIN", "IBN", "OULD")
FATHER_ENDINGS = ("VICH", "VNA", "VITCH", "VYCH", "VITJ", "EVIC", "OVIC", "UNA")
PARTICLE_WAYS: Mapping[str, tuple[str, ...]] = {
    "AL": ("EL", "", "AL+"), "EL": ("AL", "", "EL+"), "BEN": ("BIN", "", "BEN+"), "BIN": ("BEN", "", "BIN+"),
    "ABU": ("ABOU", "ABU+"), "ABOU": ("ABU", "ABOU+"), "AIT": ("", "AIT+"), "OULD": ("", "OULD+"),
    "ABD": ("ABDEL", "ABDUL", "ABD+"), "ABDEL": ("ABDUL", "ABD EL", "ABDEL+"), "ABDUL": ("ABDEL", "ABD AL", "ABDUL+"),
}  # fmt: skip
"""A particle -> how else it is written; nothing: it is left out; with ``+``: it is joined to the word after it."""

TITLES = {1: "MRS", 2: "MR"}
"""Sex as the columns have it -> the title that is glued to the given names."""

FEWEST_LETTERS = 4
"""Shorter words are not mistyped: a letter more or less makes another name of them."""


class Told(msgspec.Struct, frozen=True):
    """What a habit is told of the person on the alert; ``further`` is a surname of another person of the culture."""

    surname: str
    given: str
    sex: int
    further: str
    nicknames: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[list[str], list[str]]:
        """The surname's words and the given names', as a record writes them."""
        return folded(self.surname).split(), folded(self.given).split()


Names = tuple[str, str]
Parts = tuple[list[tuple[str, Pool]], list[tuple[str, Pool]]]
Habit = Callable[[Told, Dice, Spellings], Names | None]


def exact(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Give the name as it stands."""
    return _named(*told.words)


def swapped(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Give the surname as given names and the given names as surname."""
    surname, given = told.words
    return _named(given, surname) if surname != given else None


def middle_missing(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Keep the first of several given names."""
    surname, given = told.words
    return _named(surname, given[:1]) if len(given) > 1 and given[0] not in PARTICLES else None


def one_typo(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Mistype one letter of one word."""
    return _mistyped(told, dice, 1)


def two_typos(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Mistype two letters, in one word or two."""
    return _mistyped(told, dice, 2)


def truncated(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Cut what a short name field does not hold."""
    surname, given = (" ".join(words) for words in told.words)
    if len(surname) + 1 + len(given) <= RECORD_LETTERS:
        return None
    surname = surname[: RECORD_LETTERS - 2]
    return surname, given[: RECORD_LETTERS - 1 - len(surname)].strip()


def glued(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Write each field in one word, a title after the given names."""
    surname, given = told.words
    return ("".join(surname), "".join(given) + TITLES.get(told.sex, "MR")) if given else None


def one_transliterated(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Spell one part in another attested way."""
    parts = _parts(told, spellings)
    known = [(side, at) for side in (0, 1) for at, (_, others) in enumerate(parts[side]) if len(others)]
    if not known:
        return None
    chosen = known[dice.below(len(known))]
    return _spelled(parts, dice, lambda side, at: (side, at) == chosen)


def all_transliterated(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Spell every part in another attested way; a particle alone may stay."""
    parts = _parts(told, spellings)
    if not all(len(others) or text in PARTICLES for side in parts for text, others in side) or not _count(parts):
        return None
    return _spelled(parts, dice, lambda side, at: True)


def particles(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Write, join or leave out a particle otherwise."""
    surname, given = told.words
    places = [(side, at) for side, words in ((0, surname), (1, given)) for at in _particles(words)]
    if not places:
        return None
    side, at = places[dice.below(len(places))]
    words = (surname, given)[side]
    ways = PARTICLE_WAYS[words[at]]
    way = ways[dice.below(len(ways))]
    after = words[at + 1 :]
    changed = [*words[:at], *([way[:-1] + after[0], *after[1:]] if way.endswith("+") else [*way.split(), *after])]
    return _named(changed, given) if side == 0 else _named(surname, changed)


def joined(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Write two neighbouring words of one field as one."""
    surname, given = told.words
    places = [(0, at) for at in range(len(surname) - 1)] + [(1, at) for at in range(len(given) - 1)]
    if not places:
        return None
    side, at = places[dice.below(len(places))]
    words = (surname, given)[side]
    changed = [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]
    return _named(changed, given) if side == 0 else _named(surname, changed)


def further_surname(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Add a surname: of a marriage, of the mother."""
    surname, given = told.words
    further = folded(told.further).split()
    return _named([*surname, *further], given) if further and further != surname else None


def transliterated_dropped_swapped(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Spell every part otherwise, keep one given name, exchange the fields."""
    _, given = told.words
    if len(given) < 2 or given[0] in PARTICLES:
        return None
    kept = all_transliterated(msgspec.structs.replace(told, given=given[0]), dice, spellings)
    return (kept[1], kept[0]) if kept else None


def umlaut(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Give the two-letter spelling, as a machine-readable zone has it, where it is another than the plain letters."""
    names = folded(told.surname), folded(told.given)
    return names if names != (folded(told.surname, ONE_LETTER), folded(told.given, ONE_LETTER)) else None


def dots_left_out(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Write the letters without dots, rings and strokes."""
    names = folded(told.surname, ONE_LETTER), folded(told.given, ONE_LETTER)
    return names if names != (folded(told.surname), folded(told.given)) else None


def initials(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Keep the first letters of the given names."""
    surname, given = told.words
    return _named(surname, [word[0] for word in given]) if given else None


def nickname(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Give a familiar form of the first given name."""
    surname, given = told.words
    if not told.nicknames:
        return None
    return _named(surname, [told.nicknames[dice.below(len(told.nicknames))], *given[1:]])


def hyphen(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Join what the alert's hyphen parts, or keep one half of it."""
    if "-" not in f"{told.surname}{told.given}".strip("-"):
        return None
    if dice.unit() < 0.5 or "-" not in told.surname:
        surname, given = (folded(text.replace("-", "")) for text in (told.surname, told.given))
        return surname, given
    halves = told.surname.split("-")
    return folded(halves[dice.below(len(halves))]), folded(told.given)


def father_missing(told: Told, dice: Dice, spellings: Spellings) -> Names | None:
    """Leave out a father's name: BEN and what follows it among the given names, or a Russian patronymic."""
    surname, given = told.words
    for at, word in enumerate(given):
        if at and word in FATHERS:
            return _named(surname, given[:at])
        if at and word.endswith(FATHER_ENDINGS):
            return _named(surname, given[:at] + given[at + 1 :])
    return None


HABITS: Mapping[str, Habit] = {
    "exact": exact,
    "surname and given swapped": swapped,
    "middle names missing": middle_missing,
    "one typo": one_typo,
    "two typos": two_typos,
    "truncated to 20": truncated,
    "glued with title": glued,
    "one token transliterated": one_transliterated,
    "all tokens transliterated": all_transliterated,
    "particles": particles,
    "two tokens joined": joined,
    "extra surname": further_surname,
    "transliterated, dropped, swapped": transliterated_dropped_swapped,
    "umlaut": umlaut,
    "dots left out": dots_left_out,
    "initials": initials,
    "nickname": nickname,
    "hyphen": hyphen,
    "father's name missing": father_missing,
}
"""Class -> how it changes a name; births have habits of their own (`labelled`)."""


def _named(surname: list[str], given: list[str]) -> Names | None:
    return (" ".join(surname), " ".join(given)) if surname else None


def _mistyped(told: Told, dice: Dice, count: int) -> Names | None:
    surname, given = told.words
    words = [*surname, *given]
    for _ in range(count):
        places = [at for at, word in enumerate(words) if len(word) >= FEWEST_LETTERS]
        if not places:
            return None
        at = places[dice.below(len(places))]
        words[at] = mistyped(words[at], dice)
    changed = _named(words[: len(surname)], words[len(surname) :])
    return changed if changed != _named(surname, given) else None


def mistyped(word: str, dice: Dice) -> str:
    """Return a word with a letter left out, doubled by another, replaced, or exchanged with its neighbour."""
    at, letter = 1 + dice.below(len(word) - 1), ascii_uppercase[dice.below(26)]
    return (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
    )[dice.below(4)]


def _particles(words: list[str]) -> list[int]:
    return [at for at, word in enumerate(words) if word in PARTICLES and at + 1 < len(words)]


def _parts(told: Told, spellings: Spellings) -> Parts:
    surname, given = told.words
    return list(spellings.parts(surname)), list(spellings.parts(given))


def _count(parts: Parts) -> int:
    return sum(bool(len(others)) for side in parts for _, others in side)


def _spelled(parts: Parts, dice: Dice, is_chosen: Callable[[int, int], bool]) -> Names:
    surname, given = (
        " ".join(
            others.at(dice.unit()) if len(others) and is_chosen(side, at) else text
            for at, (text, others) in enumerate(parts[side])
        )
        for side in (0, 1)
    )
    return surname, given
