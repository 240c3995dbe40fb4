"""Independent directions: L = const + d'x + sum_k psi_k(a_k'x), the rows a_k linearly independent.

y = A x is then onto, so with s solving A's = d

    inf_x L = const + sum_k inf over y_k of [psi_k(y_k) + s_k y_k],     provided N'd = 0, N spanning the nullspace of A,

and -inf where N'd != 0. The directions are the arguments of the atoms, the bounded variables, the squares and the
affine rows of the domain. Directions that one atom ties together stay in one group.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from duality.algebra.atoms import affine_expression, atom_expression, scalar_expression, substitute
from duality.algebra.boxes import intersect
from duality.algebra.line_polynomials import roots_up_to_degree_two
from duality.derivation.blocks import LagrangianBlock
from duality.derivation.parts import region
from duality.derivation.rules import direction_steps
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.independent import Change, change_of_variables
from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.square_directions import square_orders
from duality.derivation.rules.univariate import in_variable, infimum_of
from duality.derivation.rules.vector import VECTOR_RULES
from duality.derivation.rules.vector.logdet2 import owns_domain
from duality.derivation.rules.vector.restatement import restated
from duality.derivation.rules.vector.rule import Group
from duality.derivation.rules.vector.shared_rel_entr import shared_rel_entr
from duality.derivation.signs import condition
from duality.model.comparison import same
from duality.model.derivation import Block, Branch, BranchCondition, Infimum
from duality.model.expression import ZERO, Expression, Number, Power, Variable
from duality.model.form import FREE, PLACEHOLDER, Affine, Atom, Bounds, DomainCondition
from duality.records import field, record

ENTRY = Entry(
    "Sum of functions along independent directions",
    "var x, y\nmin exp(x + y) + (x - y)^2\ns.t.\n line: x + y = 1\n tilt: x - y = 1",
    "Boyd and Vandenberghe, section 3.3.2 (affine change of variables)",
)


@record(frozen=False, slots=False)
class Direction:
    """One row a_k: what L and the domain say about t = a_k'x."""

    form: Affine
    terms: list[tuple[Affine, Expression]] = field(default_factory=list)
    bounds: Bounds = FREE


def directions(block: LagrangianBlock) -> Sequence[Block] | Refusal:
    """Univariate and vector atoms, squares and bounds along linearly independent directions."""
    if block.discrete:
        return Refusal("a finite set and a continuous variable are coupled")
    if block.remainder:
        node = next(iter(block.remainder))
        return Refusal(f"{node} is no function of one affine form and no known atom")
    found = _along(block)
    if not isinstance(found, Refusal):
        return found
    equivalent = restated(block)
    if equivalent is None:
        return found
    again = _along(equivalent)
    return found if isinstance(again, Refusal) else again


def _along(block: LagrangianBlock) -> Sequence[Block] | Refusal:
    """The block as it stands, its squares completed in one order after the other."""
    refusal = Refusal("its directions are linearly dependent")
    for squares in square_orders(block):
        found = _collect(block, squares)
        if isinstance(found, Refusal):
            return found
        rows, vectors = found
        change = change_of_variables([direction.form for direction in rows], block)
        if isinstance(change, Refusal):
            refusal = change
            continue
        return _assemble(block, rows, vectors, change)
    return refusal


