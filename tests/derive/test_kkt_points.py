"""Every KKT point of textbook problems, with multipliers, values, second-order classes, and what is settled by them."""

from __future__ import annotations

from fractions import Fraction
from math import cos, inf, isclose, sin

import pytest

from duality.algebra.tape.closures import compiled
from duality.derivation.kkt_points import kkt_points, restored
from duality.derivation.kkt_points.attainment import COERCIVE, attainment
from duality.derivation.kkt_points.listing import BACKEND
from duality.derivation.kkt_points.program import polynomial_program
from duality.derivation.standardize import standardize
from duality.language import parse
from duality.model.budget import Budget
from duality.model.report import KKTPoint, KKTPoints
from duality.model.solution import Rigor, Status

F = Fraction


def listed(text: str, seconds: float = 30.0) -> KKTPoints:
    found = kkt_points(standardize(parse(text)), budget=Budget.of(seconds))
    assert found is not None
    return found


def coordinates(point: KKTPoint) -> tuple[float, ...]:
    return tuple(float(value) for _, value in point.point)


def at(found: KKTPoints, *wanted: float) -> KKTPoint:
    return next(p for p in found.points if all(abs(a - b) < 1e-6 for a, b in zip(coordinates(p), wanted, strict=True)))


def kinds(found: KKTPoints) -> list[str]:
    return [point.kind for point in found.points]


def test_double_well() -> None:
    found = listed("min x^4 - 3*x^2 + x\ns.t. right: x >= 0")
    assert found.complete and not found.note
    assert kinds(found) == ["local min", "local max", "global min"]
    assert [round(coordinates(p)[0], 4) for p in found.points] == [0, 0.1699, 1.1309]
    assert found.points[0].multipliers == (("right", F(1)),)
    assert all(p.strict and p.unique for p in found.points)
    assert found.minimum is not None
    assert found.minimum.rigor is Rigor.PROVED and found.minimum.attained and found.minimum.backend == BACKEND
    # p* is a root of the resultant of x^4 - 3x^2 + x - t and its derivative.
    assert found.minimum.root_of == (-81, 864, 1152, 256)
    assert sum(c * F(found.minimum.value) ** k for k, c in enumerate(found.minimum.root_of)) == pytest.approx(
        0, abs=1e-9
    )


def test_trust_region_with_three_points() -> None:
    found = listed("min -2*x^2 + y^2 + 2*x + 2*y\ns.t. ball: x^2 + y^2 <= 1")
    assert kinds(found) == ["global min", "local min", "saddle"]
    best = found.points[0]
    assert best.value == pytest.approx(-4.249008064413951, abs=1e-14)
    assert dict(best.multipliers)["ball"] == pytest.approx(3.0322475, abs=1e-6)
    assert best.is_saddle, "the Hessian of L is positive definite at this multiplier, so d* = p*"
    assert not any(p.is_saddle for p in found.points[1:])


def test_another_trust_region_whose_best_point_proves_its_dual() -> None:
    found = listed("min x^2 + 2*x*y + x - 2*y^2 + y\ns.t. x^2 + y^2 <= 1")
    assert found.complete
    assert len(found.points) == 3
    assert found.minimum is not None and found.minimum.value == pytest.approx(-3.068699, abs=5e-7)
    assert found.points[0].is_saddle


def test_a_nonconvex_quadratic_over_a_box_has_nine_points() -> None:
    found = listed("var x, y\ndomain x in [-1, 1]\ndomain y in [-1, 1]\nmin -x^2 - y^2")
    assert found.complete
    assert len(found.points) == 9
    assert sorted(kinds(found)) == ["global min"] * 4 + ["local max"] + ["saddle"] * 4
    corner = at(found, 1, -1)
    assert dict(corner.reduced_costs) == {"x": F(-2), "y": F(2)}, "reduced costs of X stand apart from multipliers"
    assert corner.multipliers == ()


