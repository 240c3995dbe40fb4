"""Statements to a `Problem`: names are declared first, wherever they stand, then rows are built in the order written.

A ``var`` statement declares its names where it stands; a ``domain`` statement and the objective declare, where they
stand, the names that occur in them and are declared nowhere else. The problem's variables are in that order.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING

from duality.language.expand import Expander, member_name
from duality.language.expectations import read_expectations
from duality.language.limits import MAX_VARIABLES
from duality.language.loops import Work
from duality.language.names import OBJECTIVE, Names
from duality.language.objective import find_objective, objective_value
from duality.language.parameters import read_parameters
from duality.language.plain import PlainObjective, PlainRow, PlainSums, plain_names
from duality.language.rows import Rows
from duality.language.sets import domain_rows
from duality.language.source import Source
from duality.language.statements import (
    ConstraintStatement,
    Declaration,
    DomainStatement,
    ExpectStatement,
    ObjectiveStatement,
    ParameterStatement,
    Statement,
    VariableStatement,
    Words,
)
from duality.language.syntax import Relations, Syntax, references
from duality.language.undeclared import Undeclared
from duality.language.vocabulary import CONSTANTS
from duality.model.parameter import Parameter
from duality.model.problem import Problem, Sense
from duality.records import replace

if TYPE_CHECKING:
    from pathlib import Path


def build(source: Source, statements: list[Statement], settings: Mapping[str, str], folder: Path | None) -> Problem:
    """The problem that the statements state; raises `ProblemError` for what they cannot mean."""
    names, work = Names(source), Work()
    parameters = [statement for statement in statements if isinstance(statement, ParameterStatement)]
    read_parameters(parameters, names, work, settings, folder)
    objective = find_objective(source, statements)
    if isinstance(objective, ObjectiveStatement) and objective.name is not None:
        names.claim(objective.name.name, OBJECTIVE, objective.name.start, objective.name.end)
    _Declarations(names, work).declare(statements, objective)
    expander = Expander(source, names, work)
    domain = [
        row
        for statement in statements
        if isinstance(statement, DomainStatement)
        for row in domain_rows(statement, expander)
    ]
    plain = PlainSums(names.variables)
    value = objective_value(objective, expander, plain)
    names.undeclared = Undeclared(statements)
    rows = Rows(expander, plain)
    constraints = [
        row
        for statement in statements
        if isinstance(statement, (ConstraintStatement, PlainRow))
        for row in rows.build(statement)
    ]
    names.check_implicit()
    title, notes = _words(source, statements)
    sense = Sense(objective.sense)
    letters = tuple(value for value in names.parameters.values() if isinstance(value, Parameter))
    problem = Problem(
        value, sense, tuple(names.variables), tuple(constraints), tuple(domain), title, notes, parameters=letters
    )
    found = [
        one for statement in statements if isinstance(statement, ExpectStatement) for one in statement.expectations
    ]
    if not found:
        return problem
    answers = Expander(source, names, work, "a known answer")
    return replace(problem, expectations=read_expectations(found, answers, problem))


def _words(source: Source, statements: list[Statement]) -> tuple[str, tuple[str, ...]]:
    words = [statement for statement in statements if isinstance(statement, Words)]
    titles = [statement for statement in words if statement.kind == "title"]
    if len(titles) > 1:
        second = titles[1]
        line = source.line_number(titles[0].start)
        raise source.problem_error(
            f"a second title (the first is in line {line})", second.start, second.end, "use 'note' for further words"
        )
    return titles[0].text if titles else "", tuple(one.text for one in words if one.kind == "note")


class _Declarations:
    """Fills the names with variables."""

    def __init__(self, names: Names, work: Work) -> None:
        self.names = names
        self.constants = Expander(names.source, names, work, "the range of an index")

    def declare(self, statements: list[Statement], objective: ObjectiveStatement | PlainObjective) -> None:
        """All variables of the problem, in order of declaration."""
        for statement in statements:
            if isinstance(statement, VariableStatement):
                for declaration in statement.declarations:
                    self._claim(declaration)
        for statement in statements:
            match statement:
                case VariableStatement(declarations):
                    for declaration in declarations:
                        self._add(declaration)
                case DomainStatement(row, family):
                    bound = frozenset(loop.name for loop in family.loops) if family else frozenset()
                    for side in row.sides if isinstance(row, Relations) else row.subjects:
                        self._declare_names(side, bound)
                case ObjectiveStatement() | PlainObjective():
                    self._declare_objective(objective)

    def _claim(self, declaration: Declaration) -> None:
        name = declaration.name
        kind = "an indexed variable" if declaration.ranges else "a variable"
        if not (declaration.ranges and self.names.claimed_as(name.name) == kind):
            self.names.claim(name.name, kind, name.start, name.end)

    def _add(self, declaration: Declaration) -> None:
        name, start, end = declaration.name.name, declaration.start, declaration.end
        if not declaration.ranges:
            self.names.add_variable(name, start, end)
            return
        ranges: list[range] = []
        size = 1
        for lower, upper in declaration.ranges:
            ends = self.constants.integer(lower), self.constants.integer(upper)
            length = ends[1] - ends[0] + 1
            size *= length
            if length < 1 or size > MAX_VARIABLES:
                message = "this range is empty" if length < 1 else f"more than {MAX_VARIABLES:,} variables"
                raise self.names.source.problem_error(message, lower.start, upper.end)
            ranges.append(range(ends[0], ends[1] + 1))
        for indices in product(*ranges):
            self.names.add_member(name, member_name(name, indices), start, end)

    def _declare_objective(self, objective: ObjectiveStatement | PlainObjective) -> None:
        if isinstance(objective, ObjectiveStatement):
            found = [(one.name, one.start, one.end) for one in references(objective.expression)]
        else:
            found = [(name, start, start + len(name)) for name, start in plain_names(objective) if "[" not in name]
        for name, start, end in found:
            if name not in CONSTANTS and self.names.claimed_as(name) is None:
                self.names.add_implicit(name, start, end)

    def _declare_names(self, node: Syntax, bound: frozenset[str]) -> None:
        for name, start, end in references(node, bound):
            if name not in CONSTANTS and self.names.claimed_as(name) is None:
                self.names.claim(name, "a variable", start, end)
                self.names.add_variable(name, start, end)
