"""The web door of a real node, over HTTP: who gets in, what is refused, what is kept."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import httpx
import msgspec
import pytest
from tests.acts import ensure_listed
from tests.fakes.officers import ADMINISTRATOR, ANALYST, DATA_PROTECTION_OFFICER, JUDGE, SENIOR
from tests.fakes.wanted import ORLANDIC, published
from tests.node.web.conftest import PASSWORD
from tests.node.web.stage import serving

from tournai.node.assembly import Node
from tournai.node.duties.ports import Ports
from tournai.node.web.app import create_app
from tournai.node.web.protection import CONTENT_SECURITY_POLICY, MAXIMUM_FORM

TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


class Desk(httpx.Client):
    """A browser of few talents: it keeps cookies and says where its forms come from."""

    def __init__(self, address: str) -> None:
        super().__init__(base_url=address, headers={"Origin": address}, timeout=30)

    def token(self, path: str = "/help") -> str:
        return TOKEN.findall(self.get(path).text)[0]

    def fill(self, path: str, **fields: str | list[str]) -> httpx.Response:
        return self.post(path, data={"csrf": self.token(), **fields})

    def sign_in(self, account: str, password: str = PASSWORD, after: str = "/") -> httpx.Response:
        token = self.token("/sign-in")
        return self.post("/sign-in", data={"csrf": token, "account": account, "password": password, "next": after})

    def upload(self, path: str, data: bytes, **fields: str) -> httpx.Response:
        sent = {"csrf": self.token(), "source": "test-list", "format": "un", **fields}
        return self.post(path, data=sent, files={"file": ("list.xml", data)})


@pytest.fixture
def visitor(address: str) -> Iterator[Desk]:
    with Desk(address) as found:
        yield found


@pytest.fixture
def analyst(address: str) -> Iterator[Desk]:
    with Desk(address) as found:
        found.sign_in(ANALYST.identifier)
        yield found


@contextmanager
def signed_in(address: str, account: str) -> Iterator[Desk]:
    with Desk(address) as found:
        found.sign_in(account)
        yield found


class TestHeaders:
    """W3C CSP Level 3; OWASP ASVS 4.0.3, 14.4: every answer carries them."""

    @pytest.mark.parametrize("path", ["/sign-in", "/help", "/nowhere", "/static/pages.css"])
    def test_every_answer_carries_the_policy(self, visitor: Desk, path: str) -> None:
        assert visitor.get(path).headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ],
    )
    def test_page_is_kept_from_others(self, visitor: Desk, name: str, value: str) -> None:
        assert visitor.get("/sign-in").headers[name] == value

    def test_policy_allows_nothing_inline(self) -> None:
        assert "unsafe" not in CONTENT_SECURITY_POLICY


class TestSignIn:
    """OWASP ASVS 4.0.3, 3.4: cookies; Directive (EU) 2016/681, Art. 13(7)."""

    @pytest.mark.parametrize("path", ["/", "/flights", "/matches", "/alerts", "/requests", "/log"])
    def test_page_leads_to_the_sign_in(self, visitor: Desk, path: str) -> None:
        assert visitor.get(path).headers["Location"].startswith("/sign-in?next=")

    def test_session_is_kept_from_scripts_and_other_sites(self, visitor: Desk) -> None:
        cookies = visitor.sign_in(ANALYST.identifier).headers.get_list("Set-Cookie")
        session = next(cookie for cookie in cookies if cookie.startswith("tournai_session="))

        assert "HttpOnly" in session
        assert "SameSite=strict" in session

    def test_session_of_a_secure_page_is_secure(self, visitor: Desk) -> None:
        visitor.headers["X-Forwarded-Proto"] = "https"

        cookies = visitor.get("/sign-in").headers["Set-Cookie"]

        assert "Secure" in cookies

    def test_wrong_password_shows_the_form_again(self, visitor: Desk) -> None:
        answer = visitor.sign_in("nobody", "wrong")

        assert answer.status_code == 401
        assert 'name="password"' in answer.text

    def test_what_was_typed_is_not_shown_again(self, visitor: Desk) -> None:
        assert "typed-by-mistake" not in visitor.sign_in("typed-by-mistake", "typed-by-mistake").text

    @pytest.mark.parametrize("after", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
    def test_sign_in_never_leads_to_another_host(self, visitor: Desk, after: str) -> None:
        assert visitor.sign_in(ANALYST.identifier, after=after).headers["Location"] == "/"

    def test_signed_out_session_opens_nothing(self, address: str) -> None:
        with signed_in(address, ANALYST.identifier) as desk:
            kept = dict(desk.cookies)
            desk.fill("/sign-out")

            answer = httpx.get(f"{address}/flights", cookies=kept)

        assert answer.headers["Location"] == "/sign-in?next=%2Fflights"


class TestForgedForms:
    """OWASP ASVS 4.0.3, 4.2.2."""

    def test_form_of_another_site_is_refused(self, analyst: Desk) -> None:
        answer = analyst.post("/sign-out", data={"csrf": analyst.token()}, headers={"Origin": "https://evil.example"})

        assert answer.status_code == 403

    def test_form_that_a_browser_calls_cross_site_is_refused(self, analyst: Desk) -> None:
        answer = analyst.post("/sign-out", data={"csrf": analyst.token()}, headers={"Sec-Fetch-Site": "cross-site"})

        assert answer.status_code == 403

    @pytest.mark.parametrize("token", ["", "guessed"])
    def test_form_without_its_token_is_refused(self, analyst: Desk, token: str) -> None:
        answer = analyst.post("/sign-out", data={"csrf": token})

        assert answer.status_code == 403
        assert "SYS-01" in answer.text

    def test_sign_in_without_its_token_is_refused(self, visitor: Desk) -> None:
        answer = visitor.post("/sign-in", data={"account": ANALYST.identifier, "password": PASSWORD})

        assert answer.status_code == 403


class TestBodies:
    """Input from outside is bounded."""

    def test_form_past_its_bound_is_refused(self, analyst: Desk) -> None:
        answer = analyst.post("/requests", data={"csrf": "x", "necessity": "x" * MAXIMUM_FORM})

        assert answer.status_code == 400
        assert f"{MAXIMUM_FORM:,}" in answer.text

    def test_list_of_nobody_is_refused_unread(self, visitor: Desk) -> None:
        answer = visitor.post("/alerts/preview", files={"file": ("list.xml", b"x" * 2 * MAXIMUM_FORM)})

        assert answer.status_code == 401

    def test_form_of_another_kind_is_refused(self, analyst: Desk) -> None:
        assert analyst.post("/requests", json={"csrf": "x"}).status_code == 400

    @pytest.mark.parametrize("query", ["page=0", "page=x", "page=99999999999999999999"])
    def test_page_number_out_of_bounds_is_malformed(self, analyst: Desk, query: str) -> None:
        assert analyst.get(f"/flights?{query}").status_code == 400


class TestErrors:
    """Rule SYS-07: a refusal names its rule; a fault says nothing."""

    def test_refusal_names_its_rule_in_the_readers_language(self, analyst: Desk) -> None:
        analyst.cookies.set("tournai_language", "fr", domain="127.0.0.1")

        answer = analyst.get("/travellers/anyone")

        assert answer.status_code == 403
        assert "règle SYS-01" in answer.text
        assert "Tout accès exige un compte" in answer.text

    def test_analyst_may_not_read_the_log(self, analyst: Desk) -> None:
        answer = analyst.get("/log")

        assert answer.status_code == 403
        assert "PNR-30" in answer.text

    @pytest.mark.parametrize("path", ["/nowhere", "/flights/none", "/matches/none", "/travellers/none?match=none"])
    def test_what_is_not_there_is_not_found(self, analyst: Desk, path: str) -> None:
        assert analyst.get(path).status_code in {403, 404}

    def test_fault_is_answered_without_saying_why(self, node: Node) -> None:
        with serving(create_app(broken(node.ports))) as address, Desk(address) as desk:
            desk.cookies.set("tournai_session", "any", domain="127.0.0.1")
            answer = desk.get("/flights")

        assert answer.status_code == 500
        assert "KARVONEN" not in answer.text
        assert "Traceback" not in answer.text


def broken(ports: Ports) -> Ports:
    """Return ports whose clock stands for any fault: its message quotes what no page may show."""

    def fail() -> NoReturn:
        raise RuntimeError("stumbled over KARVONEN")

    return msgspec.structs.replace(ports, clock=fail, look=fail, begin=fail)


class TestRoles:
    """The table of permissions decides what is offered; no page shows an administrator personal data (LED-13)."""

    @pytest.mark.parametrize(
        ("account", "first"),
        [
            (ANALYST.identifier, "/flights"),
            (DATA_PROTECTION_OFFICER.identifier, "/flights"),
            (JUDGE.identifier, "/requests"),
            (ADMINISTRATOR.identifier, "/documents/trust"),
        ],
    )
    def test_role_starts_at_its_own_page(self, address: str, account: str, first: str) -> None:
        with signed_in(address, account) as desk:
            assert desk.get("/").headers["Location"] == first

    def test_data_protection_officer_is_offered_the_log(self, address: str) -> None:
        with signed_in(address, DATA_PROTECTION_OFFICER.identifier) as desk:
            assert 'href="/log"' in desk.get("/help").text

    def test_analyst_is_not_offered_the_log(self, analyst: Desk) -> None:
        assert 'href="/log"' not in analyst.get("/help").text

    @pytest.mark.parametrize("path", ["/flights", "/matches", "/alerts", "/requests", "/log"])
    def test_administrator_sees_no_page_on_persons(self, address: str, path: str) -> None:
        with signed_in(address, ADMINISTRATOR.identifier) as desk:
            assert desk.get(path).status_code == 403


class TestPreferences:
    """What a reader chooses stays chosen."""

    def test_theme_is_kept(self, analyst: Desk) -> None:
        analyst.fill("/preferences", theme="dark", next="/help")

        assert 'data-theme="dark"' in analyst.get("/help").text

    def test_keys_can_be_switched_off(self, analyst: Desk) -> None:
        """WCAG 2.2, 2.1.4: character key shortcuts can be turned off."""
        analyst.fill("/preferences", keys="off", next="/help")

        assert 'data-keys="off"' in analyst.get("/help").text

    def test_language_stays_on_the_account(self, address: str) -> None:
        with signed_in(address, SENIOR.identifier) as desk:
            desk.fill("/preferences", language="nl", next="/help")

        with signed_in(address, SENIOR.identifier) as another:
            assert '<html lang="nl"' in another.get("/help").text

    def test_language_that_is_none_is_malformed(self, analyst: Desk) -> None:
        assert analyst.fill("/preferences", language="xx").status_code == 400

    def test_visitor_chooses_a_language_before_the_sign_in(self, visitor: Desk) -> None:
        visitor.post("/preferences", data={"csrf": visitor.token("/sign-in"), "language": "nl", "next": "/sign-in"})

        assert '<html lang="nl"' in visitor.get("/sign-in").text

    def test_visitor_reads_in_the_browsers_language(self, visitor: Desk) -> None:
        assert '<html lang="de"' in visitor.get("/sign-in", headers={"Accept-Language": "de-AT"}).text


def test_board_says_that_no_push_waits_rather_than_that_each_was_read(analyst: Desk) -> None:
    """A push in quarantine was not read, and waits for nothing on this node."""
    shown = analyst.get("/flights").text

    assert "no push waits" in shown
    assert "every push was read" not in shown


class TestAlertLists:
    """Imports in two steps; nothing is matched before it was approved (rule PNR-08)."""

    def test_preview_stores_nothing(self, analyst: Desk) -> None:
        analyst.upload("/alerts/preview", published(), source="never-stored")

        assert "never-stored" not in analyst.get("/alerts").text

    def test_file_that_was_not_previewed_is_refused(self, analyst: Desk) -> None:
        answer = analyst.upload("/alerts/import", published(), digest="0" * 64)

        assert answer.status_code == 400
        assert "preview" in answer.text

    def test_list_is_imported_proposed_and_approved_by_two(self, address: str, analyst: Desk) -> None:
        data = published(ORLANDIC)
        preview = analyst.upload("/alerts/preview", data)
        digest = re.findall(r'name="digest" value="(\w+)"', preview.text)[0]
        done = analyst.upload("/alerts/import", data, digest=digest)
        held = analyst.get("/alerts").text
        fields = {"source": "test-list", "category": "", "article": "Art. 6(3)(a)", "offence": "terrorism"}
        analyst.fill("/alerts/eligibilities", **fields, review_by=f"{datetime.now(UTC).year + 1}-01-31")
        with signed_in(address, SENIOR.identifier) as senior:
            path = re.findall(r'action="(/alerts/eligibilities/\w+/decide)"', senior.get("/alerts").text)[0]
            decided = senior.fill(path, approve="yes")

        assert done.status_code == 200
        assert "not matched: no approval (rule PNR-08)" in held
        assert decided.headers["Location"] == "/alerts?done=approved"
        assert "travel data is matched" in analyst.get("/alerts", headers={"Accept-Language": "en"}).text


def request_path(desk: Desk) -> str:
    """Return the path of a request of the queue that waits for the court."""
    paths: list[str] = re.findall(r'href="(/requests/R[\w-]+)"', desk.get("/requests").text)
    return next(path for path in paths if "waits for approval" in desk.get(path).text)


class TestRequests:
    """Directive (EU) 2016/681, Art. 6(2)(b); C-817/19: prior review by a court or independent body."""

    FIELDS: dict[str, str | list[str]] = {  # noqa: RUF012  an answer to a form, not shared state
        "authority": "BE-FPS",
        "offence": "terrorism",
        "provision": "Criminal Code, Art. 140",
        "penalty_years": "10",
        "air_link": "travel to join a group abroad",
        "necessity": "A booking of this locator is named in the file.",
        "kind": ["record locator", "document number", "flight"],
        "value": ["QQ7XK2", "", ""],
    }

    @pytest.fixture(autouse=True)
    def listed_authority(self, node: Node) -> None:
        ensure_listed(node)

    def test_search_waits_for_a_court_and_puts_no_value_into_the_address(self, address: str, analyst: Desk) -> None:
        opened = analyst.fill("/requests", **self.FIELDS)
        path = request_path(analyst)
        early = analyst.get(path).text
        with signed_in(address, JUDGE.identifier) as judge:
            judge.fill(f"{path}/decide", approve="yes", reason="Order 12/2026")
        search = analyst.fill(f"{path}/search")

        assert opened.headers["Location"] == "/requests?done=opened"
        assert "/search" not in early
        assert search.status_code == 200
        assert "QQ7XK2" not in str(search.url)

    def test_court_says_why_and_the_page_shows_it(self, address: str, analyst: Desk) -> None:
        analyst.fill("/requests", **self.FIELDS)
        path = request_path(analyst)
        with signed_in(address, JUDGE.identifier) as judge:
            page = judge.get(path).text
            judge.fill(f"{path}/decide", approve="no", reason="Order 13/2026: no link")

        assert "Reasons, with the reference of the decision" in page
        assert "Order 13/2026: no link" in analyst.get(path).text

    def test_decision_of_a_court_without_reasons_is_refused(self, address: str, analyst: Desk) -> None:
        analyst.fill("/requests", **self.FIELDS)
        path = request_path(analyst)
        with signed_in(address, JUDGE.identifier) as judge:
            assert judge.fill(f"{path}/decide", approve="yes", reason=" ").status_code == 403


def test_log_is_exported_to_those_who_check(address: str) -> None:
    with signed_in(address, DATA_PROTECTION_OFFICER.identifier) as desk:
        answer = desk.fill("/log/export", stream="pnr")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.text.startswith('{"')


def test_static_files_stay_inside_their_folder(visitor: Desk) -> None:
    assert visitor.get("/static/%2e%2e/app.py").status_code == 404


def test_every_vendored_folder_has_its_licence() -> None:
    vendored = Path(create_app.__code__.co_filename).parent / "static" / "vendor"

    assert [folder.name for folder in vendored.iterdir() if not (folder / "LICENSE").is_file()] == []


class TestLinks:
    def test_links_without_a_reference_are_refused_by_their_rule(self, analyst: Desk) -> None:
        answer = analyst.get("/travellers/none/links")

        assert answer.status_code == 403
        assert "SYS-01" in answer.text

    def test_links_of_nobody_are_no_page(self, analyst: Desk) -> None:
        assert analyst.get("/travellers/none/links?match=none").status_code == 404
