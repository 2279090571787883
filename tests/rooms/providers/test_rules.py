"""Rules PRV-01 to PRV-10: each with a case that passes and one that is refused, named after it.

Expected findings: the articles of Regulation (EU) 2023/1543 that each rule names, read by hand. PRV-11 to PRV-24:
`test_sending_rules.py`.
"""

from datetime import timedelta

import msgspec
import pytest
from tests.fakes.orders import (
    BRUSSELS,
    DIRECTORY,
    FURTHER,
    INVESTIGATING_JUDGE,
    JUDGE,
    NOW,
    POLICE,
    PROSECUTOR,
    RANGE,
    dossier,
    issued_by_judge,
    preservation_order,
    signed_by,
    subscriber_order,
    traffic_order,
    with_case_file,
    with_conditions,
    with_form,
    with_identification,
)

from tournai.providers.cards import public_cards
from tournai.providers.orders import Further, Instrument, Order
from tournai.providers.orders.conditions import (
    Concern,
    Deadline,
    DeadlineChoice,
    EmergencyGround,
    Sentence,
    Threshold,
)
from tournai.providers.orders.identification import Identifier, IdentifierKind, TimeRange
from tournai.providers.orders.order import Evidence
from tournai.providers.orders.parties import AuthorityType
from tournai.providers.orders.signing import SigningPart
from tournai.providers.rules import Dossier, Weight, check_order

EMERGENCY = Deadline(
    choice=DeadlineChoice.EIGHT_HOURS,
    emergency_ground=EmergencyGround.PERSON,
    emergency_reasons="A hostage was named in a message an hour ago.",
)


def fields(rule: str, given: Dossier) -> set[str]:
    """Return the fields at which a rule refuses."""
    found = check_order(given).findings
    return {one.field for one in found if one.rule == rule and one.weight is Weight.REFUSED}


def emergency_order() -> Order:
    """A police authority's emergency order for subscriber data without prior validation."""
    order = with_form(subscriber_order(), issuing=POLICE, emergency_without_validation=True, deadline=EMERGENCY)
    return with_case_file(order, emergency_domestic_basis=True)


@pytest.mark.parametrize("order", [subscriber_order(), traffic_order(), preservation_order()])
def test_right_order_is_refused_by_no_rule(order: Order) -> None:
    checked = check_order(dossier(order, directory=DIRECTORY, cards=public_cards(), other_cases=()))

    assert checked.refusing == ()


def test_prv_01_whole_form_passes() -> None:
    assert fields("PRV-01", dossier(traffic_order())) == set()


def test_prv_01_form_without_file_number_provision_and_summary_is_refused() -> None:
    order = with_conditions(traffic_order(), provision=" ")
    order = with_form(order, issuing=msgspec.structs.replace(INVESTIGATING_JUDGE, file_number=""))
    order = msgspec.structs.replace(order, further=Further(necessity="Needed."))

    found = fields("PRV-01", dossier(order))

    assert found == {"conditions.provision", "issuing.file_number", "further.case_summary"}


def test_prv_01_offence_that_annex_iv_does_not_have_is_refused() -> None:
    order = msgspec.structs.replace(traffic_order(), further=msgspec.structs.replace(FURTHER, annex_iv=(33,)))

    assert fields("PRV-01", dossier(order)) == {"further.annex_iv"}


def test_prv_01_emergency_without_reasons_is_refused() -> None:
    order = with_form(subscriber_order(), deadline=msgspec.structs.replace(EMERGENCY, emergency_reasons=""))

    assert fields("PRV-01", dossier(order)) == {"deadline.emergency_reasons"}


def test_prv_02_investigating_judge_orders_traffic_data_alone() -> None:
    assert fields("PRV-02", dossier(traffic_order())) == set()


def test_prv_02_prosecutor_without_validation_is_refused_traffic_data() -> None:
    order = with_form(traffic_order(), issuing=PROSECUTOR)

    assert fields("PRV-02", dossier(order)) == {"validating"}


def test_prv_02_prosecutor_with_a_judge_passes() -> None:
    order = with_form(traffic_order(), issuing=PROSECUTOR, validating=JUDGE)

    assert fields("PRV-02", dossier(order)) == set()


def test_prv_02_prosecutor_cannot_validate_traffic_data() -> None:
    order = with_form(traffic_order(), issuing=POLICE, validating=PROSECUTOR)

    assert fields("PRV-02", dossier(order)) == {"validating.type"}


