"""Text of a statement with vectors, matrices and indexes -> `Statement`."""

from duality.statements.language.reading import parse
from duality.statements.language.recognition import states_shapes

__all__ = ["parse", "states_shapes"]
