"""Every vector conjugate against its definition: inf over y of c*Phi(u(y)) + s'y at exact multipliers.

Where a branch holds, no y lies below its value (Fenchel-Young) and a search comes down to it; where none holds, the
search falls without bound. The search runs over z with y a stretched function of z, so that it reaches both ends of a
domain.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import minimize

from duality.algebra.atoms import atom_expression
from duality.algebra.evaluate import value
from duality.derive.dual_value import holds, tree_value
from duality.derive.rules.rule import Refusal
from duality.derive.rules.vector import VECTOR_RULES
from duality.derive.rules.vector.rule import Group
from duality.model.derivation import Branch
from duality.model.expression import Expression, Variable
from duality.model.form import FREE, PLACEHOLDER, Affine, Atom, Bounds

F = Fraction
Point = dict[str, Fraction]
NONNEGATIVE = Bounds(lower=F(0))
POSITIVE = Bounds(lower=F(0), lower_closed=False)


def form(constant: int | Fraction = 0, **terms: int | Fraction) -> Affine:
    return Affine(F(constant), tuple((name, F(c)) for name, c in terms.items()))


@dataclass
class Case:
    """One group: ``directions`` are y1, y2, ...; ``draws`` makes multipliers that hit the effective domain."""

    name: str
    atom: Atom
    coefficient: Affine
    slopes: tuple[Affine, ...]
    bounds: tuple[Bounds, ...] = ()
    draws: Callable[[random.Random], Point] | None = None
    terms: tuple = ()
    labels: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.labels = tuple(f"y{k}" for k in range(1, len(self.slopes) + 1))

    @property
    def group(self) -> Group:
        count = len(self.labels)
        return Group(
            self.coefficient,
            self.atom,
            self.labels,
            tuple(form(**{label: 1}) for label in self.labels),
            self.slopes,
            self.bounds or (FREE,) * count,
            self.terms or ((),) * count,
            {"a", "b", "c"},
        )

    def branches(self) -> list[Branch]:
        found = VECTOR_RULES[self.atom.kind](self.group)
        assert not isinstance(found, Refusal), found
        return list(found)

    def level(self, point: Point, y: np.ndarray) -> float:
        """L at y, inf outside the domain."""
        numbers = {name: float(v) for name, v in point.items()}
        where = {**numbers, **dict(zip(self.labels, map(float, y), strict=True))}
        for bounds, v in zip(self.bounds, y, strict=False):
            if bounds.lower is not None and (v < bounds.lower or (v == bounds.lower and not bounds.lower_closed)):
                return math.inf
        c = float(self.coefficient.at(point))
        total = sum(float(s.at(point)) * v for s, v in zip(self.slopes, y, strict=True))
        phi = value(atom_expression(self.atom), where)
        for label, terms in zip(self.labels, self.terms, strict=False):
            total += sum(float(q.at(point)) * value(tree, {PLACEHOLDER: where[label]}) for q, tree in terms)
        return math.inf if math.isnan(phi) or math.isnan(total) else total + c * phi

    def point(self, generator: random.Random) -> Point:
        drawn = {name: draw(generator, name) for name in ("a", "b", "c", "p", "q", "r")}
        return drawn if self.draws is None else drawn | self.draws(generator)


def draw(generator: random.Random, name: str) -> Fraction:
    size = F(generator.randint(0, 24), generator.choice((1, 2, 3, 4, 8)))
    return size if name in "abc" or generator.random() < 0.5 else -size


def simplex(*names: str, total: str | Fraction, slack: bool = False) -> Callable[[random.Random], Point]:
    """The names take minus the weights of a convex combination, times the total; sometimes one vanishes."""

    def drawn(generator: random.Random) -> Point:
        scale = F(generator.randint(0, 9), 3) if isinstance(total, str) else total
        weights = [F(generator.choice((0, 1, 1, 2, 5))) for _ in names]
        rest = F(generator.choice((0, 1, 3))) if slack else F(0)
        whole = sum(weights) + rest
        if whole == 0:
            weights, whole = [F(1)] * len(names), F(len(names)) + rest
        point = {name: -w / whole * scale for name, w in zip(names, weights, strict=True)}
        return point | ({total: scale} if isinstance(total, str) else {})

    return drawn


Y1, Y2, Y3 = form(y1=1), form(y2=1), form(y3=1)
SHIFTED = (form(2, y1=3), form(-1, y2=-2), form(F(1, 2), y3=1))
T = Variable(PLACEHOLDER)
SQUARE = (form(2), T**2)
A, P, Q, R, ONE = form(a=1), form(p=1), form(q=1), form(r=1), form(1)
HALF = F(1, 2)

CASES = [
    Case("norm2", Atom("norm2", (Y1, Y2), (F(1), F(1))), A, (P, Q)),
    Case("norm2 constant c", Atom("norm2", (Y1, Y2), (F(1), F(1))), form(3), (P, Q)),
    Case("norm2 weights and offsets", Atom("norm2", SHIFTED, (F(2), F(1), F(3))), form(1, a=2), (P, Q, form(1))),
    Case("norm2 one slope", Atom("norm2", (Y1, Y2), (F(4), F(1))), A, (P, form())),
    Case("norm2 proportional", Atom("norm2", (Y1, Y2, Y3), (F(1),) * 3), form(2), (P, P, form(p=-1))),
    Case("norm2 without slope", Atom("norm2", (Y1, Y2, form(2)), (F(1), F(1), F(1))), P, (form(), form())),
    Case("norm2 root", Atom("norm2", (Y1, Y2, form(3)), (F(1), F(2), F(1))), form(3), (P, Q)),
    Case("norm2 root offsets", Atom("norm2", (*SHIFTED[:2], form(1), form(2)), (F(1),) * 4), A, (P, Q)),
    Case("norm2 negative c", Atom("norm2", (Y1, Y2), (F(1), F(1))), form(-1, a=-1), (P, Q)),
    Case("norm2 squares", Atom("norm2", (Y1, Y2), (F(1), F(1))), A, (P, Q), terms=((SQUARE,), (SQUARE,))),
    Case(
        "norm2 squares of unknown sign",
        Atom("norm2", (form(1, y1=2), Y2), (F(1), F(3))),
        A,
        (P, Q),
        terms=(((form(p=4), T**2),), ((form(p=3), T**2), (form(1), T + 2))),
    ),
    Case("norm2 squares, no slope", Atom("norm2", (Y1, Y2), (F(1), F(1))), P, (form(),) * 2, terms=((SQUARE,),) * 2),
    Case("norminf", Atom("norminf", (Y1, Y2)), A, (P, Q)),
    Case("norminf known signs", Atom("norminf", (Y1, Y2)), form(4), (form(b=1), form(-1, c=-1))),
    Case("norminf constants", Atom("norminf", (*SHIFTED, form(-2), form(1))), form(5), (P, Q, form(a=1))),
    Case("max", Atom("max", (Y1, Y2, Y3)), A, (P, Q, R), draws=simplex("p", "q", "r", total="a")),
    Case("max offsets", Atom("max", SHIFTED), form(2), (P, Q, R)),
    Case(
        "max constant",
        Atom("max", (Y1, Y2, form(3), form(1))),
        A,
        (P, Q),
        draws=simplex("p", "q", total="a", slack=True),
    ),
    Case("max outside", Atom("max", (Y1, Y2)), A, (P, Q)),
    Case("lse", Atom("logsumexp", (Y1, Y2), (F(1), F(1))), ONE, (P, Q), draws=simplex("p", "q", total=F(1))),
    Case(
        "lse weights",
        Atom("logsumexp", (Y1, form(1, y2=1), Y3), (F(2), F(3), HALF)),
        A,
        (P, Q, R),
        draws=simplex("p", "q", "r", total="a"),
    ),
    Case(
        "lse constant",
        Atom("logsumexp", (form(), Y1, form(-1, y2=1)), (F(3), F(1), F(2))),
        A,
        (P, Q),
        draws=simplex("p", "q", total="a", slack=True),
    ),
    Case("lse outside", Atom("logsumexp", (Y1, Y2), (F(1), F(1))), A, (P, Q)),
    Case("quad_over_lin", Atom("quad_over_lin", (Y1, Y2), (F(1),)), A, (P, Q), (FREE, POSITIVE)),
    Case("quad_over_lin c=1", Atom("quad_over_lin", (Y1, Y2), (F(1),)), ONE, (P, Q), (FREE, POSITIVE)),
    Case(
        "quad_over_lin weights",
        Atom("quad_over_lin", (form(1, y1=2), form(-1, y2=1), form(3, y3=3)), (F(2), F(3))),
        form(1, a=1),
        (P, Q, R),
        (FREE, FREE, Bounds(lower=F(-1), lower_closed=False)),
    ),
    Case("quad_over_lin b=0", Atom("quad_over_lin", (Y1, Y2), (F(1),)), A, (P, form()), (FREE, POSITIVE)),
    Case("quad_over_lin a=0", Atom("quad_over_lin", (Y1, Y2), (F(1),)), A, (form(), form(1, b=1)), (FREE, POSITIVE)),
    Case("quad_over_lin root", Atom("quad_over_lin", (Y1, form(2), Y2), (F(1), F(1))), A, (P, Q), (FREE, POSITIVE)),
    Case("rel_entr", Atom("rel_entr", (Y1, Y2)), ONE, (P, Q), (NONNEGATIVE, POSITIVE)),
    Case("rel_entr alpha", Atom("rel_entr", (Y1, Y2)), A, (P, Q), (NONNEGATIVE, POSITIVE)),
    Case("rel_entr open", Atom("rel_entr", (form(y1=2), form(y2=3))), A, (P, form(1, b=1)), (POSITIVE, POSITIVE)),
    Case("geo_mean", Atom("geo_mean", (Y1, Y2), (HALF, HALF)), form(a=-1), (P, Q), (NONNEGATIVE, NONNEGATIVE)),
    Case(
        "geo_mean thirds", Atom("geo_mean", (form(y1=2), Y2), (F(1, 3), F(2, 3))), P, (Q, form(1)), (NONNEGATIVE,) * 2
    ),
    Case("geo_mean equal", Atom("geo_mean", (Y1, Y2), (HALF, HALF)), P, (form(b=1), form(b=2)), (POSITIVE,) * 2),
    Case("geo_mean zero slope", Atom("geo_mean", (Y1, Y2), (HALF, HALF)), P, (form(), Q), (NONNEGATIVE,) * 2),
    Case("geo_mean strict", Atom("geo_mean", (Y1, Y2), (F(1, 3), F(1, 3))), form(a=-1), (P, Q), (NONNEGATIVE,) * 2),
    Case("geo_mean strict sign", Atom("geo_mean", (Y1, Y2), (F(1, 4), HALF)), P, (form(b=1), Q), (POSITIVE,) * 2),
    Case("monomial", Atom("monomial", (Y1, Y2), (F(-1), F(-1))), ONE, (form(a=1), form(b=2)), (POSITIVE,) * 2),
    Case("monomial powers", Atom("monomial", (Y1, Y2), (F(-2), -HALF)), A, (P, Q), (POSITIVE,) * 2),
    Case(
        "monomial offset",
        Atom("monomial", (form(1, y1=1), Y2), (F(-1), F(-1))),
        P,
        (form(1), Q),
        (Bounds(lower=F(-1), lower_closed=False), POSITIVE),
    ),
    Case("logdet2", Atom("logdet2", (Y1, Y2, Y3), (F(1), F(1))), form(-1), (P, Q, R), (POSITIVE, FREE, FREE)),
    Case(
        "logdet2 alpha",
        Atom("logdet2", (Y1, Y2, Y3), (F(2), F(3))),
        form(a=-1),
        (form(b=1), Q, R),
        (POSITIVE, NONNEGATIVE, FREE),
    ),
]


def number(node: Expression, point: Point) -> float:
    """The tree in floating point; exactly where rounding leaves its domain."""
    found = value(node, {name: float(v) for name, v in point.items()})
    return float(tree_value(node, point)) if math.isnan(found) else found


def ids() -> list[str]:
    return [case.name for case in CASES]


def stretched(case: Case, z: np.ndarray) -> np.ndarray:
    """y of z: sinh on the whole line, a shifted exponential on a half-line."""
    y = np.sinh(np.clip(z, -40, 40))
    for k, bounds in enumerate(case.bounds):
        if bounds.lower is not None:
            y[k] = float(bounds.lower) + math.exp(min(60.0, max(-60.0, z[k])))
    return y


def infimum(case: Case, point: Point, generator: np.random.Generator, target: float) -> float:
    """The least level that searches from several starts meet; stops near the target."""
    best = math.inf
    n = len(case.labels)

    def level(z: np.ndarray) -> float:
        return min(case.level(point, stretched(case, z)), 1e300)

    class Reached(Exception):
        """The target is met."""

    def stop(z: np.ndarray) -> None:
        if level(z) <= target:
            raise Reached

    for attempt in range(8):
        start = generator.normal(size=n) * (0.5 + attempt / 2)
        if case.atom.kind == "logdet2":
            start[:2] = np.abs(start[:2]) + 1.5
        steps = 1.0 + generator.uniform(size=(n + 1, n))
        simplex_ = start + np.vstack([np.zeros(n), np.diag(steps[0])])
        for _ in range(3):
            options = {"initial_simplex": simplex_, "maxiter": 300 * n, "xatol": 1e-10, "fatol": 1e-13}
            try:
                found = minimize(level, start, method="Nelder-Mead", callback=stop, options=options)
            except Reached:
                return target
            start = found.x
            simplex_ = start + np.vstack([np.zeros(n), np.diag(generator.choice([-1.0, 1.0], size=n))])
            best = min(best, float(found.fun))
    return best


def samples(case: Case, count: int) -> Iterator[tuple[Point, Branch | None]]:
    generator = random.Random(case.name)
    branches = case.branches()
    for _ in range(count):
        point = case.point(generator)
        yield point, next((b for b in branches if all(holds(c, point) for c in b.conditions)), None)


@pytest.mark.parametrize("case", CASES, ids=ids())
def test_no_point_lies_below_the_value(case: Case) -> None:
    generator = np.random.default_rng(1)
    seen = 0
    for point, branch in samples(case, 60):
        if branch is None:
            continue
        seen += 1
        expected = number(branch.value, point)
        assert math.isfinite(expected), (point, branch)
        for _ in range(25):
            y = stretched(case, generator.normal(size=len(case.labels)) * generator.choice([0.3, 1.0, 3.0, 8.0]))
            found = case.level(point, y)
            # L is a difference of large numbers far out.
            size = max(1.0, float(np.abs(y).max())) * max(1.0, *(abs(float(v)) for v in point.values()))
            assert found >= expected - 1e-9 * size, (point, branch, y)
    assert seen > 0 or "outside" in case.name or "negative" in case.name


@pytest.mark.parametrize("case", CASES, ids=ids())
def test_the_value_is_approached_and_minimizers_attain_it(case: Case) -> None:
    generator = np.random.default_rng(2)
    for point, branch in samples(case, 24):
        if branch is None:
            continue
        expected = number(branch.value, point)
        slack = 1e-4 * max(1.0, abs(expected))
        if branch.minimizer is not None:
            at = dict(branch.minimizer)
            y = np.array([number(at[label], point) for label in case.labels])
            if np.isfinite(y).all():
                assert case.level(point, y) == pytest.approx(expected, abs=1e-7 * max(1.0, float(np.abs(y).max())))
                continue
            assert branch.attained is not True, (point, branch)
        assert infimum(case, point, generator, expected + slack) <= expected + slack, (point, branch)


@pytest.mark.parametrize("case", CASES, ids=ids())
def test_outside_the_domain_it_falls_without_bound(case: Case) -> None:
    generator = np.random.default_rng(3)
    outside = 0
    for point, branch in samples(case, 24):
        if branch is None and outside < 8:
            outside += 1
            assert infimum(case, point, generator, -150.0) < -100, point
