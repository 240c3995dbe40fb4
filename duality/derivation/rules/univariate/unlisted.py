"""Functions outside the table: curvature by interval arithmetic, slopes by exact evaluation, limits by sympy.

Nothing here knows a conjugate. A convex function of this kind still gets the exact conditions under which its infimum
is finite and attained, since these need its slopes only; the value is then a minimum over t.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from duality import algebra
from duality.algebra.atoms import scalar_expression, substitute
from duality.algebra.boxes import intersect, is_interior, rational_hull
from duality.algebra.differentiate import NotDifferentiable, derivative, is_smooth
from duality.algebra.domains import Demand, natural_demands
from duality.algebra.evaluate import exact_value, value
from duality.algebra.paths import PARAMETER, Path, limit
from duality.derivation.rules.univariate.curve import Curve, T, midpoint
from duality.derivation.rules.univariate.function import INFINITY, End, Extended, Growth
from duality.derivation.rules.univariate.recognition import Undefined, affine_in_t, argument_bounds, natural_bounds
from duality.derivation.rules.univariate.resolution import resolved
from duality.model.expression import Call, Expression, Negative, Sum, Variable
from duality.model.form import PLACEHOLDER, Bounds
from duality.model.scalar import Irrational, Scalar
from duality.records import record


@record
class Unlisted:
    """body(t) on ``domain``, smooth between ``breakpoints``."""

    body: Expression
    domain: Bounds
    breakpoints: tuple[Scalar, ...] = ()
    pieces: tuple[Expression, ...] = ()
    """The body between neighboring breakpoints, with every abs, max and min there resolved."""
    known_curvature: int | None = None

    def value(self, t: Scalar) -> Extended:
        try:
            return exact_value(self.body, {PLACEHOLDER: t})
        except ValueError:
            return _limit(self.piece_at(t, self._inward(t)), t, self._inward(t))

    def growth_at(self, t: Scalar) -> Growth:
        return Growth(sign=1 if self.value(t) > 0 else -1, known=False)

    def slope(self, t: Scalar, side: int) -> Extended:
        first = derivative(self.piece_at(t, side), PLACEHOLDER)
        try:
            return exact_value(first, {PLACEHOLDER: t})
        except ValueError:
            return _limit(first, t, side)

    def infinite_end(self, side: int) -> End:
        piece = self.pieces[-1] if side > 0 else self.pieces[0]
        slope = _limit(derivative(piece, PLACEHOLDER), side * INFINITY, 0)
        if not isinstance(slope, (Fraction, Irrational)):
            sign = side if slope > 0 else -side
            return End(slope, sign * INFINITY, Growth(sign=sign, known=False))
        rest = _limit(piece - scalar_expression(slope) * T if slope != 0 else piece, side * INFINITY, 0)
        if isinstance(rest, float):
            return End(slope, rest, Growth(sign=1 if rest > 0 else -1, known=False))
        return End(slope, rest)

    def curvature(self, bounds: Bounds) -> int | None:
        if self.known_curvature is not None:
            return self.known_curvature
        bounds = intersect(bounds, self.domain)
        inside = [b for b in self.breakpoints if is_interior(bounds, b)]
        signs: set[int | None] = set()
        for low, high in pairwise([bounds.lower, *inside, bounds.upper]):
            signs.add(_curvature(self.piece_at(midpoint(Bounds(low, high)), 1), Bounds(low, high)))
        for b in inside:
            before, after = self.slope(b, -1), self.slope(b, 1)
            signs.add(0 if before == after else 1 if before < after else -1)
        signs.discard(0)
        return signs.pop() if len(signs) == 1 else None

    def smooth_part(self, t: Scalar) -> Curve:
        piece = self.piece_at(t, 1)
        return Unlisted(piece, self.domain, (), (piece,), self.known_curvature)

    def tree(self, t: Expression) -> Expression:
        return substitute(self.body, {PLACEHOLDER: t})

    def derivative(self, t: Expression) -> Expression:
        return substitute(derivative(self.body, PLACEHOLDER), {PLACEHOLDER: t})

    def piece_at(self, t: Scalar, side: int) -> Expression:
        """The smooth body around t, at a breakpoint on the given side."""
        return self.pieces[sum(1 for b in self.breakpoints if b < t or (b == t and side > 0))]

    def _inward(self, t: Scalar) -> int:
        return -1 if self.domain.upper is not None and t == self.domain.upper else 1


def unlisted(body: Expression, bounds: Bounds, known_curvature: int | None = None) -> Unlisted:
    """The function on the part of the interval that its affine arguments allow.

    ``known_curvature`` is 1 or -1 where the function's kind proves it convex or concave. Raises `Undefined` where it is
    not proved to be defined on the interval, or not smooth between known breakpoints.
    """
    domain = _domain(body, bounds)
    marks = sorted({b for b in _kinks(body) if is_interior(domain, b)})
    pieces = tuple(resolved(body, Bounds(low, high)) for low, high in pairwise([domain.lower, *marks, domain.upper]))
    if not all(is_smooth(piece) and not _has_huber(piece) for piece in pieces):
        raise Undefined(f"{_readable(body)} has kinks at points that are not known")
    if any(_looks_affine(piece, domain) for piece in pieces):
        raise Undefined(f"{_readable(body)} was not told from an affine function")
    return Unlisted(body, domain, tuple(marks), pieces, known_curvature)


def _has_huber(piece: Expression) -> bool:
    """Huber's function is differentiable, but two formulas meet in it."""
    return any(isinstance(node, Call) and node.function == "huber" for node in piece.walk())


