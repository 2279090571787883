"""Whom checks of documents and seals rely on: the sources, who brought and approved them, the world's coverage.

Nobody's data is in it: keys and names of authorities. How a list comes in: `trust_imports`.

Source: ICAO Doc 9303-12, 8th edition (2021), sections 8 and 9; BSI TR-03135-1, version 2.5, section 5.6.1.1.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import msgspec

from tournai.documents.seals.signers import SealSigners, SealTrust
from tournai.documents.trust import Certificate, TrustStore, build_store, changed_certificates
from tournai.documents.trust.reading import TrustFile, store_of
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import look
from tournai.node.duties.trust_imports import TrustUse, ground_of_trust, read_edition, revoked_in
from tournai.node.duties.trust_rows import StoredTrust
from tournai.oversight.permissions import Action, may
from tournai.values import Actor

SOON = timedelta(days=90)
"""Within which an end of validity is told beforehand."""


class SourceLine(msgspec.Struct, frozen=True):
    """A source: who brought its latest edition and who approved it, who signed it, what it holds, what it changed."""

    edition_id: str
    source: str
    used_for: str
    approved_at: datetime | None
    approved_by: str
    imported_by: str
    signer: str
    certificates: int
    countries: int
    revoked: int
    added: int
    removed: int


class ProposalLine(msgspec.Struct, frozen=True):
    """An edition that waits for a second person."""

    edition_id: str
    source: str
    used_for: str
    imported_at: datetime
    imported_by: str
    signer: str
    may_decide: bool


class CountryLine(msgspec.Struct, frozen=True):
    """A country: its certificates, how many are valid, when the last of them ends, and the sources."""

    country: str
    certificates: int
    valid: int
    ends: datetime
    sources: tuple[str, ...]
    ends_soon: bool


class TrustPage(msgspec.Struct, frozen=True):
    """Whom the node relies on: its sources, what waits, and the world's coverage."""

    now: datetime
    sources: tuple[SourceLine, ...]
    proposals: tuple[ProposalLine, ...]
    countries: tuple[CountryLine, ...]
    may_import: bool

    @property
    def covered(self) -> int:
        """How many countries have a certificate that is valid now."""
        return sum(line.valid > 0 for line in self.countries)


class Trusted:
    """The trust of the editions in force, made anew where one came: reading them takes a second, a check none."""

    def __init__(self, begin_look: Callable[[], AbstractContextManager[Unit]]) -> None:
        self._look = begin_look
        self._identifiers: tuple[str, ...] = ()
        self._store = TrustStore()
        self._seals = SealTrust()

    def documents(self) -> TrustStore:
        """Return whom the node relies on for documents now."""
        self._renew()
        return self._store

    def seals(self) -> SealTrust:
        """Return whom the node relies on for seals now: the country signing CAs too."""
        self._renew()
        return self._seals

    def _renew(self) -> None:
        with self._look() as unit:
            identifiers = unit.trust.identifiers()
            if identifiers == self._identifiers:
                return
            read = [(each.source, read_edition(each)) for each in unit.trust.in_force()]
        files = [(source, one) for source, one in read if isinstance(one, TrustFile)]
        seals = [(source, one) for source, one in read if isinstance(one, SealSigners)]
        authorities = [(source, one.certificates) for source, one in files]
        authorities += [(source, one.authorities) for source, one in seals]
        crls = [crl for _, one in files for crl in one.crls]
        self._store = store_of(files)
        self._seals = SealTrust(build_store(authorities, crls), tuple(each for _, one in seals for each in one.signers))
        self._identifiers = identifiers


def show_trust(ports: Ports, actor: Actor) -> TrustPage:
    """Return whom checks rely on.

    Raises:
        Refused: The actor may not see it.
    """
    with look(ports, actor, Action.VIEW_TRUST, ground_of_trust(actor)) as looking:
        editions = looking.unit.trust.in_force()
        files = {each.source: read_edition(each) for each in editions}
        documents = {each.source: files[each.source] for each in editions if each.used_for == TrustUse.DOCUMENTS}
        may_decide = may(actor.role, Action.APPROVE_TRUST, looking.ground.purpose)
        return TrustPage(
            now=looking.now,
            sources=tuple(_source(looking.unit, each, files[each.source]) for each in editions),
            proposals=tuple(_proposal(each, actor, may_decide) for each in looking.unit.trust.proposed()),
            countries=_coverage(documents, looking.now),
            may_import=may(actor.role, Action.IMPORT_TRUST, looking.ground.purpose),
        )


def _source(unit: Unit, edition: StoredTrust, file: TrustFile | SealSigners) -> SourceLine:
    before = unit.trust.before(edition)
    held = read_edition(before).certificates if before else ()
    change = changed_certificates(held, file.certificates)
    return SourceLine(
        edition_id=edition.edition_id,
        source=edition.source,
        used_for=edition.used_for,
        approved_at=edition.approved_at,
        approved_by=edition.approved_by,
        imported_by=edition.imported_by,
        signer=edition.signer,
        certificates=len(file.certificates),
        countries=len(_by_country({edition.source: file})),
        revoked=revoked_in(file),
        added=len(change.added),
        removed=len(change.removed),
    )


def _proposal(edition: StoredTrust, actor: Actor, may_decide: bool) -> ProposalLine:  # noqa: FBT001  # of one row
    is_second = may_decide and edition.imported_by != actor.identifier
    return ProposalLine(
        edition.edition_id,
        edition.source,
        edition.used_for,
        edition.imported_at,
        edition.imported_by,
        edition.signer,
        is_second,
    )


def _by_country(
    files: dict[str, TrustFile | SealSigners],
) -> dict[str, dict[bytes, tuple[Certificate, list[str]]]]:
    """Return country -> its certificates, each once, with the sources that hold it."""
    found: dict[str, dict[bytes, tuple[Certificate, list[str]]]] = {}
    for source, file in files.items():
        for certificate in file.certificates:
            held = found.setdefault(certificate.subject.country or "-", {})
            held.setdefault(certificate.der, (certificate, []))[1].append(source)
    return found


def _coverage(files: dict[str, TrustFile | SealSigners], now: datetime) -> tuple[CountryLine, ...]:
    return tuple(_country(country, list(held.values()), now) for country, held in sorted(_by_country(files).items()))


def _country(country: str, held: list[tuple[Certificate, list[str]]], now: datetime) -> CountryLine:
    ends = max(certificate.not_after for certificate, _ in held)
    return CountryLine(
        country=country,
        certificates=len(held),
        valid=sum(certificate.is_valid_at(now) for certificate, _ in held),
        ends=ends,
        sources=tuple(sorted({source for _, sources in held for source in sources})),
        ends_soon=now <= ends < now + SOON,
    )
