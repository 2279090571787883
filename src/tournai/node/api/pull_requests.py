"""``GET /pull-requests``: what a carrier is asked for outside of the two times (Art. 8(5); rule PNR-06), as GOVREQ."""

from collections.abc import Callable

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tournai.node.duties.ports import Ports
from tournai.node.duties.pull_requests import PullMessage, fetch_pulls
from tournai.values import Actor


def add_pull_requests(app: FastAPI, ports: Ports, actor_of: Callable[[Request], Actor]) -> None:
    """Add the pull requests to the machines' application, with its way of signing in."""

    @app.get("/pull-requests")
    async def fetch(request: Request) -> Response:
        """Give a carrier the requests to it that are in force."""
        actor = await run_in_threadpool(actor_of, request)
        found = await run_in_threadpool(fetch_pulls, ports, actor)
        return JSONResponse({"pull_requests": [_content(one) for one in found]})


def _content(message: PullMessage) -> dict[str, str]:
    pull = message.pull
    return {
        "request": pull.request_id,
        "flight": f"{pull.carrier}{pull.number}",
        "departure_date": pull.departure_date.isoformat(),
        "departure_airport": pull.departure_airport,
        "arrival_airport": pull.arrival_airport,
        "expires_at": pull.expires_at.isoformat(timespec="seconds"),
        "govreq": message.govreq.decode("ascii"),
    }
