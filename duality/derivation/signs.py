"""Signs of affine forms over multipliers, where alpha >= 0 and beta is free: exact, by coefficients alone."""

from __future__ import annotations

from collections.abc import Container
from enum import Enum

from duality.algebra.atoms import affine_expression
from duality.algebra.content import content
from duality.model.derivation import Condition
from duality.model.form import Affine


class Sign(Enum):
    """What is known of a form for every admissible multiplier."""

    ZERO = "0"
    POSITIVE = "+"
    NONNEGATIVE = "0+"
    NEGATIVE = "-"
    NONPOSITIVE = "0-"
    UNKNOWN = "?"


def sign(form: Affine, nonnegative: Container[str]) -> Sign:
    """The sign of constant + sum w_i alpha_i + ...: a weight counts only for multipliers known to be >= 0."""
    if form.is_zero:
        return Sign.ZERO
    if all(name in nonnegative for name in form.names):
        weights = [c for _, c in form.terms]
        if all(c > 0 for c in weights) and form.constant >= 0:
            return Sign.POSITIVE if form.constant > 0 else Sign.NONNEGATIVE
        if all(c < 0 for c in weights) and form.constant <= 0:
            return Sign.NEGATIVE if form.constant < 0 else Sign.NONPOSITIVE
    return Sign.UNKNOWN


def primitive(form: Affine) -> Affine:
    """The positive multiple with coprime integer coefficients: 2*alpha - 4 is alpha - 2."""
    measure = content([c for _, c in form.terms] + ([form.constant] if form.constant != 0 else []))
    return form if measure == 1 else form.scaled(1 / measure)


def condition(form: Affine, relation: str, nonnegative: Container[str]) -> Condition | bool:
    """``form relation 0``, or its truth value where that is known for every admissible multiplier."""
    known = sign(form, nonnegative)
    form = primitive(form)
    match relation:
        case ">=":
            if known in (Sign.ZERO, Sign.POSITIVE, Sign.NONNEGATIVE):
                return True
            if known is Sign.NEGATIVE:
                return False
            if known is Sign.NONPOSITIVE:
                return Condition(affine_expression(-form), "=", -form)
            return Condition(affine_expression(form), ">=", form)
        case ">":
            if known is Sign.POSITIVE:
                return True
            if known in (Sign.ZERO, Sign.NEGATIVE, Sign.NONPOSITIVE):
                return False
            return Condition(affine_expression(form), ">", form)
        case "=":
            if known is Sign.ZERO:
                return True
            if known in (Sign.POSITIVE, Sign.NEGATIVE):
                return False
            return Condition(affine_expression(form), "=", form)
        case _:
            raise ValueError(f"{relation!r} is not >=, > or =")
