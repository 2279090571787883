"""From a hit to its outcome: what is necessary, to a listed recipient, by a person's decision."""

from datetime import timedelta

import msgspec
import pytest
from tests.acts import (
    SOUGHT,
    UNKNOWN,
    claim_and_decide,
    confirm,
    deliver,
    import_list,
    kinds,
    list_recipient,
    logged,
    prepare_alerts,
    queue,
    select_flights,
    tables,
)
from tests.fakes.carrier import Booking, paxlst, pnrgov
from tests.fakes.officers import (
    ADMINISTRATOR,
    ANALYST,
    DATA_PROTECTION_OFFICER,
    INVESTIGATOR,
    JUDGE,
    OTHER_ANALYST,
    OTHER_INVESTIGATOR,
    OTHER_JUDGE,
    SENIOR,
)
from tests.fakes.wanted import ALL, ORLANDIC, published

from tournai.casework.recipients import RecipientKind, Transfer
from tournai.errors import Incomplete, Malformed, Refused, Unavailable
from tournai.node.duties.accounts import create_account
from tournai.node.duties.disseminating import Package, Proposal, draft_dissemination, send_dissemination
from tournai.node.duties.disseminations import (
    record_destruction,
    record_outcome,
    record_receipt,
    show_dissemination,
    show_disseminations,
    take_package,
    withdraw,
)
from tournai.node.duties.post import acknowledge, confirm_destruction, open_letter, show_post, tell_outcome
from tournai.node.duties.recipients import end_recipient, tie_recipient
from tournai.node.duties.selections import judge_selection
from tournai.values import Reference, StateCode

TOGETHER = Booking(
    "LOC7Q1",
    (SOUGHT, UNKNOWN),
    extra=(("SSR", ("CTCM", "HK", "1", "XX", "", "", "", "", "3225550123")),),
)
"""The person sought travels with another, whom nobody seeks."""
REASON = "to meet the traveller at the gate"
TRANSFER = Transfer("", is_strictly_necessary=True, has_assurance=True, has_consent=True)


def hit(node, *bodies):
    """A confirmed match; its reference."""
    prepare_alerts(node)
    deliver(node, *(bodies or (pnrgov(TOGETHER),)))
    [match] = queue(node)
    confirm(node, match.match_id)
    return Reference("match", match.match_id)


def proposal(reference, recipient="BE-FPS", elements=("name", "itinerary"), **changes):
    values = {"conditions": (), "necessity": REASON, "traveller_id": ""} | changes
    return Proposal(reference=reference, recipient=recipient, elements=tuple(elements), **values)


def send(node, reference, *args, actor=ANALYST, **changes):
    return send_dissemination(node.ports, actor, proposal(reference, *args, **changes))


@pytest.fixture
def reference(node):
    """A hit, and a listed authority."""
    list_recipient(node)
    return hit(node)


def package(node, dissemination_id):
    return msgspec.json.decode(take_package(node.ports, ANALYST, dissemination_id), type=Package)


def state(node, dissemination_id):
    return show_dissemination(node.ports, ANALYST, dissemination_id).view.sent.state


