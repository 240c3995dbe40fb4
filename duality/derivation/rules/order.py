"""The rules for inf over one block of L, in the order in which they are tried: the first that applies wins."""

from __future__ import annotations

from duality.derivation import rules
from duality.derivation.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    lambda block: rules.affine.affine(block),
    lambda block: rules.finite_set.finite_set(block),
    lambda block: rules.quadratic.quadratic(block),
    lambda block: rules.directions.directions(block),
    lambda block: rules.leading_form.leading_form(block),
    lambda block: rules.partial.partial(block),
    lambda block: rules.half_line.half_line(block),
)
"""A linear or quadratic problem never pays for the rules of atoms."""
