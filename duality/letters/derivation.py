"""L, theta_D, the explicit dual and the KKT system as functions of the letters, derived on the lifted problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from duality.algebra.atoms import affine_expression, substitute, total
from duality.algebra.letter_signs import Sign, sign
from duality.derivation import derive
from duality.derivation.dual_problem import ExplicitDual, explicit_dual
from duality.derivation.kkt import kkt
from duality.derivation.lagrangian import lagrangian
from duality.derivation.rules.quadratic_steps import always_upward
from duality.derivation.standardize import standardize
from duality.letters.displayed_form import displayed_form
from duality.letters.lifting import Lifted, lifted
from duality.letters.meaning import Entangled, Meaning
from duality.letters.pruning import pruned, truth
from duality.letters.separation import Inseparable
from duality.model.budget import Budget
from duality.model.derivation import KKT, Block, Branch, Derivation, DualFunction, Multiplier, Step, written_name
from duality.model.expression import ZERO, Comparison, Expression, Variable
from duality.model.form import Affine, StandardForm
from duality.model.letters import put_into
from duality.model.parameter import Parameter
from duality.model.problem import Membership, Problem
from duality.records import replace

NOTHING = Affine(Fraction(0))


def derived(problem: Problem, sample: Problem, budget: Budget | None = None) -> Derivation:
    """The derivation in letters; a theta_D that needs numbers is "numeric", and its reason says why.

    Letters are variables of the formulas. ``sample`` is the problem with some values for them, and chooses nothing
    but which natural domains are worth saying.
    """
    form = displayed_form(problem, sample)
    try:
        found = lifted(problem)
    except Inseparable as fault:
        return _unsettled(form, f"{fault}: give a value with --set, or problem.set(...)")
    plain = derive(standardize(found.problem), budget)
    if not plain.dual_function.is_closed:
        reason = plain.dual_function.reason or "no rule applies"
        return _unsettled(form, f"{reason} (with letters; --set gives them values)", plain.warnings)
    try:
        return _Assembly(problem, form, found, plain).derivation()
    except Entangled:
        return _unsettled(form, "a matrix of theta_D holds products of letters and multipliers: --set gives values")


def _multipliers(form: StandardForm) -> tuple[Multiplier, ...]:
    return tuple(Multiplier(c.multiplier, c.name, c.constraint.kind) for c in form.constraints)


def _unsettled(form: StandardForm, reason: str, warnings: tuple[str, ...] = ()) -> Derivation:
    theta = DualFunction(_multipliers(form), "numeric", reason=reason)
    return Derivation(form, lagrangian(form), theta, None, _kkt(form), dual_reason=reason, warnings=warnings)


def _kkt(form: StandardForm) -> KKT:
    """The system in x alone: letters are constants of it."""
    letters = tuple(letter.name for letter in form.problem.parameters)
    system = kkt(replace(form, problem=replace(form.problem, variables=(*form.variables, *letters))))
    return replace(system, stationarity=tuple(e for e in system.stationarity if e.variable not in letters))


def _certain(block: Block) -> tuple[Step, ...]:
    """The block's own steps, without the cases that its only branch excludes."""
    sure = len(block.branches) == 1 and not block.branches[0].conditions
    return tuple(map(always_upward, block.steps)) if sure else block.steps


def _steps(blocks: Iterable[Block]) -> Iterator[Step]:
    for block in blocks:
        yield from block.steps
        for branch in block.branches:
            yield from branch.steps


