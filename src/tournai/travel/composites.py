"""Data elements that repeat, read by one pattern: every component in its field's layout, or each judged by itself.

A segment whose components all have their layouts, as nearly every one has, is matched and taken apart in two steps of
the pattern engine. Any other is split, and each component is kept or dropped and counted on its own: both ways give the
same values.

Source: ISO 9735-1:2002, section 8 (composite data elements, repetition as more elements of the segment).
"""

import re
from collections.abc import Callable

import msgspec

from tournai.travel.edifact import Segment
from tournai.travel.field_layouts import FIELD_LAYOUTS, GUARDED
from tournai.travel.minimise import OUT_OF_LAYOUT, Minimiser
from tournai.travel.service_strings import Separators

Row = tuple[str, ...]


class Composite:
    """A segment's layout: the fields of the single elements that lead, then those of the composite that repeats.

    ``""`` names a component of which nothing is kept.
    """

    __slots__ = ("blank", "compiled", "fields", "latest", "layouts", "leading", "tag")

    def __init__(self, tag: str, fields: Row, leading: Row = ()) -> None:
        self.tag = tag
        self.fields = fields
        self.leading = leading
        self.blank: Row = ("",) * len(fields)
        """A repetition that says nothing."""
        self.layouts = [FIELD_LAYOUTS[field] if field else None for field in fields]
        self.compiled: dict[str, _Compiled] = {}
        """Element and component separator -> patterns; some per sender's separators, and senders are few."""
        self.latest: _Compiled | None = None
        """The patterns of the segment before: a message has one set of separators."""


class _Compiled(msgspec.Struct, frozen=True):
    marks: Separators
    lead: Callable[[str], "re.Match[str] | None"] | None
    each: Callable[[str, int], list[Row]]


MOST_COMPILED = 20
"""How many senders' separators have their patterns kept."""


def read_composites(segment: Segment, composite: Composite, minimiser: Minimiser) -> tuple[Row, list[Row]]:
    """Return the leading fields, and the fields of each repetition; ``""`` where one is absent or has no layout."""
    marks = segment.separators
    if not marks.repetition:
        compiled = composite.latest
        if compiled is None or compiled.marks is not marks:
            compiled = composite.latest = _of_marks(composite, marks)
        text = segment.text
        # Each row reaches to the next separator; as many rows as separators: no component is without its layout.
        if compiled.lead is None:
            rows = compiled.each(text, 3)
            if len(rows) == text.count(marks.element):
                return (), rows
        elif match := compiled.lead(text):
            start = match.end()
            rows = compiled.each(text, start)
            if len(rows) == text.count(marks.element, start):
                return match.groups(), rows
    return _split(segment, composite, minimiser)


def _split(segment: Segment, composite: Composite, minimiser: Minimiser) -> tuple[Row, list[Row]]:
    values, keep = segment.values(), minimiser.keep
    leads = len(composite.leading)
    values += [[""]] * (leads + 1 - len(values))
    leading = tuple(keep(field, parts[0]) for field, parts in zip(composite.leading, values[1:], strict=False))
    return leading, _judged(composite, values[leads + 1 :], minimiser)


def _judged(composite: Composite, elements: list[list[str]], minimiser: Minimiser) -> list[Row]:
    """Return the rows of the elements; of words alone by the shortest way, for a hostile segment has thousands."""
    first, blank = composite.fields[0], composite.blank
    has_layout = FIELD_LAYOUTS[first] if first else bool
    rest, lost = blank[1:], [0] * len(blank)
    rows = []
    for parts in elements:
        word = parts[0]
        if len(parts) > 1:
            rows.append(_kept(composite, parts, lost))
        elif not (word and first):
            rows.append(blank)
        elif has_layout(word):
            rows.append((word, *rest))
        else:
            rows.append(blank)
            lost[0] += 1
    for field, times in zip(composite.fields, lost, strict=True):
        if times:
            minimiser.drop(OUT_OF_LAYOUT[field], times)
    return rows


def _kept(composite: Composite, parts: list[str], lost: list[int]) -> Row:
    """Return the row of an element; counts in ``lost``, by component, what has not its field's layout."""
    row = composite.blank
    for number, (has_layout, part) in enumerate(zip(composite.layouts, parts, strict=False)):
        if part and has_layout is not None:
            if has_layout(part):
                row = (*row[:number], part, *row[number + 1 :])
            else:
                lost[number] += 1
    return row


def _of_marks(composite: Composite, marks: Separators) -> _Compiled:
    known = composite.compiled.get(marks.element + marks.component)
    return msgspec.structs.replace(known, marks=marks) if known else _compile(composite, marks)


def _compile(composite: Composite, marks: Separators) -> _Compiled:
    element, component = re.escape(marks.element), re.escape(marks.component)
    # What may be missing is written as an alternative of nothing: the engine takes half as long again over "?".
    first, *others = [f"({_layout(field)})" for field in composite.fields]
    pattern = ""
    for field in reversed(others):
        pattern = f"(?:{component}{field}{pattern}|)"
    pattern = first + pattern
    repeated = f"{element}{pattern}{component}*(?={element}|\\Z)"
    leading = "".join(f"{element}({_layout(field)})" for field in composite.leading)
    compiled = _Compiled(
        marks,
        re.compile(f"{re.escape(composite.tag)}{leading}(?={element}|\\Z)", re.ASCII).match if leading else None,
        re.compile(repeated, re.ASCII).findall,
    )
    if len(composite.compiled) < MOST_COMPILED:
        composite.compiled[marks.element + marks.component] = compiled
    return compiled


def _layout(field: str) -> str:
    return f"(?:{GUARDED[field]})|" if field else ""
