"""Fits what one grapheme costs for another, from attested spellings of one Arabic name, and writes the table.

``python -m benchmarks.fit.spelling_costs FOLDER > src/tournai/screening/spelling_costs.py``, where FOLDER holds
``arabic_latin_units*.tsv.gz``. Each pair of spellings of one name is aligned at least cost; the operations are counted,
their shares give the next costs (six rounds). Only names on the train side are read. Habits that the tables hardly show
(Cyrillic, German, Turkish) are stated in ``HABITS`` and win.
"""

import gzip
import re
import sys
from collections import defaultdict
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import numpy as np

from tournai.screening.compiled import compiled
from tournai.screening.graphemes import CONSONANT_CLASSES, GRAPHEMES, spell
from tournai.values.transliteration import transliterate

HABITS = {
    ("KH", "H"): 3.0, ("KH", "K"): 3.5, ("CK", "K"): 1.0, ("SCH", "SH"): 1.0, ("SCH", "CH"): 2.0,
    ("TCH", "CH"): 1.0, ("TCH", "SH"): 3.0,
    ("V", "W"): 1.5, ("J", "Y"): 2.5, ("J", "I"): 2.5, ("J", "IE"): 3.0, ("ZH", "J"): 1.0, ("PH", "F"): 1.0,
    ("QU", "K"): 1.5, ("C", "K"): 2.0, ("TS", "TZ"): 1.0, ("TS", "Z"): 2.0, ("TS", "C"): 2.5, ("TZ", "Z"): 2.0,
    ("CH", "KH"): 2.5, ("CH", "H"): 3.5, ("OE", "O"): 1.0, ("UE", "U"): 1.0, ("AE", "A"): 1.0,
    ("AA", "A"): 1.0, ("OE", "OU"): 1.5, ("V", "F"): 2.5, ("B", "P"): 4.0, ("D", "T"): 3.5, ("G", "J"): 2.0,
    ("GH", "K"): 3.5, ("G", "K"): 3.5,
    ("GH", "G"): 2.0, ("GH", "R"): 4.0, ("S", "Z"): 3.0, ("SH", "S"): 3.0, ("TH", "S"): 4.0, ("DH", "Z"): 3.0,
    ("DH", "D"): 1.5, ("TH", "T"): 1.5, ("I", "Y"): 1.0, ("EY", "EI"): 0.75, ("EY", "E"): 2.0, ("AY", "EI"): 1.0,
    ("IE", "I"): 1.5, ("IE", "E"): 1.5, ("W", "OU"): 1.5, ("W", "U"): 2.0, ("EU", "OE"): 1.5, ("EU", "U"): 3.0,
    ("AH", "A"): 1.0, ("EH", "E"): 1.0, ("EH", "A"): 2.0, ("AU", "AW"): 1.0, ("AU", "OU"): 2.0, ("AW", "OU"): 2.0,
    ("CH", "SH"): 1.25, ("DJ", "J"): 0.75, ("DJ", "G"): 2.5, ("DJ", "DH"): 4.0, ("Q", "G"): 3.0, ("Q", "GH"): 2.5,
    ("TCH", "TS"): 4.0,
    ("C", "CH"): 2.0, ("C", "TCH"): 3.0,
    ("TJ", "CH"): 1.5, ("TJ", "TCH"): 1.5,
    ("ZH", "Z"): 2.5, ("ZH", "G"): 3.0, ("ZH", "SH"): 4.0, ("ZH", "SCH"): 2.0, ("M", "N"): 7.0,
}  # fmt: skip
FIRST_VOWELS = {"I": 3.5, "A": 4.5}
"""What a first vowel costs that one spelling lacks (IBRAHIM, BRAHIM); the fit counts it among all places."""

VOWELISH = frozenset({*"AEIOUYWH", *(g for g in GRAPHEMES if len(g) == 2 and g[0] in "AEIOU")})
FARTHEST = 22.0
"""A pair that costs more is taken for two names, not two spellings."""

UNLIKE, SAME_CLASS, VOWELS, LEAST_TELLING = 8.0, 4.5, 5.0, 6.0
GAPS = {"consonant": 8.0, "vowel": 4.5}
SHORTEST, LONGEST = 3, 20


@compiled
def aligned(one, count, other, others, swap, gap, costs, steps):
    """Fill the table of least costs and of the step that leads to each place."""
    for i in range(count + 1):
        for j in range(others + 1):
            if i == 0 and j == 0:
                continue
            best, step = 1e9, 0
            if i > 0 and j > 0:
                best, step = costs[i - 1, j - 1] + swap[one[i - 1], other[j - 1]], 1
            if i > 0:
                cost = costs[i - 1, j] + gap[0 if i == 1 else (2 if i == count else 1), one[i - 1]]
                if cost < best:
                    best, step = cost, 2
            if j > 0:
                cost = costs[i, j - 1] + gap[0 if j == 1 else (2 if j == others else 1), other[j - 1]]
                if cost < best:
                    best, step = cost, 3
            costs[i, j], steps[i, j] = best, step
    return costs[count, others]


def pairs(folder: Path):
    names = defaultdict(set)
    for path in sorted(folder.glob("arabic_latin_units*.tsv.gz")):
        for line in gzip.decompress(path.read_bytes()).decode().splitlines()[1:]:
            key, latin = line.split("\t")[:2]
            token = re.sub("[^A-Z]", "", transliterate(latin))
            if SHORTEST <= len(token) <= LONGEST and not sha256(key.encode()).digest()[1] & 1:
                names[key].add(token)
    for tokens in names.values():
        for one, other in combinations(sorted(tokens), 2):
            yield _spelled(one), _spelled(other), 1 / (len(tokens) - 1)


