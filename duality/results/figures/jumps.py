"""Where f or a constraint jumps (floor, ceil, sign, step): curves are torn, values may be approached, not attained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.algebra.evaluate import values
from duality.algebra.function_record.step import Step
from duality.algebra.functions import function
from duality.model.expression import Call
from duality.model.form import StandardForm

if TYPE_CHECKING:
    import numpy as np

NEAR = 1e-5
"""A point this near to a jump, on the side that does not hold there, approaches what is no value of f."""


def jumping(form: StandardForm) -> tuple[Call, ...]:
    """The steps in f and in the constraints; their jumps are at whole values of their arguments, 0 among them."""
    trees = [form.objective_expression, *(c.expression for c in form.constraints)]
    calls = (node for tree in trees for node in tree.walk() if isinstance(node, Call))
    return tuple(dict.fromkeys(call for call in calls if isinstance(function(call.function), Step)))


def pieces(form: StandardForm, x: np.ndarray) -> list[int]:
    """The number of the piece that each row of ``x`` lies in: it changes where a step jumps; all 0 without steps."""
    import numpy as np

    steps = jumping(form)
    if not steps or not len(x):
        return [0] * len(x)
    levels = np.stack([_level(step, argument) for step, argument in _arguments(steps, form, x)], axis=1)
    return np.unique(levels, axis=0, return_inverse=True)[1].reshape(-1).tolist()


def approached(form: StandardForm, x: np.ndarray) -> np.ndarray:
    """Which rows stand at a jump, on the side whose value the jump itself does not have."""
    import numpy as np

    found = np.zeros(len(x), dtype=bool)
    for step, argument in _arguments(jumping(form), form, x):
        here, near = _level(step, argument), NEAR * (1 + np.abs(argument))
        jumps = _level(step, argument - near) != _level(step, argument + near)
        found |= jumps & (_level(step, np.round(argument)) != here)
    return found


def _arguments(steps: tuple[Call, ...], form: StandardForm, x: np.ndarray) -> list[tuple[Call, np.ndarray]]:
    import numpy as np

    named = {name: x[:, k] for k, name in enumerate(form.variables)}
    return [(step, np.broadcast_to(values(step.arguments[0], named), (len(x),))) for step in steps]


def _level(step: Call, argument: np.ndarray) -> np.ndarray:
    import numpy as np

    record = function(step.function)
    assert isinstance(record, Step)
    return record.array(np, argument)
