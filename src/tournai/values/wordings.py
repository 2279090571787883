"""Sentences that know what they were made of, so that a door can say them in the reader's language.

A room says what it has to say in English. Where the sentence holds a count or a code it is made with `say`: its
template is then what a catalogue translates, and its values are filled in afterwards.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import msgspec

Written: TypeAlias = "int | str | list[Any]"
"""A value as JSON holds it."""


class Wording(str):
    """An English sentence, its ``template`` with a name in braces for each value, and the ``values``.

    A value that is itself a `Wording` is translated too.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]


def say(template: str, /, **values: object) -> Wording:
    """Return the sentence that a template and its values make.

    >>> said = say("UNT counts {declared} segments; the message has {counted}", declared=3, counted=2)
    >>> said
    'UNT counts 3 segments; the message has 2'
    >>> said.values
    {'declared': 3, 'counted': 2}
    """
    wording = Wording(template.format_map(values) if values else template)
    wording.template = template
    wording.values = values
    return wording


def as_wording(message: str) -> Wording:
    """Return a message as a wording: a plain one is its own template."""
    return message if isinstance(message, Wording) else say(message)


def listed(words: Iterable[str]) -> Wording:
    """Return words one after another, each to be translated by itself.

    >>> listed(["judge", "independent body"])
    'judge, independent body'
    """
    named = {f"word_{number}": say(word) for number, word in enumerate(words)}
    return say(", ".join(f"{{{name}}}" for name in named), **named)


def write_wording(message: str) -> str:
    """Return what `read_wording` needs beside a message to know what it was made of, as JSON; empty for a plain one."""
    is_made = isinstance(message, Wording) and message.values
    return msgspec.json.encode(_as_written(message)).decode() if is_made else ""


def read_wording(message: str, written: str) -> str:
    """Return a message as it was before `write_wording`."""
    said = _as_said(msgspec.json.decode(written)) if written else message
    return said if isinstance(said, str) else message


def _as_written(value: object) -> Written:
    """Return a value as JSON holds it: a wording as an array of its template and its values."""
    if isinstance(value, Wording):
        return [value.template, {name: _as_written(one) for name, one in value.values.items()}]
    return value if isinstance(value, int) else str(value)


def _as_said(written: Written) -> object:
    if isinstance(written, list):
        template, values = written
        return say(str(template), **{name: _as_said(one) for name, one in values.items()})
    return written
