"""The language of commands: ``--language``, else LC_ALL, LC_MESSAGES or LANG; English where it is none of ours.

What is machine-read stays as it is: JSON, file formats, names, codes. Source: POSIX.1-2017, XBD 8.2 (the order).
"""

import os
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations

import typer

from tournai.errors import Malformed
from tournai.values.wordings import say

LANGUAGES = ("en", "fr", "nl", "de")
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_asked: ContextVar[str] = ContextVar("language", default="")


def ask_for(language: str) -> None:
    """Have commands speak a language; empty: that of the environment.

    Raises:
        Malformed: They do not speak it.
    """
    _asked.set("")
    if language and language not in LANGUAGES:
        raise Malformed(say("no such language; known: {known}", known=", ".join(LANGUAGES)), code="language")
    _asked.set(language)


def language() -> str:
    """Return the language in which commands speak now."""
    set_first = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    found = _asked.get() or set_first[:2].lower()
    return found if found in LANGUAGES else LANGUAGES[0]


def spoken(message: str) -> str:
    """Return a sentence in the language in which commands speak."""
    spoken_in = language()
    if spoken_in == LANGUAGES[0]:
        return str(message)
    from tournai.node.web.sentences import translate

    return translate(message, _catalogue(spoken_in))


def tell(message: str) -> None:
    """Print a sentence, in the language in which commands speak, to standard output."""
    typer.echo(spoken(message))


@lru_cache
def _catalogue(spoken_in: str) -> NullTranslations:
    from tournai.node.web.languages import read_catalogue

    return read_catalogue(spoken_in)
