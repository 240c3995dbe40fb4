"""The polyhedron around a feasible set: its affine rows and bounds, whatever the other functions are."""

from __future__ import annotations

from duality.model.form import Domain, Row, StandardForm
from duality.records import replace
from duality.solving.quadratic.lifting import quadratic_program
from duality.solving.quadratic.program import QuadraticProgram

NOTHING = Row()


def polyhedral_part(form: StandardForm, objective: Row = NOTHING) -> QuadraticProgram | None:
    """min of a quadratic objective over the affine constraints, affine rows of X and bounds of the form, all closed.

    ``None`` where the data are not rational.
    """
    conditions = tuple(replace(c, strict=False) for c in form.domain.conditions if c.row.is_affine and not c.nonzero)
    relaxed = replace(
        form,
        objective=objective,
        constraints=tuple(c for c in form.constraints if c.row.is_affine),
        domain=Domain(form.domain.bounds, conditions),
    )
    return quadratic_program(relaxed)
