"""The subgradient condition at a point where some function has no gradient.

    0 in df(x*) + sum alpha_i dc_i(x*) + sum beta_j grad h_j(x*) + N_D(x*)

says that x* minimizes L(., alpha, beta) over D. With feasibility, alpha >= 0 and slackness it is the KKT system of a
convex problem, and takes the place of grad_x L = 0. Of a problem that is not convex the subgradients are Clarke's: what
holds is then necessary at a minimum (where the constraints are qualified), and no longer enough.
Source: Clarke, Optimization and Nonsmooth Analysis, Theorem 6.1.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from duality.model.expression import Expression
from duality.model.report import SubgradientCondition
from duality.model.solution import Point
from duality.records import record
from duality.verify.evaluation import Gradient, Number, Place, Values, is_exact, plus, slope, times
from duality.verify.kinks import differentiable_at
from duality.verify.normal_cone import active_rows, active_sides, is_zero
from duality.verify.subgradients.calculus import Best, NoSubgradient
from duality.verify.subgradients.search import Element, Search

MOST_VARIABLES = 12
"""Longer subgradients are not shown, and not looked for."""

NORMAL = "N_D"

Given = tuple[tuple[str, Number, Expression], ...]
"""Functions with their multipliers."""

Active = tuple[tuple[str, Expression, bool], ...]
"""Active constraints without a multiplier; True for an equation."""

Vectors = tuple[tuple[str, Point], ...]


def subgradient_condition(at: Place, multipliers: Values, *, convex: bool) -> SubgradientCondition | None:
    """The condition at x* with given multipliers; ``None`` where every function has a gradient.

    "unknown" for a function whose subgradients this calculus does not tell, and for more than 12 variables.
    """
    if at.form.domain.discrete:
        return None
    given = [(c.name, multipliers[c.name], c.expression) for c in at.form.constraints if multipliers[c.name] != 0]
    functions = (("f", Fraction(1), at.form.objective_expression), *given)
    kinks = _kinks(at, [(name, node) for name, _, node in functions])
    if not kinks:
        return None
    found = _searched(at, kinks, functions, None, convex=convex)
    return found or SubgradientCondition("unknown", kinks)


def multipliers_asked(at: Place, *, convex: bool) -> SubgradientCondition | None:
    """Are there any multipliers that satisfy KKT at the exact point x*?"""
    if not at.is_exact or at.form.domain.discrete:
        return None
    active = tuple(_active(at))
    f = at.form.objective_expression
    kinks = _kinks(at, [("f", f), *((name, node) for name, node, _ in active)])
    return _searched(at, kinks, (("f", Fraction(1), f),), active, convex=convex)


def _kinks(at: Place, functions: Sequence[tuple[str, Expression]]) -> tuple[str, ...]:
    return tuple(name for name, node in functions if not differentiable_at(node, at.point))


def _searched(
    at: Place, kinks: tuple[str, ...], given: Given, active: Active | None, *, convex: bool
) -> SubgradientCondition | None:
    """``active`` are the constraints whose multipliers are free; ``None``: all multipliers are given."""
    if len(at.form.variables) > MOST_VARIABLES:
        return None
    clarke = bool(kinks) and not convex
    try:
        search = Search(at.form.variables, _Sets(at, given, active or (), tuple(_normals(at)), clarke).best)
        verdict, exact = search.run()
    except NoSubgradient:
        return None
    exact = exact and at.is_exact
    if verdict == "holds":
        free = None if active is None else tuple(name for name, _, _ in active)
        shown = _shown(search, [name for name, _, _ in given], free)
        return SubgradientCondition(verdict, kinks, exact, 0.0 if exact else search.off, *shown, clarke=clarke)
    fall = tuple((name, search.direction[name]) for name in at.form.variables) if verdict == "fails" else ()
    return SubgradientCondition(
        verdict, kinks, exact, search.off, direction=fall, for_all=active is not None, clarke=clarke
    )


@record
class _Sets:
    """G = df(x*) + sum alpha_i dc_i(x*); K = N_D(x*), and the rays of the active constraints without a multiplier."""

    at: Place
    given: Given
    active: Active
    normals: tuple[Element, ...]
    clarke: bool

    def best(self, direction: Mapping[str, Number]) -> list[Element]:
        """The best element of G in the direction, then those of K that rise in it."""
        calculus = Best(self.at.point, direction, self.clarke)
        total: Gradient = {}
        parts: list[tuple[str, Gradient]] = []
        for name, weight, node in self.given:
            weighted = calculus.of(node, weight)
            parts.append((name, {key: _divided(entry, weight) for key, entry in weighted.items()}))
            for key, entry in weighted.items():
                total[key] = plus(total.get(key, Fraction(0)), entry)
        found = [Element(total, tuple(parts), rounded=calculus.rounded)]
        rays = [*self.normals, *self._rays(calculus)]
        return found + [ray for ray in rays if not is_at_most_zero(slope(ray.vector, direction))]

    def _rays(self, calculus: Best) -> Iterator[Element]:
        """dc_i of the active inequalities, and both gradients of an equation."""
        for name, node, equation in self.active:
            signs: tuple[Literal[1, -1], ...] = (1, -1) if equation else (1,)
            for sign in signs:
                gradient = calculus.of(node, Fraction(sign))
                yield Element(gradient, ((name, gradient),), ray=sign, rounded=calculus.rounded)


def is_at_most_zero(number: Number) -> bool:
    """Exactly, or up to rounding."""
    return number <= 0 if is_exact(number) else float(number) <= 1e-9


def _divided(entry: Number, weight: Number) -> Number:
    return entry / weight if is_exact(entry) and is_exact(weight) else float(entry) / float(weight)


def _active(at: Place) -> Iterator[tuple[str, Expression, bool]]:
    for constraint in at.form.constraints:
        equation = constraint.constraint.kind == "equality"
        if equation or is_zero(at.constraints[constraint.name]):
            yield constraint.name, constraint.expression, equation


def _normals(at: Place) -> Iterator[Element]:
    """The rays of N_D(x*): -e_j at a lower bound, e_j at an upper one, -grad g of an active row g >= 0 of X."""
    rays: list[Gradient] = []
    for name, bounds in at.form.domain.bounds:
        lower, upper = active_sides(bounds, at.point[name])
        if lower:
            rays.append({name: Fraction(-1)})
        if upper:
            rays.append({name: Fraction(1)})
    for gradient, equation in active_rows(at.form.domain, at.point, at.form.variables):
        rays.append({name: times(Fraction(-1), entry) for name, entry in gradient.items()})
        if equation:
            rays.append(gradient)
    return (Element(ray, ((NORMAL, ray),), ray=1) for ray in rays)


def _shown(search: Search, given: list[str], free: tuple[str, ...] | None) -> tuple[Vectors, Point, Point]:
    """A subgradient of each function, the vector of the normal cone, and the multipliers that were found."""
    sums: dict[str, Gradient] = {name: {} for name in (*given, *(free or ()), NORMAL)}
    found: dict[str, Number] = dict.fromkeys(free or (), Fraction(0))
    for element, weight in zip(search.elements, search.weights, strict=True):
        for name, part in element.parts if weight != 0 else ():
            if name in found:
                found[name] = plus(found[name], times(Fraction(element.ray), weight))
            for key, entry in part.items():
                sums[name][key] = plus(sums[name].get(key, Fraction(0)), times(weight, entry))
    for name, multiplier in found.items():
        # Of an active constraint the sum is multiplier times subgradient.
        sums[name] = {key: _divided(entry, multiplier) for key, entry in sums[name].items()}
    vectors = {
        name: tuple((key, part.get(key, Fraction(0))) for key in search.variables) for name, part in sums.items()
    }
    shown = tuple((name, vectors[name]) for name in (*given, *(free or ())) if found.get(name, 1) != 0)
    return shown, vectors[NORMAL], tuple(found.items())