class TestWhatIsSent:
    """Art. 6(6): case by case, only data of the identified person; rule PNR-11."""

    def test_only_the_ticked_elements_are_sent(self, node, reference):
        sent = package(node, send(node, reference))

        assert list(sent.elements) == ["name", "itinerary"]
        assert [(fact.label, fact.value) for fact in sent.elements["name"]][:2] == [
            ("surname", "ORLANDIC"),
            ("given names", "TIBOR"),
        ]

    def test_co_traveller_is_absent_whatever_is_ticked(self, node, reference):
        draft = draft_dissemination(node.ports, ANALYST, reference)
        every = [one.name for one in draft.elements if not one.is_of_others]

        content = take_package(node.ports, ANALYST, send(node, reference, elements=every)).decode()

        assert "ORLANDIC" in content
        assert UNKNOWN.surname not in content
        assert UNKNOWN.number not in content
        assert "3225550123" not in content

    def test_contact_of_a_booking_of_one_traveller_may_be_sent(self, node):
        list_recipient(node)
        alone = Booking("LOC7Q1", (SOUGHT,), extra=TOGETHER.extra)

        sent = package(node, send(node, hit(node, pnrgov(alone)), elements=["address and contact"]))

        assert "3225550123" in [fact.value for fact in sent.elements["address and contact"]]

    def test_elements_of_others_are_refused(self, node, reference):
        with pytest.raises(Refused) as refused:
            send(node, reference, elements=["name", "number and names of other travellers"])

        assert refused.value.rule == "PNR-11"

    @pytest.mark.parametrize("changes", [{"elements": ()}, {"necessity": " "}], ids=["no element", "no reason"])
    def test_nothing_ticked_or_no_reason_is_a_slip(self, node, reference, changes):
        with pytest.raises(Incomplete):
            send(node, reference, **changes)

        assert tables(node)["disseminations"] == []

    def test_passenger_list_adds_its_data_to_that_of_the_booking(self, node):
        list_recipient(node)
        undocumented = msgspec.structs.replace(SOUGHT, birth=None, number="")

        reference = hit(node, pnrgov(Booking("LOC7Q1", (undocumented,))), paxlst(SOUGHT))
        sent = package(node, send(node, reference, elements=["record locator", "advance passenger information"]))

        assert "LOC7Q1" in [fact.value for fact in sent.elements["record locator"]]
        assert SOUGHT.number in [fact.value for fact in sent.elements["advance passenger information"]]

    def test_purpose_offence_alert_grounds_and_conditions_go_with_it(self, node, reference):
        sent = package(node, send(node, reference, conditions=("the person must not notice",)))

        assert (sent.purpose, sent.offence, sent.sought.reference) == ("terrorism", "terrorism", "QDi.901")
        assert sent.sought.grounds == ("same document number",)
        assert sent.conditions == (
            "only for the purpose stated",
            "verify the identity before any measure",
            "not to be passed on without consent",
            "the person must not notice",
        )

    def test_default_is_ticked_by_purpose(self, node, reference):
        draft = draft_dissemination(node.ports, ANALYST, reference)

        ticked = {one.name for one in draft.elements if one.is_default}
        assert {"name", "itinerary", "advance passenger information"} <= ticked
        assert "payment" not in ticked

    def test_log_tells_points_of_the_annex_and_a_digest_and_no_value(self, node, reference):
        send(node, reference)

        [event] = logged(node, "result:sent")
        assert (event.details["recipient"], event.details["annex_points"]) == ("BE-FPS", "4 7")
        assert len(str(event.details["digest"])) == 64
        assert event.legal_basis.value == "Directive (EU) 2016/681, Art. 6(6)"
        assert "ORLANDIC" not in repr(event)

    def test_nothing_of_it_stands_in_the_clear(self, node, reference):
        send(node, reference)

        [row] = tables(node)["disseminations"]
        assert b"ORLANDIC" not in repr(row).encode()
        assert SOUGHT.number not in repr(row)
        assert REASON not in repr(row)


class TestOccasion:
    """Rules PNR-10 and PNR-15: a hit, and before arrival; or an approved request."""

    @pytest.mark.parametrize("decision", ["refuted", "undetermined"])
    def test_what_nobody_confirmed_is_not_sent(self, node, decision):
        list_recipient(node)
        prepare_alerts(node)
        deliver(node, pnrgov(TOGETHER))
        match_id = queue(node)[0].match_id
        grounds = {"refuted": ("different birthplace",)}.get(decision, ())
        claim_and_decide(node, ANALYST, match_id, decision, *grounds)

        with pytest.raises(Refused) as refused:
            send(node, Reference("match", match_id))

        assert refused.value.rule == "PNR-10"

    def test_new_match_is_not_even_drafted(self, node):
        prepare_alerts(node)
        deliver(node, pnrgov(TOGETHER))

        with pytest.raises(Refused) as refused:
            draft_dissemination(node.ports, ANALYST, Reference("match", queue(node)[0].match_id))

        assert refused.value.rule == "PNR-10"

    def test_after_arrival_a_court_decides(self, node, reference, clock):
        clock.move(timedelta(hours=28))

        with pytest.raises(Refused) as refused:
            send(node, reference)

        assert refused.value.rule == "PNR-15"

    def test_no_match_and_no_request_is_no_occasion(self, node):
        with pytest.raises(Refused) as refused:
            draft_dissemination(node.ports, ANALYST, Reference("case", "1"))

        assert refused.value.rule == "SYS-01"

    @pytest.mark.parametrize("actor", [JUDGE, DATA_PROTECTION_OFFICER, ADMINISTRATOR, INVESTIGATOR])
    def test_others_send_nothing(self, node, reference, actor):
        with pytest.raises(Refused):
            send(node, reference, actor=actor)


