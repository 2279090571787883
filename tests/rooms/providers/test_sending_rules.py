"""Rules PRV-11 to PRV-24: each with a case that passes and one that is refused, named after it."""

from datetime import timedelta

import msgspec
import pytest
from tests.fakes.orders import (
    ADDRESSEE,
    DIRECTORY,
    EARLIER_DAY,
    ENFORCER,
    NOW,
    TELEPHONE,
    dossier,
    issued_by_judge,
    subscriber_order,
    traffic_order,
    with_case_file,
    with_conditions,
    with_form,
    with_identification,
)
from tests.rooms.providers.test_rules import EMERGENCY, fields

from tournai.providers.cards import public_cards
from tournai.providers.orders import Audience, CaseFile, Further, Order
from tournai.providers.orders.conditions import (
    ControllerRole,
    Deadline,
    DeadlineChoice,
    EarlierKind,
    EarlierRequest,
    UserInformation,
)
from tournai.providers.orders.order import Evidence, Protection
from tournai.providers.rules import Logged, Weight, check_order

HASH = "ab" * 32


def test_prv_11_addressee_of_the_register_passes() -> None:
    assert fields("PRV-11", dossier(traffic_order(), directory=DIRECTORY)) == set()


def test_prv_11_addressee_outside_the_register_is_refused() -> None:
    order = with_form(traffic_order(), addressee=msgspec.structs.replace(ADDRESSEE, name="Courrier Lisboa"))

    assert fields("PRV-11", dossier(order, directory=DIRECTORY)) == {"addressee.name"}


@pytest.mark.parametrize("state", ["DK", "US", "FR"])
def test_prv_11_addressee_in_no_other_bound_state_is_refused(state: str) -> None:
    order = with_form(traffic_order(), addressee=msgspec.structs.replace(ADDRESSEE, state=state))

    assert "addressee.state" in fields("PRV-11", dossier(order))


def test_prv_11_other_establishment_without_emergency_is_refused() -> None:
    order = with_form(subscriber_order(), addressee=msgspec.structs.replace(ADDRESSEE, is_emergency_fallback=True))

    assert fields("PRV-11", dossier(order)) == {"addressee.type"}


def test_prv_12_controller_passes() -> None:
    assert fields("PRV-12", dossier(subscriber_order())) == set()


def test_prv_12_processor_told_to_keep_silent_without_reasons_is_refused() -> None:
    order = with_conditions(
        subscriber_order(), controller=ControllerRole.CONTROLLER_WOULD_HARM, informs_controller=False
    )

    found = fields("PRV-12", dossier(order))

    assert found == {"conditions.controller_justification", "case_file.controller_delay_reasons"}


def test_prv_13_traffic_order_that_names_the_enforcing_authority_passes() -> None:
    given = dossier(traffic_order(), transmitted_at=NOW, notified_at=NOW)

    assert fields("PRV-13", given) == set()


def test_prv_13_traffic_order_without_notification_is_refused() -> None:
    order = with_form(traffic_order(), notified=None)

    assert "notified" in fields("PRV-13", dossier(order))


def test_prv_13_domestic_offence_and_residence_need_no_notification() -> None:
    order = with_case_file(
        with_form(traffic_order(), notified=None),
        offence_in_issuing_state=True,
        resides_in_issuing_state=True,
        residence_grounds="Registered at Lille.",
    )

    assert fields("PRV-13", dossier(order)) == set()


def test_prv_13_notification_of_a_subscriber_order_is_refused() -> None:
    assert fields("PRV-13", dossier(with_form(subscriber_order(), notified=ENFORCER))) == {"notified"}


def test_prv_13_later_notification_is_refused() -> None:
    given = dossier(traffic_order(), transmitted_at=NOW, notified_at=NOW + timedelta(hours=1))

    assert fields("PRV-13", given) == {"notified"}


def test_prv_14_addressees_copy_without_section_m_passes() -> None:
    order = msgspec.structs.replace(traffic_order(), further=Further(), case_file=CaseFile())

    assert fields("PRV-14", dossier(order, audience=Audience.ADDRESSEE)) == set()


def test_prv_14_section_m_in_the_addressees_copy_is_refused() -> None:
    assert fields("PRV-14", dossier(traffic_order(), audience=Audience.ADDRESSEE)) == {"further"}


def test_prv_14_enforcing_authoritys_copy_without_section_m_is_refused() -> None:
    order = msgspec.structs.replace(traffic_order(), further=Further(), case_file=CaseFile())

    assert fields("PRV-14", dossier(order, audience=Audience.ENFORCING_AUTHORITY)) == {"further"}


