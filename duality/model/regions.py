"""Optimal values as functions of letters: on each of finitely many regions one formula, each proved on its region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duality.model.derivation import Derivation
from duality.model.expression import Comparison, Expression, Relation, Variable
from duality.model.problem import Problem
from duality.model.solution import Label, Status
from duality.records import record

Formulas = tuple[tuple[str, Expression], ...]
"""Formulas of the letters by name."""


@record(slots=False)
class Region:
    """Where all comparisons of ``where`` hold, within the ranges of the letters, the answer is this one.

    ``value`` is p* = d* in the sense of the statement (``None``: infinite, as the status says), ``point`` x*,
    ``multipliers`` those of the min form by constraint. Without an optimum ``multipliers`` are a Farkas vector, or
    ``ray`` is a direction of descent from ``point``. ``sample`` is a point inside. ``label`` holds all over the region.
    """

    where: tuple[Comparison, ...]
    sample: tuple[tuple[str, Fraction], ...]
    status: Status
    value: Expression | None
    point: Formulas = ()
    multipliers: Formulas = ()
    ray: Formulas = ()
    label: Label = Label.EXACT
    attained: bool | None = True


@record(slots=False)
class ValuePiece:
    """Where p* has one formula: neighbouring regions, in each of which x* or the multipliers have their own."""

    where: tuple[Comparison, ...]
    regions: tuple[Region, ...]

    def own(self, region: Region) -> tuple[Comparison, ...]:
        """What tells one of the regions from its neighbours."""
        known = _single(self.where)
        return tuple(condition for condition in _single(region.where) if condition not in known)


def value_pieces(regions: Sequence[Region]) -> Iterator[ValuePiece]:
    """The regions in their order, those next to one another with one formula of p* together."""
    piece: ValuePiece | None = None
    for region in regions:
        joined = None if piece is None else _joined(piece, region)
        if piece is not None and joined is None:
            yield piece
        piece = joined or ValuePiece(region.where, (region,))
    if piece is not None:
        yield piece


def _joined(piece: ValuePiece, region: Region) -> ValuePiece | None:
    """The union is known where the two lie on two sides of one condition, and are alike else or intervals."""
    last = piece.regions[-1]
    if last.value is None or any(getattr(last, f) != getattr(region, f) for f in ("status", "value", "label")):
        return None
    first, second = _single(piece.where), _single(region.where)
    own, other = [c for c in first if c not in second], [c for c in second if c not in first]
    met = [(a, b) for a in own for b in other if _are_two_sides(a, b)]
    ends = {_bounded(condition) for condition in (*own, *other)}
    if len(met) != 1 or not (len(own) == len(other) == 1 or (len(ends) == 1 and None not in ends)):
        return None
    kept = [condition for condition in (*second, *first) if condition not in met[0]]
    return ValuePiece(_chained(tuple(dict.fromkeys(kept))), (*piece.regions, region))


def _single(conditions: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """0 <= a <= 1 as a >= 0 and a <= 1."""
    found = []
    for condition in conditions:
        if len(condition.relations) == 2:
            low, letter, high = condition.expressions
            turned: Relation = ">=" if condition.relations[0] == "<=" else ">"
            found += [Comparison((turned,), (letter, low)), Comparison(condition.relations[1:], (letter, high))]
        else:
            found.append(condition)
    return tuple(found)


def _chained(conditions: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    """a <= 1 and a >= 0 as 0 <= a <= 1, where that is all."""
    if len(conditions) != 2 or None in map(_bounded, conditions) or len(set(map(_bounded, conditions))) != 1:
        return conditions
    high, low = sorted(conditions, key=lambda condition: condition.relations[0][0] == ">")
    if low.relations[0][0] != ">" or high.relations[0][0] != "<":
        return conditions
    letter, end = low.expressions
    return (
        Comparison(("<=" if low.relations == (">=",) else "<", *high.relations), (end, letter, high.expressions[1])),
    )


def _bounded(condition: Comparison) -> str | None:
    """The letter, where the condition is an end of its interval."""
    letter, end = condition.expressions
    return letter.name if isinstance(letter, Variable) and not end.variables() else None


def _are_two_sides(first: Comparison, second: Comparison) -> bool:
    """u >= v and v >= u, one of them perhaps with an open end."""
    relations = {*first.relations, *second.relations}
    sides = [c.expressions if c.relations[0][0] == ">" else c.expressions[::-1] for c in (first, second)]
    return "=" not in relations and not relations <= {"<", ">"} and sides[0] == sides[1][::-1]


@record(slots=False)
class GridPoint:
    """p* at one value of the only letter, with its bounds; infinite where there is no optimum, ``None`` unknown."""

    letter: Fraction
    value: float | None
    lower: float
    upper: float
    label: Label


@record(slots=False)
class LetteredReport:
    """What is derived and solved in letters.

    ``rates`` give dp*/da for every letter a, as dL/da over x, the multipliers and the letters, in the sense of the
    statement. ``unexplored`` is the share of sampled points of the letters that lie in no region (0 with ``complete``:
    it is proved that they cover the ranges of the letters); without ``sampled`` it is measured along the only letter.
    ``note`` says what needs numbers, and why.
    """

    problem: Problem
    derivation: Derivation
    regions: tuple[Region, ...]
    rates: Formulas = ()
    unexplored: float = 0.0
    complete: bool = False
    note: str = ""
    grid: tuple[GridPoint, ...] = ()
    """Values by numbers where no formula was found, over one letter."""
    warnings: tuple[str, ...] = ()
    sampled: bool = False
