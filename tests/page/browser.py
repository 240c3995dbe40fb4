"""A headless Chromium, and what it says about a page."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

import pytest

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 30.0
"""Seconds that a page may take to draw its charts on a busy machine."""


def found() -> tuple[str, str] | None:
    """The browser and its driver, where both are installed."""
    driver = shutil.which("chromedriver")
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return (browser, driver) if browser and driver else None


needs_browser = pytest.mark.skipif(found() is None, reason="NO BROWSER: chromium and chromedriver are not installed")


@contextmanager
def chromium() -> Iterator[Any]:
    """A fresh browser with an empty profile; it logs its console and every request."""
    from selenium import webdriver

    places = found()
    assert places is not None
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = places[0]
        for flag in (*FLAGS, f"--user-data-dir={profile}", "--window-size=1280,900"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(places[1]))
        try:
            yield driver
        finally:
            driver.quit()


def show(driver: Any, file: Path, width: int = 1280, dark: bool = False) -> None:
    """Opens the file at that width, and waits until every chart is drawn."""
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.get_log("browser")
    driver.get_log("performance")
    driver.get(file.as_uri())
    ready = "return document.documentElement.dataset.ready === 'true' || !document.querySelector('script[type=module]')"
    wait_for(lambda: driver.execute_script(ready))


def wait_for(condition: Any, patience: float = PATIENCE) -> None:
    """Until the condition holds; an ``AssertionError`` after so many seconds."""
    until = monotonic() + patience
    while not condition():
        assert monotonic() < until, "the page did not get there in time"
        sleep(0.05)


def requests(driver: Any) -> list[str]:
    """Every address that the page asked for since it was opened, its own file apart."""
    asked = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    return [address for address in asked if not address.startswith(("data:", "file:"))]


def complaints(driver: Any) -> list[str]:
    """What the console says that is a warning or worse."""
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("WARNING", "SEVERE")]
