"""The rules for inf over one block of L, in the order in which they are tried: the first that applies wins."""

from __future__ import annotations

from duality.derivation.blocks import LagrangianBlock
from duality.derivation.rules.rule import Answer, Refusal, Rule


def _affine(block: LagrangianBlock) -> Answer:
    from duality.derivation.rules.affine import affine

    return affine(block)


def _finite_set(block: LagrangianBlock) -> Answer:
    from duality.derivation.rules.finite_set import finite_set

    return finite_set(block)


def _quadratic(block: LagrangianBlock) -> Answer:
    from duality.derivation.rules.quadratic import quadratic

    return quadratic(block)


def _directions(block: LagrangianBlock) -> Answer:
    from duality.derivation.rules.directions import directions

    return directions(block)


def _partial(block: LagrangianBlock) -> Answer:
    from duality.derivation.rules.partial import partial

    return partial(block)


def _leading_form(block: LagrangianBlock) -> Answer:
    from duality.derivation.rules.leading_form import leading_form

    return leading_form(block)


RULES: tuple[Rule, ...] = (_affine, _finite_set, _quadratic, _directions, _leading_form, _partial)
"""Each is loaded when it is first tried: a linear or quadratic problem never pays for the rules of atoms."""

__all__ = ["RULES", "Answer", "Refusal", "Rule"]
