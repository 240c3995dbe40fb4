"""The one name space of variables, parameters and named constraints, and what to say about a name that is not in it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from duality.errors import ProblemError, UnknownNameError
from duality.language import slips
from duality.language.limits import MAX_VARIABLES
from duality.language.other_names import in_other_words
from duality.language.parameter_values import Array
from duality.language.products import as_product
from duality.language.source import Source
from duality.language.syntax import Application
from duality.language.undeclared import Undeclared
from duality.language.vocabulary import CONSTANTS, FUNCTION_NAMES, reserved, suggestion
from duality.model.expression import Expression, Variable

_LISTED = 12

OBJECTIVE = "the name of the objective's value"


class Names:
    """Which names are declared, where, and as what.

    ``variables`` holds every variable by its full name (``w[1]``) in order of declaration, ``families`` the full names
    of an indexed one by its stem, ``implicit`` the places of those that no statement declares, but the objective or a
    constraint, ``undeclared`` tells which of the constraints' unknown names are variables.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.variables: dict[str, Variable] = {}
        self.families: dict[str, dict[str, Variable]] = {}
        self.parameters: dict[str, Expression | Array] = {}
        self.implicit: dict[str, tuple[int, int]] = {}
        self.undeclared: Undeclared | None = None
        self._claims: dict[str, tuple[str, int]] = {}

    def claim(self, name: str, kind: str, start: int, end: int) -> None:
        """Takes a free name for something; raises `ProblemError` for one that is reserved or taken."""
        word = reserved(name)
        if word is not None:
            raise self.source.problem_error(f"'{name}' is {word}", start, end, "choose another name")
        taken = self._claims.get(name)
        if taken is not None:
            raise self.taken(name, start, end)
        self._claims[name] = (kind, start)

    def taken(self, name: str, start: int, end: int) -> Exception:
        """The error for a name that is declared a second time, with the place of the first."""
        kind, first = self._claims[name]
        line = self.source.line_number(first)
        return self.source.problem_error(
            f"'{name}' is already {kind} (line {line})",
            start,
            end,
            "variables, parameters and constraints share one name space",
        )

    def claimed_as(self, name: str) -> str | None:
        """What a name is declared as ("a variable", "a parameter", ...)."""
        claim = self._claims.get(name)
        return claim[0] if claim else None

    def add_variable(self, name: str, start: int, end: int) -> None:
        """A variable whose name is claimed."""
        self._add(name, start, end)

    def add_implicit(self, name: str, start: int, end: int) -> None:
        """A variable that is declared by standing in the objective or in a constraint."""
        self.claim(name, "a variable", start, end)
        self._add(name, start, end)
        self.implicit[name] = (start, end)

    def met_in_constraint(self, name: str, start: int, end: int) -> Variable | None:
        """The variable of a name that is met in a constraint and declared nowhere; ``None`` where it is none."""
        if self.undeclared is None or name in self._claims or as_product(name, self._scalars()):
            return None
        if not self.undeclared.is_variable(name, self._known()) or self._product_with(name) is not None:
            return None
        self.add_implicit(name, start, end)
        return self.variables[name]

    def check_implicit(self) -> None:
        """Raises `ProblemError` for a name that no statement declares, and that reads like something else.

        xy where x and y are variables too, x1 beside an indexed x, A*x without its sign in a norm.
        """
        scalars = {*self._scalars(), *CONSTANTS, "π"}
        for name, (start, end) in self.implicit.items():
            factors = as_product(name, scalars)
            if factors is not None:
                raise self._product(name, factors, start, end)
            slip = slips.of_an_implicit_name(name, self.families, self.implicit, self.source.signs)
            if slip is not None:
                raise self.source.problem_error(
                    slip[0], start, end, f"{slip[1]}; or 'var {name}' for a variable of its own"
                )

    def _product(self, name: str, factors: list[str], start: int, end: int) -> ProblemError:
        return self.source.problem_error(
            f"'{name}' is one name, and {' and '.join(factors)} are names too",
            start,
            end,
            f"write {'*'.join(factors)} for the product, or 'var {name}' where it is a variable of its own",
            self.source.corrected(start, end, "*".join(factors)),
        )

    def _product_with(self, name: str) -> tuple[str, list[str]] | None:
        """The implicit name with an unknown one as a factor, and all factors: xy for x, where y is a name too."""
        if self.undeclared is None:
            return None
        names = {*self._scalars(), *self.undeclared.rows}
        for one in self.implicit:
            factors = as_product(one, names) if name in one else None
            if factors is not None and name in factors:
                return one, factors
        return None

    def _scalars(self) -> set[str]:
        arrays = (name for name, value in self.parameters.items() if isinstance(value, Array))
        return {*self.variables, *self.parameters}.difference(arrays)

    def _known(self) -> list[str]:
        return [*(n for n in self.variables if "[" not in n), *self.families, *self.parameters]

    def add_member(self, stem: str, full_name: str, start: int, end: int) -> None:
        """One member of an indexed variable whose stem is claimed."""
        if full_name in self.variables:
            raise self.source.problem_error(f"'{full_name}' is declared twice", start, end, "declare it once")
        self._add(full_name, start, end)
        self.families.setdefault(stem, {})[full_name] = self.variables[full_name]

    def _add(self, full_name: str, start: int, end: int) -> None:
        if len(self.variables) >= MAX_VARIABLES:
            raise self.source.problem_error(f"the problem has more than {MAX_VARIABLES:,} variables", start, end)
        self.variables[full_name] = Variable(full_name)

    def unknown(
        self, source: Source, name: str, start: int, end: int, *, constants_only: bool = False
    ) -> UnknownNameError:
        """The error for a name that is not declared, with the nearest one that is."""
        if name.startswith(("alpha_", "beta_")):
            message, help = f"'{name}' is {reserved(name)}", "choose another name"
            return source.error(UnknownNameError, message, start, end, help)
        if constants_only:
            near = suggestion(name, self.parameters)
            help = f"did you mean '{near}'? " if near else ""
            help += _listed("the parameters are", self.parameters) or f"to add one, write 'param {name} = ...'"
            return source.error(UnknownNameError, f"'{name}' is not a parameter of this problem", start, end, help)
        factors = as_product(name, self._scalars())
        holding = self._product_with(name)
        if holding is not None:
            fault = self._product(*holding, *self.implicit[holding[0]])
            found = UnknownNameError(fault.message, fault.location, fault.help)
            found.instead = fault.instead
            return found
        if self.claimed_as(name) == OBJECTIVE:
            message, help = f"'{name}' names the value of the objective", "for a bound on it, write its formula again"
            return source.error(UnknownNameError, message, start, end, help)
        slip = slips.of_an_implicit_name(name, self.families, self.variables, source.signs)
        slip = slip or slips.of_an_unknown_name(name, self.variables)
        if slip is not None:
            return source.error(UnknownNameError, slip[0], start, end, slip[1])
        near = suggestion(name, self._known())
        help = f"did you mean '{near}'? " if near else ""
        help = f"for the product write {'*'.join(factors)}; " if factors else help
        listed = _listed("the variables are", self.variables)
        help += f"{listed}; " if listed else ""
        help += f"to add one, write 'var {name}'"
        instead = source.corrected(start, end, "*".join(factors)) if factors else ""
        return source.error(UnknownNameError, f"'{name}' is not a variable of this problem", start, end, help, instead)

    def unknown_member(self, source: Source, stem: str, full_name: str, start: int, end: int) -> UnknownNameError:
        """The error for an index that was not declared, or for an index on what has none."""
        if stem in self.families:
            members = list(self.families[stem])
            message = f"'{full_name}' is out of range"
            help = f"the indices of {stem} run from {members[0]} to {members[-1]}"
        elif stem in self.variables or stem in self.parameters:
            message, help = f"'{stem}' has no index", f"it is {self.claimed_as(stem)} without an index"
        else:
            near = suggestion(stem, [*self.families, *(n for n, p in self.parameters.items() if isinstance(p, Array))])
            message = f"'{full_name}' is not a variable of this problem"
            help = f"did you mean '{near}'? " if near else ""
            help += f"indexed variables are declared first: var {stem}[1..3]"
        return source.error(UnknownNameError, message, start, end, help)

    def unknown_function(self, source: Source, node: Application) -> UnknownNameError:
        """The error for name(...) where the name is no function."""
        name, start, end = node.function, node.start, node.start + len(node.function)
        kind = self.claimed_as(name)
        arguments = [source.signs[argument.start : argument.end] for argument in node.arguments]
        if kind is not None:
            message = f"'{name}' is {kind}, not a function"
            help = f"to multiply, write {name}*(...)"
            if name not in self.families:
                return source.error(
                    UnknownNameError, message, start, end, help, source.corrected(start, end, f"{name}*")
                )
            help += f"; an entry is written {name}[{', '.join(arguments)}]"
        else:
            meant = in_other_words(name, arguments)
            message, help = f"there is no function '{name}'", meant.told if meant else _functions_near(name, arguments)
            if meant is not None and meant.written:
                instead = source.corrected(start, node.end, _as_operand(source.signs, node, meant.written))
                return source.error(UnknownNameError, message, start, end, help, instead)
        return source.error(UnknownNameError, message, start, end, help)


