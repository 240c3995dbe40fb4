"""Convex programs with matrices in cvxpy's variables, functions and relations, for those who go on in cvxpy."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.matrix_programs import atoms as atoms
    from duality.solving.matrix_programs.program import MatrixProgram

__getattr__ = lazily(__name__, {"program": "MatrixProgram"})


__all__ = ["MatrixProgram"]
