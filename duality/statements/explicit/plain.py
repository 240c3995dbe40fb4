"""Trees of sums, products, squares and functions read in one pass: the rows that are written by the thousand.

A quick way beside `duality.algebra.rows`, with the same meaning: numbers are integers where they are, squares of sums
stay squares, functions of affine forms stay functions, and whatever else a tree holds is left to the other.
"""

from __future__ import annotations

from fractions import Fraction

from duality.model.expression import (
    Call,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.form import Affine
from duality.model.scalar import Scalar
from duality.named_tuples import NamedTuple
from duality.statements.explicit.kinds import JOINTS, KINDS


class Atom(NamedTuple):
    """weight * phi(form), phi by its name in `KINDS`."""

    kind: str
    weight: Scalar
    form: Affine


class Joint(NamedTuple):
    """weight * phi(forms), phi by its name in `JOINTS`."""

    kind: str
    weight: Scalar
    forms: list[Affine]


class Gathered(NamedTuple):
    """constant + sum linear + sum quadratic + sum w*u^2 + sum w*phi(u), the squares of forms of several variables."""

    constant: Scalar
    linear: dict[str, Scalar]
    quadratic: dict[tuple[str, str], Scalar]
    squares: list[tuple[Scalar, Affine]]
    atoms: list[Atom]
    joints: list[Joint]


class Plain:
    """Accumulates factor * node; ``add`` is ``False`` where the node is of another kind."""

    def __init__(self) -> None:
        self.constant: Scalar = 0  # type: ignore[assignment]
        self.linear: dict[str, Scalar] = {}
        self.quadratic: dict[tuple[str, str], Scalar] = {}
        self.squares: list[tuple[Scalar, Affine]] = []
        self.atoms: list[Atom] = []
        self.joints: list[Joint] = []

    def add(self, node: Expression, factor: Scalar) -> bool:
        kind = type(node)
        if kind is Variable:
            self.linear[node.name] = self.linear.get(node.name, 0) + factor  # type: ignore[attr-defined]
            return True
        if kind is Sum:
            return self._sum(node.terms, factor)  # type: ignore[attr-defined]
        if kind is Product:
            return self._product(node.factors, factor)  # type: ignore[attr-defined]
        if kind is Negative:
            return self.add(node.operand, -factor)  # type: ignore[attr-defined]
        if kind is Number:
            self.constant += factor * _short(node.value)  # type: ignore[attr-defined]
            return True
        if kind is Quotient:
            under = node.denominator  # type: ignore[attr-defined]
            if type(under) is not Number or under.value == 0:
                return False
            return self.add(node.numerator, factor * Fraction(1) / under.value)  # type: ignore[attr-defined]
        if kind is Power:
            return self._square(node.base, node.exponent, factor)  # type: ignore[attr-defined]
        return kind is Call and self._call(node.function, node.arguments, factor)  # type: ignore[attr-defined]

    def _sum(self, terms: tuple[Expression, ...], factor: Scalar) -> bool:
        linear = self.linear
        for term in terms:
            parts = term.factors if type(term) is Product else ()
            if len(parts) == 2 and type(parts[0]) is Number and type(parts[1]) is Variable:
                # What most terms are.
                name = parts[1].name
                linear[name] = linear.get(name, 0) + factor * _short(parts[0].value)  # type: ignore[operator]
            elif not self.add(term, factor):
                return False
        return True

    def _product(self, factors: tuple[Expression, ...], factor: Scalar) -> bool:
        moving = []
        for one in factors:
            if type(one) is Number:
                factor = factor * _short(one.value)
            else:
                moving.append(one)
        if len(moving) == 1:
            return self.add(moving[0], factor)
        if not moving:
            self.constant += factor
            return True
        if len(moving) > 2:
            return False
        if any(type(one) is Call for one in moving):
            return self._entropy(moving, factor)
        first, second = affine(moving[0]), affine(moving[1])
        if first is None or second is None:
            return False
        self._multiplied(first, second, factor)
        return True

    def _square(self, base: Expression, exponent: Expression, factor: Scalar) -> bool:
        form = affine(base) if type(exponent) is Number and exponent.value == 2 else None
        if form is None:
            return False
        if len(form.terms) > 1:
            self.squares.append((factor, form))
        elif not form.terms:
            self.constant += factor * form.constant * form.constant
        else:
            ((name, value),) = form.terms
            pair = (name, name)
            self.quadratic[pair] = self.quadratic.get(pair, 0) + factor * (value * value)  # type: ignore[operator]
            if form.constant:
                self.linear[name] = self.linear.get(name, 0) + factor * (2 * value * form.constant)  # type: ignore[operator]
                self.constant += factor * (form.constant * form.constant)
        return True

    def _call(self, name: str, arguments: tuple[Expression, ...], factor: Scalar) -> bool:
        """A function of affine forms; max(u, v) = v + max(u - v, 0), and log(1 + exp(u)) is one function."""
        if name in ("max", "min") and len(arguments) == 2:
            turn = 1 if name == "max" else -1
            inner = Plain()
            if not inner.add(arguments[0], turn) or not inner.add(arguments[1], -turn):  # type: ignore[arg-type]
                return False
            form = inner.form()
            return form is not None and self._atom("pos", turn * factor, form) and self.add(arguments[1], factor)
        if len(arguments) != 1:
            return self._joint(name, arguments, factor)
        if name == "log" and (exponent := _of_softplus(arguments[0])) is not None:
            name, arguments = "softplus", (exponent,)
        elif name == "log" and (exponents := _exponents(arguments[0])):
            return self._joint("logsumexp", exponents, factor)
        form = affine(arguments[0]) if name in KINDS else None
        return form is not None and self._atom(name, factor, form)

    def _joint(self, name: str, arguments: tuple[Expression, ...], factor: Scalar) -> bool:
        """A function of many affine forms."""
        forms = [affine(one) for one in arguments]
        known = [form for form in forms if form is not None]
        if len(known) < len(forms):
            return False
        if name == "norm1":
            return all(self._atom("abs", factor, form) for form in known)
        if name == "min":
            name, factor, known = "max", -factor, [_opposite(form) for form in known]
        if name not in JOINTS or not any(form.terms for form in known):
            return False
        self.joints.append(Joint(name, factor, known))
        return True

    def _entropy(self, moving: list[Expression], factor: Scalar) -> bool:
        """u*log(u)."""
        logarithm = next((one for one in moving if type(one) is Call and one.function == "log"), None)
        if logarithm is None:
            return False
        form, other = affine(moving[moving[0] is logarithm]), affine(logarithm.arguments[0])
        if form is None or other is None or (form.constant, dict(form.terms)) != (other.constant, dict(other.terms)):
            return False
        return self._atom("entropy", factor, form)

    def _atom(self, kind: str, factor: Scalar, form: Affine) -> bool:
        # Of a number the function is another number, which is not this reader's.
        if not form.terms:
            return False
        self.atoms.append(Atom(kind, factor, form))
        return True

    def _multiplied(self, first: Affine, second: Affine, factor: Scalar) -> None:
        self.constant += factor * first.constant * second.constant
        for form, other in ((first, second), (second, first)):
            if other.constant:
                for name, value in form.terms:
                    self.linear[name] = self.linear.get(name, 0) + factor * value * other.constant  # type: ignore[operator]
        for a, p in first.terms:
            for b, q in second.terms:
                pair = (b, a) if (b, a) in self.quadratic else (a, b)
                self.quadratic[pair] = self.quadratic.get(pair, 0) + factor * p * q  # type: ignore[operator]

    def gathered(self) -> Gathered:
        """The parts without what cancelled."""
        linear = {name: value for name, value in self.linear.items() if value}
        quadratic = {pair: value for pair, value in self.quadratic.items() if value}
        return Gathered(self.constant, linear, quadratic, self.squares, self.atoms, self.joints)

    def form(self) -> Affine | None:
        """The affine form, where it is one."""
        if self.quadratic or self.squares or self.atoms or self.joints:
            return None
        return Affine(self.constant, tuple((name, value) for name, value in self.linear.items() if value))


def affine(node: Expression) -> Affine | None:
    """The affine form of a plain tree."""
    if type(node) is Variable:
        return Affine(0, ((node.name, 1),))  # type: ignore[arg-type]
    inner = Plain()
    return inner.form() if inner.add(node, 1) else None  # type: ignore[arg-type]


def _opposite(form: Affine) -> Affine:
    return Affine(-form.constant, tuple((name, -value) for name, value in form.terms))


def _exponents(node: Expression) -> tuple[Expression, ...]:
    """u, v, ... of exp(u) + exp(v) + ...; none where it is another sum."""
    terms = node.terms if type(node) is Sum else ()
    found = [one.arguments[0] for one in terms if type(one) is Call and one.function == "exp"]
    return tuple(found) if len(found) == len(terms) else ()


def _of_softplus(node: Expression) -> Expression | None:
    """u of 1 + exp(u)."""
    if type(node) is not Sum or len(node.terms) != 2:
        return None
    one, other = node.terms if type(node.terms[0]) is Number else reversed(node.terms)
    is_one = type(one) is Number and one.value == 1
    return other.arguments[0] if is_one and type(other) is Call and other.function == "exp" else None


def _short(value: Fraction) -> Scalar:
    """An integer as one, which counts faster."""
    return value.numerator if value.denominator == 1 else value  # type: ignore[return-value]
