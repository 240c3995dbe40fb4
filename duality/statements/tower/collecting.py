"""<U, e(x)> taken apart: the linear part by adjoints, <U, A*x> = <A'U, x>, and what is not linear as weighted atoms.

This one walk replaces every regrouping of L: A'beta, X'(y .* alpha), beta*1' + 1*gamma' and diag(V'BV) come out of it.
"""

from __future__ import annotations

from duality.errors import ProblemError
from duality.named_tuples import NamedTuple
from duality.statements.building import (
    add,
    block,
    call,
    diagonal,
    diagonal_matrix,
    identity,
    inner,
    multiply,
    number,
    ones,
    over,
    part,
    power,
    scale,
    terms,
    times,
    transpose,
)
from duality.statements.building.atoms import NORMS
from duality.statements.building.leaves import is_number, is_zero
from duality.statements.nodes import Node, Range
from duality.statements.tower.patterns import (
    band,
    distributed,
    embedded,
    exceeds_one,
    expanded,
    over_linear,
    sized,
    symmetrized,
)
from duality.statements.tower.quadratics import Entry, Quadratic, bilinear, entry_form, split_off


class Linear(NamedTuple):
    """<weight, x[indices]> summed over a range; ``symbol`` is the variable as it stands there."""

    symbol: Node
    weight: Node
    range: Range


class Atom(NamedTuple):
    """<weight, phi(argument)> summed over a range; ``extra`` are what phi needs besides: an exponent, a matrix."""

    kind: str
    weight: Node
    argument: Node
    extra: tuple[Node, ...]
    range: Range


NEGATED = {"geomean": "neggeomean", "log": "neglog", "logdet": "neglogdet", "sqrt": "negsqrt", "trsqrt": "negtrsqrt"}
"""Concave functions, collected as their negatives."""


