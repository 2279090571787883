"""From two persons' values to features: each with both values, how alike they are, and its weight."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import log2

import msgspec

from tournai.screening.alignment import Alignment, is_reversed
from tournai.screening.batches import EPOCH, SEXES, Feature
from tournai.screening.candidates import near_days
from tournai.screening.keys import tolerant_number
from tournai.screening.names import NameTokens, tokens_of
from tournai.screening.weights import FEWEST_ALERTS, WEIGHTS
from tournai.values import NameKind, PartialDate, Sex, document_number

Birth = tuple[int, int, bool]
"""First day, the day after the last, and whether the source calls it approximate; days since 1970-01-01."""

SAME_MONTH_DAYS, SAME_YEAR_DAYS = 31, 366
APPROXIMATE_DAYS = 2 * 366
SHORTEST_DOCUMENT_NUMBER = 5
"""Characters; a shorter number is borne by too many documents to say anything."""

BIRTH_SIMILARITY = {"same day": 1.0, "same month": 0.9, "day and month exchanged": 0.8, "same year": 0.7,
                    "one digit": 0.7, "first of January": 0.6, "within the range": 0.5, "about": 0.5}  # fmt: skip


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


def score_of(features: Iterable[Feature]) -> float:
    """Return the score that features add up to."""
    return sum(feature.weight for feature in features)


def compare_names(found: Spelling, sought: Spelling, alignment: Alignment) -> tuple[Feature, ...]:
    """Return the features of two names."""
    features = [_compare_field("surname", found, sought, alignment), *_compare_given(found, sought, alignment)]
    left = alignment.found_left
    if left:
        features.append(_further_names(found, alignment))
    if found.tokens.is_patronymic and sought.tokens.is_patronymic and is_reversed(alignment):
        weight = WEIGHTS["order of fathers"]["exchanged"]
        features.append(Feature("order of fathers", _full(found), _full(sought), 0.0, weight))
    total = score_of(features)
    if sought.kind is NameKind.WEAK_ALIAS and total > 0:
        taken_off = -total * WEIGHTS["weak alias"]["share of the names taken off"]
        features.append(Feature("weak alias", _full(found), _full(sought), 0.0, taken_off))
    return tuple(features)


def compare_identities(found: Identity, sought: Identity) -> tuple[Feature, ...]:
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
    weight = log2(max(alerts, FEWEST_ALERTS)) * WEIGHTS["alerts searched"]["each doubling"]
    return Feature("alerts searched", "", str(alerts), 0.0, weight)


def _compare_field(name: str, found: Spelling, sought: Spelling, alignment: Alignment) -> Feature:
    count, total = sought.tokens.surname_count, len(sought.tokens.tokens)
    places = range(count) if name == "surname" else range(count, total)
    pairs = [pair for pair in alignment.pairs if pair.sought[0] in places]
    missing = sum(place in places for place in alignment.sought_left)
    # A source that has one field for all names does not say which is the surname: one name in common is not it.
    has_one_field = count in (0, total)
    too_few = not pairs or (has_one_field and total > 1 and sum(len(pair.sought) for pair in pairs) < 2)
    column = "none of it found" if too_few else "a part not found"
    weight = sum(pair.bits for pair in pairs)
    weight += WEIGHTS[name]["a part not found"] * missing + (WEIGHTS[name][column] if too_few else 0.0)
    similarity = sum(pair.similarity * len(pair.sought) for pair in pairs) / max(len(places), 1)
    text = " ".join(found.tokens.tokens[place] for pair in pairs for place in pair.found)
    return Feature(name, text, sought.surname if name == "surname" else sought.given, min(similarity, 1.0), weight)


def _compare_given(found: Spelling, sought: Spelling, alignment: Alignment) -> list[Feature]:
    if sought.tokens.surname_count == len(sought.tokens.tokens):
        return []
    return [_compare_field("given", found, sought, alignment)]


def _further_names(found: Spelling, alignment: Alignment) -> Feature:
    left, tokens = alignment.found_left, found.tokens
    weight = WEIGHTS["further names"]["each"] * len(left)
    if 0 < tokens.surname_count < len(tokens.tokens) and all(place in left for place in range(tokens.surname_count)):
        weight += WEIGHTS["further names"]["none of the surname sought"]
    return Feature("further names", " ".join(tokens.tokens[place] for place in left), "", 0.0, weight)


def _full(spelling: Spelling) -> str:
    return f"{spelling.given} {spelling.surname}".strip()


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
    slack = APPROXIMATE_DAYS * (found[2] or sought[2])
    longest = max(found[1] - found[0], sought[1] - sought[0])
    if longest == 1 and not slack:
        return "same day" if found == sought else _other_day(found[0], sought[0])
    if found[0] - slack >= sought[1] or sought[0] - slack >= found[1]:
        return "different"
    if slack:
        return "about"
    if longest <= SAME_MONTH_DAYS:
        return "same month"
    return "same year" if longest <= SAME_YEAR_DAYS else "within the range"


def _other_day(found: int, sought: int) -> str:
    one, other = date.fromordinal(found + EPOCH), date.fromordinal(sought + EPOCH)
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return "day and month exchanged"
    if one.year == other.year and (1, 1) in {(one.month, one.day), (other.month, other.day)}:
        return "first of January"
    return "one digit" if sought in near_days(found) else "different"


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
