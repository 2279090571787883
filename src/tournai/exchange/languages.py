"""In which languages a request may be written, and a translation beside its original.

Source: Directive (EU) 2023/977, Art. 11: each State keeps a list of languages, and English is on every list. Rule
EXC-07. Which other languages a State has listed comes with the member list, as does its change.
"""

from collections.abc import Iterable

import msgspec

from tournai.errors import Incomplete
from tournai.values.wordings import say

ALWAYS = "en"


class Translation(msgspec.Struct, frozen=True):
    """A text in another language, for reading only: what counts is the original, which is never replaced."""

    original: str
    original_language: str
    text: str
    language: str
    by_machine: bool

    @property
    def mark(self) -> str:
        """What must be shown beside it."""
        return "machine translation, not verified" if self.by_machine else "translation"


def accepted(listed: Iterable[str]) -> tuple[str, ...]:
    """Return the languages in which a State takes requests: those it has listed, and English."""
    return tuple(sorted({*listed, ALWAYS}))


def check_language(language: str, listed: Iterable[str]) -> None:
    """Return when a text may go to a State in a language.

    Raises:
        Incomplete: The State has not listed it. Rule EXC-07.
    """
    if language not in (known := accepted(listed)):
        raise Incomplete(
            say("the other State takes {accepted}, not '{language}'", accepted=", ".join(known), language=language),
            rule="EXC-07",
        )
