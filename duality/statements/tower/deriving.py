"""L and theta_D of a statement: collect, split, one infimum a variable."""

from __future__ import annotations

from collections.abc import Mapping

from duality import statements
from duality.errors import ProblemError
from duality.records import record, replace
from duality.statements import building
from duality.statements.building import add, diagonal_matrix, number, over, scale, symbol, terms
from duality.statements.building.products import broadcast
from duality.statements.building.traces import depends
from duality.statements.building.units import gathered
from duality.statements.nodes import Declaration, Node, Range, Sign
from duality.statements.rebuilding import mapped
from duality.statements.signs import sign_of
from duality.statements.statement import Statement
from duality.statements.substitution import substitute
from duality.statements.tower.blocks import Block, Bounds, Placement
from duality.statements.tower.cells import cells_of, of_cell
from duality.statements.tower.collecting import Atom, Collected
from duality.statements.tower.conditions import Condition, Piece
from duality.statements.tower.domain import bounds_of
from duality.statements.tower.families import by_members
from duality.statements.tower.patterns import symmetrized
from duality.statements.tower.placing import is_never, placed
from duality.statements.tower.rules import infimum
from duality.statements.tower.splitting import Split, Splitter, own_argument
from duality.statements.tower.standard import StandardRow, objective_of, standard_rows
from duality.statements.tower.tidying import distinct, never_holds

DECLARED = frozenset({"pow", "recip"})
"""Functions that are convex only where t > 0 is known."""

SQUARES = frozenset({"square", "quadratic"})


@record(slots=False)
class Solved:
    """One variable with its block of L and the infimum over it."""

    block: Block
    piece: Piece


@record(slots=False)
class Derived:
    """What the tower found: rows with multipliers, splits, blocks, and theta_D with its effective domain."""

    statement: Statement
    objective: Node
    rows: tuple[StandardRow, ...]
    splits: tuple[Split, ...]
    constant: Node
    blocks: tuple[Solved, ...]
    value: Node
    conditions: tuple[Condition, ...]

    @property
    def is_nowhere_finite(self) -> bool:
        """Whether theta_D is -inf for all multipliers and data: a condition is one between numbers, and fails."""
        return any(map(never_holds, self.conditions))

    @property
    def multipliers(self) -> tuple[Declaration, ...]:
        """All multipliers, those of splits last."""
        return (*(d for row in self.rows for d in row.declared), *(s.multiplier for s in self.splits))


def derived(statement: Statement) -> Derived:
    """theta_D in letters. Raises `ProblemError` where no rule derives it."""
    told = by_members(statement)
    objective, rows = objective_of(told), standard_rows(told)
    collected = Collected()
    collected.collect(number(1), objective)
    for row in rows:
        collected.collect(row.multiplier, row.body, row.row.range)
    bounds = bounds_of(told)
    splitter = Splitter(
        {d.name for d in (*told.parameters, *told.variables)} | set(told.sizes) | {r.row.name for r in rows}
    )
    splitting = _Splitting(told, collected, bounds, splitter)
    blocks = splitting.blocks()
    pieces = tuple(Solved(block, piece) for block, piece in blocks)
    constant = collected.constant()
    values = [over(s.block.range, s.piece.value) for s in pieces]
    conditions = tuple(c.over(s.block.range) for s in pieces for c in s.piece.conditions)
    value = _positive_first(add(constant, *values) if values else constant)
    conditions = distinct(conditions)
    never = [condition for condition in conditions if never_holds(condition)]
    if never:
        # A formula that holds nowhere may be anything: log(-1) is no number.
        value, conditions = number(0), tuple(never[:1])
    return Derived(told, objective, rows, tuple(splitter.splits), constant, pieces, value, conditions)


def _positive_first(node: Node) -> Node:
    """A sum that does not begin with a minus, where it has a term without one."""
    if node.kind != "add" or node.mark[0] > 0:
        return node
    ordered = sorted(terms(node), key=lambda pair: pair[0] < 0)
    return add(*(scale(value, term) for value, term in ordered))


