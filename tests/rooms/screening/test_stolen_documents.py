"""Stolen and lost documents: what finds a listed document, and what does not."""

import numpy as np
import pytest

from tournai.screening.stolen_documents import (
    DOCUMENT_KINDS,
    DocumentHits,
    DocumentSnapshot,
    Reading,
    changed_snapshot,
    document_batch,
    document_records,
    document_table,
    look_up,
    wrong_hit_rate,
)
from tournai.screening.stolen_documents.siphash import siphash
from tournai.values import Document, DocumentKind, DocumentNumber, StateCode

KEY = bytes(range(16))
SPECIMEN, SPECIMEN_CHECK_DIGIT = "L898902C3", 6
"""The number of the specimen passport of Utopia (ICAO Doc 9303-4, appendix B) and its check digit."""


def document(number: str, state: str = "UTO", kind: DocumentKind = DocumentKind.PASSPORT) -> Document:
    return Document(DocumentNumber(number), kind, StateCode(state) if state else None)


def snapshot_of(*documents: Document) -> DocumentSnapshot:
    records, _ = document_records(document_batch(documents), key=KEY)
    return DocumentSnapshot.of(document_table(records, version="test"))


def found(snapshot: DocumentSnapshot, asked: Document, check_digit: int = -1) -> DocumentHits:
    return look_up(snapshot, document_batch([asked], [check_digit]), key=KEY)


def readings(hits: DocumentHits) -> list[int]:
    return hits.readings.tolist()


class TestSipHash:
    """The test vectors of the reference implementation: the bytes 0, 1, 2 ... under the key 0 to 15."""

    @pytest.mark.parametrize(
        ("length", "expected"),
        [
            (0, 0x726FDB47DD0E0E31),
            (8, 0x93F5F5799A932462),
            (15, 0xA129CA6149BE45E5),
            (32, 0x7127512F72F27CCE),
            (63, 0x958A324CEB064572),
        ],
    )
    def test_hash_is_that_of_the_reference(self, length: int, expected: int) -> None:
        message = np.arange(length, dtype=np.uint8)[None, :]

        assert int(siphash(KEY, message)[0]) == expected

    def test_key_of_another_length_is_refused(self) -> None:
        with pytest.raises(ValueError, match="16 bytes"):
            siphash(b"short", np.zeros((1, 8), np.uint8))


class TestLookUp:
    def test_listed_document_is_found_with_its_kind(self) -> None:
        snapshot = snapshot_of(document(SPECIMEN, kind=DocumentKind.VISA), document("X1234567"))

        hits = found(snapshot, document(SPECIMEN))

        assert (hits.rows.tolist(), readings(hits)) == ([0], [Reading.AS_GIVEN])
        assert [DOCUMENT_KINDS[kind] for kind in hits.kinds] == [DocumentKind.VISA]

    def test_same_number_of_another_state_is_not_found(self) -> None:
        assert len(found(snapshot_of(document(SPECIMEN)), document(SPECIMEN, "BEL"))) == 0

    def test_blanks_and_fillers_do_not_count(self) -> None:
        assert len(found(snapshot_of(document("AB 123-456")), document("ab123456<<"))) == 1

    def test_number_in_cyrillic_letters_is_the_number_in_latin_ones(self) -> None:
        assert len(found(snapshot_of(document("КМ 123456")), document("KM123456"))) == 1

    def test_letters_like_digits_are_found_and_said(self) -> None:
        hits = found(snapshot_of(document("IO123456")), document("10123456"))

        assert readings(hits) == [Reading.LETTERS_LIKE_DIGITS]

    def test_document_without_a_state_is_found_under_any(self) -> None:
        assert len(found(snapshot_of(document(SPECIMEN), document("X1", "BEL")), document(SPECIMEN, ""))) == 1

    def test_one_number_listed_for_two_kinds_is_found_twice(self) -> None:
        snapshot = snapshot_of(document(SPECIMEN), document(SPECIMEN, kind=DocumentKind.IDENTITY_CARD))

        assert len(found(snapshot, document(SPECIMEN))) == 2

    def test_number_that_is_none_is_counted_and_finds_nothing(self) -> None:
        records, unusable = document_records(document_batch([document("<<<"), document("1" * 30)]), key=KEY)

        assert (len(records), unusable) == (0, 2)
        assert len(found(snapshot_of(document(SPECIMEN)), document("-"))) == 0


class TestCheckDigit:
    """ICAO Doc 9303-3, section 4.9: a misread character is told by the check digit."""

    def test_misread_character_is_mended_where_the_check_digit_agrees(self) -> None:
        hits = found(snapshot_of(document(SPECIMEN)), document("LB98902C3"), SPECIMEN_CHECK_DIGIT)

        assert readings(hits) == [Reading.BY_CHECK_DIGIT]

    def test_misread_character_is_not_guessed_without_a_check_digit(self) -> None:
        assert len(found(snapshot_of(document(SPECIMEN)), document("LB98902C3"))) == 0

    def test_number_that_agrees_is_read_in_no_other_way(self) -> None:
        assert len(found(snapshot_of(document("LB98902C3")), document(SPECIMEN), SPECIMEN_CHECK_DIGIT)) == 0

    def test_number_is_found_although_its_check_digit_was_misread(self) -> None:
        assert readings(found(snapshot_of(document(SPECIMEN)), document(SPECIMEN), 9)) == [Reading.AS_GIVEN]

    def test_check_digit_that_was_appended_to_the_number_is_taken_off(self) -> None:
        hits = found(snapshot_of(document(SPECIMEN)), document(f"{SPECIMEN}{SPECIMEN_CHECK_DIGIT}"))

        assert readings(hits) == [Reading.WITHOUT_CHECK_DIGIT]


class TestChanges:
    def test_withdrawn_document_is_found_no_more(self) -> None:
        withdrawn, _ = document_records(document_batch([document(SPECIMEN)]), key=KEY)
        snapshot = snapshot_of(document(SPECIMEN), document("X1234567"))

        changed = changed_snapshot(snapshot, added=withdrawn_none(), withdrawn=withdrawn)

        assert len(found(changed, document(SPECIMEN))) == 0
        assert len(found(changed, document("X1234567"))) == 1

    def test_withdrawing_one_kind_leaves_the_other(self) -> None:
        withdrawn, _ = document_records(document_batch([document(SPECIMEN)]), key=KEY)
        snapshot = snapshot_of(document(SPECIMEN), document(SPECIMEN, kind=DocumentKind.VISA))

        hits = found(changed_snapshot(snapshot, added=withdrawn_none(), withdrawn=withdrawn), document(SPECIMEN))

        assert [DOCUMENT_KINDS[kind] for kind in hits.kinds] == [DocumentKind.VISA]

    def test_added_document_is_found(self) -> None:
        added, _ = document_records(document_batch([document(SPECIMEN)]), key=KEY)

        changed = changed_snapshot(snapshot_of(), added=added, withdrawn=withdrawn_none())

        assert len(found(changed, document(SPECIMEN))) == 1


def withdrawn_none():
    records, _ = document_records(document_batch([]), key=KEY)
    return records


def test_fifty_million_documents_are_wrongly_hit_once_in_a_hundred_billion_look_ups() -> None:
    table = document_table(document_records(document_batch([document(SPECIMEN)]), key=KEY)[0], version="test")

    assert wrong_hit_rate(table) < 1e-11
