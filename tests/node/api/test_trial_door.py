"""The trial door: a carrier's synthetic messages are examined as real ones are, and nothing of them is kept."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import httpx
import msgspec
import pytest
from tests.acts import SOUGHT_BOOKING, UNKNOWN, UNKNOWN_BOOKING, logged, prepare_alerts, queue, tables
from tests.fakes.carrier import UPDATE, Booking, Passenger, paxlst, pnrgov
from tests.fakes.officers import ADMINISTRATOR
from tests.node.web.stage import serving

from tournai.node.api import create_api
from tournai.node.duties.accounts import create_account
from tournai.oversight.events import Stream
from tournai.values import Role

PASSWORD = "correct horse battery staple"
BROKEN = b"UNB+IATA:1+XX+GOV+261130:0900+R1'this is no message'"
MARKER = "QZTRIEDZQ"
CARD = "4111111111111111"
MARKED = Passenger(MARKER, MARKER, number=MARKER)
PAID = ("FOP", ("CC", "", "100.00", "VI", CARD, "1230"))
MARKED_PUSH = pnrgov(Booking(MARKER[:6], (MARKED,), extra=(("SSR", ("KSML", "HK", "1", "XX")),)))


class Applicant(httpx.Client):
    """The system of a carrier under certification at the door of a node."""

    def __init__(self, address: str, account: str) -> None:
        super().__init__(base_url=address, auth=(account, PASSWORD), timeout=30)

    def attempt(self, body, language="en", **headers):
        declared = {"Tournai-Synthetic": "yes", "Accept-Language": language, **headers}
        return self.post("/trial/pushes", content=body, headers=declared)

    def report(self, accept="application/json", language="en"):
        return self.get("/trial/report", headers={"Accept": accept, "Accept-Language": language})


def admit(node, account, role):
    create_account(node.ports, ADMINISTRATOR, account=account, display_name=account, role=role, password=PASSWORD)


@pytest.fixture
def address(node):
    admit(node, "new", Role.CARRIER_ON_TRIAL)
    with serving(create_api(node.ports)) as found:
        yield found


@pytest.fixture
def applicant(address):
    with Applicant(address, "new") as found:
        yield found


def outcomes(report):
    return {one["scenario"]: one["outcome"] for one in report.json()["scenarios"]}


def files_with(folder: Path, *texts: str) -> list[str]:
    contents = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [name for name, content in contents.items() if any(text.encode() in content for text in texts)]


class TestOneTrial:
    def test_clean_message_is_counted_and_meets_every_requirement(self, applicant):
        told = applicant.attempt(pnrgov(SOUGHT_BOOKING, UNKNOWN_BOOKING)).json()

        [message] = told["messages"]
        assert told["readable"]
        assert (message["format"], message["timing"], message["items"], message["travellers"]) == (
            "PNRGOV", "advance", 2, 2,
        )  # fmt: skip
        assert [one["requirement"] for one in message["requirements"] if not one["met"]] == []

    def test_defect_is_told_with_its_place_and_what_to_do(self, applicant):
        body = pnrgov(UNKNOWN_BOOKING).replace(b"EQN+1'", b"EQN+4'")

        [defect] = applicant.attempt(body).json()["messages"][0]["defects"]

        assert (defect["code"], defect["offset"], defect["requirement"]) == ("eqn-count", body.index(b"EQN"), "counts")
        assert defect["to_do"].startswith("Let each count say")

    def test_dropped_content_is_told_by_kind(self, applicant):
        assert applicant.attempt(MARKED_PUSH).json()["messages"][0]["dropped"] == {"SSR outside Annex I": 1}

    def test_no_value_of_the_message_is_in_the_answer(self, applicant):
        answer = applicant.attempt(MARKED_PUSH)

        assert MARKER[:6] not in answer.text

    @pytest.mark.parametrize(("body", "code"), [(BROKEN, "no-message"), (b" ", "empty"), (b"\x1f\x8bzip", "encoding")])
    def test_unreadable_body_is_answered_like_any_other(self, applicant, body, code):
        answer = applicant.attempt(body)

        assert answer.status_code == 200
        assert (answer.json()["readable"], [one["code"] for one in answer.json()["defects"]]) == (False, [code])

    @pytest.mark.parametrize(
        ("language", "word"), [("en", "plain text"), ("fr", "texte clair"), ("nl", "platte tekst"), ("de", "reinen")]
    )
    def test_what_to_do_is_told_in_the_carriers_language(self, applicant, language, word):
        answer = applicant.attempt(BROKEN, language)

        assert answer.headers["content-language"] == language
        assert word in answer.json()["defects"][0]["to_do"]


class TestWhoMayTry:
    @pytest.mark.parametrize("declared", ["no", ""])
    def test_data_that_is_not_declared_synthetic_is_refused(self, node, applicant, declared):
        """Rule PNR-34: travel data of real people has its purposes, and a trial is none of them."""
        answer = applicant.attempt(MARKED_PUSH, **{"Tournai-Synthetic": declared})

        assert (answer.status_code, answer.json()["rule"]) == (403, "PNR-34")
        assert tables(node)["trials"] == []

    def test_carrier_on_trial_pushes_nothing_for_real(self, node, applicant):
        answer = applicant.post("/pushes", content=pnrgov(UNKNOWN_BOOKING))

        assert (answer.status_code, answer.json()["rule"]) == (403, "SYS-01")
        assert "may not push: send to /api/trial/pushes" in answer.text
        assert node.ports.spool.pending() == []

    def test_carrier_that_is_admitted_may_try_too(self, node, address):
        admit(node, "xx", Role.CARRIER)

        with Applicant(address, "xx") as carrier:
            assert carrier.attempt(pnrgov(UNKNOWN_BOOKING)).status_code == 200

    def test_officer_has_no_way_in(self, node, address):
        admit(node, "ann", Role.ANALYST)

        with Applicant(address, "ann") as officer:
            assert officer.attempt(pnrgov(UNKNOWN_BOOKING)).status_code == 401


class TestNothingIsKept:
    """Rules PNR-03 and PNR-34."""

    def test_no_byte_of_a_message_is_in_any_file(self, node, applicant):
        applicant.attempt(MARKED_PUSH)
        applicant.attempt(BROKEN.replace(b"this is no message", MARKER.encode()))
        node.worker.run_until_idle()

        assert files_with(node.settings.data, MARKER, MARKER[:6], CARD) == []

    def test_no_value_of_any_table_holds_a_message(self, node, applicant):
        applicant.attempt(MARKED_PUSH)

        assert MARKER[:6] not in repr(tables(node, without=()))

    def test_travel_tables_stay_empty_and_nobody_is_screened(self, node, applicant):
        prepare_alerts(node)
        before = tables(node, without=("trials", "events", "checkpoints", "log_edges", "receipts"))
        applicant.attempt(pnrgov(SOUGHT_BOOKING))
        node.worker.run_until_idle()
        after = tables(node, without=("trials", "events", "checkpoints", "log_edges", "receipts"))

        assert (after["records"], after["pushes"], after["flights"], after["travellers"]) == ([], [], [], [])
        assert after["blind_index"] == before["blind_index"]
        assert queue(node) == []

    def test_event_counts_and_quotes_nothing(self, node, applicant):
        trial = applicant.attempt(MARKED_PUSH).json()["trial"]

        [event] = logged(node, "trial:examined", Stream.NODE)
        assert (event.actor, event.subject) == ("new", trial)
        assert event.details == {"messages": 1, "travellers": 1, "unreadable": 0}

    def test_counts_are_destroyed_within_the_hour(self, node, clock, applicant):
        applicant.attempt(MARKED_PUSH)
        clock.move(timedelta(minutes=59))
        node.worker.run_until_idle()

        assert tables(node)["trials"] == []
        assert [event.details for event in logged(node, "trial:erased", Stream.NODE)] == [{"trials": 1}]
        assert set(outcomes(applicant.report()).values()) == {"not tried"}

    def test_key_is_destroyed_with_the_counts(self, node, clock, applicant):
        applicant.attempt(MARKED_PUSH)
        [row] = tables(node)["trials"]
        clock.move(timedelta(hours=1))
        node.worker.run_until_idle()

        assert node.ports.keys.open_data_keys([row[4]]) == {}

    def test_trials_of_an_hour_ago_count_no_more_though_no_worker_ran(self, clock, applicant):
        applicant.attempt(MARKED_PUSH)
        clock.move(timedelta(hours=1))

        assert set(outcomes(applicant.report()).values()) == {"not tried"}


class TestReport:
    def test_scenarios_of_several_trials_are_told_together(self, clock, applicant):
        applicant.attempt(BROKEN)
        clock.move(timedelta(seconds=1))
        applicant.attempt(pnrgov(UNKNOWN_BOOKING))
        applicant.attempt(pnrgov(Booking("LOC7Q2", (), is_cancelled=True), reference="R2", function=UPDATE))
        applicant.attempt(paxlst(UNKNOWN))

        report = applicant.report()

        assert outcomes(report) == {
            "advance": "passed", "closure": "not tried", "update": "passed", "cancellation": "passed",
            "parts": "not tried", "passenger list": "passed", "resend": "passed", "xml": "not tried",
        }  # fmt: skip
        assert (report.json()["passed"], report.json()["bodies"], report.json()["unreadable"]) == (False, 4, 1)

    def test_carrier_sees_its_own_trials_alone(self, node, address, applicant):
        admit(node, "other", Role.CARRIER_ON_TRIAL)
        applicant.attempt(pnrgov(UNKNOWN_BOOKING))

        with Applicant(address, "other") as other:
            assert outcomes(other.report())["advance"] == "not tried"

    @pytest.mark.parametrize(
        ("language", "title"),
        [
            ("en", "Certification report"),
            ("fr", "Rapport de certification"),
            ("nl", "Certificeringsverslag"),
            ("de", "Zertifizierungsbericht"),
        ],
    )
    def test_report_is_a_page_in_four_languages(self, applicant, language, title):
        applicant.attempt(pnrgov(UNKNOWN_BOOKING).replace(b"EQN+1'", b"EQN+4'"))

        page = applicant.report("text/html", language)

        assert page.headers["content-type"].startswith("text/html")
        assert f"<html lang={language}>" in page.text
        assert f"<h1>{title}</h1>" in page.text
        assert "eqn-count" in page.text


class Held:
    """The node's keys, which make none for a trial until they may."""

    def __init__(self, keys):
        self._keys = keys
        self.entered = threading.Semaphore(0)
        self.go = threading.Event()

    def __getattr__(self, name):
        return getattr(self._keys, name)

    def create_data_keys(self, number, kind):
        self.entered.release()
        assert self.go.wait(30)
        return self._keys.create_data_keys(number, kind)


class TestManyTrials:
    """Trials crowd out neither pushes nor pages."""

    @pytest.fixture
    def held(self, node):
        return Held(node.ports.keys)

    @pytest.fixture
    def address(self, node, held):
        admit(node, "new", Role.CARRIER_ON_TRIAL)
        with serving(create_api(msgspec.structs.replace(node.ports, keys=held))) as found:
            yield found

    def test_third_trial_at_a_time_is_told_at_once_to_come_again(self, held, applicant):
        with ThreadPoolExecutor() as others:
            under_way = [others.submit(applicant.attempt, pnrgov(UNKNOWN_BOOKING)) for _ in range(2)]
            assert all(held.entered.acquire(timeout=30) for _ in under_way)

            turned_away = [applicant.attempt(BROKEN) for _ in range(3)]
            held.go.set()

        assert [(one.status_code, one.headers["retry-after"]) for one in turned_away] == [(503, "5")] * 3
        assert [one.result().status_code for one in under_way] == [200, 200]
        assert applicant.attempt(BROKEN).status_code == 200

    def test_trial_of_more_than_four_mebibytes_is_refused(self, applicant):
        assert applicant.attempt(b"U" * (4 * 1024 * 1024 + 1)).status_code == 413