class TestRecipient:
    """Rules PNR-14, PNR-21, PNR-25, PNR-26."""

    def test_unlisted_authority_receives_nothing(self, node, reference):
        with pytest.raises(Refused) as refused:
            send(node, reference, "XX-NOBODY")

        assert refused.value.rule == "PNR-14"
        assert tables(node)["disseminations"] == []

    def test_authority_off_the_register_receives_nothing_more(self, node, reference):
        end_recipient(node.ports, SENIOR, "BE-FPS")

        with pytest.raises(Refused) as refused:
            send(node, reference)

        assert refused.value.rule == "PNR-14"

    @pytest.mark.parametrize(
        ("kind", "state", "article"),
        [
            (RecipientKind.UNIT, "FRA", "Art. 9(1)"),
            (RecipientKind.EUROPOL, "", "Art. 10"),
            (RecipientKind.THIRD_COUNTRY, "UTO", "Art. 11"),
        ],
    )
    def test_each_kind_receives_under_its_article(self, node, reference, kind, state, article):
        list_recipient(node, "OTHER", kind, state, unit="an invented national unit")

        send(node, reference, "OTHER", transfer=TRANSFER)

        [event] = logged(node, "result:sent")
        assert event.legal_basis.value.endswith(article)

    @pytest.mark.parametrize(
        ("kind", "state", "rule"),
        [(RecipientKind.EUROPOL, "", "PNR-25"), (RecipientKind.THIRD_COUNTRY, "UTO", "PNR-26")],
    )
    def test_officer_is_told_each_time(self, node, reference, kind, state, rule):
        list_recipient(node, "OTHER", kind, state, unit="an invented national unit")

        sent = send(node, reference, "OTHER", transfer=TRANSFER)

        [told] = logged(node, "officer:told")
        assert (told.subject, told.details["rule"]) == (sent, rule)
        shown = show_disseminations(node.ports, DATA_PROTECTION_OFFICER, show="transfers").rows
        assert [view.sent.dissemination_id for view in shown] == [sent]

    @pytest.mark.parametrize(
        ("missing", "kind", "state", "rule"),
        [
            ("is_strictly_necessary", RecipientKind.EUROPOL, "", "PNR-25"),
            ("has_assurance", RecipientKind.THIRD_COUNTRY, "UTO", "PNR-26"),
            ("has_consent", RecipientKind.THIRD_COUNTRY, "UTO", "PNR-26"),
        ],
    )
    def test_missing_condition_is_refused_and_logged(self, node, reference, missing, kind, state, rule):
        list_recipient(node, "OTHER", kind, state, unit="an invented national unit")

        with pytest.raises(Refused) as refused:
            send(node, reference, "OTHER", transfer=msgspec.structs.replace(TRANSFER, **{missing: False}))

        assert refused.value.rule == rule
        assert logged(node, "access:refused")[-1].details["rule"] == rule

    def test_listed_authority_is_sent_to_without_telling_the_officer(self, node, reference):
        send(node, reference)

        assert logged(node, "officer:told") == []


