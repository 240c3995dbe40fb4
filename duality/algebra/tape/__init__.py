"""One tape, many algebras: trees are compiled to operations once, and every kind of evaluation runs over these."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.algebra.tape import arrays as arrays
    from duality.algebra.tape import balls as balls

__getattr__ = lazily(__name__)
