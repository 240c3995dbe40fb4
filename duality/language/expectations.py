"""Known answers, checked against the names that they speak of."""

from __future__ import annotations

from collections.abc import Sequence

from duality.errors import UnknownNameError
from duality.language.expand import Expander, member_name
from duality.language.sets import comparison
from duality.language.statements import ExpectationSyntax
from duality.language.syntax import Indexed, Reference
from duality.language.vocabulary import suggestion
from duality.model.expression import Comparison
from duality.model.letters import settled_expectations
from duality.model.problem import Expectation, Problem


def read_expectations(
    found: Sequence[ExpectationSyntax], expander: Expander, problem: Problem
) -> tuple[Expectation, ...]:
    """The expectations of a problem that has none yet; raises `ProblemError` for an unknown or a repeated key."""
    expectations: dict[tuple[str, tuple[Comparison, ...]], Expectation] = {}
    variables = frozenset(problem.variables)
    constraints: frozenset[str] | None = None
    for syntax in found:
        key = syntax.key if isinstance(syntax.key, str) else _name(syntax.key, expander)
        if not isinstance(syntax.key, str) and key not in variables:
            if constraints is None:
                constraints = frozenset(constraint.name for constraint in problem.constraints)
            if key not in constraints:
                raise _unknown(syntax, key, expander, problem)
        conditions = tuple(comparison(condition, expander) for condition in syntax.conditions)
        if (key, conditions) in expectations:
            raise expander.source.problem_error(
                f"'{key}' is expected twice", syntax.start, syntax.end, "keep one of them, or say where each holds"
            )
        value = syntax.value
        if not isinstance(value, (str, bool)):
            value = expander.expression(value)
        expectations[key, conditions] = Expectation(key, value, syntax.decimals, conditions)
    return settled_expectations(expectations.values())


def _name(key: Reference | Indexed, expander: Expander) -> str:
    if isinstance(key, Reference):
        return key.name
    return member_name(key.name, tuple([expander.integer(index) for index in key.indices]))


def _unknown(syntax: ExpectationSyntax, key: str, expander: Expander, problem: Problem) -> UnknownNameError:
    names = [*problem.variables, *(constraint.name for constraint in problem.constraints)]
    near = suggestion(key, names)
    shown = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    help = (f"did you mean '{near}'? " if near else "") + f"the names are {shown}"
    message = f"'{key}' is neither a variable nor a constraint of this problem"
    return expander.source.error(UnknownNameError, message, syntax.start, syntax.end, help)
