"""Familiar forms of given names: which names a token may stand for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tournai.screening.familiar.names import TABLE

MOST_FAMILIAR = 8
"""Names of one token that are compared; a form of more names says little."""


def _entries() -> Iterator[tuple[str, list[str]]]:
    for entry in TABLE.replace("\n ", " ").replace("\n", "|").split("|"):
        name, _, forms = entry.partition(":")
        if forms:
            yield name.strip(), forms.split()


def _numbers() -> Mapping[str, tuple[int, ...]]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, (name, forms) in enumerate(_entries()):
        numbers[name].insert(0, number)
        for form in forms:
            numbers[form].append(number)
    return MappingProxyType({token: tuple(held[:MOST_FAMILIAR]) for token, held in numbers.items()})


FAMILIAR_NAMES = _numbers()
"""The numbers of the names that a token is or stands for; two tokens that share one may be one person's."""