def _looks_affine(piece: Expression, domain: Bounds) -> bool:
    """The second derivative is 0 at three points: then strict convexity, which attainment rests on, is in doubt."""
    second = derivative(derivative(piece, PLACEHOLDER), PLACEHOLDER)
    middle = float(midpoint(domain))
    reach = min([1.0, *(abs(float(end) - middle) for end in (domain.lower, domain.upper) if end is not None)])
    return all(abs(value(second, {PLACEHOLDER: middle + reach * k})) < 1e-12 for k in (-0.37, 0.11, 0.43))


def _readable(body: Expression) -> Expression:
    return substitute(body, {PLACEHOLDER: Variable("t")})


def _domain(body: Expression, bounds: Bounds) -> Bounds:
    bounds = natural_bounds(body, bounds)
    for demand in natural_demands(body):
        if not _is_met(demand, bounds):
            raise Undefined(f"{_readable(demand.origin)} is not proved to be defined on the whole interval")
    return bounds


def _is_met(demand: Demand, bounds: Bounds) -> bool:
    argument = affine_in_t(demand.argument)
    if argument is not None:
        if demand.kind != "nonzero":
            return True
        range_ = argument_bounds(argument, bounds)
        above = range_.lower is not None and (range_.lower > 0 or (range_.lower == 0 and not range_.lower_closed))
        below = range_.upper is not None and (range_.upper < 0 or (range_.upper == 0 and not range_.upper_closed))
        return above or below
    sign = algebra.intervals.sign_over(demand.argument, {PLACEHOLDER: rational_hull(bounds)})
    match demand.kind:
        case "nonnegative":
            return sign in ("positive", "nonnegative", "zero")
        case "positive":
            return sign == "positive"
        case "nonzero":
            return sign in ("positive", "negative")


def _kinks(body: Expression) -> list[Scalar]:
    """Where an affine argument of an abs changes its sign, or two affine arguments of a max or min cross."""
    found: list[Scalar] = []
    for node in body.walk():
        match node:
            case Call("abs", (argument,)):
                differences = [argument]
            case Call("max" | "min", arguments):
                differences = [a - b for k, a in enumerate(arguments) for b in arguments[k + 1 :]]
            case _:
                continue
        forms = [affine_in_t(difference) for difference in differences]
        found += [-form.constant / form.coefficient(PLACEHOLDER) for form in forms if form is not None]
    return found


@lru_cache(maxsize=256)
def _curvature(body: Expression, bounds: Bounds) -> int | None:
    """The proved sign of the second derivative on the interval."""
    try:
        second = derivative(derivative(body, PLACEHOLDER), PLACEHOLDER)
    except NotDifferentiable:
        return None
    match algebra.intervals.sign_over(second, {PLACEHOLDER: rational_hull(bounds)}):
        case "positive" | "nonnegative":
            return 1
        case "negative" | "nonpositive":
            return -1
        case "zero":
            return 0
        case _:
            return None


@lru_cache(maxsize=256)
def _limit(body: Expression, point: Extended, side: int) -> Extended:
    """lim body(t), from the right (``side`` 1), from the left (-1) or toward an infinite point.

    Raises `Undefined` where no limit is found.
    """
    found = limit(body, _path(point, side)).value
    if found is None:
        raise Undefined(f"{_readable(body)} has no limit toward an end of the interval, or none that was found")
    return found


def _path(point: Extended, side: int) -> Path:
    step = Variable(PARAMETER)
    if isinstance(point, float | int):
        return Path.of({PLACEHOLDER: step if point > 0 else Negative(step)})
    start = scalar_expression(point)
    return Path.of({PLACEHOLDER: Sum((start, Negative(step) if side < 0 else step))}, "t -> 0+")
