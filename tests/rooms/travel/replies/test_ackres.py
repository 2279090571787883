"""ACKRES: acknowledgements, read and written (PNRGOV implementation guide, ACKRES, MSG, ERC)."""

from datetime import UTC, datetime

import pytest

from tournai.errors import Malformed
from tournai.travel.replies import ERROR_CODES, Ackres, Letter, read_ackres, write_ackres

LETTER = Letter("GOV", "XT", datetime(2030, 12, 1, 9, tzinfo=UTC), "42", access_reference="XT1/021230/0900")


def read(body):
    count = body.count("'") + 2
    head = "UNB+IATA:1+GOV+XT+301201:0900+42'UNH+1+ACKRES:13:1:IA'"
    (ackres,) = read_ackres(f"{head}{body}UNT+{count}+1'UNZ+1+42'".encode())
    return ackres


def test_acknowledgement_without_errors_says_that_the_message_was_taken():
    ackres = read("MSG+:22+3'")

    assert (ackres.is_accepted, ackres.message_function, ackres.response_type) == (True, "22", "3")
    assert ackres.defects == ()


def test_errors_are_the_codes_of_the_set():
    ackres = read("MSG+:22'ERC+103'ERC+114'")

    assert [ERROR_CODES[code] for code in ackres.errors] == ["departure time not valid", "flight number not valid"]
    assert not ackres.is_accepted


def test_segment_of_another_message_is_reported_and_skipped():
    assert [defect.code for defect in read("MSG+:22'TIF+EXAMPLE'").defects] == ["unknown-segment"]


def test_written_acknowledgement_is_that_of_the_guide():
    assert write_ackres(Ackres(LETTER, message_function="22", errors=("103", "114"))).decode() == (
        "UNA:+.? 'UNB+IATA:1+GOV+XT+301201:0900+42++ACKRES'UNH+1+ACKRES:13:1:IA+XT1/021230/0900'"
        "MSG+:22'ERC+103'ERC+114'UNT+5+1'UNZ+1+42'"
    )


def test_receipts_of_two_pushes_differ_in_their_references_alone():
    first = write_ackres(Ackres(LETTER))
    second = write_ackres(Ackres(Letter("GOV", "XT", LETTER.prepared_at, "43", access_reference="XT2/021230/0900")))

    assert first.replace(b"XT1/", b"XT2/").replace(b"42", b"43") == second


def test_file_without_an_acknowledgement_is_malformed():
    with pytest.raises(Malformed, match="no ACKRES"):
        read_ackres(b"UNB+IATA:1+GOV+XT+301201:0900+42'UNH+1+PNRGOV:13:1:IA'UNT+2+1'UNZ+1+42'")
