"""A statement: an optimization problem whose sizes and data may be letters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from duality import statements
from duality.model.problem import Expectation, Sense
from duality.model.views import view
from duality.records import record, replace
from duality.statements.nodes import Declaration, Node, Range

if TYPE_CHECKING:
    from duality.statements.results import StatementDerivation

Relation = Literal["<=", ">=", "=", ">>", "<<"]
DomainRelation = Literal["<=", ">=", "<", ">", "=", ">>", "<<", "in"]


@record
class Row:
    """name[i]: left relation right for a range of indexes; <= and >= hold entrywise, >> says semidefinite."""

    name: str
    relation: Relation
    left: Node
    right: Node
    range: Range = Range()
    named: bool = True

    @property
    def kind(self) -> Literal["inequality", "equality", "semidefinite"]:
        if self.relation == "=":
            return "equality"
        return "semidefinite" if self.relation in (">>", "<<") else "inequality"

    @property
    def multiplier(self) -> str:
        """alpha_name for what is <= 0 or semidefinite, beta_name for an equation."""
        letter = "beta" if self.relation == "=" else "alpha"
        return f"{letter}_{self.name[1:] if not self.named else self.name}"


@record
class DomainRow:
    """left relation right, a part of X; for "in" the points are numbers or the entries of a finite set."""

    relation: DomainRelation
    left: Node
    right: Node | None = None
    points: tuple[Node, ...] = ()
    range: Range = Range()


@record
class Assumption:
    """What is taken for granted about the parameters: a relation between them, or a rank."""

    relation: str
    left: Node
    right: Node | None = None
    words: str = ""


Data = float | int | str | tuple
"""A number, or rows of numbers, as they stand in the statement."""


@record(eq=False, slots=False)
class Statement:
    """min or max objective subject to rows, over the domain; letters are parameters and sizes.

    The order in which letters and variables are declared makes no difference between two statements.
    """

    sense: Sense
    objective: Node
    rows: tuple[Row, ...]
    domain: tuple[DomainRow, ...]
    parameters: tuple[Declaration, ...]
    variables: tuple[Declaration, ...]
    sizes: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
    data: tuple[tuple[str, object], ...] = ()
    expectations: tuple[Expectation, ...] = ()
    """Known answers for the data."""

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Statement) and self._parts() == other._parts() and _is_same(self.data, other.data)

    def __hash__(self) -> int:
        return hash((self.sense, self.objective, self.rows, self.domain))

    def _parts(self) -> tuple:
        declared = (
            frozenset(self.parameters),
            frozenset(self.variables),
            frozenset(self.sizes),
            frozenset(self.assumptions),
        )
        told = self.title, self.notes, self.expectations
        return self.sense, self.objective, self.rows, self.domain, declared, told

    @cached_property
    def derivation(self) -> StatementDerivation:
        """Its derivation, made once: the statement may be solved for many data. `ProblemError` where no rule has it."""
        from duality.statements.results import StatementDerivation
        from duality.statements.tower import derived

        return StatementDerivation(derived(self))

    def derive(self, **options: Any) -> Any:
        """`duality.derive` of this statement: L, theta_D, the explicit dual and the KKT system in its letters."""
        return view("derive")(self, **options)

    def solve(self, data: Mapping[str, object] | None = None, **options: Any) -> Any:
        """`duality.solve` of this statement with data for its letters: p*, d*, multipliers and the verdict."""
        return view("solve")(self, data=data, **options)

    def bind(self, **data: object) -> Statement:
        """The statement with data for some of its letters, as numbers or lists."""
        return replace(self, data=tuple({**dict(self.data), **data}.items()))

    def to_cvxpy(self, data: Mapping[str, object] | None = None) -> Any:
        """The ``cvxpy.Problem`` of the statement at its data, with variables by name."""
        from duality.statements.exchange import to_cvxpy

        return to_cvxpy(self, data or {})

    def declared(self, name: str) -> Declaration | None:
        """The parameter or variable of that name."""
        return next((d for d in (*self.parameters, *self.variables) if d.name == name), None)

    def __str__(self) -> str:
        return statements.writing.write(self)


def _is_same(first: tuple[tuple[str, object], ...], second: tuple[tuple[str, object], ...]) -> bool:
    """Whether the same letters have the same numbers, as lists or as arrays."""
    one, other = dict(first), dict(second)
    return one.keys() == other.keys() and all(_is_equal(value, other[name]) for name, value in one.items())


def _is_equal(one: Any, other: Any) -> bool:
    if not hasattr(one, "shape") and not hasattr(other, "shape"):
        return bool(one == other)
    if hasattr(one, "toarray") and hasattr(other, "toarray"):
        return one.shape == other.shape and not (one != other).nnz
    import numpy as np

    first, second = (value.toarray() if hasattr(value, "toarray") else np.asarray(value) for value in (one, other))
    return bool(np.array_equal(first, second))
