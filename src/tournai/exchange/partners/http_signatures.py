"""HTTP Message Signatures between nodes: our profile of RFC 9421, with the instant and the keys handed in.

A request's signature covers method, target, Content-Digest and Content-Type, and says when it was made, until when it
counts, and a nonce; a response's covers its status, its Content-Digest and the request's signature, so that an answer
belongs to one question. Ed25519 only, one signature under one tag.

Source: RFC 9421, sections 2.2 to 2.4, 3.1, 3.2 and 7; RFC 9530 (Content-Digest).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    InvalidSignature,
)
from http_message_signatures.algorithms import ED25519
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from tournai.errors import Unverified
from tournai.exchange.partners.envelopes import CLOCK_SKEW

LIFETIME = timedelta(minutes=5)
"""How long a request's signature counts; its nonce is remembered as long, and the skew more."""
TAG, LABEL = "tournai-exchange", "tournai"
NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
REQUEST_COMPONENTS = ("@method", "@target-uri", "content-digest", "content-type")
RESPONSE_COMPONENTS = ("@status", "content-digest", "content-type", f'"signature";req;key="{LABEL}"')


class Fields:
    """Header fields in their order, names without case; what the library reads and writes."""

    def __init__(self, lines: list[tuple[str, str]]) -> None:
        self.lines = list(lines)

    def items(self) -> list[tuple[str, str]]:
        """Return the lines."""
        return list(self.lines)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for name, _ in self.lines))

    def __contains__(self, name: str) -> bool:
        return any(each.lower() == name.lower() for each, _ in self.lines)

    def __setitem__(self, name: str, value: str) -> None:
        self.lines.append((name, value))

    def __delitem__(self, name: str) -> None:
        self.lines = [line for line in self.lines if line[0].lower() != name.lower()]


class HttpRequest:
    """A request as it is signed: method, the whole address, header fields."""

    def __init__(self, method: str, url: str, lines: list[tuple[str, str]]) -> None:
        self.method = method
        self.url = url
        self.headers = Fields(lines)


class HttpResponse:
    """A response as it is signed, and the request that it answers."""

    def __init__(self, status_code: int, lines: list[tuple[str, str]], request: HttpRequest) -> None:
        self.status_code = status_code
        self.headers = Fields(lines)
        self.request = request


class Proven(msgspec.Struct, frozen=True):
    """What a verified request says of itself: the key that signed, its nonce, and when it was signed."""

    key_id: str
    nonce: str
    created: datetime


class SignatureRefused(Unverified):
    """A message whose HTTP signature does not hold. ``code`` is what the log says: ``signature``, ``clock``."""

    def __init__(self, message: str, code: str = "signature") -> None:
        super().__init__(message)
        self.code = code


class VerifierAt(HTTPMessageVerifier):
    """The library's verifier, with an instant in place of the machine's clock, and keys in place of a resolver's files.

    ``keys``: thumbprint or other name -> public key, as the algorithm takes it.
    """

    def __init__(
        self, now: datetime, keys: Mapping[str, Any], algorithm: type = ED25519, lifetime: timedelta = LIFETIME
    ) -> None:
        super().__init__(signature_algorithm=algorithm, key_resolver=_Keys(keys))
        self._now = now
        self._lifetime = lifetime

    def validate_created_and_expires(self, sig_input: Any, max_age: timedelta | None = None) -> None:
        """Refuse a signature of the future, or one that is too old; ``max_age`` is that of the verifier."""
        created = sig_input.params.get("created")
        if type(created) is not int:
            raise InvalidSignature("the signature does not say when it was made")
        age = self._now.timestamp() - created
        skew = CLOCK_SKEW.total_seconds()
        if not -skew <= age <= self._lifetime.total_seconds() + skew:
            raise _Clock("the signature is of another time")
        expires = sig_input.params.get("expires", created)
        if type(expires) is not int or not created <= expires <= created + self._lifetime.total_seconds():
            raise InvalidSignature("the signature counts for too long")


def sign_request(
    request: HttpRequest, body: bytes, *, key_id: str, sign: Callable[[bytes], bytes], created: datetime, nonce: str
) -> list[tuple[str, str]]:
    """Return the request's header fields with Content-Digest, Signature-Input and Signature."""
    how = {"created": created, "expires": created + LIFETIME, "nonce": nonce}
    return _sign(request, body, REQUEST_COMPONENTS, key_id, sign, how)


def sign_response(
    response: HttpResponse, body: bytes, *, key_id: str, sign: Callable[[bytes], bytes], created: datetime
) -> list[tuple[str, str]]:
    """Return the response's header fields with Content-Digest, Signature-Input and Signature."""
    return _sign(response, body, RESPONSE_COMPONENTS, key_id, sign, {"created": created})


def verify_request(request: HttpRequest, body: bytes, keys: Mapping[str, bytes], now: datetime) -> Proven:
    """Return what a request says of itself, when one of the keys signed it and all that it must cover.

    That its nonce is new is for the caller to see.

    Raises:
        SignatureRefused: The signature is missing, altered, of another key or content, too old, or of the future.
    """
    parameters = _verify(request, body, REQUEST_COMPONENTS, keys, now)
    nonce = parameters.get("nonce")
    if not isinstance(nonce, str) or not NONCE.fullmatch(nonce) or "expires" not in parameters:
        raise SignatureRefused("the signature has no nonce or no end")
    return Proven(str(parameters["keyid"]), nonce, datetime.fromtimestamp(int(parameters["created"]), now.tzinfo))


def verify_response(response: HttpResponse, body: bytes, keys: Mapping[str, bytes], now: datetime) -> None:
    """Return when one of the keys signed the response, and it answers its request.

    Raises:
        SignatureRefused: It does not hold.
    """
    _verify(response, body, RESPONSE_COMPONENTS, keys, now)


def _sign(
    message: HttpRequest | HttpResponse,
    body: bytes,
    components: tuple[str, ...],
    key_id: str,
    sign: Callable[[bytes], bytes],
    how: dict[str, Any],
) -> list[tuple[str, str]]:
    signer = HTTPMessageSigner(signature_algorithm=ED25519)
    prepared = signer.prepare(
        message, key_id=key_id, label=LABEL, tag=TAG, covered_component_ids=components, body=body, **how
    )
    signer.apply(message, prepared, sign(prepared.signature_base))
    return message.headers.items()


def _verify(
    message: HttpRequest | HttpResponse,
    body: bytes,
    components: tuple[str, ...],
    keys: Mapping[str, bytes],
    now: datetime,
) -> dict[str, int | str]:
    loaded = {name: Ed25519PublicKey.from_public_bytes(key) for name, key in keys.items()}
    try:
        [result] = VerifierAt(now, loaded).verify(
            message, expect_tag=TAG, expect_label=LABEL, require_components=components, body=body
        )
    except _Clock as error:
        raise SignatureRefused("the signature is too old or of the future: set the clock right", "clock") from error
    # The library meets hostile fields: what its parsers raise beside its own errors is a refusal too.
    except (InvalidSignature, HTTPMessageSignaturesException, ValueError, TypeError, AssertionError) as error:
        raise SignatureRefused("the message is not signed as it must be, or was altered") from error
    return result.parameters


class _Clock(InvalidSignature):
    """A signature of another time."""


class _Keys(HTTPSignatureKeyResolver):
    def __init__(self, keys: Mapping[str, Any]) -> None:
        self._keys = keys

    def resolve_public_key(self, key_id: str) -> Any:
        return self._keys.get(key_id)