def test_prv_02_prosecutor_preserves_any_data_alone() -> None:
    assert fields("PRV-02", dossier(preservation_order())) == set()


def test_prv_02_prosecutor_who_leads_the_inquiry_is_refused_national_traffic_order() -> None:
    order = with_form(traffic_order(), instrument=Instrument.NATIONAL, issuing=PROSECUTOR)

    assert fields("PRV-02", dossier(with_case_file(order, prosecutor_leads_inquiry=True))) == {"issuing.type"}


def test_prv_03_judge_signs_alone() -> None:
    order = traffic_order()

    assert fields("PRV-03", dossier(order, signatures=issued_by_judge(order))) == set()


def test_prv_03_issuer_and_judge_sign_the_same_content() -> None:
    order = with_form(traffic_order(), issuing=PROSECUTOR, validating=JUDGE)
    issued = signed_by(order, "prosecutor", SigningPart.ISSUING, AuthorityType.PUBLIC_PROSECUTOR)
    validated = signed_by(order, "judge", SigningPart.VALIDATING, AuthorityType.JUDGE)

    assert fields("PRV-03", dossier(order, signatures=(issued, validated))) == set()


def test_prv_03_validator_who_is_the_issuer_is_refused() -> None:
    order = with_form(traffic_order(), issuing=PROSECUTOR, validating=JUDGE)
    issued = signed_by(order, "judge", SigningPart.ISSUING, AuthorityType.PUBLIC_PROSECUTOR)
    validated = signed_by(order, "judge", SigningPart.VALIDATING, AuthorityType.JUDGE)

    assert fields("PRV-03", dossier(order, signatures=(issued, validated))) == {"signatures"}


def test_prv_03_validator_of_the_issuers_name_is_refused_in_a_draft() -> None:
    same = msgspec.structs.replace(JUDGE, representative=" a.  VERSTRAETE")
    order = with_form(traffic_order(), issuing=PROSECUTOR, validating=same)

    assert fields("PRV-03", dossier(order)) == {"validating.representative"}


def test_prv_03_signature_of_other_content_counts_for_nothing() -> None:
    order = traffic_order()
    other = issued_by_judge(with_form(order, language="fr"))

    assert fields("PRV-03", dossier(order, signatures=other)) == {"signatures"}


def test_prv_04_emergency_order_for_subscriber_data_passes_for_48_hours() -> None:
    sent = NOW - timedelta(hours=48)

    assert fields("PRV-04", dossier(emergency_order(), transmitted_at=sent)) == set()


def test_prv_04_order_not_validated_in_48_hours_is_refused() -> None:
    sent = NOW - timedelta(hours=48, seconds=1)

    assert fields("PRV-04", dossier(emergency_order(), transmitted_at=sent)) == {"emergency_without_validation"}


def test_prv_04_traffic_data_before_validation_is_refused() -> None:
    boxes = Evidence(boxes=("traffic_data.hosting.logfiles",))

    found = fields("PRV-04", dossier(with_form(emergency_order(), evidence=boxes)))

    assert found == {"emergency_without_validation"}


def test_prv_04_no_emergency_is_refused() -> None:
    order = with_form(emergency_order(), deadline=Deadline(choice=DeadlineChoice.TEN_DAYS))

    assert fields("PRV-04", dossier(order)) == {"deadline.emergency_ground"}


def test_prv_05_terrorist_offence_passes() -> None:
    assert fields("PRV-05", dossier(traffic_order())) == set()


def test_prv_05_traffic_data_without_listed_offence_is_refused() -> None:
    assert fields("PRV-05", dossier(with_conditions(traffic_order(), thresholds=()))) == {"conditions.thresholds"}


def test_prv_05_payment_fraud_without_information_system_is_refused() -> None:
    order = with_conditions(traffic_order(), thresholds=(Threshold.PAYMENT_FRAUD,))

    assert fields("PRV-05", dossier(order)) == {"conditions.by_information_system"}


def test_prv_06_sentence_of_four_months_of_an_absconder_passes() -> None:
    sentence = Sentence(months=4, has_absconded=True)
    order = with_conditions(subscriber_order(), concerns=Concern.SENTENCE, sentence=sentence)

    assert fields("PRV-06", dossier(order)) == set()


def test_prv_06_short_sentence_in_absentia_of_somebody_present_is_refused() -> None:
    sentence = Sentence(months=3, was_in_absentia=True)
    order = with_conditions(subscriber_order(), concerns=Concern.SENTENCE, sentence=sentence)

    found = fields("PRV-06", dossier(order))

    assert found == {f"conditions.sentence.{name}" for name in ("months", "was_in_absentia", "has_absconded")}


