"""Provider cards as a table: one row a service and category, CSV in UTF-8 with a header.

Columns: ``service, category, answer, holds, as_of, source, confidence, established_in, represented_in, identifiers,
us_content_needs_mla``; lists are parted by spaces. The cards that come with the program are public knowledge, dated.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from tournai.errors import Malformed
from tournai.providers.cards.card import Answer, Capability, Card
from tournai.providers.orders.categories import DataCategory
from tournai.providers.orders.identification import IdentifierKind
from tournai.values.wordings import say

COLUMNS = (
    "service", "category", "answer", "holds", "as_of", "source", "confidence", "established_in", "represented_in",
    "identifiers", "us_content_needs_mla",
)  # fmt: skip
NEEDED = COLUMNS[:6]
MAXIMUM_BYTES, MAXIMUM_ROWS = 4 * 1024 * 1024, 20_000
YES = frozenset({"yes", "true", "1"})


class MalformedCards(Malformed):
    """A table of cards breaks its form; the row is named."""


def read_cards(data: bytes) -> tuple[Card, ...]:
    """Return the cards of a table, in the order in which services first appear.

    Raises:
        MalformedCards: Not such a table; the first row that breaks it is named.
    """
    if len(data) > MAXIMUM_BYTES:
        raise MalformedCards(say("a table of more than {most} bytes", most=MAXIMUM_BYTES), code="too-large")
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        rows = [row for row, _ in zip(reader, range(MAXIMUM_ROWS), strict=False)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise MalformedCards("not a CSV table in UTF-8", code="cards") from error
    lacking = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if lacking:
        raise MalformedCards(say("the table lacks: {columns}", columns=", ".join(lacking)), code="cards")
    return _cards((number, _text(row)) for number, row in enumerate(rows, 2))


@cache
def public_cards() -> tuple[Card, ...]:
    """Return the cards that come with the program: what is publicly known, each statement with its source and date."""
    return read_cards(files("tournai.providers.cards").joinpath("public.csv").read_bytes())


def _text(row: dict[str, str]) -> dict[str, str]:
    return {name: (row.get(name) or "").strip() for name in COLUMNS}


def _cards(rows: Iterable[tuple[int, dict[str, str]]]) -> tuple[Card, ...]:
    gathered: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for number, row in rows:
        if not row["service"]:
            raise MalformedCards(say("row {row}: no service", row=number), code="cards")
        gathered.setdefault(row["service"], []).append((number, row))
    return tuple(_card(service, numbered) for service, numbered in gathered.items())


def _card(service: str, rows: list[tuple[int, dict[str, str]]]) -> Card:
    return Card(
        service=service,
        capabilities=tuple(_capability(number, row) for number, row in rows),
        established_in=_words(rows, "established_in"),
        represented_in=_words(rows, "represented_in"),
        identifiers=tuple(
            word for word in _words(rows, "identifiers") if word in {kind.value for kind in IdentifierKind}
        ),
        us_content_needs_mla=any(row["us_content_needs_mla"].lower() in YES for _, row in rows),
    )


def _words(rows: list[tuple[int, dict[str, str]]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for _, row in rows for word in row[name].split()))


def _capability(number: int, row: dict[str, str]) -> Capability:
    try:
        return Capability(
            DataCategory(row["category"]),
            Answer(row["answer"]),
            row["holds"],
            row["source"] or _refuse_unsourced(number),
            date.fromisoformat(row["as_of"]),
            row["confidence"],
        )
    except ValueError as error:
        raise MalformedCards(
            say("row {row}: a category, an answer or a date is not one that is known", row=number), code="cards"
        ) from error


def _refuse_unsourced(number: int) -> str:
    raise MalformedCards(say("row {row}: no source", row=number), code="cards")
