"""Who acts: roles, actors, and the rule of two persons.

Roles are those of the laws that the node serves; a role says what kind of person or machine acts, never who it is.
"""

from enum import Enum

import msgspec

from tournai.errors import Refused


class Role(Enum):
    """What a person or machine is to the node. Permissions hang on it (`tournai.oversight.permissions`)."""

    ANALYST = "analyst"
    """An officer of the passenger information unit who reviews matches."""
    SENIOR_ANALYST = "senior analyst"
    """An analyst who also gives second opinions and approves alert sources."""
    CRITERIA_OFFICER = "criteria officer"
    BORDER_OFFICER = "border officer"
    SECOND_LINE_OFFICER = "second-line officer"
    """Of the second line (Regulation (EU) 2016/399, Art. 2), entitled to alerts for discreet checks."""
    BORDER_GATE = "border gate"
    """A gate, kiosk or reader at a border crossing, which an officer supervises: a machine, never a person."""
    SPOC_OFFICER = "SPOC officer"
    """An officer of the single point of contact: Directive (EU) 2023/977, Art. 14."""
    INVESTIGATOR = "investigator"
    PROSECUTOR = "prosecutor"
    JUDGE = "judge"
    INDEPENDENT_BODY = "independent body"
    """A court or independent administrative body, third to whoever asks: C-817/19."""
    ENFORCING_AUTHORITY = "enforcing authority"
    DATA_PROTECTION_OFFICER = "data protection officer"
    SUPERVISOR = "supervisor"
    """The national supervisory authority, from outside: Directive (EU) 2016/681, Art. 15."""
    CARRIER = "carrier"
    CARRIER_ON_TRIAL = "carrier on trial"
    """A carrier under certification: it may try its messages, and push nothing yet."""
    PARTNER_NODE = "partner node"
    PROVIDER = "provider"
    ADMINISTRATOR = "administrator"
    NODE = "node"
    """The node itself: its workers and schedules. A service account, never a person."""

    @property
    def is_human(self) -> bool:
        """Whether a natural person stands behind the role (rules PNR-10, PNR-13)."""
        return self not in _MACHINES

    @property
    def is_independent(self) -> bool:
        """Whether the role is a court or independent body in the sense of C-817/19 (rule PNR-15).

        A prosecutor is not: C-746/18. Nor is the unit itself, its data protection officer included.
        """
        return self in _INDEPENDENT


_MACHINES = frozenset(
    {Role.BORDER_GATE, Role.CARRIER, Role.CARRIER_ON_TRIAL, Role.PARTNER_NODE, Role.PROVIDER, Role.NODE}
)
_INDEPENDENT = frozenset({Role.JUDGE, Role.INDEPENDENT_BODY})


class Actor(msgspec.Struct, frozen=True, gc=False):
    """Who acts: the account's identifier (never a name) and the role in which it acts now."""

    identifier: str
    role: Role


def check_two_persons(asker: str, approver: str) -> None:
    """Return when two different accounts asked and approved.

    Raises:
        Refused: One person did both, or one of them is not named. Rule SYS-02.
    """
    if not asker.strip() or not approver.strip():
        raise Refused("who asks and who approves must both be known", rule="SYS-02")
    if asker.strip().casefold() == approver.strip().casefold():
        raise Refused("whoever asked cannot approve: a second person must decide", rule="SYS-02")
