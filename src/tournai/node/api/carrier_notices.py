"""Notices: ``GET /notices``, what a carrier is told of its own pushes; ``POST /notices/NOTICE/acknowledge``.

Each says which push is missing, late, unreadable or at a wrong time, and what to do; in four languages.
No personal data. Source: Directive (EU) 2016/681, Art. 8 and 14; rules PNR-05 and PNR-32.
"""

from collections.abc import Callable
from datetime import datetime

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tournai.node.api.notices import language_of
from tournai.node.api.trial_words import Texts, text_of
from tournai.node.duties.breaches import acknowledge_notice, show_notices
from tournai.node.duties.carrier_rows import StoredBreach
from tournai.node.duties.ports import Ports
from tournai.values import Actor

OBLIGATIONS: dict[str, Texts] = {
    "advance": ("push in advance", "transmission à l’avance", "doorgifte vooraf", "Vorabübermittlung"),
    "closure": (
        "push at flight closure",
        "transmission à la clôture du vol",
        "doorgifte bij afsluiting van de vlucht",
        "Übermittlung bei Abschluss des Fluges",
    ),
    "list": ("passenger list", "liste de passagers", "passagierslijst", "Passagierliste"),
}

TEXTS: dict[str, Texts] = {
    "missing": (
        "Flight {flight}, {route}, {departure}: the {obligation} did not come. It was due by {due_by}.",
        "Vol {flight}, {route}, {departure} : {obligation} non reçue. Échéance : {due_by}.",
        "Vlucht {flight}, {route}, {departure}: {obligation} niet ontvangen. Uiterste tijdstip: {due_by}.",
        "Flug {flight}, {route}, {departure}: {obligation} nicht eingegangen. Fällig bis {due_by}.",
    ),
    "late": (
        "Flight {flight}, {route}, {departure}: the {obligation} is late. It was due by {due_by}: send it now.",
        "Vol {flight}, {route}, {departure} : {obligation} en retard. Échéance : {due_by}. Envoyez maintenant.",
        "Vlucht {flight}, {route}, {departure}: {obligation} te laat. Uiterste tijdstip: {due_by}. Verzend nu.",
        "Flug {flight}, {route}, {departure}: {obligation} verspätet. Fällig bis {due_by}. Senden Sie jetzt.",
    ),
    "came late": (
        "Flight {flight}, {route}, {departure}: the {obligation} came late, {received_at}. It was due by {due_by}.",
        "Vol {flight}, {route}, {departure} : {obligation} reçue en retard, {received_at}. Échéance : {due_by}.",
        (
            "Vlucht {flight}, {route}, {departure}: {obligation} te laat ontvangen, {received_at}. "
            "Uiterste tijdstip: {due_by}."
        ),
        "Flug {flight}, {route}, {departure}: {obligation} verspätet eingegangen, {received_at}. Fällig bis {due_by}.",
    ),
    "malformed": (
        (
            "What came {received_at} (receipt {receipt}) could not be read: {code}. Mend it and send it again, with "
            "the same interchange reference."
        ),
        (
            "La transmission reçue {received_at} (reçu {receipt}) est illisible : {code}. Corrigez-la et renvoyez-la, "
            "avec la même référence d’échange."
        ),
        (
            "De doorgifte van {received_at} (ontvangstbewijs {receipt}) is onleesbaar: {code}. Verhelp het gebrek en "
            "verzend opnieuw, met dezelfde uitwisselingsreferentie."
        ),
        (
            "Die Übermittlung vom {received_at} (Empfangsbestätigung {receipt}) ist nicht lesbar: {code}. Beheben Sie "
            "den Mangel und senden Sie erneut, mit derselben Datenaustauschreferenz."
        ),
    ),
    "wrong format": (
        (
            "What came {received_at} (receipt {receipt}) is in none of the agreed formats: {code}. Send PNRGOV "
            "(EDIFACT or XML) or PAXLST, as plain text."
        ),
        (
            "La transmission reçue {received_at} (reçu {receipt}) n’est dans aucun des formats convenus : {code}. "
            "Envoyez PNRGOV (EDIFACT ou XML) ou PAXLST, en texte clair."
        ),
        (
            "De doorgifte van {received_at} (ontvangstbewijs {receipt}) heeft geen van de afgesproken formaten: "
            "{code}. Verzend PNRGOV (EDIFACT of XML) of PAXLST, als platte tekst."
        ),
        (
            "Die Übermittlung vom {received_at} (Empfangsbestätigung {receipt}) hat keines der vereinbarten Formate: "
            "{code}. Senden Sie PNRGOV (EDIFACT oder XML) oder PAXLST, als reinen Text."
        ),
    ),
    "wrongly timed": (
        (
            "Flight {flight}, {route}, {departure}: a push came {received_at} (receipt {receipt}), outside the two "
            "times of Art. 8(3), and nobody had asked for it. Send 48 to 24 hours before departure, and at closure."
        ),
        (
            "Vol {flight}, {route}, {departure} : une transmission est venue {received_at} (reçu {receipt}), hors des "
            "deux moments de l’art. 8, par. 3, sans demande. Envoyez 48 à 24 heures avant le départ, et à la clôture."
        ),
        (
            "Vlucht {flight}, {route}, {departure}: een doorgifte kwam {received_at} (ontvangstbewijs {receipt}), "
            "buiten de twee tijdstippen van art. 8, lid 3, zonder verzoek. Verzend 48 tot 24 uur vóór vertrek, en bij "
            "afsluiting."
        ),
        (
            "Flug {flight}, {route}, {departure}: Eine Übermittlung kam {received_at} (Empfangsbestätigung {receipt}), "
            "außerhalb der zwei Zeitpunkte des Art. 8 Abs. 3 und ohne Anforderung. Senden Sie 48 bis 24 Stunden vor "
            "Abflug und bei Abschluss des Fluges."
        ),
    ),
    "withdrawn": (
        "Withdrawn: nothing is owed for flight {flight}, {route}, {departure}.",
        "Retiré : rien n’est dû pour le vol {flight}, {route}, {departure}.",
        "Ingetrokken: voor vlucht {flight}, {route}, {departure} is niets verschuldigd.",
        "Zurückgezogen: Für Flug {flight}, {route}, {departure} ist nichts geschuldet.",
    ),
}
"""What a carrier is told, in the order of `LANGUAGES`; instants in UTC."""


