"""Evaluates the recorded pieces of a dual function, and picks multipliers inside, on the border and outside.

The strings are walked as syntax trees, with exact rationals wherever the powers are integers.
"""

from __future__ import annotations

import ast
import operator
import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tests.corpus.answers import Piece

Number = Fraction | float

_BINARY = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
_COMPARE = {ast.GtE: operator.ge, ast.LtE: operator.le, ast.Gt: operator.gt, ast.Lt: operator.lt, ast.Eq: operator.eq}


def theta(pieces: Sequence[Piece], point: Mapping[str, Fraction]) -> float:
    """theta_D at the multipliers, -inf where no piece applies or an inequality's multiplier is negative."""
    if any(name.startswith("lam") and value < 0 for name, value in point.items()):
        return float("-inf")
    for piece in pieces:
        if holds(piece.condition, point):
            return float(value(ast.parse(piece.value, mode="eval").body, point))
    return float("-inf")


def holds(condition: str, point: Mapping[str, Fraction]) -> bool:
    """Whether every comparison of ``a >= b & c <= d & ...`` holds, exactly."""
    for part in condition.split("&"):
        node = ast.parse(part.strip(), mode="eval").body
        if not isinstance(node, ast.Compare):
            raise TypeError(f"{part!r} is not a comparison")
        left, right = value(node.left, point), value(node.comparators[0], point)
        if not _COMPARE[type(node.ops[0])](left, right):
            return False
    return True


def value(node: ast.expr, point: Mapping[str, Fraction]) -> Number:
    """The value of an arithmetic expression over the multipliers."""
    match node:
        case ast.Constant(value=int() as number):
            return Fraction(number)
        case ast.Name(id=name):
            return point[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -value(operand, point)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            base, exponent = value(left, point), value(right, point)
            whole = isinstance(exponent, Fraction) and exponent.denominator == 1
            return base ** int(exponent) if whole else float(base) ** float(exponent)
        case ast.BinOp(left=left, op=op, right=right):
            return _BINARY[type(op)](value(left, point), value(right, point))
        case _:
            raise TypeError(f"{ast.dump(node)} has no place in a closed form")


def sample(pieces: Sequence[Piece], names: Sequence[str], seed: str, count: int = 40) -> Iterator[dict[str, Fraction]]:
    """Multipliers on a dyadic grid (so that a float holds each exactly), then points on the border.

    A border point lies on the segment from a point where theta_D is finite to one where it is not; it is kept where a
    condition holds with equality and the point is dyadic again.
    """
    generator = random.Random(seed)
    points = [{name: _draw(generator, name) for name in names} for _ in range(count)]
    yield from points
    inside = [point for point in points if theta(pieces, point) > float("-inf")]
    outside = [point for point in points if theta(pieces, point) == float("-inf")]
    for near, far in zip(inside, outside, strict=False):
        for side in _sides(pieces):
            border = _crossing(side, near, far)
            if border is not None and all(_is_dyadic(number) for number in border.values()):
                yield border


def _draw(generator: random.Random, name: str) -> Fraction:
    low = 0 if name.startswith("lam") else -16
    return Fraction(generator.randint(low, 16), generator.choice((1, 2, 4)))


def _sides(pieces: Sequence[Piece]) -> Iterator[ast.Compare]:
    for piece in pieces:
        for part in piece.condition.split("&"):
            node = ast.parse(part.strip(), mode="eval").body
            if isinstance(node, ast.Compare):
                yield node


def _crossing(
    side: ast.Compare, near: Mapping[str, Fraction], far: Mapping[str, Fraction]
) -> dict[str, Fraction] | None:
    """Where left - right vanishes on the segment, if it is affine along it and changes sign."""

    def slack(point: Mapping[str, Fraction]) -> Number:
        return value(side.left, point) - value(side.comparators[0], point)

    start, end = slack(near), slack(far)
    if start * end >= 0 or isinstance(start, float) or isinstance(end, float):
        return None
    t = start / (start - end)
    point = {name: near[name] + t * (far[name] - near[name]) for name in near}
    return point if slack(point) == 0 else None


def _is_dyadic(number: Fraction) -> bool:
    return number.denominator & (number.denominator - 1) == 0
