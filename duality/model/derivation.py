"""What is derived from a problem: Lagrangian, dual function, explicit dual, KKT system, and the steps that lead there.

Formulas are expression trees over the multipliers' names (alpha_budget, beta_1) and, where x occurs, the variables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from duality.model.expression import ZERO, Comparison, Expression, Negative, Product, Sum, Variable
from duality.model.form import Affine, Row, StandardForm
from duality.model.problem import Problem
from duality.model.shortened import shortened
from duality.model.views import view
from duality.records import field, record, replace

if TYPE_CHECKING:
    import sympy


@record
class Multiplier:
    """alpha_i >= 0 of an inequality or beta_j of an equality: its name in formulas and its constraint's name."""

    name: str
    constraint: str
    kind: Literal["inequality", "equality"]


def written_name(multiplier: str) -> str:
    """alpha_budget -> a_budget, beta_1 -> b_1: names that a problem file may declare."""
    letter = "alpha_" if multiplier.startswith("alpha_") else "beta_"
    return multiplier.replace(letter, f"{letter[0]}_", 1)


@record(slots=False, repr=False)
class Lagrangian:
    """L(x, alpha, beta) = f + sum alpha_i c_i + sum beta_j h_j, f first, then the constraints in their order."""

    objective: Expression
    terms: tuple[tuple[Multiplier, Expression], ...]
    variables: tuple[str, ...] = ()
    """Those of the problem, x."""

    @property
    def expression(self) -> Expression:
        """L as a tree in the order of the statement."""
        parts: list[Expression] = list(self.objective.terms) if isinstance(self.objective, Sum) else [self.objective]
        if parts == [ZERO] and self.terms:
            parts = []
        for multiplier, constraint in self.terms:
            symbol = Variable(multiplier.name)
            parts.append(
                Negative(Product((symbol, constraint.operand)))
                if isinstance(constraint, Negative)
                else Product((symbol, constraint))
            )
        return parts[0] if len(parts) == 1 else Sum(tuple(parts))

    @cached_property
    def gradient(self) -> dict[str, Expression]:
        """dL/dx by variable; where L has kinks, the formula of the smooth pieces."""
        return {name: view("derivative")(self.expression, name) for name in self.variables}

    def __str__(self) -> str:
        return str(self.expression)

    def __repr__(self) -> str:
        return f"<Lagrangian {shortened(str(self))}>"

    def latex(self) -> str:
        return self.expression.latex()

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def sympy(self) -> sympy.Expr:
        return self.expression.sympy()


@record
class Condition:
    """expression relation 0 over the multipliers, relation one of ">=", ">", "="; ``affine`` where it is affine."""

    expression: Expression
    relation: Literal[">=", ">", "="]
    affine: Affine | None = None

    @property
    def comparison(self) -> Comparison:
        return Comparison((self.relation,), (self.expression, ZERO))


@record
class PositiveSemidefinite:
    """Q(alpha, beta) is positive semidefinite (``strict``: definite); entries affine in the multipliers."""

    matrix: tuple[tuple[Affine, ...], ...]
    strict: bool = False


@record
class InRange:
    """q in range Q: there is x with Q x = -q; entries affine in the multipliers."""

    matrix: tuple[tuple[Affine, ...], ...]
    vector: tuple[Affine, ...]


BranchCondition = Condition | PositiveSemidefinite | InRange


@record
class QuadraticValue:
    """-1/2 q' Q^+ q, the infimum of 1/2 x'Q x + q'x where Q is positive semidefinite and q in its range."""

    matrix: tuple[tuple[Affine, ...], ...]
    vector: tuple[Affine, ...]


@record
class ImplicitMinimum:
    """min over t in the interval [lower, upper] of body(t), a global minimum without a closed form.

    ``attained`` is False where it may be an infimum only.

    ``body`` is a tree in ``variable`` and the multipliers; ends are constant trees, ``None`` for an infinite end. An
    open end does not belong to the interval: log(t) at 0.
    """

    variable: str
    body: Expression
    lower: Expression | None
    upper: Expression | None
    lower_open: bool = False
    upper_open: bool = False
    attained: bool = True


