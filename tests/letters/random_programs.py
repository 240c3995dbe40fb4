"""Random linear and quadratic programs with letters in costs, squares and right-hand sides."""

from __future__ import annotations

import random

NAMES = ("p", "q", "r")


def random_program(generator: random.Random, *, quadratic: bool) -> str:
    """A statement; with squares of affine forms it is convex."""
    names = NAMES[: generator.choice((1, 2, 2, 3))]
    variables = [f"x{k}" for k in range(generator.randint(1, 3))]

    def coefficient() -> int:
        return generator.choice((-3, -2, -1, 0, 1, 1, 2, 3))

    def constant() -> str:
        letters = [f"({generator.choice((-2, -1, 1, 2))})*{n}" for n in names if generator.random() < 0.5]
        return " + ".join([str(generator.randint(-3, 5)), *letters])

    def linear() -> str:
        return " + ".join(f"({coefficient()})*{x}" for x in variables)

    costs = (f"({constant() if generator.random() < 0.5 else coefficient()})*{x}" for x in variables)
    objective = " + ".join(costs)
    if quadratic:
        for _ in range(generator.randint(1, len(variables))):
            shift = constant() if generator.random() < 0.4 else generator.randint(-2, 2)
            objective += f" + {generator.randint(1, 2)}*({linear()} + {shift})^2"
    rows = [
        f"{linear()} {generator.choice(('<=', '>=', '<=', '='))} {constant()}" for _ in range(generator.randint(1, 4))
    ]
    if generator.random() < 0.7:
        rows += [f"{x} >= 0" for x in variables]
    sense = "min" if quadratic else generator.choice(("min", "max"))
    declared = f"param {', '.join(names)}\nvar {', '.join(variables)}\n"
    return f"{declared}{sense} {objective}\ns.t. " + "\n".join(rows) + "\n"
