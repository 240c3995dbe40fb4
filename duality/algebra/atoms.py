"""The atoms of exact rows, and rows as trees again.

A row is constant + linear + quadratic + sum coef * atom(affine arguments) + remainder; `row_expression` writes it as
one expression tree, `atom_expression` one atom.

kind             function                                   parameters
f                a function f(u) of the language            -
power            u^p, p not 0, 1, 2                         p
xlogx            u log u, 0 at u = 0                        -
huber            u^2 for |u| <= d, else 2 d |u| - d^2       d
univariate       body(u), any other function of one form    -
max              max(u_1, ..., u_k)                         -
norminf          max(|u_1|, ..., |u_k|)                     -
norm2            sqrt(sum w_i u_i^2)                        w
logsumexp        log(sum w_i exp(u_i))                      w
quad_over_lin    sum w_i u_i^2 / v, v > 0 the last form     w
rel_entr         u log(u / v), v > 0                        -
geo_mean         prod u_i^p_i, p_i > 0, sum p_i <= 1        p
monomial         prod u_i^p_i, p_i < 0, u_i > 0             p
logdet2          log(a u v - sum w_i s_i^2), u > 0          a, w
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from duality import algebra
from duality.model.derivation import BranchCondition, Condition
from duality.model.expression import (
    ZERO,
    Call,
    Comparison,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    number,
    opposite,
)
from duality.model.form import PLACEHOLDER, Affine, Atom, Row
from duality.model.scalar import Scalar


def scalar_expression(value: Scalar) -> Expression:
    """The tree of an exact constant."""
    if isinstance(value, Fraction):
        return number(value)
    return algebra.sympy_bridge.from_sympy(value.value)


def scaled(coefficient: Scalar, node: Expression) -> Expression:
    """coefficient * node, a coefficient 1 left out and the sign in front: -2*x, x, -x."""
    if coefficient == 0:
        return ZERO
    if isinstance(node, Negative):
        return scaled(-coefficient, node.operand)
    if coefficient < 0:
        return Negative(scaled(-coefficient, node))
    if coefficient == 1:
        return node
    factors = node.factors if isinstance(node, Product) else (node,)
    head = scalar_expression(coefficient)
    if node == Number(Fraction(1)):
        return head
    if isinstance(node, Number) and isinstance(coefficient, Fraction):
        return number(coefficient * node.value)
    if isinstance(node, Quotient) and isinstance(coefficient, Fraction):
        return Quotient(scaled(coefficient, node.numerator), node.denominator)
    if isinstance(coefficient, Fraction) and coefficient.denominator != 1:
        # x/2 and 3*x/2 read better than 1/2*x and 3/2*x.
        return Quotient(scaled(Fraction(coefficient.numerator), node), number(coefficient.denominator))
    return Product((head, *factors))


def total(terms: Sequence[Expression]) -> Expression:
    """The sum of trees: zeros left out, nested sums flattened, one term stays itself, none is 0."""
    flat: list[Expression] = []
    for term in terms:
        if isinstance(term, Sum):
            flat.extend(term.terms)
        elif isinstance(term, Negative) and isinstance(term.operand, Sum):
            flat.extend(scaled(Fraction(-1), inner) for inner in term.operand.terms)
        elif term != ZERO:
            flat.append(term)
    return ZERO if not flat else flat[0] if len(flat) == 1 else Sum(tuple(flat))


def summands(node: Expression) -> Iterator[Expression]:
    """The terms of a sum and of the sums in it, each with its sign; the tree itself where it is none."""
    match node:
        case Sum(terms):
            for term in terms:
                yield from summands(term)
        case Negative(operand):
            yield from map(opposite, summands(operand))
        case _:
            yield node


def affine_expression(form: Affine) -> Expression:
    """Positive in front: x - 1, 1 - x, y - 2*x; a positive constant leads where the first term is negative."""
    terms = [_multiple(c, Variable(name)) for name, c in form.terms]
    return total(_positive_first(terms, form.constant))


def _multiple(coefficient: Scalar, variable: Variable) -> Expression:
    """`scaled` of a variable: whole multiples, of which large problems are full, without arithmetic."""
    if type(coefficient) is not Fraction or coefficient.denominator != 1:
        return scaled(coefficient, variable)
    match coefficient.numerator:
        case 1:
            return variable
        case -1:
            return Negative(variable)
        case size if size > 0:
            return Product((Number(coefficient), variable))
        case size if size < 0:
            return Negative(Product((Number(-coefficient), variable)))
        case _:
            return ZERO


def _positive_first(terms: list[Expression], constant: Scalar) -> list[Expression]:
    """The terms and the constant, a positive one in front where there is one, else in their order."""
    tail = [] if constant == 0 else [scalar_expression(constant)]
    if terms and isinstance(terms[0], Negative):
        if constant > 0:
            return [*tail, *terms]
        leader = next((k for k, term in enumerate(terms) if not isinstance(term, Negative)), None)
        if leader is not None:
            terms = [terms[leader], *terms[:leader], *terms[leader + 1 :]]
    return [*terms, *tail]


def substitute(node: Expression, values: Mapping[str, Expression]) -> Expression:
    """The tree with variables replaced by trees; a node without such variables is returned unchanged."""
    return node.replaced(lambda part: values.get(part.name) if isinstance(part, Variable) else None)


def fixed_multipliers(conditions: Iterable[BranchCondition]) -> dict[str, Expression]:
    """The multipliers that an affine equation alone fixes, with their numbers: alpha where 2*alpha - 1 = 0."""
    equations = (c.affine for c in conditions if isinstance(c, Condition) and c.relation == "=" and c.affine)
    return {name: scalar_expression(value) for name, value in filter(None, (form.root for form in equations))}


def substitute_comparison(comparison: Comparison, values: Mapping[str, Expression]) -> Comparison:
    """The comparison with variables replaced by trees."""
    return Comparison(comparison.relations, tuple(substitute(e, values) for e in comparison.expressions))


def atom_expression(atom: Atom, arguments: Sequence[Expression] | None = None) -> Expression:
    """phi(u_1, ..., u_k) as a tree, at the atom's own affine arguments or at given trees."""
    if arguments is None:
        arguments = tuple(affine_expression(argument) for argument in atom.arguments)
    return _BUILDERS.get(atom.kind, _call)(atom, tuple(arguments))


