"""The explicit dual with the slopes of L as variables: maximize sum_j F_j(s_j) subject to s = c + A'alpha.

L(x, alpha, beta) = sum_j psi_j(x_j) + s_j x_j has the slopes s_j, affine in the multipliers, and theta_D is the sum of
F_j(s_j) = inf over x_j of psi_j(x_j) + s_j x_j. The multiplier of the row s_j - (c + A'alpha)_j = 0 is x_j itself, so
that the dual of this problem is stated in the primal's variables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duality.algebra.atoms import (
    affine_expression,
    row_expression,
    scalar_expression,
    scaled,
    substitute,
    substitute_comparison,
    total,
)
from duality.algebra.rows import decompose
from duality.derivation.derivation import dual_function
from duality.derivation.dual_problem import full_branch
from duality.derivation.formula import collected_sum
from duality.model.derivation import Block, Branch, Condition, Derivation, ImplicitMinimum, QuadraticValue, written_name
from duality.model.expression import (
    ZERO,
    Comparison,
    Expression,
    Negative,
    Sum,
    Variable,
)
from duality.model.form import Affine, Bounds, Row, StandardConstraint, StandardForm
from duality.model.problem import Constraint, ConstraintRow, Problem, Sense
from duality.model.scalar import Scalar
from duality.records import field, record, replace

NOTHING = Fraction(0)


@record(frozen=False, slots=False)
class SplitDual:
    """The parts of the problem as they are gathered.

    ``tilts`` are multipliers t_j of L + sum t_j x_j: they make every slope a form of its own, and are 0 in the rows.

    ``meaning`` gives, by the name of a row, (sign, offset, direction): direction'x = offset + sign*multiplier.
    """

    source: Derivation
    tilts: frozenset[str]
    taken: set[str]
    values: list[Expression] = field(default_factory=list)
    rows: list[ConstraintRow] = field(default_factory=list)
    domain: list[Comparison] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    meaning: dict[str, tuple[int, Scalar, Affine]] = field(default_factory=dict)

    def problem(self) -> Problem | None:
        """The split dual; ``None`` where a block has no one formula or a matrix inequality."""
        theta = self.source.dual_function
        nonnegative = frozenset(m.name for m in theta.multipliers if m.kind == "inequality")
        for block in theta.blocks:
            branch = full_branch(block, nonnegative)
            if branch is None or not self._add(block, branch):
                return None
        own = {m.name: written_name(m.name) for m in theta.multipliers if m.name not in self.tilts}
        renaming: dict[str, Expression] = {name: Variable(new) for name, new in own.items()}
        objective = collected_sum(theta.constant, self.values, theta.multipliers)
        if self._is_tilted(objective):
            return None
        signs = [Comparison((">=",), (Variable(own[m.name]), ZERO)) for m in theta.multipliers if m.name in nonnegative]
        return Problem(
            objective=substitute(objective, renaming),
            sense=Sense.MAX,
            variables=(*own.values(), *self.names),
            rows=tuple(ConstraintRow(substitute_comparison(row.comparison, renaming), row.name) for row in self.rows),
            domain=(
                *signs,
                *(substitute_comparison(row, renaming) for row in self.domain if isinstance(row, Comparison)),
            ),
            title="The dual with the slopes of L as variables",
        )

    @property
    def multipliers(self) -> tuple[tuple[str, str], ...]:
        """The variables that are multipliers of the primal, with those."""
        own = (m.name for m in self.source.dual_function.multipliers if m.name not in self.tilts)
        return tuple((written_name(name), name) for name in own)

    def _is_tilted(self, objective: Expression) -> bool:
        """A tilt is left beside the slopes."""
        rows = [*(row.comparison for row in self.rows), *self.domain]
        trees = [objective, *(side for row in rows for side in row.expressions)]
        return any(name in self.tilts for tree in trees for name in tree.variables())

    def _level(self, slope: Affine) -> Affine:
        """The slope of L itself, without its tilt."""
        return Affine(slope.constant, tuple(term for term in slope.terms if term[0] not in self.tilts))

    def _add(self, block: Block, branch: Branch) -> bool:
        if isinstance(branch.value, ImplicitMinimum):
            return False
        if isinstance(branch.value, QuadraticValue) and block.gradient is None:
            return False
        if not all(isinstance(c, Condition) for c in branch.conditions):
            return False
        directions = dict(block.directions)
        forms = [directions.get(name, Affine(NOTHING, ((name, Fraction(1)),))) for name in block.variables]
        if block.gradient is not None and len(forms) > 1:
            self._quadratic(block.gradient, block.variables, forms)
        elif block.rule in ("affine", "finite set") and len(block.slopes) == 1:
            self._linear(block.variables[0], block.slopes[0])
        elif block.rule == "directions":
            for name, form, slope in zip(block.variables, forms, block.slopes, strict=True):
                self._row(name, "=", slope, form)
        else:
            self._curved(block, branch, forms)
        return True

    def _row(self, name: str, relation: str, slope: Affine, form: Affine, extra: Sequence[Expression] = ()) -> None:
        """extra - slope = 0 with multiplier x; -slope <= 0 (x = offset + alpha) or slope <= 0 (x = offset - alpha)."""
        slope = self._level(slope)
        flipped = slope.scaled(Fraction(-1))
        if relation == "=":
            left = total([*extra, affine_expression(Affine(NOTHING, flipped.terms))])
            comparison = Comparison(("=",), (left, scalar_expression(slope.constant)))
        else:
            left = affine_expression(Affine(NOTHING, slope.terms))
            comparison = Comparison((">=" if relation == ">=" else "<=",), (left, scalar_expression(-slope.constant)))
        self.rows.append(ConstraintRow(comparison, name))
        self.meaning[name] = (-1 if relation == "<=" else 1, NOTHING, form)

    def _linear(self, name: str, slope: Affine) -> None:
        """d*x over an interval, or over a finite set, of which only the ends matter."""
        domain = self.source.form.domain
        chosen = [discrete.ends(0) for discrete in domain.discrete if discrete.variables == (name,)]
        ends = [value for pair in chosen if pair is not None for value in pair]
        bounds = Bounds(min(ends), max(ends)) if ends else domain.bound(name)
        form = Affine(NOTHING, ((name, Fraction(1)),))
        lower, upper = bounds.lower, bounds.upper
        if lower is None and upper is None:
            self._row(name, "=", slope, form)
        elif upper is None or lower is None:
            end = lower if lower is not None else upper
            assert end is not None, "one end is finite"
            self._row(name, ">=" if upper is None else "<=", slope, form)
            sign, _, _ = self.meaning[name]
            self.meaning[name] = (sign, end, form)
            self.values.append(affine_expression(self._level(slope).scaled(end)))
        else:
            plus, minus = self._new(f"p_{name}"), self._new(f"m_{name}")
            self.domain += [Comparison((">=",), (Variable(v), ZERO)) for v in (plus, minus)]
            self._row(name, "=", slope, form, (Variable(plus), Negative(Variable(minus))))
            self.values += [scaled(lower, Variable(plus)), scaled(-upper, Variable(minus))]

    def _quadratic(self, gradient: QuadraticValue, labels: Sequence[str], forms: Sequence[Affine]) -> None:
        """-1/2 w'Qw with Q w - q = 0: the multiplier of the row is x = -w."""
        names = [self._new(f"w_{label}") for label in labels]
        terms: list[tuple[tuple[str, str], Scalar]] = []
        for i, (line, slope) in enumerate(zip(gradient.matrix, gradient.vector, strict=True)):
            extra = [scaled(c.constant, Variable(name)) for name, c in zip(names, line, strict=True) if not c.is_zero]
            self._row(labels[i], "=", slope, forms[i], extra)
            for j in range(i, len(names)):
                weight = line[j].constant / 2 if i == j else line[j].constant
                if weight != 0:
                    terms.append(((names[i], names[j]), -weight))
        self.values.append(row_expression(Row(quadratic=tuple(terms))))

    def _curved(self, block: Block, branch: Branch, forms: Sequence[Affine]) -> None:
        """F(s) with every slope that depends on the multipliers as a variable of its own."""
        known: list[tuple[Affine, str]] = []
        for label, form, slope in zip(block.variables, forms, block.slopes, strict=False):
            if not slope.is_constant:
                name = self._new(f"s_{label}")
                known.append((slope, name))
                self._row(label, "=", slope, form, (Variable(name),))
        assert isinstance(branch.value, Expression), "other values are refused before"
        self.values.append(in_slopes(branch.value, known))
        for c in branch.conditions:
            assert isinstance(c, Condition), "other conditions are refused before"
            node = in_slopes(c.expression, known)
            comparison = Comparison((c.relation,), (node, ZERO))
            if c.affine is not None:
                self.domain.append(comparison)
            else:
                self.rows.append(ConstraintRow(comparison))

    def _new(self, wanted: str) -> str:
        stem, bracket, index = wanted.partition("[")
        while stem + bracket + index in self.taken:
            stem += "_"
        self.taken.add(stem + bracket + index)
        self.names.append(stem + bracket + index)
        return self.names[-1]


