"""Equivalent problems that are easier to settle: scaled to plain numbers, and split into independent parts."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.evidence.reductions import parts as parts

__getattr__ = lazily(__name__)
