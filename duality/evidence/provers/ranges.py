"""p* >= d* >= the least value of f over the box of D: by interval arithmetic, and at a corner where f is monotone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING

from duality import algebra
from duality.algebra import tape
from duality.algebra.atoms import row_expression, scalar_expression, substitute, total
from duality.algebra.boxes import affine_range, is_empty, is_positive, rational_hull
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import constant
from duality.algebra.monomials import factored
from duality.algebra.paths import PARAMETER, Path, limit
from duality.algebra.row_sums import combined
from duality.algebra.rows import decompose
from duality.algebra.scalars import from_flint, scalar_power
from duality.algebra.smooth_over import between_branches, smooth_over
from duality.derivation import derive, dual_value
from duality.derivation.curvature.rules.sum import flattened
from duality.evidence.attainment import is_settled
from duality.evidence.ledger import Ledger
from duality.evidence.question import Question
from duality.model.evidence import End, Engine, Evidence, establish
from duality.model.expression import ONE, Expression, Quotient, Variable
from duality.model.form import Atom, Row, StandardForm
from duality.model.scalar import Irrational, Scalar
from duality.records import replace

if TYPE_CHECKING:
    from duality.algebra.interval import Interval

LARGEST = 12
FEW, MOST_TERMS = 3, 4
"""Variables, and terms of f, up to which f without one of its terms is derived."""

Box = dict[str, tuple[Fraction | None, Fraction | None]]

FAR = Variable(PARAMETER)


class Ranges:
    """The end of the range is not attained where it is open."""

    name = "range of f"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "p") and is_settled(ledger, "d"):
            return "p* and d* are known"
        if question.form.domain.discrete:
            return "D has finite sets"
        if any(is_empty(bounds) for _, bounds in question.form.domain.bounds):
            return "D is empty"
        return None if len(question.form.variables) <= LARGEST else f"more than {LARGEST} variables"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form = question.form
        for found in self._found(form, ledger):
            if found is not None:
                yield establish(form, found)
                # theta_D(0) is the infimum of f over D, and d* is no less.
                yield establish(form, replace(found, side="d", attains=None))

    def _found(self, form: StandardForm, ledger: Ledger) -> Iterator[Evidence | None]:
        yield _by_intervals(form)
        yield _by_corner(form)
        if len(form.variables) <= FEW:
            yield _by_minorant(form)
            if not ledger.p.lower.is_finite:
                yield from _by_terms(form)


def intervals(form: StandardForm) -> dict[str, Interval]:
    """The box of D in the variables of f."""
    return {name: tape.balls.hull(form.domain.bound(name)) for name in form.objective_expression.variables()}


def _by_intervals(form: StandardForm) -> Evidence | None:
    found = tape.balls.enclosed(form.objective_expression, intervals(form))
    if found.defined == "nowhere":
        return None
    if found.range.lower is None:
        return _by_factors(form)
    witness = Engine("range", "the range of f over the box of D, by interval arithmetic")
    lower = End.of(from_flint(found.range.lower))
    attains = False if found.range.lower_open else None
    return Evidence("p", witness, lower=lower, attains=attains, source="range of f over D")


def _by_factors(form: StandardForm) -> Evidence | None:
    """The least range of the pieces without kinks, common factors in front of each.

    x*sin(x) + |x| - 2 is x*(sin(x) + 1) - 2 where x >= 0, and x*(sin(x) - 1) - 2 where x <= 0.
    """
    tree = row_expression(replace(form.objective, constant=Fraction(0)))
    box = {name: tape.balls.hull(form.domain.bound(name)) for name in tree.variables()}
    pieces = [box]
    if len(box) == 1:
        ((name, side),) = box.items()
        pieces = [{name: piece} for piece in between_branches(tree, name, side)]
    ends = []
    for piece in pieces:
        smooth = smooth_over(tree, piece)
        found = None if smooth is None else tape.balls.enclosed(factored(smooth), piece)
        if found is None or (found.defined != "nowhere" and found.range.lower is None):
            return None
        if found.range.lower is not None:
            ends.append(from_flint(found.range.lower))
    if not ends:
        return None
    witness = Engine("range", "the range of f over the box of D, by interval arithmetic on common factors")
    return Evidence("p", witness, lower=End.of(form.objective.constant + min(ends)), source="range of f over D")


def _by_corner(form: StandardForm) -> Evidence | None:
    """f is monotone in each variable over the box, one after the other: its infimum over the box is at a corner.

    Toward infinite and open ends it is the limit. Where a pole may lie in the box, f jumps there whatever its slope;
    poles of the constraints in other variables are none of f.
    """
    node = form.objective_expression
    left: Box = {name: rational_hull(form.domain.bound(name)) for name in node.variables()}
    poles = (condition.expression for condition in form.domain.conditions if condition.nonzero)
    if any(not _has_one_sign(pole, left) for pole in poles if left.keys() >= set(pole.variables())):
        return None
    open_end, strict, corner = False, True, dict[str, Expression]()
    for name in node.variables():
        bounds, slope = form.domain.bound(name), _slope(node, name, left)
        rises, falls = slope in ("positive", "nonnegative"), slope in ("negative", "nonpositive")
        if not (rises or falls):
            return None
        end, closed = (bounds.lower, bounds.lower_closed) if rises else (bounds.upper, bounds.upper_closed)
        if end is not None and closed:
            corner[name] = scalar_expression(end)
            left[name] = (end, end) if isinstance(end, Fraction) else left[name]
        else:
            step = FAR if end is None else Quotient(ONE, FAR)
            corner[name] = total([scalar_expression(end or Fraction(0)), step if rises == (end is not None) else -step])
            open_end, strict = True, strict and slope in ("positive", "negative")
    value = limit(node, Path.of(corner)).value if open_end else _value(node, corner)
    if not isinstance(value, (Fraction, Irrational)):
        return None
    witness = Engine("monotonicity", "f is monotone in every variable over the box of D")
    attains = False if open_end and strict else None
    return Evidence("p", witness, lower=End.of(value), attains=attains, source="monotone f over D")


def _value(node: Expression, corner: Mapping[str, Expression]) -> Scalar | None:
    try:
        return constant(substitute(node, corner))
    except (ValueError, ZeroDivisionError):
        return None


def _by_terms(form: StandardForm) -> Iterator[Evidence]:
    """inf f >= inf t + inf (f - t) for a term t of f: an end of its range, and an infimum that derivation knows."""
    terms = flattened(form.objective_expression)
    for k, term in enumerate(terms if 1 < len(terms) <= MOST_TERMS else ()):
        low = _by_intervals(replace(form, objective_expression=term))
        if low is None or low.lower is None or low.lower.exact is None or not term.variables():
            continue
        value = _derived(form, total([*terms[:k], *terms[k + 1 :]]))
        if value is not None:
            witness = Engine("range", "the range of a term of f over the box of D, and the infimum of the others")
            lower = End.of(low.lower.exact + value)
            yield Evidence("p", witness, lower=lower, attains=low.attains, source="range of a term of f")


def _by_minorant(form: StandardForm) -> Evidence | None:
    """u <= ceil(u) < u + 1, u - 1 < floor(u) <= u, |u| <= norm(u, v) <= |u| + |v|: f lies above a simpler function."""
    row = form.objective
    sole = {atom: u for c, atom in row.atoms if atom.kind == "norm2" and c > 0 and (u := _beside_others(form, atom))}
    steps = [(c, atom) for c, atom in row.atoms if atom.kind in STEPS]
    norms = [(c, atom) for c, atom in row.atoms if atom.kind == "norm2" and c < 0]
    if not (steps or norms or sole) or any(len(atom.arguments) != 1 for _, atom in steps):
        return None
    kept = tuple(entry for entry in row.atoms if entry not in (*steps, *norms) and entry[1] not in sole)
    parts: list[tuple[Scalar, Row]] = [(Fraction(1), replace(row, atoms=kept))]
    parts += [(c, Row(atoms=(sole[atom],))) for c, atom in row.atoms if atom in sole and c > 0]
    is_above = bool(sole)
    for c, atom in steps:
        (u,) = atom.arguments
        beyond = STEPS[atom.kind] * c < 0
        is_above |= beyond
        parts.append((c, Row(constant=u.constant + (STEPS[atom.kind] if beyond else 0), linear=u.terms)))
    for c, atom in norms:
        sizes = zip(atom.parameters, atom.arguments, strict=True)
        sides = tuple((scalar_power(w, Fraction(1, 2)), Atom("abs", (u,))) for w, u in sizes)
        parts.append((c, Row(atoms=sides)))
    value = _derived(form, row_expression(combined(parts)))
    if value is None:
        return None
    witness = Engine("range", MINORANT)
    attains = False if is_above else None
    return Evidence("p", witness, lower=End.of(value), attains=attains, source="f from below")


def _beside_others(form: StandardForm, norm: Atom) -> tuple[Scalar, Atom] | None:
    """sqrt(w) |u| for an argument u in which f is linear, too, beside one that is nowhere 0: less than the norm."""
    box, sides = dict(form.domain.bounds), list(zip(norm.parameters, norm.arguments, strict=True))
    away = [u for _, u in sides if is_positive(affine_range(u, box)) or is_positive(affine_range(-u, box))]
    linear = {name for name, _ in form.objective.linear}
    for w, u in sides:
        if linear & set(u.names) and any(other != u for other in away):
            return scalar_power(w, Fraction(1, 2)), Atom("abs", (u,))
    return None


MINORANT = (
    "u <= ceil(u) < u + 1, u - 1 < floor(u) <= u, |u| <= norm(u, v) <= |u| + |v|, and the infimum of what is left"
)

STEPS = {"ceil": 1, "floor": -1}
"""On which side of its argument a step function lies."""


def _derived(form: StandardForm, node: Expression) -> Scalar | None:
    """The infimum of another function over D, where derivation knows it in closed form."""
    objective = decompose(node, form.variables, dict(form.domain.bounds))
    theta = derive(
        replace(form, constraints=(), objective=objective, objective_expression=node), alone=True
    ).dual_function
    value = dual_value(theta, {}) if theta.is_closed else -inf
    return value if isinstance(value, (Fraction, Irrational)) else None


def _has_one_sign(node: Expression, box: Box) -> bool:
    inside = {name: box[name] for name in node.variables()}
    return algebra.intervals.sign_over(node, inside) in ("positive", "negative")


def _slope(node: Expression, name: str, box: Box) -> str:
    try:
        tree = derivative(node, name)
    except NotDifferentiable:
        return "unknown"
    return algebra.intervals.sign_over(tree, {other: box[other] for other in tree.variables()})
