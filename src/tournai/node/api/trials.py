"""The trial door: ``POST /trial/pushes`` and ``GET /trial/report``, for carriers that are being certified.

Apart from the real one: nothing that comes here is spooled, stored or screened. The data must be synthetic, and
declared so with the header ``Tournai-Synthetic: yes`` (rule PNR-34).
"""

import base64
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from html import escape

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from tournai.node.api.notices import language_of
from tournai.node.api.trial_words import OUTCOMES, PAGE, REQUIREMENTS, SCENARIOS, Texts, text_of
from tournai.node.duties.ports import Ports
from tournai.node.duties.trials import ExaminedMessage, TrialReport, show_certification, try_push
from tournai.travel.certification import Certification, Requirement, ScenarioResult, requirement_of
from tournai.travel.records import Defect
from tournai.values import Actor

DECLARATION = "tournai-synthetic"
MAXIMUM_TRIAL = 4 * 1024 * 1024
"""Bytes of one trial: certification needs no whole flights."""
AT_ONCE = 2
"""Trials that may be under way in a process, so that they never crowd out real pushes."""
RETRY_SECONDS = 5
STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;"
    "background:#fff}table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;vertical-align:top;"
    "padding:.4rem .75rem .4rem 0;border-bottom:1px solid #767676}"
)
_STYLE_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
PAGE_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_DIGEST}'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


def add_trial_door(
    app: FastAPI,
    ports: Ports,
    actor_of: Callable[[Request], Actor],
    read_body: Callable[[Request, int], Awaitable[bytes]],
) -> None:
    """Add the trial door to the machines' application, with its way of signing in and of reading a bounded body."""
    places = _Places(AT_ONCE)

    @app.post("/trial/pushes")
    async def try_one(request: Request) -> Response:
        """Examine one message of synthetic data and tell what is wrong with it; nothing of it is kept."""
        actor = await run_in_threadpool(actor_of, request)
        if not places.is_free:
            return _answer_busy()
        is_synthetic = request.headers.get(DECLARATION, "").strip().lower() == "yes"
        body = await read_body(request, MAXIMUM_TRIAL)
        # Again, for the body took its time: nobody waits for a place, least of all in a thread that a push needs.
        if not places.is_free:
            return _answer_busy()
        with places.taken():
            report = await run_in_threadpool(try_push, ports, actor, body, is_synthetic=is_synthetic)
        language = _language(request)
        return JSONResponse(trial_report(report, language), headers={"Content-Language": language})

    @app.get("/trial/report")
    async def report(request: Request) -> Response:
        """Tell which scenarios the trials of the last hour passed: JSON, or a page where HTML is asked for."""
        actor = await run_in_threadpool(actor_of, request)
        found = await run_in_threadpool(show_certification, ports, actor)
        language = _language(request)
        headers = {"Content-Language": language}
        if "text/html" in request.headers.get("accept", "")[:500].lower():
            return HTMLResponse(certification_page(found, language), headers=PAGE_HEADERS | headers)
        return JSONResponse(certification_report(found, language), headers=headers)


class _Places:
    """Places for trials under way; taken and left in the server's loop only, so that no lock is needed."""

    def __init__(self, number: int) -> None:
        self._free = number

    @property
    def is_free(self) -> bool:
        return self._free > 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        self._free -= 1
        try:
            yield
        finally:
            self._free += 1


def _answer_busy() -> Response:
    error = f"{AT_ONCE} messages are being tried: try again in {RETRY_SECONDS} seconds"
    return JSONResponse({"error": error}, status_code=503, headers={"Retry-After": str(RETRY_SECONDS)})


def _language(request: Request) -> str:
    return language_of(request.query_params.get("language", "") or request.headers.get("accept-language", ""))


