"""The rules for inf over one block of L, in the order in which they are tried: the first that applies wins."""

from __future__ import annotations

from duality.derive.rules.affine import affine
from duality.derive.rules.directions import directions
from duality.derive.rules.finite_set import finite_set
from duality.derive.rules.partial import partial
from duality.derive.rules.quadratic import quadratic
from duality.derive.rules.rule import Refusal, Rule

RULES: tuple[Rule, ...] = (affine, finite_set, quadratic, directions, partial)

__all__ = ["RULES", "Refusal", "Rule"]
