"""A tree as a quadratic form over Q(letters) plus multiples of maxima of affine forms: an algebra of the tape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duality.algebra.tape.compiler import value_in
from duality.algebra.tape.tape import Rules
from duality.errors import UndefinedError
from duality.letters.field import HIGHEST_POWER, Element, Field, is_number
from duality.model.expression import Expression
from duality.model.scalar import Scalar
from duality.records import record

RULES = Rules("quadratic parts", folds=True, scales=False, continues=False)


MOST_CASES = 16
"""Affine forms that a maximum of maxima is written out as."""


class NoProgram(ValueError):
    """The problem is no linear or quadratic program in x for every value of the letters; the message says why."""


Monomial = tuple[int, ...]
"""Indices of variables: () is 1, (i,) is x_i, (i, j) with i <= j is x_i x_j."""

Form = dict[Monomial, Element]


@record(slots=False)
class Parts:
    """form + sum of coefficient * max of affine forms."""

    form: Form
    maxima: tuple[tuple[Element, tuple[Form, ...]], ...] = ()


class Reading:
    """The algebra of parts. ``names`` are the variables, "" for those that stand for a maximum or a minimum;

    ``reciprocals`` are 1/u for every u that the trees are divided by.
    """

    def __init__(self, field: Field, names: Sequence[str]) -> None:
        self.field, self.names = field, list(names)
        self.index = {name: i for i, name in enumerate(names)}
        self.reciprocals: dict[Element, None] = {}

    def read(self, node: Expression) -> Parts:
        """The tree in parts, its letters being variables; raises `NoProgram`."""
        try:
            return value_in(self, node, RULES)
        except (NoProgram, UndefinedError):
            raise
        except ValueError as fault:
            raise NoProgram(str(fault)) from None

    def fresh(self) -> int:
        """One variable more."""
        self.names.append("")
        return len(self.names) - 1

    def variable(self, _: list[Parts], name: str) -> Parts:
        if name in self.index:
            return Parts({(self.index[name],): self.field.one})
        return Parts({(): self.field.letter(name)})

    def number(self, _: list[Parts], value: Scalar) -> Parts:
        if not isinstance(value, Fraction):
            raise NoProgram(f"{value} is no rational number")
        return self._constant(self.field.number(value))

    def sum(self, terms: list[Parts], _: None) -> Parts:
        form: Form = {}
        for part in terms:
            for key, c in part.form.items():
                form[key] = form.get(key, self.field.zero) + c
        return Parts(cleaned(form, self.field), tuple(one for part in terms for one in part.maxima))

    def negative(self, operand: list[Parts], _: None) -> Parts:
        return _scaled(operand[0], -self.field.one)

    def product(self, factors: list[Parts], _: None) -> Parts:
        found = self._constant(self.field.one)
        for factor in factors:
            found = self._times(found, factor)
        return found

    def quotient(self, both: list[Parts], _: None) -> Parts:
        below = self._letters(both[1])
        if below is None:
            raise NoProgram("a divisor holds variables")
        return _scaled(both[0], self._reciprocal(below))

    def power(self, base: list[Parts], exponent: Fraction) -> Parts:
        known = self._letters(base[0])
        if known is None:
            if exponent == 2:
                return self._times(base[0], base[0])
            raise NoProgram(f"a power {exponent} of variables is not quadratic")
        if exponent.denominator != 1 or abs(exponent) > HIGHEST_POWER:
            raise NoProgram(f"a power {exponent} of letters is no rational function of them")
        return self._constant((self._reciprocal(known) if exponent < 0 else known) ** abs(int(exponent)))

    def real_power(self, both: list[Parts], _: None) -> Parts:
        raise NoProgram("an exponent holds variables")

    def call(self, arguments: list[Parts], name: str) -> Parts:
        if all(self._letters(argument) is not None for argument in arguments):
            raise NoProgram(f"{name} of letters is no rational function of them")
        if name == "huber":
            return self._huber(*arguments)
        if name not in ("abs", "norm1", "max", "min", "norminf"):
            raise NoProgram(f"{name} is not piecewise linear")
        one = self.field.one
        if name == "max":
            return Parts({}, ((one, tuple(f for argument in arguments for f in self._cases(argument))),))
        if name == "min":
            below = (_scaled(argument, -one) for argument in arguments)
            return Parts({}, ((-one, tuple(f for argument in below for f in self._cases(argument))),))
        forms = [_affine(argument, name) for argument in arguments]
        match name:
            case "abs" | "norm1":
                return Parts({}, tuple((one, (form, _minus(form))) for form in forms))
            case _:
                return Parts({}, ((one, tuple(f for form in forms for f in (form, _minus(form)))),))

    def _cases(self, argument: Parts) -> list[Form]:
        """Affine forms whose maximum the argument is: |u| - d is the maximum of u - d and -u - d."""
        forms = [_affine(Parts(argument.form), "max")]
        for c, inner in argument.maxima:
            if not is_number(c) or self.field.at(c, dict.fromkeys(self.field.names, Fraction(0))) < 0:
                raise NoProgram("a maximum or minimum holds one of the other kind")
            forms = [_plus(form, case, c) for form in forms for case in inner]
            if len(forms) > MOST_CASES:
                raise NoProgram("maxima of too many maxima")
        return [cleaned(form, self.field) for form in forms]

    def _huber(self, argument: Parts, width: Parts) -> Parts:
        """huber(u, d) = min over s of (u - s)^2 + 2 d |s|."""
        size = self._letters(width)
        assert size is not None, "the width of huber holds no variables"
        s = {(self.fresh(),): self.field.one}
        gap = Parts({**_affine(argument, "huber"), **_minus(s)})
        return Parts(self._times(gap, gap).form, ((self.field.number(2) * size, (s, _minus(s))),))

    def _constant(self, value: Element) -> Parts:
        return Parts(cleaned({(): value}, self.field))

    def _letters(self, part: Parts) -> Element | None:
        """The element of Q(letters) that it is; ``None`` where a variable stands in it."""
        return part.form.get((), self.field.zero) if set(part.form) <= {()} and not part.maxima else None

    def _reciprocal(self, below: Element) -> Element:
        if below == self.field.zero:
            raise UndefinedError("a constant of the problem is undefined: it is divided by letters that give 0")
        found = self.field.one / below
        if not below.numer.is_ground:
            self.reciprocals[found] = None
        return found

    def _times(self, first: Parts, second: Parts) -> Parts:
        for one, other in ((first, second), (second, first)):
            factor = self._letters(one)
            if factor is not None:
                return _scaled(other, factor) if factor != self.field.zero else Parts({})
        if first.maxima or second.maxima:
            raise NoProgram("a product of maxima")
        form: Form = {}
        for key, c in _products(first.form, second.form):
            if len(key) > 2:
                raise NoProgram("a polynomial of degree more than two")
            form[key] = form.get(key, self.field.zero) + c
        return Parts(cleaned(form, self.field))


def cleaned(form: Form, field: Field) -> Form:
    """Without coefficients 0."""
    return {key: c for key, c in form.items() if c != field.zero}


def is_affine(form: Form) -> bool:
    """No square and no product of variables."""
    return all(len(key) < 2 for key in form)


def _affine(part: Parts, name: str) -> Form:
    if part.maxima or not is_affine(part.form):
        raise NoProgram(f"an argument of {name} is not affine")
    return part.form


def _plus(form: Form, other: Form, factor: Element) -> Form:
    """form + factor * other."""
    found = dict(form)
    for key, c in other.items():
        found[key] = found[key] + c * factor if key in found else c * factor
    return found


def _minus(form: Form) -> Form:
    return {key: -c for key, c in form.items()}


def _scaled(part: Parts, factor: Element) -> Parts:
    form = {key: c * factor for key, c in part.form.items()}
    return Parts(form, tuple((c * factor, arguments) for c, arguments in part.maxima))


def _products(first: Form, second: Form) -> Iterator[tuple[Monomial, Element]]:
    for a, c in first.items():
        for b, d in second.items():
            yield tuple(sorted((*a, *b))), c * d
