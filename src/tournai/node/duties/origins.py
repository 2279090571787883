"""Whose a push is, and so what it may change: a message says who sent it, the account that brought it is known.

An account changes what it brought itself. The eu-LISA router and the authority's own hands change everything. Accounts
tied to the carrier that operates a flight also change what one another, the router or the authority brought of it.

Source: Directive (EU) 2016/681, Art. 8(1) and 13(2); Regulation (EU) 2025/13, Art. 16.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tournai.errors import Malformed
from tournai.node.duties.admission import admissions
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recognising import as_operated
from tournai.node.duties.rows import Flight, StoredPush
from tournai.travel.records import Defect, Leg, MessageFormat, Push
from tournai.values import Role


class Origins(msgspec.Struct, frozen=True):
    """The accounts that must not change whatever they like, and the carriers that accounts are tied to."""

    carriers_accounts: frozenset[str]
    ties: Mapping[str, frozenset[str]]

    def is_free(self, account: str) -> bool:
        """Whether an account is the router's, or no carrier's at all: the authority's own hands."""
        return account not in self.carriers_accounts

    def is_foreign(self, account: str, flight: Flight, leg: Leg) -> bool:
        """Whether an account is tied to carriers, and a flight is neither operated nor sold by one of them."""
        tied = frozenset() if self.is_free(account) else self.ties.get(account, frozenset())
        return bool(tied) and not tied & {flight.carrier, leg.carrier}

    def may_change(self, account: str, other: str, carrier: str) -> bool:
        """Whether a push by ``account`` may change what ``other`` brought of a flight that ``carrier`` operates."""
        if account == other or self.is_free(account):
            return True
        return self._speaks_for(account, carrier) and (self.is_free(other) or self._speaks_for(other, carrier))

    def may_empty(self, account: str, carrier: str) -> bool:
        """Whether a full push by an account can be the operating carrier's own, whom UNB names as its sender or not."""
        return self.is_free(account) or not self.ties.get(account) or self._speaks_for(account, carrier)

    def _speaks_for(self, account: str, carrier: str) -> bool:
        return carrier in self.ties.get(account, frozenset())


class Reach(msgspec.Struct, frozen=True):
    """The pushes of a flight, by ``push_id``, that a push may change, and those whose word holds for its records."""

    changes: frozenset[str]
    heeds: frozenset[str]


def read_origins(unit: Unit) -> Origins:
    """Return whose accounts are."""
    known = unit.accounts.accounts()
    bound = (one.account for one in known if one.role == Role.CARRIER.value and not one.is_router)
    return Origins(frozenset(bound), unit.carriers.ties())


def reach_of(origins: Origins, stored: StoredPush, carrier: str, pushes: Iterable[StoredPush]) -> Reach:
    """Return what a stored push may change among the ``pushes`` of its flight, itself included."""
    changes, heeds = {stored.push_id}, {stored.push_id}
    for push in pushes:
        if origins.may_change(stored.account, push.account, carrier):
            changes.add(push.push_id)
        if origins.may_change(push.account, stored.account, carrier):
            heeds.add(push.push_id)
    return Reach(frozenset(changes), frozenset(heeds))


def refuse_others_flights(
    ports: Ports, account: str, pushes: Sequence[tuple[Push, Leg]], flights: list[Flight]
) -> None:
    """Refuse a body about another carrier's flight where its account is tied to carriers.

    What no law allows to keep is not kept in quarantine either: it is dropped as any other.

    Raises:
        Malformed: It is (code ``not-your-flight``).
    """
    with ports.look() as unit:
        origins = read_origins(unit)
        pairs = list(zip(pushes, flights, strict=True))
        foreign = [pair for pair, one in pairs if origins.is_foreign(account, as_operated(unit, one), pair[1])]
    if foreign and any(admission.is_kept for admission in admissions(ports, foreign)):
        raise Malformed(
            "the flight is operated and sold by other carriers than those that this account pushes for: "
            "send it by their account, or have this one tied to the carrier",
            code="not-your-flight",
        )


def defects_of_origin(origins: Origins, account: str, push: Push, earlier: Iterable[StoredPush]) -> tuple[Defect, ...]:
    """Return what is odd about who brought bookings: another carrier's account brought some of the same flight."""
    of_bookings = (one.account for one in earlier if one.format == MessageFormat.PNRGOV.value)
    others = {one for one in of_bookings if one and one != account and not origins.is_free(one)}
    if push.format is not MessageFormat.PNRGOV or origins.is_free(account) or not others:
        return ()
    text = "another account has pushed bookings of this flight: this push changes none of them; find out whose it is"
    return (Defect(0, "other-account", text),)
