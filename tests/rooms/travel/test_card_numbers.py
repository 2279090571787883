"""Card numbers are cut out of bytes; other long numbers stay. The numbers are the networks' published test numbers."""

from time import process_time

import pytest

from tournai.errors import Malformed
from tournai.travel import card_numbers
from tournai.travel.card_numbers import cut_card_numbers, has_check_digit

VISA = b"4111111111111111"


@pytest.mark.parametrize(
    "number",
    [b"4111111111111111", b"5555555555554444", b"378282246310005", b"30569309025904", b"6011111111111117",
     b"3530111333300000", b"2223003122003222", b"4222222222222"],
)  # fmt: skip
class TestPlaces:
    """PCI DSS v4.0.1, requirement 3.4.1: at most the first six and last four digits."""

    def cut(self, number):
        return number[:6] + b"X" * (len(number) - 10) + number[-4:]

    def test_account_of_a_form_of_payment(self, number):
        assert cut_card_numbers(b"FOP+CC::9.00:VI:" + number + b":1230'").body == (
            b"FOP+CC::9.00:VI:" + self.cut(number) + b":1230'"
        )

    def test_history_line_after_a_card_word(self, number):
        assert cut_card_numbers(b"LTS+0/FP CCVI" + number + b"/1230'").body == (
            b"LTS+0/FP CCVI" + self.cut(number) + b"/1230'"
        )

    def test_identification_by_card(self, number):
        assert cut_card_numbers(b"SSR+FOID:HK:1:XX:::::CC" + number + b"'").numbers == 1

    def test_attribute_of_xml(self, number):
        assert cut_card_numbers(b'<PaymentCard CardNumber="' + number + b'"/>').numbers == 1


class TestGroups:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            (b"4111 1111 1111 1111", b"4111 11XX XXXX 1111"),
            (b"4111-1111-1111-1111", b"4111-11XX-XXXX-1111"),
            (b"3782 822463 10005", b"3782 82XXXX X0005"),
            (b"4111111\r\n111111111", b"411111X\r\nXXXXX1111"),
            (b"4 111111111111111", b"4 11111XXXXXX1111"),
            (b"2 4111111111111111 3", b"2 411111XXXXXX1111 3"),
        ],
    )
    def test_number_in_a_remark_is_cut_through_blanks_dashes_and_line_ends(self, written, kept):
        assert cut_card_numbers(b"IFT+4:28+PAID " + written + b" THANKS'").body == (
            b"IFT+4:28+PAID " + kept + b" THANKS'"
        )

    def test_expiry_glued_to_a_number_hides_nothing(self):
        assert cut_card_numbers(b"LTS+FP CCVI" + VISA + b"1230'").body == b"LTS+FP CCVI411111XXXXXX11111230'"

    def test_account_with_a_wrong_check_digit_is_cut(self):
        assert cut_card_numbers(b"FOP+CC::9.00:VI:4111111111111112'").body == b"FOP+CC::9.00:VI:411111XXXXXX1112'"

    def test_tag_broken_by_a_line_end_is_known(self):
        assert cut_card_numbers(b"SRC'FO\r\nP+CC::9:V\r\nI:" + VISA + b"'").numbers == 1

    def test_separators_of_a_service_string_are_known(self):
        assert cut_card_numbers(b"UNA:+.\\*#UNB+IATA:1#FOP+CC::9:VI:4111111111111112#").numbers == 1


@pytest.mark.parametrize(
    "body",
    [
        b"TKT+" + VISA + b":T:1'",
        b"SSR+TKNE:HK:1:XX:::BRU:NCE:" + VISA + b"C1'",
        b"FTI+CX:" + VISA + b"'",
        b"REF+:" + VISA + b"'",
        b"TBD++3+++XX:" + VISA + b"'",
        b"DOC+P+" + VISA + b"'",
        b"COM+4917612345678:TE'",
        b"SSR+CTCM:HK:1:XX:::::4222222222222'",
        b"IFT+4:28+4222222222222'",
        b"LTS+ETKT " + VISA + b"'",
        b"UNB+IATA:1+XX+GOV+261130:0900+41111111111111'",
        b"FOP+CC::9.00:VI:XXXXXXXXXXXX1111:1230'",
        b"FOP+CA::9.00'",
        b"IFT+4:28+4111111111111112'",
        b'<TicketDocument TicketDocumentNbr="4111111111111111"/>',
    ],
)
def test_other_numbers_stay(body):
    assert cut_card_numbers(body).body == body


