"""Known false matches: Directive (EU) 2016/681, Art. 12(5); rule PNR-20."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tournai.casework.false_matches import (
    Found,
    Identity,
    KnownFalse,
    can_be_remembered,
    is_contradicted,
    is_known_false,
)
from tournai.casework.reviews import Ground

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PERSON = Identity(frozenset({b"name-and-birth"}), frozenset({b"passport"}))
KNOWN = KnownFalse(PERSON, "alert-v1", 12.0, "w1", NOW + timedelta(days=100))
FOUND = Found(PERSON, "alert-v1", 12.0, "w1")


def found(*, names: set[bytes] | None = None, documents: set[bytes] | None = None, **changes: object) -> Found:
    identity = Identity(
        PERSON.names if names is None else frozenset(names),
        PERSON.documents if documents is None else frozenset(documents),
    )
    return msgspec.structs.replace(FOUND, identity=identity, **changes)


class TestWhatIsRemembered:
    def test_a_different_birth_date_says_who_the_traveller_is(self) -> None:
        assert can_be_remembered([Ground.DIFFERENT_BIRTH_DATE], PERSON)

    @pytest.mark.parametrize("ground", [Ground.PHYSICALLY_ELSEWHERE, Ground.ALERT_WITHDRAWN, Ground.NO_LINK_TO_PURPOSE])
    def test_a_ground_about_one_journey_or_the_alert_is_not_remembered(self, ground: Ground) -> None:
        assert not can_be_remembered([ground], PERSON)

    def test_an_incriminating_ground_is_no_reason_to_remember(self) -> None:
        assert not can_be_remembered([Ground.SAME_DOCUMENT_NUMBER], PERSON)

    def test_without_a_document_a_namesake_born_on_the_same_day_looks_the_same(self) -> None:
        assert not can_be_remembered([Ground.DIFFERENT_BIRTHPLACE], Identity(PERSON.names, frozenset()))

    def test_without_a_full_birth_date_nobody_is_known_again(self) -> None:
        assert not can_be_remembered([Ground.DIFFERENT_NAME], Identity(frozenset(), PERSON.documents))


class TestKnownFalse:
    def test_same_person_and_same_alert_is_not_raised_again(self) -> None:
        assert is_known_false(KNOWN, FOUND, NOW)

    @pytest.mark.parametrize(
        "other",
        [
            found(alert_digest="alert-v2"),
            found(names={b"another-birth-date"}),
            found(names={b"name-and-birth", b"another-birth-date"}),
            found(documents={b"another-passport"}),
            found(documents={b"passport", b"another-passport"}),
            found(documents=set()),
            found(names=set()),
            found(score=12.5),
        ],
        ids=[
            "changed alert", "other birth date", "a second birth date", "other document", "a second document",
            "no document yet", "no birth date yet", "more speaks for it",
        ],
    )  # fmt: skip
    def test_what_changed_is_raised(self, other: Found) -> None:
        assert not is_known_false(KNOWN, other, NOW)

    def test_scores_of_two_versions_of_the_weights_do_not_compare(self) -> None:
        assert is_known_false(KNOWN, found(score=40.0, weights_version="w2"), NOW)

    def test_less_that_speaks_for_it_changes_nothing(self) -> None:
        assert is_known_false(KNOWN, found(score=3.0), NOW)

    def test_memory_ends_at_its_very_instant(self) -> None:
        assert is_known_false(KNOWN, FOUND, KNOWN.expires_at - timedelta(seconds=1))
        assert not is_known_false(KNOWN, FOUND, KNOWN.expires_at)


class TestContradiction:
    def test_another_document_was_not_before_the_reviewer(self) -> None:
        assert is_contradicted(KNOWN, found(documents={b"passport", b"another-passport"}))

    def test_another_birth_date_was_not_before_the_reviewer(self) -> None:
        assert is_contradicted(KNOWN, found(names={b"another-birth-date"}))

    def test_fewer_facts_contradict_nothing(self) -> None:
        assert not is_contradicted(KNOWN, found(documents=set()))
