"""`tournai exchange serve`, `cosigned` and `tournai exchange partners`."""

import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import typer
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tournai.cli.files import read_file
from tournai.cli.node import administrator, check_port, opened
from tournai.cli.speech import tell
from tournai.errors import Malformed, Unavailable
from tournai.exchange.partners import Member, MemberList, SignedMemberList, read_member_list
from tournai.exchange.partners.member_lists import sign_member_list, write_member_list
from tournai.exchange.partners.members import AuthorityKind
from tournai.node.api.partners import create_partners_door, partner_serving_options
from tournai.node.assembly import Node, deliverer_of, partner_files
from tournai.node.duties.partner_entries import EntryFacts, own_entry
from tournai.node.duties.partners import PartnerLine, PartnersReport, import_partners, preview_partners, show_partners
from tournai.node.duties.refusing import log_rests
from tournai.node.jobs.deliverer import Deliverer
from tournai.node.transport.partner_lines import pin_of
from tournai.oversight.events import Stream
from tournai.oversight.log import log_origin
from tournai.values.wordings import say

KEY_BYTES = 32


def serve(data: Path | None, database: str | None, *, host: str, port: int, deliver: bool) -> None:
    """Serve the partners' door until interrupted."""
    with opened(data, database) as node:
        options = partner_serving_options(node.ports, partner_files(node.settings))
        check_port(host, port)
        tell(
            say(
                "the partners' door of {node} is at {address}; end with Ctrl+C",
                node=node.ports.node_name,
                address=f"https://{host}:{port}",
            )
        )
        serve_door(node, options, deliverer_of(node) if deliver else None, host=host, port=port)


def serve_door(node: Node, options: dict[str, object], deliverer: Deliverer | None, *, host: str, port: int) -> None:
    """Serve the partners' door of a node with a server's options, and deliver from here, until interrupted."""
    if deliverer is not None:
        deliverer.start()
    try:
        uvicorn.run(
            create_partners_door(node.ports),
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
            **options,  # type: ignore[arg-type]  # what uvicorn takes by name
        )
    finally:
        if deliverer is not None:
            deliverer.stop()
        log_rests(node.ports, all_runs=True)


def write_cosigned_of(node_name: str, file: Path, data: Path | None, database: str | None) -> None:
    """Write the cosigned checkpoints of a node's log of exchanges."""
    with opened(data, database) as node, node.ports.look() as unit:
        notes = [row.note for row in unit.partners.cosigned(log_origin(node_name, Stream.EXCHANGE))]
    if not notes:
        raise Malformed(say("no checkpoint of {node} is cosigned here", node=node_name), code="cosignature")
    _write_new(file, "\n".join(notes).encode(), mode=0o644)
    tell(say("{count} cosigned checkpoints written to {file}", count=len(notes), file=file))


def print_own(
    facts: dict[str, str], kind: str, languages: str, certificate: Path, data: Path | None, database: str | None
) -> None:
    """Print this node's entry for the member list."""
    try:
        found = AuthorityKind(kind)
        pin = pin_of(ssl.PEM_cert_to_DER_cert(read_file(certificate).decode("ascii", "replace").strip()))
    except ValueError as error:
        known = ", ".join(each.value for each in AuthorityKind)
        raise Malformed(
            say("no certificate in PEM, or no such kind; known kinds: {known}", known=known), code="member"
        ) from error
    words = tuple(word.strip() for word in languages.split(",") if word.strip())
    with opened(data, database) as node:
        entry = own_entry(
            node.ports,
            EntryFacts(facts["name"], facts["country"], found, facts["address"], languages=words, pins=(pin,)),
        )
    typer.echo(msgspec.json.format(msgspec.json.encode(entry)).decode())


def draft(entries: list[Path], network: str, version: int, out: Path, days: int) -> None:
    """Put entries together into a list that is not signed yet."""
    now = datetime.now(UTC).replace(microsecond=0)
    members = tuple(_entry(path) for path in entries)
    listed = MemberList(network, version, now, now + timedelta(days=days), members)
    _write_new(out, write_member_list(SignedMemberList(listed)), mode=0o644)
    tell(say("{file} written: version {version}, {count} members", file=out, version=version, count=len(members)))


def new_key(file: Path) -> None:
    """Make a key that signs member lists."""
    seed = os.urandom(KEY_BYTES)
    _write_new(file, seed.hex().encode() + b"\n", mode=0o600)
    tell(say("public key {key}", key=_private(seed).public_key().public_bytes_raw().hex()))


def sign(file: Path, key: Path) -> None:
    """Add a signature to a member list."""
    signed = read_member_list(read_file(file))
    try:
        private = _private(bytes.fromhex(read_file(key).decode("ascii", "replace").strip()))
    except ValueError as error:
        raise Malformed("the key is not one that `partners new-key` made", code="signer") from error
    for member in signed.list.members:
        typer.echo(f"{member.node}  {member.country}  {member.name}  {member.address}")
    public_key = private.public_key().public_bytes_raw()
    file.write_bytes(write_member_list(sign_member_list(signed, public_key, private.sign)))
    tell(say("version {version} signed with {key}", version=signed.list.version, key=public_key.hex()))


def import_list(file: Path, data: Path | None, database: str | None, *, preview: bool) -> None:
    """Bring a member list into force, or show what it would change."""
    content = read_file(file)
    act = preview_partners if preview else import_partners
    with opened(data, database, is_new=True) as node:
        report = act(node.ports, administrator(), data=content, trusted=node.settings.list_signers)
    _print(report)


def show(data: Path | None, database: str | None) -> None:
    """Show the partners."""
    with opened(data, database) as node:
        page = show_partners(node.ports, administrator())
    if not page.version:
        tell("no list of partner nodes is in force")
        return
    tell(say("{network}, version {version}", network=page.network, version=page.version))
    for line in page.partners:
        typer.echo(_row(line))


def _row(line: PartnerLine) -> str:
    last = f"{line.last_receipt_at:%Y-%m-%d %H:%M}" if line.last_receipt_at else "-"
    ends = f"{line.certificate_ends_at:%Y-%m-%d}" if line.certificate_ends_at else "-"
    counts = f"waiting {line.waiting}, sent {line.sent}, received {line.received}"
    return f"{line.node}  {line.standing}  {counts}, last receipt {last}, certificate ends {ends} {line.last_failure}"


def _print(report: PartnersReport) -> None:
    tell(
        say(
            "{network}, version {version}, valid until {until}: {count} members",
            network=report.network,
            version=report.version,
            until=f"{report.valid_until:%Y-%m-%d}",
            count=report.members,
        )
    )
    for change in report.changes:
        typer.echo(f"{change.change.value}  {change.node}  {', '.join(change.fields)}".rstrip())


def _entry(path: Path) -> Member:
    try:
        return msgspec.json.decode(read_file(path), type=Member)
    except msgspec.DecodeError as error:
        said = say("{file} is no entry of a member list: {error}", file=path, error=error)
        raise Malformed(said, code="member") from error


def _private(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


def _write_new(file: Path, content: bytes, *, mode: int) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError as error:
        raise Malformed(say("{file} is there already: name another", file=file), code="file-exists") from error
    except OSError as error:
        raise Unavailable(say("{file}: {strerror}", file=file, strerror=error.strerror)) from error
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
