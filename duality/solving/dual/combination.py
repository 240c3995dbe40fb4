"""An exact upper bound of d*: points x_k of D with weights mu >= 0, sum mu = 1, whose mean of (c, h) is feasible.

theta_D(y) <= sum mu_k (f + y'(c, h))(x_k) <= sum mu_k f(x_k) for every y with alpha >= 0, if sum mu_k c(x_k) <= 0 and
sum mu_k h(x_k) = 0. The weights come from a linear program in floating point; its basis is solved again exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf, isfinite

from duality.algebra.exact_linear import solve
from duality.model.scalar import Scalar
from duality.records import record
from duality.solving.quadratic.rationals import nearest_float
from duality.solving.solvers import highs


def rounded_up(value: Scalar) -> Fraction:
    """The value itself, or a rational above an irrational one."""
    if isinstance(value, Fraction):
        return value
    rounded = Fraction(float(value))
    return rounded + abs(rounded) / 10**12 + Fraction(1, 10**15)


TOLERANCE = 1e-7
"""Of the linear program; its basis is solved again exactly."""


@record
class Atom:
    """Exact f and (c, h) at an exact point of D; of a direction, whose weight counts for nothing in the sum of 1."""

    value: Scalar
    slopes: tuple[Scalar, ...]
    is_direction: bool = False


def least_mean(atoms: Sequence[Atom], nonnegative: Sequence[bool]) -> Fraction | None:
    """min sum mu_k f_k over the weights, or a value a little above it: proved, ``None`` where no weights are."""
    found = mixture(atoms, nonnegative)
    return None if found is None else rounded_up(mean_value(atoms, found))


def mean_value(atoms: Sequence[Atom], weights: Sequence[tuple[int, Scalar]]) -> Scalar:
    """sum mu_k f_k."""
    total: Scalar = Fraction(0)
    for k, weight in weights:
        total = total + weight * atoms[k].value
    return total


def mixture(atoms: Sequence[Atom], nonnegative: Sequence[bool]) -> list[tuple[int, Scalar]] | None:
    """(k, mu_k) with mu_k > 0 of a least mean of f, at most one more than there are constraints, exactly feasible."""
    found = mixture_and_multipliers(atoms, nonnegative)
    return None if found is None else found[0]


def mixture_and_multipliers(
    atoms: Sequence[Atom], nonnegative: Sequence[bool]
) -> tuple[list[tuple[int, Scalar]], tuple[Scalar, ...]] | None:
    """The mixture, and y where the affine functions v_k + s_k'y of its basis meet: the best y as far as these tell."""
    # Tolerances of a linear program hide a mean of 10^-9; with one constraint two points do, found by trying.
    basis = _best_pair(atoms) if len(nonnegative) == 1 and not any(a.is_direction for a in atoms) else None
    basis = basis or _basis(atoms, nonnegative)
    if basis is None:
        return None
    columns, tight = basis
    matrix: list[list[Scalar]] = [[Fraction(not atoms[k].is_direction) for k in columns]]
    matrix += [[atoms[k].slopes[i] for k in columns] for i in tight]
    if len(matrix) != len(columns):
        return None
    weights = solve(matrix, [Fraction(1)] + [Fraction(0)] * len(tight))
    if weights is None or not all(w >= 0 for w in weights):
        return None
    chosen = [(k, w) for w, k in zip(weights, columns, strict=True) if w > 0]
    for i, sign in enumerate(nonnegative):
        mean: Scalar = Fraction(0)
        for k, w in chosen:
            mean = mean + w * atoms[k].slopes[i]
        if mean > 0 or (mean != 0 and not sign):
            return None
    meeting = solve([list(column) for column in zip(*matrix, strict=True)], [atoms[k].value for k in columns])
    slopes = dict(zip(tight, meeting[1:], strict=True)) if meeting is not None else {}
    return chosen, tuple(-slopes.get(i, Fraction(0)) for i in range(len(nonnegative)))


def _best_pair(atoms: Sequence[Atom]) -> tuple[list[int], list[int]] | None:
    """The two atoms on both sides of one constraint with the least mean of f where it holds with equality.

    ``None`` where an atom that satisfies it strictly, or none, is no worse.
    """
    places = [(float(atom.value), float(atom.slopes[0]), k) for k, atom in enumerate(atoms)]
    below, above = ([p for p in places if p[1] * side < 0] for side in (1, -1))
    means = [((f * t - g * s) / (t - s), j, k) for f, s, j in below for g, t, k in above]
    best = min(means, default=None)
    if best is None or min((f for f, s, _ in places if s <= 0), default=inf) <= best[0]:
        return None
    return [best[1], best[2]], [0]


def _basis(atoms: Sequence[Atom], nonnegative: Sequence[bool]) -> tuple[list[int], list[int]] | None:
    """The basic weights and the tight rows of the program's optimum by the simplex method."""
    import highspy

    solver = highs(TOLERANCE)
    solver.setOptionValue("presolve", "off")
    solver.addRow(1.0, 1.0, 0, [], [])
    for sign in nonnegative:
        solver.addRow(-inf if sign else 0.0, 0.0, 0, [], [])
    for atom in atoms:
        value, slopes = nearest_float(atom.value), [nearest_float(slope) for slope in atom.slopes]
        if not all(map(isfinite, (value, *slopes))):
            return None
        entries = [
            *([] if atom.is_direction else [(0, 1.0)]),
            *((i + 1, slope) for i, slope in enumerate(slopes) if slope),
        ]
        solver.addCol(value, 0.0, inf, len(entries), [i for i, _ in entries], [v for _, v in entries])
    if solver.run() == highspy.HighsStatus.kError or solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    basis, basic = solver.getBasis(), highspy.HighsBasisStatus.kBasic
    columns = [k for k, status in enumerate(basis.col_status) if status == basic]
    rows = [i - 1 for i, status in enumerate(basis.row_status) if i > 0 and status != basic]
    return columns, rows
