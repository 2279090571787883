"""The carriers' door over real TLS: which client certificate gets in, and which is refused with an event."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import httpx
import pytest
import uvicorn
from tests.acts import UNKNOWN_BOOKING, logged
from tests.fakes.authority import Authority
from tests.fakes.carrier import pnrgov
from tests.fakes.officers import ADMINISTRATOR, ANALYST, CARRIER
from tests.fakes.officers import NODE as NODE_ACTOR

from tournai.errors import Malformed, Refused
from tournai.node.api import TlsFiles, create_api, serving_options
from tournai.node.duties.accounts import create_account
from tournai.node.duties.certificates import revoke_certificate, tie_certificate
from tournai.oversight.events import Stream
from tournai.values import Role

PASSWORD = "correct horse battery staple"
BODY = pnrgov(UNKNOWN_BOOKING)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def host(authority):
    return authority.issue("host")


@pytest.fixture(scope="module")
def held(authority):
    """The certificate of carrier xx."""
    return authority.issue("xx")


@contextmanager
def served(node, authority, host, **how):
    """Serve the machines' door over TLS; give its address."""
    options = serving_options(node.ports, TlsFiles(host.certificate, host.key, authority.file))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        config = uvicorn.Config(create_api(node.ports, **how), log_level="critical", **options)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"https://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def carrier(node):
    create_account(node.ports, ADMINISTRATOR, account="xx", display_name="xx", role=Role.CARRIER, password=PASSWORD)
    return CARRIER


@pytest.fixture
def door(node, authority, host, carrier):
    with served(node, authority, host) as address:
        yield address


def push(address, authority, certificate=None, **how):
    """Push once, as a carrier that trusts the authority."""
    context = ssl.create_default_context(cafile=str(authority.file))
    if certificate:
        context.load_cert_chain(*certificate.pair)
    context.minimum_version = how.pop("version", ssl.TLSVersion.TLSv1_2)
    with httpx.Client(base_url=address, verify=context, timeout=30, **how) as client:
        return client.post("/pushes", content=BODY)


def refusals(node):
    return [event.details.get("reason") for event in logged(node, "account:sign-in-refused", Stream.NODE)]


def soon(read, expected):
    """Return what is read once it is what is expected, or after five seconds."""
    deadline = time.monotonic() + 5
    while read() != expected and time.monotonic() < deadline:
        time.sleep(0.05)
    return read()


class TestTied:
    def test_certificate_that_is_tied_to_an_account_pushes_as_it(self, node, door, authority, held):
        tie_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=held.der)

        answer = push(door, authority, held, trust_env=False)

        assert answer.status_code == 202
        assert node.ports.spool.read(answer.json()["receipt"]).sender == "xx"

    def test_tls_1_3_is_spoken(self, node, door, authority, held):
        tie_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=held.der)

        assert push(door, authority, held, version=ssl.TLSVersion.TLSv1_3).status_code == 202

    def test_tls_1_1_is_not_spoken(self, door, authority, held):
        context = ssl.create_default_context(cafile=str(authority.file))
        context.load_cert_chain(*held.pair)
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_1

        with pytest.raises(httpx.ConnectError), httpx.Client(verify=context) as client:
            client.post(f"{door}/pushes", content=BODY)

    def test_second_certificate_follows_the_first(self, node, door, authority, held):
        later = authority.issue("xx-2027")
        tie_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=held.der)
        tie_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=later.der)

        assert [push(door, authority, one).status_code for one in (held, later)] == [202, 202]


class TestRefused:
    def test_certificate_that_nobody_tied_is_refused_with_an_event(self, node, door, authority, held):
        answer = push(door, authority, held)

        assert answer.status_code == 401
        assert refusals(node) == ["unknown"]
        assert node.ports.spool.pending() == []

    def test_revoked_certificate_is_refused_with_an_event(self, node, door, authority, held):
        tie_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=held.der)
        revoke_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=held.der)

        assert push(door, authority, held).status_code == 401
        assert refusals(node) == ["revoked"]

    def test_right_password_does_not_help_a_wrong_certificate(self, door, authority, held):
        assert push(door, authority, held, auth=("xx", PASSWORD)).status_code == 401

    @pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
    def test_certificate_of_another_issuer_ends_the_handshake_with_an_event(
        self, node, door, authority, tmp_path, version
    ):
        stranger = Authority(tmp_path, "Another Authority").issue("xx")
        tie_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=stranger.der)

        with pytest.raises((httpx.TransportError, ssl.SSLError)):
            push(door, authority, stranger, version=version)

        assert soon(lambda: refusals(node), ["unknown issuer"]) == ["unknown issuer"]
        assert node.ports.spool.pending() == []

    def test_expired_certificate_ends_the_handshake_with_an_event(self, node, door, authority):
        expired = authority.issue("xx-2025", valid_for=timedelta(days=-1))
        tie_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=expired.der)

        with pytest.raises((httpx.TransportError, ssl.SSLError)):
            push(door, authority, expired)

        assert soon(lambda: refusals(node), ["expired"]) == ["expired"]

    def test_forged_header_names_no_certificate(self, door, authority):
        answer = push(door, authority, headers={"X-Client-Cert": "anything", "X-SSL-Client-Verify": "SUCCESS"})

        assert answer.status_code == 401


class TestPasswords:
    def test_password_is_enough_where_nothing_else_is_demanded(self, door, authority):
        assert push(door, authority, auth=("xx", PASSWORD)).status_code == 202

    def test_password_is_refused_where_only_certificates_get_in(self, node, authority, host, carrier, held):
        tie_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=held.der)

        with served(node, authority, host, certificate_only=True) as address:
            answers = [push(address, authority, auth=("xx", PASSWORD)), push(address, authority, held)]

        assert [answer.status_code for answer in answers] == [401, 202]


class TestTying:
    def test_persons_account_has_no_certificate(self, node, held):
        create_account(
            node.ports, ADMINISTRATOR, account="ann", display_name="Ann", role=Role.ANALYST, password=PASSWORD
        )

        with pytest.raises(Malformed):
            tie_certificate(node.ports, ADMINISTRATOR, account="ann", certificate=held.der)

    def test_certificate_stands_for_one_account(self, node, carrier, held):
        create_account(node.ports, ADMINISTRATOR, account="yy", display_name="yy", role=Role.CARRIER, password=PASSWORD)
        tie_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=held.der)

        with pytest.raises(Malformed):
            tie_certificate(node.ports, ADMINISTRATOR, account="yy", certificate=held.der)

    @pytest.mark.parametrize("actor", [ANALYST, CARRIER, NODE_ACTOR])
    def test_only_an_administrator_ties_and_revokes(self, node, carrier, held, actor):
        with pytest.raises(Refused):
            tie_certificate(node.ports, actor, account="xx", certificate=held.der)

    def test_each_change_leaves_an_event(self, node, carrier, held):
        fingerprint = tie_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=held.der)
        revoke_certificate(node.ports, ADMINISTRATOR, account="xx", certificate=held.der)

        events = logged(node, "account:changed", Stream.NODE)
        assert [event.details for event in events] == [
            {"certificate": fingerprint, "change": change} for change in ("tied", "revoked")
        ]
