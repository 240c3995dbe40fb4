"""Judges the functions of one problem; what only curved functions need is loaded when the first of them comes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from duality.derivation import curvature
from duality.derivation.curvature.counterexample import Counterexample, Place
from duality.derivation.curvature.region import Region
from duality.derivation.curvature.shape import AFFINE, Shape
from duality.model.expression import Expression
from duality.model.form import Domain, Row
from duality.model.report import FunctionCurvature

if TYPE_CHECKING:
    pass


class Judge:
    """Decides the curvature of functions over one domain."""

    def __init__(self, domain: Domain, region: Region) -> None:
        self.domain = domain
        self.region = region

    @cached_property
    def prover(self) -> curvature.prover.RuleProver:
        return curvature.prover.RuleProver(self.region)

    def convexity(self, name: str, expression: Expression, row: Row) -> FunctionCurvature:
        """Is an objective or the function of an inequality convex on D."""
        shape, counterexample = self._analyzed(name, expression, row)
        if shape.is_affine:
            return FunctionCurvature(name, "affine", "affine")
        if shape.convex:
            return FunctionCurvature(name, "convex", shape.convex)
        if counterexample is not None:
            return _nonconvex(name, counterexample)
        return FunctionCurvature(name, "unknown", "no rule proves it convex, and no counterexample was found")

    def affinity(self, name: str, expression: Expression, row: Row) -> FunctionCurvature:
        """Is the function of an equality affine on D."""
        shape, counterexample = self._analyzed(name, expression, row)
        if shape.is_affine:
            return FunctionCurvature(name, "affine", "affine")
        found = counterexample or self._refuted(name, -row, turned=True)
        if found is None:
            return FunctionCurvature(name, "unknown", "no rule proves it affine, and no counterexample was found")
        return _nonconvex(name, found)

    def _analyzed(self, name: str, expression: Expression, row: Row) -> tuple[Shape, Counterexample | None]:
        if row.is_affine:
            return AFFINE, None
        place = Place(self.domain, self.region, name)
        if row.is_quadratic:
            return curvature.quadratic_function.quadratic_curvature(row, place)
        return curvature.function.analyzed(expression, row, place, self.prover)

    def _refuted(self, name: str, row: Row, *, turned: bool = False) -> Counterexample | None:
        place = Place(self.domain, self.region, name, turned)
        if row.is_quadratic:
            return curvature.quadratic_function.refute_quadratic(
                curvature.quadratic_function.row_polynomial(row), place
            )
        return curvature.function.refuted(row, place)


def _nonconvex(name: str, found: Counterexample) -> FunctionCurvature:
    return FunctionCurvature(name, "nonconvex", found.why, found.point, found.direction)
