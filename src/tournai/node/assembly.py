"""The only place where duties meet stores, transports and keys."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.metadata import entry_points

import msgspec

from tournai.errors import Malformed, Unverified
from tournai.node.duties.accounts import carrier_of
from tournai.node.duties.outbox import CLAIM
from tournai.node.duties.partner_ports import PartnerFiles
from tournai.node.duties.ports import Ports
from tournai.node.duties.pushes import receive_push
from tournai.node.duties.register_ports import AlertRegister
from tournai.node.duties.trusting import Trusted
from tournai.node.jobs import Worker
from tournai.node.jobs.deliverer import Deliverer
from tournai.node.jobs.recognition import LocalRecognition
from tournai.node.keys import KeyStore
from tournai.node.keys.passwords import Passwords
from tournai.node.settings import DEFAULT_NAME, REGISTERS, Settings
from tournai.node.store import Database, open_database
from tournai.node.store.document_folder import DocumentFolder
from tournai.node.store.events import LogSigner
from tournai.node.store.index_folder import IndexFolder
from tournai.node.store.traveller_folder import TravellerFolder
from tournai.node.store.witness import CheckpointFile
from tournai.node.transport import Quarantine, Spool
from tournai.node.transport.partner_lines import HttpsLines
from tournai.node.transport.watched import Dropped, WatchedFolder
from tournai.oversight.events import Stream
from tournai.oversight.log import Checkpoint, TreeHead, key_id, log_origin, verify_checkpoint
from tournai.values import Actor, Role
from tournai.values.wordings import say

Clock = Callable[[], datetime]
WATCHED = Actor("folder", Role.NODE)
"""Who a file of the watched folder comes from: whoever may write there, which the host decides."""


class Node(msgspec.Struct, frozen=True):
    """A node, put together: its ports for the doors, its worker, and what must be closed."""

    settings: Settings
    ports: Ports
    worker: Worker
    checkpoints: CheckpointFile
    database: Database
    keys: KeyStore

    def close(self) -> None:
        """Close the database and the key store."""
        self.database.close()
        self.keys.close()


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def assemble(settings: Settings, clock: Clock = utc_now, registers: tuple[AlertRegister, ...] = ()) -> Node:
    """Return a node on its data folder and database, both made where they are new.

    ``registers`` are asked beside those that the settings name.

    Raises:
        Malformed: The settings name a register of which no installed package has an adapter.
        Unavailable: The database or a key cannot be reached.
        Unverified: The keys are not those that the data was sealed with.
    """
    registers = (*registers, *map(_register, settings.register_names))
    data = settings.data
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    node_name = _node_name(settings)
    is_keyless = not (data / "keys").exists()
    keys = KeyStore(data / "keys", clock=clock)
    signing = keys.signing_key()
    signer = LogSigner(node_name, signing.public_key(), signing.sign, os.urandom)
    checkpoints = CheckpointFile(data / "log" / "checkpoints.txt")
    try:
        database = open_database(settings.database_url, signer, checkpoints.keep)
    except BaseException:
        keys.close()
        raise
    try:
        _check_keys(database, signing.public_key(), node_name)
    except Unverified:
        database.close()
        keys.close()
        if is_keyless:
            # Made just now, and the wrong ones: the right ones must find their place empty.
            shutil.rmtree(data / "keys")
        raise
    spool = Spool(data / "spool", keys, clock=clock)
    quarantine = Quarantine(data / "quarantine", keys, clock=clock)
    indexes, documents = IndexFolder(data / "index"), DocumentFolder(data / "documents")
    border = data / "border"
    border_indexes, border_documents = IndexFolder(border / "index"), DocumentFolder(border / "documents")
    coming = TravellerFolder(data / "travellers", keys, clock)
    trusted = Trusted(database.look)
    ports = Ports(
        begin=database.begin,
        look=database.look,
        keys=keys,
        spool=spool,
        quarantine=quarantine,
        indexes=indexes,
        documents=documents,
        border_indexes=border_indexes,
        border_documents=border_documents,
        coming=coming,
        passwords=Passwords(),
        clock=clock,
        random_bytes=os.urandom,
        node_name=node_name,
        states=settings.state_codes,
        registers=registers,
        recognition=LocalRecognition(),
        trusted=trusted.documents,
        seal_trust=trusted.seals,
    )

    def sweep() -> None:
        spool.sweep()
        quarantine.sweep()
        coming.sweep()
        indexes.sweep()
        documents.sweep()
        border_indexes.sweep()
        border_documents.sweep()

    worker = Worker(ports, take_in=_take_in(settings, ports), sweep=sweep)
    return Node(settings, ports, worker, checkpoints, database, keys)


def deliverer_of(node: Node, claim: timedelta = CLAIM) -> Deliverer:
    """Return what delivers a node's messages to its partners; ``claim``: see `Deliverer`.

    Raises:
        Malformed: The settings name no certificate, key and issuers.
    """
    ports = node.ports
    lines = HttpsLines(
        partner_files(node.settings), ports.keys.exchange_key("messages"), ports.clock, ports.random_bytes
    )
    return Deliverer(ports, lines, claim)


def partner_files(settings: Settings) -> PartnerFiles:
    """Return the files of the exchange with partners.

    Raises:
        Malformed: The settings name no certificate, key and issuers.
    """
    files = (settings.exchange_certificate, settings.exchange_key, settings.exchange_ca)
    if files[0] is None or files[1] is None or files[2] is None:
        raise Malformed(
            "the exchange needs TOURNAI_EXCHANGE_CERTIFICATE, TOURNAI_EXCHANGE_KEY and TOURNAI_EXCHANGE_CA", code="tls"
        )
    return PartnerFiles(str(files[0]), str(files[1]), str(files[2]))


def _register(name: str) -> AlertRegister:
    found = next(iter(entry_points(group=REGISTERS, name=name)), None)
    if found is None:
        raise Malformed(
            say("no installed package offers the register {name!r} (entry points {group})", name=name, group=REGISTERS),
            code="no-register",
        )
    register: AlertRegister = found.load()()
    return register


def _check_keys(database: Database, public_key: bytes, node_name: str) -> None:
    """Refuse keys that are not those of the database: what they would seal and sign could never be told apart again.

    Raises:
        Unverified: Another key signed the database's log.
    """
    with database.look() as unit:
        for row in unit.events.latest_checkpoints():
            origin = log_origin(node_name, Stream(row.stream))
            head = TreeHead(origin, row.size, row.root, row.at, row.previous)
            try:
                verify_checkpoint(Checkpoint(head, key_id(origin, public_key), row.signature), public_key)
            except Unverified as error:
                raise Unverified(
                    "the keys are not those of this database: its log was signed with others; "
                    "restore the folder keys from its copy, or name the data folder that holds it with --data"
                ) from error


def _node_name(settings: Settings) -> str:
    """Return the node's name: given once, when its data folder is made; its log bears it from then on.

    Raises:
        Malformed: Another name is given than the one that the data bears.
    """
    path = settings.data / "node-name"
    if path.exists():
        known = path.read_text(encoding="utf-8").strip()
        if settings.node_name not in ("", known):
            raise Malformed(
                say("this data is of the node {known}, not {node_name}", known=known, node_name=settings.node_name),
                code="node-name",
            )
        return known
    path.write_text(f"{settings.node_name or DEFAULT_NAME}\n", encoding="utf-8")
    return settings.node_name or DEFAULT_NAME


def _take_in(settings: Settings, ports: Ports) -> Callable[[], int]:
    if settings.watched is None:
        return lambda: 0
    folder = WatchedFolder(settings.watched)

    def receive(dropped: Dropped) -> None:
        actor = carrier_of(ports, dropped.account) if dropped.account else WATCHED
        receive_push(ports, actor, dropped.body, channel="mail" if dropped.is_mail else "folder")

    return lambda: folder.take(receive)