class TestWhatBecomesOfIt:
    """Art. 12(5) and 20; Directive (EU) 2016/680, Art. 7(3)."""

    def test_receipt_then_outcome_close_it(self, node, reference):
        sent = send(node, reference)

        record_receipt(node.ports, ANALYST, sent, receipt="FJP 2026/118")
        record_outcome(node.ports, OTHER_ANALYST, sent, outcome="arrest")

        page = show_dissemination(node.ports, ANALYST, sent)
        assert (page.view.sent.state, page.view.sent.outcome, page.view.sent.receipt) == (
            "closed",
            "arrest",
            "FJP 2026/118",
        )
        assert kinds(node)[-2:] == ["result:received", "result:reported"]

    def test_copy_is_destroyed_with_the_outcome(self, node, reference):
        sent = send(node, reference)
        record_receipt(node.ports, ANALYST, sent, receipt="")
        record_outcome(node.ports, ANALYST, sent, outcome="nothing")

        with pytest.raises(Unavailable):
            take_package(node.ports, ANALYST, sent)

    def test_outcome_before_the_receipt_is_refused(self, node, reference):
        sent = send(node, reference)

        with pytest.raises(Refused) as refused:
            record_outcome(node.ports, ANALYST, sent, outcome="useful")

        assert refused.value.rule == "PNR-11"

    def test_unknown_outcome_is_malformed(self, node, reference):
        sent = send(node, reference)
        record_receipt(node.ports, ANALYST, sent, receipt="")

        with pytest.raises(Malformed):
            record_outcome(node.ports, ANALYST, sent, outcome="denied boarding")

    def test_receipt_is_awaited_until_the_flight_lands(self, node, reference, clock):
        sent = send(node, reference)

        [view] = show_disseminations(node.ports, ANALYST).rows
        clock.move(timedelta(hours=27))
        [late] = show_disseminations(node.ports, ANALYST).rows

        assert (view.clock, view.latest_at.isoformat()) == (
            "receipt of a dissemination",
            "2026-12-01T11:55:00+00:00",
        )
        assert (view.sent.dissemination_id, view.clock_state, late.clock_state) == (sent, "running", "late")

    def test_mistaken_identity_is_reviewed_again(self, node, reference):
        sent = send(node, reference)
        record_receipt(node.ports, ANALYST, sent, receipt="")

        record_outcome(node.ports, ANALYST, sent, outcome="mistaken")

        assert [row.state for row in queue(node, "open")] == ["reopened"]

    def test_match_that_is_no_hit_any_more_shows_at_what_was_sent(self, node, reference):
        sent = send(node, reference)
        changed = msgspec.structs.replace(ORLANDIC.person, nationalities=(StateCode("HRV"),))
        import_list(node, published(msgspec.structs.replace(ORLANDIC, person=changed), *ALL[1:]))
        node.worker.run_until_idle()

        assert show_dissemination(node.ports, ANALYST, sent).view.is_shaken

    def test_withdrawn_is_to_be_destroyed_by_the_recipient(self, node, reference):
        sent = send(node, reference)

        withdraw(node.ports, ANALYST, sent, reason="wrong recipient")
        before = show_dissemination(node.ports, ANALYST, sent).view
        record_destruction(node.ports, ANALYST, sent)

        assert (before.sent.state, before.clock) == ("withdrawn", "destruction of what was withdrawn")
        assert state(node, sent) == "destroyed"
        assert logged(node, "result:withdrawn")[0].details["reason"] == "wrong recipient"
        with pytest.raises(Unavailable):
            take_package(node.ports, ANALYST, sent)

    def test_nothing_is_withdrawn_twice(self, node, reference):
        sent = send(node, reference)
        withdraw(node.ports, ANALYST, sent, reason="wrong recipient")

        with pytest.raises(Refused):
            withdraw(node.ports, ANALYST, sent, reason="wrong recipient")

    def test_withdrawn_for_mistaken_identity_is_reviewed_again(self, node, reference):
        withdraw(node.ports, ANALYST, send(node, reference), reason="mistaken identity")

        assert [row.state for row in queue(node, "open")] == ["reopened"]

    def test_officers_cannot_say_that_the_basis_was_annulled(self, node, reference):
        sent = send(node, reference)

        with pytest.raises(Malformed):
            withdraw(node.ports, ANALYST, sent, reason="its legal basis was annulled")

    def test_correction_withdraws_what_it_corrects(self, node, reference):
        wrong = send(node, reference)

        right = send(node, reference, elements=["name"], corrects=wrong)

        page = show_dissemination(node.ports, ANALYST, wrong)
        assert (page.view.sent.state, page.view.sent.withdrawal, page.corrected_by) == (
            "withdrawn",
            "the data was wrong",
            right,
        )
        assert state(node, right) == "sent"

    def test_correction_of_another_occasion_is_malformed(self, node, reference):
        with pytest.raises(Malformed):
            send(node, reference, corrects="none")


