"""What is wrong, or worth saying, about an evidence package."""

import msgspec

from tournai.values.wordings import Wording, say

MOST_FINDINGS = 1_000
"""Findings that one report names; the others are counted."""


class Finding(msgspec.Struct, frozen=True):
    """One finding.

    Attributes:
        code: A short stable word that scripts can compare.
        message: What was found and what was expected.
        path: The file that it is about; empty: the package.
        refuses: Whether the package is refused for it.
    """

    code: str
    message: Wording
    path: str = ""
    refuses: bool = True


class Findings:
    """Findings as they are made, the first of them kept."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._more = 0
        self.refuses = False

    def add(self, code: str, message: Wording, *, path: str = "", refuses: bool = True) -> None:
        """Add a finding; see `Finding`."""
        self.refuses = self.refuses or refuses
        if len(self._kept) < MOST_FINDINGS:
            self._kept.append(Finding(code, message, path, refuses))
        else:
            self._more += 1

    def kept(self) -> tuple[Finding, ...]:
        """Return the findings in the order in which they were made, and how many there were besides."""
        if not self._more:
            return tuple(self._kept)
        return (*self._kept, Finding("more-findings", say("{count} more findings", count=self._more), "", self.refuses))
