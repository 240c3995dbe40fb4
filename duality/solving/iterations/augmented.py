"""The method of multipliers: dual ascent on the augmented Lagrangian, with the penalty rho as its step."""

from __future__ import annotations

from fractions import Fraction

from duality.model.scalar import Scalar
from duality.solving.iterations.lagrangians import constraint_values, minimizer_of_augmented, plus, times
from duality.solving.iterations.method import Game, Move, Values


class MethodOfMultipliers:
    """x = argmin L_rho(., alpha, beta); alpha_i <- max(0, alpha_i + rho*c_i(x)), beta_j <- beta_j + rho*h_j(x).

    grad_x L_rho at the old multipliers is grad_x L at the new ones, so that x minimizes L there.
    """

    name = "multipliers"
    title = "method of multipliers"
    formula = "x = argmin L_rho;  beta <- beta + rho*h(x);  alpha <- max(0, alpha + rho*c(x))"

    def refusal(self, game: Game) -> str | None:
        curved = [c.name for c in game.form.constraints if not c.row.is_affine]
        if not curved:
            return None
        return (
            f"The method of multipliers is run on affine constraints here, and {', '.join(curved[:3])} "
            f"{'is' if len(curved) == 1 else 'are'} not affine; dual ascent takes convex ones."
        )

    def move(self, game: Game, step: Scalar | float) -> Move:
        form = game.form
        signed = {c.name for c in form.inequalities}

        def moved(multipliers: Values) -> tuple[Values, Values, Values]:
            x = minimizer_of_augmented(form, multipliers, step)
            residual = constraint_values(form, x)
            after = {name: plus(value, times(step, residual[name])) for name, value in multipliers.items()}
            after = {name: max(v, Fraction(0)) if name in signed else v for name, v in after.items()}
            return after, x, after

        return moved


MULTIPLIERS = MethodOfMultipliers()