class TestPost:
    """A recipient's own account: its own post and nobody else's."""

    @pytest.fixture(autouse=True)
    def desks(self, node, reference):
        list_recipient(node, "BE-CUSTOMS")
        for who, code in ((INVESTIGATOR, "BE-FPS"), (OTHER_INVESTIGATOR, "BE-CUSTOMS")):
            create_account(
                node.ports, ADMINISTRATOR, account=who.identifier, display_name=code, role=who.role,
                password="long enough by far",
            )  # fmt: skip
            tie_recipient(node.ports, ADMINISTRATOR, account=who.identifier, code=code)

    def test_recipient_reads_acknowledges_and_answers(self, node, reference):
        sent = send(node, reference)

        letter = open_letter(node.ports, INVESTIGATOR, sent)
        acknowledge(node.ports, INVESTIGATOR, sent, receipt="2026/7")
        tell_outcome(node.ports, INVESTIGATOR, sent, outcome="measure taken")

        assert letter.package.elements["name"][0].value == "ORLANDIC"
        assert state(node, sent) == "closed"
        assert [event.actor for event in logged(node, "result:taken")] == [INVESTIGATOR.identifier]

    def test_post_lists_what_was_sent_to_ones_own_authority(self, node, reference):
        sent = send(node, reference)

        assert [view.sent.dissemination_id for view in show_post(node.ports, INVESTIGATOR).rows] == [sent]
        assert show_post(node.ports, OTHER_INVESTIGATOR).rows == ()

    @pytest.mark.parametrize(
        "act",
        [
            open_letter,
            lambda ports, actor, sent: acknowledge(ports, actor, sent, receipt=""),
            lambda ports, actor, sent: tell_outcome(ports, actor, sent, outcome="useful"),
            confirm_destruction,
        ],
        ids=["open", "acknowledge", "outcome", "destroy"],
    )
    def test_post_of_another_authority_is_refused(self, node, reference, act):
        sent = send(node, reference)

        with pytest.raises(Refused) as refused:
            act(node.ports, OTHER_INVESTIGATOR, sent)

        assert refused.value.rule == "PNR-14"

    def test_closed_letter_holds_no_value_any_more(self, node, reference):
        sent = send(node, reference)
        acknowledge(node.ports, INVESTIGATOR, sent, receipt="")
        tell_outcome(node.ports, INVESTIGATOR, sent, outcome="nothing")

        assert open_letter(node.ports, INVESTIGATOR, sent).package is None

    def test_recipient_confirms_the_destruction(self, node, reference):
        sent = send(node, reference)
        withdraw(node.ports, ANALYST, sent, reason="wrong recipient")

        confirm_destruction(node.ports, INVESTIGATOR, sent)

        assert state(node, sent) == "destroyed"


def test_annulled_selection_calls_back_what_was_sent(node, clock):
    """C-817/19: what a court annulled never had a basis; whoever got it destroys it too."""
    list_recipient(node)
    with node.ports.begin() as unit:
        [(before, _)] = unit.selections.selections()
        unit.selections.replace(msgspec.structs.replace(before, ended_at=clock.now - timedelta(days=1)))
    selection = select_flights(node)
    sent = send(node, hit(node))

    judge_selection(node.ports, OTHER_JUDGE, selection, uphold=False, reasons="not foreseeable")
    node.worker.run_until_idle()

    view = show_dissemination(node.ports, ANALYST, sent).view
    assert (view.sent.state, view.sent.withdrawal) == ("withdrawn", "its legal basis was annulled")
    with pytest.raises(Unavailable):
        take_package(node.ports, ANALYST, sent)
