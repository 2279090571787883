"""`tournai serve`, `work`, `ingest`, `screen run` and `accounts add`."""

import contextlib
import getpass
import logging
import signal
import socket
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
import uvicorn
from rich.console import Console
from rich.progress import track

from tournai.cli.files import read_file
from tournai.cli.speech import tell
from tournai.errors import Malformed, Unavailable
from tournai.node.api import TlsFiles, create_api, serving_options
from tournai.node.assembly import Node, assemble
from tournai.node.duties.accounts import carrier_of, create_account
from tournai.node.duties.carrier_desk import tie_account
from tournai.node.duties.certificates import revoke_certificate, tie_certificate
from tournai.node.duties.channels import channel_of
from tournai.node.duties.pushes import receive_push
from tournai.node.duties.recipients import tie_recipient
from tournai.node.duties.refusing import log_rests
from tournai.node.duties.screening import screen_coming
from tournai.node.settings import Settings, read_settings
from tournai.node.web.app import create_app
from tournai.oversight.permissions import PERMISSIONS
from tournai.values import Actor, Role
from tournai.values.wordings import as_wording, say

console = Console(stderr=True)

ROLES = tuple(role for role in Role if role is not Role.NODE and any(holder is role for holder, _ in PERMISSIONS))
"""The roles that an account can have: those that may do something in this version."""


@contextlib.contextmanager
def opened(data: Path | None, database: str | None, *, is_new: bool = False, **options: object) -> Iterator[Node]:
    """Open a node for one command, and close it. ``is_new``: the command may make one.

    Raises:
        Malformed: There is no node in the folder, and the command makes none: an auditor's slip must not pass for one.
    """
    settings = read_settings({"data": data, "database": database, **options})
    if not is_new and not (settings.data / "node-name").exists():
        raise Malformed(
            say("there is no node in {data}: name its folder with --data", data=settings.data), code="no-node"
        )
    node = assemble(settings)
    try:
        yield node
    finally:
        node.close()


def operator() -> Actor:
    """Return who a command acts as: the host's own account, under the node's role."""
    return Actor(f"host:{getpass.getuser()}"[:64], Role.NODE)


def administrator() -> Actor:
    """Return who a command acts as where it manages accounts."""
    return Actor(f"host:{getpass.getuser()}"[:64], Role.ADMINISTRATOR)


def serve(
    data: Path | None, database: str | None, *, host: str, port: int, watch: Path | None, worker: bool, **tls: object
) -> None:
    """Serve the pages and the carriers' door until interrupted; ``tls``: the settings of HTTPS."""
    with opened(data, database, is_new=True, watched=watch, **tls) as node:
        serving_options(node.ports, tls_files(node.settings))  # refuses bad settings before anything is announced
        scheme = "https" if node.settings.tls_certificate else "http"
        tell(
            say(
                "serving {node} at {address}, data in {data}; end with Ctrl+C",
                node=node.ports.node_name,
                address=f"{scheme}://{host}:{port}/",
                data=node.settings.data,
            )
        )
        serve_node(node, host=host, port=port, worker=worker)


def serve_node(node: Node, *, host: str, port: int, worker: bool) -> None:
    """Serve a node until interrupted.

    Raises:
        Unavailable: The port is taken.
    """
    check_port(host, port)
    app = create_app(node.ports)
    app.mount("/api", create_api(node.ports, certificate_only=node.settings.certificate_only))
    options = serving_options(node.ports, tls_files(node.settings))
    if worker:
        node.worker.start()
    try:
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=True, **options)
    finally:
        node.worker.stop()
        log_rests(node.ports, all_runs=True)


def tls_files(settings: Settings) -> TlsFiles | None:
    """Return the files of HTTPS, or ``None`` where the node serves plain HTTP behind a proxy.

    Raises:
        Malformed: One setting is given without the other that it needs.
    """
    if settings.tls_certificate and settings.tls_key:
        if settings.certificate_only and not settings.client_ca:
            raise Malformed("certificate only: name the issuers of carriers' certificates, --client-ca", code="tls")
        return TlsFiles(settings.tls_certificate, settings.tls_key, settings.client_ca)
    if settings.tls_certificate or settings.tls_key or settings.client_ca or settings.certificate_only:
        raise Malformed("HTTPS needs both --tls-certificate and --tls-key", code="tls")
    return None