def split_dual(source: Derivation) -> tuple[Problem, SplitDual] | None:
    """The explicit dual with one row for every primal variable; L is tilted to tell slopes from coefficients."""
    form = tilted(source.form)
    theta, _ = dual_function(form)
    tilts = frozenset(m.name for m in theta.multipliers) - {m.name for m in source.dual_function.multipliers}
    multipliers = {written_name(m.name) for m in theta.multipliers}
    for used in (replace(source, dual_function=theta), source):
        if not used.dual_function.is_closed:
            continue
        split = SplitDual(used, tilts, multipliers | set(form.variables))
        problem = split.problem()
        if problem is not None:
            return problem, split
    return None


def tilted(form: StandardForm) -> StandardForm:
    """The form with an equation x_j = 0, multiplier t_j, for every variable: L + sum t_j x_j."""
    taken = {c.name for c in form.constraints} | set(form.variables)
    extra: list[StandardConstraint] = []
    for k, name in enumerate(form.variables, 1):
        label = f"tilt_{k}"
        while label in taken:
            label += "_"
        stated = Constraint(label, "equality", Variable(name), "=", ZERO, automatic=False)
        extra.append(StandardConstraint(stated, Variable(name), Row(linear=((name, Fraction(1)),))))
    return replace(form, constraints=(*form.constraints, *extra))