def test_prv_07_order_within_proceedings_passes() -> None:
    assert fields("PRV-07", dossier(subscriber_order())) == set()


def test_prv_07_order_outside_proceedings_is_refused() -> None:
    assert fields("PRV-07", dossier(with_conditions(subscriber_order(), proceedings=""))) == {"conditions.proceedings"}


def test_prv_08_national_basis_that_gives_the_data_passes() -> None:
    assert fields("PRV-08", dossier(subscriber_order())) == set()


def test_prv_08_foreign_basis_is_refused() -> None:
    order = with_case_file(subscriber_order(), domestic_bases=("FR-CPP-77-1-1",))

    assert fields("PRV-08", dossier(order)) == {"case_file.domestic_bases"}


def test_prv_08_basis_for_less_data_is_refused() -> None:
    order = with_case_file(traffic_order(), domestic_bases=("FR-CPP-60-1",))

    assert fields("PRV-08", dossier(order)) == {"case_file.domestic_bases"}


def test_prv_08_no_grounds_and_no_basis_is_refused() -> None:
    order = with_case_file(subscriber_order(), domestic_bases=(), similar_domestic_order=False)
    order = msgspec.structs.replace(order, further=Further())

    found = fields("PRV-08", dossier(order))

    assert found == {"further.necessity", "case_file.similar_domestic_order", "case_file.domestic_bases"}


def test_prv_09_ip_address_with_time_and_zone_passes() -> None:
    address = Identifier(
        kind=IdentifierKind.IP_ADDRESS, value="2001:db8::17", timestamp=NOW.astimezone(BRUSSELS), port=50_000
    )

    assert fields("PRV-09", dossier(with_identification(subscriber_order(), identifiers=(address,)))) == set()


def test_prv_09_ip_address_without_time_is_refused() -> None:
    address = Identifier(kind=IdentifierKind.IP_ADDRESS, value="192.0.2.17")

    found = fields("PRV-09", dossier(with_identification(subscriber_order(), identifiers=(address,))))

    assert found == {"identification.identifiers[0]"}


def test_prv_09_ip_address_without_zone_is_refused() -> None:
    address = Identifier(kind=IdentifierKind.IP_ADDRESS, value="192.0.2.17", timestamp=NOW.replace(tzinfo=None))

    found = fields("PRV-09", dossier(with_identification(subscriber_order(), identifiers=(address,))))

    assert found == {"identification.identifiers[0]"}


def test_prv_09_nobody_named_is_refused() -> None:
    assert fields("PRV-09", dossier(with_identification(subscriber_order(), identifiers=()))) == {
        "identification.identifiers"
    }


def test_prv_10_closed_past_range_passes() -> None:
    assert fields("PRV-10", dossier(traffic_order())) == set()


@pytest.mark.parametrize(
    "span",
    [
        None,
        TimeRange(start=RANGE.start),
        TimeRange(start=RANGE.end, end=RANGE.start),
        TimeRange(start=RANGE.start, end=NOW + timedelta(seconds=1)),
        TimeRange(start=NOW.replace(tzinfo=None) - timedelta(days=2), end=NOW.replace(tzinfo=None)),
    ],
)
def test_prv_10_range_that_is_open_turned_future_or_without_zone_is_refused(span: TimeRange | None) -> None:
    found = fields("PRV-10", dossier(with_identification(traffic_order(), time_range=span)))

    assert found == {"identification.time_range"}


@pytest.mark.parametrize(
    "text",
    ["all users of the group", "tous les abonnés", "alle gebruikers van de dienst", "sämtliche Nutzer", "everyone"],
)
def test_prv_10_order_for_all_users_is_refused(text: str) -> None:
    assert fields("PRV-10", dossier(with_identification(traffic_order(), additional=text))) == {
        "identification.additional"
    }


@pytest.mark.parametrize("text", ["all accounts linked to the number", "any user name of the person"])
def test_prv_10_all_that_one_person_has_passes(text: str) -> None:
    assert fields("PRV-10", dossier(with_identification(traffic_order(), additional=text))) == set()


def test_prv_10_block_of_addresses_is_refused() -> None:
    block = Identifier(kind=IdentifierKind.IP_ADDRESS, value="192.0.2.0/24", timestamp=NOW)

    assert fields("PRV-10", dossier(with_identification(traffic_order(), identifiers=(block,)))) == {
        "identification.identifiers[0]"
    }
