"""A standard form in the words of cvxpy: affine arguments as matrices, atoms grouped by kind."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.translation import answer as answer

__getattr__ = lazily(__name__)
