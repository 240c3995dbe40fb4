"""log(sum w_i exp(a_i t + b_i)) along a line: convex, with the least and the greatest a_i as its slopes at infinity."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import atom_expression, scalar_expression, substitute, total
from duality.algebra.differentiate import derivative
from duality.algebra.evaluate import constant
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.univariate.curve import Shifted, T
from duality.derivation.rules.univariate.formulas import fraction
from duality.derivation.rules.univariate.function import End, Function, Stationary
from duality.derivation.rules.univariate.recognition import Weighted
from duality.model.expression import Call, Expression
from duality.model.form import FREE, Affine, Atom, Bounds
from duality.model.scalar import Scalar
from duality.records import record

ENTRY = Entry(
    "Logarithm of a sum of exponentials along a line",
    "var x\nmin log(exp(x) + exp(-2*x))\ns.t.\n a: x = 1",
    "Boyd and Vandenberghe, Example 3.25",
)


@record
class LogSumExp(Function):
    """log(sum w_i exp(a_i s + b_i)), the a_i not all equal."""

    atom: Atom

    domain = FREE

    @property
    def lower(self) -> End:
        return self._end(min(form.coefficient(T.name) for form in self.atom.arguments))

    @property
    def upper(self) -> End:
        return self._end(max(form.coefficient(T.name) for form in self.atom.arguments))

    def tree(self, s: Expression) -> Expression:
        return substitute(atom_expression(self.atom), {T.name: s})

    def derivative(self, s: Expression) -> Expression:
        return substitute(derivative(atom_expression(self.atom), T.name), {T.name: s})

    def stationary(self, c: Affine, u: Affine) -> Stationary | None:
        # Three exponentials of different rates: no closed form in general.
        return None

    def _end(self, slope: Scalar) -> End:
        """F(s) - slope * s tends to the log of the sum of the w_i exp(b_i) with that slope."""
        weights = [
            fraction(weight, [Call("exp", (scalar_expression(form.constant),))])
            for weight, form in zip(self.atom.parameters, self.atom.arguments, strict=True)
            if form.coefficient(T.name) == slope
        ]
        return End(slope, constant(Call("log", (total(weights),))))


def log_sum_exp(atom: Atom, bounds: Bounds) -> Sequence[Weighted] | None:
    """The logarithm of a sum of exponentials that `softplus` does not take."""
    if atom.kind != "logsumexp" or len({form.coefficient(T.name) for form in atom.arguments}) < 2:
        return None
    return [Weighted(Fraction(1), Shifted(LogSumExp(atom)))]
