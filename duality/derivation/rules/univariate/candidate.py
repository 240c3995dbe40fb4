"""A branch in the making: a region of multipliers, the infimum there, whether and where it is attained."""

from __future__ import annotations

from duality.derivation.rules.univariate.curve import T
from duality.derivation.rules.univariate.formulas import added
from duality.derivation.rules.univariate.regions import Region
from duality.model.derivation import Branch, ImplicitMinimum, Step
from duality.model.expression import Expression
from duality.model.form import Affine
from duality.records import record


@record
class Closed:
    """affine + sum of ``curved``, trees that are not affine in the multipliers."""

    affine: Affine
    curved: tuple[Expression, ...] = ()

    @property
    def tree(self) -> Expression:
        return added(self.affine, self.curved)


@record
class Candidate:
    """On the region the infimum is ``value``; ``point`` is a t that attains it, where one is known."""

    region: Region
    value: Closed | ImplicitMinimum
    attained: bool | None
    point: Affine | Expression | None = None
    steps: tuple[Step, ...] = ()

    def branch(self) -> Branch:
        point = added(self.point, ()) if isinstance(self.point, Affine) else self.point
        return Branch(
            conditions=tuple(clause.condition for clause in self.region),
            value=self.value.tree if isinstance(self.value, Closed) else self.value,
            attained=self.attained,
            minimizer=None if point is None else ((T.name, point),),
            steps=self.steps,
        )