def test_himmelblau_in_a_disc() -> None:
    found = listed("min (x^2 + y - 11)^2 + (x + y^2 - 7)^2\ns.t. disc: x^2 + y^2 <= 9")
    assert found.complete
    assert len(found.points) == 7
    assert all(p.value >= found.points[0].value for p in found.points)
    # The four wells lie outside; the minima are on the circle, with a positive multiplier.
    assert all(float(dict(p.multipliers)["disc"]) > 0 for p in found.points if "min" in p.kind)


def test_two_balls_with_one_active() -> None:
    found = listed("var x, y, z\nmin -x^2 + x*z + y^2 + z\ns.t.\n x^2 + y^2 + z^2 <= 4\n y^2 + (x - 1)^2 <= 2")
    assert found.complete and found.minimum is not None
    assert [p.kind for p in found.points] == ["global min"]
    # A root of 32 t^4 + 264 t^3 + 145 t^2 - 2176 t - 2068, just below the best point of a fine grid, -5.7266.
    assert found.minimum.value == pytest.approx(-5.735068664510795, abs=1e-14)
    assert found.minimum.root_of == (-2068, -2176, 145, 264, 32)


def test_two_balls() -> None:
    text = "var x, y, z\nmin -3*x^2 + 2*y^2 - z^2 + 4*x*y - 2*y*z + x - 3*y + 2*z\ns.t.\n"
    found = listed(text + " x^2 + y^2 + z^2 <= 4\n (x - 1)^2 + (y - 1)^2 + z^2 <= 5")
    assert found.complete
    assert sorted(kinds(found)) == ["global min", "local min", "saddle", "saddle", "saddle"]
    assert at(found, 0.5, 0.5, 0.5).kind == "saddle"


def test_a_quartic_on_the_sphere_with_all_26_critical_points() -> None:
    text = "var x, y, z\nmin x^4 + y^4 + z^4 + 4*x^2*y^2 + 5*x^2*z^2 + 6*y^2*z^2\ns.t. x^2 + y^2 + z^2 = 1"
    found = listed(text)
    assert found.complete
    assert len(found.points) == 26
    assert kinds(found).count("global min") == 6
    assert found.minimum is not None and found.minimum.exact is not None and str(found.minimum.exact) == "1"


def test_a_cusp_has_a_fritz_john_point_and_no_kkt_point() -> None:
    found = listed("var x, y\nmin -x\ns.t.\n roof: y <= (1 - x)^3\n floor: y >= 0")
    assert kinds(found) == ["Fritz John"]
    assert found.points[0].point == (("x", F(1)), ("y", F(0)))
    assert found.points[0].multipliers == ()
    assert found.points[0].is_global
    assert found.minimum is not None and found.minimum.value == -1 and found.minimum.multipliers is None


def test_a_square_has_no_multiplier() -> None:
    found = listed("min x\ns.t. x^2 <= 0")
    assert kinds(found) == ["Fritz John"]
    assert found.minimum is not None and found.minimum.value == 0


def test_affine_constraints_need_no_qualification() -> None:
    # Opposite gradients of affine rows make no Fritz John point of a point where KKT fails.
    found = listed("var x, y\nmin x^2 + x*y^3\ns.t. x <= 0\n x >= 0\n y >= 1\n y <= 2")
    assert all(kind != "Fritz John" for kind in kinds(found))


def test_maximization_is_told_in_its_own_sense() -> None:
    form = standardize(parse("max -(x^4) + 3*x^2 - x\ns.t. x >= 0"))
    found = kkt_points(form)
    assert found is not None
    turned = restored(found, form)
    assert kinds(turned) == ["local max", "local min", "global max"]
    assert turned.points[2].value == pytest.approx(1.0702301817761541)
    assert turned.points[2].root_of == (-81, -864, 1152, -256)


# --- signs that digits do not settle ---------------------------------------------------------------------------------