def trial_report(report: TrialReport, language: str) -> dict[str, object]:
    """Return what a carrier is told of one trial: counts, codes, places and what to do; no value of the message."""
    found: dict[str, object] = {
        "trial": report.trial_id,
        "erased_at": report.erased_at.isoformat(),
        "readable": report.fault is None,
        "messages": [_message(message, language) for message in report.messages],
        "defects": [_defect(defect, requirement_of(defect.code), language) for defect in report.outside],
    }
    if report.fault is not None:
        found["defects"] = [_defect(report.fault, Requirement.READABLE, language)]
    return found


def _message(message: ExaminedMessage, language: str) -> dict[str, object]:
    tried = message.tried
    return {
        "format": tried.format.value,
        "syntax": tried.syntax.value,
        "function": tried.function.value,
        "timing": tried.timing.value,
        "part": tried.part,
        "items": tried.items,
        "travellers": tried.travellers,
        "declared": tried.declared,
        "requirements": [
            {
                "requirement": one.value,
                "met": one not in tried.missed,
                "to_do": text_of(REQUIREMENTS[one], language) if one in tried.missed else "",
            }
            for one in Requirement
        ],
        "defects": [_defect(defect, requirement_of(defect.code), language) for defect in message.defects],
        "dropped": tried.dropped,
    }


def _defect(defect: Defect, requirement: Requirement, language: str) -> dict[str, object]:
    found: dict[str, object] = {"offset": defect.offset, "code": defect.code, "message": defect.message}
    return found | {"requirement": requirement.value, "to_do": text_of(REQUIREMENTS[requirement], language)}


def certification_report(found: Certification, language: str) -> dict[str, object]:
    """Return what trials show together, for a machine."""
    return {
        "passed": found.is_passed,
        "bodies": found.bodies,
        "unreadable": found.unreadable,
        "scenarios": [_scenario(result, language) for result in found.results],
        "defects": found.defects,
        "notice": text_of(PAGE["kept"], language),
    }


def _scenario(result: ScenarioResult, language: str) -> dict[str, object]:
    return {
        "scenario": result.scenario.value,
        "outcome": result.outcome.value,
        "required": not result.is_optional,
        "to_do": [text_of(REQUIREMENTS[one], language) for one in result.missed],
    }


def certification_page(found: Certification, language: str) -> str:
    """Return what trials show together, as a page without a script."""

    def say(texts: Texts) -> str:
        return escape(text_of(texts, language))

    rows = "".join(_row(result, say) for result in found.results)
    defects = "".join(f"<tr><td>{escape(code)}</td><td>{number}</td></tr>" for code, number in found.defects.items())
    listed = (
        f"<h2>{say(PAGE['defects'])}</h2><table><thead><tr><th scope=col>{say(PAGE['code'])}</th>"
        f"<th scope=col>{say(PAGE['number'])}</th></tr></thead><tbody>{defects}</tbody></table>"
    )
    title = say(PAGE["title"])
    return (
        f"<!doctype html><html lang={language}><head><meta charset=utf-8><title>{title}</title>"
        f'<meta name=viewport content="width=device-width"><style>{STYLE}</style></head><body><main><h1>{title}</h1>'
        f"<p><strong>{say(PAGE['passed' if found.is_passed else 'open'])}</strong></p><p>{say(PAGE['bodies'])}: "
        f"{found.bodies}, {say(PAGE['unreadable'])}: {found.unreadable}</p><table><thead><tr>"
        f"<th scope=col>{say(PAGE['scenario'])}</th><th scope=col>{say(PAGE['outcome'])}</th>"
        f"<th scope=col>{say(PAGE['to do'])}</th></tr></thead><tbody>{rows}</tbody></table>"
        f"{listed if defects else ''}<p>{say(PAGE['kept'])}</p></main></body></html>"
    )


def _row(result: ScenarioResult, say: Callable[[Texts], str]) -> str:
    optional = f" ({say(PAGE['optional'])})" if result.is_optional else ""
    to_do = "<br>".join(say(REQUIREMENTS[one]) for one in result.missed)
    name = f"<th scope=row>{say(SCENARIOS[result.scenario])}{optional}</th>"
    return f"<tr>{name}<td>{say(OUTCOMES[result.outcome])}</td><td>{to_do}</td></tr>"
