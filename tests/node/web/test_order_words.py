"""The words of orders that stand in tables are said in every language, and the refusals that matter most are."""

from pathlib import Path

import pytest
from tests.cli.test_order import file_of
from tests.fakes.orders import PROSECUTOR, traffic_order, with_form, with_identification
from typer.testing import CliRunner

from tournai.cli.main import app
from tournai.node.web.languages import read_catalogue
from tournai.node.web.sentences import is_translated
from tournai.providers.cards.routes import RouteKind
from tournai.providers.clocks import ClockKind
from tournai.providers.course import State, Step
from tournai.providers.orders import BOXES, DataCategory, Order
from tournai.providers.orders.conditions import ANNEX_IV
from tournai.providers.orders.identification import IdentifierKind
from tournai.providers.orders.order import Evidence
from tournai.providers.orders.parties import AuthorityType
from tournai.providers.rules import Weight
from tournai.providers.rules.content import FURTHER, REQUIRED

SAME = {
    "tickets",
    "mailbox",
    "page",
    "corruption",
    "sabotage",
    "imei",
    "contact",
    "terrorism",
    "voicemail",
    "service",
    "version",
}
"""Words that one of the languages writes as English does."""
WORDS = sorted(
    {
        *(box.label for box in BOXES.values()),
        *(label for fields in (*REQUIRED.values(), *FURTHER.values()) for _, label in fields),
        *(one.value for enum in (State, Step, ClockKind, RouteKind, Weight) for one in enum),
        *(one.value.replace("_", " ") for enum in (DataCategory, AuthorityType, IdentifierKind) for one in enum),
        *ANNEX_IV,
    }
    - SAME
)
REFUSED = {
    "a prosecutor's traffic order": (with_form(traffic_order(), issuing=PROSECUTOR), "PRV-02"),
    "a validator who is the issuer": (with_form(traffic_order(), issuing=PROSECUTOR, validating=PROSECUTOR), "PRV-03"),
    "all users": (with_identification(traffic_order(), additional="all users"), "PRV-10"),
    "keys": (
        with_form(
            traffic_order(), evidence=Evidence(boxes=traffic_order().form.evidence.boxes, additional="session keys")
        ),
        "PRV-20",
    ),
}
SAID = {
    ("PRV-02", "fr"): "ne peut ordonner", ("PRV-02", "nl"): "alleen bevelen", ("PRV-02", "de"): "nur mit Validierung",
    ("PRV-03", "fr"): "seconde personne", ("PRV-03", "nl"): "tweede persoon", ("PRV-03", "de"): "zweite Person",
    ("PRV-10", "fr"): "tous les utilisateurs", ("PRV-10", "nl"): "alle gebruikers", ("PRV-10", "de"): "alle Nutzer",
    ("PRV-20", "fr"): "des clés", ("PRV-20", "nl"): "sleutels", ("PRV-20", "de"): "Schlüssel",
    ("PRV-02", "en"): "only with validation", ("PRV-03", "en"): "a second person must",
    ("PRV-10", "en"): "never asks for all users", ("PRV-20", "en"): "no order asks for keys",
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_every_word_of_a_table_is_said(language: str) -> None:
    messages = read_catalogue(language)

    assert [word for word in WORDS if not is_translated(word, messages)] == []


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
@pytest.mark.parametrize("what", REFUSED)
def test_refusal_names_its_rule_in_the_readers_language(what: str, language: str, tmp_path: Path) -> None:
    order, rule = REFUSED[what]

    shown = CliRunner().invoke(app, ["--language", language, "order", "check", file_of(tmp_path, order)])

    assert shown.exit_code == 4
    assert [line for line in shown.stdout.splitlines() if rule in line and SAID[rule, language] in line] != []


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_investigating_judges_own_order_goes_through(language: str, tmp_path: Path) -> None:
    order: Order = traffic_order()

    shown = CliRunner().invoke(app, ["--language", language, "order", "check", file_of(tmp_path, order)])

    assert shown.exit_code == 0
