"""The one name space of variables, parameters and named constraints, and what to say about a name that is not in it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from duality.errors import UnknownNameError
from duality.language.limits import MAX_VARIABLES
from duality.language.parameter_values import Array
from duality.language.source import Source
from duality.language.vocabulary import FUNCTION_NAMES, reserved, suggestion
from duality.model.expression import Expression, Variable

_LISTED = 12


class Names:
    """Which names are declared, where, and as what.

    ``variables`` holds every variable by its full name (``w[1]``) in order of declaration, ``families`` the full names
    of an indexed one by its stem.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.variables: dict[str, Variable] = {}
        self.families: dict[str, dict[str, Variable]] = {}
        self.parameters: dict[str, Expression | Array] = {}
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
        known = [*(n for n in self.variables if "[" not in n), *self.families, *self.parameters]
        near = suggestion(name, known)
        help = f"did you mean '{near}'? " if near else ""
        listed = _listed("the variables are", self.variables)
        help += f"{listed}; " if listed else ""
        help += f"to add one, write 'var {name}'"
        return source.error(UnknownNameError, f"'{name}' is not a variable of this problem", start, end, help)

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

    def unknown_function(self, source: Source, name: str, start: int, end: int) -> UnknownNameError:
        """The error for name(...) where the name is no function."""
        kind = self.claimed_as(name)
        if kind is not None:
            message, help = f"'{name}' is {kind}, not a function", f"to multiply, write {name}*(...)"
        else:
            near = suggestion(name, sorted(FUNCTION_NAMES))
            message = f"there is no function '{name}'"
            help = f"did you mean '{near}'?" if near else f"the functions are {', '.join(sorted(FUNCTION_NAMES))}"
        return source.error(UnknownNameError, message, start, end, help)


def _listed(introduction: str, names: Iterable[str]) -> str:
    """the variables are x, y, z: the first dozen."""
    shown = list(islice(names, _LISTED + 1))
    if not shown:
        return ""
    more = ", ..." if len(shown) > _LISTED else ""
    return f"{introduction} {', '.join(shown[:_LISTED])}{more}"
