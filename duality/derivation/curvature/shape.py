"""What is proved about a function on D, and what a rule may ask while proving it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from duality.algebra.polynomial import Polynomial
from duality.derivation.curvature.region import Region
from duality.model.expression import Expression
from duality.model.form import Affine, Bounds
from duality.records import record


@record
class Shape:
    """Proofs that a function is convex, that it is concave, in words; ``None`` where there is no proof.

    An affine function is both. A proof holds on every convex subset of D.
    """

    convex: str | None = None
    concave: str | None = None

    @property
    def is_affine(self) -> bool:
        return self.convex is not None and self.concave is not None

    @property
    def is_known(self) -> bool:
        return self.convex is not None or self.concave is not None

    def __neg__(self) -> Shape:
        return Shape(self.concave, self.convex)


AFFINE = Shape("affine", "affine")
UNKNOWN = Shape()


class Prover(Protocol):
    """What rules ask for; answers are remembered, so asking twice is cheap."""

    @property
    def region(self) -> Region: ...

    def shape(self, node: Expression) -> Shape:
        """What is proved about the function of a tree."""
        ...

    def log_shape(self, node: Expression) -> Shape:
        """What is proved about the logarithm of a tree, where the tree is positive; log-convex is ``convex`` here."""
        ...

    def range(self, node: Expression) -> Bounds:
        """An interval that contains every value of the tree on D."""
        ...

    def polynomial(self, node: Expression) -> Polynomial | None:
        """The tree expanded, if it is a polynomial of moderate size."""
        ...

    def affine(self, node: Expression) -> Affine | None:
        """The tree as an affine form, if it is one."""
        ...


Rule = Callable[[Expression, Prover], Shape]
"""A rule gives what it can prove about a tree; `UNKNOWN` if it does not apply."""


def brief(node: Expression, limit: int = 48) -> str:
    """The text of a tree, cut in the middle of long ones."""
    text = str(node)
    return text if len(text) <= limit else f"{text[: limit - 12]}...{text[-9:]}"
