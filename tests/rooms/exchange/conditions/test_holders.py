from datetime import timedelta

import msgspec
import pytest
from tests.fakes.exchange import ARDEN, BELMARK, RECEIVED, identifier, item

from tournai.errors import Refused
from tournai.exchange.conditions.holders import (
    Notice,
    Recall,
    check_correction,
    check_withdrawal,
    confirm,
    may_report_done,
    notices_due,
    to_remind,
)
from tournai.exchange.messages.linking import Receipt, ReceiptOf

NOTICE = Notice("XC-SPOC", Recall.ERASE, identifier(7), "ab" * 32, RECEIVED)
RECEIPT = Receipt(message=identifier(7), digest="ab" * 32, at=RECEIVED + timedelta(hours=1), of=ReceiptOf.ERASED)


class TestReceipts:
    """Directive (EU) 2016/680, Art. 7(3): whoever got it is told; a receipt of each says that it is done."""

    def test_a_recall_goes_on_to_every_holder_but_where_it_came_from(self) -> None:
        assert notices_due(["XD-SPOC", BELMARK, "XC-SPOC", "XC-SPOC"], BELMARK) == ("XC-SPOC", "XD-SPOC")

    def test_a_receipt_of_the_same_message_ends_the_notice(self) -> None:
        assert confirm(NOTICE, RECEIPT).done_at == RECEIPT.at

    @pytest.mark.parametrize(
        "changes",
        [{"message": identifier(8)}, {"digest": "cd" * 32}, {"of": ReceiptOf.STORED}, {"of": ReceiptOf.CORRECTED}],
    )
    def test_another_receipt_does_not(self, changes: dict[str, object]) -> None:
        with pytest.raises(Refused):
            confirm(NOTICE, msgspec.structs.replace(RECEIPT, **changes))

    def test_a_holder_reports_when_everybody_below_it_has(self) -> None:
        done = confirm(NOTICE, RECEIPT)

        assert (may_report_done([]), may_report_done([done, NOTICE]), may_report_done([done])) == (True, False, True)

    def test_a_silent_holder_is_reminded_after_three_days(self) -> None:
        later = RECEIVED + timedelta(days=3)

        assert (to_remind([NOTICE], later), to_remind([NOTICE], later + timedelta(seconds=1))) == ((), (NOTICE,))


class TestOwner:
    def test_the_owners_next_version_replaces_what_is_held(self) -> None:
        check_correction(item(), item(version=2), BELMARK)

    @pytest.mark.parametrize(
        ("changes", "sender"),
        [
            ({"version": 1}, BELMARK),
            ({"version": 2}, ARDEN),
            ({"version": 2, "owner": ARDEN}, BELMARK),
            ({"version": 2, "identifier": identifier(901)}, BELMARK),
        ],
    )
    def test_anything_else_is_no_correction(self, changes: dict[str, object], sender: str) -> None:
        with pytest.raises(Refused):
            check_correction(item(), item(**changes), sender)

    def test_only_the_owner_withdraws(self) -> None:
        check_withdrawal([item()], BELMARK)

        with pytest.raises(Refused):
            check_withdrawal([item(), item(owner="XC-SPOC")], BELMARK)
