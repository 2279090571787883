"""One element of a message while its booking is read: its attributes, text, children and place.

Producers disagree on the spelling of names (``SSRCode``, ``SSR_Code``; ``Text``, ``TEXT``) and on whether they stand in
a namespace; so names are compared without prefix, case and underscores.
"""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from tournai.travel.records import Place

_NOTHING = ("-", "--", "N/A")
"""What some producers write for no value."""


LONGEST_NAME = 64
"""No name of the schema is longer; a longer one is unknown, and not remembered either."""


def plain_name(name: str) -> str:
    """Return a name as names are compared.

    >>> plain_name("iata:PNR_TransDate")
    'pnrtransdate'
    """
    return _plain_name(name) if len(name) <= LONGEST_NAME else ""


@lru_cache(maxsize=4096)
def _plain_name(name: str) -> str:
    return name.rpartition(":")[2].replace("_", "").lower()


class Node(msgspec.Struct, gc=False):
    """An element; its names are as `plain_name` gives them, ``tag`` as it was written, without prefix."""

    name: str
    tag: str
    attributes: dict[str, str]
    ordinal: int
    offset: int
    children: "list[Node] | tuple[()]" = ()
    texts: list[str] | tuple[()] = ()

    def add(self, child: "Node") -> None:
        """Add a child; most elements have none, and no list either."""
        if isinstance(self.children, tuple):
            self.children = [child]
        else:
            self.children.append(child)

    def add_text(self, text: str) -> None:
        """Add to the element's own text."""
        if isinstance(self.texts, tuple):
            self.texts = [text]
        else:
            self.texts.append(text)

    @property
    def place(self) -> Place:
        """Where the element's start tag stands."""
        return Place(self.tag, self.ordinal, self.offset)

    @property
    def text(self) -> str:
        """The element's own text, white space made single; empty where it says that there is none."""
        found = " ".join("".join(self.texts).split())
        return "" if found in _NOTHING else found

    def get(self, *names: str) -> str:
        """Return the first attribute of these names that has a value, without blanks around it."""
        for name in names:
            value = self.attributes.get(name, "").strip()
            if value and value not in _NOTHING:
                return value
        return ""

    def all(self, *names: str) -> Iterator["Node"]:
        """Yield the children of these names, in their order."""
        return (child for child in self.children if child.name in names)

    def first(self, name: str) -> "Node | None":
        """Return the first child of a name."""
        return next(self.all(name), None)

    def text_of(self, *names: str) -> str:
        """Return the text of the first child of these names that has one."""
        return next(filter(None, (child.text for child in self.all(*names))), "")

    def code_of(self, name: str, *attributes: str) -> str:
        """Return an attribute of the first child of that name."""
        child = self.first(name)
        return child.get(*attributes) if child else ""