def test_a_weakly_active_constraint_is_settled_exactly() -> None:
    # The unconstrained minimum sqrt(2) lies exactly on the constraint: multiplier zero, one point.
    found = listed("var x, y\nmin (x^2 - 2)^2 + (y - x)^2\ns.t. c: x^2 + y^2 <= 4\n x >= 0")
    assert len([p for p in found.points if p.kind == "global min"]) == 1
    best = next(p for p in found.points if p.kind == "global min")
    assert best.multipliers == (("c", F(0)), ("c2", F(0)))
    assert best.value == 0


@pytest.mark.parametrize("shift", ["0", "1/10^40", "-1/10^40"])
def test_signs_smaller_than_any_printed_digit(shift: str) -> None:
    """The minimizer sqrt(2) misses the constraint x^2 <= 2 + shift by nothing, or by 1e-40."""
    found = listed(f"var x, y\nmin (x - y)^2 + (y^2 - 2)^2\ns.t. c: x^2 <= 2 + {shift}\n x >= 1\n y >= 1")
    best = [p for p in found.points if p.kind == "global min"]
    assert len(best) == 1
    multiplier = dict(best[0].multipliers)["c"]
    assert (float(multiplier) > 0) is (shift.startswith("-"))
    assert (best[0].value > 0) is shift.startswith("-")


def test_a_multiplier_of_the_wrong_sign_by_a_hair_is_rejected() -> None:
    found = listed("min x^2 - x/10^50\ns.t. x <= 0")
    assert [p.point for p in found.points] == [(("x", F(0)),)]
    found = listed("min x^2 + x/10^50\ns.t. x <= 0")
    assert [p.point for p in found.points] == [(("x", F(-1, 2 * 10**50)),)]


# --- what is refused, and what is incomplete -------------------------------------------------------------------------


def test_a_continuum_is_no_list_but_tells_the_minimum() -> None:
    found = listed("var x, y\nmin x*y\ns.t.\n x >= 0\n y >= 0\n x + y <= 1")
    assert not found.complete and not found.points
    assert found.minimum is not None and found.minimum.value == 0
    assert "continuum" in found.note
    found = listed("min x^2 + y^2\ns.t. x^2 + y^2 = 1")
    assert not found.complete and not found.points
    assert found.minimum is not None and found.minimum.value == 1
    assert "infinitely many" in found.note


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # f = 0 on whole faces, and the best point is one of finitely many others.
        ("min -x*y*z\ns.t. x + 2*y + 2*z <= 72\n x, y, z >= 0", -3456),
        ("max w*x*y*z\ns.t. w + x + y + z <= 8\n w, x, y, z >= 0", 16),
        ("max x^2*y\ns.t. x^2 + 2*y^2 <= 6\n x >= 0", 4),
        # The least value itself is taken at infinitely many points: a multiple eigenvalue, a circle, a line.
        ("min x*y + y*z + x*z\ns.t. x^2 + y^2 + z^2 = 1", F(-1, 2)),
        ("max x*y + y*z + x*z - x*w - y*w - z*w\ns.t. x^2 + y^2 + z^2 + w^2 <= 2", 3),
        ("min (x - 3*y)^2 - 2*z^2\ns.t. x + y + z <= 4\n x, y, z >= 0", -32),
        ("min (x^2 + y^2 - 1)^2 + z\ns.t. z^2 <= 4", -2),
    ],
)
def test_levels_of_f_settle_what_has_no_list(text: str, value: F) -> None:
    found = listed(text)
    assert not found.points
    assert found.minimum is not None and found.minimum.rigor is Rigor.PROVED
    assert found.minimum.value == (-value if text.startswith("max") else value)


def test_a_lower_level_at_points_that_are_not_listed_settles_nothing() -> None:
    """f = -10 wherever x = 0: no such point is feasible, which the list does not tell."""
    found = listed("min x^2*(y^2 + 1) - 10\ns.t. x >= 1\n y^2 <= 1")
    assert found.minimum is None