def add_notices(app: FastAPI, ports: Ports, actor_of: Callable[[Request], Actor]) -> None:
    """Add the notices to the machines' application, with its way of signing in."""

    @app.get("/notices")
    async def read(request: Request) -> Response:
        """Tell a carrier what the node has to say about its pushes, the newest first."""
        actor = await run_in_threadpool(actor_of, request)
        found = await run_in_threadpool(show_notices, ports, actor)
        language = language_of(request.query_params.get("language", "") or request.headers.get("accept-language", ""))
        content = {"notices": [_content(row, language) for row in found]}
        return JSONResponse(content, headers={"Content-Language": language})

    @app.post("/notices/{notice}/acknowledge")
    async def acknowledge(request: Request, notice: str) -> Response:
        """Record that the carrier has read a notice of its own."""
        actor = await run_in_threadpool(actor_of, request)
        is_own = await run_in_threadpool(acknowledge_notice, ports, actor, notice)
        if not is_own:
            return JSONResponse({"error": "no notice of yours has this identifier"}, status_code=404)
        return Response(status_code=204)


def _content(row: StoredBreach, language: str) -> dict[str, object]:
    return {
        "notice": row.breach_id,
        "kind": row.kind,
        "flight": row.flight,
        "departure_airport": row.departure_airport,
        "arrival_airport": row.arrival_airport,
        "departure_at": _instant(row.departure_at),
        "obligation": row.obligation,
        "due_by": _instant(row.due_by),
        "received_at": _instant(row.received_at),
        "receipt": row.receipt,
        "found_at": _instant(row.found_at),
        "withdrawn_at": _instant(row.withdrawn_at),
        "acknowledged_at": _instant(row.acknowledged_at),
        "text": notice_text(row, language),
    }


def notice_text(row: StoredBreach, language: str) -> str:
    """Return what a carrier reads."""
    kind = "came late" if row.kind == "late" and row.received_at and row.obligation else row.kind
    return text_of(TEXTS["withdrawn" if row.withdrawn_at else kind], language).format(
        flight=row.flight,
        route=f"{row.departure_airport}-{row.arrival_airport}",
        departure=_said(row.departure_at),
        obligation=text_of(OBLIGATIONS[row.obligation], language) if row.obligation else "",
        due_by=_said(row.due_by),
        received_at=_said(row.received_at),
        receipt=row.receipt or row.subject,
        code=row.code,
    )


def _instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _said(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else ""
