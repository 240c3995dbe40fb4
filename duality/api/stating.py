"""Problems stated in Python: variables, domain rows, minimize and maximize."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from duality import api, language, statements
from duality.api.foreign import comparison_of, comparisons_of, expression_of, is_sympy
from duality.api.stated import Stated, in_families, in_letters, in_scalars, in_shapes, in_vectors, stated, texts_of
from duality.errors import ProblemError
from duality.language.tokens import NAME
from duality.language.vocabulary import reserved
from duality.model.array import Array
from duality.model.comparison import Comparison, Comparisons
from duality.model.expression import ZERO, Expression, Variable
from duality.model.extent import check_extent
from duality.model.parameter import Parameter, letters_of
from duality.model.problem import (
    ConstraintRow,
    DomainRow,
    FiniteSet,
    IntegerRange,
    Interval,
    Membership,
    Problem,
    Sense,
)

if TYPE_CHECKING:
    from duality.statements import Statement, StatementDual

MODEL_FILES = (".mps", ".lp", ".mps.gz", ".lp.gz", ".nl")
"""Files of solvers, by the ends of their names."""

MOST_VARIABLES = 1_000_000
"""Of one declaration: each is an object of its own."""

_DECLARATION = re.compile(r"(?P<name>[^\W\d_]\w*)(?:\[(?P<ranges>[^\]]*)\])?")
_RANGE = re.compile(r"\s*(?:(\d+)\s*(?:\.\.|:)\s*)?(\d+)\s*")


def read(path: str | Path, settings: Mapping[str, object] | None = None) -> Problem | Statement:
    """The problem in a file. ``settings`` override its params: numbers, or texts of the language.

    Files of solvers (.mps, .lp, .nl) are read under their own names of columns and rows.

    Raises `ProblemError` with the place of a fault.
    """
    if not isinstance(path, (str, PathLike)):
        raise ProblemError(f"{path!r} is not a path", help='write duality.read("file.dual")')
    if str(path).lower().endswith(MODEL_FILES):
        if settings:
            raise ProblemError(f"{path} has no param to set: {', '.join(settings)}", help="leave out --set")
        return api.model_files.read_model_file(Path(path))
    text = language.text_of(path)
    if in_letters(text):
        return in_shapes(text, str(path), texts_of(settings), Path(path).parent)
    large = in_families(text, str(path), Path(path).parent, texts_of(settings))
    return large or in_scalars(text, str(path), texts_of(settings), Path(path).parent)


def parse(text: str, source: str = "<string>", settings: Mapping[str, object] | None = None) -> Problem | Statement:
    """The problem in a text of the problem language."""
    if not isinstance(text, str):
        raise ProblemError(f"{text!r} is not a text", help="a problem of Python is stated with duality.minimize")
    if in_letters(text):
        return in_shapes(text, source, texts_of(settings))
    return in_families(text, source, None, texts_of(settings)) or in_scalars(text, source, texts_of(settings))


def write(problem: Stated | Statement | StatementDual) -> str:
    """The problem as a text of the problem language; reading it gives an equal problem."""
    found = in_vectors(problem)
    if found is not None:
        from duality import statements

        return statements.write(found)
    return language.write(stated(problem))  # type: ignore[arg-type]


def variables(names: str, *more: str, **kinds: object) -> Any:
    """Variables by name: ``x, y = variables("x y")``, ``w = variables("w[1..3]")``, the vector (w[1], w[2], w[3]).

    ``variables("x", "y")`` and ``variables("w[3]")`` say the same. One name gives one variable or, with one range or
    two, an `Array`; several give a tuple of these. An array works as numpy's do: ``A @ w <= b`` is a family of
    constraints, ``w @ P @ w`` a quadratic form, ``w[0]`` the first entry and ``w[1:]`` the others, whatever the
    declared indices are; ``w.at(1)`` is the entry w[1].
    Raises `ProblemError` for a name that the problem language does not allow.
    """
    if kinds:
        help = "write minimize(f, rows, domain=[x >= 0]), or [duality.member(k, range(0, 6))] for integers"
        raise ProblemError(f"variables takes no '{next(iter(kinds))}': what x may be, the domain says", help=help)
    for given in (names, *more):
        if not isinstance(given, str):
            help = 'write variables("x y") or variables("w[1..3]")'
            raise ProblemError(f"{given!r} is not a text of names", help=help)
    declared = [_declared(match) for given in (names, *more) for match in _split(given)]
    if not declared:
        raise ProblemError("no variable is named", help='write variables("x y") or variables("w[1..3]")')
    return declared[0] if len(declared) == 1 else tuple(declared)


def parameter(
    name: str,
    *,
    positive: bool = False,
    nonnegative: bool = False,
    lower: object = None,
    upper: object = None,
) -> Parameter:
    """A letter of the data: a number without a value, which answers and formulas are functions of.

    ``lower`` and ``upper`` bound it, ends included: numbers, or expressions of other letters. `ProblemError` for a
    name that the problem language does not allow.
    """
    if (positive or nonnegative) and (lower is not None or (positive and nonnegative)):
        raise ProblemError("a letter has one lower end", help="give positive, nonnegative or lower")
    low = ZERO if positive or nonnegative else None if lower is None else expression_of(lower)
    high = None if upper is None else expression_of(upper)
    for end in (low, high):
        if end is not None and end.variables():
            raise ProblemError(f"the range of {name} holds the variable {end.variables()[0]}", help="use other letters")
    return Parameter(_checked(name), low, high, lower_closed=not positive)


def member(names: object, values: Iterable[object]) -> Membership:
    """x in a finite set: ``member(x, [0, 1])``, ``member((x, y), [(0, 0), (1, 2)])``, ``member(k, range(0, 6))``."""
    chosen = tuple(names) if isinstance(names, (tuple, list, Array)) else (names,)
    trees = tuple(expression_of(name) for name in chosen)
    if not all(isinstance(tree, Variable) for tree in trees):
        raise ProblemError("only variables can be members of a finite set")
    keys = tuple(tree.name for tree in trees if isinstance(tree, Variable))
    if isinstance(values, range) and values.step == 1 and len(values) > 0 and len(keys) == 1:
        return Membership(keys, IntegerRange(values.start, values.stop - 1))
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ProblemError(f"{values!r} is not a set", help="write member(x, [0, 1]) or member(x, range(0, 6))")
    points = tuple(_point(value, len(keys)) for value in values)
    if not points:
        raise ProblemError("the finite set is empty")
    return Membership(keys, FiniteSet(points))


def minimize(
    objective: object,
    subject_to: object = (),
    domain: object = (),
    title: str = "",
    notes: Sequence[str] = (),
) -> Problem:
    """min objective, subject to the constraints, over the domain rows.

    ``subject_to`` is a list of comparisons (``A @ x <= b`` of arrays is one an entry), or a dict that names them (a
    list or an array under a name is a family name[1], ...). Equations are written with ``==``. Rows of ``domain`` stay
    inside inf over x and get no multiplier; strict relations are allowed there only.
    Variables are ordered by their first appearance: objective, domain, constraints.
    """
    return _problem(Sense.MIN, objective, subject_to, domain, title, notes)


def maximize(
    objective: object,
    subject_to: object = (),
    domain: object = (),
    title: str = "",
    notes: Sequence[str] = (),
) -> Problem:
    """max objective, subject to the constraints, over the domain rows; see `minimize`."""
    return _problem(Sense.MAX, objective, subject_to, domain, title, notes)


def _problem(
    sense: Sense, objective: object, subject_to: object, domain: object, title: str, notes: Sequence[str]
) -> Problem:
    if type(objective).__module__ == "duality.statements.objects":
        told = statements.stating.stated_in_python(sense, objective, subject_to, domain, title, notes)
        # A statement of its own kind; to a type checker `minimize` gives what it gives for scalars.
        return cast("Problem", told)
    tree = expression_of(objective)
    rows = tuple(_rows(subject_to))
    domain_rows = tuple(_domain_rows(domain))
    compared = [row.comparison for row in rows] + [row for row in domain_rows if isinstance(row, Comparison)]
    check_extent([tree, *(side for comparison in compared for side in comparison.expressions)])
    letters = _letters(tree, domain_rows, rows)
    names = _names(tree, domain_rows, rows, letters)
    if isinstance(notes, str):
        notes = (notes,)
    return Problem(tree, sense, names, rows, domain_rows, title, tuple(notes), parameters=letters)


def _rows(subject_to: object) -> Iterator[ConstraintRow]:
    if isinstance(subject_to, Mapping):
        for name, value in subject_to.items():
            if not isinstance(name, str):
                raise ProblemError(f"{name!r} is not a name of a constraint", help='write {"budget": x + y <= 1}')
            family = comparisons_of(value)
            if family is None:
                yield _row(_checked(name), comparison_of(value))
            else:
                for k, comparison in enumerate(family, 1):
                    yield _row(f"{_checked(name)}[{k}]", comparison)
        return
    for value in _listed(subject_to):
        family = comparisons_of(value)
        if family is None:
            yield _row(None, comparison_of(value))
        else:
            for comparison in family:
                yield _row(None, comparison, family=True)


def _domain_rows(domain: object) -> Iterator[DomainRow]:
    for row in _listed(domain):
        if isinstance(row, Membership):
            yield row
        else:
            yield from comparisons_of(row) or (comparison_of(row),)


def _listed(values: object) -> Iterable[object]:
    """A lone comparison, or comparison of arrays, is a list of one."""
    alone = isinstance(values, (Comparison, Comparisons, Membership, Expression, str)) or is_sympy(values)
    return values if isinstance(values, Iterable) and not alone else [values]


def _row(name: str | None, comparison: Comparison, *, family: bool = False) -> ConstraintRow:
    strict = next((r for r in comparison.relations if r in ("<", ">")), None)
    if strict is not None:
        raise ProblemError(
            f"the strict {strict} in {comparison} has no multiplier theory",
            help=f"write {strict}=, or move the row to the domain",
        )
    return ConstraintRow(comparison, name, family)


def _names(
    objective: Expression,
    domain: tuple[DomainRow, ...],
    rows: tuple[ConstraintRow, ...],
    letters: tuple[Parameter, ...],
) -> tuple[str, ...]:
    found: dict[str, None] = dict.fromkeys(objective.variables())
    for row in domain:
        if isinstance(row, Membership):
            found |= dict.fromkeys(row.variables)
        else:
            found |= dict.fromkeys(name for e in row.expressions for name in e.variables())
    for row in rows:
        found |= dict.fromkeys(name for e in row.comparison.expressions for name in e.variables())
    for name in found:
        _checked(name)
    taken = [*(row.name for row in rows if row.name), *(letter.name for letter in letters)]
    clash = next((name for name, count in Counter(taken).items() if name in found or count > 1), None)
    if clash is not None:
        raise ProblemError(
            f"the name {clash!r} is used twice", help="variables, letters and constraints share one name space"
        )
    return tuple(found)


def _letters(
    objective: Expression, domain: tuple[DomainRow, ...], rows: tuple[ConstraintRow, ...]
) -> tuple[Parameter, ...]:
    """The letters that occur, those in the ends of their ranges first."""
    trees = [objective, *(e for row in rows for e in row.comparison.expressions)]
    for row in domain:
        if not isinstance(row, Membership):
            trees += row.expressions
        elif isinstance(row.set, Interval):
            trees += [end for end in (row.set.lower, row.set.upper) if end is not None]
    found: dict[Parameter, None] = {}

    def add(letter: Parameter) -> None:
        for end in (letter.lower, letter.upper):
            for inner in () if end is None else letters_of(end):
                add(inner)
        found.setdefault(letter)

    for tree in trees:
        for letter in letters_of(tree):
            add(letter)
    return tuple(found)


def _split(names: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    rest = names.strip()
    while rest:
        match = _DECLARATION.match(rest)
        if match is None:
            raise ProblemError(
                f"{rest!r} is not a list of names", help='write variables("x y") or variables("w[1..3]")'
            )
        found.append(match)
        rest = rest[match.end() :].lstrip(" ,\t\n")
    return found


def _declared(match: re.Match[str]) -> Variable | Array:
    name, ranges = _checked(match["name"]), match["ranges"]
    if ranges is None:
        return Variable(name)
    spans = [_RANGE.fullmatch(part) for part in ranges.split(",")]
    if len(spans) > 2 or not all(spans):
        raise ProblemError(
            f"{ranges!r} is not a range", help='write variables("w[1..3]") or variables("X[1..2, 1..2]")'
        )
    bounds = [range(int(span[1] or 1), int(span[2]) + 1) for span in spans if span]
    if prod(map(len, bounds)) > MOST_VARIABLES:
        raise ProblemError(
            f"{name}[{ranges}] has more than {MOST_VARIABLES:,} variables",
            help="state it with du.vector and du.matrix, which unroll nothing",
        )
    indices = [", ".join(map(str, index)) for index in product(*bounds)]
    return Array(tuple(Variable(f"{name}[{index}]") for index in indices), tuple(map(len, bounds)))


def _point(value: object, size: int) -> tuple[Expression, ...]:
    entries = (value,)
    if isinstance(value, Iterable) and not isinstance(value, str) and getattr(value, "shape", None) != ():
        entries = tuple(value)
    if len(entries) != size:
        raise ProblemError(f"{value!r} does not have {size} coordinate{'s' if size > 1 else ''}")
    return tuple(expression_of(entry) for entry in entries)


def _checked(name: str) -> str:
    """The name, if the problem language allows it."""
    stem, _, _ = str(name).partition("[")
    if re.fullmatch(NAME, stem) is None:
        raise ProblemError(f"{name!r} is not a name", help="a name has letters, digits and _, and begins with a letter")
    kept = reserved(stem)
    if kept is not None:
        raise ProblemError(f"{stem!r} is {kept}", help="choose another name")
    return name
