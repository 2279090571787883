"""One step of a document check: what was checked, how it ended, why, and on what evidence.

Source: BSI TR-03135-1, version 2.5, section 3.5 (results of a check) and 5.4 (overall result).
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from tournai.documents.verdict.checks import SECTIONS, Check
from tournai.values.wordings import Wording, listed, say


class Outcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    """The feature was checked and is as it must be."""
    FAILED = "failed"
    """The feature was checked and is not as it must be."""
    UNDETERMINED = "undetermined"
    """The check ran to its end, but cannot tell: evidence is missing, or a known defect of genuine documents."""
    NOT_DONE = "not done"
    """The check was not run: the document does not have the feature, or it was not handed over."""


RESULTS = {
    Outcome.PASSED: "successful",
    Outcome.FAILED: "failed",
    Outcome.UNDETERMINED: "undetermined",
    Outcome.NOT_DONE: "not supported",
}
"""Outcome -> the word of TR-03135, section 3.5."""


class _Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What says something in a sentence, and keeps what the sentence was made of beside it."""

    template: str = ""
    """The sentence with a name in braces for each of its ``values``; left out where it has none."""
    values: dict[str, int | str] = {}
    """What is filled in, by name; left out where there is nothing."""

    def _keep(self, field: str) -> None:
        said = getattr(self, field)
        if isinstance(said, Wording):
            kept = {name: one if isinstance(one, int) else str(one) for name, one in said.values.items()}
            msgspec.structs.force_setattr(self, "template", said.template if kept else "")
            msgspec.structs.force_setattr(self, "values", kept)
            msgspec.structs.force_setattr(self, field, str(said))

    def _said(self, sentence: str) -> str:
        # A value may be a list of words; each is one that a catalogue may know.
        words = {name: one if isinstance(one, int) else listed(one.split(", ")) for name, one in self.values.items()}
        return say(self.template, **words) if self.template else sentence


class Step(_Told, frozen=True, omit_defaults=True):
    """One check and its outcome.

    ``subject`` names what of several was checked, e.g. ``DG2``. ``code`` is the section of TR-03135-1, ``result`` its
    word for the outcome. ``source`` names the evidence: a file of the chip, a list, a zone. None of them holds
    personal data.
    """

    step: Check
    outcome: Outcome
    code: str
    result: str
    reason: str
    source: str
    subject: str = ""

    def __post_init__(self) -> None:
        """Keep what the reason was made of beside it."""
        self._keep("reason")
        msgspec.structs.force_setattr(self, "source", str(self.source))

    @property
    def wording(self) -> str:
        """The reason, as a sentence that a door can say in another language."""
        return self._said(self.reason)


class Defect(_Told, frozen=True, omit_defaults=True):
    """Something that breaks a standard and was read all the same; ``code`` is a stable word, ``where`` the object."""

    code: str
    where: str
    message: str

    def __post_init__(self) -> None:
        """Keep what the message was made of beside it."""
        self._keep("message")
        msgspec.structs.force_setattr(self, "where", str(self.where))

    @property
    def wording(self) -> str:
        """The message, as a sentence that a door can say in another language."""
        return self._said(self.message)


class Verdict(msgspec.Struct, frozen=True):
    """What a document check found. It is evidence that an officer weighs: never a yes or no by itself."""

    verdict: Outcome
    steps: tuple[Step, ...]
    defects: tuple[Defect, ...]

    def __bool__(self) -> bool:
        """Refuse to be used as a yes or no.

        Raises:
            TypeError: Always.
        """
        raise TypeError("a verdict lists steps for an officer to weigh; ask for its outcome by name")


def passed(check: Check, reason: Wording, source: str, subject: str = "") -> Step:
    """Return a step that passed."""
    return _step(check, Outcome.PASSED, reason, source, subject)


def failed(check: Check, reason: Wording, source: str, subject: str = "") -> Step:
    """Return a step that failed."""
    return _step(check, Outcome.FAILED, reason, source, subject)


def undetermined(check: Check, reason: Wording, source: str, subject: str = "") -> Step:
    """Return a step that could not tell."""
    return _step(check, Outcome.UNDETERMINED, reason, source, subject)


def not_done(check: Check, reason: Wording, source: str, subject: str = "") -> Step:
    """Return a step that was not run."""
    return _step(check, Outcome.NOT_DONE, reason, source, subject)


def _step(check: Check, outcome: Outcome, reason: Wording, source: str, subject: str) -> Step:
    return Step(check, outcome, SECTIONS.get(check, ""), RESULTS[outcome], reason, source, subject)


def overall(steps: Iterable[Step]) -> Outcome:
    """Return the outcome of all steps together.

    One failed step fails the whole; passed is what has no step that failed or could not tell, and one at least that
    passed. A step that was not done decides nothing: what a document must show is for those who list the steps.
    """
    outcomes = {step.outcome for step in steps}
    order = (Outcome.FAILED, Outcome.UNDETERMINED, Outcome.PASSED)
    return next((outcome for outcome in order if outcome in outcomes), Outcome.NOT_DONE)


def verdict_of(steps: Iterable[Step], defects: Iterable[Defect] = ()) -> Verdict:
    """Return steps with their overall outcome, and the defects, each once."""
    listed = tuple(steps)
    once = {(defect.code, defect.where, defect.message): defect for defect in defects}
    return Verdict(overall(listed), listed, tuple(once.values()))
