"""NL files (AMPL's) through casadi, an optional package: its list of instructions as trees."""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from importlib.util import find_spec
from math import inf
from pathlib import Path
from typing import Any

from duality.errors import BackendUnavailable, ProblemError
from duality.model import functions
from duality.model.budget import current
from duality.model.expression import (
    Call,
    Expression,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    number,
    opposite,
)
from duality.named_tuples import NamedTuple
from duality.solving import solvers

FUNCTIONS = {name.upper(): name for name in functions.FUNCTIONS} | {"FABS": "abs", "FMIN": "min", "FMAX": "max"}
"""casadi's operations that are functions of the language."""

TRIAL = "import casadi, sys; casadi.NlpBuilder().import_nl(sys.argv[1])"

LEAST_PATIENCE, BYTES_A_SECOND = 10.0, 100_000.0
"""Seconds for any file, and what is read in each further one at least."""


class NlColumn(NamedTuple):
    """A variable with its bounds."""

    name: str
    lower: float
    upper: float
    integer: bool


class NlRow(NamedTuple):
    """lower <= tree <= upper."""

    tree: Expression
    lower: float
    upper: float


class NlModel(NamedTuple):
    """min or max the objective."""

    maximize: bool
    objective: Expression
    columns: tuple[NlColumn, ...]
    rows: tuple[NlRow, ...]


def read_nl(path: Path) -> NlModel:
    """The model, variables x1, x2, ... in the file's order.

    Raises `BackendUnavailable` without casadi, `ProblemError` for a file or an operation that cannot be read.
    """
    if find_spec("casadi") is None:
        raise BackendUnavailable("casadi reads NL files; install it with: pip install 'duality-playground[casadi]'")
    if not path.is_file():
        raise ProblemError(f"there is no file {path}")
    casadi = solvers.library("casadi")
    _tried(path)
    builder = casadi.NlpBuilder()
    solvers.Silent(lambda: builder).import_nl(str(path))
    names = [f"x{k + 1}" for k in range(len(builder.x))]
    objective, *rows = _trees(casadi, builder, names)
    maximize = re.search(rb"(?m)^O\d+ 1\b", path.read_bytes()) is not None
    ends = zip(rows, builder.g_lb, builder.g_ub, strict=True)
    bounds = zip(names, builder.x_lb, builder.x_ub, builder.discrete, strict=True)
    return NlModel(
        maximize,
        opposite(objective) if maximize else objective,
        tuple(NlColumn(name, float(low), float(high), bool(whole)) for name, low, high, whole in bounds),
        tuple(NlRow(tree, float(low), float(high)) for tree, low, high in ends),
    )


def _tried(path: Path) -> None:
    """casadi's reader goes on for ever in many a damaged file, and nothing stops it but the end of its process."""
    from subprocess import TimeoutExpired, run

    patience = LEAST_PATIENCE + path.stat().st_size / BYTES_A_SECOND
    try:
        done = run(
            [sys.executable, "-c", TRIAL, str(path)],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=min(patience, current().limit or patience),
            check=False,
        )
    except TimeoutExpired:
        why = "its reader comes to no end"
    else:
        if done.returncode == 0:
            return
        said = done.stderr.strip().splitlines()
        why = said[-1] if said else "its reader broke"
    raise ProblemError(
        f"{path} is no NL file that casadi can read: {why}", help="write it in the text form, which begins with g"
    )


def _trees(casadi: Any, builder: Any, names: list[str]) -> list[Expression]:
    """The values of f and g, one instruction after the other."""
    function = casadi.Function("model", [casadi.vertcat(*builder.x)], [casadi.vertcat(builder.f, *builder.g)]).expand()
    operations = {getattr(casadi, name): name[3:] for name in dir(casadi) if name.startswith("OP_")}
    work: dict[int, Expression] = {}
    found: dict[int, Expression] = {}
    for k in range(function.n_instructions()):
        kind = operations[function.instruction_id(k)]
        inputs, outputs = function.instruction_input(k), function.instruction_output(k)
        if kind == "OUTPUT":
            found[outputs[1]] = work[inputs[0]]
        elif kind == "INPUT":
            work[outputs[0]] = Variable(names[inputs[1]])
        elif kind == "CONST":
            work[outputs[0]] = number(_exact(function.instruction_constant(k)))
        else:
            work[outputs[0]] = _combined(kind, [work[place] for place in inputs])
    return [found[place] for place in range(1 + len(builder.g))]


def _exact(value: float) -> Fraction:
    if abs(value) == inf or value != value:
        raise ProblemError("the NL file holds a number that is not finite", help="leave out the row, or give a number")
    return Fraction(repr(float(value)))


def _combined(kind: str, parts: list[Expression]) -> Expression:
    match kind:
        case "ADD":
            return Sum((*_terms(parts[0]), *_terms(parts[1])))
        case "SUB":
            return Sum((*_terms(parts[0]), opposite(parts[1])))
        case "MUL":
            return Product((parts[0], parts[1]))
        case "DIV":
            return Quotient(parts[0], parts[1])
        case "NEG":
            return opposite(parts[0])
        case "SQ":
            return Power(parts[0], number(2))
        case "TWICE":
            return Product((number(2), parts[0]))
        case "INV":
            return Quotient(number(1), parts[0])
        case "POW" | "CONSTPOW":
            return Power(parts[0], parts[1])
        case _ if kind in FUNCTIONS:
            return Call(FUNCTIONS[kind], tuple(parts))
    raise ProblemError(f"the NL file uses the operation {kind.lower()}, which the language does not have")


def _terms(tree: Expression) -> tuple[Expression, ...]:
    return tree.terms if isinstance(tree, Sum) else (tree,)
