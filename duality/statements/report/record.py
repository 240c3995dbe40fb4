"""A derivation as JSON: the same keys as for a problem in numbers, formulas as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from duality.statements.text import text
from duality.statements.tower.steps import condition_text
from duality.statements.writing import domain_text, parameter_text, row_text, side_text, variable_text

if TYPE_CHECKING:
    from duality.statements.results import StatementDerivation


def derivation_record(found: StatementDerivation) -> dict[str, Any]:
    """Schema 1: the statement, L, theta_D, the explicit dual, KKT, convexity, the theorem."""
    derived = found.derived
    statement = derived.statement
    dual = found.dual_problem.statement
    return {
        "schema": 1,
        "problem": {
            "title": statement.title,
            "sense": statement.sense.value,
            "parameters": [parameter_text(d) for d in statement.parameters],
            "variables": [variable_text(d) for d in statement.variables],
            "objective": text(statement.objective),
            "domain": [domain_text(row) for row in statement.domain],
            "constraints": [
                {"name": r.row.name, "kind": r.row.kind, "written": row_text(r.row), "standard": side_text(r.body)}
                for r in derived.rows
            ],
        },
        "lagrangian": found.lagrangian,
        "dual_function": {
            "form": "auxiliary" if derived.splits else "closed",
            "split": [f"{text(s.symbol)} = {text(s.definition)}" for s in derived.splits],
            "pieces": [{"value": text(derived.value), "conditions": [condition_text(c) for c in derived.conditions]}],
        },
        "dual_problem": {
            "sense": dual.sense.value,
            "objective": text(dual.objective),
            "constraints": [*map(row_text, dual.rows), *map(domain_text, dual.domain)],
        },
        "kkt": {
            "stationarity": list(found.kkt.stationarity),
            "primal": list(found.kkt.primal),
            "dual": list(found.kkt.dual),
            "slackness": list(found.kkt.slackness),
        },
        "convexity": {
            "verdict": "proved" if found.convexity.convex else "unknown",
            "why": found.convexity.objective.why,
        },
        "strong_duality": {
            "theorem": found.theorem.theorem,
            "condition": found.theorem.condition,
            "certain": found.theorem.certain,
        },
    }
