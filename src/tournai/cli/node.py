"""`tournai serve`, `work`, `ingest`, `screen run` and `accounts add`."""

import contextlib
import getpass
import logging
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
import uvicorn
from rich.console import Console
from rich.progress import track

from tournai.cli.files import read_file
from tournai.errors import Malformed, Unavailable
from tournai.node.api import create_api
from tournai.node.assembly import Node, assemble
from tournai.node.duties.accounts import create_account
from tournai.node.duties.pushes import receive_push
from tournai.node.duties.screening import screen_coming
from tournai.node.settings import read_settings
from tournai.node.web.app import create_app
from tournai.oversight.permissions import PERMISSIONS
from tournai.values import Actor, Role

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
        raise Malformed(f"there is no node in {settings.data}: name its folder with --data", code="no-node")
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


def serve(data: Path | None, database: str | None, *, host: str, port: int, watch: Path | None, worker: bool) -> None:
    """Serve the pages and the carriers' door until interrupted."""
    with opened(data, database, is_new=True, watched=watch) as node:
        typer.echo(
            f"serving {node.ports.node_name} at http://{host}:{port}/, data in {node.settings.data}; end with Ctrl+C"
        )
        serve_node(node, host=host, port=port, worker=worker)


def serve_node(node: Node, *, host: str, port: int, worker: bool) -> None:
    """Serve a node until interrupted.

    Raises:
        Unavailable: The port is taken.
    """
    check_port(host, port)
    app = create_app(node.ports)
    app.mount("/api", create_api(node.ports))
    if worker:
        node.worker.start()
    try:
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=True)
    finally:
        node.worker.stop()


def work(data: Path | None, database: str | None, *, watch: Path | None, once: bool) -> None:
    """Do background work until interrupted, or what is due."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with opened(data, database, is_new=True, watched=watch) as node:
        if once:
            typer.echo(f"{node.worker.run_until_idle()} jobs done")
            return
        signal.signal(signal.SIGTERM, lambda *_: node.worker.stop())
        with contextlib.suppress(KeyboardInterrupt):
            node.worker.run()


def ingest(files: list[Path], data: Path | None, database: str | None) -> None:
    """Take files in and process them; exit code 3 where one went to quarantine."""
    with opened(data, database, is_new=True) as node:
        receipts = {}
        for path in track(files, "receiving", console=console, disable=len(files) < 2):
            receipts[receive_push(node.ports, operator(), read_file(path), channel="command").identifier] = path
        node.worker.run_until_idle()
        with node.ports.look() as unit:
            broken = {row.receipt: row for row in unit.intake.quarantined() if row.receipt in receipts}
            waiting = set(node.ports.spool.pending()) & receipts.keys()
        for receipt, path in receipts.items():
            state = "received, not processed yet" if receipt in waiting else "processed"
            state = f"quarantined: {broken[receipt].message}" if receipt in broken else state
            typer.echo(f"{path}: {state} (receipt {receipt})")
    if broken or waiting:
        raise typer.Exit(3 if broken else 6)


def screen(source: str, data: Path | None, database: str | None) -> None:
    """Screen the coming flights."""
    with opened(data, database) as node:
        flights = screen_coming(node.ports, operator(), source=source)
        node.worker.run_until_idle()
        with node.ports.look() as unit:
            counts = unit.matches.counts()
        typer.echo(f"{flights} coming flights screened; matches: {counts or 'none'}")


def add_account(account: str, role: str, name: str, language: str, data: Path | None, database: str | None) -> None:
    """Create an account.

    Raises:
        Malformed: There is no such role.
    """
    found = next((each for each in ROLES if each.value == role), None)
    if found is None:
        known = ", ".join(each.value for each in ROLES)
        raise Malformed(f"no such role: {role!r}; known: {known}", code="role")
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
        )
    typer.echo(f"account {account} created")


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
                f"cannot listen on {host}:{port} ({error.strerror}): choose another with --port"
            ) from error