class _Assembly:
    def __init__(self, problem: Problem, form: StandardForm, found: Lifted, plain: Derivation) -> None:
        self.problem, self.form, self.found, self.plain = problem, form, found, plain
        self.multipliers = _multipliers(form)
        letters: dict[str, Expression] = {letter.name: Variable(letter.name) for letter in problem.parameters}
        self.widths = {name: put_into(tree, letters) for name, tree in found.change.widths.items()}
        plain_widths: dict[str, Expression] = {name: Variable(name) for name in self.widths}
        self.trees = {name: put_into(tree, {**letters, **plain_widths}) for name, tree in found.meaning.items()}
        self.positive = {letter.name for letter in problem.parameters if sign(letter) is Sign.POSITIVE} | set(
            self.widths
        )
        signed = [Parameter(m.name, ZERO) for m in self.multipliers if m.kind == "inequality"]
        lengths = [Parameter(name, ZERO, lower_closed=False) for name in self.widths]
        self.known: dict[str, Parameter] = {letter.name: letter for letter in (*problem.parameters, *signed, *lengths)}

    def derivation(self) -> Derivation:
        theta = pruned(self.plain.dual_function, self.trees, tuple(self.known.values()))
        meaning = Meaning(self.trees, tuple(m.name for m in self.multipliers), self.positive, self.widths)
        own = self._theta(theta, meaning)
        explicit = self._explicit(theta)
        return Derivation(
            form=self.form,
            lagrangian=lagrangian(self.form),
            dual_function=own,
            dual_problem=explicit.problem,
            kkt=_kkt(self.form),
            dual_names=explicit.names,
            dual_eliminated=explicit.eliminated,
            conic_dual=None,
            dual_drops_border=explicit.drops_border,
            dual_reason=explicit.reason,
            steps=(*self._changed(), *meaning.steps(self._plain_steps(theta))),
            warnings=self.plain.warnings,
        )

    def _plain_steps(self, theta: DualFunction) -> tuple[Step, ...]:
        """The plain steps without those of branches that no letter in its range admits."""
        kept = {step: step for step in _steps(theta.blocks)}
        for block in theta.blocks:
            kept |= zip(block.steps, _certain(block), strict=True)
        dropped = set(_steps(self.plain.dual_function.blocks)) - set(kept)
        return tuple(kept.get(step, step) for step in self.plain.steps if step not in dropped)

    def _theta(self, theta: DualFunction, meaning: Meaning) -> DualFunction:
        constant = meaning.tree(affine_expression(theta.constant))
        blocks = [self._block(block, meaning) for block in theta.blocks]
        if constant != ZERO:
            blocks.insert(0, Block((), "constant", (Branch((), constant, True),)))
        values = [block.branches[0].value for block in blocks if len(block.branches) == 1]
        single = len(values) == len(blocks) and all(isinstance(value, Expression) for value in values)
        formula = meaning.tree(total([v for v in values if isinstance(v, Expression)])) if single else None
        return DualFunction(self.multipliers, theta.form, NOTHING, tuple(blocks), theta.checked_at, formula=formula)

    def _block(self, block: Block, meaning: Meaning) -> Block:
        branches = tuple(meaning.branch(branch) for branch in block.branches)
        return Block(block.variables, block.rule, branches, meaning.steps(_certain(block)), block.directions)

    def _changed(self) -> tuple[Step, ...]:
        """Functions written as minima and the change of variables, told first."""
        letters: dict[str, Expression] = {letter.name: Variable(letter.name) for letter in self.problem.parameters}
        rows = tuple(
            Comparison(("=",), (Variable(name), put_into(tree, {**letters, **self.widths})))
            for name, tree in self.found.change.trees.items()
        )
        said = "The infimum over x is taken in new variables, which are called like the old ones:"
        minima = tuple(
            Step(
                "minimization",
                f"A minimum over one variable more, {name}, stands for a function:",
                display=(Comparison(("=",), tuple(put_into(side, letters) for side in row.expressions)),),
            )
            for name, row in self.found.minima.items()
        )
        return (*minima, *((Step("substitution", said, display=rows),) if rows else ()))

    def _explicit(self, theta: DualFunction) -> ExplicitDual:
        """The explicit dual of the lifted function, read back; its variables are those of the multipliers."""
        used = {name for key, tree in self.trees.items() if key not in self.found.own for name in tree.variables()}
        pure = {key for key, name in self.found.own.items() if name not in used}
        kinds = tuple(m if m.name in pure else replace(m, kind="equality") for m in theta.multipliers)
        lifted_dual = explicit_dual(replace(theta, multipliers=kinds), self.problem.title)
        if lifted_dual.problem is None or not isinstance(lifted_dual.problem, Problem):
            reason = lifted_dual.reason or "the dual has a matrix inequality"
            return ExplicitDual(None, reason=reason)
        return self._read_back(lifted_dual, lifted_dual.problem, pure)

    def _read_back(self, dual: ExplicitDual, lifted_problem: Problem, pure: set[str]) -> ExplicitDual:
        paired = dict(dual.names)
        names = {m.name: written_name(m.name) for m in self.multipliers}
        renamed: dict[str, Expression] = {old: Variable(new) for old, new in names.items()}
        written: dict[str, Expression] = {}
        for own, key in paired.items():
            written[own] = substitute(self.trees[key], renamed)
        meaning = Meaning(written, tuple(names.values()), self.positive, self.widths)
        gone = {self.found.own[key] for key, _ in dual.eliminated if key in self.found.own}
        kept = tuple(m for m in self.multipliers if m.name not in gone)
        rows = [self._kept(meaning.comparison(row.comparison)) for row in lifted_problem.rows]
        domain = [
            self._kept(meaning.comparison(row)) for row in lifted_problem.domain if not isinstance(row, Membership)
        ]
        present = {row for row in domain if row is not None}
        signs = [
            Comparison((">=",), (Variable(names[m.name]), ZERO))
            for m in kept
            if m.kind == "inequality" and m.name not in {self.found.own[key] for key in pure}
        ]
        domain += [row for row in signs if row not in present and _strict(row) not in present]
        said = dict.fromkeys(row for row in domain if row is not None)
        own = dict.fromkeys(row for row in rows if row is not None and row not in said)
        stationary = tuple(name for name in lifted_problem.variables if name not in paired)
        problem = replace(
            lifted_problem,
            objective=meaning.tree(lifted_problem.objective),
            variables=(*(names[m.name] for m in kept), *stationary),
            rows=tuple(
                replace(old, comparison=row)
                for k, (old, row) in enumerate(zip(lifted_problem.rows, rows, strict=True))
                if row in own and row not in rows[:k]
            ),
            domain=tuple(said),
        )
        eliminated = tuple((self.found.own[key], NOTHING) for key, _ in dual.eliminated if key in self.found.own)
        pairs = tuple((names[m.name], m.name) for m in kept)
        return ExplicitDual(problem, None, pairs, eliminated, dual.reason, dual.drops_border)

    def _kept(self, row: Comparison) -> Comparison | None:
        """The row, ``None`` where the ranges of the letters imply it and no multiplier stands in it."""
        left, right = row.expressions
        names = set(row.expressions[0].variables()) | set(right.variables())
        if names <= {letter.name for letter in self.problem.parameters} and right == ZERO:
            known: Mapping[str, Parameter] = self.known
            if truth(left, row.relations[0], {}, known):
                return None
        return row


def _strict(row: Comparison) -> Comparison:
    return Comparison((">",), row.expressions)
