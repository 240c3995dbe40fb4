"""Splitting: an atom of A*x + b becomes an atom of y with the equation y = A*x + b, an equivalent problem."""

from __future__ import annotations

from fractions import Fraction

from duality.named_tuples import NamedTuple
from duality.statements.building import coefficient, subtract, symbol, terms, transpose
from duality.statements.building.leaves import zero
from duality.statements.building.sums import add, scale
from duality.statements.nodes import Declaration, Node
from duality.statements.sizes import size_of
from duality.statements.tower.collecting import Atom


class Split(NamedTuple):
    """variable = definition, with its multiplier beta."""

    variable: Declaration
    symbol: Node
    definition: Node
    multiplier: Declaration
    dual: Node
    atoms: tuple[Atom, ...] = ()
    """That it was made for, of the definition or its opposite, as in -min(x) = max(-x); others of the same argument may
    stay with its variable, as squares do."""

    @property
    def kinds(self) -> set[str]:
        return {atom.kind for atom in self.atoms}


class Own(NamedTuple):
    """An argument that is factor*x + offset for one variable x."""

    factor: Fraction
    symbol: Node
    offset: Node


def own_argument(argument: Node) -> Own | None:
    """The argument as factor*x + offset; ``None`` where it is of another form.

    With a symmetric X and an offset that is not, the argument takes only some of all matrices: it is of another form.
    """
    moving = [(value, term) for value, term in terms(argument) if term.varying]
    if len(moving) != 1 or moving[0][1].kind != "symbol":
        return None
    value, found = moving[0]
    rest = [scale(v, t) for v, t in terms(argument) if not t.varying]
    offset = add(*rest) if rest else zero(argument.shape)
    if found.mark[0].symmetric and transpose(offset) != offset:
        return None
    return Own(value, found, offset)


class Splitter:
    """Names the new variables; atoms of one argument share theirs."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = set(taken)
        self.splits: list[Split] = []

    def split(self, atom: Atom, *, shared: bool) -> Atom:
        """The atom of a new variable; ``shared`` lets atoms of one argument have one."""
        sign, argument = self._signed(atom.argument)
        indices = tuple(size_of(loop.name) for loop in atom.range.loops)
        known = self._known(argument, atom) if shared else None
        if known is None and shared:
            known = self._known(scale(-1, argument), atom)
            sign = sign if known is None else -sign
        if known is None:
            known = self._made(argument, atom)
            self.splits.append(known)
        assert len(known.variable.range.loops) == len(indices)
        place = next(k for k, split in enumerate(self.splits) if split.variable == known.variable)
        self.splits[place] = known._replace(atoms=(*known.atoms, atom))
        return atom._replace(argument=scale(sign, known.symbol))

    def _known(self, argument: Node, atom: Atom) -> Split | None:
        alike = (s for s in self.splits if s.definition == argument and s.variable.range == atom.range)
        return next(alike, None)

    def _signed(self, argument: Node) -> tuple[int, Node]:
        """Without a leading minus: -y .* (X*w) is told by z = y .* (X*w)."""
        value, bare = coefficient(argument)
        if value == -1 and bare is not argument:
            return -1, bare
        return 1, argument

    def _made(self, argument: Node, atom: Atom) -> Split:
        matrix = not argument.is_column and not argument.shape[0].is_one()
        name = self._name(matrix)
        symmetric = matrix and argument.shape[0] == argument.shape[1] and transpose(argument) == argument
        # tr(X*B*X) has a closed infimum over all matrices Y, tr(Y'B Y), and none over the symmetric ones.
        symmetric &= not (atom.kind == "quadratic" and atom.extra[0].kind != "identity")
        indices = tuple(size_of(loop.name) for loop in atom.range.loops)
        variable = Declaration(name, "variable", argument.shape, atom.range, "any", symmetric)
        multiplier = Declaration(f"beta_{name}", "multiplier", argument.shape, atom.range, "any", symmetric)
        return Split(variable, symbol(variable, indices), argument, multiplier, symbol(multiplier, indices))

    def _name(self, matrix: bool) -> str:
        letters = "YZWV" if matrix else "yzuvs"
        names = [*letters, *(f"{letters[0]}_{k}" for k in (1, 2, 3, 4, 5, 6, 7, 8, 9))]
        name = next(n for n in names if n not in self.taken and f"beta_{n}" not in self.taken)
        self.taken.add(name)
        return name


def body(split: Split) -> Node:
    """y - (A*x + b), which vanishes."""
    return subtract(split.symbol, split.definition)
