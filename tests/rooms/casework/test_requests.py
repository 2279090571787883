from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from tournai.casework.offences import OffenceGround
from tournai.casework.requests import (
    ByAlert,
    ByDocument,
    ByFlight,
    ByPerson,
    ByRecordLocator,
    Element,
    ReasonedRequest,
    check_authority,
    check_request,
    close,
    is_open,
)
from tournai.errors import Malformed, Refused
from tournai.values import Actor, LegalBasis, PartialDate, Purpose, Role, document_number
from tournai.values.offences import OFFENCES

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
DRUGS = OffenceGround("drugs", "Act on drugs, section 2", 5, "couriers fly from Arden to Belmark")
REQUEST = ReasonedRequest(
    number="2026/17",
    authority="XA-POLICE",
    purpose=Purpose.SERIOUS_CRIME,
    offence=DRUGS,
    legal_basis=LegalBasis.REASONED_REQUEST,
    elements=(ByRecordLocator("AB12CD"),),
    necessity="the courier's booking shows who paid",
    opened_by=Actor("officer-anna", Role.ANALYST),
    opened_at=NOW,
    expires_at=NOW + timedelta(days=30),
)


def rule_of(**changes: object) -> str:
    with pytest.raises(Refused) as caught:
        check_request(msgspec.structs.replace(REQUEST, **changes))
    return caught.value.rule


def drugs(**changes: object) -> OffenceGround:
    return msgspec.structs.replace(DRUGS, **changes)


class TestElements:
    """Directive (EU) 2016/681, Art. 9(2): on one or a combination of data elements. Rule PNR-22."""

    @pytest.mark.parametrize(
        "element",
        [
            ByRecordLocator("AB12CD"),
            ByDocument(document_number("XA 123456")),
            ByPerson("Morel", "Ines", PartialDate.on(date(1984, 5, 2))),
            ByPerson("Morel", "Ines", PartialDate.in_year(1984)),
            ByFlight("XA", "12", date(2026, 3, 2)),
            ByAlert("a-list", "QDi.901"),
        ],
    )
    def test_a_specific_element_stands(self, element: Element) -> None:
        check_request(msgspec.structs.replace(REQUEST, elements=(element,)))

    @pytest.mark.parametrize(
        "element",
        [
            ByRecordLocator("A"),
            ByRecordLocator("AB%___"),
            ByDocument(document_number("12")),
            ByPerson("Morel", " ", PartialDate.on(date(1984, 5, 2))),
            ByPerson("Morel", "Ines", PartialDate.in_years(1980, 1990)),
            ByFlight("", "12", date(2026, 3, 2)),
            ByAlert("a-list", " "),
        ],
    )
    def test_an_element_that_names_too_many_is_refused(self, element: Element) -> None:
        assert rule_of(elements=(element,)) == "PNR-22"

    def test_one_alert_is_asked_by_alone(self) -> None:
        assert rule_of(elements=(ByAlert("a-list", "QDi.901"), ByRecordLocator("AB12CD"))) == "PNR-22"

    @pytest.mark.parametrize("count", [0, 21])
    def test_a_bulk_request_is_refused(self, count: int) -> None:
        assert rule_of(elements=(ByRecordLocator("AB12CD"),) * count) == "PNR-22"


class TestOffence:
    """Directive (EU) 2016/681, Art. 1(2) and 3(9), C-817/19. Rule PNR-01."""

    def test_the_annex_has_twenty_six(self) -> None:
        assert sum(offence.purpose is Purpose.SERIOUS_CRIME for offence in OFFENCES.values()) == 26

    @pytest.mark.parametrize(
        "offence", [drugs(penalty_years=2), drugs(air_link=" "), drugs(provision=""), drugs(air_link="x" * 1001)]
    )
    def test_low_penalty_or_missing_link_or_provision_is_refused(self, offence: OffenceGround) -> None:
        assert rule_of(offence=offence) == "PNR-01"

    @pytest.mark.parametrize("purpose", [Purpose.TERRORISM, Purpose.OVERSIGHT, Purpose.ADMINISTRATION])
    def test_an_offence_of_another_purpose_is_refused(self, purpose: Purpose) -> None:
        assert rule_of(purpose=purpose) == "PNR-01"

    def test_a_terrorist_offence_has_no_least_penalty(self) -> None:
        offence = drugs(offence="terrorism", penalty_years=1)

        check_request(msgspec.structs.replace(REQUEST, offence=offence, purpose=Purpose.TERRORISM))


class TestRequest:
    @pytest.mark.parametrize(
        ("changes", "rule"),
        [
            ({"legal_basis": LegalBasis.ASSESSMENT_BEFORE_ARRIVAL}, "PNR-01"),
            ({"necessity": " "}, "PNR-22"),
            ({"necessity": "x" * 4001}, "PNR-22"),
            ({"authority": ""}, "PNR-14"),
            ({"number": " "}, "PNR-14"),
            ({"opened_by": Actor("worker", Role.NODE)}, "PNR-14"),
            ({"expires_at": NOW + timedelta(days=91)}, "PNR-22"),
            ({"expires_at": NOW}, "PNR-22"),
        ],
    )
    def test_a_request_that_lacks_something_is_refused(self, changes: dict[str, object], rule: str) -> None:
        assert rule_of(**changes) == rule

    def test_a_naive_instant_is_refused(self) -> None:
        with pytest.raises(Malformed):
            check_request(msgspec.structs.replace(REQUEST, opened_at=datetime(2026, 3, 1)))

    def test_an_authority_outside_the_register_is_refused(self) -> None:
        with pytest.raises(Refused) as caught:
            check_authority(REQUEST, frozenset({"XB-CUSTOMS"}))

        assert caught.value.rule == "PNR-14"

    def test_an_authority_in_the_register_passes(self) -> None:
        check_authority(REQUEST, frozenset({"XA-POLICE"}))


class TestValidity:
    @pytest.mark.parametrize(
        ("at", "expected"),
        [(timedelta(0), True), (timedelta(days=30), False), (timedelta(seconds=-1), False), (timedelta(29), True)],
    )
    def test_a_request_is_open_from_its_opening_to_its_end(self, at: timedelta, expected: bool) -> None:
        assert is_open(REQUEST, NOW + at) is expected

    def test_a_closed_request_is_not_open(self) -> None:
        assert not is_open(close(REQUEST, NOW), NOW)

    def test_a_request_is_closed_once(self) -> None:
        with pytest.raises(Refused):
            close(close(REQUEST, NOW), NOW)
