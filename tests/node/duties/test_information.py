"""Requests for information between two nodes: complete or not sent, clocks, questions, refusals by two, replies."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.acts import logged
from tests.conftest import NewDatabase
from tests.fakes.clock import MovableClock
from tests.fakes.exchange import item, message, request
from tests.fakes.officers import ANALYST, SUPERVISOR
from tests.fakes.partner_nodes import BELGIUM, FRANCE, NODE, Pair, deliverer, two_nodes

from tournai.errors import Incomplete, Refused
from tournai.exchange.bases import ExchangeBasis, ExchangePurpose
from tournai.exchange.clocks.course import Duty
from tournai.exchange.conditions.uses import NeedsConsent, WantedUse
from tournai.exchange.markings import Classification
from tournai.exchange.messages import canonical_bytes
from tournai.exchange.messages.answering import Accessibility, Extent, RefusalGround, RefusedPart, Reply
from tournai.exchange.messages.asking import UrgencyGround
from tournai.exchange.messages.linking import Receipt, ReceiptOf
from tournai.exchange.messages.owning import Use, WithdrawalReason
from tournai.exchange.requests.europol import EuropolCopy
from tournai.exchange.requests.refusals import RefusalDraft
from tournai.exchange.requests.searches import SearchState, Source
from tournai.node.duties.information_answering import (
    ask_authorisation,
    ask_clarification,
    close_search,
    confirm_refusal,
    decide_authorisation,
    explain_lateness,
    minute_call,
    open_search,
    propose_refusal,
    reply,
)
from tournai.node.duties.information_asking import Asking, answer_clarification, ask_information
from tournai.node.duties.information_conditions import (
    ask_consent,
    correct_item,
    decide_consent,
    items_of,
    use_item,
    withdraw_items,
)
from tournai.node.duties.information_taking import take_messages
from tournai.node.duties.information_views import InformationLine, count_information, show_inbox, show_information
from tournai.node.duties.outbox import send_message
from tournai.oversight.events import Stream
from tournai.values import Actor, Role

ASKER = Actor("brussels.desk", Role.SPOC_OFFICER)
OFFICER, SECOND = Actor("paris.day", Role.SPOC_OFFICER), Actor("paris.night", Role.SPOC_OFFICER)
PROSECUTOR = Actor("paris.parquet", Role.PROSECUTOR)
URGENT = request(urgency=(UrgencyGround.LIFE,), urgency_reasons="a hostage is threatened")
REGISTER = Source("vehicles", Accessibility.DIRECT)
UNIT = Source("local-police", Accessibility.INDIRECT, needs_authorisation=True)
POSTS: dict[int, "Post"] = {}
HERE = {"sender": BELGIUM, "receiver": FRANCE}
NATIONAL = RefusalDraft(2, RefusalGround.NATIONAL_SECURITY, "a source would be known", hide_reasons=True)


@pytest.fixture
def pair(tmp_path: Path, new_database: NewDatabase, clock: MovableClock) -> Iterator[Pair]:
    with two_nodes(tmp_path, new_database, clock) as made:
        POSTS[id(made)] = Post(made)
        yield made
        POSTS.clear()


def asking(body=URGENT, **changes) -> Asking:
    usual = {
        "partner": FRANCE,
        "case": "2026/17",
        "purpose": ExchangePurpose.INVESTIGATION,
        "language": "en",
        "request": body,
        "europol": EuropolCopy(sent=True),
    }
    return Asking(**{**usual, **changes})


class Post:
    """Carries messages both ways, and lets both desks take over."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.lines = {name: deliverer(pair, name)[0] for name in (BELGIUM, FRANCE)}

    def carry(self, sender: str, receiver: str) -> None:
        self.lines[sender].run_until_idle()
        take_messages(self.pair.node(receiver).ports)
        take_messages(self.pair.node(sender).ports)


def exchange(pair: Pair) -> None:
    """Deliver both ways and let both desks take over."""
    post = POSTS[id(pair)]
    post.carry(BELGIUM, FRANCE)
    post.carry(FRANCE, BELGIUM)
    post.carry(BELGIUM, FRANCE)


def asked(pair: Pair, body=URGENT) -> tuple[str, str]:
    """Have Belgium ask; return the file's identifier there and in France."""
    mine = ask_information(pair.belgium.ports, ASKER, asking(body))
    exchange(pair)
    return mine, show_inbox(pair.france.ports, OFFICER).lines[0].file_id


