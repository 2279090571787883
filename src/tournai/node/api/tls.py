"""TLS with client certificates, ended in this process: the certificate reaches the application by no header.

Source: RFC 8446 (TLS 1.3; 1.2 is taken too); ASGI's TLS extension (``scope["extensions"]["tls"]``).
"""

import asyncio
import ssl
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

import msgspec

from tournai.errors import Malformed, Unavailable
from tournai.node.api.pace import KEEP_ALIVE_SECONDS, MOST_CONNECTIONS, PacedProtocol
from tournai.node.duties.certificates import refuse_certificate
from tournai.node.duties.ports import Ports

Scope = MutableMapping[str, object]
REASONS = {10: "expired", 9: "not yet valid", 18: "self-signed", 19: "unknown issuer", 20: "unknown issuer"}
"""OpenSSL's codes of refused certificates (X509_V_ERR_*) in words."""


class TlsFiles(msgspec.Struct, frozen=True):
    """The node's certificate and key, and the issuers of carriers' certificates; all PEM."""

    certificate: Path
    key: Path
    client_ca: Path | None = None


class PeerProtocol(PacedProtocol):
    """HTTP/1.1 whose requests know the client certificate of their connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in the class above
        """Take a connection, and the certificate that its TLS layer proved."""
        super().connection_made(transport)
        proven = transport.get_extra_info("ssl_object")
        certificate = proven.getpeercert(binary_form=True) if proven else None
        if certificate:
            inner = self.app

            async def app(scope, receive, send):  # type: ignore[no-untyped-def]  # ASGI's own shape
                chain = [ssl.DER_cert_to_PEM_cert(certificate)]
                extensions = {**scope.get("extensions", {}), "tls": {"client_cert_chain": chain}}
                await inner({**scope, "extensions": extensions}, receive, send)

            self.app = app


def client_certificate(scope: Scope) -> bytes | None:
    """Return the client certificate (DER) that the TLS layer of a request proved, if there was one."""
    extensions = scope.get("extensions")
    told = extensions.get("tls") if isinstance(extensions, dict) else None
    chain = told.get("client_cert_chain") if isinstance(told, dict) else None
    return ssl.PEM_cert_to_DER_cert(chain[0]) if chain else None


def tls_context(files: TlsFiles, on_refused: Callable[[str], None]) -> ssl.SSLContext:
    """Return a server's TLS: 1.3 or 1.2, and client certificates taken, not demanded: officers' browsers have none.

    ``on_refused`` is told why a client certificate was refused during the handshake; it runs in the server's loop.

    Raises:
        Unavailable: A file cannot be read.
        Malformed: A file is not what it should be.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(files.certificate, files.key)
        if files.client_ca is not None:
            context.verify_mode = ssl.CERT_OPTIONAL
            context.load_verify_locations(files.client_ca)
    except ssl.SSLError as error:
        raise Malformed(f"no certificate, key or issuers in PEM: {error.reason}", code="certificate") from error
    except OSError as error:
        raise Unavailable(f"a file of the TLS settings cannot be read: {error.strerror}") from error

    context.sslobject_class = _watched(on_refused)
    return context


def serving_options(ports: Ports, files: TlsFiles | None) -> dict[str, Any]:
    """Return what uvicorn is told: its bounds, and with files, to serve with TLS.

    A client certificate that the handshake refuses leaves an event too.
    """
    options: dict[str, Any] = {
        "http": PeerProtocol,
        "limit_concurrency": MOST_CONNECTIONS,
        "timeout_keep_alive": KEEP_ALIVE_SECONDS,
    }
    if files is None:
        return options

    def log_refusal(reason: str) -> None:
        # Not in the server's loop: the log is in the database.
        asyncio.get_running_loop().run_in_executor(None, refuse_certificate, ports, reason)

    context = tls_context(files, log_refusal)
    return options | {"ssl_context_factory": lambda *_: context}


def _watched(on_refused: Callable[[str], None]) -> type[ssl.SSLObject]:
    """Return a kind of TLS connection that tells why the other side's certificate did not hold."""

    class Watched(ssl.SSLObject):
        def do_handshake(self) -> None:
            try:
                super().do_handshake()
            except ssl.SSLCertVerificationError as error:
                on_refused(REASONS.get(error.verify_code, f"OpenSSL {error.verify_code}"))
                raise

    return Watched
