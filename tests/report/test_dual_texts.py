"""The explicit dual and the dual of the dual as they are read."""

from __future__ import annotations

import textwrap

import duality as du

SOFT_MARGIN = (
    "var w, b, u, v\nmin 1/2*w^2 + u + v\ns.t.\nc1: w + b >= 1 - u\nc2: w - b >= 1 - v\nc3: u >= 0\nc4: v >= 0\n"
)
COUPLED = "domain x >= 0\ndomain y in [0, 3]\nmin x^2 + x*y + y^2 - y\ns.t.\na: x + y >= 1\nb: x - y <= 2\n"
WATER = "domain x >= 0\nmin -log(1 + x)\ns.t. power: x = 1\n"
MIN_NORM = "min x^2 + y^2\ns.t. budget: x + y >= 1\n"


def lines(shown: str) -> str:
    return textwrap.dedent("              " + shown)


def test_a_soft_margin_without_its_slacks() -> None:
    assert lines(str(du.derive(du.parse(SOFT_MARGIN)).dual_problem)) == textwrap.dedent("""\
        maximize alpha_c1 + alpha_c2 - (alpha_c1 + alpha_c2)^2/2  subject to  alpha_c2 - alpha_c1 = 0, alpha_c1
          <= 1, alpha_c2 <= 1, alpha_c1, alpha_c2 >= 0
        alpha_c3, alpha_c4 are slacks of the rows and are eliminated""")


def test_a_coupled_quadratic_by_its_stationary_point() -> None:
    assert lines(str(du.derive(du.parse(COUPLED)).dual_problem)) == textwrap.dedent("""\
        maximize alpha_a - 2*alpha_b - 3*alpha_y_upper - x^2 - x*y - y^2  subject to
            2*x + y + alpha_b - alpha_a - alpha_x_lower = 0
            x + 2*y + alpha_y_upper - alpha_a - alpha_b - alpha_y_lower = 1
            alpha_a, alpha_b, alpha_x_lower, alpha_y_lower, alpha_y_upper >= 0
        with (x, y) a stationary point of L""")


def test_the_multipliers_of_bounds_are_explained() -> None:
    shown = str(du.derive(du.parse(WATER)).dual_problem)
    assert shown.endswith("with alpha_x_lower the multiplier of x >= 0")


def test_a_fixed_multiplier_leaves_no_quotient_of_zero() -> None:
    shown = str(du.derive("min abs(x) + x*y\ns.t. x^2 + y^2 <= 1"))
    assert "-alpha_1 - alpha_1*beta_split_1^2/(4*alpha_1^2 - 1)" in shown
    assert "0/" not in shown


def test_the_dual_of_the_dual_in_text() -> None:
    shown = str(du.dual_of_dual(du.parse(MIN_NORM)))
    assert textwrap.dedent(shown[shown.index("  Dual of the dual") :]) == textwrap.dedent("""\
        Dual of the dual
        maximize    alpha_budget - s_x^2/4 - s_y^2/4
        subject to  x: s_x + alpha_budget = 0
                    y: s_y + alpha_budget = 0
        over        alpha_budget >= 0
        its dual    in the variables of the primal
        minimize    x^2 + y^2
        subject to  c1: x + y - 1 >= 0
        where       beta_x = x
                    beta_y = y

        The dual of the dual: it is the primal, row by row.""")


def test_the_dual_of_the_dual_in_latex() -> None:
    shown = du.dual_of_dual(du.parse(MIN_NORM)).latex()
    assert r"\paragraph{Dual of the dual}" in shown
    assert (
        r"\text{maximize} &\quad \alpha_{\mathrm{budget}} - \frac{s_{\mathrm{x}}^{2}}{4}"
        r" - \frac{s_{\mathrm{y}}^{2}}{4} \\"
    ) in shown
    assert r"\text{subject to} &\quad \text{c1: }x + y - 1 \ge 0 \\" in shown