def line(node, file_id: str) -> InformationLine:
    return show_information(node.ports, SECOND, file_id).line


def events(node, kind: str) -> list[dict[str, str | int]]:
    return [event.details for event in logged(node, stream=Stream.EXCHANGE) if event.kind.value == kind]


def rule_of(act, *arguments, **named) -> str:
    with pytest.raises(Refused) as caught:
        act(*arguments, **named)
    return caught.value.rule


class TestAsking:
    """Directive (EU) 2023/977, Art. 4 and 5(1): complete or not sent; the clock starts at the receipt."""

    def test_a_request_that_lacks_something_is_not_sent(self, pair: Pair) -> None:
        with pytest.raises(Incomplete):
            ask_information(pair.belgium.ports, ASKER, asking(request(facts="")))

        assert show_inbox(pair.belgium.ports, ASKER).lines == ()

    def test_in_a_language_that_the_partner_does_not_take_it_is_not_sent(self, pair: Pair) -> None:
        assert rule_of(ask_information, pair.belgium.ports, ASKER, asking(language="nl")) == "EXC-07"

    def test_silence_on_europols_copy_is_not_sent(self, pair: Pair) -> None:
        silent = asking(europol=EuropolCopy(sent=False))

        assert rule_of(ask_information, pair.belgium.ports, ASKER, silent) == "EXC-08"

    def test_an_urgent_request_has_eight_hours_from_its_receipt(self, pair: Pair, clock: MovableClock) -> None:
        ask_information(pair.belgium.ports, ASKER, asking())
        clock.move(timedelta(hours=2))
        POSTS[id(pair)].lines[BELGIUM].run_until_idle()
        received = clock()
        clock.move(timedelta(hours=1))

        take_messages(pair.france.ports)

        [found] = show_inbox(pair.france.ports, OFFICER).lines
        assert (found.started_at, found.latest_at, found.left) == (
            received,
            received + timedelta(hours=8),
            timedelta(hours=7),
        )

    def test_the_asker_reads_that_it_was_received(self, pair: Pair) -> None:
        mine, _ = asked(pair)

        assert line(pair.belgium, mine).standing == "acknowledged"

    def test_a_belgian_node_asks_under_the_framework_decision(self, pair: Pair) -> None:
        mine, _ = asked(pair)

        file = show_information(pair.belgium.ports, ASKER, mine).file
        assert file.request.basis is ExchangeBasis.FRAMEWORK_DECISION

    def test_whom_it_is_about_stands_in_no_event(self, pair: Pair) -> None:
        asked(pair)

        assert "Morel" not in str([logged(node, stream=Stream.EXCHANGE) for node in (pair.belgium, pair.france)])

    def test_whom_it_is_about_is_sealed(self, pair: Pair) -> None:
        _, theirs = asked(pair)

        with pair.france.ports.look() as unit:
            assert b"Morel" not in unit.information.request(theirs).sealed


class TestClarification:
    """Art. 6(3): the limits stand still from the asker's receipt of the question until its answer."""

    def test_the_limits_stand_still_while_the_question_lies_with_the_asker(
        self, pair: Pair, clock: MovableClock
    ) -> None:
        mine, theirs = asked(pair)
        ask_clarification(pair.france.ports, OFFICER, theirs, [1], "which of the two plates?")
        clock.move(timedelta(hours=1))
        exchange(pair)
        clock.move(timedelta(hours=5))
        suspended = line(pair.france, theirs)
        answer_clarification(pair.belgium.ports, ASKER, mine, [1], "the first")
        exchange(pair)

        assert (suspended.is_suspended, suspended.left) == (True, timedelta(hours=7))
        assert line(pair.france, theirs).left == timedelta(hours=7)

    def test_a_question_that_has_not_arrived_stops_nothing(self, pair: Pair, clock: MovableClock) -> None:
        _, theirs = asked(pair)
        ask_clarification(pair.france.ports, OFFICER, theirs, [1], "which of the two plates?")
        clock.move(timedelta(hours=5))
        take_messages(pair.france.ports)

        assert line(pair.france, theirs).left == timedelta(hours=3)


