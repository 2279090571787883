"""Provider cards and the route advisor: what a service can produce, and through which instrument."""

from tournai.providers.cards.card import Answer, Card, answer_of, offered, warnings_of
from tournai.providers.cards.routes import Route, Situation, Wanted, advise
from tournai.providers.cards.table import public_cards, read_cards

__all__ = [
    "Answer",
    "Card",
    "Route",
    "Situation",
    "Wanted",
    "advise",
    "answer_of",
    "offered",
    "public_cards",
    "read_cards",
    "warnings_of",
]
