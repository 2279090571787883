"""Drawing a chart of links: persons and what ties them, in columns from left to right by hop, always the same.

Columns and not a cloud: every label reads along a line, none covers another, and nothing has to be dragged apart. The
table below the drawing says the same.
"""

from collections.abc import Sequence

import msgspec

from tournai.node.duties.link_views import LinksPage

BOX, GAP, ROW, TALL = 208, 56, 54, 42
"""Pixels: a box's width, between columns, from row to row, and a box's height."""
LETTERS = 24
"""Letters of a label that fit into a box; the whole stands in the box's title and in the table."""
Key = tuple[str, int]
"""``person`` or ``thing``, and its position in the view."""


class Box(msgspec.Struct, frozen=True):
    """A person or a thing in its place. ``hop`` is ``None`` for a thing."""

    x: int
    y: int
    label: str
    title: str
    kind: str
    hop: int | None


class Line(msgspec.Struct, frozen=True):
    """A tie: an SVG path from a person's box to a thing's."""

    path: str
    hop: int


class Drawing(msgspec.Struct, frozen=True):
    """A chart as it is drawn: its size in pixels, boxes and lines."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def draw(view: LinksPage) -> Drawing:
    """Return the drawing of a chart."""
    columns = _columns(view)
    height = max(len(column) for column in columns) * ROW
    places: dict[Key, tuple[int, int]] = {}
    for number, column in enumerate(columns):
        top = (height - len(column) * ROW + ROW - TALL) // 2
        for row, key in enumerate(column):
            places[key] = number * (BOX + GAP), top + row * ROW
    lines = [
        _line(places["person", person], places["thing", thing], view.persons[person].hop) for person, thing in view.ties
    ]
    boxes = [_box(key, place, view) for key, place in places.items()]
    return Drawing(len(columns) * (BOX + GAP) - GAP, height, tuple(boxes), tuple(lines))


def _columns(view: LinksPage) -> list[list[Key]]:
    """Return the columns: the traveller, what leads on, who is one hop away, what leads on, who is two hops away."""
    nearest: dict[int, int] = {}
    for person, thing in view.ties:
        nearest[thing] = min(view.persons[person].hop, nearest.get(thing, view.persons[person].hop))
    columns: list[list[Key]] = [[("person", number) for number, person in enumerate(view.persons) if not person.hop]]
    for hop in (1, 2):
        things = [("thing", thing) for thing, near in nearest.items() if near == hop - 1]
        columns.append(_in_order(things, columns[-1], view))
        persons = [("person", number) for number, person in enumerate(view.persons) if person.hop == hop]
        columns.append(_in_order(persons, columns[-1], view))
    while not columns[-1]:
        columns.pop()
    return columns


def _in_order(keys: Sequence[Key], before: Sequence[Key], view: LinksPage) -> list[Key]:
    """Return a column in the order in which its lines cross least: by the middle of what each is tied to before."""
    rows = {key: row for row, key in enumerate(before)}
    tied: dict[Key, list[int]] = {key: [] for key in keys}
    for person, thing in view.ties:
        ends: tuple[Key, Key] = ("person", person), ("thing", thing)
        for one, other in (ends, ends[::-1]):
            if one in tied and other in rows:
                tied[one].append(rows[other])
    return sorted(keys, key=lambda key: (sum(tied[key]) / max(len(tied[key]), 1), key[1]))


def _box(key: Key, place: tuple[int, int], view: LinksPage) -> Box:
    kind, number = key
    if kind == "thing":
        thing = view.things[number]
        return Box(*place, _short(thing.value), thing.value, thing.kind, None)
    person = view.persons[number]
    return Box(*place, _short(person.name), person.name, ", ".join(person.births), person.hop)


def _line(person: tuple[int, int], thing: tuple[int, int], hop: int) -> Line:
    left, right = sorted((person, thing))
    start, end = (left[0] + BOX, left[1] + TALL // 2), (right[0], right[1] + TALL // 2)
    bend = (end[0] - start[0]) // 2
    return Line(f"M{start[0]} {start[1]}C{start[0] + bend} {start[1]} {end[0] - bend} {end[1]} {end[0]} {end[1]}", hop)


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"
