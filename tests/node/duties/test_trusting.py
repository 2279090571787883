"""Whom checks of documents rely on: editions of sources, taken only where their own signature holds."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.acts import logged
from tests.fakes import documents as world
from tests.fakes.officers import ADMINISTRATOR, ANALYST, BORDER_OFFICER, DATA_PROTECTION_OFFICER

from tournai.errors import Malformed, Refused, Unverified
from tournai.node.duties.trusting import import_trust, preview_trust, show_trust
from tournai.oversight.events import Stream
from tournai.simulate.documents.authorities import (
    MASTER_LIST_SIGNER,
    make_csca,
    make_list_signer,
    make_master_list,
    years,
)
from tournai.simulate.documents.signing_keys import elliptic_key

FOREIGN = make_csca("XX", elliptic_key("foreign"))
PAST = make_csca("YY", elliptic_key("past"), years(2000, 2010))


def master_list(*members):
    signer = make_list_signer(world.csca(), elliptic_key("lists"), MASTER_LIST_SIGNER)
    return make_master_list(members or (world.csca(), FOREIGN), signer, world.csca())


def take(node, *members, source="utopia", actor=ADMINISTRATOR):
    return import_trust(node.ports, actor, source=source, data=master_list(*members))


def test_a_preview_tells_what_would_come_and_stores_nothing(node):
    report = preview_trust(node.ports, ADMINISTRATOR, source="utopia", data=master_list())

    assert [line.country for line in report.added] == ["UT", "XX"]
    assert show_trust(node.ports, ADMINISTRATOR).sources == ()


def test_checks_rely_on_the_latest_edition_of_each_source(node):
    take(node)
    take(node, world.csca())

    assert node.ports.trusted().countries == ("UT",)


def test_an_edition_tells_what_came_and_went(node):
    take(node)

    report = take(node, world.csca(), PAST)

    assert [line.country for line in report.added] == ["YY"]
    assert [line.country for line in report.removed] == ["XX"]


def test_the_page_shows_which_countries_can_be_checked(node):
    take(node, world.csca(), PAST)

    page = show_trust(node.ports, BORDER_OFFICER)

    assert [(line.country, line.valid) for line in page.countries] == [("UT", 1), ("YY", 0)]
    assert (page.covered, page.may_import) == (1, False)


def test_a_certificate_of_two_sources_names_both(node):
    take(node, world.csca())
    import_trust(node.ports, ADMINISTRATOR, source="by hand", data=world.csca().der)

    (line,) = show_trust(node.ports, DATA_PROTECTION_OFFICER).countries

    assert (line.certificates, line.sources) == (1, ("by hand", "utopia"))


def test_an_end_within_ninety_days_is_told_beforehand(node):
    start = datetime(2020, 1, 1, tzinfo=UTC)
    near, far = (node.ports.clock().replace(microsecond=0) + timedelta(days=days) for days in (89, 91))
    members = (("UT", near), ("XX", far))
    take(node, *(make_csca(country, elliptic_key(country), (start, end)) for country, end in members))

    lines = show_trust(node.ports, ADMINISTRATOR).countries

    assert [(line.country, line.ends_soon) for line in lines] == [("UT", True), ("XX", False)]


def test_a_list_whose_signature_does_not_hold_is_not_taken(node):
    changed = master_list().replace(b"CSCA XX", b"CSCA ZZ")

    with pytest.raises(Unverified):
        import_trust(node.ports, ADMINISTRATOR, source="utopia", data=changed)

    assert node.ports.trusted().anchors == ()


def test_revocations_are_taken_as_a_source_of_their_own(node):
    take(node, world.csca())
    import_trust(node.ports, ADMINISTRATOR, source="utopia crl", data=world.crl(1000))

    trusted = node.ports.trusted()
    assert [crl.issuer.country for crl in trusted.crls_of(trusted.anchors[0].certificate.subject)] == ["UT"]


@pytest.mark.parametrize("members", [(), (FOREIGN,)])
def test_revocations_of_a_ca_that_is_not_relied_on_are_not_taken(node, members):
    [take(node, member, source="others") for member in members]

    with pytest.raises(Unverified, match="no CA that is relied on"):
        import_trust(node.ports, ADMINISTRATOR, source="utopia crl", data=world.crl(1000))

    assert [line.source for line in show_trust(node.ports, ADMINISTRATOR).sources] == ["others"] * len(members)


def test_importing_is_an_event(node):
    take(node)

    assert len(logged(node, "trust:imported", Stream.NODE)) == 1


def test_an_officer_of_the_passenger_unit_may_not_see_it(node):
    with pytest.raises(Refused):
        show_trust(node.ports, ANALYST)


@pytest.mark.parametrize("actor", [BORDER_OFFICER, DATA_PROTECTION_OFFICER, ANALYST])
def test_only_an_administrator_imports(node, actor):
    with pytest.raises(Refused):
        take(node, actor=actor)


@pytest.mark.parametrize("source", ["", " ", "x" * 65])
def test_a_source_has_a_short_name(node, source):
    with pytest.raises(Malformed):
        take(node, source=source)
