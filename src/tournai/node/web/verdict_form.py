"""The verdict on a document on paper: pictures, zones, each step with its section of TR-03135 and its evidence."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from tournai.documents.verdict import Outcome, Step
from tournai.forms import Form, picture_of
from tournai.node.duties.document_checks import CheckedZone, Findings
from tournai.node.duties.document_prints import PrintedVerdict
from tournai.node.web.document_words import CHECKS, FIELDS, OUTCOMES, SOURCES
from tournai.node.web.formats import Formats
from tournai.node.web.languages import LOCALES, read_catalogue
from tournai.node.web.sentences import translate

TEMPLATE = Path(__file__).parent / "templates" / "verdict.typ"

INVENTED = frozenset({"UTO"})
"""Issuing states that are none: Utopia, of the examples of ICAO Doc 9303-3, section 5."""


def verdict_form(printed: PrintedVerdict, language: str, zone: tzinfo) -> Form:
    """Return the form of a verdict in a language; instants stand in a zone, whose name stands beside each."""
    return _Writer(language, zone).form(printed)


class _Writer:
    """Says the parts of a verdict in one language."""

    def __init__(self, language: str, zone: tzinfo) -> None:
        self._language = language
        self._zone = zone
        self._messages = _messages(language)
        self._say = self._messages.gettext
        self._formats = Formats(LOCALES[language], zone, self._messages)

    def form(self, printed: PrintedVerdict) -> Form:
        by = self._say("Printed by %(name)s on %(day)s") % {"name": printed.by, "day": self._moment(printed.at)}
        return Form(
            title=self._say("Check of a document"),
            language=self._language,
            template=_template(),
            values=self._values(printed.findings, printed.pictures),
            watermark=self._say("invented document") if is_invented(printed.findings) else "",
            footer=by,
            made_at=printed.at,
        )

    def _values(self, findings: Findings, pictures: Mapping[str, bytes]) -> dict[str, object]:
        verdict = findings.verdict
        titles = {
            "portrait": self._say("Portrait of the chip"),
            "page": self._say("Picture of the page"),
            "live": self._say("Picture of the person"),
        }
        zones = ((self._say("Printed zone"), findings.printed), (self._say("Zone of the chip (DG1)"), findings.chip))
        columns = (self._say("Result"), self._say("Step"), "TR-03135", self._say("Reason"), self._say("Evidence"))
        return {
            "outcome": self._outcome(verdict.verdict),
            "checked": self._moment(findings.checked_at),
            "note": self._say("A check tells what it found, step by step; a person decides."),
            "pictures": [picture_of(pictures[name], title) for name, title in titles.items() if name in pictures],
            "zones": [self._zone_of(title, zone) for title, zone in zones if zone],
            "steps": [self._step(step) for step in verdict.steps],
            "defects": [
                {"where": self._said(each.where), "message": self._said(each.wording)} for each in verdict.defects
            ],
            "words": {
                "pictures": self._say("Pictures"),
                "steps": self._say("Steps"),
                "defects": self._say("Breaks a standard, and was read all the same"),
                "columns": columns,
                "failed": self._say("What failed"),
            },
        }

    def _zone_of(self, title: str, zone: CheckedZone) -> dict[str, object]:
        fields = [
            {"label": self._word(FIELDS, name), "text": shown}
            for name, text in zone.fields.items()
            if (shown := text.strip("<"))
        ]
        return {"title": f"{title} ({zone.format})", "lines": zone.lines, "fields": fields}

    def _step(self, step: Step) -> dict[str, object]:
        return {
            "outcome": self._outcome(step.outcome),
            "name": self._word(CHECKS, step.step.value),
            "subject": step.subject,
            "code": step.code,
            "reason": self._said(step.wording),
            "source": ", ".join(self._word(SOURCES, part) for part in step.source.split(", ")),
        }

    def _outcome(self, outcome: Outcome) -> dict[str, str]:
        return {"code": outcome.value, "word": self._word(OUTCOMES, outcome.value)}

    def _word(self, table: Mapping[str, str], code: str) -> str:
        return self._say(table.get(code, code)) if code else ""

    def _said(self, sentence: str) -> str:
        return translate(sentence, self._messages)

    def _moment(self, at: datetime) -> str:
        here = at.astimezone(self._zone)
        return f"{self._formats.day(here.date())}, {here:%H:%M %Z}"


def is_invented(findings: Findings) -> bool:
    """Whether a document is of no real state: of a demonstration or a test."""
    zones = (zone for zone in (findings.printed, findings.chip) if zone)
    return any(zone.fields.get("issuing_state", "").strip("<") in INVENTED for zone in zones)


@cache
def _messages(language: str) -> NullTranslations:
    return read_catalogue(language)


@cache
def _template() -> str:
    return TEMPLATE.read_text(encoding="utf-8")
