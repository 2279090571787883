"""TLS 1.3 of the partners' door: no connection without a client certificate of a known issuer.

Whose it is, the door reads from the pin; what the handshake refuses leaves an event. Source: RFC 8446.
"""

import asyncio
import ssl
from collections.abc import Callable
from typing import Any

from tournai.errors import Malformed, Unavailable
from tournai.node.api.pace import KEEP_ALIVE_SECONDS
from tournai.node.api.tls import REASONS, PeerProtocol
from tournai.node.duties.certificates import refuse_certificate
from tournai.node.duties.partner_ports import PartnerFiles
from tournai.node.duties.ports import Ports

MOST_CONNECTIONS = 200


def partner_serving_options(ports: Ports, files: PartnerFiles) -> dict[str, Any]:
    """Return what uvicorn is told to serve the partners' door.

    Raises:
        Unavailable: A file cannot be read.
        Malformed: A file is not what it should be.
    """

    def log_refusal(reason: str) -> None:
        # Not in the server's loop: the log is in the database.
        asyncio.get_running_loop().run_in_executor(None, refuse_certificate, ports, reason)

    context = _context(files, log_refusal)
    return {
        "http": PeerProtocol,
        "limit_concurrency": MOST_CONNECTIONS,
        "timeout_keep_alive": KEEP_ALIVE_SECONDS,
        "ssl_context_factory": lambda *_: context,
    }


def _context(files: PartnerFiles, on_refused: Callable[[str], None]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    try:
        context.load_cert_chain(files.certificate, files.key)
        context.load_verify_locations(files.ca)
    except ssl.SSLError as error:
        raise Malformed(f"no certificate, key or issuers in PEM: {error.reason}", code="certificate") from error
    except OSError as error:
        raise Unavailable(f"a file of the exchange settings cannot be read: {error.strerror}") from error
    context.sslobject_class = _watched(on_refused)
    return context


def _watched(on_refused: Callable[[str], None]) -> type[ssl.SSLObject]:
    class Watched(ssl.SSLObject):
        def do_handshake(self) -> None:
            try:
                super().do_handshake()
            except ssl.SSLCertVerificationError as error:
                on_refused(REASONS.get(error.verify_code, f"OpenSSL {error.verify_code}"))
                raise
            except ssl.SSLError as error:
                if error.reason == "PEER_DID_NOT_RETURN_A_CERTIFICATE":
                    on_refused("no certificate")
                raise

    return Watched