def _collect(
    block: LagrangianBlock, squares: Sequence[tuple[Affine, Affine]]
) -> tuple[list[Direction], list[tuple[Affine, Atom]]] | Refusal:
    """The directions, each normalized to a first coefficient 1 and constant 0, and the vector atoms."""
    rows: dict[Affine, Direction] = {}

    def direction(form: Affine) -> tuple[Direction, Affine]:
        """The direction of a form and the form as scale*t + offset."""
        scale = form.terms[0][1]
        unit = Affine(Fraction(0), form.scaled(1 / scale).terms)
        return rows.setdefault(unit, Direction(unit)), Affine(form.constant, ((PLACEHOLDER, scale),))

    vectors: list[tuple[Affine, Atom]] = []
    for atom, coefficient in block.atoms.items():
        units = dict.fromkeys(direction(argument)[0].form for argument in atom.arguments if not argument.is_constant)
        if len(units) == 1:
            arguments = [
                scalar_expression(argument.constant)
                if argument.is_constant
                else affine_expression(direction(argument)[1])
                for argument in atom.arguments
            ]
            rows[next(iter(units))].terms.append((coefficient, atom_expression(atom, arguments)))
        else:
            vectors.append((coefficient, atom))
    for coefficient, form in squares:
        along, argument = direction(form)
        along.terms.append((coefficient, Power(affine_expression(argument), Number(Fraction(2)))))
    for name, bounds in block.bounds.items():
        along, _ = direction(Affine(Fraction(0), ((name, Fraction(1)),)))
        along.bounds = intersect(along.bounds, bounds)
    for restriction in block.conditions:
        if not restriction.row.is_affine or restriction.nonzero:
            if any(_owns_domain(atom, restriction) for _, atom in vectors):
                continue
            between = _interval(restriction)
            if between is not None:
                name, bounds = between
                along, _ = direction(Affine(Fraction(0), ((name, Fraction(1)),)))
                along.bounds = intersect(along.bounds, bounds)
                continue
            return Refusal(f"the domain row {restriction.origin} is not affine")
        along, argument = direction(restriction.row.affine)
        scale, offset = argument.terms[0][1], argument.constant
        end, closed = -offset / scale, not restriction.strict
        if restriction.equality:
            bounds = Bounds(end, end)
        elif scale > 0:
            bounds = Bounds(lower=end, lower_closed=closed)
        else:
            bounds = Bounds(upper=end, upper_closed=closed)
        along.bounds = intersect(along.bounds, bounds)
    return list(rows.values()), vectors


def _interval(restriction: DomainCondition) -> tuple[str, Bounds] | None:
    """The interval on which a concave parabola in one variable is >= 0 (or > 0); ``None`` for any other row."""
    names = restriction.row.names()
    if len(names) != 1 or not restriction.row.is_quadratic or restriction.equality or restriction.nonzero:
        return None
    (name,) = names
    ((_, leading),) = restriction.row.quadratic
    roots = roots_up_to_degree_two((restriction.row.constant, restriction.row.affine.coefficient(name), leading))
    if leading >= 0 or not roots:
        return None
    closed = not restriction.strict
    if not closed and roots[0] == roots[-1]:
        return None
    return name, Bounds(roots[0], roots[-1], closed, closed)


def _owns_domain(atom: Atom, restriction: DomainCondition) -> bool:
    """A domain row that the atom's own rule accounts for."""
    if owns_domain(atom, restriction):
        return True
    return restriction.natural and (atom.kind == "norm2" or same(restriction.expression, atom_expression(atom)))


def _assemble(
    block: LagrangianBlock, rows: list[Direction], vectors: list[tuple[Affine, Atom]], change: Change
) -> Sequence[Block] | Refusal:
    if any(all(argument.is_constant for argument in atom.arguments) for _, atom in vectors):
        return Refusal("a vector atom has constant arguments only")
    names = _names(block, rows)
    new = {name: row.form for name, row in zip(names, rows, strict=True) if name not in block.variables}
    step = direction_steps.change(new)
    blocks: list[Block] = []
    if change.nullspace_conditions:
        conditions: list[BranchCondition] = []
        impossible = False
        for form in change.nullspace_conditions:
            holds = condition(form, "=", block.nonnegative)
            impossible |= holds is False
            if not isinstance(holds, bool):
                conditions.append(holds)
        branches = () if impossible else (Branch(tuple(conditions), ZERO, True, ()),)
        nullspace = direction_steps.nullspace(change.nullspace_conditions)
        blocks.append(Block(change.free_names, "directions", branches, (nullspace,), slopes=change.residuals))
    for group in _groups(rows, vectors):
        members = [rows[k] for k in group.members]
        labels = tuple(names[k] for k in group.members)
        slopes = tuple(change.slopes[k] for k in group.members)
        pairs = tuple(
            (label, member.form) for label, member in zip(labels, members, strict=True) if label not in block.variables
        )
        found = _solved(block, members, slopes, labels, group)
        if isinstance(found, Refusal):
            return found
        rule, branches, body = found
        part = Infimum(labels, body, region({label: m.bounds for label, m in zip(labels, members, strict=True)}))
        told = step if branches else (*step, direction_steps.UNBOUNDED)
        blocks.append(Block(labels, rule, branches, told, pairs, slopes=slopes, part=part))
    return blocks


