"""Lagrangian, dual function, explicit dual: what was derived before any number was computed."""

from __future__ import annotations

from duality.model.derivation import Derivation
from duality.report.document import Line, Lines, Part, Symbol
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.sections.dual_function import dual_function
from duality.report.sections.explicit_dual import explicit_dual
from duality.report.sections.statement import labeled, shortened


def derived(derivation: Derivation, letters: Letters, options: Options) -> list[Part]:
    """L, theta_D and the dual, each on labeled lines."""
    lagrangian = letters.expression(derivation.lagrangian.expression)
    lines = [Line((Symbol("L", "L"),), (lagrangian,))]
    lines += dual_function(derivation.dual_function, letters, options)
    lines += labeled("dual", shortened(explicit_dual(derivation, letters), options))
    return [Lines("formulas", tuple(lines))]