class Collected:
    """The constant, linear, quadratic and remaining parts of L."""

    def __init__(self) -> None:
        self.constants: list[Node] = []
        self.linear: list[Linear] = []
        self.quadratic: list[Quadratic] = []
        self.atoms: list[Atom] = []

    def constant(self) -> Node:
        return add(*self.constants) if self.constants else number(0)

    def collect(self, weight: Node, node: Node, range: Range = Range()) -> None:
        """Adds <weight, node>."""
        if is_zero(weight):
            return
        if not node.varying:
            self.constants.append(over(range, inner(weight, node)))
            return
        match node.kind:
            case "symbol":
                self.linear.append(Linear(node, weight, range))
            case "add":
                for value, term in terms(node):
                    self.collect(scale(value, weight), term, range)
            case "product":
                self._product(weight, node, range)
            case "times":
                self._times(weight, node, range)
            case "transpose":
                self.collect(transpose(weight), node.args[0], range)
            case "trace":
                self._trace(weight, node.args[0], range)
            case "diagonal_matrix":
                self.collect(diagonal(weight), node.args[0], range)
            case "diagonal":
                self.collect(diagonal_matrix(weight), node.args[0], range)
            case "sum":
                self.collect(weight, node.args[0], range.joined(node.mark[0]))
            case "block":
                self._block(weight, node, range)
            case "part":
                self.collect(embedded(weight, *node.mark), node.args[0], range)
            case "power":
                self._power(weight, node, range)
            case "inverse" if transpose(node) == node:
                self._atom("inverse", symmetrized(weight), node.args[0], (), range)
            case "call":
                self._call(weight, node, range)
            case _:
                raise unsupported(node)

    def _product(self, weight: Node, node: Node, range: Range) -> None:
        count = node.mark[0]
        scalars, chain = node.args[:count], node.args[count:]
        moving = [k for k, arg in enumerate(node.args) if arg.varying]
        if len(moving) > 1 and self._over(weight, node, range):
            return
        if len(moving) == 1:
            k = moving[0]
            fixed = [s for s in scalars if not s.varying]
            if k < count:
                rest = multiply(*fixed, *chain) if fixed or chain else number(1)
                self.collect(inner(weight, rest), node.args[k], range)
                return
            before, after = chain[: k - count], chain[k - count + 1 :]
            pulled = multiply(
                *fixed, *(transpose(f) for f in reversed(before)), weight, *(transpose(f) for f in reversed(after))
            )
            self.collect(pulled, node.args[k], range)
            return
        if len(moving) == 2 and node.is_scalar:
            self._bilinear(weight, bilinear(scalars, chain), range)
            return
        multiplied_out = distributed(node)
        if multiplied_out is None:
            raise unsupported(node)
        self.collect(weight, multiplied_out, range)

    def _over(self, weight: Node, node: Node, range: Range) -> bool:
        """Squares over a linear function, where the node is that."""
        found = over_linear(node)
        if found is None:
            return False
        factor, top, bottom, extra = found
        self._atom("over", multiply(weight, factor), block(((top,), (bottom,))), extra, range)
        return True

    def _bilinear(self, weight: Node, form: tuple[Node, Node, Node] | None, range: Range) -> None:
        """weight*u'*K*r for affine columns u and r."""
        if form is None:
            raise ProblemError("a product of two affine forms was not taken apart")
        left, matrix, right = form
        entry = entry_form(left) if left == right and matrix.is_scalar else None
        if entry is not None:
            self._entry(multiply(weight, matrix), entry, range)
            return
        if left == right:
            self._atom("quadratic", weight, right, (matrix,), range)
            return
        first = Collected()
        first.collect(multiply(weight, matrix, right), left, range)
        if first.atoms or first.quadratic:
            raise unsupported(multiply(transpose(left), right))
        self.constants += first.constants
        for item in first.linear:
            self._second(item)
        for constant in [c for c in first.constants if c.varying]:
            self.constants.remove(constant)
            self.collect(number(1), constant)

    def _entry(self, weight: Node, entry: Entry, range: Range) -> None:
        """weight*(c*x[i] + o)^2 belongs to the quadratic form of x: its matrix is diag(weight*c^2*e_i)."""
        unit = entry.unit
        matrix = diagonal_matrix(multiply(scale(entry.factor**2, weight), unit))
        self.quadratic.append(Quadratic(entry.symbol, matrix, entry.symbol, range))
        if not is_zero(entry.offset):
            self.linear.append(
                Linear(entry.symbol, multiply(scale(2 * entry.factor, weight), entry.offset, unit), range)
            )
            self.constants.append(over(range, multiply(weight, power(entry.offset, number(2)))))

    def _second(self, item: Linear) -> None:
        """<G(x), y> with a G that is affine in x: pairs of variables, and what is linear."""
        for value, term in terms(expanded(item.weight)):
            if not term.varying:
                self.linear.append(Linear(item.symbol, scale(value, term), item.range))
                continue
            found = split_off(term)
            if found is None:
                raise unsupported(term)
            matrix, symbol = found
            self.quadratic.append(Quadratic(item.symbol, scale(value, matrix), symbol, item.range))

    def _times(self, weight: Node, node: Node, range: Range) -> None:
        moving = [arg for arg in node.args if arg.varying]
        fixed = [arg for arg in node.args if not arg.varying]
        for arg in fixed:
            weight = times(weight, arg)
        if len(moving) == 1:
            self.collect(weight, moving[0], range)
        elif len(moving) == 2 and node.is_column:
            self._bilinear(number(1), (moving[0], diagonal_matrix(weight), moving[1]), range)
        else:
            raise unsupported(node)

    def _trace(self, weight: Node, node: Node, range: Range) -> None:
        if node.kind == "product":
            chain = node.args[node.mark[0] :]
            moving = [k for k, arg in enumerate(chain) if arg.varying]
            if len(moving) == 2 and not any(s.varying for s in node.args[: node.mark[0]]):
                self._traced(multiply(weight, *node.args[: node.mark[0]]), chain, moving, range)
                return
        self.collect(multiply(weight, identity(node.shape[0])), node, range)

    def _traced(self, weight: Node, chain: tuple[Node, ...], moving: list[int], range: Range) -> None:
        """tr(U'*K*U), the chain turned so that a variable stands first."""
        first, second = moving
        turned = chain[first:] + chain[:first]
        middle, rest = turned[1 : second - first], turned[second - first + 1 :]
        left, right = transpose(turned[0]), turned[second - first]
        if rest and not middle:
            left, right, middle, rest = transpose(right), transpose(left), rest, middle
        if rest or left != right:
            raise unsupported(multiply(*chain))
        matrix = multiply(*middle) if middle else identity(left.shape[0])
        self._atom("quadratic", weight, right, (matrix,), range)

    def _atom(self, kind: str, weight: Node, argument: Node, extra: tuple[Node, ...], range: Range) -> None:
        """<W, phi(t)> + <V, phi(t)> = <W + V, phi(t)>."""
        for k, known in enumerate(self.atoms):
            if known._replace(weight=weight) == (kind, weight, argument, extra, range):
                self.atoms[k] = known._replace(weight=add(known.weight, weight))
                return
        self.atoms.append(Atom(kind, weight, argument, extra, range))

    def _block(self, weight: Node, node: Node, range: Range) -> None:
        count = node.mark[0]
        wide = len(node.args) // count
        heights = tuple(cell.shape[0] for cell in node.args[::wide])
        widths = tuple(cell.shape[1] for cell in node.args[:wide])
        for k, cell in enumerate(node.args):
            self.collect(part(weight, heights, widths, k // wide, k % wide), cell, range)

    def _power(self, weight: Node, node: Node, range: Range) -> None:
        base, exponent = node.args
        if exponent.varying:
            raise unsupported(node)
        factor, bare = sized(base)
        if factor is not None:
            self.collect(multiply(power(factor, exponent), weight), power(bare, exponent), range)
            return
        inside = base.args if base.kind == "call" else ()
        if inside and base.mark[0] == "pos" and exponent.kind == "number" and exponent.mark[0] > 1:
            self._atom("pospow", weight, inside[0], (exponent,), range)
            return
        entry = entry_form(base) if is_number(exponent, 2) else None
        if entry is not None:
            self._entry(weight, entry, range)
            return
        if is_number(exponent, 2):
            if inside and base.mark[0] == "norm":
                self._atom("square", multiply(weight, ones(inside[0].shape)), inside[0], (), range)
                return
            if inside and base.mark[0] in NORMS:
                self._atom("norm_power", weight, inside[0], (base, exponent), range)
                return
            self._atom("square", weight, base, (), range)
            return
        if inside and base.mark[0] in NORMS and exceeds_one(exponent):
            self._atom("norm_power", weight, inside[0], (base, exponent), range)
            return
        if inside and base.mark[0] == "abs":
            self._atom("abspow", weight, inside[0], (exponent,), range)
            return
        if exponent.kind == "number" and exponent.mark[0] > 2 and exponent.mark[0] % 2 == 0:
            self._atom("abspow", weight, base, (exponent,), range)
            return
        kind = {-1: "recip"}.get(exponent.mark[0], "pow") if exponent.kind == "number" else "pow"
        self._atom(kind, weight, base, () if kind == "recip" else (exponent,), range)

    def _call(self, weight: Node, node: Node, range: Range) -> None:
        name, argument, extra = node.mark[0], node.args[0], node.args[1:]
        if name == "relent" and not argument.varying:
            self.collect(weight, call("relent", argument, ones(argument.shape)), range)
            self._atom("neglog", times(weight, argument), extra[0], (), range)
            return
        if name == "relent" and extra[0].varying and argument.is_column:
            self._atom("relent_of", weight, block(((argument,), (extra[0],))), (), range)
            return
        if any(e.varying for e in extra):
            if self._over(weight, node, range):
                return
            raise unsupported(node)
        if name in NEGATED:
            self._atom(NEGATED[name], scale(-1, weight), argument, extra, range)
        elif name == "minimum":
            self._atom("maximum", scale(-1, weight), scale(-1, argument), (), range)
        elif name == "pos" and (banded := band(argument)) is not None:
            factor, inside, width = banded
            self._atom("deadzone", scale(factor, weight), inside, (width,), range)
        elif name == "divided":
            self.collect(times(weight, power(extra[0], number(-1))), argument, range)
        else:
            self._atom(name, weight, argument, extra, range)


def unsupported(node: Node) -> ProblemError:
    """The refusal of an expression that no rule takes."""
    return ProblemError(
        f"no rule derives the dual of {node}",
        help="write it by norms, squares, exp, log, logsumexp, logdet, max of affine forms, or give letters numbers",
    )
