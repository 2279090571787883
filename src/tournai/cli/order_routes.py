"""`tournai order routes`: the route advisor and the provider's card, for whoever thinks about an order."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import typer

from tournai.cli.order_files import cards_of
from tournai.cli.speech import spoken
from tournai.errors import Malformed
from tournai.providers.cards import Card, Route, Situation, Wanted, advise, warnings_of
from tournai.providers.orders import DataCategory
from tournai.values.wordings import say

NAMES = {
    **{one.value: one for one in Wanted if " " not in one.value},
    "removal": Wanted.REMOVAL,
    "recipients": Wanted.RECIPIENT_INFORMATION,
    "interception": Wanted.LIVE_INTERCEPTION,
    "decryption": Wanted.DECRYPTION,
}


class Advice(msgspec.Struct, frozen=True):
    """The JSON answer; its names are a fixed contract."""

    routes: tuple[Route, ...]
    card: Card | None
    warnings: tuple[str, ...]


def run(
    wanted: str, service: str, state: str, represented: tuple[str, ...], path: Path | None, *, as_json: bool
) -> None:
    """Print the routes and the card.

    Raises:
        Malformed: Nothing of that kind can be wanted, or the cards cannot be read.
    """
    if wanted not in NAMES:
        raise Malformed(say("no such thing to want; known: {known}", known=", ".join(NAMES)), code="wanted")
    card = next((one for one in cards_of(path) if one.service.casefold() == service.casefold()), None)
    situation = Situation(
        wanted=NAMES[wanted],
        issuing_state=state.upper(),
        represented_in=tuple(one.upper() for one in represented) or (card.represented_in if card else ()),
        established_in=card.established_in if card else (),
    )
    answer = Advice(advise(situation), card, _warnings(card, wanted))
    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(answer, enc_hook=str)) + b"\n")
    else:
        _print(answer)


def _warnings(card: Card | None, wanted: str) -> tuple[str, ...]:
    asked = frozenset(one for one in DataCategory if one.value == wanted)
    return warnings_of(card, asked, datetime.now(UTC).date()) if card else ()


def _print(answer: Advice) -> None:
    for route in answer.routes:
        typer.echo(f"{spoken(say(route.kind.value))}: {spoken(say(route.why))} ({route.article})")
    for one in answer.card.capabilities if answer.card else ():
        typer.echo(f"  {one.category.value}: {one.answer.value}. {one.holds} [{one.as_of.isoformat()}, {one.source}]")
    for told in answer.warnings:
        typer.echo(f"  ! {spoken(told)}")