class TestAuthorisation:
    """Art. 5(2) and 9: the delay is told in the same act; a magistrate decides, and another person asks."""

    @pytest.fixture
    def waiting(self, pair: Pair) -> tuple[str, str]:
        mine, theirs = asked(pair)
        open_search(pair.france.ports, OFFICER, theirs, UNIT, 1)
        close_search(pair.france.ports, OFFICER, theirs, 0, SearchState.FOUND)
        ask_authorisation(
            pair.france.ports,
            OFFICER,
            theirs,
            parts=[1],
            expected_at=pair.france.ports.clock() + timedelta(days=4),
            reasons="the file belongs to an investigating judge",
            authority="court",
        )
        return mine, theirs

    def test_the_asker_is_told_the_delay(self, pair: Pair, waiting: tuple[str, str]) -> None:
        exchange(pair)

        assert line(pair.belgium, waiting[0]).standing == "the partner tells a delay"

    def test_nothing_is_given_before_a_magistrate_allows_it(self, pair: Pair, waiting: tuple[str, str]) -> None:
        assert rule_of(reply, pair.france.ports, OFFICER, waiting[1], items=[item(owner=FRANCE)]) == "EXC-02"

    def test_an_officer_is_no_magistrate(self, pair: Pair, waiting: tuple[str, str]) -> None:
        assert rule_of(decide_authorisation, pair.france.ports, SECOND, waiting[1], give=True, reasons="") == "EXC-02"

    def test_after_the_authorisation_it_is_given(self, pair: Pair, waiting: tuple[str, str]) -> None:
        decide_authorisation(pair.france.ports, PROSECUTOR, waiting[1], give=True, reasons="")
        reply(pair.france.ports, OFFICER, waiting[1], items=[item(owner=FRANCE)])

        assert line(pair.france, waiting[1]).standing == "answered"

    def test_a_refused_authorisation_is_a_ground(self, pair: Pair, waiting: tuple[str, str]) -> None:
        decide_authorisation(pair.france.ports, PROSECUTOR, waiting[1], give=False, reasons="")

        read = propose_refusal(
            pair.france.ports, OFFICER, waiting[1], [RefusalDraft(1, RefusalGround.AUTHORISATION_REFUSED, "the court")]
        )
        assert read == (RefusedPart(1, RefusalGround.AUTHORISATION_REFUSED, "the court"),)


class TestSearches:
    """Art. 2(6) and 2(7): the searches decide whether it is directly accessible, and so the limit."""

    def test_a_direct_source_without_anything_gives_three_days(self, pair: Pair) -> None:
        _, theirs = asked(pair)
        open_search(pair.france.ports, OFFICER, theirs, REGISTER, 1)
        open_search(pair.france.ports, OFFICER, theirs, UNIT, 1)
        before = line(pair.france, theirs).left
        close_search(pair.france.ports, OFFICER, theirs, 0, SearchState.NOTHING)

        assert (before, line(pair.france, theirs).left) == (timedelta(hours=8), timedelta(days=3))

    def test_an_inner_deadline_lies_before_the_target(self, pair: Pair, clock: MovableClock) -> None:
        _, theirs = asked(pair)
        open_search(pair.france.ports, OFFICER, theirs, REGISTER, 1)

        [task] = show_information(pair.france.ports, OFFICER, theirs).file.tasks
        assert task.due_at == clock() + timedelta(hours=3)


class TestRefusal:
    """Art. 6: by part, on a listed ground, previewed, by two persons."""

    def test_the_second_person_is_another_one(self, pair: Pair) -> None:
        _, theirs = asked(pair)
        propose_refusal(pair.france.ports, OFFICER, theirs, [NATIONAL])

        assert rule_of(confirm_refusal, pair.france.ports, OFFICER, theirs) == "SYS-02"

    def test_the_asker_reads_what_was_previewed_and_no_hidden_reason(self, pair: Pair) -> None:
        mine, theirs = asked(pair)
        shown = propose_refusal(pair.france.ports, OFFICER, theirs, [NATIONAL])
        confirm_refusal(pair.france.ports, SECOND, theirs)
        exchange(pair)

        said = show_information(pair.belgium.ports, ASKER, mine).file.said[-1].body
        assert isinstance(said, Reply)
        assert (said.refused, said.pending) == (shown, (1,))
        assert "a source would be known" not in str(said)

    def test_a_whole_refusal_closes_the_request_on_both_sides(self, pair: Pair) -> None:
        mine, theirs = asked(pair)
        drafts = [NATIONAL, RefusalDraft(1, RefusalGround.NOT_AVAILABLE, "no register holds it")]
        propose_refusal(pair.france.ports, OFFICER, theirs, drafts)
        confirm_refusal(pair.france.ports, SECOND, theirs)
        exchange(pair)

        assert (line(pair.belgium, mine).standing, line(pair.france, theirs).standing) == ("refused", "refused")
        assert (show_inbox(pair.belgium.ports, ASKER).lines, show_inbox(pair.france.ports, OFFICER).lines) == ((), ())