def _as_operand(text: str, node: Application, written: str) -> str:
    """What stands for a call, in brackets where the signs beside it would tear it apart: 2*(exp(x) - 1)."""
    before, behind = text[: node.start].rstrip()[-1:], text[node.end :].lstrip()[:1]
    alone = written.isalnum() or (written.count("(") == 1 and written[0].isalpha() and written.endswith(")"))
    beside = before in ("*", "/", "^", "-", "@") or text[: node.start][-1:].isdigit() or behind in ("*", "/", "^")
    return f"({written})" if beside and not alone else written


def _functions_near(name: str, arguments: list[str]) -> str:
    """The functions whose names are near."""
    if arguments and all(argument.isdigit() for argument in arguments):
        return (
            f"an entry of an indexed variable is written {name}[{', '.join(arguments)}], and declared: var {name}[1..3]"
        )
    near = suggestion(name, sorted(FUNCTION_NAMES))
    return f"did you mean '{near}'?" if near else f"the functions are {', '.join(sorted(FUNCTION_NAMES))}"


def _listed(introduction: str, names: Iterable[str]) -> str:
    """the variables are x, y, z: the first dozen."""
    shown = list(islice(names, _LISTED + 1))
    if not shown:
        return ""
    more = ", ..." if len(shown) > _LISTED else ""
    return f"{introduction} {', '.join(shown[:_LISTED])}{more}"
