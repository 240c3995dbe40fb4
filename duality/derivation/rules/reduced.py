"""The infimum over a block after a part of L has been dealt with, by all rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

from duality.algebra.rows import decompose
from duality.derivation.blocks import LagrangianBlock, split_rows
from duality.derivation.lagrangian import LagrangianRows
from duality.derivation.rules.order import RULES
from duality.derivation.rules.rule import Refusal
from duality.model.derivation import Block
from duality.model.expression import Expression
from duality.model.form import Affine, Bounds, Domain
from duality.model.scalar import Scalar
from duality.records import replace

Key = TypeVar("Key")


def reduced(
    terms: Iterable[tuple[Affine, Expression]], block: LagrangianBlock, bounds: Mapping[str, Bounds]
) -> tuple[Affine, list[Block]] | Refusal:
    """(constant, blocks): inf over the variables in ``bounds``, each in its interval, of the sum of weighted trees."""
    names = tuple(bounds)
    rows = LagrangianRows(Affine(Fraction(0)), {}, {}, {}, {})
    constant = Affine(Fraction(0))
    for form, node in terms:
        row = decompose(node, names, bounds)
        constant = constant + form.scaled(row.constant)
        _add(rows.linear, row.linear, form)
        _add(rows.quadratic, row.quadratic, form)
        _add(rows.atoms, [(atom, c) for c, atom in row.atoms], form)
        _add(rows.remainder, [(node, c) for c, node in row.remainder], form)
    found: list[Block] = []
    domain = Domain(tuple((name, b) for name, b in bounds.items() if not b.is_free))
    for part in split_rows(rows, names, domain, block.nonnegative):
        answers = (rule(part) for rule in RULES)
        answer = next((a for a in answers if not isinstance(a, Refusal)), None)
        if answer is None:
            return Refusal("no rule takes what is left")
        # Of variables that are gone there is nothing to tell.
        found += answer if _has_terms(part) else [replace(gone, steps=()) for gone in answer]
    return constant, found


def _add(part: dict[Key, Affine], items: Iterable[tuple[Key, Scalar]], form: Affine) -> None:
    for key, c in items:
        total = part.pop(key, Affine(Fraction(0))) + form.scaled(c)
        if not total.is_zero:
            part[key] = total


def _has_terms(block: LagrangianBlock) -> bool:
    return bool(block.linear or block.quadratic or block.atoms or block.remainder)
