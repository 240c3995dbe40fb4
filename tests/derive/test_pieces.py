"""The printed pieces of theta_D: none impossible, none twice, none against another, and -inf only where it is."""

from __future__ import annotations

import pytest

import duality as du
from duality import library
from tests.derive.pieces import findings
from tests.known.everything import CLASSES

KNOWN = {f"{group}: {title}": known.text for group, table in CLASSES.items() for title, known in table.items()}

OPEN = {
    # 1 - 100/(alpha + 100) > 0, or = 0: that it is never negative is not seen.
    "global: rosenbrock in a disc",
    "hs: hs100",
}

STATEMENTS = [
    # one block asks alpha_a = 0, the other has alpha_a > 0 and its border
    "min y; s.t. x^2 + y^2 <= 1; x >= 1",
    "min x; s.t. x^2 + y^2 <= 1; (x - 1)^2 + y^2 <= 1",
    # the second block's condition is weaker than the first one's
    "min x - x^2 - y^2; s.t. x^2 + y^2 <= 1",
    # thresholds that are no fractions, intervals that are closed
    "domain x in [1, 10]; min log(x); s.t. x >= 2",
    "domain x in [0, 1]; min tan(x); s.t. x >= 1/2",
    "domain x in [0, 3]; domain y in [-1, 1]; min -x^2 - y^2; s.t. x + y >= 1; x - y <= 2",
    "domain x in {0, 1}; min x^2 - y; s.t. y <= x; y <= 1/2",
    "min abs(x) + abs(y) + max(0, x - y); s.t. x + y = 1",
    "min 3; s.t. x + y <= 1",
    "min x^4 + y^2*x; s.t. x >= 0; x + y <= 1",
]


def _derived(statement: str) -> du.Derivation:
    found = du.derive(statement.replace("; ", "\n"))
    assert isinstance(found, du.Derivation)
    return found


@pytest.mark.parametrize("statement", STATEMENTS)
def test_pieces_say_one_thing(statement: str) -> None:
    assert findings(_derived(statement).data) == []


@pytest.mark.slow
@pytest.mark.parametrize("title", [title for title in KNOWN if title not in OPEN])
def test_pieces_of_known_problems_say_one_thing(title: str) -> None:
    assert findings(_derived(KNOWN[title]).data) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", library.names())
def test_pieces_of_shipped_problems_say_one_thing(name: str) -> None:
    found = du.derive(du.read(library.path(name) or name))
    if isinstance(found, du.Derivation):
        assert findings(found.data) == []


def test_impossible_conditions_are_said_to_be() -> None:
    shown = str(_derived("min x - 2*y; s.t. x - y >= 2; x - y <= 1").dual_function)
    assert "no multipliers satisfy these conditions" in shown
    assert "elsewhere" not in shown


def test_a_multiplier_that_is_fixed_is_put_in() -> None:
    shown = str(_derived("min 3; s.t. x + y <= 1").dual_function)
    assert shown.splitlines()[0].split() == ["theta_D", "3"]


def test_weaker_conditions_are_not_said() -> None:
    shown = str(_derived("min x - x^2 - y^2; s.t. x^2 + y^2 <= 1").dual_function)
    assert shown.count("alpha_1 - 1 >") == 1
