"""A problem as stated: min or max f(x) subject to named constraints, x in X.

Nothing is flipped here: a ``>=`` stays a ``>=`` and a ``max`` stays a ``max``. `duality.derivation.standardize` is the
one place where signs turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from numbers import Rational
from typing import Any, Literal

from duality import model
from duality.errors import visible
from duality.model.expression import Call, Comparison, Expression, Relation
from duality.model.parameter import Parameter
from duality.model.shortened import shortened
from duality.model.views import view
from duality.records import field, record


class Sense(Enum):
    """Whether the objective is minimized or maximized."""

    MIN = "min"
    MAX = "max"


@record
class Interval:
    """The set of t with lower <= t <= upper, an end left out where it is open; ``None`` is an infinite end.

    Ends are constant expressions without variables, so that ``[0, sqrt(2)]`` stays exact.
    """

    lower: Expression | None
    upper: Expression | None
    lower_closed: bool = True
    upper_closed: bool = True


@record
class IntegerRange:
    """The integers lower, lower + 1, ..., upper; ``None`` is an infinite end."""

    lower: int | None
    upper: int | None


@record
class FiniteSet:
    """Finitely many points of R^k, each a k-tuple of constant expressions, in the order written."""

    points: tuple[tuple[Expression, ...], ...]


@record(repr=False)
class Membership:
    """(x_1, ..., x_k) in S: a domain statement with ``in``; k = 1 but for a finite set of tuples."""

    variables: tuple[str, ...]
    set: Interval | IntegerRange | FiniteSet

    def __str__(self) -> str:
        return model.printing.membership_text(self)

    def __repr__(self) -> str:
        return f"<Membership {shortened(str(self))}>"


DomainRow = Membership | Comparison
"""A row of X: stays inside inf over x and gets no multiplier. Strict relations are allowed here only."""


@record
class ConstraintRow:
    """A constraint row as written: a comparison or a chain of two, with the name its author gave it (or ``None``)."""

    comparison: Comparison
    name: str | None = None
    family: bool = False
    """True for a member of an unnamed family, whose automatic name is ``c[k]`` or ``h[k]``."""
    label: str | None = None
    """The automatic name that an unnamed row keeps where rows before it were taken away."""


@record
class Constraint:
    """left relation right, one of the two halves of a chain or a whole row, under its final name.

    ``kind`` is "inequality" or "equality"; ``automatic`` tells a name that was not given by the author.
    """

    name: str
    kind: Literal["inequality", "equality"]
    left: Expression
    relation: Relation
    right: Expression
    automatic: bool

    @property
    def written(self) -> Comparison:
        """The constraint as its author wrote it."""
        return Comparison((self.relation,), (self.left, self.right))

    @property
    def multiplier(self) -> str:
        """The name of its multiplier in formulas: alpha_budget, alpha_1 (for c1), beta_1 (for h1)."""
        letter = "alpha" if self.kind == "inequality" else "beta"
        if self.automatic and self.name[1:].isdigit():
            return f"{letter}_{self.name[1:]}"
        return f"{letter}_{self.name}"


@record
class Expectation:
    """A known answer ``key = value``; keys are "p*", "d*", "gap", "p* attained", "d* attained", variables, constraints.

    ``value`` is a constant expression, the strings "inf" or "-inf", or a truth value for an attainment.
    ``decimals`` counts the digits after the point of a decimal, which holds to half a unit of the last; else ``None``.
    The answer is that of the letters' values at which all ``conditions`` hold.
    """

    key: str
    value: Expression | Literal["inf", "-inf"] | bool
    decimals: int | None = None
    conditions: tuple[Comparison, ...] = ()


MEMBERS = 600
"""Variables and rows together, families counted by their members, from which a problem is worked on in arrays."""

CURVED = 200
"""The same where functions occur, whose scalar rows cost far more."""

TERMS = 20_000
"""Terms of the rows from which it is so with fewer members, as in a dense program of 100 rows and 200 variables."""


@record(slots=False, repr=False)
class Problem:
    """min (or max) f(x)  subject to  the rows,  x in X.

    ``variables`` are in order of declaration. ``rows`` are the constraints as written; `constraints` names them.
    ``parameters`` are the letters without a value, in order of declaration.
    """

    objective: Expression
    sense: Sense
    variables: tuple[str, ...]
    rows: tuple[ConstraintRow, ...] = ()
    domain: tuple[DomainRow, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
    expectations: tuple[Expectation, ...] = field(default=(), compare=True)
    parameters: tuple[Parameter, ...] = ()

    def __post_init__(self) -> None:
        # Words for people go to terminals, pages and TeX: they are data there, whatever they hold.
        object.__setattr__(self, "title", visible(self.title))
        object.__setattr__(self, "notes", tuple(map(visible, self.notes)))

    @property
    def is_large(self) -> bool:
        """Whether it has `MEMBERS` variables and rows, `CURVED` with functions, or `TERMS` terms in its rows."""
        members = len(self.variables) + len(self.rows)
        if members >= MEMBERS or (members >= CURVED and self._has_functions()):
            return True
        return sum(len(side.children) for row in self.rows for side in row.comparison.expressions) >= TERMS

    def _has_functions(self) -> bool:
        sides = [side for row in self.rows for side in row.comparison.expressions]
        return any(isinstance(node, Call) for tree in (self.objective, *sides) for node in tree.walk())

    def set(self, **values: Expression | float | Rational) -> Problem:
        """The problem with values in the place of letters; letters that are not named stay.

        Raises ``ProblemError`` for a name that is no letter of the problem and for a value outside its range.
        """
        return model.letters.with_values(self, values)

    @cached_property
    def constraints(self) -> tuple[Constraint, ...]:
        """Every inequality and equality under its final name: a chain gives two, unnamed rows are counted."""
        return tuple(_named(self.rows, self.variables))

    def constraint(self, name: str) -> Constraint:
        """The constraint of that name; ``KeyError`` if there is none."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Constraint]:
        return {constraint.name: constraint for constraint in self.constraints}

    def derive(self, **options: Any) -> Any:
        """`duality.derive` of this problem: L, theta_D, the explicit dual and the KKT system."""
        return view("derive")(self, **options)

    def solve(self, **options: Any) -> Any:
        """`duality.solve` of this problem: p*, d*, multipliers and the verdict, as a report."""
        return view("solve")(self, **options)

    def __repr__(self) -> str:
        counted = [(len(self.variables), "variable"), (len(self.constraints), "constraint")]
        sizes = ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counted)
        return f"<Problem {self.sense.value} {shortened(str(self.objective))}: {sizes}>"

    def __str__(self) -> str:
        """The statement in a line a row, for people; `duality.write` gives the text of a problem file."""
        verb = "minimize" if self.sense is Sense.MIN else "maximize"
        lines = [f"{verb}  {self.objective}"]
        lines += [f"s.t.  {constraint.name}: {constraint.written}" for constraint in self.constraints]
        lines += [f"x in X:  {row}" for row in self.domain]
        if self.parameters:
            from duality.model.letters import declaration

            lines += [f"param  {declaration(letter)}" for letter in self.parameters]
        return "\n".join(lines)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What a notebook shows."""
        shown = model.typeset.problem_latex(self)
        return {
            "text/plain": str(self),
            "text/latex": f"$$\n{shown}\n$$",
            "text/html": model.typeset.problem_html(self),
        }


def _named(rows: tuple[ConstraintRow, ...], variables: tuple[str, ...]) -> Iterator[Constraint]:
    """Unnamed inequalities are c1, c2, ..., equalities h1, h2, ...; every constraint takes its place in the count."""
    taken = set(variables) | {name for row in rows if (name := row.name or row.label)}
    for row in rows:
        if row.name and len(row.comparison.relations) == 2:
            taken |= {suffixed(row.name, "_lower"), suffixed(row.name, "_upper")}
    counts = {"inequality": 0, "equality": 0}
    family_counts = {"inequality": 0, "equality": 0}
    for row in rows:
        relations, expressions = row.comparison.relations, row.comparison.expressions
        for k, relation in enumerate(relations):
            kind: Literal["inequality", "equality"] = "equality" if relation == "=" else "inequality"
            counts[kind] += 1
            letter = "h" if kind == "equality" else "c"
            if row.name is not None:
                name = row.name
                if len(relations) == 2:
                    # 0 <= x <= 10 is lower first; 10 >= x >= 0 is upper first.
                    is_lower = (k == 0) == (relation == "<=")
                    name = suffixed(name, "_lower" if is_lower else "_upper")
            elif row.label is not None:
                name = row.label
            elif row.family:
                family_counts[kind] += 1
                name = _free(letter, f"[{family_counts[kind]}]", taken)
            else:
                name = _free(f"{letter}{counts[kind]}", "", taken)
            yield Constraint(name, kind, expressions[k], relation, expressions[k + 1], automatic=row.name is None)


def suffixed(name: str, suffix: str) -> str:
    """b -> b_lower; b[1] -> b_lower[1], so that the result is again a name of the language."""
    stem, bracket, index = name.partition("[")
    return f"{stem}{suffix}{bracket}{index}"


def _free(stem: str, index: str, taken: set[str]) -> str:
    while stem + index in taken:
        stem += "_"
    taken.add(stem + index)
    return stem + index
