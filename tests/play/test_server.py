"""The playground's server: computes, shows faults, refuses what it should, and survives what never ends."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from duality.play.limits import MAX_TEXT
from tests.play.server import playground

ENDLESS = "min sin(x*y*z*w) + exp(x*w) - y^7*z^3 + cos(x^2*y)*w\ndomain x in [-9, 9]\ndomain y in [-9, 9]\n" + (
    "domain z in [-9, 9]\ndomain w in [-9, 9]\ns.t. x*y*z*w == 1\nsin(x) + cos(y*w) <= z^5"
)
"""Nothing settles this in a second."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with playground("--time-limit", "60") as found:
        yield found


def call(
    address: str, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
) -> tuple[int, str, dict[str, str]]:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port or 0, timeout=200)
    sent = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
    connection.request(method, path, sent, headers or ({"Content-Type": "application/json"} if body else {}))
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), {k.lower(): v for k, v in answer.getheaders()}
    connection.close()
    return found


def computed(address: str, text: str) -> dict[str, Any]:
    status, words, _ = call(address, "POST", "/compute", {"text": text})
    assert status == 200
    return json.loads(words)


def test_a_typed_problem_becomes_a_page(address: str) -> None:
    found = computed(address, "title Half plane\nmin x^2 + y^2\ns.t. budget: x + y >= 1")
    status, page, headers = call(address, "GET", found["page"])
    assert status == 200
    assert "Half plane" in page
    assert "sandbox" in headers["content-security-policy"]


def test_a_fault_has_its_line_and_column(address: str) -> None:
    fault = computed(address, "min x^2 + y^2\ns.t. budget: x + y >== 1")["fault"]
    assert (fault["line"], fault["column"]) == (2, 20)
    assert fault["message"]


def test_a_text_that_is_being_typed_is_only_read(address: str) -> None:
    for text, line in (("min x^2 + y^2\ns.t. x + y >= 1", 0), ("min x^2\ns.t. x >= ", 2)):
        status, words, _ = call(address, "POST", "/read", {"text": text})
        assert status == 200
        assert json.loads(words).get("fault", {"line": 0})["line"] == line


def test_no_file_can_be_loaded(address: str) -> None:
    fault = computed(address, 'param b = load("secrets.csv")\nmin b[1]*x\ns.t. x >= 1')["fault"]
    assert "load" in fault["message"]


@pytest.mark.parametrize(
    "path", ["/assets/../application.py", "/assets/%2e%2e/application.py", "/examples/..%2Fpyproject", "/pages/none"]
)
def test_no_other_file_is_served(address: str, path: str) -> None:
    assert call(address, "GET", path)[0] == 404


def test_an_oversized_text_is_refused_before_it_is_read(address: str) -> None:
    status, words, _ = call(address, "POST", "/compute", {"text": "x" * 3_000_000})
    assert status == 413
    assert f"{MAX_TEXT:,}" in json.loads(words)["refused"]


def test_a_text_just_too_long_is_refused(address: str) -> None:
    assert call(address, "POST", "/compute", {"text": "#" * (MAX_TEXT + 1)})[0] == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Type": "application/json", "Host": "elsewhere.example"}, 400),
    ],
)
def test_requests_of_other_sites_are_refused(address: str, headers: dict[str, str], status: int) -> None:
    assert call(address, "POST", "/compute", b'{"text": "min x^2"}', headers)[0] == status


@pytest.mark.parametrize("body", [b"no json", b"[]", b'{"text": 3}', b'{"text": "min x^2", "language": "xx"}'])
def test_a_malformed_request_is_refused(address: str, body: bytes) -> None:
    assert call(address, "POST", "/compute", body, {"Content-Type": "application/json"})[0] == 400


def test_the_shipped_problems_are_offered(address: str) -> None:
    listed = json.loads(call(address, "GET", "/examples")[1])
    names = [entry["name"] for entry in listed]
    assert {"min-norm", "double-well", "svm-hard"} <= set(names)
    assert "x^2" in call(address, "GET", "/examples/min-norm")[1]


def test_the_editor_may_load_nothing_from_outside(address: str) -> None:
    _, page, headers = call(address, "GET", "/")
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "http://" not in page
    assert "https://" not in page


def test_what_never_ends_is_stopped_and_the_server_goes_on() -> None:
    with playground("--time-limit", "0.2") as address:
        found = computed(address, ENDLESS)
        assert "page" in found or found["lost"] == "stopped"
        assert "fault" in computed(address, "min x^^2")


def test_it_begins_with_the_given_text() -> None:
    with playground("-", text="min x^2\ns.t. x >= 1\n") as address:
        assert json.loads(call(address, "GET", "/start")[1])["text"] == "min x^2\ns.t. x >= 1\n"


def test_it_listens_on_this_machine_only(address: str) -> None:
    assert urlsplit(address).hostname == "127.0.0.1"
