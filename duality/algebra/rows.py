"""Trees to exact rows: constant + linear + quadratic + sum coef * atom(affine arguments) + remainder.

One walk over the tree. Sums and constant factors pass through; affine times affine expands to quadratic terms; every
other node is offered to the recognizers of `duality.algebra.recognize` and of the power products, and what nobody
knows stays as it was written, in the remainder. A recognizer may use the box of the variables, since x*log(x/y) is the
relative entropy only where x >= 0, y > 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from duality.algebra.atoms import atom_expression
from duality.algebra.cancellation import without_cancelled
from duality.algebra.evaluate import constant
from duality.algebra.recognize import recognize_power, recognize_product
from duality.algebra.recognize_calls import recognize_call
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
from duality.model.form import Affine, Atom, Bounds, Row
from duality.model.scalar import Scalar

ONE = Fraction(1)


def decompose(
    node: Expression, order: Sequence[str] | Mapping[str, int], box: Mapping[str, Bounds] | None = None
) -> Row:
    """The exact row of a tree; its linear and quadratic terms stand in the order of the variables ``order``.

    Many rows over the same variables are read faster with ``order`` as a map from names to places.
    ``box`` are known bounds of the variables. Raises ``ValueError`` where a constant part is undefined (1/0, log(0)).
    """
    collector = Collector(box or {})
    collector.add(node, ONE)
    return collector.row(order if isinstance(order, Mapping) else {name: k for k, name in enumerate(order)})


class Collector:
    """Accumulates factor * node into the parts of a row."""

    def __init__(
        self, box: Mapping[str, Bounds], *, opaque: bool = False, memory: dict[Expression, Affine | None] | None = None
    ) -> None:
        self.box = box
        # An opaque collector only asks whether a subtree is affine or quadratic and looks for no univariate atoms.
        self.opaque = opaque
        self.memory: dict[Expression, Affine | None] = {} if memory is None else memory
        self.constant: Scalar = Fraction(0)
        self.linear: dict[str, Scalar] = {}
        self.quadratic: dict[tuple[str, str], Scalar] = {}
        self.atoms: dict[Atom, Scalar] = {}
        self.remainder: dict[Expression, Scalar] = {}
        self.log_products: dict[tuple[Affine, Affine], tuple[Scalar, Expression]] = {}

    def add(self, node: Expression, factor: Scalar) -> None:
        """Adds factor * node."""
        match node:
            case Number(value):
                self.constant = self.constant + factor * value
            case Variable(name):
                self.linear[name] = self.linear.get(name, Fraction(0)) + factor
            case Sum(terms):
                for term in terms:
                    self.add(term, factor)
            case Negative(operand):
                self.add(operand, -factor)
            case Product((Number(value), Variable(name))):
                self.linear[name] = self.linear.get(name, Fraction(0)) + factor * value
            case Product() | Quotient() | Power() | Call() if (settled := self.settled(node)) is not node:
                self.add(settled, factor)
            case Product() | Quotient():
                recognize_product(self, node, factor)
            case Power(base, exponent):
                recognize_power(self, node, base, exponent, factor)
            case Call():
                recognize_call(self, node, factor)
            case Constant():
                self.constant = self.constant + factor * constant(node)
            case _:
                raise TypeError(f"{type(node).__name__} is not a node of the tree")

    def settled(self, node: Expression) -> Expression:
        """The node without parts whose variables cancel; the node itself where there are none."""
        return node if self.opaque else without_cancelled(node, self.affine)

    def part(self, node: Expression) -> Collector:
        """The parts of a subtree on its own."""
        inner = Collector(self.box, opaque=True, memory=self.memory)
        inner.add(node, ONE)
        inner.drop_zeros()
        return inner

    def affine(self, node: Expression) -> Affine | None:
        """The affine form of a subtree, or ``None``."""
        match node:
            case Variable(name):
                return Affine(Fraction(0), ((name, ONE),))
            case Number(value):
                return Affine(value)
        if node not in self.memory:
            self.memory[node] = self.part(node).as_affine()
        return self.memory[node]

    def as_affine(self) -> Affine | None:
        if self.quadratic or self.atoms or self.remainder or self.log_products:
            return None
        return Affine.of(self.constant, self.linear.items())

    def as_quadratic(self) -> bool:
        return not (self.atoms or self.remainder or self.log_products)

    def add_affine(self, form: Affine, factor: Scalar) -> None:
        self.constant = self.constant + factor * form.constant
        for name, coefficient in form.terms:
            self.linear[name] = self.linear.get(name, Fraction(0)) + factor * coefficient

    def add_product(self, first: Affine, second: Affine, factor: Scalar) -> None:
        """factor * first * second, expanded."""
        self.add_affine(first, factor * second.constant)
        self.add_affine(Affine(Fraction(0), second.terms), factor * first.constant)
        for a, p in first.terms:
            for b, q in second.terms:
                pair = (b, a) if (b, a) in self.quadratic else (a, b)
                self.quadratic[pair] = self.quadratic.get(pair, Fraction(0)) + factor * p * q

    def add_atom(self, atom: Atom, factor: Scalar) -> None:
        if all(argument.is_constant for argument in atom.arguments):
            self.constant = self.constant + factor * constant(atom_expression(atom))
            return
        self.atoms[atom] = self.atoms.get(atom, Fraction(0)) + factor

    def add_remainder(self, node: Expression, factor: Scalar) -> None:
        self.remainder[node] = self.remainder.get(node, Fraction(0)) + factor

    def add_log_product(self, multiplicand: Affine, argument: Affine, node: Expression, factor: Scalar) -> None:
        """factor * u log v with u, v not proportional: half of a relative entropy, or remainder."""
        coefficient, node = self.log_products.get((multiplicand, argument), (Fraction(0), node))
        self.log_products[multiplicand, argument] = (coefficient + factor, node)

    def drop_zeros(self) -> None:
        """Forgets what cancelled, and pairs u log u - u log v into relative entropies."""
        self._pair_logs()
        self.linear = {name: c for name, c in self.linear.items() if c != 0}
        self.quadratic = {pair: c for pair, c in self.quadratic.items() if c != 0}
        self.atoms = {atom: c for atom, c in self.atoms.items() if c != 0}
        self.remainder = {node: c for node, c in self.remainder.items() if c != 0}

    def _pair_logs(self) -> None:
        for (multiplicand, argument), (factor, node) in self.log_products.items():
            if factor == 0:
                continue
            entropy = Atom("xlogx", (multiplicand,))
            available = self.atoms.get(entropy, Fraction(0))
            # u log u needs u >= 0 and log v needs v > 0, so the pair is u log(u/v) on its whole domain.
            if available * factor < 0:
                paired = min(abs(available), abs(factor)) * (1 if available > 0 else -1)
                self.add_atom(Atom("rel_entr", (multiplicand, argument)), paired)
                self.add_atom(entropy, -paired)
                factor = factor + paired
            if factor != 0:
                self.add_remainder(node, factor)
        self.log_products = {}

    def row(self, index: Mapping[str, int]) -> Row:
        """The frozen row, its terms in the order of ``index``."""
        self.drop_zeros()
        last = len(index)
        quadratic: dict[tuple[str, str], Scalar] = {}
        for (a, b), coefficient in self.quadratic.items():
            pair = (a, b) if index.get(a, last) <= index.get(b, last) else (b, a)
            quadratic[pair] = quadratic.get(pair, Fraction(0)) + coefficient
        return Row(
            constant=self.constant,
            linear=tuple(sorted(self.linear.items(), key=lambda item: index.get(item[0], last))),
            quadratic=tuple(
                sorted(
                    ((pair, c) for pair, c in quadratic.items() if c != 0),
                    key=lambda item: (index.get(item[0][0], last), index.get(item[0][1], last)),
                )
            ),
            atoms=tuple((c, atom) for atom, c in self.atoms.items()),
            remainder=tuple((c, node) for node, c in self.remainder.items()),
        )
