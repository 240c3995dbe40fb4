"""The statements of a problem as written, before names and loops are resolved."""

from __future__ import annotations

from typing import Literal

from duality.language.plain import PlainObjective, PlainRow
from duality.language.syntax import Family, Indexed, Reference, Relations, Syntax
from duality.model.problem import Sense
from duality.named_tuples import NamedTuple


class Words(NamedTuple):
    """title TEXT or note TEXT."""

    kind: Literal["title", "note"]
    text: str
    start: int
    end: int


class LetterSyntax(NamedTuple):
    """The range of a letter without a value; an end is ``None`` where it is infinite."""

    lower: Syntax | None = None
    upper: Syntax | None = None
    lower_closed: bool = True
    upper_closed: bool = True


class ParameterStatement(NamedTuple):
    """param name = value, or a letter: param name, param name > 0, param name in (0, 1)."""

    name: Reference
    value: Syntax | LetterSyntax


class Declaration(NamedTuple):
    """name or name[a..b, c..d]."""

    name: Reference
    ranges: tuple[tuple[Syntax, Syntax], ...]
    start: int
    end: int


class VariableStatement(NamedTuple):
    """var x, w[1..3]."""

    declarations: tuple[Declaration, ...]


class IntervalSyntax(NamedTuple):
    """[a, b], (a, b), ...; an end is ``None`` where it is infinite."""

    lower: Syntax | None
    upper: Syntax | None
    lower_closed: bool
    upper_closed: bool
    start: int
    end: int


class RangeSyntax(NamedTuple):
    """a..b; ``None`` is an infinite end."""

    lower: Syntax | None
    upper: Syntax | None
    start: int
    end: int


class PointsSyntax(NamedTuple):
    """{p, q, ...}, each point as a tuple of its entries."""

    points: tuple[tuple[Syntax, ...], ...]
    start: int
    end: int


class RealsSyntax(NamedTuple):
    """R: no bound at all."""

    start: int
    end: int


SetSyntax = IntervalSyntax | RangeSyntax | PointsSyntax | RealsSyntax


class MembershipSyntax(NamedTuple):
    """x in S or (x, y) in S; the subjects are `Reference` or `Indexed`."""

    subjects: tuple[Syntax, ...]
    set: SetSyntax
    start: int
    end: int


class DomainStatement(NamedTuple):
    """domain row, possibly for a family."""

    row: MembershipSyntax | Relations
    family: Family | None


class ObjectiveStatement(NamedTuple):
    """min E or max E; ``name`` is what its author calls the value, in ``max z = 3*x + 5*y``."""

    sense: Sense
    expression: Syntax
    start: int
    end: int
    name: Reference | None = None


class Label(NamedTuple):
    """name: or name[i]: or []: before a row; ``name`` is ``None`` in the last, ``indices`` without a bracket."""

    name: str | None
    indices: tuple[Syntax, ...] | None
    start: int
    end: int


class Piece(NamedTuple):
    """One row of a line that may hold several, before it is known to be a constraint or a row of the set X."""

    label: Label | None
    row: Relations | MembershipSyntax
    family: Family | None


class ConstraintStatement(NamedTuple):
    """label: row, possibly for a family."""

    label: Label | None
    row: Relations
    family: Family | None


class ExpectationSyntax(NamedTuple):
    """key = value; ``value`` is an expression, "inf", "-inf", or a truth value for an attainment.

    ``key`` is "p*", "d*", "gap", "p* attained", "d* attained", or the name of a variable or a constraint, whose
    index is still to be evaluated.
    """

    key: str | Reference | Indexed
    value: Syntax | Literal["inf", "-inf"] | bool
    decimals: int | None
    start: int
    end: int
    conditions: tuple[Relations, ...] = ()


class ExpectStatement(NamedTuple):
    """expect key = value, key = value if condition."""

    expectations: tuple[ExpectationSyntax, ...]


Statement = (
    Words
    | ParameterStatement
    | VariableStatement
    | DomainStatement
    | ObjectiveStatement
    | PlainObjective
    | ConstraintStatement
    | PlainRow
    | ExpectStatement
)
