"""CUSRES: the answers of interactive API, read and written.

The messages follow the shapes of a public departure-control system's tests for China's interactive API (ASTRA,
``iapi_china.ts``); persons, flights and references are invented.
"""

from datetime import UTC, datetime

import pytest

from tournai.errors import Malformed
from tournai.travel import Unwritable
from tournai.travel.replies.cusres import (
    AnswerKind,
    Cusres,
    Directive,
    MessageStatus,
    PassengerAnswer,
    read_cusres,
    write_cusres,
)
from tournai.travel.replies.letters import Letter

HEAD = (
    "UNB+SIRE:4+NIAC+XT+301201:0900+1569++IAPI'UNG+CUSRES+NIAC+XT+301201:0900+1+UN+D:05B'"
    "UNH+11085B94E1F8FA+CUSRES:D:05B:UN:IATA+1569+01:F'"
)
FLIGHT = "RFF+AF:XT339'DTM+189:3012011620:201'DTM+232:3012012035:201'LOC+125+ICN'LOC+87+CAN'"


def read(body):
    count = body.count("'") + 2
    (cusres,) = read_cusres(f"{HEAD}{body}UNT+{count}+11085B94E1F8FA'UNE+1+1'UNZ+1+1569'".encode())
    return cusres


class TestAnswer:
    """BGM, RFF, group 3 and group 4."""

    def test_every_passenger_has_an_answer(self):
        points = (
            "ERP+2'RFF+AVF:MWZRDQ'RFF+ABO:12345'ERC+0Z'FTX+AAP+++OK TO BOARD'",
            "ERP+2'RFF+AVF:MWZRCY'RFF+ABO:12346'ERC+1Z'FTX+AAP+++NO BOARD, CONTACT THE BORDER OFFICE'",
        )

        cusres = read("BGM+962'RFF+TN:0000100'" + FLIGHT + "".join(points))

        assert (cusres.kind, cusres.transaction_reference) == (AnswerKind.ANSWER, "0000100")
        assert [(one.locator, one.reference, one.directive, one.status) for one in cusres.answers] == [
            ("MWZRDQ", "12345", Directive.BOARD, "Z"),
            ("MWZRCY", "12346", Directive.DO_NOT_BOARD, "Z"),
        ]
        assert [one.text for one in cusres.answers] == ["OK TO BOARD", "NO BOARD, CONTACT THE BORDER OFFICE"]
        assert cusres.defects == ()

    def test_flight_is_read_as_a_leg(self):
        (leg,) = read("BGM+962'" + FLIGHT).legs

        assert (leg.carrier, leg.number, leg.departure_airport, leg.arrival_airport) == ("XT", "339", "ICN", "CAN")
        assert (leg.departure, leg.arrival) == (datetime(2030, 12, 1, 16, 20), datetime(2030, 12, 1, 20, 35))

    @pytest.mark.parametrize(
        ("code", "directive", "status"),
        [
            ("0Z", Directive.BOARD, "Z"),
            ("0A", Directive.BOARD, "A"),
            ("1Z", Directive.DO_NOT_BOARD, "Z"),
            ("2Z", Directive.ADVISORY, "Z"),
            ("2", Directive.ADVISORY, ""),
            ("4Z", Directive.INSUFFICIENT, "Z"),
            ("X1", Directive.ERROR, "1"),
            ("77", Directive.OTHER, "7"),
        ],
    )
    def test_code_gives_the_directive_and_the_status(self, code, directive, status):
        (answer,) = read(f"BGM+962'ERP+2'ERC+{code}'").answers

        assert (answer.code, answer.directive, answer.status) == (code, directive, status)

    @pytest.mark.parametrize(
        ("name", "kind"),
        [("962", AnswerKind.ANSWER), ("132", AnswerKind.CHANGE), ("312", AnswerKind.RECEIPT), ("7", AnswerKind.OTHER)],
    )
    def test_kind_comes_from_the_document_name(self, name, kind):
        assert read(f"BGM+{name}'").kind is kind

    def test_status_of_the_whole_message_is_no_passengers_answer(self):
        cusres = read("BGM+312'ERP+1'ERC+118'")

        assert [status.code for status in cusres.statuses] == ["118"]
        assert cusres.answers == ()

    def test_code_of_nobody_is_reported(self):
        assert [defect.code for defect in read("BGM+962'ERC+0Z'").defects] == ["answer-outside"]

    def test_header_of_a_host_to_host_link_is_no_obstacle(self):
        body = "BGM+962'RFF+TN:0000100'ERP+2'ERC+0Z'UNT+6+11085B94E1F8FA'UNE+1+1'UNZ+1+1569'"

        (cusres,) = read_cusres(("V.\\VDLG.WA/E11HCNIAPIR/I11HCNIAPIQ/P0042\\VGYA\\" + HEAD + body).encode())

        assert [answer.code for answer in cusres.answers] == ["0Z"]
        assert cusres.defects == ()

    def test_file_without_an_answer_is_malformed(self):
        with pytest.raises(Malformed, match="no CUSRES"):
            read_cusres(b"UNB+UNOA:4+XX+GOV+301201:0900+1'UNH+1+PAXLST:D:05B:UN'UNT+2+1'UNZ+1+1'")


class TestWriting:
    def test_written_answer_has_the_segments_of_the_guide(self):
        letter = Letter("NIAC", "XT", datetime(2030, 12, 1, 9, tzinfo=UTC), "1569", "11085B94E1F8FA", "1569")
        passenger = PassengerAnswer("0Z", "MWZRDQ", "12345", "OK TO BOARD")
        cusres = Cusres(letter, transaction_reference="0000100", answers=(passenger,))

        assert write_cusres(cusres).decode() == (
            "UNA:+.? 'UNB+UNOA:4+NIAC+XT+301201:0900+1569++IAPI'UNG+CUSRES+NIAC+XT+301201:0900+1+UN+D:05B'"
            "UNH+11085B94E1F8FA+CUSRES:D:05B:UN:IATA+1569'BGM+962'RFF+TN:0000100'"
            "ERP+2'RFF+AVF:MWZRDQ'RFF+ABO:12345'ERC+0Z'FTX+AAP+++OK TO BOARD'UNT+9+11085B94E1F8FA'UNE+1+1'UNZ+1+1569'"
        )

    def test_receipt_of_a_change_is_written(self):
        letter = Letter("XT", "NIAC", datetime(2030, 12, 1, 9, tzinfo=UTC), "1569")

        written = write_cusres(Cusres(letter, AnswerKind.RECEIPT, statuses=(MessageStatus("0"),)))

        assert b"BGM+312'ERP+1'ERC+0'" in written

    def test_answer_without_a_time_is_not_written(self):
        with pytest.raises(Unwritable):
            write_cusres(Cusres(Letter("NIAC", "XT", None, "1")))
