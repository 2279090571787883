"""What a register of alerts that is asked must do; see `tournai.node.duties.registers`."""

from collections.abc import Sequence
from typing import Protocol

from tournai.alerts import Alert
from tournai.values import Person


class AlertRegister(Protocol):
    """A register that answers questions; what an adapter of SIS or INTERPOL implements.

    ``ask`` gets a person as a traveller's data gives it (names as printed, births, documents), or a person without
    names who carries the document that is asked about. It returns the alerts that the register finds, by its own rules
    of likeness, each with its reference, category, action and dates. It keeps nothing of the question.
    """

    @property
    def source(self) -> str:
        """The name of the source under which its answers are kept and matching is approved."""

    def ask(self, person: Person) -> Sequence[Alert]:
        """Return the alerts on a person or document.

        Raises:
            Unavailable: The register does not answer now.
        """
