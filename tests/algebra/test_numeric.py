"""Rows in floating point against the tree of the row: values, gradients, Hessians, kinks, matrices."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st

from duality.algebra.atoms import atom_expression, row_expression
from duality.algebra.differentiate import NotDifferentiable, derivative
from duality.algebra.evaluate import value
from duality.algebra.numeric import compile_row, linear_arrays, quadratic_arrays
from duality.algebra.tape.jets import jet
from duality.model.expression import Expression, Product, Sum, Variable
from duality.model.form import PLACEHOLDER, Affine, Atom, Row
from duality.model.scalar import Irrational
from tests.algebra.trees import call, exp, log, smooth_trees, sqrt, trees, x, y

NAMES = ("x", "y", "z")
F = Fraction


def form(constant: Fraction | int, **terms: Fraction | int) -> Affine:
    return Affine(F(constant), tuple((name, F(c)) for name, c in terms.items()))


U = form(1, x=2, y=-1)
V = form(F(1, 2), z=1)
W = form(0, y=1)
ATOMS = [
    *(Atom(kind, (U,)) for kind in ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "abs", "xlogx")),
    *(Atom("power", (U,), (F(p),)) for p in (-2, F(-1, 2), F(1, 3), F(1, 2), F(3, 2), 3, 4, 19)),
    Atom("huber", (U,), (F(1),)),
    Atom("huber", (U,), (F(9),)),
    Atom("univariate", (V,), (), log(1 + exp(Variable(PLACEHOLDER))) * Variable(PLACEHOLDER)),
    Atom("max", (U, V, W)),
    Atom("norminf", (U, V)),
    Atom("norm2", (U, V, form(3)), (F(1), F(1, 2), F(2))),
    Atom("logsumexp", (U, V, form(0)), (F(1), F(3), F(1, 2))),
    Atom("quad_over_lin", (U, W, V), (F(1), F(2))),
    Atom("rel_entr", (U, V)),
    Atom("geo_mean", (U, V, W), (F(1, 2), F(1, 4), F(1, 8))),
    Atom("monomial", (U, V), (F(-1), F(-1, 2))),
    Atom("logdet2", (U, V, W), (F(2), F(1, 3))),
    Atom("norm1", (U, V)),  # not in the tables: along its tree
]
POINT = np.array([0.7, 0.4, 0.3])


def at(point: np.ndarray) -> dict[str, float]:
    return dict(zip(NAMES, point.tolist(), strict=True))


def differences(function, point: np.ndarray) -> np.ndarray:
    step = 1e-6
    return np.array(
        [(function(point + step * e) - function(point - step * e)) / (2 * step) for e in np.eye(len(point))]
    )


@pytest.mark.parametrize("atom", ATOMS, ids=lambda atom: f"{atom.kind}{atom.parameters}")
def test_atoms(atom: Atom) -> None:
    """Value against the tree, gradient and Hessian against central differences, two atoms of the kind at once."""
    shifted = Atom(atom.kind, tuple(u + form(F(1, 16)) for u in atom.arguments), atom.parameters, atom.body)
    row = Row(atoms=((F(3, 2), atom), (F(-1, 4), shifted)))
    numeric = compile_row(row, NAMES)
    expected = 1.5 * value(atom_expression(atom), at(POINT)) - 0.25 * value(atom_expression(shifted), at(POINT))
    assert numeric.value(POINT) == pytest.approx(expected, rel=1e-12)
    both = numeric.value_and_gradient(POINT)
    assert both[0] == pytest.approx(expected, rel=1e-12)
    assert both[1] == pytest.approx(differences(numeric.value, POINT), rel=1e-6, abs=1e-6)
    assert numeric.hessian(POINT) == pytest.approx(differences(numeric.gradient, POINT), rel=1e-5, abs=1e-5)


def test_a_mixed_row() -> None:
    row = Row(
        constant=F(1, 3),
        linear=(("x", F(2)), ("z", F(-1, 2))),
        quadratic=((("x", "x"), F(3)), (("x", "z"), F(1, 2)), (("y", "z"), F(-1))),
        atoms=tuple((F(k + 1, 3), atom) for k, atom in enumerate(ATOMS)),
        remainder=((F(2), Product((x, y, Variable("z")))), (F(-1), exp(x * y) / (1 + exp(x * y)))),
    )
    numeric = compile_row(row, NAMES)
    assert numeric.value(POINT) == pytest.approx(value(row_expression(row), at(POINT)), rel=1e-12)
    assert numeric.gradient(POINT) == pytest.approx(differences(numeric.value, POINT), rel=1e-5, abs=1e-5)
    hessian = numeric.hessian(POINT)
    assert hessian == pytest.approx(differences(numeric.gradient, POINT), rel=1e-4, abs=1e-2)
    assert hessian == pytest.approx(hessian.T)


def test_irrational_and_huge_coefficients() -> None:
    row = Row(constant=Irrational(sympy.sqrt(2)), linear=(("x", F(10) ** 400),), atoms=((F(1), Atom("exp", (U,))),))
    numeric = compile_row(row, NAMES)
    assert numeric.value(np.array([1.0, 1.0, 0.0])) == math.inf
    assert compile_row(Row(constant=Irrational(sympy.sqrt(2))), NAMES).value(POINT) == math.sqrt(2)


@pytest.mark.parametrize(
    ("row", "point", "gradient"),
    [
        (Row(atoms=((F(2), Atom("abs", (W,))),)), (0, 0, 0), (0, 0, 0)),
        (Row(atoms=((F(1), Atom("max", (form(0, x=1), form(0, y=1)))),)), (1, 1, 0), (1, 0, 0)),
        (Row(atoms=((F(1), Atom("norm2", (form(0, x=1), W), (F(1), F(1)))),)), (0, 0, 0), (0, 0, 0)),
        (Row(atoms=((F(1), Atom("norminf", (form(0, x=1), W))),)), (0, 0, 0), (0, 0, 0)),
        (Row(remainder=((F(1), call("norm", x * y, x)),)), (0, 0, 0), (0, 0, 0)),
        (Row(remainder=((F(1), x * call("max", x, y)),)), (1, 1, 0), (2, 0, 0)),
        (Row(remainder=((F(1), y * call("min", x, y)),)), (1, 1, 0), (1, 1, 0)),
        (Row(remainder=((F(1), sqrt(x**2 + y**2)),)), (0, 0, 0), (0, 0, 0)),
        (Row(remainder=((F(1), y * abs(x)),)), (0, 1, 0), (0, 0, 0)),
        (Row(remainder=((F(1), y * call("norm1", x, y)),)), (0, 1, 0), (0, 2, 0)),
    ],
)
def test_subgradients_at_kinks(row: Row, point: tuple, gradient: tuple) -> None:
    numeric = compile_row(row, NAMES)
    assert numeric.gradient(np.array(point, dtype=float)).tolist() == list(gradient)
    assert np.isfinite(numeric.hessian(np.array(point, dtype=float))).all()


@pytest.mark.parametrize(
    ("row", "point"),
    [
        (Row(atoms=((F(1), Atom("log", (W,))),)), (0, 0, 0)),
        (Row(atoms=((F(1), Atom("xlogx", (W,))),)), (0, -1, 0)),
        (Row(atoms=((F(1), Atom("power", (W,), (F(1, 2),))),)), (0, -1, 0)),
        (Row(atoms=((F(1), Atom("power", (W,), (F(-1),))),)), (0, 0, 0)),
        (Row(atoms=((F(1), Atom("rel_entr", (W, form(0, x=1)))),)), (-1, 1, 0)),
        (Row(atoms=((F(1), Atom("quad_over_lin", (W, form(0, x=1)), (F(1),))),)), (0, 1, 0)),
        (Row(atoms=((F(1), Atom("geo_mean", (W, form(0, x=1)), (F(1, 2), F(1, 2)))),)), (-1, -1, 0)),
        (Row(remainder=((F(1), x / y),)), (1, 0, 0)),
    ],
)
def test_outside_the_natural_domain(row: Row, point: tuple) -> None:
    numeric = compile_row(row, NAMES)
    assert math.isnan(numeric.value(np.array(point, dtype=float)))
    assert math.isnan(numeric.value_and_gradient(np.array(point, dtype=float))[0])


@pytest.mark.parametrize("atom", [Atom("xlogx", (W,)), Atom("rel_entr", (W, form(1, x=1)))])
def test_entropy_at_zero(atom: Atom) -> None:
    numeric = compile_row(Row(atoms=((F(1), atom),)), NAMES)
    assert numeric.value(np.zeros(3)) == 0
    assert numeric.gradient(np.zeros(3)).tolist() == [0, -math.inf, 0]


def test_log_of_exponentials_does_not_overflow() -> None:
    row = Row(
        atoms=((F(1), Atom("logsumexp", (form(0, x=1), form(0)), (F(1), F(1)))),),
        remainder=((F(1), y * log(1 + exp(x)) + log(exp(x) / 2 + exp(-x) * 3)),),
    )
    numeric = compile_row(row, NAMES)
    far = np.array([900.0, 1.0, 0.0])
    assert numeric.value(far) == pytest.approx(2700 - math.log(2))
    assert numeric.gradient(far) == pytest.approx([3, 900, 0])
    assert numeric.hessian(far) == pytest.approx(np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]]))


@given(trees, st.floats(0.2, 2), st.floats(0.2, 2))
def test_jets_agree_with_evaluation(node: Expression, p: float, q: float) -> None:
    direct = value(node, {"x": p, "y": q})
    assume(math.isfinite(direct) and abs(direct) < 1e9)
    found = jet(node, ("x", "y"), np.array([[p], [q]]), 0)
    assert float(found.value[0]) == pytest.approx(direct, rel=1e-6, abs=1e-6)


@given(smooth_trees, st.floats(0.2, 2), st.floats(0.2, 2))
def test_jets_agree_with_derivative_trees(node: Expression, p: float, q: float) -> None:
    point = {"x": p, "y": q}
    found = jet(node, ("x", "y"), np.array([[p], [q]]), 2)
    for i, first in enumerate(("x", "y")):
        slope = derivative(node, first)
        _assert_close(found.gradient, (i, 0), value(slope, point))
        for j, second in enumerate(("x", "y")):
            try:
                curvature = derivative(slope, second)
            except NotDifferentiable:
                continue
            _assert_close(found.hessian, (i, j, 0), value(curvature, point))


def _assert_close(array: np.ndarray | None, place: tuple[int, ...], expected: float) -> None:
    got = 0.0 if array is None else float(array[place])
    # Where numbers are huge or undefined, the two ways of computing may round to different infinities.
    if math.isfinite(expected) and math.isfinite(got) and abs(expected) < 1e6:
        assert got == pytest.approx(expected, rel=1e-5, abs=1e-5)


def test_many_points_at_once() -> None:
    points = np.array([[1.0, 2.0, 0.5], [3.0, -1.0, 0.0]])
    found = jet(x**2 * y, ("x", "y"), points, 2)
    assert found.value.tolist() == [3, -4, 0]
    assert found.gradient is not None
    assert found.gradient.tolist() == [[6, -4, 0], [1, 4, 0.25]]
    assert found.hessian is not None
    assert found.hessian[0, 1].tolist() == [2, 4, 1]


def test_linear_arrays() -> None:
    rows = [Row(constant=F(-1, 2), linear=(("x", F(1)), ("z", F(3)))), Row(), Row(linear=(("y", F(-1, 4)),))]
    indptr, indices, data, constants = linear_arrays(rows, NAMES)
    assert indptr.tolist() == [0, 2, 2, 3]
    assert indices.tolist() == [0, 2, 1]
    assert data.tolist() == [1, 3, -0.25]
    assert constants.tolist() == [-0.5, 0, 0]
    with pytest.raises(ValueError, match="row 0 is not affine"):
        linear_arrays([Row(quadratic=((("x", "x"), F(1)),))], NAMES)
    assert linear_arrays([], NAMES)[0].tolist() == [0]


def test_quadratic_arrays() -> None:
    row = Row(quadratic=((("y", "z"), F(1, 2)), (("x", "z"), F(-1)), (("x", "x"), F(3)), (("z", "z"), F(1))))
    indptr, indices, data = quadratic_arrays(row, NAMES)
    dense = np.zeros((3, 3))
    for column in range(3):
        for k in range(indptr[column], indptr[column + 1]):
            dense[indices[k], column] = data[k]
        assert (
            sorted(indices[indptr[column] : indptr[column + 1]])
            == indices[indptr[column] : indptr[column + 1]].tolist()
        )
    assert dense.tolist() == [[6, 0, -1], [0, 0, 0.5], [0, 0, 2]]
    assert compile_row(row, NAMES).hessian(POINT) == pytest.approx(dense + np.triu(dense, 1).T)
    with pytest.raises(ValueError, match="not quadratic"):
        quadratic_arrays(Row(atoms=((F(1), ATOMS[0]),)), NAMES)


def test_unknown_variable() -> None:
    with pytest.raises(KeyError):
        compile_row(Row(linear=(("w", F(1)),)), NAMES)


def test_wide_row() -> None:
    names = tuple(f"v{k}" for k in range(500))
    squares = Sum(tuple(Variable(name) ** 2 for name in names))
    numeric = compile_row(Row(remainder=((F(1), sqrt(squares)),)), names)
    x0 = np.full(500, 2.0)
    assert numeric.gradient(x0) == pytest.approx(x0 / np.linalg.norm(x0))
