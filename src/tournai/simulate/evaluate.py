"""How well matches fit the known truth: recall, by kind of variant, and false matches per 10,000 travellers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from tournai.simulate.truth import Planted

PER = 10_000
_TITLE = re.compile(r"(?<=..)(?:MISS|MSTR|MRS|MR|MS)$")
_FLIGHT = re.compile(r"([A-Z0-9]{2}[A-Z]?)0*([0-9]+[A-Z]?)")


class MatchedPair(msgspec.Struct, frozen=True):
    """One match that the node made; the traveller as read, the alert by source and reference."""

    flight: str
    date: date
    surname: str
    given: str
    document_numbers: tuple[str, ...]
    source: str
    reference: str


class VariantRecall(msgspec.Struct, frozen=True):
    """How many of one kind of variant were planted, and how many of these were found."""

    variant: str
    planted: int
    found: int

    @property
    def recall(self) -> float:
        """The share found, 0 to 1."""
        return self.found / self.planted


class Evaluation(msgspec.Struct, frozen=True):
    """What came of it. ``false_matches`` are matches of pairs that are not planted, each counted once."""

    planted: int
    found: int
    by_variant: tuple[VariantRecall, ...]
    missed: tuple[Planted, ...]
    false_matches: tuple[MatchedPair, ...]
    travellers: int

    @property
    def recall(self) -> float:
        """The share of planted travellers found, 0 to 1; 1 where none was planted."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def false_per_10_000(self) -> float:
        """False matches per 10,000 travellers screened; 0 where none was screened."""
        return PER * len(self.false_matches) / self.travellers if self.travellers else 0.0


def evaluate(truth: Iterable[Planted], matches: Iterable[MatchedPair], *, travellers: int) -> Evaluation:
    """Return how the matches fit the truth; ``travellers`` is how many different people were screened.

    A match finds a planted traveller when flight, day, alert and either the document number or the name (titles left
    out) are the same. The two messages of a flight give one person twice: a pair counts once, right or wrong.
    """
    planted = tuple(truth)
    keys: dict[tuple[str, ...], int] = {}
    for number, one in enumerate(planted):
        keys.update(dict.fromkeys(_planted_keys(one), number))
    found: set[int] = set()
    false: dict[tuple[str, ...], MatchedPair] = {}
    for match in matches:
        own = tuple(_keys(match, match.document_numbers))
        numbers = {keys[key] for key in own if key in keys}
        found |= numbers
        if not numbers:
            false.setdefault(own[0], match)
    return Evaluation(
        planted=len(planted),
        found=len(found),
        by_variant=_by_variant(planted, found),
        missed=tuple(one for number, one in enumerate(planted) if number not in found),
        false_matches=tuple(false.values()),
        travellers=travellers,
    )


def _by_variant(planted: tuple[Planted, ...], found: set[int]) -> tuple[VariantRecall, ...]:
    """Return each variant's recall, by name of the variant."""
    all_of = Counter(one.variant for one in planted)
    found_of = Counter(planted[number].variant for number in found)
    return tuple(VariantRecall(variant, count, found_of[variant]) for variant, count in sorted(all_of.items()))


def _planted_keys(one: Planted) -> Iterator[tuple[str, ...]]:
    return _keys(one, (one.document_number,))


def _keys(one: Planted | MatchedPair, document_numbers: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield what names a traveller and an alert: by the name first, then by each document."""
    pair = (_flight(one.flight), one.date.isoformat(), one.source, one.reference)
    yield (*pair, "name", _letters(one.surname), _letters(_TITLE.sub("", one.given.upper().rstrip())))
    for number in document_numbers:
        if number:
            yield (*pair, "document", _letters(number))


def _flight(designator: str) -> str:
    match = _FLIGHT.fullmatch(designator.upper())
    return f"{match[1]}{match[2]}" if match else designator.upper()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.upper()))
