"""Signed HTTP messages: the examples of RFC 9421, and what our profile refuses."""

import re
from base64 import b64decode
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from http_message_signatures import HTTPMessageSigner
from http_message_signatures.algorithms import ECDSA_P256_SHA256, ED25519, HMAC_SHA256, RSA_PSS_SHA512
from http_message_signatures.exceptions import InvalidSignature
from tests.rooms.exchange.partners.members_for_tests import BRUSSELS, NOW, PARIS, STRANGER

from tournai.exchange.partners import (
    HttpRequest,
    HttpResponse,
    SignatureRefused,
    sign_request,
    sign_response,
    thumbprint,
    verify_request,
    verify_response,
)
from tournai.exchange.partners.http_signatures import LIFETIME, Fields, VerifierAt

SIGNED_AT = datetime.fromtimestamp(1618884473, UTC)
URL = "https://example.com/foo?param=Value&Pet=dog"
REQUEST_BODY = b'{"hello": "world"}'
FOLDED = re.compile(r"\\\n\s*")


@pytest.fixture(scope="module")
def appendix(shared) -> str:
    """Appendix B of RFC 9421, its long lines whole again (RFC 8792)."""
    return FOLDED.sub("", (shared / "exchange/httpsig/rfc9421_appendix_b_examples.md").read_text())


@pytest.fixture(scope="module")
def public(shared):
    def read(name: str):
        return load_pem_public_key((shared / f"exchange/httpsig/{name}.pub.pem").read_bytes())

    return read


def message_of(appendix: str, name: str) -> list[tuple[str, str]]:
    """Return the header fields of the test message that begins with a line."""
    text = appendix[appendix.index(name) :].split("\n\n")[0]
    return [tuple(line.split(": ", 1)) for line in text.split("\n")[1:]]


def signature_of(appendix: str, label: str) -> list[tuple[str, str]]:
    inputs = re.search(rf"Signature-Input: ({label}=.*)", re.sub(r"\n\s+", "", appendix))
    signature = re.search(rf"Signature: ({label}=:[^:]+:)", appendix)
    assert inputs
    assert signature
    return [("Signature-Input", inputs[1].split("Signature:")[0]), ("Signature", signature[1])]


def verify(message, algorithm, name, key, body=None):
    verifier = VerifierAt(SIGNED_AT, {name: key}, algorithm)
    return verifier.verify(message, body=body)


@pytest.mark.shared
class TestStandardsExamples:
    """RFC 9421, appendix B.2."""

    @pytest.mark.parametrize("label", ["sig-b21", "sig-b22", "sig-b23"])
    def test_rsa_pss_examples_verify(self, appendix, public, label):
        lines = message_of(appendix, "POST /foo?param") + signature_of(appendix, label)

        [result] = verify(
            HttpRequest("POST", URL, lines), RSA_PSS_SHA512, "test-key-rsa-pss", public("test-key-rsa-pss")
        )

        assert result.parameters["created"] == 1618884473

    def test_ecdsa_example_of_a_response_verifies(self, appendix, public):
        lines = message_of(appendix, "HTTP/1.1 200 OK") + signature_of(appendix, "sig-b24")
        # The digest of the message in the appendix is not the one in its signature base (erratum of the draft).
        base = re.search(r'"content-digest": (sha-512=:mEWX[^:]+:)', appendix)
        mended = [(name, base[1] if name == "Content-Digest" else value) for name, value in lines]
        message = HttpResponse(200, mended, None)

        assert verify(message, ECDSA_P256_SHA256, "test-key-ecc-p256", public("test-key-ecc-p256"))

    def test_ed25519_example_is_made_byte_for_byte(self, appendix, shared):
        message = HttpRequest("POST", URL, message_of(appendix, "POST /foo?param"))
        key = load_pem_private_key((shared / "exchange/httpsig/test-key-ed25519.key.pem").read_bytes(), None)
        signer = HTTPMessageSigner(signature_algorithm=ED25519)
        covered = ("date", "@method", "@path", "@authority", "content-type", "content-length")
        how = {"label": "sig-b26", "include_alg": False, "covered_component_ids": covered, "use_existing_digest": True}

        prepared = signer.prepare(message, key_id="test-key-ed25519", created=SIGNED_AT, **how)
        signer.apply(message, prepared, key.sign(prepared.signature_base))

        assert message.headers.items()[-2:] == signature_of(appendix, "sig-b26")

    def test_hmac_example_verifies(self, appendix):
        lines = message_of(appendix, "POST /foo?param") + signature_of(appendix, "sig-b25")
        secret = re.search(r"uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBt\S+==", appendix)
        key = b64decode(secret[0])

        assert verify(HttpRequest("POST", URL, lines), HMAC_SHA256, "test-shared-secret", key)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("POST", "PUT"),
            ("example.com", "example.org"),
            ("/foo", "/bar"),
            ("application/json", "text/plain"),
            ("02:07:55", "02:07:56"),
            ("created=1618884473", "created=1618884474"),
            ("wqcAqb", "wqcAqc"),
            ("sig-b26=(", "sig-b27=("),
            ("test-key-ed25519", "another-key"),
        ],
    )
    def test_each_change_of_the_ed25519_example_is_refused(self, appendix, public, old, new):
        lines = message_of(appendix, "POST /foo?param") + signature_of(appendix, "sig-b26")
        changed = [(name, value.replace(old, new)) for name, value in lines]
        message = HttpRequest("POST".replace(old, new), URL.replace(old, new), changed)

        with pytest.raises(InvalidSignature):
            verify(message, ED25519, "test-key-ed25519", public("test-key-ed25519"))


