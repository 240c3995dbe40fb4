"""Groups of one vector atom with slopes over multipliers, for the tests of vector conjugates."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from duality.algebra.atoms import atom_expression
from duality.algebra.evaluate import value
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.vector import VECTOR_RULES
from duality.derivation.rules.vector.rule import Group
from duality.model.derivation import Branch
from duality.model.expression import Variable
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
