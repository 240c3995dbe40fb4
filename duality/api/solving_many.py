"""Many small programs settled exactly together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, Any

from duality import statements
from duality.api.stated import in_vectors
from duality.errors import ProblemError
from duality.model.problem import Problem, Sense
from duality.named_tuples import NamedTuple
from duality.solving.exact.claims import Claim, Infeasibility, Optimum
from duality.solving.many.reading import plain_program
from duality.solving.many.settled import settled
from duality.solving.quadratic.program import QuadraticProgram

if TYPE_CHECKING:
    from duality.statements import Statement


class Settled(NamedTuple):
    """One program. An optimum is exact: x is feasible and satisfies KKT with the multipliers, so p* = d* = ``value``.

    ``point`` and ``multipliers`` are by name, of vectors by entry; infeasible and unbounded programs have neither, and
    a proof that was checked.
    """

    status: str
    value: float
    exact: Fraction | None
    point: dict[str, Fraction]
    multipliers: dict[str, Fraction]

    @property
    def verdict(self) -> str:
        """ "holds" at an optimum, where the two values are one number."""
        return "holds" if self.exact is not None else "unknown"


def solve_many(
    problems: Sequence[Problem] | Statement | str, data: Iterable[Mapping[str, Any]] | None = None
) -> list[Settled]:
    """p* = d*, x* and the multipliers of many small linear and convex quadratic programs, exact, in one process.

    Give a list of problems, or one statement with the data of each. A statement is derived once for all of them:
    ``duality.derive(statement)`` has theta_D and the dual. All programs of one shape share the numeric work, and each
    is then settled over the rationals by itself. `ProblemError` for a program that is not linear or convex quadratic.
    """
    statement = in_vectors(problem=problems) if not isinstance(problems, (list, tuple)) else None
    if statement is not None:
        programs, signs = _of_statement(statement, list(data or [{}]))
    elif isinstance(problems, Sequence) and not isinstance(problems, str) and data is None:
        programs, signs = _of_problems(problems)
    else:
        raise ProblemError("solve_many takes a list of problems, or one statement with a list of data")
    return [
        _told(program, claim, sign) for program, claim, sign in zip(programs, settled(programs), signs, strict=True)
    ]


def _of_statement(statement: Statement, data: list[Mapping[str, Any]]) -> tuple[list[QuadraticProgram], list[int]]:
    many = statements.many.Many(statement)
    sign = 1 if statement.sense is Sense.MIN else -1
    return [many.program(given)[0] for given in data], [sign] * len(data)


def _of_problems(problems: Sequence[Problem]) -> tuple[list[QuadraticProgram], list[int]]:
    programs = []
    for k, problem in enumerate(problems):
        program = plain_program(problem) if isinstance(problem, Problem) else None
        if program is None:
            raise ProblemError(
                f"problem {k + 1} is no linear or quadratic program in rational numbers", help="solve it by itself"
            )
        programs.append(program)
    return programs, [1 if problem.sense is Sense.MIN else -1 for problem in problems]


def _told(program: QuadraticProgram, claim: Claim | None, sign: int) -> Settled:
    if claim is None:
        raise ProblemError("a quadratic program is not convex", help="solve it by itself: it is searched globally")
    if isinstance(claim, Optimum):
        value = sign * program.value(claim.x)
        return Settled(
            "optimal", float(value), value, dict(program.point(claim.x)), dict(program.named(claim.multipliers))
        )
    if isinstance(claim, Infeasibility):
        return Settled("infeasible", sign * inf, None, {}, {})
    return Settled("unbounded", -sign * inf, None, {}, {})
