"""Orders under other laws on the same machine: Regulations (EU) 2022/2065, Art. 10, and 2021/784, Art. 3."""

import pytest
from tests.fakes.orders import dossier, subscriber_order, with_form
from tests.rooms.providers.test_rules import fields

from tournai.providers.orders import Instrument, Order
from tournai.providers.orders.identification import Identification
from tournai.providers.orders.order import Evidence, Information, Removal
from tournai.providers.rules import check_order

REMOVAL = Removal(
    urls=("https://media.example/video/17",),
    material="incites to commit a terrorist offence",
    assessment="No journalism, education, art, research or counter-speech: the post has no other content.",
    redress="Within 30 days before the administrative court of Brussels.",
)
INFORMATION = Information(
    legal_basis="Code de droit économique, art. XII.20",
    reasons="To identify the seller of counterfeit goods.",
    redress="Court of Brussels, 30 days.",
    scope="name and address of the trader",
)


def removal_order(**changed: object) -> Order:
    order = with_form(subscriber_order(), instrument=Instrument.TCO, case_id="TCO-2026-1", evidence=Evidence())
    removal = Removal(**{name: changed.get(name, getattr(REMOVAL, name)) for name in REMOVAL.__struct_fields__})  # type: ignore[arg-type]
    return with_form(order, removal=removal, identification=Identification())


def information_order() -> Order:
    return with_form(
        subscriber_order(),
        instrument=Instrument.DSA,
        case_id="DSA-2026-1",
        evidence=Evidence(),
        information=INFORMATION,
    )


@pytest.mark.parametrize("order", [removal_order(), information_order()])
def test_right_order_passes(order: Order) -> None:
    assert check_order(dossier(order)).refusing == ()


@pytest.mark.parametrize(
    ("lacking", "field"),
    [("urls", "removal.urls"), ("material", "removal.material"), ("redress", "removal.redress")],
)
def test_removal_order_without_address_reason_or_redress_is_refused(lacking: str, field: str) -> None:
    assert field in fields("PRV-01", dossier(removal_order(**{lacking: () if lacking == "urls" else ""})))


def test_tco_01_inexact_address_is_refused() -> None:
    assert fields("TCO-01", dossier(removal_order(urls=("media.example",)))) == {"removal.urls[0]"}


@pytest.mark.parametrize(("hours", "refused"), [(None, True), (11, True), (12, False)])
def test_tco_02_first_order_waits_twelve_hours(hours: int | None, refused: bool) -> None:
    order = removal_order(is_first_to_provider=True, procedures_told_hours_before=hours)

    assert bool(fields("TCO-02", dossier(order))) is refused


def test_tco_02_emergency_does_not_wait() -> None:
    order = removal_order(is_first_to_provider=True, emergency_reasons="The attack is being broadcast.")

    assert fields("TCO-02", dossier(order)) == set()


def test_tco_05_order_without_assessment_is_refused() -> None:
    assert fields("TCO-05", dossier(removal_order(assessment=" "))) == {"removal.assessment"}


def test_dsa_01_order_that_names_nobody_is_refused() -> None:
    order = with_form(information_order(), identification=Identification())

    assert fields("DSA-01", dossier(order)) == {"identification.identifiers"}


def test_dsa_01_traffic_data_is_refused() -> None:
    order = with_form(information_order(), evidence=Evidence(boxes=("traffic_data.hosting.logfiles",)))

    assert fields("DSA-01", dossier(order)) == {"evidence.boxes"}


def test_prv_20_holds_for_every_instrument() -> None:
    scope = Information(**{**INFORMATION_FIELDS, "scope": "the password of the trader"})

    assert fields("PRV-20", dossier(with_form(information_order(), information=scope))) == {"information.scope"}


INFORMATION_FIELDS = {name: getattr(INFORMATION, name) for name in INFORMATION.__struct_fields__}
