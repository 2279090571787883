"""Provider cards and routes: `docs/tasks/order-data-from-a-provider.md`."""

from datetime import date

import pytest

from tournai.providers.cards import (
    Answer,
    Situation,
    Wanted,
    advise,
    answer_of,
    offered,
    public_cards,
    read_cards,
    warnings_of,
)
from tournai.providers.cards.card import Card, capability
from tournai.providers.cards.table import MalformedCards
from tournai.providers.orders import DataCategory

HEADER = "service,category,answer,holds,as_of,source,us_content_needs_mla\n"
COURRIER = HEADER + (
    "Courrier,content_data,no,end-to-end encrypted,2026-06-01,the provider's letter,yes\n"
    "Courrier,subscriber_data,yes,number and e-mail,2026-06-01,the provider's letter,\n"
)
TODAY = date(2026, 11, 24)


def card() -> Card:
    return read_cards(COURRIER.encode())[0]


def public(name: str) -> Card:
    return next(one for one in public_cards() if one.service == name)


def test_public_cards_are_those_of_the_chart() -> None:
    assert [one.service for one in public_cards()] == [
        "Signal", "WhatsApp", "Telegram", "Apple iMessage", "LINE", "Threema", "Viber", "WeChat", "Wickr",
    ]  # fmt: skip


def test_every_public_statement_is_sourced_and_dated() -> None:
    said = [one for each in public_cards() for one in each.capabilities]

    assert all(one.source and one.as_of >= date(2021, 1, 7) for one in said)


def test_drafting_page_offers_what_can_be_answered() -> None:
    assert DataCategory.CONTENT not in offered(public("Signal"))
    assert DataCategory.TRAFFIC in offered(public("Signal"))


def test_newer_statement_counts() -> None:
    found = capability(public("Telegram"), DataCategory.SUBSCRIBER)

    assert found is not None
    assert found.as_of == date(2024, 9, 23)


def test_card_older_than_twelve_months_warns() -> None:
    assert [one.template for one in warnings_of(public("Signal"), frozenset(), TODAY)] == [
        "the provider's card is of {day}: ask for a newer one"
    ]
    assert warnings_of(card(), frozenset(), date(2027, 5, 31)) == ()
    assert len(warnings_of(card(), frozenset(), date(2027, 6, 1))) == 1


def test_content_under_the_law_of_the_united_states_warns() -> None:
    assert len(warnings_of(card(), frozenset({DataCategory.CONTENT}), TODAY)) == 1


def test_what_a_card_does_not_say_is_unknown() -> None:
    assert answer_of(card(), DataCategory.TRAFFIC) is Answer.UNKNOWN


@pytest.mark.parametrize(
    "table",
    [
        "service,category\nCourrier,content_data\n",
        HEADER + "Courrier,content_data,maybe,,2026-06-01,letter,\n",
        HEADER + "Courrier,content_data,no,,yesterday,letter,\n",
        HEADER + "Courrier,content_data,no,,2026-06-01,,\n",
        HEADER + ",content_data,no,,2026-06-01,letter,\n",
        "\xff",
    ],
)
def test_table_that_breaks_its_form_is_refused(table: str) -> None:
    with pytest.raises(MalformedCards):
        read_cards(table.encode("latin-1"))


def routes(**asked: object) -> list[str]:
    return [one.kind.name for one in advise(Situation(issuing_state="BE", **asked))]  # type: ignore[arg-type]


@pytest.mark.parametrize("wanted", [Wanted.SUBSCRIBER, Wanted.IDENTIFICATION, Wanted.TRAFFIC, Wanted.CONTENT])
def test_addressee_in_another_bound_state_is_reached_by_epoc(wanted: Wanted) -> None:
    assert routes(wanted=wanted, represented_in=("IE",)) == ["EPOC"]


def test_preservation_there_is_an_epoc_pr() -> None:
    assert routes(wanted=Wanted.PRESERVATION, represented_in=("IE",)) == ["EPOC_PR"]


def test_provider_at_home_is_reached_by_a_national_order() -> None:
    assert routes(wanted=Wanted.TRAFFIC, established_in=("BE",)) == ["NATIONAL"]


def test_provider_in_denmark_alone_needs_mutual_legal_assistance() -> None:
    assert routes(wanted=Wanted.TRAFFIC, established_in=("DK",)) == ["MLA"]


def test_content_outside_the_union_needs_mutual_legal_assistance() -> None:
    assert routes(wanted=Wanted.CONTENT, established_in=("US",)) == ["MLA"]


def test_subscriber_data_outside_the_union_has_three_routes() -> None:
    asked = routes(wanted=Wanted.SUBSCRIBER, established_in=("US",), second_protocol_in_force=True)

    assert asked == ["SECOND_PROTOCOL", "VOLUNTARY", "MLA"]


def test_data_of_another_states_public_authority_is_asked_of_that_state() -> None:
    assert routes(wanted=Wanted.TRAFFIC, represented_in=("IE",), data_of_public_authority_in="LU") == ["MLA"]


@pytest.mark.parametrize("wanted", [Wanted.LIVE_INTERCEPTION, Wanted.DECRYPTION])
def test_interception_and_decryption_have_no_route(wanted: Wanted) -> None:
    assert routes(wanted=wanted, represented_in=("IE",)) == ["NONE"]


def test_outside_criminal_proceedings_there_is_no_route() -> None:
    assert routes(wanted=Wanted.TRAFFIC, represented_in=("IE",), in_criminal_proceedings=False) == ["NONE"]


@pytest.mark.parametrize(("wanted", "route"), [(Wanted.REMOVAL, "TCO"), (Wanted.RECIPIENT_INFORMATION, "DSA")])
def test_removal_and_information_have_their_own_law(wanted: Wanted, route: str) -> None:
    assert routes(wanted=wanted, established_in=("US",)) == [route]
