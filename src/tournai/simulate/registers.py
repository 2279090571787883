"""A register of alerts that answers from memory, in place of SIS or INTERPOL's databases.

It is stricter than any real one: a person is found by a document number, or by a surname and a birth date that agree.
"""

from collections.abc import Iterable

from tournai.alerts import Alert
from tournai.values import Person


class SimulatedRegister:
    """Answers about persons and documents out of invented alerts: `tournai.node.duties.registers.AlertRegister`."""

    def __init__(self, source: str, alerts: Iterable[Alert]) -> None:
        self._source = source
        self._alerts = tuple(alerts)

    @property
    def source(self) -> str:
        """The name of the source under which its answers are kept."""
        return self._source

    def ask(self, person: Person) -> tuple[Alert, ...]:
        """Return the alerts on a person or document."""
        return tuple(alert for alert in self._alerts if _is_alike(alert.person, person))


def _is_alike(sought: Person, asked: Person) -> bool:
    numbers = {document.number for document in sought.documents}
    if numbers & {document.number for document in asked.documents}:
        return True
    surnames = {name.surname.upper() for name in sought.names}
    is_named = bool(surnames & {name.surname.upper() for name in asked.names})
    return is_named and any(one.meets(other) for one in sought.births for other in asked.births)
