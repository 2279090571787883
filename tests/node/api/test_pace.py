"""Connections that say nothing, or little, over real sockets; times are shortened by a protocol of the test's own."""

import socket
import threading
import time
from contextlib import contextmanager
from http.client import HTTPResponse

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tournai.node.api import serving_options
from tournai.node.api.tls import PeerProtocol

HEAD = b"POST / HTTP/1.1\r\nHost: node\r\nContent-Length: %d\r\n\r\n"
GET = b"GET / HTTP/1.1\r\nHost: node\r\n\r\n"


class Hurried(PeerProtocol):
    """The node's protocol with little patience."""

    head_seconds = 0.4
    body_seconds = 0.4
    least_body = 100


async def count(request):
    """Answer how many bytes came."""
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture(scope="module")
def door():
    application = Starlette(routes=[Route("/", count, methods=["GET", "POST"])])
    options = serving_options(None, None) | {"http": Hurried}
    with serving(application, **options) as address:
        yield address


@contextmanager
def serving(application, **options):
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(application, log_level="critical", **options))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def client(door):
    with socket.create_connection(door, timeout=5) as found:
        yield found


def answer(client):
    """Read one answer to its end; return its status and body."""
    response = HTTPResponse(client)
    response.begin()
    return response.status, response.read()


def is_closed(client):
    """Tell whether the node closes the connection within the socket's time."""
    try:
        return client.recv(1000) == b""
    except ConnectionResetError:
        return True


def trickle(client, piece, times):
    """Send a piece every tenth of a second; stop where the node has closed the connection."""
    try:
        [(client.sendall(piece), time.sleep(0.1)) for _ in range(times)]
    except OSError:
        return False
    return True


def test_connection_that_says_nothing_is_closed(client):
    assert is_closed(client)


def test_head_that_does_not_end_is_closed(client):
    client.sendall(b"POST / HTTP/1.1\r\nHost: node\r\nX-")

    assert is_closed(client)


def test_head_that_trickles_gets_no_more_time(client):
    client.sendall(b"GET / HTTP/1.1\r\nHost: node\r\nX-a: ")

    assert not trickle(client, b"a", 20)


def test_second_head_of_a_connection_has_its_time_too(client):
    client.sendall(GET)
    assert answer(client) == (200, b"0")

    client.sendall(b"GET / HTTP/1.1\r\n")

    assert is_closed(client)


def test_connection_between_two_requests_is_no_head_that_does_not_end(client):
    client.sendall(GET)
    answer(client)
    time.sleep(Hurried.head_seconds * 2)
    client.sendall(GET)

    assert answer(client) == (200, b"0")


def test_body_that_stands_still_is_closed(client):
    client.sendall(HEAD % 1000 + b"a" * 300)

    assert is_closed(client)


def test_body_that_trickles_is_closed(client):
    client.sendall(HEAD % 1000)

    assert not trickle(client, b"a", 20)


def test_slow_body_that_keeps_the_pace_is_taken_whole(client):
    client.sendall(HEAD % 1000)

    assert trickle(client, b"a" * 100, 10)
    assert answer(client) == (200, b"1000")


def test_patience_is_twenty_seconds_for_a_head_and_thirty_for_a_body():
    assert (PeerProtocol.head_seconds, PeerProtocol.body_seconds) == (20, 30)


def test_node_is_served_with_bounds_with_and_without_tls():
    options = serving_options(None, None)

    assert (options["limit_concurrency"], options["timeout_keep_alive"]) == (800, 5)
