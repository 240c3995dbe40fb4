"""Comparisons of trees: a <= b, a = b, a chain of two, and one an entry for arrays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from duality import model
from duality.model.shortened import shortened
from duality.records import record

if TYPE_CHECKING:
    import sympy

    from duality.model.expression import Expression
    from duality.model.shapes import Shape

Relation = Literal["<=", ">=", "=", "<", ">"]

NO_TRUTH = (
    "a comparison states a constraint and has no truth value: write a chain such as 0 <= x <= 1 as two constraints, "
    "constraints in a list instead of with 'and', and duality.max(x, y) and duality.min(x, y) for the functions"
)


MULTIPLIERS = "a constraint holds no multiplier: the report does, report[constraint]"


@record(repr=False, eq=False)
class Comparison:
    """e_0 r_0 e_1 r_1 e_2 ...: one relation, or a chain of two such as ``0 <= x <= 10``."""

    relations: tuple[Relation, ...]
    expressions: tuple[Expression, ...]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Comparison):
            return NotImplemented
        if self.relations != other.relations:
            return False
        return all(same(a, b) for a, b in zip(self.expressions, other.expressions, strict=True))

    def __hash__(self) -> int:
        return hash((self.relations, self.expressions))

    def __bool__(self) -> bool:
        raise TypeError(NO_TRUTH)

    @property
    def dual_value(self) -> object:
        raise AttributeError(MULTIPLIERS)

    def __str__(self) -> str:
        return model.printing.comparison_text(self)

    def __repr__(self) -> str:
        return f"<Comparison {shortened(str(self))}>"

    def latex(self) -> str:
        """The comparison in LaTeX."""
        return model.printing.comparison_latex(self)

    def sympy(self) -> sympy.Basic:
        """The comparison as a sympy relation (a chain as a conjunction)."""
        return model.sympy_form.comparison_to_sympy(self)


class Equation(Comparison):
    """a = b as ``==`` builds it; its truth is whether a and b are the same tree.

    ``asked`` tells that its truth was wanted, as in ``a == b == c``, where Python then drops a half: such an equation
    states no constraint.
    """

    __slots__ = ("asked",)
    asked: bool

    def __bool__(self) -> bool:
        object.__setattr__(self, "asked", True)
        return same(*self.expressions)


class Comparisons:
    """One comparison an entry, row by row: a family of constraints, or rows of a domain. Immutable."""

    __slots__ = ("entries", "shape")

    def __init__(self, entries: tuple[Comparison, ...], shape: Shape) -> None:
        self.entries = entries
        self.shape = shape

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Comparison]:
        return iter(self.entries)

    def __bool__(self) -> bool:
        if self.entries and all(isinstance(entry, Equation) for entry in self.entries):
            return all(bool(entry) for entry in self.entries)
        raise TypeError(NO_TRUTH)

    @property
    def dual_value(self) -> object:
        raise AttributeError(MULTIPLIERS)

    def __str__(self) -> str:
        return ", ".join(map(str, self.entries))

    def __repr__(self) -> str:
        return f"<Comparisons {shortened(str(self))}>"


def same(left: Expression, right: Expression) -> bool:
    """Are they one tree, node by node?"""
    pending = [(left, right)]
    while pending:
        a, b = pending.pop()
        if a is b:
            continue
        if type(a) is not type(b) or a.label != b.label:
            return False
        below, beside = a.children, b.children
        if len(below) != len(beside):
            return False
        pending.extend(zip(below, beside, strict=True))
    return True