class TestReply:
    def test_the_asker_has_the_items_as_the_owner_marked_them(self, pair: Pair) -> None:
        mine, theirs = asked(pair)
        given = item(owner=FRANCE)
        reply(pair.france.ports, OFFICER, theirs, items=[given])
        exchange(pair)

        said = show_information(pair.belgium.ports, ASKER, mine).file.said[-1].body
        assert isinstance(said, Reply)
        assert said.items == (given,)

    @pytest.mark.parametrize(
        ("changes", "rule"),
        [
            ({"classification": Classification.RESTRICTED}, "EXC-10"),
            ({"third_state": "XCC"}, "EXC-04"),
            ({"keep_until": date(2020, 1, 1)}, "EXC-10"),
        ],
    )
    def test_an_item_that_may_not_go_stays(self, pair: Pair, changes: dict[str, object], rule: str) -> None:
        _, theirs = asked(pair)

        assert rule_of(reply, pair.france.ports, OFFICER, theirs, items=[item(owner=FRANCE, **changes)]) == rule

    def test_what_is_late_is_explained_and_still_answered(self, pair: Pair, clock: MovableClock) -> None:
        _, theirs = asked(pair)
        clock.move(timedelta(hours=9))
        late = show_information(pair.france.ports, OFFICER, theirs)
        explain_lateness(pair.france.ports, OFFICER, theirs, "the register was down")

        assert (late.line.is_late, late.owed) == (True, (Duty.EXPLAIN_LATENESS,))
        assert show_information(pair.france.ports, OFFICER, theirs).owed == ()

    def test_a_telephone_answer_is_minuted(self, pair: Pair) -> None:
        _, theirs = asked(pair)
        minute_call(pair.france.ports, OFFICER, theirs, authority="police of Brussels", said="she keeps a van")

        [minute] = show_information(pair.france.ports, OFFICER, theirs).file.minutes
        assert (minute.by, minute.confirmed_by) == (OFFICER, None)

    def test_whoever_asked_does_not_answer_its_own_request(self, pair: Pair) -> None:
        mine, _ = asked(pair)

        assert rule_of(reply, pair.belgium.ports, ASKER, mine, items=[item(owner=BELGIUM)]) == "EXC-09"


class TestTaking:
    """What cannot be taken over is logged and destroyed, and holds nothing up."""

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"{}", "message"),
            (canonical_bytes(message(URGENT)), "sender"),
            (canonical_bytes(message(URGENT, **HERE, classification=Classification.SECRET)), "EXC-10"),
            (canonical_bytes(message(Reply(extent=Extent.NONE), **HERE)), "follows"),
        ],
        ids=["bytes", "sender", "classified", "answer to nothing"],
    )  # fmt: skip
    def test_it_is_left(self, pair: Pair, content: bytes, reason: str) -> None:
        send_message(pair.belgium.ports, NODE, partner=FRANCE, kind="request", content=content)
        exchange(pair)

        assert [event["reason"] for event in events(pair.france, "information:not-taken")] == [reason]
        assert take_messages(pair.france.ports) == 0


class TestDesk:
    def test_the_least_time_left_comes_first(self, pair: Pair) -> None:
        ask_information(pair.belgium.ports, ASKER, asking(request()))
        ask_information(pair.belgium.ports, ASKER, asking())
        exchange(pair)

        assert [found.left for found in show_inbox(pair.france.ports, OFFICER).lines] == [
            timedelta(hours=8),
            timedelta(days=7),
        ]

    def test_only_the_desk_and_magistrates_open_a_request(self, pair: Pair) -> None:
        _, theirs = asked(pair)

        assert rule_of(show_information, pair.france.ports, ANALYST, theirs) == "EXC-09"
        assert rule_of(show_information, pair.france.ports, SUPERVISOR, theirs) == "SYS-09"
        assert len(show_inbox(pair.france.ports, SUPERVISOR).lines) == 1

    def test_the_year_is_counted_from_the_records(self, pair: Pair, clock: MovableClock) -> None:
        _, theirs = asked(pair)
        propose_refusal(pair.france.ports, OFFICER, theirs, [NATIONAL])
        confirm_refusal(pair.france.ports, SECOND, theirs)

        [row] = count_information(pair.france.ports, OFFICER, clock().year)
        [sent] = count_information(pair.belgium.ports, ASKER, clock().year)
        assert (row.state, row.received_urgent, row.answered_urgent, row.refused) == (
            "BEL", 1, 1, {RefusalGround.NATIONAL_SECURITY: 1},
        )  # fmt: skip
        assert (sent.state, sent.sent, sent.received_urgent) == ("FRA", 1, 0)