Value = Expression | QuadraticValue | ImplicitMinimum


@record
class Infimum:
    """inf of body over the variables, bounded by the comparisons in ``region``; equal to ``value`` if one is given."""

    variables: tuple[str, ...]
    body: Expression
    region: tuple[Comparison, ...] = ()
    value: Expression | None = None


Formula = Expression | Comparison | PositiveSemidefinite | InRange | QuadraticValue | ImplicitMinimum | Infimum


@record
class Step:
    """One sentence of the worked solution.

    ``reason`` has a place ``{0}``, ``{1}``, ... for each of ``formulas``; the formulas of ``display`` follow it, each
    on a line of its own. ``rule`` names the rule.
    """

    rule: str
    reason: str
    formulas: tuple[Formula, ...] = ()
    display: tuple[Formula, ...] = ()

    def mapped(self, change: Callable[[Formula], Formula]) -> Step:
        """The same sentence with every formula changed."""
        return replace(self, formulas=tuple(map(change, self.formulas)), display=tuple(map(change, self.display)))


@record
class Branch:
    """Where all ``conditions`` hold, the infimum over the block is ``value``.

    ``attained`` tells whether some x attains it (``None``: not known); ``minimizer`` gives such an x where it is known
    in closed form, by variable, over the multipliers.
    """

    conditions: tuple[BranchCondition, ...]
    value: Value
    attained: bool | None
    minimizer: tuple[tuple[str, Expression], ...] | None = None
    steps: tuple[Step, ...] = ()


@record
class Block:
    """inf over ``variables`` of one separate part of L; where no branch holds, it is -inf.

    Branches may overlap at their borders, where they agree. ``rule`` names the rule that derived it. A name that is no
    variable of the problem stands for the affine form that ``directions`` gives: y1 = x1 + 2*x2.
    """

    variables: tuple[str, ...]
    rule: str
    branches: tuple[Branch, ...]
    steps: tuple[Step, ...] = ()
    directions: tuple[tuple[str, Affine], ...] = ()
    part: Infimum | None = None
    """What the block is the infimum of, in its own variables or directions, where it is short enough to show."""
    structure: QuadraticValue | None = None
    """For a quadratic block whose Hessian depends on the multipliers: the value on all of {Q >= 0, q in range Q}."""
    gradient: QuadraticValue | None = None
    """For a quadratic block with a constant Hessian: Q and q; the minimizers are the x with Q x + q = 0."""
    slopes: tuple[Affine, ...] = ()
    """The coefficients with which the variables occur linearly, where the rule has them."""


DualForm = Literal["closed", "implicit", "conic", "auxiliary", "numeric"]


@record(slots=False)
class DualFunction:
    """theta_D(alpha, beta) = inf over x in D of L = constant + sum of the blocks' infima, for alpha >= 0.

    ``form`` is "numeric" where no closed form was found and "auxiliary" where the auxiliary form has one; ``reason``
    then says why theta_D itself has none, and ``blocks`` is empty.
    ``checked_at`` counts the multipliers at which the formula was compared with L as stated. ``formula`` is theta_D as
    one tree with like terms collected, where every block has one branch with a tree as its value; it holds where the
    branches' conditions do. ``contradictory``: no multipliers meet the conditions of all blocks.
    """

    multipliers: tuple[Multiplier, ...]
    form: DualForm
    constant: Affine = Affine(Fraction(0))
    blocks: tuple[Block, ...] = ()
    checked_at: int = 0
    reason: str = ""
    formula: Expression | None = None
    contradictory: bool = False

    @property
    def is_closed(self) -> bool:
        return self.form not in ("numeric", "auxiliary")

    @property
    def never_finite(self) -> bool:
        """theta_D is identically -inf: some block has no branch at all, or the blocks contradict one another."""
        return self.is_closed and (self.contradictory or self.has_unbounded_block)

    @property
    def has_unbounded_block(self) -> bool:
        """One part of L is unbounded below at every multiplier."""
        return any(not block.branches for block in self.blocks)


