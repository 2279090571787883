"""From what was compared to features: each with both values, how alike they are, and its weight."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import log2

import msgspec
import numpy as np
import numpy.typing as npt

from tournai.screening.alignment import COST, FOUND, SOUGHT, Ints
from tournai.screening.batches import EPOCH, SEXES, Feature
from tournai.screening.birth_days import DAY_AND_MONTH, MOST_NEAR, NEW_YEARS_DAY, near_days
from tournai.screening.index import APPROXIMATE_YEARS, LONGEST_RANGE_YEARS
from tournai.screening.keys import tolerant_number
from tournai.screening.scorecard import (
    APART,
    AS_WRITTEN,
    FATHERS,
    FOUND_NAMES,
    LEFT_FOUND,
    LEFT_SOUGHT,
    PARTS,
    PARTS_SOUGHT,
    WEAK,
    WEAKEST,
    pair_points,
)
from tournai.screening.weights import FEWEST_ALERTS, WEIGHTS
from tournai.values import NameKind, PartialDate, Sex, document_number
from tournai.values.name_tokens import NameTokens, tokens_of

Birth = tuple[int, int, bool]
"""First day, the day after the last, and whether the source calls it approximate; days since 1970-01-01."""

SAME_MONTH_DAYS, SAME_YEAR_DAYS = 31, 366
SHORTEST_DOCUMENT_NUMBER = 5
"""Characters; a shorter number is borne by too many documents to say anything."""

BIRTH_SIMILARITY = {"same day": 1.0, "same month": 0.9, "day and month exchanged": 0.8, "same year": 0.7,
                    "one digit": 0.7, "first of January": 0.6, "within the range": 0.5, "about": 0.5}  # fmt: skip
UNLIKE_COST = 2_000
"""Hundredths of a bit from which spellings are shown as not alike at all."""

LEFT = ("one name found", "two names found", "three names found")


class Identity(msgspec.Struct, frozen=True):
    """What else is known of a person beside the names."""

    births: tuple[Birth, ...]
    sex: int
    nationalities: tuple[str, ...]
    birthplaces: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    """Number and issuing state."""


class Spelling(msgspec.Struct, frozen=True):
    """A name as the record spells it, and its tokens."""

    surname: str
    given: str
    kind: NameKind
    tokens: NameTokens

    @property
    def full(self) -> str:
        """The whole name."""
        return f"{self.given} {self.surname}".strip()


class Comparison(msgspec.Struct, frozen=True, eq=False):
    """What `name_points` told of two names: the pairs and what the points rest on."""

    pairs: npt.NDArray[np.int32]
    told: npt.NDArray[np.int32]


def score_of(features: Iterable[Feature]) -> float:
    """Return the score that features add up to."""
    return round(sum(feature.weight for feature in features), 2)


def name_features(
    found: Spelling, sought: Spelling, compared: Comparison, table: Ints, birth: str
) -> tuple[Feature, ...]:
    """Return the features of two names whose bearers' births stand as the case ``birth`` of the weights.

    Where no birth can be compared, names must not stand apart; where one is a slip off, they should be as written.
    """
    told = compared.told
    if not len(compared.pairs):
        return (Feature("no name found", found.full, sought.full, 0.0, WEIGHTS["no name found"]["nothing alike"]),)
    features = [*_fields(found, sought, compared, table), *_left_over(found, sought, compared)]
    texts = (found.full, sought.full)
    for name, place in (
        ("weakest spelling", WEAKEST),
        ("parts of the name", PARTS),
        ("parts of the alert", PARTS_SOUGHT),
    ):
        weight = list(WEIGHTS[name].values())[told[place]]
        if weight:
            features.append(Feature(name, *texts, 0.0, weight))
    if told[APART] and birth == "not known":
        (weight,) = WEIGHTS["names apart"].values()
        features.append(Feature("names apart", *texts, 0.0, weight))
    if not told[AS_WRITTEN] and birth in WEIGHTS["names otherwise written"]:
        features.append(Feature("names otherwise written", *texts, 0.0, WEIGHTS["names otherwise written"][birth]))
    if told[FATHERS]:
        features.append(Feature("order of fathers", *texts, 0.0, WEIGHTS["order of fathers"]["exchanged"]))
    if told[WEAK]:
        features.append(Feature("weak alias", *texts, 0.0, WEIGHTS["weak alias"]["known as such"]))
    return tuple(features)


def _fields(found: Spelling, sought: Spelling, compared: Comparison, table: Ints) -> Iterable[Feature]:
    surnames = sought.tokens.surname_count
    for name, text in (("surname", sought.surname), ("given", sought.given)):
        pairs = [pair for pair in compared.pairs if (_first(pair[SOUGHT]) < surnames) == (name == "surname")]
        if not pairs:
            continue
        tokens = [found.tokens.tokens[place] for pair in pairs for place in _places(pair[FOUND])]
        similarity = sum(max(0.0, 1 - int(pair[COST]) / UNLIKE_COST) for pair in pairs) / len(pairs)
        weight = sum(int(pair_points(pair, table)) for pair in pairs) / 100
        yield Feature(name, " ".join(tokens), text, round(similarity, 2), weight)


def _left_over(found: Spelling, sought: Spelling, compared: Comparison) -> Iterable[Feature]:
    told = compared.told
    name = LEFT[told[FOUND_NAMES]]
    weight = WEIGHTS[name][f"{told[LEFT_SOUGHT]} alert {told[LEFT_FOUND]} traveller"]
    if weight:
        texts = (_left(found, compared.pairs, FOUND), _left(sought, compared.pairs, SOUGHT))
        yield Feature(name, *texts, 0.0, weight)


def _left(spelling: Spelling, pairs: npt.NDArray[np.int32], column: int) -> str:
    taken = {place for pair in pairs for place in _places(pair[column])}
    return " ".join(token for place, token in enumerate(spelling.tokens.tokens) if place not in taken)


def _places(bits: int) -> list[int]:
    return [place for place in range(int(bits).bit_length()) if int(bits) >> place & 1]


def _first(bits: int) -> int:
    return _places(bits)[0]


def case_told(feature: Feature) -> str:
    """Return how the births of a feature stand to one another: a column of the weights, told by its bits."""
    return next(case for case, bits in WEIGHTS["birth"].items() if bits == feature.weight)


def identity_features(found: Identity, sought: Identity) -> tuple[Feature, ...]:
    """Return the features of birth, sex, nationality, birthplace and documents, where both sides know something."""
    features = [
        compare_births(found.births, sought.births),
        _compare_sex(found.sex, sought.sex),
        _compare_sets("nationality", found.nationalities, sought.nationalities),
        _compare_birthplaces(found.birthplaces, sought.birthplaces),
        _compare_documents(found.documents, sought.documents),
    ]
    return tuple(feature for feature in features if feature is not None)


def chance(alerts: int) -> Feature:
    """Return what the number of alerts searched takes from every score: in a longer list chance agrees more often."""
    weight = round(log2(max(alerts, FEWEST_ALERTS)) * WEIGHTS["alerts searched"]["each doubling"], 2)
    return Feature("alerts searched", "", str(alerts), 0.0, weight)


def compare_births(found: Sequence[Birth], sought: Sequence[Birth]) -> Feature | None:
    """Return the feature of the two births that agree best; ``None`` where a side knows none."""
    cases = [(WEIGHTS["birth"][case], case, one, other) for one in found for other in sought
             if (case := birth_case(one, other))]  # fmt: skip
    if not cases:
        return None
    weight, case, one, other = max(cases)
    return Feature("birth", _birth_text(one), _birth_text(other), BIRTH_SIMILARITY.get(case, 0.0), weight)


def birth_case(found: Birth, sought: Birth) -> str:
    """Return how two births stand to one another: a column of the row ``birth`` of the weights."""
    longest = max(found[1] - found[0], sought[1] - sought[0])
    if found[2] or sought[2]:
        slack = APPROXIMATE_YEARS * (int(found[2]) + int(sought[2]))
        first, last, other_first, other_last = (
            _year(day) for day in (found[0], found[1] - 1, sought[0], sought[1] - 1)
        )
        return "about" if first - slack <= other_last and other_first - slack <= last else "different"
    if longest == 1:
        return "same day" if found == sought else _other_day(found[0], sought[0])
    if found[0] >= sought[1] or sought[0] >= found[1]:
        return "different"
    if longest > LONGEST_RANGE_YEARS * SAME_YEAR_DAYS:
        return "not known"
    if longest <= SAME_MONTH_DAYS:
        return "same month"
    return "same year" if longest <= SAME_YEAR_DAYS else "within the range"


def _year(day: int) -> int:
    return date.fromordinal(day + EPOCH).year


def _other_day(found: int, sought: int) -> str:
    days, kinds = np.zeros(MOST_NEAR, np.int32), np.zeros(MOST_NEAR, np.int32)
    count = near_days(found, days, kinds)
    kind = {int(days[at]): int(kinds[at]) for at in range(count)}.get(sought)
    if kind is None:
        return "different"
    return {DAY_AND_MONTH: "day and month exchanged", NEW_YEARS_DAY: "first of January"}.get(kind, "one digit")


def _birth_text(birth: Birth) -> str:
    first = date.fromordinal(birth[0] + EPOCH)
    last = date.fromordinal(birth[1] - 1 + EPOCH)
    return str(PartialDate(first, last + timedelta(days=1) if last < date.max else date.max, bool(birth[2])))


def _compare_sex(found: int, sought: int) -> Feature | None:
    pair = {SEXES[found], SEXES[sought]}
    if not pair <= {Sex.FEMALE, Sex.MALE}:
        return None
    case = "same" if len(pair) == 1 else "different"
    return Feature("sex", SEXES[found].value, SEXES[sought].value, float(case == "same"), WEIGHTS["sex"][case])


def _compare_sets(name: str, found: Sequence[str], sought: Sequence[str]) -> Feature | None:
    if not found or not sought:
        return None
    case = "same" if set(found) & set(sought) else "different"
    shown = sorted(set(found) & set(sought)) or sorted(set(found))
    return Feature(name, " ".join(shown), " ".join(sorted(set(sought))), float(case == "same"), WEIGHTS[name][case])


def _compare_birthplaces(found: Sequence[str], sought: Sequence[str]) -> Feature | None:
    here = {token for place in found for token in tokens_of(place).tokens if len(token) > 2}
    there = {token for place in sought for token in tokens_of(place).tokens if len(token) > 2}
    if not here or not there:
        return None
    case = "same" if here & there else "different"
    texts = ("; ".join(sorted(set(found))), "; ".join(sorted(set(sought))))
    return Feature("birthplace", *texts, float(case == "same"), WEIGHTS["birthplace"][case])


def _compare_documents(found: Sequence[tuple[str, str]], sought: Sequence[tuple[str, str]]) -> Feature | None:
    cases = [(WEIGHTS["document"][case], one[0], other[0]) for one in found for other in sought
             if (case := _document_case(one, other))]  # fmt: skip
    if not cases:
        return None
    weight, one, other = max(cases)
    return Feature("document", one, other, 1.0 if one == other else 0.9, weight)


def _document_case(found: tuple[str, str], sought: tuple[str, str]) -> str:
    number = tolerant_number(found[0])
    if number != tolerant_number(sought[0]) or len(number) < SHORTEST_DOCUMENT_NUMBER:
        return ""
    if found[1] and sought[1] and found[1] != sought[1]:
        return "same number of another state"
    is_same = document_number(found[0]) == document_number(sought[0])
    return "same" if is_same else "same but for letters like digits"
