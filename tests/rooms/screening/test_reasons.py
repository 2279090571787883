"""Every match lists what was compared: both values, how alike, and what it counts."""

from datetime import date

import pytest

from tournai.screening import WEIGHTS, Feature, batch_of, build_index, screen
from tournai.values import Document, DocumentNumber, Name, NameKind, PartialDate, Person, Sex, StateCode

BORN = PartialDate.on(date(1981, 4, 9))
SOUGHT = Person(
    (Name("Benkirami", "Tarek Soulaimen"),),
    (BORN,),
    Sex.MALE,
    (StateCode("MAR"), StateCode("BEL")),
    ("Ville-Imaginaire, Testland",),
    (Document(DocumentNumber("XK0419551")),),
)
FOUND = Person(
    (Name("BENQIRAMI", "TARIK"),),
    (PartialDate.on(date(1981, 9, 4)),),
    Sex.MALE,
    (StateCode("BEL"),),
    ("VILLE IMAGINAIRE",),
    (Document(DocumentNumber("XKO419551")),),
)


def features_of(sought: Person, found: Person) -> tuple[Feature, ...]:
    return screen(build_index(batch_of([(1, sought)]), version="test"), batch_of([(70, found)])).features[0]


def test_weights_add_up_to_the_score() -> None:
    matches = screen(build_index(batch_of([(1, SOUGHT)]), version="test"), batch_of([(70, FOUND)]))

    assert matches.score[0] == pytest.approx(sum(feature.weight for feature in matches.features[0]), abs=1e-4)


def test_every_feature_is_a_row_of_the_table() -> None:
    assert {feature.name for feature in features_of(SOUGHT, FOUND)} <= set(WEIGHTS)


@pytest.mark.parametrize(
    ("name", "found", "sought"),
    [
        ("surname", "BENQIRAMI", "Benkirami"),
        ("given", "TARIK", "Tarek Soulaimen"),
        ("birth", "1981-09-04", "1981-04-09"),
        ("sex", "M", "M"),
        ("nationality", "BEL", "BEL MAR"),
        ("birthplace", "VILLE IMAGINAIRE", "Ville-Imaginaire, Testland"),
        ("document", "XKO419551", "XK0419551"),
        ("alerts searched", "", "1"),
    ],
)
def test_both_values_are_shown(name: str, found: str, sought: str) -> None:
    features = {feature.name: feature for feature in features_of(SOUGHT, FOUND)}

    assert (features[name].found, features[name].sought) == (found, sought)


def test_weak_alias_counts_less_than_a_name() -> None:
    def score(kind: NameKind) -> float:
        sought = Person((Name("Benkirami", "Tarek", kind),), (BORN,))
        return sum(feature.weight for feature in features_of(sought, Person((Name("BENKIRAMI", "TAREK"),), (BORN,))))

    assert score(NameKind.WEAK_ALIAS) < score(NameKind.ALIAS) == score(NameKind.PRIMARY)


def test_no_value_of_nationality_counts_by_itself() -> None:
    def score(state: str) -> float:
        sought = Person((Name("Benkirami", "Tarek"),), (BORN,), nationalities=(StateCode(state),))
        found = Person((Name("BENKIRAMI", "TAREK"),), (BORN,), nationalities=(StateCode(state),))
        return sum(feature.weight for feature in features_of(sought, found))

    assert score("BEL") == score("MAR") == score("UTO")


def test_the_name_that_agrees_best_is_the_reason() -> None:
    sought = Person((Name("Duvallon", "Paul"), Name("Benkirami", "Tarek", NameKind.ALIAS)), (BORN,))

    features = features_of(sought, Person((Name("BENKIRAMI", "TAREK"),), (BORN,)))

    assert features[0].sought == "Benkirami"


@pytest.mark.parametrize(("given", "is_told"), [("TAREK SOULAIMEN", False), ("TARIK SOULAIMEN", True)])
def test_names_written_otherwise_are_told_where_the_birth_is_a_slip_off(given: str, *, is_told: bool) -> None:
    found = Person((Name("BENKIRAMI", given),), (PartialDate.on(date(1981, 4, 8)),))

    assert ("names otherwise written" in {feature.name for feature in features_of(SOUGHT, found)}) is is_told


def test_exchanged_father_and_son_are_told_where_one_is_a_servant() -> None:
    sought = Person((Name("Ferhani", "Abdullah bin Omar"),), (BORN,))

    features = features_of(sought, Person((Name("FERHANI", "OMAR BIN ABDULLAH"),), (BORN,)))

    assert "order of fathers" in {feature.name for feature in features}