class TestConditions:
    """Art. 1(4) and 3(d); Directive (EU) 2016/680, Art. 7(3): used as the owner allows, corrected and withdrawn."""

    ITEM = item(owner=FRANCE)
    WANTED = WantedUse(Use.PROCEEDINGS, ExchangePurpose.INVESTIGATION, "court of Brussels")

    @pytest.fixture
    def given(self, pair: Pair) -> tuple[str, str]:
        mine, theirs = asked(pair)
        reply(pair.france.ports, OFFICER, theirs, items=[self.ITEM])
        exchange(pair)
        return mine, theirs

    def test_evidence_needs_the_owners_consent(self, pair: Pair, given: tuple[str, str]) -> None:
        with pytest.raises(NeedsConsent, match=FRANCE):
            use_item(pair.belgium.ports, ASKER, given[0], self.ITEM.identifier, self.WANTED)

    def test_with_the_consent_asked_and_given_it_is_used(
        self, pair: Pair, given: tuple[str, str], clock: MovableClock
    ) -> None:
        mine, theirs = given
        identifier, until = self.ITEM.identifier, clock() + timedelta(days=9)
        ask_consent(pair.belgium.ports, ASKER, mine, items=[identifier], wanted=self.WANTED, reasons="for the trial")
        exchange(pair)
        decide_consent(pair.france.ports, OFFICER, theirs, give=True, valid_until=until)
        exchange(pair)

        assert use_item(pair.belgium.ports, ASKER, mine, identifier, self.WANTED) == self.ITEM
        assert events(pair.belgium, "information:used") == [{"item": identifier, "use": "evidence in proceedings"}]
        clock.move(timedelta(days=10))
        assert rule_of(use_item, pair.belgium.ports, ASKER, mine, identifier, self.WANTED) == "EXC-10"

    def test_nobody_consents_to_what_was_not_asked(
        self, pair: Pair, given: tuple[str, str], clock: MovableClock
    ) -> None:
        ports, until = pair.france.ports, clock()

        assert rule_of(decide_consent, ports, OFFICER, given[1], give=True, valid_until=until) == "EXC-10"

    def test_a_correction_replaces_the_item_and_comes_back_with_a_receipt(
        self, pair: Pair, given: tuple[str, str]
    ) -> None:
        mine, theirs = given
        right = item(owner=FRANCE, version=2, content="the van is blue")
        correct_item(pair.france.ports, OFFICER, theirs, right, "the register was wrong")
        exchange(pair)

        assert items_of(show_information(pair.belgium.ports, ASKER, mine).file) == {right.identifier: right}
        assert receipts(pair, theirs) == [ReceiptOf.CORRECTED]

    def test_a_withdrawal_erases_the_item_and_comes_back_with_a_receipt(
        self, pair: Pair, given: tuple[str, str]
    ) -> None:
        mine, theirs = given
        withdraw_items(pair.france.ports, OFFICER, theirs, [self.ITEM.identifier], WithdrawalReason.WRONG)
        exchange(pair)

        assert "grey van" not in str(show_information(pair.belgium.ports, ASKER, mine).file)
        assert receipts(pair, theirs) == [ReceiptOf.ERASED]

    def test_a_holder_does_not_correct(self, pair: Pair, given: tuple[str, str]) -> None:
        later = item(owner=FRANCE, version=2)

        assert rule_of(correct_item, pair.belgium.ports, ASKER, given[0], later, "x") == "EXC-10"


def receipts(pair: Pair, file_id: str) -> list[ReceiptOf]:
    said = show_information(pair.france.ports, OFFICER, file_id).file.said
    return [message.body.of for message in said if isinstance(message.body, Receipt)]
