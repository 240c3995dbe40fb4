"""Numeric solvers of quadratic programs, as givers of hints for the exact settlement."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.hints import interior_point as interior_point
    from duality.solving.hints import simplex as simplex

__getattr__ = lazily(__name__)
