"""Names as they are compared: the tokens that carry a name, without what records add, drop or glue.

A passenger name record knows no hyphen, apostrophe or space inside a given name, cuts long names and glues titles
(``KARIMMR``); a machine-readable zone writes ``<`` for all separators (ICAO Doc 9303-3, section 4.6); lists write
particles in many ways (``Abd al-Rahman``, ``ABDERRAHMANE``).
"""

import re
from functools import lru_cache

import msgspec

from tournai.values.transliteration import ARABIC_LETTERS, transliterate

LONGEST_NAME = 400
"""Characters of one field that are read; the longest listed names have about 150."""

LONGEST_TOKEN = 24
"""Characters of one token that are compared."""

MOST_TOKENS = 8
"""Tokens of one name that are compared; the rest of a longer chain of fathers is left out."""

SHORTEST_CUT_NAME = 18
"""A name of at least so many characters may have been cut: systems cut at 20 to 39, and trim."""

PATRONYMIC_PARTICLES = frozenset({"BEN", "BIN", "BINT", "BINTI", "IBN", "OULD", "WALAD"})

PARTICLES = PATRONYMIC_PARTICLES | frozenset({
    "AL", "EL", "UL", "IL", "AN", "AR", "AS", "ASH", "AD", "AT", "AZ", "ED", "EN", "ER", "ES", "ET", "EZ", "UD", "UR",
    "ABU", "ABOU", "BU", "BOU", "UM", "UMM", "OUM", "AIT", "AYT", "DE", "DA", "DO", "DOS", "DAS", "DEL", "DELLA", "DI",
    "DU", "DES", "LA", "LE", "LAS", "LOS", "VAN", "VON", "DEN", "DER", "TEN", "TER", "ZU", "ZUM", "AF", "AV", "Y", "E",
    "OGLU", "OGLI", "OGLY", "KIZI", "QIZI",
})  # fmt: skip
"""Words that records add and drop; they count for nothing, unless a field holds nothing else."""

FATHER_OF = frozenset({"ABU", "ABOU", "UMM", "OUM"})

TITLES = frozenset({"MR", "MRS", "MS", "MISS", "MSTR", "DR", "PROF", "SIR", "CHD", "INF", "MME", "MLLE"})

_FATHER_OF = re.compile("^ABOU$")
_SLAVIC_PATRONYMIC = re.compile(
    r"(?<=.{3})(?:[OEYA]VI?T?CH|[OEYA]V[IY]T?CH|[OEYA]V[IY]TJ|[OEY]VITSCH|[OEYA][VU]N[AY]|INI?CHNA)$"
)
_GLUED_WORDS = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])")
"""Where a list wrote ``KarimBenkirami``; McDonald and DeWitt are whole."""

_APOSTROPHES = re.compile("['`´ʹʻʼʽʾʿˈ‘’‛′ʹ]")
_NOT_LETTERS = re.compile(r"[^A-Z]+")
_SERVANT = frozenset({"ABD", "ABDU", "ABDUL", "ABDEL", "ABDAL", "ABDOUL", "ABDIL", "ABDUR", "ABDER", "ABDOU"})
_SERVANT_ALONE = _SERVANT - {"ABDU", "ABDOU"}
"""ABDOU is a name of its own."""

_ARTICLE = frozenset({"AL", "EL", "UL", "AR", "ER", "UR", "AS", "ES", "AN", "EN", "AZ", "EZ", "AT", "ET", "AD", "ED"})
_GLUED_SERVANT = re.compile(r"^ABD(?:[AEIU]|OU)(?:L(?!AH?I?$|LAH?I?$)|([RSNDTZ])(?=\1))?(?=.{3})")


_CUT_SERVANT = re.compile(r"^ABD(?:[AEIU]|OU(?=.))L?(?=.{0,2}$)")
_CUT_PARTICLES = frozenset(word[:length] for word in PATRONYMIC_PARTICLES for length in range(2, len(word)))
"""BE, BI, OUL: what is left of a particle that was cut."""

_Words = tuple[str, ...]


class NameTokens(msgspec.Struct, frozen=True, gc=False):
    """A name's tokens: those of the surname come first, ``surname_count`` of them.

    ``may_be_cut`` tells, for each token, whether it ends a field that may have been cut. ``is_patronymic`` is true
    where the name holds a particle such as BIN: there, order says who is the father. ``is_unvowelled`` is true where
    the record has Arabic letters, which leave short vowels unwritten. ``son`` and ``father`` are the places of the
    tokens before and after such a particle, -1 where there is none.
    """

    tokens: tuple[str, ...]
    surname_count: int
    may_be_cut: tuple[bool, ...]
    is_patronymic: bool
    is_unvowelled: bool = False
    son: int = -1
    father: int = -1