def test_prv_14_order_without_blinds_is_refused() -> None:
    assert fields("PRV-14", dossier(msgspec.structs.replace(traffic_order(), blinds=("", "")))) == {"blinds"}


def test_prv_15_eight_hours_with_a_ground_pass() -> None:
    assert fields("PRV-15", dossier(with_form(subscriber_order(), deadline=EMERGENCY))) == set()


def test_prv_15_eight_hours_without_a_ground_are_refused() -> None:
    order = with_form(subscriber_order(), deadline=Deadline(choice=DeadlineChoice.EIGHT_HOURS))

    assert fields("PRV-15", dossier(order)) == {"deadline.emergency_ground"}


@pytest.mark.parametrize(
    ("order", "choice"),
    [(subscriber_order(), DeadlineChoice.TEN_DAYS_NOTIFIED), (traffic_order(), DeadlineChoice.TEN_DAYS)],
)
def test_prv_15_deadline_that_contradicts_the_notification_is_refused(order: Order, choice: DeadlineChoice) -> None:
    assert fields("PRV-15", dossier(with_form(order, deadline=Deadline(choice=choice)))) == {"deadline.choice"}


def test_prv_16_language_that_the_addressee_accepts_passes() -> None:
    assert fields("PRV-16", dossier(subscriber_order(), directory=DIRECTORY)) == set()


def test_prv_16_language_that_nobody_accepts_is_refused() -> None:
    assert fields("PRV-16", dossier(with_form(subscriber_order(), language="nl"), directory=DIRECTORY)) == {"language"}


def test_prv_16_language_of_the_addressee_alone_is_refused_for_a_notified_order() -> None:
    order = with_form(traffic_order(), language="fr")

    assert fields("PRV-16", dossier(order, directory=DIRECTORY, languages={})) == {"language"}


def test_prv_16_language_is_but_a_warning_where_no_register_is_at_hand() -> None:
    found = check_order(dossier(with_form(subscriber_order(), language="nl"))).findings

    assert [one.weight for one in found if one.rule == "PRV-16"] == [Weight.WARNING]


def test_prv_16_language_that_the_enforcing_state_declared_passes() -> None:
    order = with_form(traffic_order(), language="fr")

    assert fields("PRV-16", dossier(order, directory=DIRECTORY, languages={"IE": ("fr",)})) == set()


def test_prv_17_delay_with_ground_justification_and_reasons_passes() -> None:
    assert fields("PRV-17", dossier(traffic_order())) == set()


def test_prv_17_delay_without_ground_is_refused() -> None:
    order = with_case_file(traffic_order(), delay_reasons="")
    order = with_form(order, user_information=UserInformation(is_delayed=True))

    found = fields("PRV-17", dossier(order))

    assert found == {"user_information.grounds", "user_information.justification", "case_file.delay_reasons"}


def test_prv_17_data_received_without_a_task_to_inform_is_refused() -> None:
    given = dossier(subscriber_order(), received_at=NOW, user_information_open=False)

    assert fields("PRV-17", given) == {"user_information"}


def test_prv_18_protection_ruled_out_by_consultation_passes() -> None:
    order = with_case_file(
        traffic_order(), protection=Protection.RULED_OUT, consultation="Eurojust, 20 November: no privilege."
    )

    assert fields("PRV-18", dossier(order)) == set()


def test_prv_18_confirmed_protection_is_refused() -> None:
    order = with_case_file(traffic_order(), protection=Protection.CONFIRMED, consultation="Eurojust, 20 November.")

    assert fields("PRV-18", dossier(order)) == {"case_file.protection"}


def test_prv_18_suspected_protection_without_consultation_is_refused() -> None:
    order = with_case_file(traffic_order(), protection=Protection.SUSPECTED)

    assert fields("PRV-18", dossier(order)) == {"case_file.consultation"}


def test_prv_18_data_of_another_states_public_authority_is_refused() -> None:
    order = with_case_file(subscriber_order(), is_public_infrastructure=True, public_authority_state="LU")

    assert fields("PRV-18", dossier(order)) == {"case_file.public_authority_state"}


def test_prv_19_first_number_of_a_series_passes() -> None:
    others = ("EPOC-BE-IE-2026-11-23-0001-7", "EPOC-BE-LU-2026-11-24-0001-7", "EPOC-BE-IE-2026-11-24-0001-8")

    assert fields("PRV-19", dossier(subscriber_order(), other_cases=others)) == set()


