"""``POST /documents/challenges`` and ``/documents/checks``: for gates, kiosks and readers that an officer supervises.

The answer holds steps, reasons and evidence, nothing of the holder: what an alert says is never told to a gate (rule
SIS-04).
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tournai.documents.chip.chip_authentication import ChipEvidence
from tournai.errors import Malformed
from tournai.node.duties.document_challenges import ask_chip, judge_answers
from tournai.node.duties.document_checks import Handed, check_document
from tournai.node.duties.ports import Ports
from tournai.values import Actor

MOST_BYTES = 32 * 1024 * 1024
MOST_CHALLENGE_BYTES = 64 * 1024


class ChipAsked(msgspec.Struct, frozen=True):
    """The body of a request for questions; ``dg14``: the file as the chip gave it, in Base64."""

    dg14: bytes = b""


class ToCheck(msgspec.Struct, frozen=True):
    """The body of a check; files in Base64. ``response`` and ``answer``: the chip's, to the questions of ``ticket``."""

    zone: str = ""
    page: bytes = b""
    chip: bytes = b""
    seal: str = ""
    live: bytes = b""
    ticket: str = ""
    response: bytes = b""
    ephemeral_point: bytes = b""
    answer: bytes = b""


Body = TypeVar("Body", ChipAsked, ToCheck)


def add_documents(
    app: FastAPI,
    ports: Ports,
    actor_of: Callable[[Request], Actor],
    read_body: Callable[[Request, int], Awaitable[bytes]],
) -> None:
    """Add the checks of documents to the machines' application, with its way of signing in."""

    @app.post("/documents/challenges")
    async def challenge(request: Request) -> Response:
        """Give questions for a chip: a challenge and, with its DG14, an ephemeral key."""
        actor = await run_in_threadpool(actor_of, request)
        asked = _decode(await read_body(request, MOST_CHALLENGE_BYTES), ChipAsked)
        questions = await run_in_threadpool(ask_chip, ports, actor, asked.dg14)
        return JSONResponse(msgspec.to_builtins(questions))

    @app.post("/documents/checks")
    async def check(request: Request) -> Response:
        """Check a document; nothing of it is kept."""
        actor = await run_in_threadpool(actor_of, request)
        body = _decode(await read_body(request, MOST_BYTES), ToCheck)
        return await run_in_threadpool(_check, ports, actor, body)


def _check(ports: Ports, actor: Actor, body: ToCheck) -> Response:
    challenge = proof = None
    if body.ticket:
        evidence = ChipEvidence(body.ephemeral_point, body.answer) if body.answer else None
        challenge, proof = judge_answers(ports, actor, body.ticket, body.response, evidence)
    handed = Handed(
        zone=body.zone,
        page=body.page,
        chip=body.chip,
        seal=body.seal,
        live=body.live,
        challenge=challenge,
        chip_proof=proof,
    )
    checked = check_document(ports, actor, handed)
    return JSONResponse(msgspec.to_builtins(checked.findings.verdict))


def _decode(data: bytes, kind: type[Body]) -> Body:
    try:
        return msgspec.json.decode(data or b"{}", type=kind)
    except msgspec.DecodeError as error:
        raise Malformed(f"the body is not the JSON of this door: {error}", code="body") from error