def in_slopes(node: Expression, slopes: Sequence[tuple[Affine, str]]) -> Expression:
    """The tree with affine parts that are multiples of a slope, up to a constant, written by its name."""
    names = node.variables()
    if not names or not slopes:
        return node
    row = decompose(node, {name: k for k, name in enumerate(names)})
    if row.is_affine:
        found = _by_slope(row.affine, slopes)
        return node if found is None else found
    if isinstance(node, Sum):
        return total(list(_summed(node.terms, slopes)))
    return node.mapped(lambda child: in_slopes(child, slopes))


def _summed(terms: Sequence[Expression], slopes: Sequence[tuple[Affine, str]]) -> Iterator[Expression]:
    """The affine terms together, the others one by one."""
    order = {name: k for k, name in enumerate(dict.fromkeys(n for term in terms for n in term.variables()))}
    affine: list[Expression] = []
    for term in terms:
        if decompose(term, order).is_affine:
            affine.append(term)
        else:
            yield in_slopes(term, slopes)
    if affine:
        form = decompose(total(affine), order).affine
        found = _by_slope(form, slopes)
        yield affine_expression(form) if found is None else found


def _by_slope(form: Affine, slopes: Sequence[tuple[Affine, str]]) -> Expression | None:
    """ratio*s + constant for a form that is one."""
    for slope, name in slopes:
        ratio = form.coefficient(slope.terms[0][0]) / slope.terms[0][1]
        rest = form - slope.scaled(ratio)
        if ratio != 0 and rest.is_constant:
            return affine_expression(Affine(rest.constant, ((name, ratio),)))
    return None
