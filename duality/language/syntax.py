"""The small tree between text and model: statements and expressions as written, before names and loops are resolved.

Every node knows its place, ``start`` up to ``end``, so that any later fault can point at it. Runs stay flat
(``a + b - c`` is one `Addition`, ``a*b/c`` one `Multiplication`), brackets nest. The nodes are named tuples: there are
many of them, they live briefly, and a dataclass takes longer to define than a small problem to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from duality.named_tuples import NamedTuple


class Numeral(NamedTuple):
    """A number; ``decimals`` counts the digits after the point of a decimal."""

    value: Fraction
    decimals: int | None
    start: int
    end: int


class Reference(NamedTuple):
    """A name alone."""

    name: str
    start: int
    end: int


class Indexed(NamedTuple):
    """name[i, j]."""

    name: str
    indices: tuple[Syntax, ...]
    start: int
    end: int


class Quoted(NamedTuple):
    """A file name between quotes."""

    text: str
    start: int
    end: int


class Listing(NamedTuple):
    """[a, b, c]."""

    items: tuple[Syntax, ...]
    start: int
    end: int


class Application(NamedTuple):
    """function(arguments)."""

    function: str
    arguments: tuple[Syntax, ...]
    start: int
    end: int


class Negation(NamedTuple):
    """-operand."""

    operand: Syntax
    start: int
    end: int


class Addition(NamedTuple):
    """A run of terms, each with True where a minus stands before it."""

    terms: tuple[tuple[bool, Syntax], ...]
    start: int
    end: int


class Multiplication(NamedTuple):
    """A run of operands, each with True where it divides."""

    operands: tuple[tuple[bool, Syntax], ...]
    start: int
    end: int


class Exponentiation(NamedTuple):
    """base ^ exponent."""

    base: Syntax
    exponent: Syntax
    start: int
    end: int


class Loop(NamedTuple):
    """name in lower..upper."""

    name: str
    lower: Syntax
    upper: Syntax
    start: int
    end: int


class Family(NamedTuple):
    """for i in a..b, j in c..d if condition and condition."""

    loops: tuple[Loop, ...]
    conditions: tuple[Relations, ...]
    start: int
    end: int


class Comprehension(NamedTuple):
    """body for i in a..b."""

    body: Syntax
    family: Family
    start: int
    end: int


class Relations(NamedTuple):
    """side relation side, or a chain of them; ``places`` are those of the relations."""

    relations: tuple[str, ...]
    sides: tuple[Syntax, ...]
    places: tuple[int, ...]
    start: int
    end: int


class Cases(NamedTuple):
    """{f if conditions; ...; g otherwise}; ``otherwise`` is ``None`` where the last piece has conditions too."""

    pieces: tuple[tuple[Syntax, tuple[Relations, ...]], ...]
    otherwise: Syntax | None
    start: int
    end: int


Syntax = (
    Numeral
    | Reference
    | Indexed
    | Quoted
    | Listing
    | Application
    | Negation
    | Addition
    | Multiplication
    | Exponentiation
    | Comprehension
    | Cases
)


def children(node: Syntax) -> tuple[Syntax, ...]:
    """The expressions directly below a node, those in indices and loops included."""
    match node:
        case Numeral() | Reference() | Quoted():
            return ()
        case Indexed(_, below) | Listing(below) | Application(_, below):
            return below
        case Negation(operand):
            return (operand,)
        case Addition(run) | Multiplication(run):
            return tuple(operand for _, operand in run)
        case Exponentiation(base, exponent):
            return (base, exponent)
        case Comprehension(body, family):
            ends = (end for loop in family.loops for end in (loop.lower, loop.upper))
            sides = (side for condition in family.conditions for side in condition.sides)
            return (body, *ends, *sides)
        case Cases(pieces, otherwise):
            found = [part for body, rows in pieces for part in (body, *(side for row in rows for side in row.sides))]
            return (*found, otherwise) if otherwise is not None else tuple(found)
        case _:
            assert_never(node)


def depth_exceeds(node: Syntax, limit: int) -> bool:
    """Whether some leaf lies more than ``limit`` levels below the node (found without recursion)."""
    level = [node]
    for _ in range(limit + 1):
        level = [below for above in level for below in children(above)]
        if not level:
            return False
    return True


def references(node: Syntax, bound: frozenset[str] = frozenset()) -> Iterator[Reference]:
    """The names that stand for themselves: not an index of ``bound``, not in an index, not in the range of a loop."""
    match node:
        case Reference(name):
            if name not in bound:
                yield node
        case Application("norm", (vector, Reference("inf"))):
            yield from references(vector, bound)
        case Comprehension(body, family):
            yield from references(body, bound | {loop.name for loop in family.loops})
        case Indexed() | Application("len" | "load"):
            return
        case _:
            for below in children(node):
                yield from references(below, bound)


def names_within(node: Syntax) -> Iterator[str]:
    """Every name that occurs and is no index of a loop inside, in indices and ranges too."""
    stack: list[tuple[Syntax, frozenset[str]]] = [(node, frozenset())]
    while stack:
        found, bound = stack.pop()
        if isinstance(found, Reference | Indexed) and found.name not in bound:
            yield found.name
        if isinstance(found, Comprehension):
            bound |= {loop.name for loop in found.family.loops}
        stack += [(below, bound) for below in children(found)]


def is_numeric(node: Syntax) -> bool:
    """Whether no name occurs: 3, 1/2, -(2^3)."""
    return next(names_within(node), None) is None
