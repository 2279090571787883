"""Private hit/no-hit: CPU time of a set, its size, and a query's time over mutual TLS, beside openmined-psi.

Records are invented persons with a full date of birth, from a fixed seed. The peer gets one item a record (an exact
name and birth), ours the keys that find spellings. Queries go from this process to another on the same machine, over
HTTP on TLS 1.3 with both certificates verified, on one open connection: uvicorn and httpx as between nodes, without the
node's door (signatures, quotas, log). Half of the persons asked for are in the set.

HIT_RECORDS (100000) says how many records, several parted by commas; HIT_QUERIES (300); HIT_PROCESSES (2).
"""

import json
import multiprocessing
import os
import secrets
import socket
import ssl
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter, process_time, sleep

import httpx
import numpy as np
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tournai.exchange.hit_no_hit import Suite, classes_for, question_keys, record_keys
from tournai.exchange.hit_no_hit.asking import answer, ask, look_up
from tournai.exchange.hit_no_hit.elias_fano import encode
from tournai.exchange.hit_no_hit.published_set import OpenedSet, SetStatement, tags_of
from tournai.exchange.hit_no_hit.voprf import Evaluated
from tournai.node.jobs.key_evaluation import evaluate_keys
from tournai.node.keys.ristretto import open_ristretto
from tournai.simulate.people import draw_person
from tournai.values import Name, PartialDate, Person

NAME = "hit-no-hit"
PEER = Path(__file__).parent / "peers" / "openmined-psi"
PYTHON = PEER / ".venv" / "bin" / "python"
ELEMENT, PROOF = 32, 64
PEER_QUERIES = 5
SPENT = "cpu-seconds"
"""The header in which the asked side tells what an evaluation took."""

Row = dict[str, object]


def setting(name: str, default: str) -> str:
    return os.environ.get(f"HIT_{name}", default)


def measure() -> list[Row]:
    sizes = [int(size) for size in setting("RECORDS", "100000").split(",")]
    queries = int(setting("QUERIES", "300"))
    rows: list[Row] = []
    for size in sizes:
        persons = people(size + queries)
        rows += [*_ours(persons[:size], persons, queries), *_peer(persons[:size], persons)]
    return sorted(rows, key=lambda row: str(row["table"]), reverse=True)


def people(count: int) -> list[Person]:
    rng = Random("hit/no-hit")
    return [_person(rng) for _ in range(count)]


def _person(rng: Random) -> Person:
    drawn = draw_person(rng)
    return Person((Name(drawn.surname, drawn.given),), (PartialDate.on(drawn.born),) if drawn.born else ())