class _Splitting:
    """Splits atoms until a rule takes every variable."""

    def __init__(
        self, statement: Statement, collected: Collected, bounds: Mapping[str, Bounds], splitter: Splitter
    ) -> None:
        self.collected = collected
        self.bounds = dict(bounds)
        self.splitter = splitter
        self.variables: list[Declaration] = list(statement.variables)
        self.symbols: dict[str, Node] = {}

    def blocks(self) -> list[tuple[Block, Piece]]:
        """Every variable with its infimum."""
        # The definition of a split variable may hold functions again, as max(0, abs(A*x - b) - 1) does.
        while waiting := [
            a for a in self.collected.atoms if own_argument(a.argument) is None or not self._placeable(a)
        ]:
            for atom in waiting:
                self._split(atom, shared=True)
        found: list[tuple[Block, Piece]] = []
        done: set[str] = set()
        while len(done) < len(self.variables):
            declaration = next(d for d in self.variables if d.name not in done)
            self._settle(declaration)
            done.add(declaration.name)
        for declaration in self.variables:
            infima = self._infima(declaration, self._atoms(declaration))
            assert infima is not None
            found += infima
        return found

    def _infima(self, declaration: Declaration, kept: list[Atom]) -> list[tuple[Block, Piece]] | None:
        """The blocks of all members, and their infima; ``None`` where a rule is missing."""
        found: list[tuple[Block, Piece]] = []
        for cell in cells_of(declaration, kept):
            block = self._block(declaration, kept, cell)
            piece = infimum(block)
            if piece is None:
                return None
            found.append((block, piece))
        return found

    def _placeable(self, atom: Atom) -> bool:
        """Whether the atom belongs to one member; squares may be summed over indexes that remain."""
        own = own_argument(atom.argument)
        assert own is not None
        rest = placed(own.symbol, atom.range).rest
        if atom.kind in SQUARES:
            return True
        names = {loop.name for loop in rest.loops}
        letters = placed(own.symbol, atom.range).letters
        return not any(depends(substitute(n, letters), names) for n in (own.offset, *atom.extra))

    def _split(self, atom: Atom, *, shared: bool) -> None:
        if atom.kind == "over" and self._sign(atom.argument.args[1]) not in ("nonnegative", "positive"):
            raise ProblemError(
                f"squares are divided by {atom.argument.args[1]}, which may be negative",
                help="say in X that it is positive: domain t > 0",
            )
        before = len(self.splitter.splits)
        place = self.collected.atoms.index(atom)
        self.collected.atoms[place] = self.splitter.split(atom, shared=shared)
        for split in self.splitter.splits[before:]:
            self.variables.append(split.variable)
            if atom.kind in DECLARED and self._sign(split.definition) == "positive":
                zeros = broadcast(number(0), split.definition.shape)
                self.bounds[split.variable.name] = Bounds(lower=zeros, open_lower=atom.kind == "recip")
            self.collected.collect(split.dual, split.symbol, split.variable.range)
            self.collected.collect(scale(-1, split.dual), split.definition, split.variable.range)

    def _sign(self, argument: Node) -> Sign:
        """The sign that X gives the argument, which may be said of the variable that stands for it."""

        def with_sign(node: Node) -> Node | None:
            bounds = self.bounds.get(node.mark[0].name) if node.kind == "symbol" and node.varying else None
            if bounds is None or bounds.lower is None or sign_of(bounds.lower) not in ("nonnegative", "positive"):
                return None
            positive = bounds.open_lower or sign_of(bounds.lower) == "positive"
            told = replace(node.mark[0], sign="positive" if positive else "nonnegative")
            return symbol(told, node.mark[1])

        return sign_of(mapped(argument, with_sign))

    def _settle(self, declaration: Declaration) -> None:
        """Splits atoms off this variable until a rule takes what is left."""
        atoms = self._atoms(declaration)
        for kept in _choices(atoms):
            if self._infima(declaration, kept) is not None:
                left = [atom for atom in atoms if atom not in kept]
                if len(left) == len(atoms) == 1 and any(s.variable == declaration for s in self.splitter.splits):
                    break
                for atom in left:
                    self._split(atom, shared=False)
                return
        raise self._refused(declaration)

    def _refused(self, declaration: Declaration) -> ProblemError:
        if any(q.left.mark[0] == declaration for q in self.collected.quadratic):
            return ProblemError(
                f"no rule gives the infimum over {declaration.name}: it is quadratic on a set",
                help="move the rows of the domain to s.t.",
            )
        if any(a.kind == "recip" for a in self._atoms(declaration)):
            return ProblemError(
                f"no rule gives the infimum over {declaration.name}: its reciprocal is -inf on the negative side",
                help="say that its argument is positive: domain x > 0",
            )
        return ProblemError(
            f"no rule gives the infimum over {declaration.name}",
            help="move rows of the domain to s.t., or state functions by norms, squares, exp and log of affine forms",
        )

    def _atoms(self, declaration: Declaration) -> list[Atom]:
        found = []
        for atom in self.collected.atoms:
            own = own_argument(atom.argument)
            if own is not None and own.symbol.mark[0] == declaration:
                found.append(atom)
        return found

    def _block(self, declaration: Declaration, atoms: list[Atom], cell: Range) -> Block:
        member = self._member(declaration)
        squares: list[Placement] = []
        rest: list[Placement] = []
        gradient, matrix = self._gradient(declaration, member, cell), self._matrix(declaration, cell)
        for atom in atoms:
            own = own_argument(atom.argument)
            assert own is not None
            where = placed(own.symbol, atom.range, cell)
            if is_never(where.rest, cell):
                continue
            weight, offset = (substitute(n, where.letters) for n in (atom.weight, own.offset))
            extra = tuple(substitute(n, where.letters) for n in atom.extra)
            left = where.rest
            if not (atom.kind in SQUARES and _depends(left, (offset, *extra))):
                weight, left = over(left, weight), Range()
            into = squares if atom.kind in SQUARES else rest
            into.append(Placement(atom.kind, weight, own.factor, offset, extra, left))
        block = Block(
            declaration,
            member,
            gradient,
            self.bounds.get(declaration.name, Bounds()),
            tuple(squares),
            matrix,
            tuple(rest),
        )
        return block if cell == declaration.range else of_cell(block, cell)

    def _member(self, declaration: Declaration) -> Node:
        return symbol(declaration, tuple(statements.sizes.size_of(loop.name) for loop in declaration.range.loops))

    def _gradient(self, declaration: Declaration, member: Node, cell: Range) -> Node:
        parts = [building.zero(member.shape)]
        for item in self.collected.linear:
            if item.symbol.mark[0] == declaration:
                where = placed(item.symbol, item.range, cell)
                if is_never(where.rest, cell):
                    continue
                parts.append(over(where.rest, substitute(item.weight, where.letters)))
        result = gathered(add(*parts))
        return symmetrized(result) if declaration.symmetric else result

    def _matrix(self, declaration: Declaration, cell: Range) -> Node | None:
        parts = []
        for item in self.collected.quadratic:
            if declaration not in (item.left.mark[0], item.right.mark[0]):
                continue
            if item.left != item.right:
                raise ProblemError(
                    f"no rule derives a product of {item.left} and {item.right}",
                    help="give the letters numbers, or state it convexly",
                )
            where = placed(item.left, item.range, cell)
            parts.append(symmetrized(over(where.rest, substitute(item.matrix, where.letters))))
        return _diagonals(add(*parts)) if parts else None


def _diagonals(node: Node) -> Node:
    """Diagonal terms of a sum as one diagonal."""
    found = terms(node)
    vectors = [scale(value, term.args[0]) for value, term in found if term.kind == "diagonal_matrix"]
    if not vectors:
        return node
    rest = [scale(value, term) for value, term in found if term.kind != "diagonal_matrix"]
    vector = gathered(add(*vectors))
    return add(*rest, diagonal_matrix(vector)) if rest else diagonal_matrix(vector)


def _depends(range: Range, nodes: tuple[Node, ...]) -> bool:
    names = {loop.name for loop in range.loops}
    return bool(range.guards) or any(depends(node, names) for node in nodes)


def _choices(atoms: list[Atom]) -> list[list[Atom]]:
    """What may stay with the variable, best first: all, all squares, one other function, nothing."""
    squares = [a for a in atoms if a.kind in SQUARES]
    others = [a for a in atoms if a.kind not in SQUARES]
    options = [atoms, *([squares] if squares else []), *([a] for a in others), []]
    kept: list[list[Atom]] = []
    for option in options:
        if option not in kept:
            kept.append(option)
    return kept