def row_expression(row: Row) -> Expression:
    """The row as one tree: squares first, then the linear part, atoms, remainder, the constant last."""
    terms: list[Expression] = []
    for (first, second), coefficient in row.quadratic:
        monomial = (
            Power(Variable(first), Number(Fraction(2)))
            if first == second
            else Product((Variable(first), Variable(second)))
        )
        terms.append(scaled(coefficient, monomial))
    terms += [scaled(c, Variable(name)) for name, c in row.linear]
    terms += [scaled(c, atom_expression(atom)) for c, atom in row.atoms]
    terms += [scaled(c, node) for c, node in row.remainder]
    return total(_positive_first(terms, row.constant))


def _call(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    return Call(atom.kind, arguments)


def _power(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    return power(arguments[0], atom.parameters[0])


def power(base: Expression, exponent: Fraction) -> Expression:
    """base^exponent in textbook form: sqrt(u), 1/u, 1/u^2, u^(3/2)."""
    if exponent == 1:
        return base
    if exponent == 0:
        return Number(Fraction(1))
    if exponent < 0:
        return Quotient(Number(Fraction(1)), power(base, -exponent))
    if exponent == Fraction(1, 2):
        return Call("sqrt", (base,))
    return Power(base, Number(exponent))


def _xlogx(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    return Product((arguments[0], Call("log", (arguments[0],))))


def _huber(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    return Call("huber", (arguments[0], Number(atom.parameters[0])))


def _body(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    assert atom.body is not None, "a univariate atom carries its body"
    return substitute(atom.body, {PLACEHOLDER: arguments[0]})


def _squares(weights: Sequence[Fraction], arguments: Sequence[Expression]) -> Expression:
    return total(
        [
            scaled(weight * argument.value**2, Number(Fraction(1)))
            if isinstance(argument, Number)
            else scaled(weight, Power(argument, Number(Fraction(2))))
            for weight, argument in zip(weights, arguments, strict=True)
        ]
    )


def _norm2(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    return Call("sqrt", (_squares(atom.parameters, arguments),))


def _norminf(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    return Call("norminf", arguments)


def _logsumexp(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    terms = [
        scaled(weight, Number(Fraction(1)) if argument == ZERO else Call("exp", (argument,)))
        for weight, argument in zip(atom.parameters, arguments, strict=True)
    ]
    return Call("log", (total(terms),))


def _quad_over_lin(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    return Quotient(_squares(atom.parameters, arguments[:-1]), arguments[-1])


def _rel_entr(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    first, second = arguments
    return Product((first, Call("log", (Quotient(first, second),))))


def _geo_mean(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    return Product(tuple(power(u, p) for u, p in zip(arguments, atom.parameters, strict=True)))


def _monomial(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    factors = tuple(power(u, -p) for u, p in zip(arguments, atom.parameters, strict=True))
    return Quotient(Number(Fraction(1)), Product(factors))


def _logdet2(atom: Atom, arguments: tuple[Expression, ...]) -> Expression:
    (first, second, *others), (weight, *weights) = arguments, atom.parameters
    squares = [Negative(_squares((w,), (s,))) for w, s in zip(weights, others, strict=True)]
    return Call("log", (total([scaled(weight, Product((first, second))), *squares]),))


_BUILDERS: dict[str, Callable[[Atom, tuple[Expression, ...]], Expression]] = {
    "power": _power,
    "xlogx": _xlogx,
    "huber": _huber,
    "univariate": _body,
    "norm2": _norm2,
    "norminf": _norminf,
    "logsumexp": _logsumexp,
    "quad_over_lin": _quad_over_lin,
    "rel_entr": _rel_entr,
    "geo_mean": _geo_mean,
    "monomial": _monomial,
    "logdet2": _logdet2,
}
