"""What rooms and duties say to a person is said in every language of the pages."""

import re
from collections.abc import Iterator

import msgspec
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from tests.node.web.sentences import sentences

from tournai.documents.verdict import Check, Step, failed
from tournai.node.web.languages import CATALOGUES, read_catalogue
from tournai.node.web.sentences import say_in, translate
from tournai.values.wordings import Wording, listed, read_wording, say, write_wording

TRANSLATIONS = ("fr", "nl", "de")
PLACEHOLDER = re.compile(r"\{(\w+)")
COUNTED = "UNT counts {declared} segments; the message has {counted}"
DUTIES = (
    "case_biometrics", "border_alerts", "border_sources", "discreet_checks", "holder_alerts",
    "accounts", "admission", "alert_editions", "alert_ends", "alert_sources", "applying", "boards", "breaches",
    "carrier_desk", "certificates", "channels", "criteria", "criterion_locks", "criterion_matches",
    "criterion_trials", "criterion_views", "disseminating", "disseminations", "document_cases", "document_challenges",
    "document_checks", "document_prints",
    "evaluations", "false_matches",
    "held_withdrawals", "linking", "log", "matches", "occasions", "origins", "package_signatures", "post",
    "pull_requests", "pushes",
    "recipients", "registers",
    "request_desk", "requests", "selections", "statistics", "timetable", "travellers", "trials",
    "trust_imports", "trusting",
)  # fmt: skip
COMMANDS = (
    "alerts",
    "demo",
    "document_check",
    "document_faces",
    "document_fingers",
    "document_mrz",
    "document_specimens",
    "document_trust",
    "demo_cases",
    "demo_report",
    "files",
    "log",
    "main",
    "node",
    "order",
    "order_check",
    "order_convert",
    "order_files",
    "order_print",
    "order_routes",
    "order_sign",
    "package_verify",
    "screen",
    "screen_evaluation",
    "speech",
    "table_files",
    "timetable",
    "travel",
)
PROVIDERS = ("answers", "cards", "clocks", "course", "etsi", "letters", "orders", "reports", "rules", "statistics")
WHOLE = (
    "documents/mrz", "documents/pages", "documents/holder/faces", "documents/holder/fingers",
    "documents/holder/models.py", "documents/holder/pictures.py", "documents/holder/portraits.py", "cli/wsq_process.py",
    "cli/extras.py",
    "alerts", "documents/inspection", "travel", "values", "oversight/permissions.py", "node/web", "node/assembly.py",
    "node/keys", "node/store/database.py", "node/store/dialect.py",
    "node/settings.py", "documents/seals/checks.py", "documents/seals/vds.py", "documents/seals/reading.py",
    "providers/evidence", "node/transport/evidence_files.py",
    "documents/seals/signers.py", "forms",
    "casework/annex.py", "casework/answers.py", "casework/approvals.py", "casework/disseminations.py",
    "casework/recipients.py", "casework/clocks.py", "casework/offences.py", "casework/requests.py",
    "casework/reviews.py", "casework/sirene_forms.py",
    *(f"providers/{name}" for name in PROVIDERS), "screening/criteria",
    "screening/person_rows.py", *(f"cli/{name}.py" for name in COMMANDS),
    *(f"node/duties/{name}.py" for name in DUTIES),
)  # fmt: skip
"""The parts of the program whose every sentence is translated; a part joins once all of its are."""


def entries(language: str) -> Iterator[Message]:
    for domain in ("tournai", "sentences"):
        with (CATALOGUES / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as source:
            yield from (entry for entry in read_po(source, locale=language) if entry.id)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_sentence_is_translated(language: str) -> None:
    translated = {entry.id for entry in entries(language) if entry.string}

    assert sentences(*WHOLE) - translated == set()


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_sentences_keep_their_values(language: str) -> None:
    kept = [
        (entry.id, entry.string)
        for entry in entries(language)
        if isinstance(entry.id, str) and set(PLACEHOLDER.findall(entry.id)) != set(PLACEHOLDER.findall(entry.string))
    ]

    assert kept == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "UNT counts 412 segments; the message has 409"),
        ("fr", "UNT compte 412 segments ; le message en a 409"),
        ("nl", "UNT telt 412 segmenten; het bericht heeft er 409"),
        ("de", "UNT zählt 412 Segmente; die Nachricht hat 409"),
    ],
)
def test_sentence_is_said_with_its_values(language: str, words: str) -> None:
    assert translate(say(COUNTED, declared=412, counted=409), read_catalogue(language)) == words


def test_words_within_a_sentence_are_translated_too() -> None:
    said = say("{kind} is decided by: {names}", kind=say("disclosure"), names=listed(["judge", "independent body"]))

    assert translate(said, read_catalogue("nl")) == "beslissen (mededeling): rechter, onafhankelijke instantie"


def test_words_of_a_list_in_a_step_are_translated_after_json_too() -> None:
    said = say("they differ in: {fields}", fields=listed(["document number", "sex"]))
    step = failed(Check.MRZ_AND_DG1, said, "DG1")

    again = msgspec.json.decode(msgspec.json.encode(step), type=Step)

    assert translate(again.wording, read_catalogue("fr")) == "ils diffèrent en : numéro du document, sexe"


def test_plain_sentence_is_looked_up_as_it_is() -> None:
    assert translate("a date is written YYYY-MM-DD", read_catalogue("fr")) == "une date s’écrit AAAA-MM-JJ"


def test_sentence_that_stays_in_english_is_marked_as_english() -> None:
    assert say_in("fr", "an invented <sentence>", read_catalogue("fr")) == (
        '<span lang="en">an invented &lt;sentence&gt;</span>'
    )


def test_english_is_not_marked_for_english_readers() -> None:
    assert say_in("en", "an invented sentence", read_catalogue("en")) == "an invented sentence"


def test_wording_is_known_again_after_it_was_stored() -> None:
    said = say("{what}: send the interchange in parts", what=say("more than {most} segments", most=9))

    again = read_wording(str(said), write_wording(said))

    assert translate(again, read_catalogue("de")) == "mehr als 9 Segmente: senden Sie die Übertragungsdatei in Teilen"


def test_plain_message_stores_nothing_beside_it() -> None:
    assert (write_wording("plain"), read_wording("plain", "")) == ("", "plain")
    assert not isinstance(read_wording("plain", ""), Wording)