def cpu() -> float:
    return sum(getrusage(who).ru_utime + getrusage(who).ru_stime for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


def _ours(records: list[Person], persons: list[Person], queries: int) -> list[Row]:
    suite, seed, secret = Suite(open_ristretto()), secrets.token_bytes(32), secrets.token_bytes(32)
    key, classes = suite.derive_key(seed), classes_for(len(records))
    started, wall = cpu(), perf_counter()
    texts = [key.text for person in records for key in record_keys(person, classes)]
    made = cpu()
    outputs = list(evaluate_keys(texts, len(texts), key, open_ristretto, int(setting("PROCESSES", "2"))))
    evaluated = cpu()
    tags, width = tags_of(outputs, secret)
    size = len(encode(tags, width))
    ended = cpu()
    statement = SetStatement("fr", "be", "hit-no-hit", 1, (), len(records), len(tags), width, "", datetime.now(UTC))
    step = len(records) // (queries // 2)
    asked = [*records[::step][: queries // 2], *persons[len(records) : len(records) + queries // 2]]
    times, spent = over_tls(
        suite, key, OpenedSet(statement, tags), secret, [question_keys(one, classes) for one in asked]
    )
    shares = {"keys": made - started, "OPRF": evaluated - made, "tags, set": ended - evaluated}
    return [
        _set_up("tournai", len(records), len(texts), ended - started, size)
        | {f"{name} CPU s": round(seconds, 1) for name, seconds in shares.items()}
        | {"wall s": round(perf_counter() - wall, 1)},
        _query("tournai, mutual TLS", len(records), times),
        _query("tournai, CPU of both sides", len(records), spent),
    ]


def _set_up(subject: str, records: int, items: int, seconds: float, size: int) -> Row:
    return {
        "table": "set-up", "subject": subject, "records": f"{records:,}", "items": f"{items:,}",
        "CPU min": round(seconds / 60, 2), "CPU us an item": round(seconds / items * 1e6, 1),
        "MB": round(size / 1e6, 2),
    }  # fmt: skip


def _query(subject: str, records: int, milliseconds: list[float]) -> Row:
    return {
        "table": "query", "subject": subject, "records": f"{records:,}", "queries": str(len(milliseconds)),
        "minimum ms": round(min(milliseconds), 2), "median ms": round(float(np.median(milliseconds)), 2),
        "p95 ms": round(float(np.percentile(milliseconds, 95)), 2), "maximum ms": round(max(milliseconds), 2),
    }  # fmt: skip


def over_tls(
    suite: Suite, key: bytes, opened: OpenedSet, secret: bytes, questions: list
) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each query, from its keys to its answer, and those of both processors."""
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as free:
        certificate = _certificate(Path(folder))
        port = free.getsockname()[1]
        free.close()
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(key, certificate, port), daemon=True)
        server.start()
        try:
            return _asked(suite, suite.public_key(key), opened, secret, questions, certificate, port)
        finally:
            server.terminate()
            server.join()


def _asked(
    suite: Suite, public_key: bytes, opened: OpenedSet, secret: bytes, questions: list, certificate: str, port: int
) -> tuple[list[float], list[float]]:
    context = ssl.create_default_context(cafile=certificate)
    context.load_cert_chain(certificate)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    times, seconds, hits = [], [], 0
    with httpx.Client(verify=context, timeout=30, base_url=f"https://127.0.0.1:{port}") as client:
        _wait(client)
        for keys in questions:
            began, spent = perf_counter(), process_time()
            sent = ask(suite, keys, secrets.token_bytes(32), 1)
            response = client.post("/", content=b"".join(sent.blinded))
            reply = response.content
            evaluated = Evaluated(elements_of(reply[PROOF:]), reply[:PROOF])
            found = look_up(suite, sent, evaluated, public_key, opened, secret)
            times.append((perf_counter() - began) * 1e3)
            seconds.append((process_time() - spent + float(response.headers[SPENT])) * 1e3)
            hits += bool(found.hits)
    if hits < len(questions) // 2:
        raise ValueError(f"{hits} hits of {len(questions)} questions: half of them are in the set")
    return times, seconds


def _wait(client: httpx.Client) -> None:
    for _ in range(600):
        try:
            client.get("/")
        except httpx.ConnectError:
            sleep(0.05)
        else:
            return
    raise TimeoutError("the answering process did not start")


def elements_of(data: bytes) -> tuple[bytes, ...]:
    return tuple(data[start : start + ELEMENT] for start in range(0, len(data), ELEMENT))


def serve(key: bytes, certificate: str, port: int) -> None:
    """The asked side, in a process of its own: evaluates each batch that is posted."""
    suite = Suite(open_ristretto())

    async def app(scope: dict, receive: object, send: object) -> None:
        if scope["type"] != "http":
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        reply, started = b"", process_time()
        if body:
            evaluated = answer(suite, key, elements_of(body), secrets.token_bytes(64))
            reply = evaluated.proof + b"".join(evaluated.elements)
        await send({"type": "http.response.start", "status": 200, "headers": [
            (b"content-length", b"%d" % len(reply)), (SPENT.encode(), b"%.9f" % (process_time() - started)),
        ]})  # fmt: skip
        await send({"type": "http.response.body", "body": reply})

    uvicorn.run(
        app, host="127.0.0.1", port=port, log_level="error", ssl_certfile=certificate, ssl_keyfile=certificate,
        ssl_ca_certs=certificate, ssl_cert_reqs=ssl.CERT_REQUIRED,
    )  # fmt: skip


def _certificate(folder: Path) -> str:
    """Return a file with a key and a certificate of its own, for both sides."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "bench")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "both.pem"
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return str(path)


def _peer(records: list[Person], persons: list[Person]) -> list[Row]:
    if not PYTHON.exists():
        print(
            "openmined-psi: absent, no .venv in benchmarks/peers/openmined-psi (see README.md there)", file=sys.stderr
        )
        return []
    items = [_exact(person) for person in records]
    queries = [_exact(person) for person in (*records[:PEER_QUERIES], *persons[-PEER_QUERIES:])]
    done = subprocess.run(
        [str(PYTHON), str(PEER / "measure.py")], input=json.dumps({"items": items, "queries": queries}),
        capture_output=True, check=True, text=True, timeout=1_800,
    )  # fmt: skip
    found = json.loads(done.stdout)
    return [
        _set_up("openmined-psi 2.0.6", len(records), len(items), found["seconds"], found["bytes"]),
        _query("openmined-psi, in one process, request and answer", len(records), [one for one, _ in found["times"]]),
        _query("openmined-psi, look-up in the set", len(records), [other for _, other in found["times"]]),
    ]


def _exact(person: Person) -> str:
    return f"{person.names[0].full.upper()}|{person.births[0]}"
