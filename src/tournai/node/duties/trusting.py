"""Whom checks of documents rely on: lists imported as a diff, the world's coverage, and who brought what since when.

A list is taken only where its own signature holds. Nobody's data is in it: keys and names of authorities.

Source: ICAO Doc 9303-12, 8th edition (2021), sections 8 and 9; BSI TR-03135-1, version 2.5, section 5.6.1.1.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from tournai.documents.trust import Certificate, TrustStore, changed_certificates, judge_certificates
from tournai.documents.trust.issuers import SignatureState
from tournai.documents.trust.reading import TrustFile, read_trust_file, store_of
from tournai.errors import Malformed, Unverified
from tournai.node.duties.document_grounds import BORDER
from tournai.node.duties.ports import Ports, Unit
from tournai.node.duties.recording import ADMINISTRATION, Ground, duty, look
from tournai.node.duties.trust_rows import StoredTrust
from tournai.oversight.events import EventKind
from tournai.oversight.permissions import Action
from tournai.values import Actor, Role
from tournai.values.wordings import say

SOON = timedelta(days=90)
"""Within which an end of validity is told beforehand."""
LONGEST_SOURCE = 64
SHOWN = 200


class TrustLine(msgspec.Struct, frozen=True):
    """A certificate that came or went."""

    country: str
    subject: str
    ends: datetime


class TrustReport(msgspec.Struct, frozen=True):
    """What an import changes, or would. ``signature``: valid, or empty where the file is no signed list."""

    source: str
    kinds: tuple[str, ...]
    certificates: int
    countries: int
    revoked: int
    signature: str
    signer: str
    signer_before: str
    """Who signed the edition before; empty where there is none."""
    self_signatures: dict[str, int]
    defects: int
    added: tuple[TrustLine, ...]
    removed: tuple[TrustLine, ...]
    digest: str


class SourceLine(msgspec.Struct, frozen=True):
    """A source: who brought its latest edition and when, who signed it, what it holds, what it changed."""

    source: str
    imported_at: datetime
    imported_by: str
    signer: str
    certificates: int
    countries: int
    revoked: int
    added: int
    removed: int


class CountryLine(msgspec.Struct, frozen=True):
    """A country: its certificates, how many are valid, when the last of them ends, and the sources."""

    country: str
    certificates: int
    valid: int
    ends: datetime
    sources: tuple[str, ...]
    ends_soon: bool


class TrustPage(msgspec.Struct, frozen=True):
    """Whom the node relies on: its sources, and the world's coverage."""

    now: datetime
    sources: tuple[SourceLine, ...]
    countries: tuple[CountryLine, ...]
    may_import: bool

    @property
    def covered(self) -> int:
        """How many countries have a certificate that is valid now."""
        return sum(line.valid > 0 for line in self.countries)


class Trusted:
    """The trust store of the editions in force, made anew where one came: reading them takes a second, a check none."""

    def __init__(self, begin_look: Callable[[], AbstractContextManager[Unit]]) -> None:
        self._look = begin_look
        self._identifiers: tuple[str, ...] = ()
        self._store = TrustStore()

    def __call__(self) -> TrustStore:
        """Return whom the node relies on now."""
        with self._look() as unit:
            identifiers = unit.trust.identifiers()
            if identifiers != self._identifiers:
                editions = unit.trust.in_force()
                self._store = store_of([(each.source, read_trust_file(each.content)) for each in editions])
                self._identifiers = identifiers
        return self._store


def preview_trust(ports: Ports, actor: Actor, *, source: str, data: bytes) -> TrustReport:
    """Return what importing a file would change; nothing is stored.

    Raises:
        Refused: The actor may not import.
        Malformed: The file holds nothing that a trust store takes, or the source has no name.
        Unverified: The list's own signature does not hold.
    """
    with look(ports, actor, Action.IMPORT_TRUST, ADMINISTRATION) as looking:
        return _report(looking.unit, _named(source), data)


def import_trust(ports: Ports, actor: Actor, *, source: str, data: bytes) -> TrustReport:
    """Import a file as the latest edition of a source: what the edition before it held is relied on no more.

    Raises:
        Refused: The actor may not import.
        Malformed: The file holds nothing that a trust store takes, or the source has no name.
        Unverified: The list's own signature does not hold.
    """
    with duty(ports, actor, Action.IMPORT_TRUST, ADMINISTRATION) as importing:
        report = _report(importing.unit, _named(source), data)
        edition = StoredTrust(
            edition_id=ports.identifier(),
            source=report.source,
            imported_at=importing.now,
            imported_by=actor.identifier,
            digest=report.digest,
            signer=report.signer,
            content=data,
        )
        importing.unit.trust.replace(edition)
        importing.record(
            EventKind.TRUST_IMPORTED,
            report.source,
            certificates=report.certificates,
            added=len(report.added),
            removed=len(report.removed),
            revoked=report.revoked,
            digest=report.digest,
        )
        return report


