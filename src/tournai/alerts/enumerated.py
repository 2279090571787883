"""Several values in one text, as lists write them: ``(1) Tunisia (2) Libya``, ``a) ... b) ...``."""

import re
from collections.abc import Iterator

MARK = re.compile(r"(?:^|(?<=[\s(,.)]))\(?(?:\d{1,2}|[a-zA-Z])\)(?:\s*(?:-|to)\s*\(?(?:\d{1,2}|[a-zA-Z])\))?(?=\s|\S)")
"""A value's number or letter, or the first and last of several that share it: ``(1)-(2) Algeria``."""

BRACKETED = re.compile(r"\(([^()]{2,60})\)")

MAX_TEXT = 2000
"""The longest text, in characters, that is parted; the longest real one has about 600."""

WORD = re.compile(r"[^\W\d_]{3,}")
ISSUED = re.compile(r"\bissue|\bplace|\bunder\b", re.IGNORECASE)
MAX_WORDS, MAX_STATE_WORDS = 8, 4


def parts_of_text(text: str) -> list[str]:
    """Return the values of a text, one where nothing is numbered; empty ones and mere dashes are left out.

    >>> parts_of_text("(1)-(2) Tunisia (3) Libya"), parts_of_text("Iran (Islamic Republic of)")
    (['Tunisia', 'Libya'], ['Iran (Islamic Republic of)'])
    """
    parts = (part.strip(" ,;.-") for part in MARK.split(text[:MAX_TEXT]))
    return [part if part.count("(") == part.count(")") else part.strip("()") for part in parts if part]


def state_words(text: str) -> Iterator[str]:
    """Yield what may name a state in a free text, likeliest first: what stands in brackets, then runs of its words.

    Words after "issued" name a place of issue, which may lie anywhere: they are left out.
    """
    found = BRACKETED.findall(text[:MAX_TEXT])
    for part in (*found, text[:MAX_TEXT]):
        words = WORD.findall(ISSUED.split(part)[0])[:MAX_WORDS]
        for size in range(MAX_STATE_WORDS, 0, -1):
            yield from (" ".join(words[start : start + size]) for start in range(len(words) - size + 1))
