"""EDIFACT out: segments written as bytes, with every service character inside a value released.

Source: ISO 9735-1:2002, sections 8 and 9; the order of an interchange's service segments: section 8.1.
"""

from collections.abc import Iterable

from tournai.errors import Malformed
from tournai.travel.service_strings import DEFAULT, Separators

Element = str | tuple[str, ...] | tuple[tuple[str, ...], ...]
"""A data element: one value, a tuple of components, or a tuple of repetitions that are tuples of components."""


class Unwritable(Malformed):
    """A value cannot be said in the format that it is to be written in, or lacks what the format must say."""

    def __init__(self, message: str) -> None:
        super().__init__(message, code="unwritable")


def write_segments(segments: Iterable[tuple[Element, ...]], separators: Separators = DEFAULT) -> bytes:
    """Return segments as bytes in UTF-8; the first member of each is its tag, the others are its elements.

    >>> write_segments([("SRC",), ("TIF", "O'HARA", ("ANNA", "A", "1"))])
    b"SRC'TIF+O?'HARA+ANNA:A:1'"
    """
    written = [_segment(segment, separators) + separators.terminator for segment in segments]
    return "".join(written).encode()


def write_interchange(segments: Iterable[tuple[Element, ...]], separators: Separators = DEFAULT) -> bytes:
    """Return an interchange: UNA, then the segments, UNB first and UNZ last.

    The reference of each message and of the interchange, its counts (UNT, UNE, UNZ) and all else are the caller's to
    give: `close_message` and `close_interchange` compute the last segments.

    >>> write_interchange([("UNB", ("IATA", "1"), "ZZ")])
    b"UNA:+.? 'UNB+IATA:1+ZZ'"
    """
    advice = (
        separators.component
        + separators.element
        + separators.decimal
        + (separators.release or " ")
        + (separators.repetition or " ")
        + separators.terminator
    )
    return b"UNA" + advice.encode() + write_segments(segments, separators)


def close_message(segments: Iterable[tuple[Element, ...]]) -> tuple[tuple[Element, ...], ...]:
    """Return a message, UNH first, with the UNT that counts it and repeats its reference.

    >>> close_message([("UNH", "7", ("PNRGOV", "11", "1", "IA"))])[-1]
    ('UNT', '2', '7')
    """
    listed = tuple(segments)
    return (*listed, ("UNT", str(len(listed) + 1), listed[0][1]))


def close_interchange(header: tuple[Element, ...], messages: Iterable[Iterable[tuple[Element, ...]]]) -> bytes:
    """Return a whole interchange: the UNB given, the messages each closed by its UNT, and the UNZ that counts them.

    UNB's fifth element, the control reference, is repeated in UNZ.
    """
    closed = [close_message(message) for message in messages]
    inside = [segment for message in closed for segment in message]
    return write_interchange([header, *inside, ("UNZ", str(len(closed)), header[5])])


def _segment(segment: tuple[Element, ...], separators: Separators) -> str:
    return separators.element.join(_element(element, separators) for element in segment)


def _element(element: Element, separators: Separators) -> str:
    if isinstance(element, str):
        return _released(element, separators)
    repetitions = [_components(part, separators) for part in _repetitions(element)]
    if len(repetitions) > 1 and not separators.repetition:
        raise ValueError("these separators have none for repetitions: write more elements, or name one")
    return separators.repetition.join(repetitions)


def _repetitions(element: tuple[str, ...] | tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    plain = tuple(part for part in element if isinstance(part, str))
    return [plain] if len(plain) == len(element) else [part for part in element if isinstance(part, tuple)]


def _components(components: tuple[str, ...], separators: Separators) -> str:
    return separators.component.join(_released(component, separators) for component in components)


def _released(value: str, separators: Separators) -> str:
    marks = (separators.component, separators.element, separators.repetition, separators.terminator, separators.release)
    if not any(mark in value for mark in marks if mark):
        return value
    if not separators.release:
        raise ValueError("these separators have no release character, and a value holds a separator")
    return "".join(separators.release + char if char in marks else char for char in value)
