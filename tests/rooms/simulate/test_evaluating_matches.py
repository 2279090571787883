"""Matches held against the known truth."""

from datetime import date

from msgspec.structs import replace

from tournai.simulate import MatchedPair, Planted, VariantRecall, evaluate

DAY = date(2031, 5, 14)
ORVAL = Planted("XT101", DAY, "ABC234", "TESTIN", "ORVALMR", "X1234", "List", "1", "exact")
ANNA = Planted("XT101", DAY, "DEF567", "O HARA", "ANNA", "", "List", "2", "one typo")
FOUND_ORVAL = MatchedPair("XT101", DAY, "TESTIN", "ORVAL", ("X1234",), "List", "1")


def test_nothing_found_is_recall_zero() -> None:
    found = evaluate([ORVAL, ANNA], [], travellers=100)

    assert (found.recall, found.missed, found.false_per_10_000) == (0.0, (ORVAL, ANNA), 0.0)


def test_title_and_separators_in_a_name_are_no_difference() -> None:
    anna = MatchedPair("XT101", DAY, "O'HARA", "ANNA MRS", (), "List", "2")

    assert evaluate([ORVAL, ANNA], [FOUND_ORVAL, anna], travellers=100).found == 2


def test_document_is_enough_where_the_other_message_spells_the_name_otherwise() -> None:
    match = replace(FOUND_ORVAL, surname="TESTING", document_numbers=("Y9", "X1234"))

    assert evaluate([ORVAL], [match], travellers=100).found == 1


def test_leading_zeros_of_a_flight_are_no_difference() -> None:
    assert evaluate([ORVAL], [replace(FOUND_ORVAL, flight="XT0101")], travellers=100).found == 1


def test_match_on_another_day_is_false() -> None:
    found = evaluate([ORVAL], [replace(FOUND_ORVAL, date=date(2031, 5, 15))], travellers=100)

    assert (found.found, len(found.false_matches)) == (0, 1)


def test_match_with_another_alert_is_false() -> None:
    assert len(evaluate([ORVAL], [replace(FOUND_ORVAL, reference="9")], travellers=100).false_matches) == 1


def test_pair_counts_once_however_many_messages_give_it() -> None:
    false = replace(FOUND_ORVAL, reference="9")

    found = evaluate([ORVAL], [FOUND_ORVAL, FOUND_ORVAL, false, false], travellers=100)

    assert (found.found, len(found.false_matches)) == (1, 1)


def test_false_matches_are_stated_per_ten_thousand_travellers() -> None:
    found = evaluate([ORVAL], [replace(FOUND_ORVAL, reference="9")], travellers=2_000)

    assert found.false_per_10_000 == 5.0


def test_recall_is_given_by_variant() -> None:
    found = evaluate([ORVAL, ANNA], [FOUND_ORVAL], travellers=100)

    assert (VariantRecall("exact", 1, 1), VariantRecall("one typo", 1, 0)) == found.by_variant
    assert [one.recall for one in found.by_variant] == [1.0, 0.0]


def test_no_truth_and_no_traveller_divide_nothing() -> None:
    found = evaluate([], [], travellers=0)

    assert (found.recall, found.false_per_10_000) == (1.0, 0.0)