def _spelled(token):
    symbols = np.zeros(24, np.uint8)
    count = spell(np.frombuffer(token.encode(), np.uint8), len(token), symbols)
    return symbols, count


def start():
    is_vowel = np.array([grapheme in VOWELISH for grapheme in GRAPHEMES])
    classes = np.array([CONSONANT_CLASSES.get(grapheme, 0) for grapheme in GRAPHEMES])
    swap = np.full((len(GRAPHEMES),) * 2, UNLIKE)
    swap[np.ix_(is_vowel, is_vowel)] = VOWELS
    swap[(classes[:, None] == classes) & (classes > 0)] = SAME_CLASS
    np.fill_diagonal(swap, 0)
    gap = np.where(is_vowel, GAPS["vowel"], GAPS["consonant"]) * np.ones((3, 1))
    return swap, gap


def counted(known, swap, gap):
    swaps, gaps = np.zeros_like(swap), np.zeros_like(gap)
    costs, steps = np.zeros((26, 26)), np.zeros((26, 26), np.int64)
    for (one, i), (other, j), weight in known:
        if aligned(one, i, other, j, swap, gap, costs, steps) > FARTHEST:
            continue
        count, others = i, j
        while i or j:
            step = steps[i, j]
            if step == 1:
                swaps[one[i - 1], other[j - 1]] += weight
                swaps[other[j - 1], one[i - 1]] += weight
            elif step == 2:
                gaps[0 if i == 1 else (2 if i == count else 1), one[i - 1]] += weight
            else:
                gaps[0 if j == 1 else (2 if j == others else 1), other[j - 1]] += weight
            i, j = i - (step != 3), j - (step != 2)
    return swaps, gaps


def fitted(known, rounds=6):
    first_swap, first_gap = start()
    swap, gap = first_swap, first_gap
    for _ in range(rounds):
        swaps, gaps = counted(known, swap, gap)
        seen = swaps.sum(axis=1) + gaps.sum(axis=0)
        same = (np.diag(swaps) + 1) / (seen + 5)
        trust = 20.0  # occurrences that the starting cost counts for
        swap = np.log2(
            np.sqrt(np.outer(same, same))
            / ((swaps + trust * 2**-first_swap) / np.sqrt(np.outer(seen + trust, seen + trust)))
        )
        gap = np.log2(same / ((gaps + trust * 2**-first_gap) / (seen + trust)))
        swap, gap = np.clip(swap, 0.75, UNLIKE), np.clip(gap, 1.0, UNLIKE)
        np.fill_diagonal(swap, 0)
    return swap, gap


def write(swap, gap):
    rounded = np.round(np.minimum(swap, UNLIKE) * 4) / 4
    cheap = defaultdict(list)
    for one in range(len(GRAPHEMES)):
        for other in range(one):
            names = (GRAPHEMES[one], GRAPHEMES[other])
            cost = HABITS.get(names, HABITS.get(names[::-1], rounded[one, other]))
            if cost <= LEAST_TELLING:
                cheap[cost].append("-".join(names[::-1]))
    gaps = [{g: float(np.round(gap[at, n] * 4) / 4) for n, g in enumerate(GRAPHEMES)} for at in range(3)]
    gaps[0] |= FIRST_VOWELS
    print(HEADER)
    print("SWAPS: Mapping[float, str] = MappingProxyType({")
    for cost in sorted(cheap):
        text = " ".join(sorted(cheap[cost]))
        lines = [f'"{part} "' for part in _wrapped(text, 104)]
        print(f"    {cost:g}: " + "\n    ".join(lines) + ",")
    print('})  # fmt: skip\n"""Bits, and the pairs of graphemes that cost them; every other pair costs `UNLIKE`."""\n')
    print("GAPS: Mapping[str, tuple[float, float, float]] = MappingProxyType({")
    line = "   "
    for grapheme in GRAPHEMES:
        item = f' "{grapheme}": ({gaps[0][grapheme]:g}, {gaps[1][grapheme]:g}, {gaps[2][grapheme]:g}),'
        if len(line) + len(item) > 118:
            print(line)
            line = "   "
        line += item
    print(line)
    print(
        '})  # fmt: skip\n"""What a grapheme costs that only one spelling has: as its first, between, as its last."""'
    )


def _wrapped(text, width):
    line = ""
    for word in text.split():
        if line and len(line) + len(word) + 1 > width:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


HEADER = '''\
"""What it costs, in bits, that one grapheme stands for another in two spellings of a name; fitted, then frozen.

Written by ``benchmarks/fit/spelling_costs.py`` from attested Latin spellings of Arabic names (Wikidata, CC0; Algerian
Name Transcription Corpus, CC0; DziriNames, MIT); habits of other scripts are stated there. A cost of 3 bits: among
equal names, the two stand for one another an eighth as often as each stands for itself.
"""

from collections.abc import Mapping
from types import MappingProxyType

COSTS_VERSION = "2026-11-d"

UNLIKE = 8.0
"""Two graphemes that no habit exchanges: a slip of the hand."""

EXCHANGED = 6.0
"""Two neighbours in the other order."""
'''

if __name__ == "__main__":
    write(*fitted(list(pairs(Path(sys.argv[1])))))