@pytest.mark.parametrize(
    "body",
    [
        b"\x1f\x8b\x08\x00",
        b"PK\x03\x04",
        "UNB+IATA:1'".encode("utf-16"),
        "UNB+IATA:1'".encode("utf-16-le"),
        "UNB+IATA:1'".encode("cp500"),
        b"Subject: a push\r\nContent-Transfer-Encoding: base64\r\n\r\nVU5C",
    ],
)
def test_body_in_which_nothing_can_be_found_is_refused(body):
    with pytest.raises(Malformed) as refused:
        cut_card_numbers(body)

    assert refused.value.code == "encoding"


@pytest.mark.parametrize(("digits", "expected"), [(b"79927398713", True), (b"79927398714", False)])
def test_check_digit_is_luhns(digits, expected):
    assert has_check_digit(digits) is expected


class TestAccountsOfXml:
    """PNRGOV XML, PaymentInfo: what stands where an account does is one, mistyped or not."""

    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            (b'AccountNbr="4111111111111112"', b'AccountNbr="411111XXXXXX1112"'),
            (b"AccountNumber = '9999999999999'", b"AccountNumber = '999999XXX9999'"),
            (b'CardNumber="4111 1111 1111 1112"', b'CardNumber="4111 11XX XXXX 1112"'),
            (b'Account_Nbr="4111-1111-\r\n1111-1112"', b'Account_Nbr="4111-11XX-\r\nXXXX-1112"'),
            (b"<CardNumber> 4111111111111112 </CardNumber>", b"<CardNumber> 411111XXXXXX1112 </CardNumber>"),
        ],
    )
    def test_mistyped_number_is_cut_too(self, written, kept):
        found = cut_card_numbers(b"<PaymentInfo " + written + b"/>")

        assert (found.body, found.numbers) == (b"<PaymentInfo " + kept + b"/>", 1)

    @pytest.mark.parametrize(
        "written",
        [b'TicketDocumentNbr="4111111111111112"', b'AccountNbr="411111111111"', b'MembershipID="1234567890123"'],
    )
    def test_other_and_shorter_numbers_stay(self, written):
        assert cut_card_numbers(b"<PaymentInfo " + written + b"/>").numbers == 0

    @pytest.mark.parametrize("digit", [b"&#52;", b"&#x34;", b"&#0052;"])
    def test_digits_written_as_references_are_refused(self, digit):
        with pytest.raises(Malformed, match="character references") as refused:
            cut_card_numbers(b'<PaymentInfo AccountNbr="' + digit + b'111111111111111"/>')

        assert refused.value.code == "encoding"

    def test_other_references_are_no_reason_to_refuse(self):
        assert cut_card_numbers(b"<Surname>O&#39;EXAMPLE &#38; &#201;MILE</Surname>").numbers == 0


class TestBounds:
    """What is all numbers is no passenger data, and would take minutes."""

    @pytest.mark.parametrize("body", [(VISA + b" ") * 40, b"1 1 1 1 111 " * 40, (VISA + b":") * 40])
    def test_more_numbers_than_are_judged_refuse_the_body(self, monkeypatch, body):
        monkeypatch.setattr(card_numbers, "MOST_JUDGED", 39)

        with pytest.raises(Malformed) as refusal:
            cut_card_numbers(body)

        assert refusal.value.code == "too-many-numbers"

    def test_as_many_numbers_as_are_judged_are_cut(self, monkeypatch):
        monkeypatch.setattr(card_numbers, "MOST_JUDGED", 40)

        assert cut_card_numbers((VISA + b":") * 40).numbers == 40

    def test_numbers_too_short_for_a_card_count_for_nothing(self, monkeypatch):
        monkeypatch.setattr(card_numbers, "MOST_JUDGED", 1)

        assert cut_card_numbers(b"TIF+240612:1230+12345678'" * 1_000).numbers == 0

    def test_ten_megabytes_of_single_digits_and_blanks_take_seconds(self):
        before = process_time()
        with pytest.raises(Malformed):
            cut_card_numbers(b"1 " * 5_000_000)

        assert process_time() - before < 60

    def test_number_after_many_blanks_and_line_ends_has_its_segments_place(self):
        body = b"'" + b" \r\n" * 60 + b"TKT+" + VISA + b":T'" + b"\r\n" * 60 + b"FOP+CC:VI:4111111111111112'"

        assert cut_card_numbers(body).body == body.replace(b"4111111111111112", b"411111XXXXXX1112")


def test_number_that_another_one_hid_is_cut_too():
    """Found by fuzzing: what was left of the first chain held a second number."""
    cut = cut_card_numbers(b"+4444444455-4444444444444455-454-5'")

    assert cut_card_numbers(cut.body).numbers == 0
