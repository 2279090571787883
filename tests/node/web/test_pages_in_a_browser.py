"""Each page in a real browser: readable by all, by keyboard, and asking nothing of anyone but this node."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.node.web import scenes

pytestmark = pytest.mark.browser


def faults_of(tab: Page) -> list[tuple[str, str]]:
    """Return axe's violations: rule, and the first element that breaks it."""
    found: list[dict[str, Any]] = Axe().run(tab).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found]


@pytest.mark.parametrize("name", scenes.PAGES)
def test_page_breaks_no_rule_of_axe_in_either_theme(tab: Page, name: str) -> None:
    tab.goto(f"/scene/{name}?theme=light")
    in_light = faults_of(tab)
    tab.evaluate("document.documentElement.dataset.theme = 'dark'")
    in_dark = faults_of(tab)

    assert (in_light, in_dark) == ([], [])


@pytest.mark.parametrize("name", scenes.PAGES)
def test_page_asks_no_other_host_and_breaks_no_policy(tab: Page, stage_address: str, name: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))

    tab.goto(f"/scene/{name}", wait_until="load")

    assert [url for url in asked if not url.startswith(stage_address)] == []
    assert said == []


@pytest.mark.parametrize(("width", "language"), [(1920, "en"), (1366, "fr"), (820, "nl"), (820, "de")])
@pytest.mark.parametrize(
    "name",
    [
        "board",
        "match",
        "queue",
        "alerts",
        "log",
        "selections",
        "carriers",
        "carrier",
        "breaches",
        "requests",
        "request",
        "recipients",
        "disseminations",
        "draft",
        "dissemination",
        "letter",
        "criteria",
        "criterion",
        "match-criterion",
    ],
)
def test_page_never_scrolls_sideways(tab: Page, name: str, width: int, language: str) -> None:
    tab.set_viewport_size({"width": width, "height": 900})

    tab.goto(f"/scene/{name}?language={language}")

    assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
@pytest.mark.parametrize("name", ["carriers", "carrier"])
def test_tables_of_carriers_are_whole_on_a_laptop(tab: Page, name: str, language: str) -> None:
    tab.set_viewport_size({"width": 1366, "height": 900})

    tab.goto(f"/scene/{name}?language={language}")

    hidden = tab.evaluate("[...document.querySelectorAll('.scroll')].map(one => one.scrollWidth - one.clientWidth)")
    assert max(hidden) <= 1  # a browser rounds widths


def test_page_at_two_hundred_percent_never_scrolls_sideways(tab: Page) -> None:
    tab.set_viewport_size({"width": 683, "height": 384})

    tab.goto("/scene/match")

    assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_j_goes_down_the_queue(tab: Page) -> None:
    tab.goto("/scene/queue")

    tab.keyboard.press("j")
    tab.keyboard.press("j")

    assert tab.evaluate("document.activeElement.textContent") == scenes.MATCHES[1].sought


def test_k_goes_up_the_queue(tab: Page) -> None:
    tab.goto("/scene/queue")

    tab.keyboard.press("j")
    tab.keyboard.press("j")
    tab.keyboard.press("k")

    assert tab.evaluate("document.activeElement.textContent") == scenes.MATCHES[0].sought


def test_c_takes_the_match_of_the_row_in_focus(tab: Page) -> None:
    tab.goto("/scene/queue")
    tab.keyboard.press("j")

    with tab.expect_request("**/claim") as claim:
        tab.keyboard.press("c")

    assert claim.value.url.endswith("/matches/m0aa/claim")


@pytest.mark.parametrize(("key", "decision"), [("1", "confirmed"), ("2", "refuted"), ("3", "undetermined")])
def test_number_key_chooses_a_decision(tab: Page, key: str, decision: str) -> None:
    tab.goto("/scene/match")

    tab.keyboard.press(key)

    assert tab.locator("input[name=decision]:checked").input_value() == decision


def test_g_goes_to_the_grounds(tab: Page) -> None:
    tab.goto("/scene/match")

    tab.keyboard.press("g")

    assert tab.evaluate("document.activeElement.value") == scenes.MATCH.incriminating[0]


def test_keys_are_letters_in_the_note(tab: Page) -> None:
    tab.goto("/scene/match")

    tab.keyboard.press("n")
    tab.keyboard.type("1 jackdaw?")

    assert tab.locator("textarea").input_value() == "1 jackdaw?"
    assert tab.locator("input[name=decision]:checked").count() == 0


def test_question_mark_opens_the_help(tab: Page) -> None:
    tab.goto("/scene/queue")

    with tab.expect_request("**/help"):
        tab.keyboard.press("?")


def test_every_control_of_the_review_is_reached_with_the_tab_key(tab: Page) -> None:
    tab.goto("/scene/match")
    focused = "() => document.activeElement.name || document.activeElement.textContent.trim()"

    reached = [(tab.keyboard.press("Tab"), tab.evaluate(focused))[1] for _ in range(60)]

    assert {"grounds", "decision", "note", "Record the decision"} <= set(reached)


def test_every_control_of_a_selection_is_reached_with_the_tab_key(tab: Page) -> None:
    tab.goto("/scene/selections")
    focused = "() => document.activeElement.name || document.activeElement.textContent.trim()"

    reached = [(tab.keyboard.press("Tab"), tab.evaluate(focused))[1] for _ in range(60)]

    wanted = {"approve", "reasons", "Record a judgment", "End it before its time", "parts", "ends", "Propose"}
    assert wanted <= set(reached)


def test_details_of_a_selection_open_with_the_keyboard(tab: Page) -> None:
    tab.goto("/scene/selections")

    tab.get_by_text("Record a judgment").focus()
    tab.keyboard.press("Enter")

    assert tab.get_by_role("button", name="Annulled").is_visible()


def test_every_control_of_a_criterion_is_reached_with_the_tab_key(tab: Page) -> None:
    tab.goto("/scene/criterion")
    focused = "() => document.activeElement.name || document.activeElement.textContent.trim()"

    reached = [(tab.keyboard.press("Tab"), tab.evaluate(focused))[1] for _ in range(80)]

    wanted = {"approve", "reasons", "Suspend it", "Withdraw it", "text", "Check the text", "against", "Propose"}
    assert wanted <= set(reached)


def test_shown_bar_is_as_long_as_its_weight(tab: Page) -> None:
    tab.goto("/scene/match")

    lengths = tab.locator("svg.weigh rect").evaluate_all("bars => bars.map(bar => Number(bar.getAttribute('width')))")

    assert lengths == [100, 75, 36, 13, 3, 9, 39]


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_longest_menu_stays_on_one_line_on_a_laptop(tab: Page, language: str) -> None:
    tab.goto(f"/scene/log?language={language}&as=officer", wait_until="load")

    tops = tab.evaluate("[...document.querySelectorAll('.menu li')].map(item => item.getBoundingClientRect().top)")

    assert (len(tops), len(set(tops))) == (9, 1)
