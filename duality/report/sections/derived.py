"""Lagrangian, dual function, explicit dual: what was derived before any number was computed."""

from __future__ import annotations

from duality.model.derivation import Derivation
from duality.model.expression import Negative, Product, Variable
from duality.report.document import Line, Lines, Paragraph, Part, Phrase, Symbol
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.sections.dual_function import comparison, dual_function
from duality.report.sections.explicit_dual import AUXILIARY, explicit_dual
from duality.report.sections.statement import labeled, mapped, standard_comparison

MANY, TOO_MANY = 8, 80
"""With more than so many constraints the terms of L stand on lines of their own, with too many L is shortened."""


def derived(derivation: Derivation, letters: Letters, options: Options) -> list[Part]:
    """L, theta_D and the dual, each on labeled lines."""
    return [Lines("formulas", tuple(derived_lines(derivation, letters, options))), *warned(derivation)]


def derived_lines(derivation: Derivation, letters: Letters, options: Options) -> list[Line]:
    """The line of L first, then those of theta_D and of the dual."""
    lines = [lagrangian(derivation, letters), *theta(derivation, letters, options)]
    compared = compared_formula(derivation)
    lines += [Line((), compared)] if options.verbose and compared else []
    return [*lines, *labeled("dual", explicit_dual(derivation, letters, options))]


def warned(derivation: Derivation) -> list[Part]:
    """What a reader should know about the formulas."""
    return [Paragraph((f"Note: {warning}.",)) for warning in derivation.warnings]


def lagrangian(derivation: Derivation, letters: Letters) -> Line:
    """L = f + sum alpha_i c_i + sum beta_j h_j."""
    return Line((Symbol("L", "L"),), (letters.expression(derivation.lagrangian.expression),))


def lagrangian_rows(derivation: Derivation, letters: Letters) -> list[Line]:
    """L on one line or, with many constraints, f and each multiplier times its constraint on lines of their own."""
    given = derivation.lagrangian
    if not MANY < len(given.terms) <= TOO_MANY:
        return [lagrangian(derivation, letters)]
    rows = [Line((Symbol("L", "L"),), (letters.expression(given.objective),))]
    for multiplier, constraint in given.terms:
        sign, body = ("-", constraint.operand) if isinstance(constraint, Negative) else ("+", constraint)
        product = letters.expression(Product((Variable(multiplier.name), body)))
        rows.append(Line((), (Symbol(f"{sign} ", f"{sign} "), product)))
    return rows


def compared_formula(derivation: Derivation) -> Phrase:
    """The check of theta_D's formula, or of the auxiliary form's."""
    own, auxiliary = derivation.dual_function, derivation.auxiliary
    return comparison(own if own.is_closed or auxiliary is None else auxiliary.dual_function)


def theta(derivation: Derivation, letters: Letters, options: Options) -> list[Line]:
    """theta_D and, where it has no closed form, that of the auxiliary form."""
    lines = dual_function(derivation.dual_function, letters, options)
    if derivation.auxiliary is not None and not derivation.dual_function.is_closed:
        lines += _auxiliary(derivation, derivation.auxiliary, letters, options)
    return lines


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