@lru_cache(maxsize=1 << 14)
def tokens_of(surname: str, given: str = "") -> NameTokens:
    """Return the tokens that carry a name, in the order of the record, surname first.

    >>> tokens_of("AL-MANSOURI", "ABD EL KARIM MR").tokens
    ('MANSOURI', 'ABDKARIM')
    """
    words, given_words = _bridged(_words(surname), _words(given))
    is_long = len(" ".join((*words, *given_words))) >= SHORTEST_CUT_NAME
    folded = _without_stump(_folded(given_words)) if is_long and words else _folded(given_words)
    of_surname, of_given = _content(_folded(words), folded)
    tokens = (*of_surname, *of_given)[:MOST_TOKENS]
    ends = {len(of_surname) - 1, len(tokens) - 1}
    cut = tuple(is_long and position in ends for position in range(len(tokens)))
    is_patronymic = not PATRONYMIC_PARTICLES.isdisjoint((*words, *given_words))
    is_unvowelled = ARABIC_LETTERS.search(surname) is not None or ARABIC_LETTERS.search(given) is not None
    son, father = _fathers(words, given_words, tokens) if is_patronymic else (-1, -1)
    surname_count = min(len(of_surname), len(tokens))
    return NameTokens(tokens, surname_count, cut, is_patronymic, is_unvowelled, son, father)


def _fathers(surname: _Words, given: _Words, tokens: _Words) -> tuple[int, int]:
    """Return the places of a son's and his father's name: those that stand about the first BIN, BEN or OULD."""
    for field in (given, surname):
        words = [word for word in _fold_servants([_fold_glued(word) for word in field]) if word not in _ARTICLE]
        for before, particle, after in zip(words, words[1:], words[2:], strict=False):
            if particle in PATRONYMIC_PARTICLES and before in tokens and after in tokens and before != after:
                return tokens.index(before), tokens.index(after)
    return -1, -1


def is_slavic_patronymic(token: str) -> bool:
    """Whether a token is a father's name of a Slavic record (PETROVICH, PETROVNA), which records give or leave out."""
    return _SLAVIC_PATRONYMIC.search(token) is not None


@lru_cache(maxsize=1 << 14)
def _words(field: str) -> _Words:
    apart = _GLUED_WORDS.sub(" ", field[:LONGEST_NAME])
    spelled = _APOSTROPHES.sub("", transliterate(_APOSTROPHES.sub("", apart)))
    return tuple(word for word in _NOT_LETTERS.split(spelled) if word)


def _bridged(surname: _Words, given: _Words) -> tuple[_Words, _Words]:
    """Put a servant that is a whole field before the name that it serves: ``ABDUL``, ``HAMEED KADHIM``."""
    if surname and len(given) == 1 and given[0] in _SERVANT_ALONE:
        return (*given, *surname), ()
    if given and len(surname) == 1 and surname[0] in _SERVANT_ALONE:
        return (), (*surname, *given)
    return surname, given


@lru_cache(maxsize=1 << 14)
def _folded(words: _Words) -> _Words:
    untitled = [word for word in words if word not in TITLES] or words
    return tuple(_fold_servants([_fold_glued(word) for word in untitled]))


def _without_stump(words: _Words) -> _Words:
    """Drop what a cut left of a particle behind given names; what it left of a servant's name begins as folded."""
    if len(words) > 1 and words[-1] in _CUT_PARTICLES:
        return words[:-1]
    return (*words[:-1], _CUT_SERVANT.sub("ABD", words[-1])) if words else words


def _content(surname: _Words, given: _Words) -> tuple[_Words, _Words]:
    """Return the words of each field that carry the name: particles only where nothing else does."""
    carrying = sum(word not in PARTICLES for word in (*surname, *given))
    # An ``ABU OMAR`` has no other name: the particle is then half of it.
    kept = FATHER_OF if carrying == 1 else frozenset(surname + given) if carrying == 0 else frozenset[str]()
    fields = ([word for word in field if word not in PARTICLES or word in kept] for field in (surname, given))
    of_surname, of_given = (tuple(_FATHER_OF.sub("ABU", word)[:LONGEST_TOKEN] for word in field) for field in fields)
    return of_surname, of_given


def _fold_servants(words: list[str]) -> list[str]:
    """Join ABD and what follows: ``ABD AL RAHMAN``, ``ABDUL RAHMAN`` become ``ABDRAHMAN``."""
    folded: list[str] = []
    position = 0
    while position < len(words):
        following = position + 1
        if words[position] in _SERVANT:
            following += following < len(words) - 1 and words[following] in _ARTICLE
            if following < len(words):
                folded.append("ABD" + words[following])
                position = following + 1
                continue
        folded.append(words[position])
        position += 1
    return folded


def _fold_glued(word: str) -> str:
    """Write ``ABDELKARIM`` and ``ABDERRAHMANE`` as ``ABDKARIM`` and ``ABDRAHMANE``."""
    found = _GLUED_SERVANT.match(word)
    return "ABD" + word[found.end() :] if found else word
