"""Whom checks of documents rely on: editions of sources, taken only where their own signature holds."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from tests.acts import logged, rely_on
from tests.fakes import documents as world
from tests.fakes.officers import (
    ADMINISTRATOR,
    ANALYST,
    BORDER_OFFICER,
    DATA_PROTECTION_OFFICER,
    OTHER_ADMINISTRATOR,
)

from tournai.errors import Malformed, Refused, Unverified
from tournai.node.duties.trust_imports import decide_trust, preview_trust, propose_trust, show_edition
from tournai.node.duties.trusting import show_trust
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


def take(node, *members, source="utopia"):
    return rely_on(node, master_list(*members), source=source)


def propose(node, data, source="utopia", actor=ADMINISTRATOR, used_for="documents"):
    return propose_trust(node.ports, actor, source=source, data=data, used_for=used_for)


def decide(node, proposed, actor=OTHER_ADMINISTRATOR, *, approve=True):
    return decide_trust(node.ports, actor, proposed.edition_id, approve=approve)


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
    rely_on(node, world.csca().der, source="by hand")

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
        propose(node, changed)

    assert node.ports.trusted().anchors == ()


def test_revocations_are_taken_as_a_source_of_their_own(node):
    take(node, world.csca())
    rely_on(node, world.crl(1000), source="utopia crl")

    trusted = node.ports.trusted()
    assert [crl.issuer.country for crl in trusted.crls_of(trusted.anchors[0].certificate.subject)] == ["UT"]


@pytest.mark.parametrize("members", [(), (FOREIGN,)])
def test_revocations_of_a_ca_that_is_not_relied_on_are_not_taken(node, members):
    [take(node, member, source="others") for member in members]

    with pytest.raises(Unverified, match="no CA that is relied on"):
        propose(node, world.crl(1000), "utopia crl")

    assert [line.source for line in show_trust(node.ports, ADMINISTRATOR).sources] == ["others"] * len(members)


def test_proposal_and_approval_are_events_of_two_persons(node):
    take(node)

    events = [logged(node, kind, Stream.NODE) for kind in ("trust:proposed", "trust:imported")]
    assert [[event.actor for event in some] for some in events] == [["admin"], ["admin.2"]]


def test_a_proposed_list_is_not_relied_on(node):
    propose(node, master_list())

    page = show_trust(node.ports, OTHER_ADMINISTRATOR)
    assert (node.ports.trusted().countries, page.sources) == ((), ())
    assert [(line.source, line.may_decide) for line in page.proposals] == [("utopia", True)]


def test_who_proposed_a_list_does_not_approve_it(node):
    proposed = propose(node, master_list())

    with pytest.raises(Refused, match="SYS-02"):
        decide(node, proposed, ADMINISTRATOR)

    assert node.ports.trusted().countries == ()


def test_a_list_that_is_not_approved_leaves_the_one_before_in_force(node):
    take(node)

    decide(node, propose(node, master_list(PAST)), approve=False)

    assert node.ports.trusted().countries == ("UT", "XX")
    assert len(logged(node, "trust:refused", Stream.NODE)) == 1


def test_a_proposal_is_decided_on_once(node):
    proposed = propose(node, master_list())
    decide(node, proposed)

    with pytest.raises(Refused, match="waits no more"):
        decide(node, proposed, approve=False)


def test_a_newer_proposal_of_a_source_takes_the_place_of_one_that_waits(node):
    older = propose(node, master_list())
    propose(node, master_list(PAST))

    with pytest.raises(Refused, match="waits no more"):
        decide(node, older)


def test_revocations_are_approved_after_the_ca_that_signed_them(node):
    anchors, revocations = propose(node, master_list()), propose(node, world.crl(1000), "utopia crl")

    with pytest.raises(Unverified, match="no CA that is relied on"):
        decide(node, revocations)

    decide(node, anchors)
    assert decide(node, revocations).state == "in force"


def test_an_edition_tells_who_stands_for_it_and_what_it_changed(node):
    take(node)
    take(node, world.csca(), PAST)

    line = show_trust(node.ports, DATA_PROTECTION_OFFICER).sources[0]
    edition = show_edition(node.ports, BORDER_OFFICER, line.edition_id)

    assert (edition.imported_by, edition.approved_by, edition.state) == ("admin", "admin.2", "in force")
    came_and_went = edition.report.added, edition.report.removed
    assert [[one.country for one in some] for some in came_and_went] == [["YY"], ["XX"]]


class TestSeals:
    """BSI TR-03135-1, 5.9.1.3: the signer of a seal is looked up, and its authority is relied on."""

    def test_signers_of_seals_are_at_hand_with_their_authority(self, node):
        rely_on(node, pem(world.csca().der, world.signer().der), source="seals", used_for="seals")

        trust = node.ports.seal_trust()
        assert [each.der for each in trust.signers] == [world.signer().der]
        assert [anchor.certificate.der for anchor in trust.store.anchors] == [world.csca().der]

    def test_an_authority_of_seals_vouches_for_no_document(self, node):
        rely_on(node, world.csca().der, source="seals", used_for="seals")

        assert node.ports.trusted().anchors == ()

    def test_country_signing_cas_vouch_for_seals_too(self, node):
        take(node)

        assert node.ports.seal_trust().store.countries == ("UT", "XX")

    def test_a_master_list_is_none_of_seals(self, node):
        with pytest.raises(Malformed, match="for seals"):
            propose(node, master_list(), used_for="seals")

    def test_a_list_is_for_documents_or_for_seals(self, node):
        with pytest.raises(Malformed, match="for documents or for seals"):
            propose(node, master_list(), used_for="flights")


def pem(*certificates):
    pieces = (base64.encodebytes(der).decode() for der in certificates)
    return "".join(f"-----BEGIN CERTIFICATE-----\n{one}-----END CERTIFICATE-----\n" for one in pieces).encode()


def test_an_officer_of_the_passenger_unit_may_not_see_it(node):
    with pytest.raises(Refused):
        show_trust(node.ports, ANALYST)


@pytest.mark.parametrize("actor", [BORDER_OFFICER, DATA_PROTECTION_OFFICER, ANALYST])
def test_only_an_administrator_imports(node, actor):
    with pytest.raises(Refused):
        propose(node, master_list(), actor=actor)


@pytest.mark.parametrize("source", ["", " ", "x" * 65])
def test_a_source_has_a_short_name(node, source):
    with pytest.raises(Malformed):
        propose(node, master_list(), source)