def show_trust(ports: Ports, actor: Actor) -> TrustPage:
    """Return whom checks rely on.

    Raises:
        Refused: The actor may not see it.
    """
    with look(ports, actor, Action.VIEW_TRUST, _ground(actor)) as looking:
        editions = looking.unit.trust.in_force()
        files = {each.source: read_trust_file(each.content) for each in editions}
        return TrustPage(
            now=looking.now,
            sources=tuple(_source(looking.unit, each, files[each.source]) for each in editions),
            countries=_coverage(files, looking.now),
            may_import=actor.role is Role.ADMINISTRATOR,
        )


def _ground(actor: Actor) -> Ground:
    return BORDER if actor.role is Role.BORDER_OFFICER else ADMINISTRATION


def _named(source: str) -> str:
    name = source.strip()
    if not 0 < len(name) <= LONGEST_SOURCE:
        raise Malformed("name the source of the list in one short line", code="source")
    return name


def _report(unit: Unit, source: str, data: bytes) -> TrustReport:
    file = read_trust_file(data)
    bad = next((each for each in file.signatures if each.state is not SignatureState.VALID), None)
    if bad is not None:
        raise Unverified(say("the list's own signature does not hold: {state}", state=say(bad.state.value)))
    in_force = unit.trust.in_force()
    before = next((each for each in in_force if each.source == source), None)
    others = [(each.source, read_trust_file(each.content)) for each in in_force if each.source != source]
    if file.crls and any(crl in file.crls for crl in store_of([*others, (source, file)]).bad_crls):
        raise Unverified("no CA that is relied on signed the revocation list: import its country's certificates first")
    change = changed_certificates(read_trust_file(before.content).certificates if before else (), file.certificates)
    states = judge_certificates(file.certificates)
    return TrustReport(
        source=source,
        kinds=tuple(dict.fromkeys(kind.value for kind in file.kinds)),
        certificates=len(file.certificates),
        countries=len(_by_country({source: file})),
        revoked=_revoked(file),
        signature="valid" if file.signatures else "",
        signer=_signer(file),
        signer_before=before.signer if before else "",
        self_signatures={state.value: states.count(state) for state in SignatureState},
        defects=len(file.defects),
        added=_lines(change.added),
        removed=_lines(change.removed),
        digest=sha256(data).hexdigest(),
    )


def _signer(file: TrustFile) -> str:
    return file.signatures[0].signer if file.signatures else ""


def _revoked(file: TrustFile) -> int:
    return sum(len(crl.revoked) for crl in file.crls)


def _lines(certificates: Iterable[Certificate]) -> tuple[TrustLine, ...]:
    lines = [TrustLine(each.subject.country, each.subject.text, each.not_after) for each in certificates]
    return tuple(sorted(lines, key=lambda line: (line.country, line.subject, line.ends)))


def _source(unit: Unit, edition: StoredTrust, file: TrustFile) -> SourceLine:
    before = unit.trust.before(edition.source)
    change = changed_certificates(read_trust_file(before.content).certificates if before else (), file.certificates)
    return SourceLine(
        source=edition.source,
        imported_at=edition.imported_at,
        imported_by=edition.imported_by,
        signer=edition.signer,
        certificates=len(file.certificates),
        countries=len(_by_country({edition.source: file})),
        revoked=_revoked(file),
        added=len(change.added),
        removed=len(change.removed),
    )


def _by_country(files: dict[str, TrustFile]) -> dict[str, dict[bytes, tuple[Certificate, list[str]]]]:
    """Return country -> its certificates, each once, with the sources that hold it."""
    found: dict[str, dict[bytes, tuple[Certificate, list[str]]]] = {}
    for source, file in files.items():
        for certificate in file.certificates:
            held = found.setdefault(certificate.subject.country or "-", {})
            held.setdefault(certificate.der, (certificate, []))[1].append(source)
    return found


def _coverage(files: dict[str, TrustFile], now: datetime) -> tuple[CountryLine, ...]:
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
