"""Entries of an XML list, one at a time, from bytes that may be hostile.

No document type, no entity, no network; an entry is forgotten once it is read, so that memory does not grow with the
list. Namespaces are not compared: OFAC changed its own between 2021 and 2024 and kept every element's name.
"""

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

from lxml import etree
from lxml.etree import _Element as Element

from tournai.errors import Malformed
from tournai.values.wordings import say

MAX_ENTRIES = 2_000_000
"""More entries than this are no list of persons sought; the largest known has about 15 000."""

MAX_ENTRY_BYTES = 16 * 2**20
"""The longest stretch of a list without the end of an entry. The longest real entry has about 20 kB."""

Parts = dict[str, list[Element]]


def read_entries(data: bytes, root: str, tags: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    """Yield the root as it opens (its attributes only), then each entry named in ``tags`` as it closes.

    An entry is valid until the next one is asked for.

    Raises:
        Malformed: Not well-formed, another root, a document type, or beyond the bounds of this module.
    """
    try:
        yield from _entries(_Source(data), root, tags)
    except etree.LxmlError as error:
        # The parser's own message may quote the list, so only the place is handed on.
        line = getattr(error, "lineno", None)
        raise Malformed(
            say("the list is not well-formed XML (line {line}): fetch it again", line=line), code="xml"
        ) from None


def _entries(source: "_Source", root: str, tags: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    wanted = [f"{{*}}{name}" for name in (root, *tags)]
    is_opened, count = False, 0
    for event, element in _events(source, wanted):
        name = local_name(element)
        if not is_opened:
            _check_root(element, name, root)
            is_opened = True
            yield name, element
        elif event == "end" and name != root:
            count += 1
            if count > MAX_ENTRIES:
                raise Malformed(
                    say("the list holds more than {most} entries", most=MAX_ENTRIES), code="too-many-entries"
                )
            yield name, element
            _forget(element)
            source.entry_ended()
    if not is_opened:
        raise Malformed(say("not this format: the root element {root} was expected", root=root), code="wrong-root")


def _events(source: "_Source", wanted: list[str]) -> Iterator[tuple[str, Element]]:
    yield from etree.iterparse(
        source,
        events=("start", "end"),
        tag=wanted,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _check_root(element: Element, name: str, root: str) -> None:
    if element.getparent() is not None or name != root:
        raise Malformed(say("not this format: the root element {root} was expected", root=root), code="wrong-root")
    if element.getroottree().docinfo.internalDTD is not None:
        raise Malformed("the list declares a document type, which no official list does", code="document-type")


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class _Source:
    """The list's bytes, handed out in pieces, with a bound on what lies between the ends of two entries."""

    def __init__(self, data: bytes) -> None:
        self._stream = BytesIO(data)
        self._since_entry = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._since_entry += len(piece)
        if self._since_entry > MAX_ENTRY_BYTES:
            raise Malformed(say("no entry ends within {most} bytes", most=MAX_ENTRY_BYTES), code="entry-too-long")
        return piece

    def entry_ended(self) -> None:
        self._since_entry = 0


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def line_of(element: Element) -> int | None:
    """Return the line of the file in which an element begins."""
    line = element.sourceline
    return line if isinstance(line, int) else None


def parts_of(element: Element) -> Parts:
    """Return an element's children by local name, in their order."""
    parts: Parts = defaultdict(list)
    for child in element:
        parts[local_name(child)].append(child)
    return parts


def text_of(parts: Parts, name: str) -> str:
    """Return the text of the first child of that name, white space made single; empty where there is none."""
    found = parts.get(name)
    return " ".join((found[0].text or "").split()) if found else ""


def texts_of(parts: Parts, outer: str, inner: str) -> list[str]:
    """Return the texts of all grandchildren ``inner`` in children ``outer``, empty ones left out."""
    found = (" ".join((part.text or "").split()) for child in parts.get(outer, ()) for part in parts_of(child)[inner])
    return [text for text in found if text]


def items_of(parts: Parts, outer: str, inner: str) -> list[Parts]:
    """Return the children of each element ``inner`` in children ``outer``."""
    return [parts_of(item) for child in parts.get(outer, ()) for item in parts_of(child)[inner]]
