"""Text of a statement with vectors, matrices and indexes -> `Statement`."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.statements.language import binding as binding
    from duality.statements.language import data as data
    from duality.statements.language import expressions as expressions
    from duality.statements.language import shapes as shapes
    from duality.statements.language.reading import parse
    from duality.statements.language.recognition import states_shapes

__getattr__ = lazily(__name__, {"reading": "parse", "recognition": "states_shapes"})


__all__ = ["parse", "states_shapes"]
