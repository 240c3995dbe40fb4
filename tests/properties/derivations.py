"""Prints what is derived from the files named on the command line, and theta_D at fixed multipliers."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

from duality.derivation import derive, standardize
from duality.derivation.dual_value import dual_value
from duality.language import parse
from duality.model.derivation import Derivation
from duality.report.options import Options
from duality.report.render import render

STEPS = (Fraction(0), Fraction(1, 3), Fraction(1), Fraction(-5, 4), Fraction(3))


def values(derivation: Derivation) -> list[str]:
    """theta_D at a few multipliers, exactly where it is exact."""
    theta = derivation.dual_function
    if not theta.is_closed:
        return []
    shown: list[str] = []
    for k in range(len(STEPS)):
        point = {m.name: STEPS[(k + i) % len(STEPS)] for i, m in enumerate(theta.multipliers)}
        point = {m.name: abs(point[m.name]) if m.kind == "inequality" else point[m.name] for m in theta.multipliers}
        shown.append(f"{sorted(point.items())}: {dual_value(theta, point)!r}")
    return shown


if __name__ == "__main__":
    for name in sys.argv[1:]:
        derivation = derive(standardize(parse(Path(name).read_text(encoding="utf-8"))))
        print(f"== {Path(name).stem}")
        print(render(derivation, "text", Options(steps=True)))
        print(render(derivation, "json", Options()))
        print("\n".join(values(derivation)))
