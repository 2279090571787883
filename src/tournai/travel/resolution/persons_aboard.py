"""Which records of one flight are one person: told by keyed digests alone, so that nothing need be opened.

A traveller stands in a booking and again in a passenger list, with or without a date of birth, under one spelling or
two. Rules, from the surest:

1. The same name and date of birth: one person.
2. The same document number, and the same name or the same date of birth: one person, where the other of the two does
   not contradict. A number alone is none: two states may print the same one.
3. The same name, known without a date of birth here and with one there: one person, where nobody else of that name
   is aboard. Two of that name in one source, or two dates of birth, are namesakes; the undated one then stays alone.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import msgspec

Keys = Callable[["Aboard"], Iterable[bytes]]
"""What records are grouped by."""
MOST_ALIKE = 100
"""Records of one document number that are compared in pairs; more are no person's, and time must stay linear."""


class Aboard(msgspec.Struct, frozen=True, gc=False):
    """A traveller of one record of a flight.

    ``source`` is ``PNR`` or ``API``. ``name``, ``birth`` and ``documents`` are digests under a key, of the name on that
    flight, of the date of birth (``None`` where it is not known) and of the document numbers.
    """

    identifier: str
    source: str
    name: bytes
    birth: bytes | None
    documents: frozenset[bytes] = frozenset()
    is_infant: bool = False


def own_digest(name: bytes, birth: bytes | None) -> bytes:
    """Return the digest of the person that one record names by itself: 16 bytes of name and date of birth."""
    return hashlib.sha256(name + birth).digest()[:16] if birth else name


def persons_aboard(found: Sequence[Aboard]) -> dict[str, bytes]:
    """Return identifier -> digest of the person; records of one person have the same one, in whatever order they come.

    ``found`` are the current records of one flight that could be the same; those that are left out change nothing.
    """
    groups = _Groups(found)
    groups.join_by(lambda one: [own_digest(one.name, one.birth)])
    for alike in groups.sharing(lambda one: one.documents):
        for first, second in combinations(alike[:MOST_ALIKE], 2):
            if _is_one_holder(first, second):
                groups.join(first, second)
    for alike in groups.sharing(lambda one: [one.name]):
        if not _has_namesakes(alike):
            for other in alike[1:]:
                groups.join(alike[0], other)
    return groups.digests()


def _is_one_holder(first: Aboard, second: Aboard) -> bool:
    """Whether two records with one document number are of one person: an infant may travel on a parent's document."""
    is_same_birth = first.birth is not None and first.birth == second.birth
    is_contradicted = first.birth is not None and second.birth is not None and not is_same_birth
    return first.is_infant == second.is_infant and not is_contradicted and (is_same_birth or first.name == second.name)


def _has_namesakes(alike: Iterable[Aboard]) -> bool:
    """Whether records of one name are of more than one person: two in one source, or two dates of birth."""
    listed = list(alike)
    births = {one.birth for one in listed if one.birth}
    return len(births) > 1 or max(Counter(one.source for one in listed).values()) > 1


class _Groups:
    """Records in groups that are joined step by step (a disjoint-set forest)."""

    def __init__(self, found: Sequence[Aboard]) -> None:
        self._found = found
        self._parents = {one.identifier: one.identifier for one in found}

    def join(self, first: Aboard, second: Aboard) -> None:
        self._parents[self._root(first.identifier)] = self._root(second.identifier)

    def join_by(self, keys: Keys) -> None:
        for alike in self.sharing(keys):
            for other in alike[1:]:
                self.join(alike[0], other)

    def sharing(self, keys: Keys) -> list[list[Aboard]]:
        """Return the records that share a key, key by key; those alone under a key are left out."""
        shared: dict[bytes, list[Aboard]] = {}
        for one in self._found:
            for key in keys(one):
                shared.setdefault(key, []).append(one)
        return [alike for alike in shared.values() if len(alike) > 1]

    def digests(self) -> dict[str, bytes]:
        """Return each record's person: the least digest of the dated records of its group, else of all."""
        members: dict[str, list[Aboard]] = {}
        for one in self._found:
            members.setdefault(self._root(one.identifier), []).append(one)
        chosen = {
            root: min(own_digest(one.name, one.birth) for one in ([m for m in group if m.birth] or group))
            for root, group in members.items()
        }
        return {one.identifier: chosen[self._root(one.identifier)] for one in self._found}

    def _root(self, identifier: str) -> str:
        while self._parents[identifier] != identifier:
            self._parents[identifier] = identifier = self._parents[self._parents[identifier]]
        return identifier
