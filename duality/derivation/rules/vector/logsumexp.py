"""inf over u of c*log(omega_0 exp(b_0) + sum omega_i exp(u_i)) + w'u, for u in R^n.

With lambda = -w it is -sum lambda_i log(lambda_i/(c*omega_i)) + lambda_0*b_0 where lambda_i >= 0 and
lambda_0 + sum lambda_i = c, and -inf elsewhere; lambda_0 is 0 without a constant term. As sum lambda_i = c, that is
c log c - sum lambda_i log(lambda_i/omega_i) + lambda_0*b_0, which is right on the border too with 0 log 0 = 0.
It is attained where every lambda_i > 0, at u_i = log(lambda_i*omega_0/(lambda_0*omega_i)) + b_0 (without a constant
term at u_i = log(lambda_i/omega_i)), and where c = 0; elsewhere some u_i goes to -inf.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, scalar_expression, total
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.formulas import UNIT, affine_tree, fraction, logarithm
from duality.derivation.rules.univariate.regions import at_least, zero
from duality.derivation.rules.vector.arguments import Conjugand, conjugand
from duality.derivation.rules.vector.branches import branch
from duality.derivation.rules.vector.rule import Group
from duality.model.derivation import Branch, Step
from duality.model.expression import ZERO, Comparison, Expression
from duality.model.form import Affine

ENTRY = Entry(
    "Logarithm of a sum of exponentials",
    "var x, y\nmin log(exp(x) + exp(y))\ns.t.\n a: x >= 1\n b: y >= 2",
    "Boyd and Vandenberghe, Example 3.25",
)


def logsumexp(group: Group) -> Sequence[Branch] | Refusal:
    """The logarithm of a sum of exponentials along independent directions, and of a constant."""
    given = conjugand(group)
    if isinstance(given, Refusal):
        return given
    exponents = {value for _, value in given.constants}
    if len(exponents) > 1:
        return Refusal("a sum of exponentials has several constant terms")
    omegas = [group.atom.parameters[argument.index] for argument in given.arguments]
    lambdas = [-w for w in given.slopes]
    rest = given.coefficient - sum(lambdas, Affine(Fraction(0)))
    clauses = [at_least(form) for form in lambdas]
    if not given.constants:
        clauses.append(zero(rest))
        entropy = _entropy(given.coefficient, lambdas, omegas)
        point = [logarithm(_ratio(form, omega)) for form, omega in zip(lambdas, omegas, strict=True)]
    else:
        clauses.append(at_least(rest))
        omega_0 = sum((group.atom.parameters[index] for index, _ in given.constants), Fraction(0))
        b_0 = exponents.pop()
        entropy = _entropy(given.coefficient, [rest, *lambdas], [omega_0, *omegas])
        entropy = [*entropy, affine_expression(rest.scaled(b_0))]
        shares = [
            fraction(omega_0 / omega, [affine_tree(form)], [affine_tree(rest)])
            for form, omega in zip(lambdas, omegas, strict=True)
            if not rest.is_zero
        ]
        point = [total([logarithm(share), scalar_expression(b_0)]) for share in shares]
    steps = _steps(given, lambdas, rest, entropy)
    single = all(form.is_constant for form in lambdas) and rest.is_constant
    attained = True if single and all(form.constant > 0 for form in lambdas) else None
    minimizer = given.at(point) if point else None
    return branch(given, clauses, [], entropy, attained=attained, minimizer=minimizer, steps=steps)


def _entropy(c: Affine, lambdas: Sequence[Affine], omegas: Sequence[Fraction]) -> list[Expression]:
    """c log c, then -lambda_i log(lambda_i/omega_i) for every i."""
    terms = [] if c == UNIT else [fraction(Fraction(1), [affine_tree(c), logarithm(affine_expression(c))])]
    for form, omega in zip(lambdas, omegas, strict=True):
        if not form.is_zero:
            terms.append(fraction(Fraction(-1), [affine_tree(form), logarithm(_ratio(form, omega))]))
    return [term for term in terms if term != ZERO]


def _ratio(form: Affine, omega: Fraction) -> Expression:
    return affine_expression(form) if omega == 1 else fraction(1 / omega, [affine_tree(form)])


def _steps(
    given: Conjugand, lambdas: Sequence[Affine], rest: Affine, entropy: Sequence[Expression]
) -> tuple[Step, ...]:
    weights = [Comparison((">=",), (affine_expression(form), ZERO)) for form in lambdas if not form.is_constant]
    relation = ">=" if given.constants else "="
    if not rest.is_constant:
        weights.append(Comparison((relation,), (affine_expression(rest), ZERO)))
    places = ", ".join(f"{{{k}}}" for k in range(len(weights)))
    value = total(entropy)
    return (
        Step(
            "logsumexp",
            "The gradient of a log-sum-exp is a point of the open simplex, and minus the slopes must be a point of its "
            f"closure: the function is bounded below only where {places or 'they are'}.",
            tuple(weights),
        ),
        Step(
            "logsumexp: entropy",
            "Setting the gradient to zero gives the entropy {0}, with 0*log(0) = 0. "
            "It is attained where all of these weights are positive, and approached where one of them vanishes.",
            (value,),
        ),
    )