def work(data: Path | None, database: str | None, *, watch: Path | None, once: bool) -> None:
    """Do background work until interrupted, or what is due."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with opened(data, database, is_new=True, watched=watch) as node:
        if once:
            tell(say("{count} jobs done", count=node.worker.run_until_idle()))
            return
        signal.signal(signal.SIGTERM, lambda *_: node.worker.stop())
        with contextlib.suppress(KeyboardInterrupt):
            node.worker.run()


def ingest(
    files: list[Path], data: Path | None, database: str | None, *, carrier: str, protocol: str, fallback: bool
) -> None:
    """Take files in and process them; exit code 3 where one went to quarantine.

    ``carrier``: the account that they come from, empty for the host's own; ``protocol``: that of a gateway.
    """
    channel = channel_of("command", protocol=protocol, is_fallback=fallback)
    with opened(data, database, is_new=True) as node:
        actor = carrier_of(node.ports, carrier) if carrier else operator()
        receipts = {}
        for path in track(files, "receiving", console=console, disable=len(files) < 2):
            receipts[receive_push(node.ports, actor, read_file(path), channel=channel).identifier] = path
        node.worker.run_until_idle()
        with node.ports.look() as unit:
            broken = {row.receipt: row for row in unit.intake.quarantined() if row.receipt in receipts}
            waiting = set(node.ports.spool.pending()) & receipts.keys()
            dropped = {receipt for receipt in receipts if unit.selections.was_dropped(receipt)}
        for receipt, path in receipts.items():
            state = say("received, not processed yet" if receipt in waiting else "processed")
            if receipt in broken:
                state = say("quarantined: {reason}", reason=as_wording(broken[receipt].said))
            if receipt in dropped:
                state = say("{state}; dropped what no law allows to keep (rule PNR-02)", state=state)
            tell(say("{path}: {state} (receipt {receipt})", path=path, state=state, receipt=receipt))
    if broken or waiting:
        raise typer.Exit(3 if broken else 6)


def screen(source: str, data: Path | None, database: str | None) -> None:
    """Screen the coming flights."""
    with opened(data, database) as node:
        flights = screen_coming(node.ports, operator(), source=source)
        node.worker.run_until_idle()
        with node.ports.look() as unit:
            counts = unit.matches.counts()
        tell(say("{flights} coming flights screened; matches: {counts}", flights=flights, counts=counts or say("none")))


def add_account(
    account: str, role: str, name: str, language: str, data: Path | None, database: str | None, *, router: bool
) -> None:
    """Create an account; ``router``: that of the eu-LISA router.

    Raises:
        Malformed: There is no such role.
    """
    found = next((each for each in ROLES if each.value == role), None)
    if found is None:
        known = ", ".join(each.value for each in ROLES)
        raise Malformed(say("no such role: {role!r}; known: {known}", role=role, known=known), code="role")
    password = getpass.getpass("password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    with opened(data, database, is_new=True) as node:
        create_account(
            node.ports,
            administrator(),
            account=account,
            display_name=name,
            role=found,
            password=password,
            language=language,
            is_router=router,
        )
    tell(say("account {account} created", account=account))


def tie(account: str, file: Path, data: Path | None, database: str | None, *, revoke: bool) -> None:
    """Tie a client certificate (PEM) to a carrier's account, or revoke it.

    Raises:
        Malformed: The file holds no certificate.
    """
    text = read_file(file).decode("ascii", "replace")
    begin, end = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
    if begin not in text or end not in text:
        raise Malformed(say("no certificate in PEM: expected {begin}", begin=begin), code="certificate")
    try:
        certificate = ssl.PEM_cert_to_DER_cert(text[text.index(begin) : text.index(end) + len(end)])
    except ValueError as error:
        raise Malformed("the certificate is not whole: copy it again", code="certificate") from error
    change = revoke_certificate if revoke else tie_certificate
    with opened(data, database) as node:
        fingerprint = change(node.ports, administrator(), account=account, certificate=certificate)
    template = "certificate {fingerprint} revoked" if revoke else "certificate {fingerprint} stands for {account}"
    tell(say(template, fingerprint=fingerprint, account=account))


def check_port(host: str, port: int) -> None:
    """Return when a port is free to listen on.

    Raises:
        Unavailable: It is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Unavailable(
                say(
                    "cannot listen on {host}:{port} ({strerror}): choose another with --port",
                    host=host,
                    port=port,
                    strerror=error.strerror,
                )
            ) from error


def open_post(account: str, code: str, data: Path | None, database: str | None, *, remove: bool) -> None:
    """Have an account open a recipient's post, or no more."""
    with opened(data, database) as node:
        tie_recipient(node.ports, administrator(), account=account, code=code.upper(), remove=remove)
    typer.echo(f"{account} opens the post of {code.upper()}{' no more' if remove else ''}")


def tie_carrier(account: str, carrier: str, data: Path | None, database: str | None, *, remove: bool) -> None:
    """Have an account push for a carrier, or no more."""
    with opened(data, database) as node:
        tie_account(node.ports, administrator(), account=account, carrier=carrier, remove=remove)
    template = "{account} pushes no more for {carrier}" if remove else "{account} pushes for {carrier}"
    tell(say(template, account=account, carrier=carrier.upper()))
