"""Forms 3, 5 and 6: Regulation (EU) 2023/1543, Annexes III, V and VI; Art. 10, 11 and 17."""

from datetime import date, timedelta

import msgspec
import pytest
from tests.fakes.orders import NOW, preservation_order
from tests.rooms.providers.test_etsi import RECEIVER, SENDER, written

from tournai.errors import Refused
from tournai.providers.answers import (
    Form3,
    PreservationExtended,
    Preserved,
    ProductionAnnounced,
    ProductionRoute,
    ThirdCountryLaw,
    announce_production,
    asks_clarification,
    check_form_3,
    extend_preservation,
    preserved_until,
    step_of,
)
from tournai.providers.course import RefusalReason, Step
from tournai.providers.etsi import schema_findings
from tournai.providers.etsi.message import objects
from tournai.providers.etsi.updates import write_announcement, write_extension
from tournai.providers.orders import Instrument

DAY = date(2026, 11, 24)
ASKING = Form3(
    case_id="EPOC-FR-IE-2026-11-24-0001-3",
    instrument=Instrument.EPOC,
    issued_on=DAY,
    received_on=DAY,
    addressee="Courrier Ireland Ltd",
    reasons=(RefusalReason.INSUFFICIENT_INFORMATION,),
    explanation="Two accounts have this number.",
    question="Which of the accounts, by its name?",
    is_preserved=True,
)
LAW = ThirdCountryLaw(
    title="Invented Secrecy Act",
    provision="section 4",
    interest="fundamental rights of individuals",
    applicability="The data is held by a subsidiary there.",
    conflict="Section 4 forbids to disclose it.",
)
OBJECTING = msgspec.structs.replace(ASKING, reasons=(RefusalReason.THIRD_COUNTRY,), third_country=LAW)
PRESERVED = Preserved(
    case_id="EPOCPR-BE-IE-2026-11-24-0001-7", transmitted_at=NOW, received_at=NOW + timedelta(hours=1)
)
EXTENDING = PreservationExtended(preservation=PRESERVED, reason="The European Investigation Order is being drafted.")
ANNOUNCING = ProductionAnnounced(
    preservation=PRESERVED,
    route=ProductionRoute.EPOC,
    authority="Tribunal judiciaire de Lille",
    file_number="JI-2026-41",
    issued_on=DAY,
    transmitted_on=DAY,
    transmitted_to="Courrier Ireland Ltd",
)


def test_question_stops_the_clock() -> None:
    check_form_3(ASKING)

    assert asks_clarification(ASKING)
    assert step_of(ASKING) is Step.ASK_CLARIFICATION


def test_impossibility_beside_a_question_is_no_clarification() -> None:
    both = msgspec.structs.replace(ASKING, reasons=(*ASKING.reasons, RefusalReason.IMPOSSIBILITY))

    assert step_of(both) is Step.REFUSE


@pytest.mark.parametrize(
    ("field", "value"), [("reasons", ()), ("explanation", " "), ("question", ""), ("is_preserved", None)]
)
def test_form_that_lacks_what_it_must_say_is_refused(field: str, value: object) -> None:
    with pytest.raises(Refused, match="PRV-24"):
        check_form_3(msgspec.structs.replace(ASKING, **{field: value}))


def test_reasoned_objection_names_the_law_of_the_third_country() -> None:
    check_form_3(OBJECTING)

    assert step_of(OBJECTING) is Step.REFUSE
    with pytest.raises(Refused):
        check_form_3(msgspec.structs.replace(OBJECTING, third_country=None))


@pytest.mark.parametrize("ground", ["rests_on_lack_of_similar_provisions", "rests_on_place_of_storage_alone"])
def test_objection_on_a_ground_that_art_17_2_excludes_is_refused(ground: str) -> None:
    law = msgspec.structs.replace(LAW, **{ground: True})

    with pytest.raises(Refused, match="cannot rest"):
        check_form_3(msgspec.structs.replace(OBJECTING, third_country=law))


def test_preservation_order_meets_no_reasoned_objection() -> None:
    with pytest.raises(Refused):
        check_form_3(msgspec.structs.replace(OBJECTING, instrument=Instrument.EPOC_PR))


def test_extension_gives_thirty_days_more_from_receipt() -> None:
    extended = extend_preservation(EXTENDING, NOW + timedelta(days=59))

    assert preserved_until(PRESERVED) == NOW + timedelta(days=60, hours=1)
    assert preserved_until(extended) == NOW + timedelta(days=90, hours=1)


def test_second_extension_is_refused() -> None:
    extended = extend_preservation(EXTENDING, NOW)

    with pytest.raises(Refused, match="extended once"):
        extend_preservation(msgspec.structs.replace(EXTENDING, preservation=extended), NOW)


def test_extension_after_sixty_days_is_refused() -> None:
    with pytest.raises(Refused, match="is over"):
        extend_preservation(EXTENDING, NOW + timedelta(days=60, hours=1, seconds=1))


def test_announcement_names_the_request_and_comes_in_time() -> None:
    announce_production(ANNOUNCING, NOW + timedelta(days=60))

    with pytest.raises(Refused, match="is over"):
        announce_production(ANNOUNCING, NOW + timedelta(days=61))
    with pytest.raises(Refused, match="file number"):
        announce_production(msgspec.structs.replace(ANNOUNCING, file_number=""), NOW)


class TestMessages:
    """Forms 5 and 6 update the preservation tasks that the order created."""

    def test_extension_updates_the_tasks_of_the_order(self) -> None:
        form = preservation_order().form
        extended = extend_preservation(EXTENDING, NOW)

        message = write_extension(form, extended, (SENDER, RECEIVER), NOW)

        created = [one["ObjectIdentifier"] for one in objects(written(preservation_order()))]
        (task,) = objects(message)
        assert task["ObjectIdentifier"] in created
        assert task["task:DesiredPreservationExpiration"] == "2027-02-22T10:00:00Z"
        assert schema_findings(message.content) == ()

    def test_announcement_asks_for_the_status_of_the_profile(self) -> None:
        message = write_announcement(preservation_order().form, ANNOUNCING, (SENDER, RECEIVER), NOW)

        (task,) = objects(message)
        assert task["task:DesiredStatus"]["common:Value"] == "SubsequentProductionRequest"
        assert schema_findings(message.content) == ()
