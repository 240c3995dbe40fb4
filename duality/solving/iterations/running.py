"""A method run round by round, and how it went."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from duality.errors import BackendRefused
from duality.model.form import StandardForm
from duality.model.iteration import Course, Round, Run
from duality.model.scalar import Scalar
from duality.solving.iterations.lagrangians import at, constraint_values, plus, times
from duality.solving.iterations.method import Game, Method, Values

SETTLED = 1e-9
"""A change of the multipliers smaller than this, relatively, is the end."""

MOST_BITS = 4000
"""Exact multipliers with longer denominators go on as floating-point numbers."""

LARGEST = 1e12
"""Multipliers beyond this run away; the run is cut short."""


def run(method: Method, game: Game, step: Scalar | float, rounds: int) -> Run:
    """The method from multipliers 0; `BackendRefused`, with the reason, where it cannot be run."""
    why = method.refusal(game)
    if why is not None:
        raise BackendRefused(why)
    move = method.move(game, step)
    multipliers: Values = {c.name: Fraction(0) for c in game.form.constraints}
    told: list[Round] = []
    note = ""
    # The first row of a method that moves before it has an x belongs to its first move.
    for k in range(rounds):
        if _is_long(multipliers):
            multipliers = {name: float(value) for name, value in multipliers.items()}
            note = note or f"from round {k} on in floating point: the exact numbers grow too long"
        here, x, after = move(multipliers)
        length = math.dist(_floats(after), _floats(multipliers))
        values = constraint_values(game.form, x)
        told.append(
            Round(k, tuple(here.items()), tuple(x.items()), tuple(values.items()), _theta(game.form, here, x), length)
        )
        size = max([1.0, *map(abs, _floats(after))])
        multipliers = after
        if length <= SETTLED * size or size > LARGEST:
            break
    return Run(method.name, method.title, step, tuple(told), course([r.move for r in told]), note)


def course(moves: Sequence[float]) -> Course:
    """What the lengths of the moves tell: they vanish, shrink, keep, or grow."""
    first, last = moves[0], moves[-1]
    if last <= SETTLED * max(1.0, first):
        return Course.CONVERGED
    half = moves[len(moves) // 2]
    if len(moves) > 1 and last > GROWN * half:
        return Course.DIVERGING
    return Course.APPROACHING if last < half / GROWN else Course.NOT_SETTLING


GROWN = 1.001
"""Moves that grow by more than this in the second half of a run are called diverging."""


def _theta(form: StandardForm, multipliers: Values, x: Values) -> Scalar | float:
    """L(x, alpha, beta), which is theta_D where x minimizes L."""
    total = at(form.objective_expression, x)
    for name, value in constraint_values(form, x).items():
        total = plus(total, times(multipliers[name], value))
    return total


def _floats(values: Values) -> list[float]:
    return [float(value) for value in values.values()]


def _is_long(multipliers: Values) -> bool:
    return any(isinstance(v, Fraction) and v.denominator.bit_length() > MOST_BITS for v in multipliers.values())