def test_a_degenerate_active_set_with_wrong_signs_is_no_continuum() -> None:
    # On x = 1 the objective is constant, but there the multiplier is negative.
    found = listed("var x, y\nmin (x - 1)*(y + 2) + x\ns.t.\n a: x <= 1\n x >= 0\n y >= 0\n y <= 1")
    assert found.complete, found.note
    assert [p.point for p in found.points if p.kind == "global min"] == [(("x", F(0)), ("y", F(1)))]


def test_the_time_limit_is_told() -> None:
    rows = "\n".join(f" x[{k}] >= -1\n x[{k}] <= 1" for k in range(1, 8))
    products = " + ".join(f"{k}*x[{k}]*x[{k + 1}]^2" for k in range(1, 7))
    found = listed(f"var x[1..7]\nmin {products} - x[1]^3\ns.t.\n{rows}", seconds=0.0)
    assert not found.complete
    assert found.minimum is None
    assert "was stopped while trying active sets" in found.note


def test_many_inequalities_need_a_point_to_start_from() -> None:
    rows = "\n".join(f" a{k}: {k}*x + y <= {k * k + 1}" for k in range(1, 17))
    form = standardize(parse(f"var x, y\nmin -x^2 - y^2 + x*y\ns.t.\n{rows}\n x >= -1\n y >= -1"))
    first = kkt_points(form)
    assert first is not None and first.needs_point and not first.complete and not first.points
    found = kkt_points(form, near=(("x", -1.0), ("y", 3.0)))
    assert found is not None and not found.complete and found.minimum is None
    assert "may be incomplete" in found.note
    assert at(found, -1, 3).kind == "local min"


@pytest.mark.parametrize("text", ["min exp(x)", "min abs(x)", "min sqrt(2)*x^2", "var x\ndomain x in {1, 2}\nmin x^2"])
def test_other_problems_are_not_listed(text: str) -> None:
    assert kkt_points(standardize(parse(text))) is None


# --- multipliers ------------------------------------------------------------------------------------------------------


def test_multipliers_that_are_not_unique() -> None:
    found = listed("var x, y\nmin x^2 - y^3\ns.t.\n a: y <= 0\n b: y + x <= 0\n c: y - x <= 0\n y >= -1")
    origin = at(found, 0, 0)
    assert not origin.unique or origin.kind != "unknown"
    found = listed("min -x - x^3\ns.t.\n a: x <= 1\n b: 2*x <= 2\n x >= 0")
    point = at(found, 1)
    assert not point.unique
    given = dict(point.multipliers)
    assert given["a"] + 2 * given["b"] == 4
    assert sum(value > 0 for value in given.values()) == 1, "a vertex of the multipliers"


def test_equations_that_repeat_each_other() -> None:
    found = listed("var x, y\nmin x^3 + y\ns.t.\n x + y = 1\n 2*x + 2*y = 2\n x >= -1\n x <= 1")
    assert found.complete
    assert all(not p.unique for p in found.points)
    assert found.minimum is not None and found.minimum.exact is not None


# --- what a complete list settles -------------------------------------------------------------------------------------


def test_a_compact_set_without_a_fritz_john_point_is_empty() -> None:
    found = listed("var x, y\nmin x*y\ns.t.\n x^2 + y^2 <= 1\n x + y >= 2")
    assert found.minimum is not None
    assert found.minimum.status is Status.INFEASIBLE and found.minimum.value == inf


def test_an_unbounded_problem_is_not_settled() -> None:
    found = listed("min x^3 - 3*x")
    assert [p.kind for p in found.points] == ["local max", "local min"]
    assert found.complete and found.minimum is None
    assert not any(p.is_global for p in found.points)


