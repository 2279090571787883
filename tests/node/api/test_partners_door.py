"""The partners' door over real TLS: who gets in, what is refused, and what an answer proves."""

import socket
import ssl
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta

import httpx
import msgspec
import pytest
import uvicorn
from tests.acts import logged
from tests.fakes.clock import MovableClock
from tests.fakes.partner_nodes import BELGIUM, FRANCE, Pair, two_nodes

from tournai.errors import Unavailable, Unverified
from tournai.exchange.partners import HttpRequest, sign_request, thumbprint
from tournai.exchange.partners.wire import MAXIMUM_BODY, Delivery, Problem, Witnessing, read, write
from tournai.node.api.partners import create_partners_door, partner_serving_options
from tournai.node.api.partners.limits import Limits
from tournai.node.assembly import deliverer_of, partner_files
from tournai.node.duties.inbox import next_messages
from tournai.node.duties.outbox import claim_next
from tournai.node.transport.partner_lines import HttpsLines
from tournai.oversight.events import Stream
from tournai.simulate.partner_network import PartnerIssuer

EMPTY = write(Delivery(Witnessing()))


@pytest.fixture(scope="module")
def clock():
    # TLS takes the machine's time: the certificates must be valid now.
    return MovableClock(datetime.now(UTC))


@contextmanager
def served(node, listening, limits=None):
    options = partner_serving_options(node.ports, partner_files(node.settings))
    config = uvicorn.Config(create_partners_door(node.ports, limits), log_level="critical", **options)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def pair(tmp_path_factory, new_database, clock):
    """Two nodes; the door of France is open."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(2)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        sockets[1].listen()
        ports = tuple(each.getsockname()[1] for each in sockets)
        folder = tmp_path_factory.mktemp("pair")
        made: Pair = stack.enter_context(two_nodes(folder, new_database, clock, ports))
        stack.enter_context(served(made.france, sockets[1], Limits(1000, 1000)))
        yield made


def came(node):
    with node.ports.look() as unit:
        return [message.content for message in next_messages(node.ports, unit, 1000)]


def reasons(node):
    events = logged(node, stream=Stream.EXCHANGE)
    return [event.details["reason"] for event in events if event.kind.value == "exchange:refused"]


def client(pair, name=BELGIUM, *, with_certificate=True):
    files = partner_files(pair.node(name).settings)
    context = ssl.create_default_context(cafile=files.ca)
    if with_certificate:
        context.load_cert_chain(files.certificate, files.key)
    return httpx.Client(verify=context, trust_env=False, timeout=30)


def signed(pair, body=EMPTY, created=None, nonce="n" * 22, signs=BELGIUM):
    node = pair.node(signs)
    key = node.ports.keys.exchange_key("messages")
    request = HttpRequest("POST", f"{pair.members[1].address}/messages", [("Content-Type", "application/json")])
    moment = created or node.ports.clock()
    key_id = thumbprint(key.public_key())
    sign_request(request, body, key_id=key_id, sign=key.sign, created=moment, nonce=nonce)
    return request


def post(pair, request, body=EMPTY, **how):
    with client(pair, **how) as line:
        return line.post(request.url, content=body, headers=request.headers.items())


def soon(read_it, expected):
    deadline = time.monotonic() + 5
    while read_it() != expected and time.monotonic() < deadline:
        time.sleep(0.05)
    return read_it()


def test_message_goes_over_the_line_and_its_receipt_comes_back(pair):
    identifier = pair.ask(1)

    with closing(deliverer_of(pair.belgium)) as deliverer:
        deliverer.run_until_idle()

    with pair.belgium.ports.look() as unit:
        row, state = unit.partners.outgoing(identifier), unit.partners.state(FRANCE)
    assert row.state == "delivered"
    assert came(pair.france) == [b'{"number":1}']
    assert state.certificate_ends_at.date() > pair.belgium.ports.clock().date()


class TestConnection:
    """TLS 1.3 both ways; the certificate is the one of the member list."""

    def test_nobody_gets_in_without_a_certificate(self, pair):
        with pytest.raises((httpx.TransportError, ssl.SSLError)):
            post(pair, signed(pair), with_certificate=False)

        def told():
            events = logged(pair.france, "account:sign-in-refused", Stream.NODE)
            return "no certificate" in [event.details["reason"] for event in events]

        assert soon(told, expected=True)

    def test_tls_1_2_is_not_spoken(self, pair):
        files = partner_files(pair.belgium.settings)
        context = ssl.create_default_context(cafile=files.ca)
        context.load_cert_chain(files.certificate, files.key)
        context.maximum_version = ssl.TLSVersion.TLSv1_2

        with pytest.raises((httpx.TransportError, ssl.SSLError)), httpx.Client(verify=context) as line:
            line.post(signed(pair).url, content=EMPTY)

    def test_certificate_that_is_not_listed_is_told_nothing_else(self, pair, tmp_path, clock):
        # The node's own certificate is of the same issuer, and is no partner's.
        answer = post(pair, signed(pair), name=FRANCE)

        assert (answer.status_code, read(answer.content, Problem).code) == (401, "unknown-node")

    def test_server_with_another_certificate_gets_nothing(self, pair, clock):
        line = HttpsLines(
            partner_files(pair.belgium.settings),
            pair.belgium.ports.keys.exchange_key("messages"),
            clock,
            lambda n: b"n" * n,
        )
        other = msgspec.structs.replace(pair.members[1], certificate_pins=("0" * 64,))

        with pytest.raises(Unavailable):
            line.send(other, "/messages", EMPTY)
        line.close()

    def test_issuer_that_is_not_known_is_refused(self, pair, tmp_path, clock):
        issued = PartnerIssuer(clock(), "Another issuer").issue(BELGIUM)
        (tmp_path / "crt").write_bytes(issued.certificate)
        (tmp_path / "key").write_bytes(issued.key)
        context = ssl.create_default_context(cafile=partner_files(pair.belgium.settings).ca)
        context.load_cert_chain(tmp_path / "crt", tmp_path / "key")

        with pytest.raises((httpx.TransportError, ssl.SSLError)), httpx.Client(verify=context) as line:
            line.post(signed(pair).url, content=EMPTY)


class TestSignature:
    """RFC 9421 as this profile has it; every refusal is logged."""

    @pytest.mark.parametrize(
        ("made", "body", "code"),
        [
            ({}, EMPTY + b" ", "signature"),
            ({"signs": FRANCE}, EMPTY, "signature"),
            ({"body": b"{}", "nonce": "d" * 22}, b"{}", "delivery"),
        ],
    )
    def test_what_is_not_proven_is_refused(self, pair, made, body, code):
        before = len(reasons(pair.france))

        answer = post(pair, signed(pair, **made), body)

        assert read(answer.content, Problem).code == code
        assert reasons(pair.france)[before:] == [code]

    def test_unsigned_request_is_refused(self, pair):
        answer = post(pair, HttpRequest("POST", signed(pair).url, [("Content-Type", "application/json")]))

        assert (answer.status_code, read(answer.content, Problem).code) == (409, "signature")

    def test_request_of_another_time_is_refused_as_such(self, pair, clock):
        answer = post(pair, signed(pair, created=clock() - timedelta(minutes=10)))

        assert read(answer.content, Problem).code == "clock"

    def test_same_request_twice_is_a_replay(self, pair):
        request = signed(pair, nonce="r" * 22)

        answers = [post(pair, request) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [200, 409]
        assert read(answers[1].content, Problem).code == "replay"

    def test_body_that_is_too_long_is_refused(self, pair):
        body = b" " * (MAXIMUM_BODY + 1)

        answer = post(pair, signed(pair), body)

        assert (answer.status_code, read(answer.content, Problem).code) == (413, "too-large")

    def test_refusal_holds_nothing_but_a_code_and_a_sentence(self, pair):
        answer = post(pair, signed(pair), EMPTY + b" ")

        assert answer.json() == {"code": "signature", "error": "the delivery is not proven, or not the next one"}

    def test_answer_of_somebody_else_is_not_believed(self, pair, clock, monkeypatch):
        pair.ask(2)
        outgoing = claim_next(pair.belgium.ports, FRANCE)
        line = HttpsLines(
            partner_files(pair.belgium.settings), pair.belgium.ports.keys.exchange_key("messages"), clock,
            pair.belgium.ports.random_bytes,
        )  # fmt: skip
        monkeypatch.setattr(pair.france.ports.keys, "exchange_key", pair.belgium.ports.keys.exchange_key)

        with pytest.raises(Unverified):
            line.send(outgoing.member, "/messages", write(outgoing.delivery))
        line.close()


class TestLimits:
    def test_bucket_empties_and_fills_again(self):
        limits = Limits(a_second=2, at_once=3)

        taken = [limits.take("fr", now=0) for _ in range(4)]

        assert taken == [True, True, True, False]
        assert (limits.take("be", now=0), limits.take("fr", now=1)) == (True, True)

    def test_empty_bucket_is_news_once_a_minute(self):
        limits = Limits()

        assert [limits.is_news("fr", now=at) for at in (0, 30, 60)] == [True, False, True]

    def test_partner_that_asks_too_fast_is_told_so(self, pair):
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            listening.listen()
            port = listening.getsockname()[1]
            with served(pair.france, listening, Limits(0.0001, 1)), client(pair) as line:
                answers = [line.post(f"https://127.0.0.1:{port}/messages", content=EMPTY) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [409, 429]
        assert reasons(pair.france)[-1] == "too-many"
