"""Syntax to the expression trees of the model: names are looked up, loops unrolled, parameters put in as numbers.

The tree keeps the author's order and brackets. A number that comes out of a parameter or an index is a number of the
reader's making, so it takes the form a person would write: it stands before what it multiplies (3*w[1] for w[1]*t with
t = 3), a coefficient 1 is dropped, and a minus sign moves to the front of its product (-1*(x + y) is -(x + y)).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NoReturn

from duality import language
from duality.language.entrywise import norm_of_order
from duality.language.exact import has_variable
from duality.language.faults import check_call, check_denominator, check_power
from duality.language.loops import Loops, Work
from duality.language.names import Names
from duality.language.parameter_values import Array
from duality.language.source import Source
from duality.language.syntax import (
    Addition,
    Application,
    Cases,
    Comprehension,
    Exponentiation,
    Indexed,
    Listing,
    Multiplication,
    Negation,
    Numeral,
    Quoted,
    Reference,
    Syntax,
)
from duality.language.vocabulary import CONSTANTS, FUNCTION_NAMES
from duality.model.expression import (
    ONE,
    ZERO,
    Call,
    Expression,
    Negative,
    Number,
    Power,
    Product,
    Sum,
    Variable,
    number,
    quotient,
)
from duality.model.factors import Lifted, lift, place_of_coefficient, product
from duality.model.functions import SPELLINGS

_MANY = 32


class Expander(Loops):
    """Builds trees; ``constants_for`` names what is being read where variables are not allowed."""

    def __init__(self, source: Source, names: Names, work: Work, constants_for: str = "") -> None:
        super().__init__(source, names, work)
        self.constants_for = constants_for
        self.numbers: dict[int, Expression] = {}
        self._read: dict[type, Callable[..., Lifted]] = {
            Numeral: self._numeral,
            Reference: self._reference,
            Indexed: self._indexed,
            Negation: self._negation,
            Addition: self._addition,
            Multiplication: self._multiplication,
            Exponentiation: self._exponentiation,
            Application: self._application,
            Cases: self._cases,
            Quoted: self._misplaced,
            Listing: self._misplaced,
            Comprehension: self._misplaced,
        }

    def expression(self, node: Syntax) -> Expression:
        """The tree of the model for a piece of syntax."""
        lifted, tree = self._read[type(node)](node)
        return Negative(tree) if lifted else tree

    # Leaves

    def _numeral(self, node: Numeral) -> Lifted:
        return False, Number(node.value)

    def _reference(self, node: Reference) -> Lifted:
        name = node.name
        if name in self.indices:
            return lift(self._integer_tree(self.indices[name]))
        variable = self.names.variables.get(name)
        if variable is not None:
            return False, self._allowed(variable, node)
        parameter = self.names.parameters.get(name)
        if isinstance(parameter, Expression):
            return lift(parameter)
        if name in CONSTANTS:
            return False, CONSTANTS[name]
        if not self.constants_for:
            variable = self.names.met_in_constraint(name, node.start, node.end)
            if variable is not None:
                return False, variable
        self._cannot_stand_alone(node, parameter)

    def _indexed(self, node: Indexed) -> Lifted:
        indices = tuple([self.integer(index) for index in node.indices])
        full_name = member_name(node.name, indices)
        variable = self.names.variables.get(full_name)
        if variable is not None:
            return False, self._allowed(variable, node)
        array = self.names.parameters.get(node.name)
        if not isinstance(array, Array):
            raise self.names.unknown_member(self.source, node.name, full_name, node.start, node.end)
        place = array.place(indices)
        if place is None:
            message = f"'{full_name}' is out of range"
            raise self.source.problem_error(message, node.start, node.end, f"{node.name} is {array.shape}")
        return lift(array.entry(place))

    def _integer_tree(self, value: int) -> Expression:
        tree = self.numbers.get(value)
        if tree is None:
            tree = self.numbers[value] = number(value)
        return tree

    def _allowed(self, variable: Variable, node: Reference | Indexed) -> Variable:
        if self.constants_for:
            raise self.source.problem_error(
                f"'{variable.name}' is a variable, and {self.constants_for} is a constant",
                node.start,
                node.end,
                "write numbers and parameters here",
            )
        return variable

    def _cannot_stand_alone(self, node: Reference, parameter: Array | None) -> NoReturn:
        name, start, end = node.name, node.start, node.end
        if parameter is not None:
            help = f"write {name}[i]" if parameter.columns is None else f"write {name}[i, j]"
            raise self.source.problem_error(f"'{name}' is {parameter.shape}, not a number", start, end, help)
        if name in self.names.families:
            first = next(iter(self.names.families[name]))
            help = f"write {first}, or put all into a function: norm({name}), sum({name}[i]^2 for i in 1..3); alone on "
            help += f"its side of a row, {name} >= 0, it stands for every entry"
            raise self.source.problem_error(f"'{name}' has an index and is not a single variable", start, end, help)
        if name == "inf" or name == "gap":
            help = "it stands for an infinite end in 'domain x in [0, inf)' and in 'expect'" if name == "inf" else ""
            raise self.source.problem_error(f"'{name}' is no number", start, end, help)
        if self.names.claimed_as(name) == "a parameter":
            message = f"the parameter '{name}' has no value yet"
            raise self.source.problem_error(message, start, end, "define it before the parameter that uses it")
        raise self.names.unknown(self.source, name, start, end, constants_only=bool(self.constants_for))

    # Arithmetic

    def _negation(self, node: Negation) -> Lifted:
        lifted, tree = self._read[type(node.operand)](node.operand)
        return False, tree if lifted else Negative(tree)

    def _addition(self, node: Addition) -> Lifted:
        terms: list[Expression] = []
        for minus, operand in node.terms:
            if not minus and isinstance(operand, Application) and operand.function == "sum":
                terms += self.elements(operand) or [ZERO]
                continue
            lifted, tree = self._read[type(operand)](operand)
            terms.append(Negative(tree) if minus != lifted else tree)
        return False, Sum(tuple(terms)) if len(terms) > 1 else terms[0]

    def _multiplication(self, node: Multiplication) -> Lifted:
        negative = False
        factors: list[Expression] = []
        for divides, operand in node.operands:
            lifted, tree = self._read[type(operand)](operand)
            negative ^= lifted
            if divides:
                check_denominator(self, tree, operand)
            if tree == ONE and isinstance(operand, (Reference, Indexed)):
                continue
            if divides:
                factors = [quotient(product(factors), tree)]
                if isinstance(factors[0], Number):
                    self.check_digits(factors[0].value, node)
            elif isinstance(tree, Number) and isinstance(operand, (Reference, Indexed)):
                factors.insert(place_of_coefficient(factors), tree)
            else:
                factors.append(tree)
        return negative, self._bounded_product(factors, node)

    def _bounded_product(self, factors: list[Expression], node: Syntax) -> Expression:
        """The product; raises `ProblemError` where its constant factors alone are too large to be multiplied."""
        if len(factors) > _MANY:
            self.rational(Product(tuple([factor for factor in factors if not has_variable(factor)])), node)
        return product(factors)

    def _exponentiation(self, node: Exponentiation) -> Lifted:
        base, exponent = self.expression(node.base), self.expression(node.exponent)
        check_power(self, base, exponent, node)
        return False, Power(base, exponent)

    # Functions

    def _application(self, node: Application) -> Lifted:
        function = SPELLINGS.get(node.function, node.function)
        match function:
            case "sum":
                terms = self.elements(node)
                return False, (Sum(tuple(terms)) if len(terms) > 1 else terms[0] if terms else ZERO)
            case "prod":
                return False, self._bounded_product(self.elements(node), node)
            case "len":
                return False, self._integer_tree(self._length(node))
            case "min" | "max" | "norm" | "norm1" | "norminf":
                if function == "norm" and (ordered := norm_of_order(node, self._is_array, self.source)) is not None:
                    function, node = ordered.function, ordered
                arguments = tuple(self.elements(node))
                if not arguments:
                    raise self.source.problem_error(f"{function} of nothing is not defined", node.start, node.end)
                return False, Call(function, arguments)
            case "load":
                message = "load(...) is the whole value of a parameter"
                raise self.source.problem_error(message, node.start, node.end, 'write param b = load("b.csv")')
        if function not in FUNCTION_NAMES:
            raise self.names.unknown_function(self.source, node)
        arguments = tuple([self.expression(argument) for argument in node.arguments])
        check_call(self, function, arguments, node)
        return False, Call(function, arguments)

    def _cases(self, node: Cases) -> Lifted:
        return False, language.cases.in_pieces(self, node)

    def elements(self, node: Application) -> list[Expression]:
        """The arguments of a function of many: lists, arrays and comprehensions taken apart."""
        found: list[Expression] = []
        for argument in node.arguments:
            found.extend(self._elements_of(argument, node.function))
        return found

    def _elements_of(self, node: Syntax, function: str) -> Iterator[Expression]:
        match node:
            case Comprehension(body, family):
                for _ in self.combinations(family, body.start, body.end):
                    if isinstance(body, Application) and body.function == function and function in ("sum", "prod"):
                        yield from self.elements(body)
                    else:
                        yield self.expression(body)
            case Listing(items):
                for item in items:
                    yield from self._elements_of(item, function)
            case Reference(name) if self._is_array(name):
                yield from self._array(node, name)
            case _:
                yield self.expression(node)

    def _is_array(self, name: str) -> bool:
        return name in self.names.families or isinstance(self.names.parameters.get(name), Array)

    def _array(self, node: Reference, name: str) -> Iterator[Expression]:
        family = self.names.families.get(name)
        if family is not None:
            self.count(len(family), 0, node.start, node.end)
            yield from (self._allowed(variable, node) for variable in family.values())
            return
        array = self.names.parameters[name]
        assert isinstance(array, Array)
        self.count(len(array.entries), 0, node.start, node.end)
        yield from (array.entry(place) for place in range(len(array.entries)))

    def _length(self, node: Application) -> int:
        argument = node.arguments[0]
        if isinstance(argument, Listing):
            return len(argument.items)
        if isinstance(argument, Reference):
            array = self.names.parameters.get(argument.name)
            if isinstance(array, Array):
                return array.rows
            if argument.name in self.names.families:
                return len(self.names.families[argument.name])
        raise self.source.problem_error(
            "len takes a list, a matrix (whose rows it counts) or an indexed variable", argument.start, argument.end
        )

    def _misplaced(self, node: Quoted | Listing | Comprehension) -> Lifted:
        match node:
            case Quoted():
                message, help = "a file name is no number", 'a file is read by param b = load("b.csv")'
            case Listing():
                message, help = (
                    "a list is no number",
                    "put it into a function: sum([x, y]), or name it: param b = [1, 2]",
                )
            case Comprehension():
                message, help = "a comprehension is no number", "put it into a function: sum(x[i] for i in 1..3)"
        raise self.source.problem_error(message, node.start, node.end, help)


def member_name(stem: str, indices: tuple[int, ...]) -> str:
    """w[1], X[1, 2]: the full name of a member of a family."""
    return f"{stem}[{', '.join(map(str, indices))}]"
