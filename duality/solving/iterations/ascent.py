"""Dual ascent: minimize L, then move every multiplier along its constraint, since grad theta_D = (c(x), h(x))."""

from __future__ import annotations

from fractions import Fraction

from duality.model.scalar import Scalar
from duality.solving.iterations.lagrangians import constraint_values, minimizer_of_lagrangian, plus, times
from duality.solving.iterations.method import Game, Move, Values
from duality.solving.iterations.step_bounds import is_strictly_convex


class Ascent:
    """x = argmin L(., alpha, beta); alpha_i <- max(0, alpha_i + step*c_i(x)), beta_j <- beta_j + step*h_j(x)."""

    name = "ascent"
    title = "dual ascent"
    formula = "x = argmin L;  beta <- beta + step*h(x);  alpha <- max(0, alpha + step*c(x))"

    def refusal(self, game: Game) -> str | None:
        if is_strictly_convex(game.form.objective, game.form.variables):
            return None
        return (
            "Dual ascent follows the gradient of theta_D, which needs a unique minimizer of L, and f is not seen to be "
            "strictly convex; the method of multipliers does without."
        )

    def move(self, game: Game, step: Scalar | float) -> Move:
        form = game.form
        signed = {c.name for c in form.inequalities}
        is_quadratic = all(row.is_quadratic for row in form.rows())

        def moved(multipliers: Values) -> tuple[Values, Values, Values]:
            # A quadratic program is minimized exactly; the derivation is quicker for everything else.
            x = None if is_quadratic else game.minimizer(multipliers)
            if x is None:
                x = minimizer_of_lagrangian(form, multipliers)
            gradient = constraint_values(form, x)
            after = {name: plus(value, times(step, gradient[name])) for name, value in multipliers.items()}
            return multipliers, x, {k: max(v, Fraction(0)) if k in signed else v for k, v in after.items()}

        return moved


ASCENT = Ascent()
