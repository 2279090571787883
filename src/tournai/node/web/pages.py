"""Rendering: one Jinja environment a language, all read at start; templates show values and compute nothing."""

from datetime import tzinfo
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from tournai.node.web.detail_words import VALUES
from tournai.node.web.formats import Formats
from tournai.node.web.languages import LANGUAGES, LOCALES, read_catalogue
from tournai.node.web.readers import Reader
from tournai.node.web.sentences import say_in
from tournai.node.web.words import NOTICES, RULES, TABLES

TEMPLATES = Path(__file__).parent / "templates"

NAVIGATION = (
    ("/flights", "view-board", "flights", ""),
    ("/carriers", "view-carriers", "carriers", ""),
    ("/matches", "view-queue", "matches", ""),
    ("/alerts", "view-alerts", "alerts", ""),
    ("/requests", "view-requests", "requests", ""),
    ("/criteria", "view-criteria", "criteria", ""),
    ("/selections", "view-selections", "selections", ""),
    ("/pull-requests", "view-pull-requests", "pull requests", "view-carriers"),
    ("/disseminations", "view-disseminations", "disseminations", "view-queue"),
    ("/post", "read-post", "post", ""),
    ("/documents", "check-document", "documents", ""),
    ("/documents/trust", "view-trust", "trust", "check-document"),
    ("/exchange/partners", "view-partners", "partners", "read-log"),
    ("/log", "read-log", "log", ""),
)
"""Path, the action that a role needs to be offered it, its word in `words`, and the action of a page that leads there:
who has that one finds it there, and the menu stays on one line. The first is where a role starts."""


class Pages:
    """Renders pages in the reader's language; instants stand in one zone, named beside each."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self._environments = {language: _environment(language, zone) for language in LANGUAGES}

    def render(
        self, template: str, reader: Reader, values: dict[str, object], *, status: int = 200, notice: str = ""
    ) -> HTMLResponse:
        """Return a page. ``notice`` is a code of `words.NOTICES`; another is not shown."""
        page = self._environments[reader.language].get_template(template)
        shown = NOTICES.get(notice, "")
        return HTMLResponse(page.render(reader=reader, notice=shown, **values), status_code=status)

    def document(self, template: str, language: str, values: dict[str, object]) -> str:
        """Return a document that has no reader: a file of its own."""
        return self._environments[language].get_template(template).render(language=language, **values)


def first_page(reader: Reader) -> str:
    """Return the path that a role starts at: the first that its navigation offers, else the help."""
    return next((path for path, action, *_ in NAVIGATION if reader.may(action)), "/help")


def _environment(language: str, zone: tzinfo) -> Environment:
    messages = read_catalogue(language)
    formats = Formats(LOCALES[language], zone, messages)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_callables(messages.gettext, messages.ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it

    def word(code: str, table: str) -> str:
        return messages.gettext(TABLES[table].get(code, code)) if code else ""

    def said(message: str) -> Markup:
        return say_in(language, message, messages)

    environment.filters |= {
        "said": said,
        "detail": lambda value, name: word(str(value), VALUES[name]) if name in VALUES else value,
        "word": word,
        "moment": formats.moment,
        "stamp": formats.stamp,
        "local": formats.local,
        "day": formats.day,
        "number": formats.number,
        "decimal": formats.decimal,
        "signed": formats.signed,
        "ago": formats.ago,
    }
    environment.globals |= {
        "formats": formats,
        "languages": LANGUAGES,
        "navigation": NAVIGATION,
        "rules": RULES,
    }
    return environment
