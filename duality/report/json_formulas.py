"""What was derived, as data: statement, L, theta_D piece by piece, explicit dual, KKT system."""

from __future__ import annotations

from duality.algebra.atoms import affine_expression
from duality.model.derivation import KKT, ConicDual, Derivation
from duality.model.dual_of_dual import DualOfDual
from duality.model.expression import ZERO, Comparison
from duality.model.form import StandardForm
from duality.model.letters import range_of
from duality.model.problem import Problem
from duality.report.phrases import condition_formula, formula_text
from duality.report.pieces import Arrangement, Piece, arrange
from duality.report.sections.explicit_dual import dual_in_multipliers
from duality.report.sections.statement import standard_comparison

SCHEMA = 1
MOST_PIECES = 32
"""Products of branches up to this many are multiplied out; beyond, theta_D is a sum of named parts."""

Data = dict[str, object]


def derivation_data(derivation: Derivation) -> Data:
    """The keys that a bare derivation has."""
    data: Data = {
        "schema": SCHEMA,
        "problem": _problem(derivation.form),
        "lagrangian": str(derivation.lagrangian.expression),
        "dual_function": _dual_function(derivation),
        "dual_problem": _dual_problem(derivation),
        "kkt": _kkt(derivation.kkt),
    }
    if derivation.auxiliary is not None and not derivation.dual_function.is_closed:
        data["auxiliary"] = {
            "problem": _problem(derivation.auxiliary.form),
            "lagrangian": str(derivation.auxiliary.lagrangian.expression),
            "dual_function": _dual_function(derivation.auxiliary),
        }
    if derivation.warnings:
        data["warnings"] = list(derivation.warnings)
    return data


def dual_of_dual_data(found: DualOfDual) -> Data:
    """The derivation with the dual of its dual: what it is, why, and the two problems as lines of text."""
    second: Data = {
        "outcome": found.outcome,
        "why": found.why,
        "dual": None if found.dual is None else _stated(found.dual),
        "problem": None if found.problem is None else _stated(found.problem),
        "multipliers": {name: str(affine_expression(form)) for name, form in found.meaning},
    }
    return {**derivation_data(found.derivation), "dual_of_dual": second}


def _stated(problem: Problem) -> Data:
    return {
        "sense": problem.sense.value,
        "variables": list(problem.variables),
        "objective": str(problem.objective),
        "constraints": [str(constraint.written) for constraint in problem.constraints],
        "domain": [str(row) for row in problem.domain],
    }


def _problem(form: StandardForm) -> Data:
    problem = form.problem
    return {
        "title": problem.title,
        "sense": problem.sense.value,
        "variables": list(problem.variables),
        "objective": str(problem.objective),
        "domain": [str(row) for row in problem.domain],
        "constraints": [
            {
                "name": constraint.name,
                "kind": constraint.constraint.kind,
                "multiplier": constraint.multiplier,
                "written": str(constraint.constraint.written),
                "standard": str(standard_comparison(constraint)),
            }
            for constraint in form.constraints
        ],
        "notes": list(problem.notes),
        **_letters(problem),
        **({} if form.choice is None else {"bounds": {"are": form.choice.kind, "names": list(form.choice.names)}}),
    }


def _letters(problem: Problem) -> Data:
    """The letters with the conditions that their ranges state, where there are letters."""
    if not problem.parameters:
        return {}
    return {
        "parameters": [
            {"name": letter.name, "range": [str(condition) for condition in range_of(letter)]}
            for letter in problem.parameters
        ]
    }


def _dual_function(derivation: Derivation) -> Data:
    theta = derivation.dual_function
    arrangement = arrange(theta, MOST_PIECES) if theta.is_closed else Arrangement(())
    data: Data = {
        "form": theta.form,
        "pieces": [_piece(piece, arrangement) for piece in arrangement.pieces],
        "checked_at": theta.checked_at,
        "reason": theta.reason,
    }
    if arrangement.parts:
        data["parts"] = [
            {
                "name": f"theta_{part.number}",
                "variables": list(part.block.variables),
                "pieces": [_piece(piece, Arrangement(())) for piece in part.pieces],
            }
            for part in arrangement.parts
        ]
    return data


def _piece(piece: Piece, arrangement: Arrangement) -> Data:
    shown = [str(piece.expression)] if piece.expression != ZERO else []
    shown += [formula_text(value) for value in piece.others]
    shown += [f"theta_{part.number}" for part in arrangement.parts]
    return {
        "value": " + ".join(shown) or "0",
        "conditions": [formula_text(condition_formula(condition)) for condition in piece.conditions],
        "attained": None if arrangement.parts else piece.attained,
    }


def _dual_problem(derivation: Derivation) -> Data | None:
    match derivation.dual_problem:
        case Problem() as dual:
            objective, rows = dual_in_multipliers(dual, dict(derivation.dual_names))
            return {"sense": dual.sense.value, "objective": str(objective), "constraints": [str(row) for row in rows]}
        case ConicDual(multipliers, linear, values, conditions):
            signs = [f"{multiplier.name} >= 0" for multiplier in multipliers if multiplier.kind == "inequality"]
            formulas = [formula_text(condition_formula(condition)) for condition in conditions]
            rows = list(dict.fromkeys((*formulas, *signs)))
            terms = [] if linear.is_zero and values else [str(affine_expression(linear))]
            objective = " + ".join([*terms, *map(formula_text, values)])
            return {"sense": "max", "objective": objective, "constraints": rows}
        case None:
            return None


def _kkt(kkt: KKT) -> Data:
    if kkt.discrete and not kkt.stationarity:
        return {"applies": False, "stationarity": [], "primal": [], "dual": [], "slackness": []}
    return {
        "applies": True,
        "stationarity": [
            f"0 in {equation.expression} + N_X"
            if equation.normal_cone.startswith("N_X")
            else str(Comparison(("=",), (equation.expression, ZERO)))
            for equation in kkt.stationarity
        ],
        "primal": [str(row) for row in kkt.primal],
        "dual": [str(row) for row in kkt.dual],
        "slackness": [str(row) for row in kkt.slackness],
    }
