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
