"""Constants outside the natural domain of what is done to them: x/0, log(0), sqrt(-1), 0^(-1). No x could help them."""

from __future__ import annotations

from duality.algebra.functions import function as record_of
from duality.algebra.letter_signs import Sign, sign
from duality.language.limits import MAX_POWER
from duality.language.loops import Loops
from duality.language.syntax import Application, Exponentiation, Syntax
from duality.model.expression import Expression, Power, Variable
from duality.model.parameter import letters_of


def check_denominator(reader: Loops, denominator: Expression, node: Syntax) -> None:
    """Raises `ProblemError` where a denominator is the constant 0."""
    if not isinstance(denominator, Variable) and reader.sign(denominator, node) == 0:
        raise reader.source.problem_error("a division by zero", node.start, node.end, "no point is in the domain of it")


def check_call(reader: Loops, function: str, arguments: tuple[Expression, ...], node: Application) -> None:
    """Raises `ProblemError` where a function is not defined at a constant argument."""
    argument = arguments[0]
    if function == "huber":
        _check_width(reader, arguments[1], node)
        return
    if isinstance(argument, Variable):
        return
    record = record_of(function)
    if any(_fails(reader.sign(demand, node), kind) for demand, kind in record.demands(*arguments)):
        written = reader.source.text[node.start : node.end]
        raise reader.source.problem_error(
            f"'{written}' is not defined", node.start, node.end, f"{function} needs {record.needs}"
        )


def _check_width(reader: Loops, width: Expression, node: Application) -> None:
    """The width of huber is a positive number, or made of letters that keep it positive."""
    place = node.arguments[1]
    if (letters := letters_of(width)) and not width.variables():
        if sign(width) is not Sign.POSITIVE:
            raise reader.source.problem_error(
                f"the threshold of huber is positive, and {width} may not be",
                place.start,
                place.end,
                f"say so of the letter: param {letters[0].name} > 0, or give it a value: --set {letters[0].name}=2",
            )
        return
    known = reader.sign(width, node)
    if known is None or known <= 0:
        raise reader.source.problem_error(
            "the threshold of huber is a positive constant", place.start, place.end, "write huber(x, 1)"
        )


def _fails(sign: int | None, kind: str) -> bool:
    """A constant of this sign does not meet what a natural domain demands; one of unknown sign may."""
    if sign is None:
        return False
    return sign < 0 if kind == "nonnegative" else sign <= 0 if kind == "positive" else sign == 0


def check_power(reader: Loops, base: Expression, exponent: Expression, node: Exponentiation) -> None:
    """Raises `ProblemError` where a constant power is not defined, or too large to be computed."""
    power = reader.rational(exponent, node.exponent)
    if power is None and (letters := letters_of(exponent)):
        raise reader.letter_fault(letters[0].name, "an exponent", node.exponent.start, node.exponent.end)
    if power is None:
        _check_irrational_power(reader, base, exponent, node)
        return
    if not isinstance(base, Variable):
        reader.rational(Power(base, exponent), node)
        if power < 0 or power.denominator != 1:
            sign = reader.sign(base, node.base)
            if sign == 0 and power < 0:
                raise _undefined(reader, node, "a negative power of 0 is a division by zero")
            if sign == -1 and power.denominator != 1:
                raise _undefined(reader, node, "a power that is no integer needs a base that is not negative")
        if reader.rational(base, node.base) is not None:
            return
    if abs(power) > MAX_POWER:
        raise reader.source.problem_error(
            f"this exponent is beyond {MAX_POWER}",
            node.exponent.start,
            node.exponent.end,
            "scale the problem, or use exp",
        )


def _check_irrational_power(reader: Loops, base: Expression, exponent: Expression, node: Exponentiation) -> None:
    if isinstance(base, Variable):
        return
    sign = reader.sign(exponent, node.exponent)
    if sign is None:
        return
    base_sign = reader.sign(base, node.base)
    if base_sign == 0 and sign < 0:
        raise _undefined(reader, node, "a negative power of 0 is a division by zero")
    if base_sign == -1:
        raise _undefined(reader, node, "a power that is no integer needs a base that is not negative")


def _undefined(reader: Loops, node: Syntax, help: str) -> Exception:
    written = reader.source.text[node.start : node.end]
    return reader.source.problem_error(f"'{written}' is not defined", node.start, node.end, help)
