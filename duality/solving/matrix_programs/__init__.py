"""Convex programs with matrices in cvxpy's variables, functions and relations, for those who go on in cvxpy."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily
from duality.solving.matrix_programs.program import MatrixProgram

if TYPE_CHECKING:
    from duality.solving.matrix_programs import atoms as atoms

__getattr__ = lazily(__name__)


__all__ = ["MatrixProgram"]
