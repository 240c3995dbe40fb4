"""Loops over index ranges, and the integers that indices are made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from fractions import Fraction

from duality.errors import UnknownNameError
from duality.language.exact import sign
from duality.language.limits import MAX_DIGITS, MAX_EXPANDED_TEXT, MAX_TERMS
from duality.language.names import Names
from duality.language.source import Source
from duality.language.syntax import Family, Loop, Numeral, Reference, Relations, Syntax, references
from duality.language.vocabulary import reserved
from duality.model.expression import Expression
from duality.model.parameter import Parameter
from duality.model.printing import integer_text
from duality.model.rational_values import TooManyDigits, rational
from duality.records import record


@record(frozen=False)
class Work:
    """How much has come out of loops and arrays so far, all statements together."""

    terms: int = 0
    text: int = 0


class Loops(ABC):
    """Evaluates index expressions and runs through families; ``indices`` holds the running values."""

    def __init__(self, source: Source, names: Names, work: Work) -> None:
        self.source = source
        self.names = names
        self.work = work
        self.indices: dict[str, int] = {}

    @abstractmethod
    def expression(self, node: Syntax) -> Expression:
        """The tree of the model for a piece of syntax."""

    def combinations(self, family: Family, body_start: int, body_end: int) -> Iterator[None]:
        """Runs through the index values of a family that meet its conditions; ``indices`` holds each in turn.

        ``body_start`` and ``body_end`` bound the text that is repeated, which is counted against the limits.
        """
        self._check_size(family)
        yield from self._run(family, 0, body_end - body_start)

    def count(self, terms: int, text: int, start: int, end: int) -> None:
        """Adds to the work done; raises `ProblemError` once it exceeds the limits."""
        self.work.terms += terms
        self.work.text += text
        if self.work.terms > MAX_TERMS:
            raise self.source.problem_error(
                f"more than {MAX_TERMS:,} terms come out of comprehensions", start, end, "use smaller ranges"
            )
        if self.work.text > MAX_EXPANDED_TEXT:
            raise self.source.problem_error(
                f"comprehensions repeat more than {MAX_EXPANDED_TEXT:,} characters", start, end, "use smaller ranges"
            )

    def integer(self, node: Syntax) -> int:
        """The value of an index, an integer known at reading."""
        for reference in references(node):
            if reference.name not in self.indices and self.names.claimed_as(reference.name) is None:
                raise self._unknown_index(reference)
        value = self.number(node)
        if value is None:
            self._refuse_letters(node)
        if value is None or value.denominator != 1:
            written = self.source.text[node.start : node.end]
            message = f"an index must be a known integer, and '{written}' is not"
            help = "an index is an integer, or bound by 'for': sum(x[i] for i in 1..3), or x[i] >= 0 for i in 1..3"
            raise self.source.problem_error(message, node.start, node.end, help)
        return int(value)

    def _refuse_letters(self, node: Syntax) -> None:
        """An index, a size or the end of a range is a number, so that no letter can stand there."""
        for reference in references(node):
            if isinstance(self.names.parameters.get(reference.name), Parameter):
                raise self.letter_fault(reference.name, "an index", reference.start, reference.end)

    def letter_fault(self, name: str, place: str, start: int, end: int) -> Exception:
        """The refusal of a letter where only a number can stand."""
        message = f"the letter '{name}' has no value, and {place} is a number"
        help = f"give it one: param {name} = 2, or --set {name}=2"
        return self.source.problem_error(message, start, end, help)

    def number(self, node: Syntax) -> Fraction | None:
        """The rational value of a constant expression; ``None`` where it is not rational by arithmetic alone."""
        if isinstance(node, Numeral):
            return node.value
        if isinstance(node, Reference) and node.name in self.indices:
            return Fraction(self.indices[node.name])
        return self.rational(self.expression(node), node)

    def rational(self, tree: Expression, node: Syntax) -> Fraction | None:
        """The rational value of a tree that stands at a node."""
        try:
            return rational(tree)
        except TooManyDigits:
            raise self.too_large(node) from None

    def sign(self, tree: Expression, node: Syntax) -> int | None:
        """The sign of a constant tree that stands at a node."""
        try:
            return sign(tree)
        except TooManyDigits:
            raise self.too_large(node) from None

    def check_digits(self, value: Fraction, node: Syntax) -> None:
        """Raises `ProblemError` for a number that could not be written down and read again."""
        for part in (value.numerator, value.denominator):
            digits = 1 if part.bit_length() < MAX_DIGITS else len(integer_text(abs(part)).partition("e")[0])
            if digits > MAX_DIGITS:
                raise self.too_large(node)

    def too_large(self, node: Syntax) -> Exception:
        """The refusal to compute a constant."""
        return self.source.problem_error(
            f"this constant has more than {MAX_DIGITS} digits",
            node.start,
            node.end,
            "scale the problem, or use exp and log",
        )

    def _unknown_index(self, reference: Reference) -> Exception:
        name = reference.name
        return self.source.error(
            UnknownNameError,
            f"'{name}' is not an index here",
            reference.start,
            reference.end,
            f"add a loop, 'for {name} in 1..3', or write 'param {name} = ...'",
        )

    def _check_size(self, family: Family) -> None:
        """Refuses at once what is too large whatever the conditions say: the ends that are plain numbers tell."""
        size = 1
        for loop in family.loops:
            if isinstance(loop.lower, Numeral) and isinstance(loop.upper, Numeral):
                size *= max(0, self.integer(loop.upper) - self.integer(loop.lower) + 1)
        if size > MAX_TERMS:
            self.count(size, 0, family.start, family.end)

    def _run(self, family: Family, level: int, text: int) -> Iterator[None]:
        if level == len(family.loops):
            if all(self._holds(condition) for condition in family.conditions):
                self.count(0, text, family.start, family.end)
                yield
            return
        loop = family.loops[level]
        self._check_index(loop)
        lower, upper = self.integer(loop.lower), self.integer(loop.upper)
        if upper - lower >= MAX_TERMS:
            self.count(MAX_TERMS + 1, 0, loop.start, loop.end)
        for value in range(lower, upper + 1):
            self.count(1, 0, family.start, family.end)
            self.indices[loop.name] = value
            yield from self._run(family, level + 1, text)
        self.indices.pop(loop.name, None)

    def _check_index(self, loop: Loop) -> None:
        end = loop.start + len(loop.name)
        word = reserved(loop.name)
        kind = self.names.claimed_as(loop.name)
        if word is not None:
            message = f"'{loop.name}' is {word}"
        elif loop.name in self.indices:
            message = f"'{loop.name}' is already the index of a loop around this one"
        elif kind is not None:
            message = f"'{loop.name}' is {kind} of this problem"
        else:
            return
        raise self.source.problem_error(message, loop.start, end, "choose another name for the index")

    def _holds(self, condition: Relations) -> bool:
        left, right = (self.number(side) for side in condition.sides)
        if left is None or right is None:
            for side in condition.sides:
                self._refuse_letters(side)
            raise self.source.problem_error(
                "a condition compares numbers that are known at reading",
                condition.start,
                condition.end,
                "compare indices and parameters",
            )
        match condition.relations[0]:
            case "==":
                return left == right
            case "!=":
                return left != right
            case "<":
                return left < right
            case "<=":
                return left <= right
            case ">":
                return left > right
            case _:
                return left >= right
