"""The recognizer of function calls behind `duality.algebra.rows`: compositions that are atoms, and opaque ones."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from duality.algebra.boxes import affine_range, is_nonnegative, is_positive, sign_at_least
from duality.algebra.functions import function
from duality.algebra.powers import PowerProduct, power_product
from duality.algebra.recognize import HALF, ONE, add_opaque, add_power, constant_value, is_constant
from duality.model.expression import Call, Expression, Number
from duality.model.form import Affine, Atom
from duality.model.scalar import Scalar

if TYPE_CHECKING:
    from duality.algebra.rows import Collector


def recognize_call(collector: Collector, node: Call, factor: Scalar) -> None:
    """Functions of the language at affine arguments, and the compositions that are atoms."""
    if is_constant(node):
        collector.constant = collector.constant + factor * constant_value(node)
        return
    arguments = node.arguments
    match node.function:
        case "max" | "min":
            _add_extremum(collector, node, factor)
        case "sqrt":
            add_power(collector, node, arguments[0], HALF, factor, PowerProduct(ONE, ((arguments[0], HALF),), node))
        case "norm" | "norm1" | "norminf":
            _add_norm(collector, node, factor)
        case "huber":
            form = collector.affine(arguments[0])
            width = constant_value(arguments[1]) if is_constant(arguments[1]) else None
            if form is not None and isinstance(width, Fraction) and width > 0:
                collector.add_atom(Atom("huber", (form,), (width,)), factor)
            else:
                add_opaque(collector, node, factor)
        case "log":
            _add_log(collector, node, factor)
        case _:
            _add_one_variable(collector, node, factor)


def _add_one_variable(collector: Collector, node: Call, factor: Scalar) -> None:
    """A function of an affine form; one that is written with log becomes what it stands for: log1p(u) = log(1 + u)."""
    record = function(node.function)
    if record.is_abbreviation:
        expansion = record.expansion(*node.arguments)
        assert expansion is not None
        collector.add(expansion, factor)
        return
    form = collector.affine(node.arguments[0])
    if form is not None:
        collector.add_atom(Atom(node.function, (form,)), factor)
    else:
        add_opaque(collector, node, factor)


def _add_extremum(collector: Collector, node: Call, factor: Scalar) -> None:
    """max of affine forms (min is minus the max of the negatives); absolute values inside become two forms."""
    sign = 1 if node.function == "max" else -1
    forms: list[Affine] = []
    absolutes: list[Affine] = []
    for argument in node.arguments:
        form = collector.affine(argument)
        if form is not None:
            forms.append(form if sign == 1 else -form)
        elif sign == 1 and isinstance(argument, Call) and argument.function == "abs":
            inner = collector.affine(argument.arguments[0])
            if inner is None:
                add_opaque(collector, node, factor)
                return
            absolutes.append(inner)
        else:
            add_opaque(collector, node, factor)
            return
    if absolutes and not forms:
        collector.add_atom(Atom("norminf", tuple(absolutes)), factor)
        return
    forms += [form for inner in absolutes for form in (inner, -inner)]
    distinct = tuple(dict.fromkeys(forms))
    if len(distinct) == 1:
        collector.add_affine(distinct[0], factor * sign)
    else:
        collector.add_atom(Atom("max", distinct), factor * sign)


def _add_norm(collector: Collector, node: Call, factor: Scalar) -> None:
    forms = [collector.affine(argument) for argument in node.arguments]
    if any(form is None for form in forms):
        add_opaque(collector, node, factor)
        return
    affine_forms = tuple(form for form in forms if form is not None)
    if node.function == "norm1":
        for form in affine_forms:
            if form.is_constant:
                collector.constant = collector.constant + factor * abs(form.constant)
            else:
                collector.add_atom(Atom("abs", (form,)), factor)
    elif node.function == "norminf":
        collector.add_atom(Atom("norminf", affine_forms), factor)
    else:
        collector.add_atom(Atom("norm2", affine_forms, (ONE,) * len(affine_forms)), factor)


def _add_log(collector: Collector, node: Call, factor: Scalar) -> None:
    """log of an affine form, of a sum of exponentials, of a product of positive forms."""
    argument = node.arguments[0]
    parts = collector.part(argument)
    form = parts.as_affine()
    if form is not None:
        collector.add_atom(Atom("log", (form,)), factor)
        return
    exponentials = not (parts.linear or parts.quadratic or parts.remainder) and all(
        atom.kind == "exp" and coefficient > 0 and isinstance(coefficient, Fraction)
        for atom, coefficient in parts.atoms.items()
    )
    if exponentials and isinstance(parts.constant, Fraction) and parts.constant >= 0:
        _add_log_sum_exp(collector, parts, factor)
        return
    cone = _determinant(collector, parts)
    if cone is not None:
        collector.add_atom(cone, factor)
        return
    product = power_product(argument)
    scale = product.scale
    splits = scale != 1 or [p for _, p in product.powers] != [1]
    if (
        splits
        and isinstance(scale, Fraction)
        and scale > 0
        and all(_known_positive(collector, base) for base, _ in product.powers)
    ):
        if scale != 1:
            collector.constant = collector.constant + factor * constant_value(Call("log", (Number(scale),)))
        for base, p in product.powers:
            collector.add(Call("log", (base,)), factor * p)
        return
    add_opaque(collector, node, factor)


def _determinant(collector: Collector, parts: Collector) -> Atom | None:
    """log(a*u*v - sum w_i s_i^2) with variables u, v, s_i, where the box says that u >= 0 or v >= 0."""
    if not parts.as_quadratic() or parts.linear or parts.constant != 0:
        return None
    crossed = [(pair, q) for pair, q in parts.quadratic.items() if pair[0] != pair[1]]
    squares = [(pair[0], -q) for pair, q in parts.quadratic.items() if pair[0] == pair[1]]
    if len(crossed) != 1 or not squares:
        return None
    (ends, a), *_ = crossed
    weights = [a, *(w for _, w in squares)]
    if not all(isinstance(w, Fraction) and w > 0 for w in weights) or any(name in ends for name, _ in squares):
        return None
    u, v, *others = (Affine(Fraction(0), ((name, ONE),)) for name in (*ends, *(name for name, _ in squares)))
    if not any(is_nonnegative(affine_range(form, collector.box)) for form in (u, v)):
        return None
    return Atom("logdet2", (u, v, *others), tuple(w for w in weights if isinstance(w, Fraction)))


def _known_positive(collector: Collector, base: Expression) -> bool:
    form = collector.affine(base)
    if form is not None:
        return is_positive(affine_range(form, collector.box))
    return sign_at_least(base, collector.box, strict=True)


def _add_log_sum_exp(collector: Collector, parts: Collector, factor: Scalar) -> None:
    weighted = [(atom.arguments[0], coefficient) for atom, coefficient in parts.atoms.items()]
    if len(weighted) == 1 and parts.constant == 0:
        form, weight = weighted[0]
        collector.add_affine(form, factor)
        if weight != 1:
            assert isinstance(weight, Fraction)
            collector.constant = collector.constant + factor * constant_value(Call("log", (Number(weight),)))
        return
    if parts.constant != 0:
        weighted.insert(0, (Affine(Fraction(0)), parts.constant))
    weights = tuple(weight for _, weight in weighted if isinstance(weight, Fraction))
    collector.add_atom(Atom("logsumexp", tuple(form for form, _ in weighted), weights), factor)
