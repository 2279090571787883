"""The four languages of the pages, read from their catalogues at start; nothing is compiled on disk.

English stands in the templates and in `words`; the catalogue `tournai` translates it (GNU gettext). What the rooms and
the node say (`tournai.values.wordings`) is translated by the catalogue `sentences`, by its template.
"""

from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"en": "English", "fr": "Français", "nl": "Nederlands", "de": "Deutsch"}
"""Code (ISO 639-1) -> the language's own name, in the order of the switch."""

DEFAULT = "en"

LOCALES = {"en": "en_GB", "fr": "fr_BE", "nl": "nl_BE", "de": "de_BE"}
"""Language -> the locale that dates and numbers follow."""

CATALOGUES = Path(__file__).parent / "locale"


DOMAINS = ("tournai", "sentences")
"""The catalogues of a language; a message that the first does not have is looked for in the next."""


def read_catalogue(language: str) -> NullTranslations:
    """Return the messages of a language; English translates to itself."""
    if language == DEFAULT:
        return NullTranslations()
    first, *others = (_compiled(CATALOGUES / language / "LC_MESSAGES" / f"{domain}.po", language) for domain in DOMAINS)
    for other in others:
        first.add_fallback(other)
    return first


def _compiled(source: Path, language: str) -> GNUTranslations:
    compiled = BytesIO()
    with source.open("rb") as catalogue:
        write_mo(compiled, read_po(catalogue, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def preferred_language(accept_language: str) -> str:
    """Return the first of our languages that a browser asks for, in its own order of preference.

    Source: RFC 9110, section 12.5.4.

    >>> preferred_language("pl, nl-BE;q=0.8, fr;q=0.9")
    'fr'
    """
    asked = [_range(part) for part in accept_language[:200].split(",")]
    known = [(weight, language) for weight, language in asked if language in LANGUAGES and weight > 0]
    return max(known, key=lambda pair: pair[0], default=(0.0, DEFAULT))[1]


def _range(part: str) -> tuple[float, str]:
    tag, _, parameters = part.strip().partition(";")
    quality = parameters.strip().removeprefix("q=")
    try:
        weight = float(quality) if quality else 1.0
    except ValueError:
        weight = 0.0
    return weight, tag.lower().partition("-")[0]
