"""A statement: an optimization problem whose sizes and data may be letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from duality.model.problem import Sense
from duality.statements.nodes import Declaration, Node, Range

Relation = Literal["<=", ">=", "=", ">>", "<<"]
DomainRelation = Literal["<=", ">=", "<", ">", "=", ">>", "<<", "in"]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class DomainRow:
    """left relation right, a part of X; for "in" the points are numbers or the entries of a finite set."""

    relation: DomainRelation
    left: Node
    right: Node | None = None
    points: tuple[Node, ...] = ()
    range: Range = Range()


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is taken for granted about the parameters: a relation between them, or a rank."""

    relation: str
    left: Node
    right: Node | None = None
    words: str = ""


Data = float | int | str | tuple
"""A number, or rows of numbers, as they stand in the statement."""


@dataclass(frozen=True, slots=True)
class Statement:
    """min or max objective subject to rows, over the domain; letters are parameters and sizes."""

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

    def declared(self, name: str) -> Declaration | None:
        """The parameter or variable of that name."""
        return next((d for d in (*self.parameters, *self.variables) if d.name == name), None)

    def __str__(self) -> str:
        from duality.statements.writing import write

        return write(self)
