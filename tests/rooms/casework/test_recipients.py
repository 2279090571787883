"""Who may receive travel data: Directive (EU) 2016/681, Art. 7, 9, 10 and 11."""

import msgspec
import pytest

from tournai.casework.recipients import KINDS, Recipient, RecipientKind, Transfer, check_recipient, check_transfer
from tournai.errors import Incomplete, Refused

POLICE = Recipient("XA-POLICE", RecipientKind.AUTHORITY, "An invented police", "XAA", "OJ C 1, 1.1.2026", "desk 1")
EUROPOL = Recipient("EUROPOL", RecipientKind.EUROPOL, "Europol", "", "Regulation (EU) 2016/794", "SIENA", "ENU Utopia")
FULL = Transfer("a meeting abroad", is_strictly_necessary=True, has_assurance=True, has_consent=True)


class TestRegister:
    """Art. 7(1) and 7(3): a State lists its authorities; the list is published."""

    @pytest.mark.parametrize("recipient", [POLICE, EUROPOL])
    def test_listed_recipient_may_be_entered(self, recipient: Recipient) -> None:
        check_recipient(recipient)

    @pytest.mark.parametrize(
        ("field", "value"),
        [("code", "police"), ("code", "X" * 25), ("name", " "), ("contact", ""), ("state", "XA"), ("listing", "")],
    )
    def test_entry_lacking_something_is_refused(self, field: str, value: str) -> None:
        with pytest.raises(Incomplete) as refused:
            check_recipient(msgspec.structs.replace(POLICE, **{field: value}))

        assert refused.value.rule == "PNR-14"

    def test_europol_without_its_national_unit_is_refused(self) -> None:
        """Art. 10(1): through the Europol national unit."""
        with pytest.raises(Incomplete) as refused:
            check_recipient(msgspec.structs.replace(EUROPOL, unit=""))

        assert refused.value.rule == "PNR-25"


class TestTransfer:
    """Art. 10 and 11: case by case, strictly necessary, with assurances; the officer is told."""

    @pytest.mark.parametrize("kind", [RecipientKind.AUTHORITY, RecipientKind.UNIT])
    def test_listed_authorities_and_units_need_no_checklist(self, kind: RecipientKind) -> None:
        check_transfer(kind, Transfer(""))

    @pytest.mark.parametrize("kind", RecipientKind)
    def test_full_checklist_is_enough_for_all(self, kind: RecipientKind) -> None:
        check_transfer(kind, FULL)

    @pytest.mark.parametrize(
        ("kind", "missing", "rule"),
        [
            (RecipientKind.EUROPOL, "is_strictly_necessary", "PNR-25"),
            (RecipientKind.THIRD_COUNTRY, "is_strictly_necessary", "PNR-26"),
            (RecipientKind.THIRD_COUNTRY, "has_assurance", "PNR-26"),
            (RecipientKind.THIRD_COUNTRY, "has_consent", "PNR-26"),
        ],
    )
    def test_missing_condition_is_refused(self, kind: RecipientKind, missing: str, rule: str) -> None:
        with pytest.raises(Refused) as refused:
            check_transfer(kind, msgspec.structs.replace(FULL, **{missing: False}))

        assert refused.value.rule == rule

    def test_transfer_without_reasons_is_refused(self) -> None:
        with pytest.raises(Refused) as refused:
            check_transfer(RecipientKind.EUROPOL, msgspec.structs.replace(FULL, necessity=" "))

        assert refused.value.rule == "PNR-25"

    def test_urgent_and_essential_stands_for_consent(self) -> None:
        """Art. 11(2)."""
        check_transfer(RecipientKind.THIRD_COUNTRY, msgspec.structs.replace(FULL, has_consent=False, is_urgent=True))

    @pytest.mark.parametrize(
        ("kind", "is_told"),
        [
            (RecipientKind.AUTHORITY, False),
            (RecipientKind.UNIT, False),
            (RecipientKind.EUROPOL, True),
            (RecipientKind.THIRD_COUNTRY, True),
        ],
    )
    def test_officer_is_told_of_transfers_out_of_the_member_states(self, kind: RecipientKind, is_told: bool) -> None:
        assert KINDS[kind].tells_officer is is_told
