"""`tournai document trust import` and `compare`."""

import sys
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.table import Table

from tournai.cli.files import read_file
from tournai.cli.speech import spoken, tell
from tournai.documents.trust import Certificate, changed_certificates, judge_certificates
from tournai.documents.trust.issuers import SignatureState
from tournai.documents.trust.list_signatures import ListSignature
from tournai.documents.trust.reading import TrustFile, read_trust_file
from tournai.documents.verdict import Defect
from tournai.values.wordings import say

NOT_VERIFIED = 5
SHOWN_DEFECTS = 20


class TrustAnswer(msgspec.Struct, frozen=True):
    """The JSON answer about a file of trust; its names are a fixed contract.

    ``certificates``: how many; ``countries``: country -> how many of them; ``signature``: of the list itself,
    ``valid``, ``bad`` or ``issuer unknown``, empty where the file is no signed list, and ``signer``: who signed it;
    ``self_signatures``: how many of the certificates are signed within the file (``valid``), by someone who is not in
    it (``issuer unknown``), or not at all by whom they name (``bad``).
    """

    file: str
    kinds: tuple[str, ...]
    certificates: int
    countries: dict[str, int]
    signature: str
    signer: ListSignature | None
    self_signatures: dict[str, int]
    revocation_lists: int
    revoked: int
    known_defects: int
    defects: tuple[Defect, ...]


class CertificateLine(msgspec.Struct, frozen=True):
    """A certificate: its subject, serial number in hexadecimal, validity, SHA-256."""

    country: str
    subject: str
    serial: str
    not_before: str
    not_after: str
    fingerprint: str


class TrustChange(msgspec.Struct, frozen=True):
    """The JSON answer about two files of trust: the certificates that came and went; its names are a fixed contract."""

    added: tuple[CertificateLine, ...]
    removed: tuple[CertificateLine, ...]


def read(path: Path, *, as_json: bool) -> None:
    """Print what a file of trust holds and what its signatures come to; exit code 5 where its own does not hold."""
    file = read_trust_file(read_file(path))
    answer = answer_of(path.name, file)
    if as_json:
        _write(answer)
    else:
        _print(answer)
    if file.is_bad:
        raise typer.Exit(NOT_VERIFIED)


def store(path: Path, source: str, data: Path | None, database: str | None, *, used_for: str, quiet: bool) -> None:
    """Propose a file of trust to the node, as the latest edition of a source: a second person approves it there."""
    from tournai.cli.node import opened, operator
    from tournai.node.duties.trust_imports import propose_trust

    content = read_file(path)
    with opened(data, database, is_new=True) as node:
        report = propose_trust(node.ports, operator(), source=source, data=content, used_for=used_for).report
    if not quiet:
        tell(say("proposed as {source}: not relied on until another person approves it (page Trust)", source=source))
        tell(say("added: {added}; removed: {removed}", added=len(report.added), removed=len(report.removed)))


def answer_of(name: str, file: TrustFile) -> TrustAnswer:
    """Return the JSON answer about a file of trust."""
    certificates, signatures = file.certificates, file.signatures
    states = judge_certificates(certificates)
    countries = [each.subject.country or "-" for each in certificates]
    worst = next((each for each in signatures if each.state is not SignatureState.VALID), None)
    signer = worst or (signatures[0] if signatures else None)
    return TrustAnswer(
        file=name,
        kinds=tuple(dict.fromkeys(kind.value for kind in file.kinds)),
        certificates=len(certificates),
        countries={country: countries.count(country) for country in sorted(set(countries))},
        signature=signer.state.value if signer else "",
        signer=signer,
        self_signatures={state.value: states.count(state) for state in SignatureState},
        revocation_lists=len(file.crls),
        revoked=sum(len(crl.revoked) for crl in file.crls),
        known_defects=sum(len(one.defects) for one in file.defect_lists),
        defects=file.defects,
    )


def compare(older: Path, newer: Path, *, as_json: bool) -> None:
    """Print which certificates came and went from one file of trust to another."""
    before, after = (read_trust_file(read_file(path)).certificates for path in (older, newer))
    change = changed_certificates(before, after)
    answer = TrustChange(tuple(map(_line, change.added)), tuple(map(_line, change.removed)))
    if as_json:
        _write(answer)
        return
    tell(say("added: {added}; removed: {removed}", added=len(answer.added), removed=len(answer.removed)))
    table = Table(*map(spoken, ("change", "country", "subject", "valid until")), box=None, pad_edge=False)
    for word, lines in (("added", answer.added), ("removed", answer.removed)):
        for line in lines:
            table.add_row(spoken(word), line.country, line.subject, line.not_after)
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def _line(certificate: Certificate) -> CertificateLine:
    return CertificateLine(
        certificate.subject.country,
        certificate.subject.text,
        f"{certificate.serial:x}",
        f"{certificate.not_before:%Y-%m-%d}",
        f"{certificate.not_after:%Y-%m-%d}",
        certificate.fingerprint,
    )


def _write(answer: msgspec.Struct) -> None:
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(answer)) + b"\n")


def _print(answer: TrustAnswer) -> None:
    tell(say("{file}: {kinds}", file=answer.file, kinds=", ".join(spoken(kind) for kind in answer.kinds)))
    countries = len(answer.countries)
    tell(say("{count} certificates of {countries} countries", count=answer.certificates, countries=countries))
    if answer.signer:
        tell(
            say("own signature: {state}; signer: {name}", state=say(answer.signature), name=answer.signer.signer or "-")
        )
    for state, count in answer.self_signatures.items():
        if count:
            tell(say("signatures of certificates, {state}: {count}", state=say(state), count=count))
    if answer.revocation_lists:
        tell(say("{lists} revocation lists, {count} revoked", lists=answer.revocation_lists, count=answer.revoked))
    for defect in answer.defects[:SHOWN_DEFECTS]:
        tell(say("{where}: {message}", where=defect.where, message=say(defect.message)))
    if len(answer.defects) > SHOWN_DEFECTS:
        tell(say("and {count} more", count=len(answer.defects) - SHOWN_DEFECTS))