def test_an_open_end_may_keep_the_minimum_from_being_attained() -> None:
    found = listed("var x\ndomain x in (0, 2]\nmin -(x - 1)^2 + x")
    assert found.complete and found.minimum is None
    found = listed("var x\ndomain x in (0, 2]\nmin -(x - 1)^2 - x")
    assert found.minimum is not None and found.minimum.value == -3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min 100*(y - x^2)^2 + (1 - x)^2", 0.0),
        ("min 4*x^2 - 21/10*x^4 + x^6/3 + x*y - 4*y^2 + 4*y^4", -1.0316284534898774),
        ("var x, y\nmin x*y\ns.t. x^2 + y^4 <= 2", None),
        ("var x, y\nmin -x\ns.t.\n y <= 3\n x + y <= 4\n y >= x", -2.0),
    ],
)
def test_attainment_is_proved_for(text: str, value: float | None) -> None:
    found = listed(text)
    assert found.minimum is not None, found
    if value is not None:
        assert isclose(found.minimum.value or 0.0, value, abs_tol=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "min x^2 + (1 - x*y)^2",  # infimum 0, not attained
        "min x*y + x^2",
        "var x, y\nmin x^2\ns.t. x*y >= 1",
        "min x^4 + y^4 - 3*x^2*y^2",
    ],
)
def test_attainment_is_not_claimed_for(text: str) -> None:
    assert listed(text).minimum is None


def test_values_are_closed_forms_where_they_have_one() -> None:
    found = listed("var x, y\nmin x^3 + y\ns.t. x^2 + y^2 <= 2\n x >= 0")
    assert found.minimum is not None and str(found.minimum.exact) == "-sqrt(2)"
    assert dict(found.points[0].point)["x"] == 0


@pytest.mark.parametrize(
    ("objective", "rises"),
    [
        ("x^2*y^2 + x^2 + y^2 - 3*x*y", True),
        # x^2*y is shared between x^2*y^2 and x^2, with room for less than 2 of it.
        ("x^2*y^2 + x^2 + y^2 + x^2*y", True),
        ("x^2*y^2 + x^2 + y^2 + 2*x^2*y", False),
        ("x^2*y^2 + x^2 + y^2 - x^3", False),
        ("x^2*y^2 + x^2 - y^2", False),
        ("x^2*y^2 + x^2 + 4*y^2 - 4*x*y + x", True),
        ("x^4 + y^2 - x^2*y", True),
        ("x^4 + y^2 - 2*x^2*y", False),
        # Falls along x = -t, y = -t, where x^3 outgrows the squares.
        ("x^2 + y^2 + x^3*y^2 + x^2*y^4", False),
        ("2*x^2 + y^2 - 2*x*y + x^2*y^2", True),
        ("x^2 + y^2 - 2*x*y", False),
    ],
)
def test_pure_powers_and_even_monomials_outgrow_the_rest(objective: str, rises: bool) -> None:
    """Where it is claimed the minimum is attained; values along 10,000 far points bear it out."""
    program = polynomial_program(standardize(parse(f"var x, y\nmin {objective}")))
    assert program is not None
    assert (attainment(program) == COERCIVE) is rises
    if rises:
        f = compiled(program.form.objective_expression)
        far = [(r * cos(k / 100), r * sin(k / 100)) for r in (1e3, 1e5) for k in range(629)]
        assert min(f({"x": x, "y": y}) for x, y in far) > 100.0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("var x, y\nmax 3*x*y\ns.t.\n a: x^2 + 2*y^2 <= 12\n b: x >= 0", -9 * 2**0.5),
        ("var x, y\nmin x*y\ns.t.\n a: x^2 + 2*y^2 <= 4\n b: y <= 0", -(2**0.5)),
    ],
)
def test_a_saddle_point_of_L_settles_p_and_d_where_others_have_no_list(text: str, value: float) -> None:
    """With b active f is 0 on a whole line of KKT points; at the multipliers of the minimum L is convex."""
    found = listed(text)
    assert not found.complete and not found.points and "infinitely many" in found.note
    assert found.minimum is not None and found.minimum.value == pytest.approx(value)
    assert found.minimum.rigor is Rigor.PROVED and found.minimum.attained
