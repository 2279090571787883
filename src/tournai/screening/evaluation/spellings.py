"""Attested spellings of a part of a name: which others its bearers' names stand under.

A part may be any stretch of up to three words (``ABD EL KADER``). Two spellings are of one name where a table gives
both for one part in the bearers' own script, or where one listed person bears two names that differ in one word alone.
Spellings that change the number of words are left to the habits that join, split and drop.
"""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from enum import Enum
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from tournai.screening.evaluation.draws import Pool
from tournai.screening.evaluation.tables import Listed, Tables

MOST_WORDS = 3
MOST_NAMES = 12
"""Names of one listed person that are compared with one another."""
LEAST_SHARE = 0.005
"""Of all that is attested for a part in its bearers' script, what a spelling needs; below, it is a mistaken row."""
LEAST_ALIKE = 0.5
"""Words of two names of a listed person count as spellings of one from this similarity, shorter words not at all."""
SHORTEST = 3

TWO_LETTERS = {
    "Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Æ": "AE", "Ø": "OE", "Œ": "OE", "ß": "SS", "Þ": "TH", "Ð": "D",
    "Đ": "D", "Ł": "L", "ı": "I", "Ə": "A",
}  # fmt: skip
"""Letters as a machine-readable zone writes them. Source: ICAO Doc 9303-3, section 6, table A."""

ONE_LETTER = TWO_LETTERS | {"Ä": "A", "Ö": "O", "Ü": "U", "Å": "A", "Ø": "O"}
"""The same where the two dots, ring or stroke are simply left out, as reservation systems do."""


class Part(Enum):
    """A part of the labelled data: what weights are fitted on, and what their quality is told on."""

    TRAIN = "train"
    TEST = "test"
    ALL = "all"

    def holds(self, key: str) -> bool:
        """Whether what this key names lies in the part: the lowest bit of the second byte of its SHA-256."""
        return self is Part.ALL or (hashlib.sha256(key.encode()).digest()[1] & 1) == (self is Part.TEST)


def folded(text: str, letters: dict[str, str] = TWO_LETTERS) -> str:
    """Return a name as a passenger record writes it: A to Z and single spaces.

    >>> folded("Jørgen Müller-Lüdenscheidt"), folded("d’Artagnan")
    ('JOERGEN MUELLER LUEDENSCHEIDT', 'DARTAGNAN')
    """
    written = "".join(letters.get(char, char) for char in text.replace("ß", "SS").replace("ı", "I").upper())
    plain = "".join(char for char in unicodedata.normalize("NFKD", written) if not unicodedata.combining(char))
    return " ".join(re.sub("[^A-Z]+", " ", re.sub("['`’ʿʾʼ‘]", "", plain)).split())


class Spellings:
    """The spellings that a part of the tables attests."""

    def __init__(self, tables: Tables, part: Part = Part.ALL) -> None:
        self._keys: dict[str, Counter[str]] = defaultdict(Counter)
        self._texts: dict[str, Counter[str]] = defaultdict(Counter)
        for unit in tables.units:
            if part.holds(unit.key):
                self._add(unit.key, folded(unit.text), unit.count)
        for one, other in _words_of_listed(tables.listed):
            key = f"{min(one, other)}|{max(one, other)}"
            if part.holds(key):
                self._add(key, one, 1)
                self._add(key, other, 1)
        self._others: dict[str, Pool] = {}

    def _add(self, key: str, text: str, count: int) -> None:
        if len(text) >= SHORTEST:
            self._keys[text][key] += count
            self._texts[key][text] += count

    def others(self, text: str) -> Pool:
        """Return the other spellings of a stretch of words, each with how often it is attested; none for many."""
        if text not in self._others:
            words = text.count(" ")
            counts: Counter[str] = Counter()
            for key in self._keys.get(text, ()):
                least = LEAST_SHARE * self._texts[key].total()
                for other, count in self._texts[key].items():
                    if other != text and other.count(" ") == words and count >= least:
                        counts[other] += count
            self._others[text] = Pool.of(dict(counts))
        return self._others[text]

    def parts(self, words: list[str]) -> Iterator[tuple[str, Pool]]:
        """Yield the words in stretches, each as long as its spellings are attested, with the other spellings."""
        at = 0
        while at < len(words):
            for length in range(min(MOST_WORDS, len(words) - at), 0, -1):
                text = " ".join(words[at : at + length])
                others = self.others(text)
                if len(others) or length == 1:
                    yield text, others
                    at += length
                    break


def _words_of_listed(listed: tuple[Listed, ...]) -> Iterator[tuple[str, str]]:
    """Yield pairs of words by which two names of one person differ and which are alike."""
    found = set()
    for one in listed:
        names = dict.fromkeys(tuple(folded(name.full).split()) for name in one.person.names)
        for first, second in combinations(list(names)[:MOST_NAMES], 2):
            if len(first) == len(second) and len(first) > 1:
                differing = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
                if len(differing) == 1 and are_alike(*differing[0]):
                    found.add((min(differing[0]), max(differing[0])))
    yield from sorted(found)


def are_alike(one: str, other: str) -> bool:
    """Whether two words may be spellings of one: three letters each at least, and half of the letters in place."""
    return min(len(one), len(other)) >= SHORTEST and Levenshtein.normalized_similarity(one, other) >= LEAST_ALIKE
