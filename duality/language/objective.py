"""The objective: exactly one, read the short way where it is plain."""

from __future__ import annotations

from duality.language.expand import Expander
from duality.language.plain import PlainObjective, PlainSums, plain_names
from duality.language.source import Source
from duality.language.statement_grammar import objective_statement
from duality.language.statements import ObjectiveStatement, Statement
from duality.language.vocabulary import reserved
from duality.model.expression import Expression


def find_objective(source: Source, statements: list[Statement]) -> ObjectiveStatement | PlainObjective:
    """The one objective; raises `ProblemError` where there is none, or a second."""
    objectives = [statement for statement in statements if isinstance(statement, (ObjectiveStatement, PlainObjective))]
    if not objectives:
        end = len(source.text.rstrip())
        raise source.problem_error("the problem has no objective", end, end, "add one, for example: min x^2 + y^2")
    if len(objectives) > 1:
        second = objectives[1]
        line = source.line_number(objectives[0].start)
        end = second.start + len(second.sense) if isinstance(second, PlainObjective) else second.end
        raise source.problem_error(
            f"a second objective (the first is in line {line})", second.start, end, "a problem has exactly one"
        )
    objective = objectives[0]
    if isinstance(objective, PlainObjective) and any(reserved(name) for name, _ in plain_names(objective)):
        return objective_statement(source, objective)
    return objective


def objective_value(objective: ObjectiveStatement | PlainObjective, expander: Expander, plain: PlainSums) -> Expression:
    """The tree of the objective."""
    if isinstance(objective, PlainObjective):
        value = plain.expression(objective.text)
        if value is not None:
            return value
        objective = objective_statement(expander.source, objective)
    return expander.expression(objective.expression)
