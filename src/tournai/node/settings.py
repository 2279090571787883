"""A node's settings: read once, then one frozen value."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from tournai.errors import Malformed
from tournai.values import state_code
from tournai.values.wordings import say

DEFAULT_DATA = Path("tournai-data")
DEFAULT_PORT = 8015
DEFAULT_NAME = "tournai.example"
"""What a node is called in its log where nobody named it."""
KEY_BYTES = 32
REGISTERS = "tournai.registers"
"""The group of entry points under which a package offers a register: what makes an adapter, without arguments."""


class Settings(msgspec.Struct, frozen=True):
    """Where a node keeps its data and how it is reached.

    ``data`` holds keys, spool, quarantine, indexes and, where ``database`` is empty, the SQLite database.
    ``node_name`` names the node in its log; it is kept with the data, and may be left out afterwards.
    ``states`` are the states that the authority serves, e.g. ``BEL`` or ``BEL,FRA``: their flights out are reviewed
    before departure. ``watched`` is a folder that carriers' files are dropped into; ``None``: none is watched.
    ``tls_certificate`` and ``tls_key`` (PEM) make the node serve HTTPS itself; ``client_ca`` holds the issuers of the
    carriers' client certificates, and ``certificate_only`` says that a carrier may sign in with nothing else.
    ``exchange_certificate`` and ``exchange_key`` (PEM) are what this node shows partner nodes, as server and client;
    ``exchange_ca`` holds the issuers of partners' certificates. ``exchange_signers`` are the public keys, 64
    hexadecimal digits each, of those who sign the list of partner nodes: two of them must have.
    ``registers`` names the registers of alerts that are asked about travellers: entry points of `REGISTERS`.
    """

    data: Path = DEFAULT_DATA
    database: str = ""
    node_name: str = ""
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    watched: Path | None = None
    states: str = ""
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    client_ca: Path | None = None
    certificate_only: bool = False
    registers: str = ""
    exchange_certificate: Path | None = None
    exchange_key: Path | None = None
    exchange_ca: Path | None = None
    exchange_signers: str = ""

    @property
    def database_url(self) -> str:
        """The database's address."""
        return self.database or f"sqlite:///{(self.data / 'tournai.sqlite').resolve()}"

    @property
    def state_codes(self) -> frozenset[str]:
        """The states as three-letter codes.

        Raises:
            Malformed: One of them is none.
        """
        named = [word.strip() for word in self.states.split(",") if word.strip()]
        found = {word: state_code(word) for word in named}
        unknown = [word for word, code in found.items() if code is None]
        if unknown:
            raise Malformed(
                say("no such state: {known}; write three letters each, e.g. BEL", known=", ".join(unknown)),
                code="state",
            )
        return frozenset(code for code in found.values() if code)

    @property
    def list_signers(self) -> tuple[bytes, ...]:
        """The public keys of those who sign the list of partner nodes.

        Raises:
            Malformed: One of them is none.
        """
        words = [word.strip() for word in self.exchange_signers.split(",") if word.strip()]
        try:
            keys = tuple(bytes.fromhex(word) for word in words)
        except ValueError:
            keys = (b"",)
        if any(len(key) != KEY_BYTES for key in keys):
            raise Malformed("the key of a signer of the member list is 64 hexadecimal digits", code="signer")
        return keys

    @property
    def register_names(self) -> tuple[str, ...]:
        """The names of the registers that are asked."""
        return tuple(word.strip() for word in self.registers.split(",") if word.strip())


VARIABLES = {
    "TOURNAI_DATA": "data",
    "TOURNAI_DATABASE": "database",
    "TOURNAI_NODE_NAME": "node_name",
    "TOURNAI_WATCHED": "watched",
    "TOURNAI_STATES": "states",
    "TOURNAI_TLS_CERTIFICATE": "tls_certificate",
    "TOURNAI_TLS_KEY": "tls_key",
    "TOURNAI_CLIENT_CA": "client_ca",
    "TOURNAI_CERTIFICATE_ONLY": "certificate_only",
    "TOURNAI_REGISTERS": "registers",
    "TOURNAI_EXCHANGE_CERTIFICATE": "exchange_certificate",
    "TOURNAI_EXCHANGE_KEY": "exchange_key",
    "TOURNAI_EXCHANGE_CA": "exchange_ca",
    "TOURNAI_EXCHANGE_SIGNERS": "exchange_signers",
}
"""The environment variables that set a setting; a command's option goes before them."""


def read_settings(options: Mapping[str, object], environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings: a command's options, else the environment, else what the program takes by itself.

    An option that is ``None`` was not given.
    """
    found = {name: environment[key] for key, name in VARIABLES.items() if environment.get(key)}
    given = {name: value for name, value in options.items() if value is not None}
    return msgspec.convert({**found, **given}, Settings, strict=False, dec_hook=_read_path)


def _read_path(kind: type, value: object) -> Path:
    if kind is not Path:
        raise NotImplementedError(kind)
    return Path(str(value))
