"""Pages in a headless Chromium: nothing asked for, nothing complained of, formulas and charts with a real size."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from duality import api, library
from tests.page.browser import chromium, complaints, needs_browser, requests, show, wait_for

pytestmark = [needs_browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

TOLD = ("min-norm", "double-well", "trust-region", "svm-hard", "slater-gap")
OTHERS = tuple(name for name in library.names() if name not in TOLD)
PHONE = 390


@cache
def written(name: str) -> str:
    path = library.path(name)
    assert path is not None
    return api.page(api.solve(api.read(path), time_limit=60.0))


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def file(tmp_path: Path):
    def write(name: str) -> Path:
        place = tmp_path / f"{name}.html"
        place.write_text(written(name), encoding="utf-8")
        return place

    return write


@pytest.mark.parametrize("name", [*TOLD, *(pytest.param(name, marks=pytest.mark.slow) for name in OTHERS)])
def test_it_draws_everything_and_asks_for_nothing(name: str, driver: Any, file) -> None:
    show(driver, file(name))
    assert complaints(driver) == []
    assert requests(driver) == []
    charts = driver.execute_script(
        "return [...document.querySelectorAll('.chart > svg')].map(chart => chart.getBoundingClientRect().width)"
    )
    if name in TOLD:
        assert charts, "these have pictures, and all of them the slider"
    assert all(width > 100 for width in charts)
    sizes = driver.execute_script(
        "return [...document.querySelectorAll('math')].filter(m => m.checkVisibility())"
        ".map(m => [m.getBoundingClientRect().width, m.getBoundingClientRect().height])"
    )
    assert len(sizes) > 20
    assert min(width for width, _ in sizes) > 3
    assert min(height for _, height in sizes) > 6


def test_formulas_are_set_in_the_embedded_font(driver: Any, file) -> None:
    show(driver, file("min-norm"))
    faces = driver.execute_script("return [...document.fonts].map(face => face.family + ' ' + face.status)")
    assert [face.replace('"', "") for face in faces] == ["Duality Math loaded"]


@pytest.mark.parametrize("name", TOLD)
def test_the_keyboard_moves_the_slider_and_the_slider_the_marks(name: str, driver: Any, file) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    show(driver, file(name))
    slide = driver.find_element(By.CSS_SELECTOR, "input[type=range]")
    assert slide.get_attribute("aria-describedby")
    readout = driver.find_element(By.CSS_SELECTOR, "output[aria-live]")
    marks = "return document.querySelector('#figure-slider .chart').innerHTML"
    driver.execute_script("arguments[0].focus()", slide)
    assert driver.switch_to.active_element == slide
    for key in (Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.END):
        said, drawn = readout.text, driver.execute_script(marks)
        if key == Keys.HOME and slide.get_attribute("value") == "0":
            continue
        slide.send_keys(key)
        wait_for(lambda said=said: readout.text != said)
        wait_for(lambda drawn=drawn: driver.execute_script(marks) != drawn)
        assert slide.get_attribute("aria-valuetext").split(", ")[0] in readout.text
    assert complaints(driver) == []


@pytest.mark.parametrize("name", TOLD)
def test_a_phone_does_not_scroll_sideways(name: str, driver: Any, file) -> None:
    show(driver, file(name), width=PHONE)
    page, screen = driver.execute_script("const e = document.documentElement; return [e.scrollWidth, e.clientWidth]")
    assert screen == PHONE
    assert page <= screen


def test_dark_charts_keep_the_place_of_the_slider(driver: Any, file) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    show(driver, file("double-well"))
    slide = driver.find_element(By.CSS_SELECTOR, "input[type=range]")
    slide.send_keys(Keys.HOME)
    readout = driver.find_element(By.CSS_SELECTOR, "output[aria-live]").text
    colors = (
        "const c = getComputedStyle; return [c(document.body).backgroundColor,"
        "c(document.querySelector('#figure-theta .chart text')).fill]"
    )
    light = driver.execute_script(colors)
    scheme = [{"name": "prefers-color-scheme", "value": "dark"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
    dark = driver.execute_script(colors)
    assert all(before != after for before, after in zip(light, dark, strict=True))
    assert slide.get_attribute("value") == "0"
    assert driver.find_element(By.CSS_SELECTOR, "output[aria-live]").text == readout


def test_the_policy_blocks_scripts_and_requests(driver: Any, file) -> None:
    show(driver, file("min-norm"))
    driver.execute_script(
        "window.blocked = [];"
        "document.addEventListener('securitypolicyviolation', e => window.blocked.push(e.effectiveDirective));"
        "fetch('http://127.0.0.1:9/').catch(() => 0);"
        "const s = document.createElement('script'); s.textContent = 'window.added = 1'; document.body.append(s);"
        "const i = new Image(); i.src = 'http://127.0.0.1:9/i.png'; document.body.append(i);"
    )
    wait_for(lambda: len(driver.execute_script("return window.blocked")) >= 3)
    assert set(driver.execute_script("return window.blocked")) == {"connect-src", "script-src-elem", "img-src"}
    assert driver.execute_script("return window.added ?? 'blocked'") == "blocked"


def test_paper_has_no_controls_and_all_steps(driver: Any, file) -> None:
    show(driver, file("svm-hard"))
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    visible = "return document.querySelector(arguments[0]).checkVisibility()"
    assert not driver.execute_script(visible, "input[type=range]")
    assert not driver.execute_script(visible, "nav")
    steps = "return document.querySelector('ol.steps').getBoundingClientRect().height"
    assert driver.execute_script(steps) > 50
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_homework_has_formulas_and_no_script(driver: Any, tmp_path: Path) -> None:
    path = library.path("min-norm")
    assert path is not None
    place = tmp_path / "homework.html"
    place.write_text(api.exercises(api.read(path)), encoding="utf-8")
    show(driver, place, width=PHONE)
    assert complaints(driver) == []
    assert driver.execute_script("return document.scripts.length") == 0
    assert driver.execute_script("return document.querySelectorAll('math').length") > 5