BODY = b'{"kind":"request"}'
KEYS = {thumbprint(BRUSSELS.public): BRUSSELS.public}
ANSWER_KEYS = {thumbprint(PARIS.public): PARIS.public}
ADDRESS = "https://spoc.fr.example:8016/messages"
TYPE = ("Content-Type", "application/json")


def request(body=BODY, key=BRUSSELS, created=NOW, nonce="n" * 22, url=ADDRESS) -> HttpRequest:
    made = HttpRequest("POST", url, [TYPE])
    sign_request(made, body, key_id=thumbprint(key.public), sign=key.sign, created=created, nonce=nonce)
    return made


def lines_with(made: HttpRequest, name: str, old: str, new: str) -> list[tuple[str, str]]:
    return [(each, value.replace(old, new) if each == name else value) for each, value in made.headers.items()]


class TestRequests:
    def test_signed_request_says_key_and_nonce(self):
        proven = verify_request(request(), BODY, KEYS, NOW)

        assert (proven.key_id, proven.nonce, proven.created) == (thumbprint(BRUSSELS.public), "n" * 22, NOW)

    @pytest.mark.parametrize("age", [-timedelta(seconds=60), LIFETIME + timedelta(seconds=60)])
    def test_clock_that_is_off_within_the_bound_passes(self, age):
        verify_request(request(), BODY, KEYS, NOW + age)

    @pytest.mark.parametrize("age", [-timedelta(seconds=61), LIFETIME + timedelta(seconds=61)])
    def test_signature_of_another_time_is_refused_as_such(self, age):
        with pytest.raises(SignatureRefused) as caught:
            verify_request(request(), BODY, KEYS, NOW + age)

        assert caught.value.code == "clock"

    @pytest.mark.parametrize(
        ("made", "body"),
        [
            (request(), BODY + b" "),
            (request(), b""),
            (request(key=STRANGER), BODY),
            (request(nonce="short"), BODY),
            (HttpRequest("POST", ADDRESS, [TYPE]), BODY),
            (HttpRequest("POST", "https://other.example:8016/messages", request().headers.items()), BODY),
            (HttpRequest("PUT", ADDRESS, request().headers.items()), BODY),
            (HttpRequest("POST", ADDRESS, lines_with(request(), "Content-Type", "json", "xml")), BODY),
            (HttpRequest("POST", ADDRESS, lines_with(request(), "Signature-Input", '"@target-uri" ', "")), BODY),
            (HttpRequest("POST", ADDRESS, lines_with(request(), "Signature-Input", '"ed25519"', '"hmac"')), BODY),
            (HttpRequest("POST", ADDRESS, lines_with(request(), "Signature-Input", "tournai-exchange", "x")), BODY),
            (HttpRequest("POST", ADDRESS, lines_with(request(), "Signature", "=:", "=:A")), BODY),
            (HttpRequest("POST", ADDRESS, lines_with(request(), "Signature", "tournai=", "t=")), BODY),
            (HttpRequest("POST", ADDRESS, lines_with(request(), "Content-Digest", "sha-256", "sha-1")), BODY),
            (HttpRequest("POST", ADDRESS, [*request().headers.items(), ("Content-Digest", "x")]), BODY),
            (HttpRequest("POST", ADDRESS, lines_with(request(), "Signature-Input", "tournai", "é")), BODY),
        ],
    )
    def test_what_is_altered_or_not_covered_is_refused(self, made, body):
        with pytest.raises(SignatureRefused):
            verify_request(made, body, KEYS, NOW)


class TestResponses:
    def answer(self, to: HttpRequest) -> HttpResponse:
        made = HttpResponse(200, [TYPE], to)
        sign_response(made, BODY, key_id=thumbprint(PARIS.public), sign=PARIS.sign, created=NOW)
        return made

    def test_signed_answer_holds(self):
        verify_response(self.answer(request()), BODY, ANSWER_KEYS, NOW)

    def test_answer_to_another_request_is_refused(self):
        lines = self.answer(request()).headers.items()

        with pytest.raises(SignatureRefused):
            verify_response(HttpResponse(200, lines, request(nonce="m" * 22)), BODY, ANSWER_KEYS, NOW)

    def test_other_status_is_refused(self):
        lines = self.answer(request()).headers.items()

        with pytest.raises(SignatureRefused):
            verify_response(HttpResponse(202, lines, request()), BODY, ANSWER_KEYS, NOW)


def test_field_is_replaced_whatever_its_case():
    fields = Fields([("Signature", "a"), ("signature", "b"), ("Date", "c")])

    del fields["SIGNATURE"]

    assert fields.items() == [("Date", "c")]