@record
class ConicDual:
    """maximize linear + sum of the values subject to the conditions and alpha >= 0; solvable, not writable.

    The values are trees, or -1/2 q'Q^+ q, which a semidefinite solver takes as t with [[Q, q], [q', -2t]] >= 0.
    """

    multipliers: tuple[Multiplier, ...]
    linear: Affine
    values: tuple[Value, ...]
    conditions: tuple[BranchCondition, ...]


@record
class StationarityEquation:
    """dL/dx = 0, or 0 in dL/dx + N_X(x) where ``normal_cone`` describes the domain's normal cone at x."""

    variable: str
    expression: Expression
    normal_cone: str = ""


@record(slots=False, repr=False)
class KKT:
    """Stationarity, primal feasibility, dual feasibility and complementary slackness.

    ``nonsmooth`` names the functions that are not differentiable everywhere; stationarity then reads
    0 in the subdifferential, and ``stationarity`` holds on the smooth pieces. ``discrete`` are variables in finite
    sets, which have no equation: KKT does not apply to them.
    """

    stationarity: tuple[StationarityEquation, ...]
    primal: tuple[Comparison, ...]
    dual: tuple[Comparison, ...]
    slackness: tuple[Comparison, ...]
    nonsmooth: tuple[str, ...] = ()
    discrete: tuple[str, ...] = ()

    def __str__(self) -> str:
        return view("kkt_text")(self)

    def __repr__(self) -> str:
        return f"<KKT {shortened(str(self))}>"

    def latex(self) -> str:
        return view("kkt_latex")(self)

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def sympy(self) -> list[sympy.Basic]:
        """Every condition as a relation; stationarity with a normal cone is no equation and is left out."""
        return view("kkt_sympy")(self)


@record(slots=False)
class Derivation:
    """Everything that is derived from one standard form.

    ``dual_problem`` is a `Problem` over variables named after the multipliers (a_budget for alpha_budget, b_1 for
    beta_1, so that it can be written to a file), a `ConicDual`, or ``None`` where theta_D has no closed form or is
    identically -inf; ``dual_names`` pairs its variables with the multipliers. Slack multipliers do not occur in it:
    ``dual_eliminated`` gives them by the others. A variable that pairs with none is a named intermediate.
    """

    form: StandardForm
    lagrangian: Lagrangian
    dual_function: DualFunction
    dual_problem: Problem | ConicDual | None
    kkt: KKT
    dual_names: tuple[tuple[str, str], ...] = ()
    dual_eliminated: tuple[tuple[str, Affine], ...] = ()
    conic_dual: ConicDual | None = None
    """The dual with its matrix inequality, for a semidefinite solver, where a quadratic block has one."""
    auxiliary: Derivation | None = None
    """Where theta_D has no closed form of its own: the derivation of the equivalent auxiliary form, a different dual
    with more multipliers; ``dual_problem`` is then its dual problem."""
    dual_drops_border: bool = False
    """True where the explicit dual leaves out border points of the effective domain: its supremum is d* if it is
    feasible, but its infeasibility alone says nothing."""
    dual_reason: str = ""
    """Why there is no explicit dual, where there is none."""
    steps: tuple[Step, ...] = field(default=())
    warnings: tuple[str, ...] = ()
    """What was stopped because the time for the derivation was over."""


def collected_rows(form: StandardForm) -> Iterable[tuple[Multiplier | None, Row]]:
    """(None, f), then (multiplier, row) of every constraint: L is their sum."""
    yield None, form.objective
    for constraint in form.constraints:
        yield Multiplier(constraint.multiplier, constraint.name, constraint.constraint.kind), constraint.row
