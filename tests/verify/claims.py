"""Statements with right claims about them, to be judged as they are and after being tampered with."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from duality.algebra.atoms import scalar_expression
from duality.derivation import derive
from duality.derivation.curvature import curvature
from duality.derivation.dual_value import dual_value
from duality.derivation.standardize import standardize
from duality.evidence.conclude import Conclusion, conclude
from duality.evidence.question import Question
from duality.evidence.settling import settled
from duality.language import parse
from duality.model.derivation import Derivation
from duality.model.report import Convexity, Slater
from duality.model.scalar import Scalar
from duality.model.solution import Point, Rigor, Solution, Status
from duality.verify.findings import Findings, findings

Number = Scalar | float


@dataclass(frozen=True)
class Case:
    """A statement, derived, with claims that are right."""

    derivation: Derivation
    convexity: Convexity
    primal: Solution
    dual: Solution

    def theta(self, multipliers: Mapping[str, Number]) -> Number:
        theta = self.derivation.dual_function
        return dual_value(theta, {m.name: multipliers[m.constraint] for m in theta.multipliers})

    def judged(
        self, primal: Solution | None = None, dual: Solution | None = None, candidates: Sequence[Point] = ()
    ) -> Judgement:
        """What the kernel makes of the case's claims, or of others in their place."""
        question = Question(
            self.derivation.form,
            self.derivation,
            self.convexity,
            candidates=list(candidates),
            claims=[primal or self.primal],
            dual_claims=[dual or self.dual],
        )
        ledger = settled(question)
        found = conclude(ledger)
        theta = self.theta if self.derivation.dual_function.is_closed else None
        shown = findings(
            self.derivation.form,
            found.primal,
            found.dual,
            found.strong_duality,
            theta,
            convex=self.convexity.verdict == "proved",
        )
        defects = () if ledger.contradiction is None else (ledger.contradiction,)
        return Judgement(found, shown, question.slater, defects)


@dataclass(frozen=True)
class Judgement:
    """The conclusion and the findings, side by side."""

    conclusion: Conclusion
    findings: Findings
    slater: Slater
    defects: tuple[str, ...]

    def __getattr__(self, name: str):
        return getattr(self.conclusion if hasattr(self.conclusion, name) else self.findings, name)


def stated(statement: str) -> str:
    """The statement with x (and y, z where they occur) declared, in this order."""
    if "var " in statement:
        return statement
    names = [name for name in "xyz" if name == "x" or re.search(rf"\b{name}\b", statement)]
    return f"var {', '.join(names)}\n{statement}"


def case(
    statement: str,
    value: Number,
    point: Mapping[str, Number] | None,
    dual: Number,
    multipliers: Mapping[str, Number] | None,
    rigor: Rigor | None = None,
) -> Case:
    """Claims in min form; exact where their numbers are."""
    derivation = derive(standardize(parse(stated(statement))))
    return Case(derivation, curvature(derivation.form), optimal(value, point, rigor), optimal(dual, multipliers, rigor))


def optimal(value: Number, point: Mapping[str, Number] | None, rigor: Rigor | None = None) -> Solution:
    """The claim of an optimum, exact for an exact value."""
    number = float(value)
    if not isinstance(value, float):
        bounds, closed = (number, number), scalar_expression(value)
    else:
        # A certified floating-point value comes with bounds, a numerical one with none.
        bounds, closed = ((-math.inf, math.inf) if rigor is None else (number - 1e-7, number + 1e-7)), None
    default = Rigor.FOUND if isinstance(value, float) else Rigor.PROVED
    return Solution(
        Status.OPTIMAL,
        number,
        rigor or default,
        *bounds,
        closed,
        point is not None,
        None if point is None else tuple(point.items()),
    )


def exactly(**entries: int | str) -> dict[str, Scalar]:
    """x=1, y="1/2" as fractions."""
    return {name: Fraction(entry) for name, entry in entries.items()}


@cache
def min_norm() -> Case:
    """min x^2 + y^2 s.t. x + y >= 1: p* = d* = 1/2, alpha = 1."""
    return case(
        "min x^2 + y^2\ns.t. budget: x + y >= 1",
        Fraction(1, 2),
        exactly(x="1/2", y="1/2"),
        Fraction(1, 2),
        exactly(budget=1),
    )


@cache
def parabola() -> Case:
    """min x^2 + 1 s.t. (x - 2)(x - 4) <= 0: p* = d* = 5, alpha = 2."""
    return case(
        "min x^2 + 1\ns.t. interval: (x - 2)*(x - 4) <= 0", Fraction(5), exactly(x=2), Fraction(5), exactly(interval=2)
    )


@cache
def double_well() -> Case:
    """A gap: p* = -1.0702, d* = -9/4 at alpha = 1."""
    return case(
        "min x^4 - 3*x^2 + x\ns.t. right: x >= 0",
        -1.0702301817761541,
        {"x": 1.1309011226299859},
        -2.25,
        {"right": 1.0},
        Rigor.BOUNDED,
    )


@cache
def least_norm() -> Case:
    """min x^2 + 2 y^2 s.t. x + y = 1: p* = d* = 2/3, beta = -4/3."""
    return case(
        "min x^2 + 2*y^2\ns.t. balance: x + y = 1",
        Fraction(2, 3),
        exactly(x="2/3", y="1/3"),
        Fraction(2, 3),
        exactly(balance="-4/3"),
    )


RIGHT = (min_norm, parabola, least_norm)
