"""Letters of the data: nodes of a tree that stand for a number without a value."""

from __future__ import annotations

from duality.model.expression import Expression
from duality.records import record


@record(repr=False, eq=False, hash=True)
class Parameter(Expression):
    """A letter of the data without a value: any real number with lower <= t <= upper, an open end left out.

    It prints like a variable, but it is none: no room that computes with numbers takes it. The ends are constant
    trees or trees of other letters; ``None`` is an infinite end.
    """

    name: str
    lower: Expression | None = None
    upper: Expression | None = None
    lower_closed: bool = True
    upper_closed: bool = True

    @property
    def label(self) -> tuple[object, ...]:
        return (self.name, self.lower, self.upper, self.lower_closed, self.upper_closed)


def letters_of(node: Expression) -> tuple[Parameter, ...]:
    """The letters that occur in a tree, in the order of their first appearance."""
    return tuple(dict.fromkeys(below for below in node.walk() if isinstance(below, Parameter)))
