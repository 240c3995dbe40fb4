"""The recognizers of products and powers behind `duality.algebra.rows`: which atom each of them is.

Each takes the collector, the node and its factor, and adds what it found; what fits no atom becomes a univariate atom
where the node depends on one affine form only, and else stays in the remainder as written.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from duality.algebra.atoms import affine_expression, scalar_expression
from duality.algebra.boxes import affine_range, is_nonnegative, is_positive, sign_at_least
from duality.algebra.evaluate import constant
from duality.algebra.powers import PowerProduct, power_product
from duality.algebra.single_direction import univariate_atom
from duality.algebra.squares import sum_of_squares
from duality.model.expression import (
    Call,
    Constant,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.form import Affine, Atom
from duality.model.scalar import Scalar

if TYPE_CHECKING:
    from duality.algebra.rows import Collector

ONE = Fraction(1)
HALF = Fraction(1, 2)


def is_constant(node: Expression) -> bool:
    """No variable occurs."""
    return not any(isinstance(inner, Variable) for inner in node.walk())


def constant_value(node: Expression) -> Scalar:
    """The exact value of a constant tree."""
    if isinstance(node, Number):
        return node.value
    return constant(node)


def add_opaque(collector: Collector, node: Expression, factor: Scalar) -> None:
    """A univariate atom where one affine form carries the node, else the remainder."""
    atom = None if collector.opaque else univariate_atom(node, collector.affine)
    if atom is not None:
        collector.add_atom(atom, factor)
    else:
        collector.add_remainder(node, factor)


def recognize_product(collector: Collector, node: Expression, factor: Scalar) -> None:
    """Products and quotients, through their normal form scale * prod base_i^p_i."""
    product = power_product(node)
    factor = factor * product.scale
    if factor == 0:
        return
    if not product.powers:
        collector.constant = collector.constant + factor
    elif len(product.powers) == 1:
        (base, exponent), *_ = product.powers
        add_power(collector, node, base, exponent, factor, product)
    else:
        _add_power_product(collector, node, product, factor)


def recognize_power(
    collector: Collector, node: Expression, base: Expression, exponent: Expression, factor: Scalar
) -> None:
    """base^exponent: a power of one form, an exponential of base a constant, or opaque."""
    if is_constant(exponent):
        if is_constant(base):
            collector.constant = collector.constant + factor * constant_value(node)
            return
        p = constant_value(exponent)
        if isinstance(p, Fraction):
            product = power_product(node)
            if len(product.powers) == 1:
                (inner, power), *_ = product.powers
                add_power(collector, node, inner, power, factor * product.scale, product)
            else:
                recognize_product(collector, node, factor)
            return
    elif is_constant(base):
        # a^u = exp(u log a) for a > 0.
        argument = collector.affine(exponent)
        value = constant_value(base)
        if argument is not None and value > 0:
            if base == Constant("e"):
                collector.add_atom(Atom("exp", (argument,)), factor)
            elif value == 1:
                collector.constant = collector.constant + factor
            else:
                collector.add_atom(Atom("exp", (argument.scaled(constant_value(Call("log", (base,)))),)), factor)
            return
    add_opaque(collector, node, factor)


def add_power(
    collector: Collector, node: Expression, base: Expression, p: Fraction, factor: Scalar, product: PowerProduct
) -> None:
    """factor * base^p for one base; ``node`` is the tree with its scale, ``product.bare`` the one without."""
    if p == 1:
        collector.add(base, factor)
        return
    inner = collector.part(base)
    form = inner.as_affine()
    if form is not None:
        if form.is_constant:
            # The base may hold variables that cancel.
            collector.constant = collector.constant + factor * constant_value(Power(_tree(form), Number(p)))
        elif p == 2:
            collector.add_product(form, form, factor)
        else:
            collector.add_atom(Atom("power", (form,), (p,)), factor)
        return
    if isinstance(base, Call) and base.function == "abs" and p.denominator == 1 and p % 2 == 0:
        collector.add(Power(base.arguments[0], Number(p)), factor)
        return
    if isinstance(base, Call) and base.function in ("sqrt", "norm") and p == 2:
        squares = (
            base.arguments[0]
            if base.function == "sqrt"
            else Sum(tuple(Power(argument, Number(Fraction(2))) for argument in base.arguments))
        )
        collector.add(squares, factor)
        return
    if p == HALF and inner.as_quadratic():
        squares = sum_of_squares(inner)
        if squares is not None:
            weights, forms = squares
            collector.add_atom(Atom("norm2", forms, weights), factor)
            return
    if p.denominator != 1 and _add_root_of_product(collector, base, p, factor):
        return
    add_opaque(collector, product.bare, factor)


def _add_root_of_product(collector: Collector, base: Expression, p: Fraction, factor: Scalar) -> bool:
    """(c u^q v^r)^p = c^p u^(pq) v^(pr) where c > 0 and u, v >= 0 on the box."""
    inside = power_product(base)
    if len(inside.powers) < 2 or not isinstance(inside.scale, Fraction) or inside.scale <= 0:
        return False
    if not all(sign_at_least(inner, collector.box, strict=False) for inner, _ in inside.powers):
        return False
    if inside.scale != 1:
        factor = factor * constant_value(Power(Number(inside.scale), Number(p)))
    collector.add(Product(tuple(Power(inner, Number(p * q)) for inner, q in inside.powers)), factor)
    return True


def _add_power_product(collector: Collector, node: Expression, product: PowerProduct, factor: Scalar) -> None:
    """factor * prod base_i^p_i for two or more bases."""
    powers = product.powers
    forms = [collector.affine(base) for base, _ in powers]
    if all(form is not None for form in forms):
        affine_forms = [form for form in forms if form is not None]
        exponents = [p for _, p in powers]
        if exponents == [1, 1]:
            collector.add_product(affine_forms[0], affine_forms[1], factor)
            return
        if all(p > 0 for p in exponents) and sum(exponents) <= 1:
            collector.add_atom(Atom("geo_mean", tuple(affine_forms), tuple(exponents)), factor)
            return
        if _is_reciprocal(collector, affine_forms, exponents):
            collector.add_atom(Atom("monomial", tuple(affine_forms), tuple(exponents)), factor)
            return
    if _add_log_product(collector, product, forms, factor) or _add_quadratic_over_affine(
        collector, product, forms, factor
    ):
        return
    if _distribute(collector, product, forms, factor):
        return
    add_opaque(collector, product.bare, factor)


def _is_reciprocal(collector: Collector, forms: Sequence[Affine], exponents: Sequence[Fraction]) -> bool:
    """Negative powers only, of forms that are > 0 on the box or by their power, along more than one direction."""
    if any(p > 0 for p in exponents):
        return False
    positive = all(
        p.denominator != 1 or is_positive(affine_range(form, collector.box))
        for form, p in zip(forms, exponents, strict=True)
    )
    return positive and len({form.scaled(1 / form.terms[0][1]).terms for form in forms}) > 1


def _add_log_product(
    collector: Collector, product: PowerProduct, forms: Sequence[Affine | None], factor: Scalar
) -> bool:
    """u log(v): u log u where v = r u; u log(u/w) is the relative entropy where u >= 0; else half of one."""
    if len(product.powers) != 2 or any(p != 1 for _, p in product.powers):
        return False
    for k in (0, 1):
        u, (log_node, _) = forms[k], product.powers[1 - k]
        if u is None or not (isinstance(log_node, Call) and log_node.function == "log"):
            continue
        argument = log_node.arguments[0]
        v = collector.affine(argument)
        if v is not None:
            ratio = _ratio(v, u)
            if ratio is not None:
                # u log(r u) = (1/r) (r u) log(r u).
                collector.add_atom(Atom("xlogx", (v,)), factor / ratio)
            elif not v.is_constant:
                collector.add_log_product(u, v, product.bare, factor)
            elif v.constant > 0:
                # The argument need not be written without variables: 1 + x/x is 2 wherever it is defined.
                collector.add_affine(u, factor * constant_value(Call("log", (scalar_expression(v.constant),))))
            else:
                return False
            return True
        return _add_entropy(collector, u, argument, factor)
    return False


def _add_entropy(collector: Collector, u: Affine, argument: Expression, factor: Scalar) -> bool:
    """u log(a/w) with a = r u and u >= 0 on the box: u log(u/w) + u log r; and u log of a product of positive forms."""
    inner = power_product(argument)
    forms = [(collector.affine(base), p) for base, p in inner.powers]
    if not isinstance(inner.scale, Fraction) or inner.scale <= 0 or any(form is None for form, _ in forms):
        return False
    pairs = [(form, p) for form, p in forms if form is not None]
    if len(pairs) == 2 and {p for _, p in pairs} == {ONE, -ONE}:
        (a, _), (w, _) = sorted(pairs, key=lambda pair: -pair[1])
        ratio = _ratio(a, u)
        if ratio is not None and ratio > 0 and is_nonnegative(affine_range(u, collector.box)):
            # u log(s r u / w) = u log(u / (w / (s r))).
            collector.add_atom(Atom("rel_entr", (u, w.scaled(1 / (inner.scale * ratio)))), factor)
            return True
    if not all(is_positive(affine_range(form, collector.box)) for form, _ in pairs):
        return False
    u_tree = _tree(u)
    for form, p in pairs:
        collector.add(Product((u_tree, Call("log", (_tree(form),)))), factor * p)
    if inner.scale != 1:
        collector.add_affine(u, factor * constant_value(Call("log", (Number(inner.scale),))))
    return True


def _tree(form: Affine) -> Expression:
    return affine_expression(form)


def _ratio(first: Affine, second: Affine) -> Scalar | None:
    """r with first = r * second, or ``None``."""
    if second.is_constant or first.is_constant:
        return None
    name, coefficient = first.terms[0]
    if second.coefficient(name) == 0:
        return None
    r = coefficient / second.coefficient(name)
    return r if (first - second.scaled(r)).is_zero else None


def _add_quadratic_over_affine(
    collector: Collector, product: PowerProduct, forms: Sequence[Affine | None], factor: Scalar
) -> bool:
    """(sum w_i u_i^2) / v where v has one sign on the box."""
    denominators = [k for k, (_, p) in enumerate(product.powers) if p == -1]
    if len(denominators) != 1 or any(
        p not in (1, 2) for k, (_, p) in enumerate(product.powers) if k != denominators[0]
    ):
        return False
    v = forms[denominators[0]]
    if v is None:
        return False
    numerator = Product(
        tuple(
            base if p == 1 else Power(base, Number(p))
            for k, (base, p) in enumerate(product.powers)
            if k != denominators[0]
        )
    )
    parts = collector.part(numerator)
    if not parts.as_quadratic() or not parts.quadratic:
        return False
    sign = 1
    range_ = affine_range(v, collector.box)
    if not is_nonnegative(range_):
        if not is_nonnegative(affine_range(-v, collector.box)):
            return False
        v, sign = -v, -1
    squares = sum_of_squares(parts)
    if squares is None:
        return False
    weights, arguments = squares
    collector.add_atom(Atom("quad_over_lin", (*arguments, v), weights), sign * factor)
    return True


def _distribute(collector: Collector, product: PowerProduct, forms: Sequence[Affine | None], factor: Scalar) -> bool:
    """u * (a + b + ...) = u a + u b + ... where u is one affine form to the power 1 or -1 and the sum is not affine."""
    if len(product.powers) != 2:
        return False
    for k in (0, 1):
        (single, p), (summed, q) = product.powers[k], product.powers[1 - k]
        if forms[k] is None or abs(p) != 1 or q != 1 or not isinstance(summed, Sum):
            continue
        for term in summed.terms:
            negative = isinstance(term, Negative)
            bare = term.operand if isinstance(term, Negative) else term
            piece = Product((single, bare)) if p == 1 else Quotient(bare, single)
            collector.add(piece, -factor if negative else factor)
        return True
    return False
