"""What the playground tells while it works: faults at once, formulas first, bounds at the limit, turns between tabs."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

import duality
from duality.api.pipeline import derivation_of
from duality.api.progress import Progress
from duality.play.job import Job, bounds_page
from tests.play.server import playground
from tests.play.test_server import ENDLESS, call

JSON = {"Content-Type": "application/json"}
HARD = (
    "max sin(x*y*z) + cos(x*w) - (x*y - z*w)^2\n"
    + "".join(f"domain {v} in [-9, 9]\n" for v in "xyzw")
    + ("s.t. x*y*z*w <= 1\nx + y + z + w >= 1")
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with playground("--time-limit", "60") as found:
        yield found


def told(address: str, text: str, **settings: Any) -> Iterator[tuple[float, dict[str, Any]]]:
    """Every line of an answer, with the seconds until it came."""
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port or 0, timeout=100)
    began = time.monotonic()
    body = json.dumps({"text": text, **settings})
    connection.request("POST", "/compute", body, JSON | {"Accept": "application/x-ndjson"})
    with connection.getresponse() as answer:
        try:
            while line := answer.readline():
                yield time.monotonic() - began, json.loads(line)
        finally:
            connection.close()


def page_of(address: str, line: dict[str, Any]) -> str:
    return call(address, "GET", line["page"])[1]


def test_formulas_come_first_then_values_then_pictures(address: str) -> None:
    lines = [line for _, line in told(address, "min x^2 + y^2\ns.t. budget: x + y >= 1")]
    assert [line["stage"] for line in lines] == ["derived", "solved", "drawn"]
    derived, solved, drawn = (page_of(address, line) for line in lines)
    assert "The dual function" in derived and "The verdict" not in derived
    assert "The verdict" in solved and "<script" not in solved
    assert "<script" in drawn


def test_a_worker_serves_again_without_loading_anew(address: str) -> None:
    list(told(address, "min x^2\ns.t. x >= 1"))
    *_, (seconds, last) = told(address, "min x^2\ns.t. x >= 2")
    assert last["stage"] == "drawn"
    assert seconds < 30


def test_a_fault_is_told_at_once_even_while_another_text_is_computed(address: str) -> None:
    with_turn = told(address, ENDLESS)
    assert next(with_turn)[1].get("stage") == "derived"
    [(seconds, line)] = told(address, "min x^2 + y^2\ns.t. budget: x + y >== 1")
    assert line["fault"]["column"] == 20
    assert seconds < 2
    with_turn.close()


def test_two_tabs_are_answered_in_turn(address: str) -> None:
    first: list[dict[str, Any]] = []
    begun = told(address, "min x^4 - 3*x^2 + x*y + y^2\ns.t. x + y <= 1")
    first.append(next(begun)[1])
    second: list[dict[str, Any]] = []
    tab = Thread(target=lambda: second.extend(line for _, line in told(address, "min x^2\ns.t. x >= 1")))
    tab.start()
    first.extend(line for _, line in begun)
    tab.join(100)
    assert first[-1]["stage"] == "drawn"
    assert second[0] == {"waiting": True}
    assert second[-1]["stage"] == "drawn"


def test_whoever_leaves_gives_up_the_turn(address: str) -> None:
    for _ in range(3):
        leaver = told(address, ENDLESS)
        next(leaver)
        leaver.close()
    *_, (seconds, last) = told(address, "min x^2\ns.t. x >= 1")
    assert last["stage"] == "drawn"
    assert seconds < 60


def test_at_the_limit_the_bounds_so_far_are_shown() -> None:
    with playground("--time-limit", "0.5") as address:
        *_, (_, last) = told(address, HARD)
        # By itself in time, or from beside: a page with the verdict either way.
        assert last["stage"] in ("drawn", "stopped")
        assert "The verdict" in page_of(address, last)
        [(_, fault)] = told(address, "min x^^2")
        assert "fault" in fault


def test_a_computation_that_does_not_stop_is_told_from_beside() -> None:
    known, job = Progress(), Job(HARD, 0.5)
    assert bounds_page(job, known) is None
    known.derivation = derivation_of(duality.parse(HARD))
    known.primal_bounds.saw(lower=-3.25, upper=-1.5)
    known.stage = "solving the primal problem"
    page = bounds_page(job, known)
    assert page is not None
    assert "3.25" in page and "1.5" in page
    assert "the time limit was reached while solving the primal problem" in page


def test_a_statement_in_letters_is_derived(address: str) -> None:
    *_, (_, last) = told(address, "param A in R^(m, n), b in R^m\nvar x in R^n\nmin 1/2*norm(A*x - b)^2")
    assert "A in R^(m, n)" in page_of(address, last)


def test_every_setting_reaches_the_page(address: str) -> None:
    *_, (_, last) = told(address, "min x^2\ns.t. x >= 1", notation="boyd", language="zh")
    assert 'lang="zh' in page_of(address, last)
    [(_, sheet)] = told(address, "min x^2\ns.t. x >= 1", hide_answers=True)
    assert sheet["stage"] == "drawn"