def test_prv_19_number_given_before_is_refused() -> None:
    others = ("EPOC-BE-IE-2026-11-24-0001-7",)

    assert fields("PRV-19", dossier(subscriber_order(), other_cases=others)) == {"case_id"}


@pytest.mark.parametrize(
    "case",
    ["EPOC-BE-IE-2026-11-24-0000-7", "EPOC-BE-IE-2026-11-31-0001-7", "EPOCPR-BE-IE-2026-11-24-0001-7", "W000001"],
)
def test_prv_19_identifier_of_another_form_is_refused(case: str) -> None:
    assert fields("PRV-19", dossier(with_form(subscriber_order(), case_id=case))) == {"case_id"}


def test_prv_20_puk_codes_of_the_form_pass() -> None:
    order = with_form(subscriber_order(), evidence=Evidence(boxes=("subscriber_data.puk_codes",)))

    assert fields("PRV-20", dossier(order)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "and the private keys of the account",
        "le mot de passe du compte",
        "de sessiesleutel",
        "das Passwort des Kontos",
        "please decrypt the backup",
        "live interception of the calls",
        "all keys of the account",
        "les clés du compte",
        "den Schlüssel der Unterhaltung",
        "Hintertür",
    ],
)
def test_prv_20_request_for_keys_passwords_decryption_or_interception_is_refused(text: str) -> None:
    order = with_form(subscriber_order(), evidence=Evidence(boxes=("subscriber_data.other",), additional=text))

    assert fields("PRV-20", dossier(order)) == {"evidence.additional"}


@pytest.mark.parametrize(
    "text", ["a keyword of the group", "mots-clés de la recherche", "public-key cryptography aside"]
)
def test_prv_20_words_that_only_sound_alike_pass(text: str) -> None:
    order = with_form(subscriber_order(), evidence=Evidence(boxes=("subscriber_data.other",), additional=text))

    assert fields("PRV-20", dossier(order)) == set()


def test_prv_20_box_that_the_form_does_not_have_is_refused() -> None:
    order = with_form(subscriber_order(), evidence=Evidence(boxes=("encryption_keys",)))

    assert fields("PRV-20", dossier(order)) == {"evidence.boxes[0]"}


def test_prv_21_data_that_the_card_knows_passes() -> None:
    assert fields("PRV-21", dossier(traffic_order(), cards=public_cards())) == set()


def test_prv_21_content_that_the_provider_does_not_hold_is_refused_without_reasons() -> None:
    order = with_form(traffic_order(), evidence=Evidence(boxes=("content_data.message_log_or_backup",)))

    assert fields("PRV-21", dossier(order, cards=public_cards())) == {"case_file.unlikely_category_reasons"}


def test_prv_22_signature_of_this_version_passes() -> None:
    order = traffic_order()

    assert fields("PRV-22", dossier(order, signatures=issued_by_judge(order))) == set()


def test_prv_22_order_changed_after_signing_is_refused() -> None:
    signatures = issued_by_judge(traffic_order())
    changed = with_identification(traffic_order(), identifiers=(TELEPHONE, TELEPHONE))

    assert fields("PRV-22", dossier(changed, signatures=signatures)) == {"signatures"}


def test_prv_23_production_that_names_its_preservation_passes() -> None:
    earlier = EarlierRequest(kind=EarlierKind.PRESERVATION, file_number="PR-1", issued_on=EARLIER_DAY)
    order = with_form(traffic_order(), earlier=(earlier,))

    assert fields("PRV-23", dossier(order, preserved=("PR-1",))) == set()


def test_prv_23_production_silent_of_its_preservation_is_refused() -> None:
    assert fields("PRV-23", dossier(traffic_order(), preserved=("PR-1",))) == {"earlier"}


def test_prv_24_change_with_actor_role_time_reason_and_hash_passes() -> None:
    log = (Logged("judge", "judge", NOW, "necessary", HASH),)

    assert fields("PRV-24", dossier(traffic_order(), log=log)) == set()


@pytest.mark.parametrize(
    "entry",
    [
        Logged("", "judge", NOW, "necessary", HASH),
        Logged("judge", "judge", NOW, " ", HASH),
        Logged("judge", "judge", NOW, "necessary", "ab"),
        Logged("judge", "judge", NOW.replace(tzinfo=None), "necessary", HASH),
    ],
)
def test_prv_24_change_that_lacks_any_of_them_is_refused(entry: Logged) -> None:
    assert fields("PRV-24", dossier(traffic_order(), log=(entry,))) == {"log[0]"}
