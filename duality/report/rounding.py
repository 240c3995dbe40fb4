"""Formulas with numbers that a reader can take in: of a rational with many digits, as measured data make them, seven.

Only what is shown is rounded, and a note says so; trees, values and JSON keep every digit.
"""

from __future__ import annotations

import re
from fractions import Fraction

from duality.algebra.atoms import affine_expression
from duality.model.derivation import ImplicitMinimum, Infimum, InRange, PositiveSemidefinite, QuadraticValue
from duality.model.expression import Comparison, Expression, Negative, Number, Product, Quotient
from duality.model.form import Affine
from duality.model.printing import number_text
from duality.model.rounded import Rounded
from duality.model.scalar import Scalar
from duality.records import replace
from duality.report.document import Document, Inline, Lines, Matrix, Paragraph, Part, Phrase, Symbol
from duality.report.numbers import LONGEST_EXACT, approximate, decimal
from duality.report.phrases import QUADRATIC
from duality.report.rewriting import rewritten

NOTE = f"numbers of more than {LONGEST_EXACT} characters are shown rounded to seven digits; JSON has them exactly"

_DIGITS = re.compile(r"(?<![\w.])\d+(?:/\d+)?(?![\w.])")


def rounded(document: Document) -> Document:
    """The document with every long number rounded, and with the note where there is one."""
    parts, changed = rounded_parts(document.parts)
    return Document(document.title, noted(parts)) if changed else document


def rounded_parts(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], bool]:
    """The parts with every long number rounded, and whether there was one."""
    changed: list[Inline] = []

    def change(inline: Inline) -> Phrase:
        phrase = _inline(inline)
        if len(phrase) != 1 or phrase[0] is not inline:
            changed.append(inline)
        return phrase

    found = rewritten(Document("", parts), change)
    return (found.parts, True) if changed else (parts, False)


def noted(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The note stands behind the first formulas: the statement."""
    place = next((k for k, part in enumerate(parts, 1) if isinstance(part, Lines) and part.kind == "formulas"), 0)
    return (*parts[:place], Paragraph((NOTE,)), *parts[place:])


def _inline(inline: Inline) -> Phrase:
    match inline:
        case str() if any(len(digits) > LONGEST_EXACT for digits in _DIGITS.findall(inline)):
            return (_DIGITS.sub(_shorter, inline),)
        case Expression() if _is_long(inline):
            return (_tree(inline),)
        case Comparison(_, sides) if any(map(_is_long, sides)):
            return (_comparison(inline),)
        case Matrix(rows) if any(_is_long(entry) for row in rows for entry in row if isinstance(entry, Expression)):
            shown = ((_tree(entry) if isinstance(entry, Expression) else entry for entry in row) for row in rows)
            return (Matrix(tuple(map(tuple, shown))),)
        case ImplicitMinimum(_, body, lower, upper) if any(map(_is_long, (body, lower, upper))):
            return (replace(inline, body=_tree(body), lower=_end(lower), upper=_end(upper)),)
        case Infimum(_, body, region, value) if any(map(_is_long, (body, value, *_sides(region)))):
            return (replace(inline, body=_tree(body), region=tuple(map(_comparison, region)), value=_end(value)),)
        case PositiveSemidefinite(matrix, strict) if _has_long(*matrix):
            words = f" is positive {'definite' if strict else 'semidefinite'}"
            return _matrix(matrix), Symbol(words, r" \succ 0" if strict else r" \succeq 0")
        case InRange(matrix, vector) if _has_long(*matrix, vector):
            words = Symbol(" is in the range of ", r" \in \operatorname{range} ")
            return _matrix((vector,)), words, _matrix(matrix)
        case QuadraticValue(matrix, vector) if _has_long(*matrix, vector):
            first = Symbol(" with Q = ", r" \quad\text{with}\quad Q = ")
            return QUADRATIC, first, _matrix(matrix), Symbol(", q = ", r",\; q = "), _matrix((vector,))
    return (inline,)


def _sides(region: tuple[Comparison, ...]) -> list[Expression]:
    return [side for row in region for side in row.expressions]


def _shorter(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) <= LONGEST_EXACT else decimal(approximate(Fraction(found[0])))


def _comparison(comparison: Comparison) -> Comparison:
    return Comparison(comparison.relations, tuple(map(_tree, comparison.expressions)))


def _end(node: Expression | None) -> Expression | None:
    return None if node is None else _tree(node)


def _matrix(matrix: tuple[tuple[Affine, ...], ...]) -> Matrix:
    return Matrix(tuple(tuple(_tree(affine_expression(entry)) for entry in row) for row in matrix))


def _has_long(*rows: tuple[Affine, ...]) -> bool:
    return any(_long(a) for row in rows for entry in row for a in (entry.constant, *(c for _, c in entry.terms)))


def _long(value: Scalar) -> bool:
    return isinstance(value, Fraction) and len(number_text(abs(value))) > LONGEST_EXACT


def _is_long(node: Expression | None) -> bool:
    return node is not None and any(_is_long_number(part) for part in node.walk())


def _is_long_number(node: Expression) -> bool:
    """A long number, or a quotient by a number that is one with the number in its numerator."""
    if isinstance(node, Quotient) and isinstance(node.denominator, Number):
        return node.denominator.value != 0 and _long(_coefficient(node.numerator)[0].value / node.denominator.value)
    return isinstance(node, Number) and _long(node.value)


def _tree(node: Expression) -> Expression:
    made: dict[int, Expression] = {}
    for part in reversed(list(node.walk())):
        if id(part) not in made:
            made[id(part)] = _shown(part, [made[id(child)] for child in part.children])
    return made[id(node)]


def _shown(node: Expression, children: list[Expression]) -> Expression:
    """The node on rounded operands; a long numerator and a long denominator make one number."""
    if isinstance(node, Number):
        return _number(node.value)
    if isinstance(node, Quotient) and isinstance(children[1], Number) and _is_long_number(Quotient(*children)):
        coefficient, rest = _coefficient(children[0])
        return _times(coefficient.value / children[1].value, rest)
    return node.rebuilt(children) if children else node


def _number(value: Fraction) -> Expression:
    if not _long(value):
        return Number(value)
    shown = Rounded(abs(value), decimal(approximate(abs(value))))
    return Negative(shown) if value < 0 else shown


def _coefficient(node: Expression) -> tuple[Number, Expression | None]:
    """The number in front, and what follows it."""
    match node:
        case Number():
            return node, None
        case Product((Number() as first, *others)):
            return first, others[0] if len(others) == 1 else Product(tuple(others))
    return Number(Fraction(1)), node


def _times(value: Fraction, rest: Expression | None) -> Expression:
    if rest is None:
        return _number(value)
    factors = rest.factors if isinstance(rest, Product) else (rest,)
    return rest if value == 1 else Product((_number(value), *factors))
