"""The playground in a headless Chromium: a typed problem, a fault with its place, a runaway and a paste of 3 MB."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

from tests.page.browser import chromium, complaints, needs_browser, requests, wait_for
from tests.play.server import playground
from tests.play.test_server import ENDLESS

pytestmark = needs_browser


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with playground("--time-limit", "60") as found:
        yield found


def opened(driver: Any, address: str, fragment: str = "") -> None:
    driver.get("about:blank")
    driver.get(address + fragment)
    wait_for(lambda: driver.execute_script("return document.documentElement.dataset.ready === 'true'"))


def typed(driver: Any, text: str) -> None:
    """The text put in as a paste would, then Ctrl+Enter."""
    script = "const t = document.getElementById('text'); t.value = arguments[0]; t.dispatchEvent(new Event('input'));"
    driver.execute_script(script, text)
    driver.execute_script(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', ctrlKey: true, bubbles: true}))"
    )


def said(driver: Any) -> str:
    return driver.execute_script("return document.getElementById('status').textContent")


def shown_fault(driver: Any) -> str:
    return driver.execute_script("const f = document.getElementById('fault'); return f.hidden ? '' : f.textContent")


def test_a_typed_problem_is_solved_and_shown(driver: Any, address: str) -> None:
    opened(driver, address)
    driver.get_log("performance")
    typed(driver, "title Nearest point\nmin x^2 + y^2\ns.t. budget: x + y >= 1")
    wait_for(lambda: said(driver).startswith("Done"), 90)
    driver.switch_to.frame("page")
    wait_for(lambda: "Nearest point" in driver.find_element("tag name", "body").text)
    driver.switch_to.default_content()
    asked = [url for url in requests(driver) if not url.startswith((address, "blob:"))]
    assert asked == []
    assert complaints(driver) == []


def test_the_text_lives_in_the_address(driver: Any, address: str) -> None:
    text = "min (x - 3)^2\ns.t. x <= 1   # größer"
    opened(driver, address)
    typed(driver, text)
    fragment = driver.current_url.partition("#")[2]
    assert unquote(fragment) == text
    opened(driver, address, "#" + fragment)
    assert driver.execute_script("return document.getElementById('text').value") == text


def test_a_fault_is_shown_in_its_place(driver: Any, address: str) -> None:
    opened(driver, address)
    typed(driver, "min x^2 + y^2\ns.t. budget: x + y >== 1")
    wait_for(lambda: shown_fault(driver) != "")
    assert "line 2, column 20" in shown_fault(driver)
    assert driver.execute_script("return document.querySelector('#marks mark').textContent") == ">=="
    assert driver.execute_script("return document.querySelector('#gutter .bad').textContent.trim()") == "2"
    assert driver.execute_script("return document.getElementById('text').selectionStart") == len("min x^2 + y^2\n") + 19


def test_what_is_to_be_written_keeps_its_lines(driver: Any, address: str) -> None:
    opened(driver, address)
    typed(driver, "min c'x s.t. Ax = b, x >= 0")
    wait_for(lambda: shown_fault(driver) != "")
    shown = driver.execute_script("return document.querySelector('#fault .written').innerText")
    assert shown.splitlines() == [
        "param A in R^(m, n), b in R^m, c in R^n",
        "var x in R^n",
        "min c'x",
        "s.t. A*x = b, x >= 0",
    ]


def test_a_runaway_is_stopped_and_the_next_text_is_answered(driver: Any) -> None:
    with playground("--time-limit", "0.2") as address:
        opened(driver, address)
        typed(driver, ENDLESS)
        wait_for(lambda: said(driver).startswith(("Stopped", "Done")), 60)
        typed(driver, "min x^^2")
        wait_for(lambda: "line 1" in shown_fault(driver))


def test_a_paste_of_3_mb_is_refused(driver: Any, address: str) -> None:
    opened(driver, address)
    script = "const t = document.getElementById('text'); t.value = '# long line '.repeat(250000);"
    driver.execute_script(script)
    driver.find_element("id", "compute").click()
    wait_for(lambda: said(driver) == "Refused.")
    assert "200,000 bytes" in shown_fault(driver)


def test_an_example_can_be_picked(driver: Any, address: str) -> None:
    opened(driver, address)
    script = (
        "const e = document.getElementById('examples'); e.value = arguments[0]; e.dispatchEvent(new Event('change'))"
    )
    driver.execute_script(script, "min-norm")
    wait_for(lambda: "x^2" in driver.execute_script("return document.getElementById('text').value"))


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_sticks_out_sideways(driver: Any, address: str, width: int) -> None:
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    opened(driver, address)
    page = "document.documentElement"
    assert driver.execute_script(f"return {page}.scrollWidth <= {page}.clientWidth")


def value(driver: Any) -> str:
    return driver.execute_script("return document.getElementById('text').value")


def is_stale(driver: Any) -> bool:
    return not driver.execute_script("return document.getElementById('stale').hidden")


def chosen(driver: Any, name: str) -> None:
    script = (
        "const e = document.getElementById('examples'); e.value = arguments[0]; e.dispatchEvent(new Event('change'))"
    )
    driver.execute_script(script, name)


MINE = "min x^2\ns.t. x >= 41"


def test_an_example_destroys_no_text_undo_and_back_bring_it_again(driver: Any, address: str) -> None:
    from selenium.webdriver import ActionChains, Keys

    opened(driver, address)
    typed(driver, MINE)
    chosen(driver, "min-norm")
    wait_for(lambda: "budget" in value(driver))
    driver.find_element("id", "text").click()
    ActionChains(driver).key_down(Keys.CONTROL).send_keys("z").key_up(Keys.CONTROL).perform()
    wait_for(lambda: value(driver) == MINE)
    chosen(driver, "min-norm")
    wait_for(lambda: "budget" in value(driver))
    driver.back()
    wait_for(lambda: value(driver) == MINE)


def test_a_link_keeps_all_settings(driver: Any, address: str) -> None:
    opened(driver, address)
    typed(driver, "min a + b\ns.t. a*b >= 1 # + & = #")
    find = "const e = document.getElementById(arguments[0]); e[arguments[1]] = arguments[2];"
    script = find + "e.dispatchEvent(new Event('change'))"
    for change in (("notation", "value", "boyd"), ("language", "value", "zh"), ("exercise", "checked", True)):
        driver.execute_script(script, *change)
    link = driver.current_url
    driver.get("about:blank")
    driver.get(link)
    wait_for(lambda: driver.execute_script("return document.documentElement.dataset.ready === 'true'"))
    state = "return ['notation', 'language'].map((id) => document.getElementById(id).value)"
    assert driver.execute_script(state) == ["boyd", "zh"]
    assert driver.execute_script("return document.getElementById('exercise').checked") is True
    assert value(driver) == "min a + b\ns.t. a*b >= 1 # + & = #"


def test_a_page_of_an_earlier_text_says_so(driver: Any, address: str) -> None:
    opened(driver, address)
    typed(driver, MINE)
    wait_for(lambda: said(driver).startswith("Done"), 90)
    assert not is_stale(driver)
    typed(driver, "min x^^2")
    wait_for(lambda: shown_fault(driver) != "")
    assert is_stale(driver)
    typed(driver, MINE)
    wait_for(lambda: not is_stale(driver), 90)


def test_a_fault_is_shown_while_typing_and_the_caret_stays(driver: Any, address: str) -> None:
    opened(driver, address)
    script = "const t = document.getElementById('text'); t.value = arguments[0]; t.focus(); t.setSelectionRange(3, 3);"
    driver.execute_script(script + "t.dispatchEvent(new Event('input'));", "min x^2 +")
    wait_for(lambda: shown_fault(driver) != "")
    assert driver.execute_script("return document.getElementById('text').selectionStart") == 3
    driver.execute_script(script + "t.dispatchEvent(new Event('input'));", "min x^2 + y^2")
    assert shown_fault(driver) == ""


def test_the_formulas_are_shown_before_the_pictures(driver: Any, address: str) -> None:
    opened(driver, address)
    words = "window.said = []; new MutationObserver(() => said.push(document.getElementById('status').textContent))"
    driver.execute_script(words + ".observe(document.getElementById('status'), {childList: true})")
    typed(driver, "min x^2 + y^2\ns.t. x + 3*y >= 1")
    wait_for(lambda: said(driver).startswith("Done"), 90)
    told = " ".join(driver.execute_script("return window.said"))
    assert told.index("formulas are here") < told.index("values are here") < told.index("Done")


def test_a_second_tab_waits_for_its_turn_and_gets_it(driver: Any, address: str) -> None:
    opened(driver, address)
    typed(driver, ENDLESS)
    first = driver.current_window_handle
    driver.switch_to.new_window("tab")
    try:
        opened(driver, address)
        typed(driver, MINE)
        wait_for(lambda: said(driver).startswith("Waiting for another tab"), 60)
        second = driver.current_window_handle
        driver.switch_to.window(first)
        driver.find_element("id", "stop").click()
        wait_for(lambda: said(driver) == "Stopped.")
        driver.switch_to.window(second)
        wait_for(lambda: said(driver).startswith("Done"), 120)
    finally:
        driver.close()
        driver.switch_to.window(first)
