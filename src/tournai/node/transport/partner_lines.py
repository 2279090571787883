"""Lines to partner nodes: TLS 1.3 both ways, the certificate pinned before a byte is sent, requests and answers signed.

Source: RFC 8446; RFC 7469, section 2.4 (pins); RFC 9421 as in `tournai.exchange.partners.http_signatures`.
"""

import base64
import ssl
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tournai.errors import Malformed, Unavailable
from tournai.exchange.partners import (
    HttpRequest,
    HttpResponse,
    Member,
    sign_request,
    thumbprint,
    verify_response,
)
from tournai.exchange.partners.wire import CONTENT_TYPE, MAXIMUM_BODY, Problem, read
from tournai.node.duties.partner_ports import PartnerAnswer, PartnerFiles, PartnerRefused
from tournai.node.duties.ports import SigningKey

TIMEOUT = httpx.Timeout(30, connect=10)
NONCE_BYTES = 18


class HttpsLines:
    """Connections to partners' doors, kept open while they are used."""

    def __init__(
        self,
        files: PartnerFiles,
        key: SigningKey,
        clock: Callable[[], datetime],
        random_bytes: Callable[[int], bytes],
    ) -> None:
        self._files = files
        self._key = key
        self._clock = clock
        self._random = random_bytes
        self._clients: dict[Member, httpx.Client] = {}

    def send(self, member: Member, path: str, body: bytes) -> PartnerAnswer:
        """Return what a partner's door answers to a signed request; its certificate and signature are proven.

        Raises:
            Unavailable: It cannot be reached, or its certificate is not the one of the member list.
            PartnerRefused: It refused.
            Unverified: Its answer is not signed by it.
        """
        request = self._signed(f"{member.address}{path}", body)
        try:
            with self._client(member).stream(
                "POST", request.url, content=body, headers=request.headers.items()
            ) as response:
                ends_at = _certificate_end(response)
                answer = _read_bounded(response)
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as error:
            raise Unavailable(f"the partner's door cannot be reached: {type(error).__name__}") from error
        if response.status_code != httpx.codes.OK:
            raise PartnerRefused(_code_of(answer))
        now = self._clock()
        lines = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw]
        verify_response(HttpResponse(response.status_code, lines, request), answer, member.keys_at(now), now)
        return PartnerAnswer(answer, ends_at)

    def close(self) -> None:
        """Close all connections."""
        for client in self._clients.values():
            client.close()
        self._clients.clear()

    def _signed(self, url: str, body: bytes) -> HttpRequest:
        request = HttpRequest("POST", url, [("Content-Type", CONTENT_TYPE)])
        nonce = base64.urlsafe_b64encode(self._random(NONCE_BYTES)).decode()
        key_id = thumbprint(self._key.public_key())
        sign_request(request, body, key_id=key_id, sign=self._key.sign, created=self._clock(), nonce=nonce)
        return request

    def _client(self, member: Member) -> httpx.Client:
        # By the whole entry: one that changed in the list, its pins above all, gets a connection of its own.
        if member not in self._clients:
            context = client_context(self._files, frozenset(member.certificate_pins))
            self._clients[member] = httpx.Client(verify=context, timeout=TIMEOUT, trust_env=False)
        return self._clients[member]


def client_context(files: PartnerFiles, pins: frozenset[str]) -> ssl.SSLContext:
    """Return TLS 1.3 of a client that shows its certificate and takes only a server's whose public key has a pin.

    Raises:
        Unavailable: A file cannot be read.
        Malformed: A file is not what it should be.
    """

    class Pinned(ssl.SSLSocket):
        def do_handshake(self, block: bool = False) -> None:  # noqa: FBT001, FBT002  # as in the class above
            super().do_handshake(block)
            if pin_of(self.getpeercert(binary_form=True) or b"") not in pins:
                raise ssl.SSLCertVerificationError("the certificate is not the one of the member list")

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.sslsocket_class = Pinned
    try:
        context.load_cert_chain(files.certificate, files.key)
        context.load_verify_locations(files.ca)
    except ssl.SSLError as error:
        raise Malformed(f"no certificate, key or issuers in PEM: {error.reason}", code="certificate") from error
    except OSError as error:
        raise Unavailable(f"a file of the exchange settings cannot be read: {error.strerror}") from error
    return context


def pin_of(certificate: bytes) -> str:
    """Return the pin of a certificate (DER): SHA-256 of its SubjectPublicKeyInfo; empty where there is none."""
    if not certificate:
        return ""
    key = x509.load_der_x509_certificate(certificate).public_key()
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def _certificate_end(response: httpx.Response) -> datetime:
    proven = response.extensions["network_stream"].get_extra_info("ssl_object")
    return x509.load_der_x509_certificate(proven.getpeercert(True)).not_valid_after_utc  # noqa: FBT003  # it takes no names


def _read_bounded(response: httpx.Response) -> bytes:
    body = bytearray()
    for piece in response.iter_raw():
        body += piece
        if len(body) > MAXIMUM_BODY:
            raise httpx.RemoteProtocolError("the answer is too long")
    return bytes(body)


def _code_of(body: bytes) -> str:
    try:
        code = read(body, Problem).code
    except Malformed:
        code = ""
    return code if code.replace("-", "").isalnum() and code.isascii() else "unknown"
