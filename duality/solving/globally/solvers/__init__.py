"""Solvers that bound the global minimum, one a file, behind one shape."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.globally.solvers import intervals_ as intervals_

__getattr__ = lazily(__name__)
