"""Every word of the pages stands in every language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from tests.node.web.test_sentences import DUTIES

from tournai.alerts import Quality
from tournai.casework.annex import Element
from tournai.casework.answers import Answer, RefusalGround
from tournai.casework.approvals import ApprovalState
from tournai.casework.clocks import ClockKind, ClockState
from tournai.casework.disseminations import Condition, DisseminationState, Outcome, Withdrawal
from tournai.casework.recipients import RecipientKind
from tournai.casework.reviews import Decision, Ground, MatchState
from tournai.node.duties import criterion_views
from tournai.node.duties.criterion_locks import NO_OBJECTION, OBJECTION
from tournai.node.duties.criterion_trials import AGES, DIMENSIONS
from tournai.node.duties.selection_views import Alarm
from tournai.node.web import languages, words
from tournai.node.web.languages import preferred_language, read_catalogue
from tournai.oversight.events import EventKind, Stream
from tournai.screening.criteria.facts import FACTS
from tournai.screening.criteria.grounds import GROUNDS
from tournai.screening.criteria.life import Act, VersionState
from tournai.screening.criteria.trials import NOT_GIVEN, OTHERS
from tournai.screening.weights import WEIGHTS
from tournai.travel.records import MessageFunction
from tournai.travel.selection import Basis, DropReason, SelectionState
from tournai.travel.timing import Timing
from tournai.values import NameKind, Purpose, Role
from tournai.values.offences import OFFENCES

WEB = Path(languages.__file__).parent
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
TRANSLATIONS = ("fr", "nl", "de")


def extracted() -> set[str | tuple[str, str]]:
    """Return the messages of templates and code."""
    found = extract_from_dir(
        WEB,
        method_map=[("**.py", "python"), ("templates/**.html", "jinja2")],
        keywords={"_": None, "message": None, "_say": None, "ngettext": (1, 2)},
    )
    return {message for _, _, message, _, _ in found}


def catalogue(language: str) -> Catalog:
    with (WEB / "locale" / language / "LC_MESSAGES" / "tournai.po").open("rb") as source:
        return read_po(source, locale=language)


def entries(language: str) -> Iterator[Message]:
    return (entry for entry in catalogue(language) if entry.id)


def texts(entry: Message) -> list[str]:
    return [entry.string] if isinstance(entry.string, str) else list(entry.string)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_message_is_translated(language: str) -> None:
    translated = {entry.id for entry in entries(language) if all(texts(entry)) and not entry.fuzzy}

    assert extracted() - translated == set()


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_translation_is_left_over(language: str) -> None:
    assert {entry.id for entry in entries(language)} - extracted() == set()


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_placeholders_agree(language: str) -> None:
    wanted = [
        (sorted(PLACEHOLDER.findall(entry.id if isinstance(entry.id, str) else entry.id[0])), entry.id, text)
        for entry in entries(language)
        for text in texts(entry)
    ]

    assert [(id_, text) for names, id_, text in wanted if sorted(PLACEHOLDER.findall(text)) != names] == []


def test_every_marked_code_is_extracted() -> None:
    said = {text for table in words.TABLES.values() for text in table.values()} | set(words.NOTICES.values())

    assert said - extracted() == set()


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("event", {kind.value for kind in EventKind}),
        ("stream", {stream.value for stream in Stream}),
        ("role", {role.value for role in Role}),
        ("purpose", {purpose.value for purpose in Purpose}),
        ("match state", {state.value for state in MatchState}),
        ("decision", {decision.value for decision in Decision}),
        ("fact", set(FACTS)),
        ("criterion state", {state.value for state in VersionState}),
        ("criterion alarm", {alarm.value for alarm in criterion_views.Alarm}),
        ("criterion act", {act.value for act in Act} | {OBJECTION, NO_OBJECTION}),
        ("protected ground", {word for ground in GROUNDS for word in (ground.name, ground.why)}),
        ("second look", {fact.why for fact in FACTS.values() if fact.why}),
        ("group", {word for _, word in AGES} | {*DIMENSIONS, NOT_GIVEN, OTHERS}),
        ("criterion decision", {decision.value for decision in Decision}),
        ("ground", {ground.value for ground in Ground}),
        ("clock", {state.value for state in ClockState}),
        ("approval state", {state.value for state in ApprovalState}),
        ("offence", set(OFFENCES)),
        ("refusal ground", {ground.value for ground in RefusalGround}),
        ("answer", {answer.value for answer in Answer}),
        ("recipient kind", {kind.value for kind in RecipientKind}),
        ("dissemination state", {state.value for state in DisseminationState}),
        ("outcome", {outcome.value for outcome in Outcome}),
        ("withdrawal", {why.value for why in Withdrawal}),
        ("handling", {condition.value for condition in Condition}),
        ("annex", {element.value for element in Element}),
        ("awaited", {ClockKind.RECEIPT.value, ClockKind.OUTCOME.value, ClockKind.DESTRUCTION.value}),
        ("basis", {basis.value for basis in Basis}),
        ("selection state", {state.value for state in SelectionState}),
        ("selection alarm", {alarm.value for alarm in Alarm}),
        ("drop reason", {reason.value for reason in DropReason}),
        ("feature", set(WEIGHTS)),
        ("timing", {timing.value for timing in Timing}),
        ("function", {function.value for function in MessageFunction}),
        ("label", {kind.value for kind in NameKind}),
        ("quality", {quality.value for quality in Quality}),
    ],
)
def test_every_code_of_a_room_has_words(table: str, codes: set[str]) -> None:
    assert codes - set(words.TABLES[table]) == set()


def test_details_of_events_have_words() -> None:
    written = {
        word.arg
        for name in DUTIES
        for call in ast.walk(ast.parse((WEB.parent / "duties" / f"{name}.py").read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "record"
        for word in call.keywords
        if word.arg
    }

    assert written - set(words.TABLES["detail"]) == set()


def test_offence_is_known_by_its_title_too() -> None:
    assert {offence.title for offence in OFFENCES.values()} == set(words.TABLES["offence"].values())


def test_french_plural_begins_above_one() -> None:
    french = read_catalogue("fr")

    assert french.ngettext("%(num)s defect", "%(num)s defects", 0) == "%(num)s défaut"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        ("pl, de-AT;q=0.7, fr;q=0.4", "de"),
        ("pl", "en"),
        ("", "en"),
        ("fr;q=x, nl;q=0.1", "nl"),
        ("fr;q=0, nl;q=0", "en"),
    ],
)
def test_browser_gets_the_language_it_asks_for_most(header: str, language: str) -> None:
    """RFC 9110, section 12.5.4: a weight of 0 means "not acceptable"."""
    assert preferred_language(header) == language
