"""Lagrangian, dual function, explicit dual: what was derived before any number was computed."""

from __future__ import annotations

from duality.model.derivation import Derivation
from duality.report.document import Line, Lines, Symbol
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.sections.dual_function import dual_function
from duality.report.sections.explicit_dual import AUXILIARY, explicit_dual
from duality.report.sections.statement import labeled, mapped, standard_comparison


def derived(derivation: Derivation, letters: Letters, options: Options) -> list[Lines]:
    """L, theta_D and the dual, each on labeled lines."""
    lagrangian = letters.expression(derivation.lagrangian.expression)
    lines = [Line((Symbol("L", "L"),), (lagrangian,))]
    lines += dual_function(derivation.dual_function, letters, options)
    if derivation.auxiliary is not None and not derivation.dual_function.is_closed:
        lines += _auxiliary(derivation, derivation.auxiliary, letters, options)
    lines += labeled("dual", explicit_dual(derivation, letters, options))
    return [Lines("formulas", tuple(lines))]


def _auxiliary(derivation: Derivation, auxiliary: Derivation, letters: Letters, options: Options) -> list[Line]:
    """The equations of the equivalent auxiliary form, and its dual function over more multipliers."""
    own = {constraint.name for constraint in derivation.form.constraints}
    new = [constraint for constraint in auxiliary.form.constraints if constraint.name not in own]
    equations = mapped(lambda c: Line((), (standard_comparison(c),)), new, options)
    remark = ("an equivalent form; its dual has more multipliers",)
    lines = [Line(("with",), line.body, remark if k == 0 else ()) for k, line in enumerate(equations)]
    return [
        *lines[:1],
        *(Line((), line.body) for line in lines[1:]),
        *dual_function(auxiliary.dual_function, letters, options, AUXILIARY),
    ]
