"""Coefficients that are multiples of one another share one sign, so they are grouped before signs are told apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from duality.derivation.rules.univariate.formulas import content_and_primitive
from duality.model.form import Affine
from duality.model.scalar import Scalar

Item = TypeVar("Item")


def grouped(items: Iterable[tuple[Affine, Item]]) -> list[tuple[Affine, list[tuple[Scalar, Item]]]]:
    """(unit, [(ratio, item), ...]) with coefficient = ratio * unit, the units primitive and no two proportional."""
    groups: list[tuple[Affine, list[tuple[Scalar, Item]]]] = []
    for coefficient, item in items:
        content, primitive = content_and_primitive(coefficient)
        for unit, members in groups:
            if (unit - primitive).is_zero:
                members.append((content, item))
                break
            if (unit + primitive).is_zero:
                members.append((-content, item))
                break
        else:
            groups.append((primitive, [(content, item)]))
    return groups
