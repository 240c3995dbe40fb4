"""Bound statements as sparse arrays: affine forms by the chains of the tower, functions by cones."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.statements.arrays import forms as forms

__getattr__ = lazily(__name__)
