"""Does the objective keep falling, however slowly, as x moves on to infinity: a sign that the infimum is not attained.

exp(-x) is 2e-9 at x = 20 and a solver stops there; it is smaller still at 40, 240, 2240. A minimizer on a flat piece
stays at its value instead, and any other one rises.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from duality.algebra.evaluate import value as evaluated
from duality.model.expression import Expression
from duality.model.form import StandardForm
from duality.solving.judging.measure import measure

STEPS = (1.0, 10.0, 100.0)
MOST_AXES = 50
"""Up to this many variables every axis is tried."""


def drift(form: StandardForm, x: Mapping[str, float], value: float) -> dict[str, float] | None:
    """A direction that keeps x feasible and lowers f at each of three growing steps (the last may round to a
    standstill); ``None`` if none was found."""
    size = 1.0 + max((abs(v) for v in x.values()), default=0.0)
    return next((d for d in _directions(x) if _falls(form, x, value, d, size)), None)


def only_approached(form: StandardForm, x: Mapping[str, float]) -> bool:
    """Some inequality holds within the tolerance only and ever better towards infinity, but never quite: exp(x) <= 0.

    It is positive at x, no direction makes it <= 0 in one step, and one lowers it at each of three growing steps.
    """
    size = 1.0 + max((abs(v) for v in x.values()), default=0.0)
    violated = [c.expression for c in form.inequalities if evaluated(c.expression, x) > 0]
    return any(_never_reached(node, x, list(_directions(x)), size) for node in violated)


def _never_reached(
    node: Expression, x: Mapping[str, float], directions: Sequence[Mapping[str, float]], size: float
) -> bool:
    start, sinking = evaluated(node, x), False
    for direction in directions:
        values = [evaluated(node, {name: v + step * size * direction[name] for name, v in x.items()}) for step in STEPS]
        if not values[0] > 0:
            return False
        sinking = sinking or start > values[0] > values[1] >= values[2] >= 0
    return sinking


def _directions(x: Mapping[str, float]) -> Iterator[dict[str, float]]:
    """Along x itself, its signs, and every axis both ways."""
    largest = max((abs(v) for v in x.values()), default=0.0)
    if largest > 0:
        yield {name: v / largest for name, v in x.items()}
        yield {name: float(round(v / largest)) for name, v in x.items()}
    for axis in x if len(x) <= MOST_AXES else ():
        for sign in (1.0, -1.0):
            yield {name: sign if name == axis else 0.0 for name in x}


def _falls(
    form: StandardForm, x: Mapping[str, float], value: float, direction: Mapping[str, float], size: float
) -> bool:
    last = value
    for k, step in enumerate(STEPS):
        moved = {name: v + step * size * direction[name] for name, v in x.items()}
        found = measure(form, moved)
        rises = found.value > last or (found.value == last and k < len(STEPS) - 1)
        if not found.feasible or rises:
            return False
        last = found.value
    return True