def _solved(
    block: LagrangianBlock,
    members: list[Direction],
    slopes: tuple[Affine, ...],
    labels: tuple[str, ...],
    group: _Tied,
) -> tuple[str, tuple[Branch, ...], Expression] | Refusal:
    """The rule, the branches and the function of one group: of one variable, or of one vector atom."""
    if not group.atoms:
        alone = infimum_of(members[0].terms, slopes[0], members[0].bounds, block.nonnegative)
        if isinstance(alone, Refusal):
            return alone
        branches, body = alone
        named = tuple(in_variable(branch, labels[0]) for branch in branches)
        return "univariate", named, substitute(body, {PLACEHOLDER: Variable(labels[0])})
    result = _vector(block, members, slopes, group, labels)
    if isinstance(result, Refusal):
        return result
    forms = {member.form: label for label, member in zip(labels, members, strict=True)}
    terms = {label: member.terms for label, member in zip(labels, members, strict=True)}
    body = direction_steps.body(group.atoms, forms, terms, dict(zip(labels, slopes, strict=True)))
    return group.atoms[0][1].kind, tuple(result), body


@record(frozen=False, slots=False)
class _Tied:
    members: list[int]
    atoms: list[tuple[Affine, Atom]]


def _groups(rows: list[Direction], vectors: list[tuple[Affine, Atom]]) -> list[_Tied]:
    """The directions, those of one vector atom together."""
    index = {row.form: k for k, row in enumerate(rows)}
    group_of = list(range(len(rows)))
    for _, atom in vectors:
        members = [_index(index, argument) for argument in atom.arguments if not argument.is_constant]
        target = group_of[members[0]]
        for member in members[1:]:
            old = group_of[member]
            group_of = [target if g == old else g for g in group_of]
    tied: dict[int, _Tied] = {}
    for k, g in enumerate(group_of):
        tied.setdefault(g, _Tied([], [])).members.append(k)
    for coefficient, atom in vectors:
        first = next(argument for argument in atom.arguments if not argument.is_constant)
        tied[group_of[_index(index, first)]].atoms.append((coefficient, atom))
    return list(tied.values())


def _index(index: dict[Affine, int], argument: Affine) -> int:
    return index[Affine(Fraction(0), argument.scaled(1 / argument.terms[0][1]).terms)]


def _vector(
    block: LagrangianBlock, members: list[Direction], slopes: tuple[Affine, ...], group: _Tied, labels: tuple[str, ...]
) -> Sequence[Branch] | Refusal:
    """One vector atom over its own directions, by the conjugate of its kind; relative entropies may share one."""
    coefficient, atom = group.atoms[0]
    given = Group(
        coefficient,
        atom,
        labels,
        tuple(member.form for member in members),
        slopes,
        tuple(member.bounds for member in members),
        tuple(tuple(member.terms) for member in members),
        block.nonnegative,
    )
    if len(group.atoms) > 1:
        if all(atom.kind == "rel_entr" for _, atom in group.atoms):
            return shared_rel_entr(given, group.atoms)
        return Refusal("two vector atoms share a direction")
    rule = VECTOR_RULES.get(atom.kind)
    if rule is None:
        return Refusal(f"{atom_expression(atom)} has no conjugate in the table")
    return rule(given)


def _names(block: LagrangianBlock, rows: list[Direction]) -> list[str]:
    """A direction that is a variable keeps its name; the others are y1, y2, ... clear of the problem's names."""
    names: list[str] = []
    count = 0
    for row in rows:
        if len(row.form.terms) == 1:
            names.append(row.form.terms[0][0])
            continue
        count += 1
        while f"y{count}" in block.variables:
            count += 1
        names.append(f"y{count}")
    return names
