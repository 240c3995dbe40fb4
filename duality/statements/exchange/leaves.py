"""Variables, parameters and constants of a foreign tree as symbols with names that the language allows."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from duality.errors import ProblemError
from duality.statements.building import identity, number, ones, scale, symbol, zero
from duality.statements.constants import definite, tuples
from duality.statements.nodes import Declaration, Definite, Node, Sign
from duality.statements.sizes import SCALAR, Shape, Size
from duality.statements.statement import DomainRow

_AUTOMATIC = re.compile(r"(?:var|param)\d+")

RESERVED = frozenset({"I", "R", "S", "e", "pi", "inf", "gap", "ones", "eye", "for", "in", "if", "and", "min", "max"})

_SIGNS: tuple[tuple[str, Sign], ...] = (
    ("pos", "positive"),
    ("nonneg", "nonnegative"),
    ("neg", "negative"),
    ("nonpos", "nonpositive"),
)
_REFUSED = ("complex", "imag", "hermitian", "diag", "sparsity")


def shape_of(shape: tuple[int, ...]) -> Shape:
    """() is a number, (n,) a column, (m, n) a matrix. Raises `ProblemError` for more axes."""
    if len(shape) > 2:
        raise ProblemError(
            f"an expression of {len(shape)} axes is neither a vector nor a matrix", help="state it by matrices"
        )
    rows, columns = (*shape, *(1,) * (2 - len(shape)))
    return Size(rows), Size(columns)


class Leaves:
    """Every leaf once, by its identity; ``domain`` holds what the attributes say, ``arrays`` the constants by name."""

    def __init__(self) -> None:
        self.variables: dict[Any, Declaration] = {}
        self.parameters: dict[Any, Declaration] = {}
        self.data: dict[str, object] = {}
        self.arrays: dict[str, Any] = {}
        self.domain: list[DomainRow] = []
        self.taken: set[str] = set(RESERVED)

    def fresh(self, stem: str) -> str:
        """The stem as a name that is not taken: x, x_2, x_3."""
        plain = re.sub(r"\W", "_", stem, flags=re.ASCII).strip("_")
        plain = plain if plain and plain[0].isalpha() else f"v_{plain}" if plain else "v"
        name, count = plain, 1
        while name in self.taken:
            count += 1
            name = f"{plain}_{count}"
        self.taken.add(name)
        return name

    def new(self, stem: str, shape: Shape = SCALAR, *, symmetric: bool = False) -> Node:
        """A variable that the other system does not have."""
        declared = Declaration(self.fresh(stem), "variable", shape, symmetric=symmetric)
        self.variables[declared.name] = declared
        return symbol(declared)

    def variable(self, leaf: Any) -> Node:
        """A variable; its attributes become rows of the domain, without multipliers, as the other system has them."""
        if leaf.id not in self.variables:
            told = leaf.attributes
            refused = next((key for key in _REFUSED if told.get(key)), None)
            if refused is not None:
                raise ProblemError(
                    f"the variable {leaf.name()} is declared {refused}, which statements do not have",
                    help="state it by constraints on a plain variable",
                )
            symmetric = any(bool(told.get(key)) for key in ("symmetric", "PSD", "NSD"))
            stem = "x" if _AUTOMATIC.fullmatch(leaf.name()) else leaf.name()
            declared = Declaration(self.fresh(stem), "variable", shape_of(leaf.shape), symmetric=symmetric)
            self.variables[leaf.id] = declared
            self.domain += self._restricted(leaf, symbol(declared))
        return symbol(self.variables[leaf.id])

    def _restricted(self, leaf: Any, node: Node) -> list[DomainRow]:
        told = leaf.attributes
        nothing = zero(node.shape)
        if told.get("integer"):
            raise ProblemError(
                f"the variable {leaf.name()} is an integer without listed values",
                help="declare it boolean, or state the finite set in a .dual file",
            )
        if told.get("boolean"):
            return [DomainRow("in", node, points=(number(0), number(1)))]
        rows = []
        for key, relation in (("nonneg", ">="), ("pos", ">="), ("nonpos", "<="), ("neg", "<=")):
            if told.get(key):
                rows.append(DomainRow(relation, node, nothing))  # type: ignore[arg-type]
        if told.get("PSD") or told.get("NSD"):
            rows.append(DomainRow(">>" if told.get("PSD") else "<<", node, nothing))
        for end, relation in zip(told.get("bounds") or (), (">=", "<="), strict=False):
            rows += self._bounded(node, end, relation)
        return rows

    def _bounded(self, node: Node, end: Any, relation: str) -> list[DomainRow]:
        import numpy as np

        if end is None or (np.ndim(end) == 0 and not np.isfinite(end)):
            return []
        given = np.asarray(end, dtype=float)
        column = given[:, None] if given.ndim == 1 else given
        full = np.broadcast_to(column, tuple(s.known() or 1 for s in node.shape))
        if not np.isfinite(full).all():
            raise ProblemError("bounds that are infinite for some entries only", help="state them as constraints")
        return [DomainRow(relation, node, self.constant(full))]  # type: ignore[arg-type]

    def parameter(self, leaf: Any) -> Node:
        """A parameter as a letter; its value, where it has one, is bound and may be overridden."""
        if leaf.id not in self.parameters:
            told = leaf.attributes
            sign = _sign(told)
            known: Definite = "semidefinite" if told.get("PSD") else "no"
            stem = "a" if _AUTOMATIC.fullmatch(leaf.name()) else leaf.name()
            shape = shape_of(leaf.shape)
            symmetric = bool(told.get("PSD") or told.get("NSD") or told.get("symmetric"))
            name = self.fresh(stem)
            declared = Declaration(name, "parameter", shape, sign=sign, symmetric=symmetric, definite=known)
            self.parameters[leaf.id] = declared
            if leaf.value is not None:
                self.data[declared.name] = tuples(_dense(leaf.value).tolist())
        return symbol(self.parameters[leaf.id])

    def constant(self, value: Any) -> Node:
        """An array of numbers: 0, 1, multiples of ones and I by themselves, everything else as a letter with data."""
        import numpy as np

        array = np.atleast_1d(_dense(value))
        array = array[:, None] if array.ndim == 1 else array
        shape = shape_of(array.shape)
        if not np.isfinite(array).all():
            raise ProblemError("a constant is infinite or not a number", help="leave out the row, or give a number")
        first = Fraction(repr(float(array.flat[0])))
        if (array == array.flat[0]).all():
            return zero(shape) if first == 0 else scale(first, ones(shape))
        if array.shape[0] == array.shape[1] and (array == array[0, 0] * np.eye(len(array))).all():
            return scale(first, identity(shape[0]))
        key = (array.shape, array.tobytes())
        if key not in self.parameters:
            self.parameters[key] = self._letter(array, shape)
            self.arrays[self.parameters[key].name] = array
            self.data[self.parameters[key].name] = tuples((array if array.shape[1] > 1 else array[:, 0]).tolist())
        return symbol(self.parameters[key])

    def _letter(self, array: Any, shape: Shape) -> Declaration:
        square = array.shape[0] == array.shape[1] and bool((array == array.T).all())
        sign: Sign = "positive" if bool((array > 0).all()) else "nonnegative" if bool((array >= 0).all()) else "any"
        name = self.fresh("b" if array.shape[1] == 1 else "P" if square else "A")
        known: Definite = definite(array) if square else "no"
        return Declaration(name, "parameter", shape, sign=sign, symmetric=square, definite=known)


def _sign(attributes: Any) -> Sign:
    for key, sign in _SIGNS:
        if attributes.get(key):
            return sign
    return "any"


def _dense(value: Any) -> Any:
    import numpy as np

    if hasattr(value, "toarray"):
        value = value.toarray()
    array = np.asarray(value)
    if np.iscomplexobj(array):
        raise ProblemError("a constant is complex", help="state real and imaginary parts")
    return array.astype(float)


def exact(value: Any) -> Fraction:
    """A number by the decimal that it prints as."""
    return Fraction(repr(float(value)))


def refused(kind: str) -> ProblemError:
    """The refusal of an atom by its name."""
    return ProblemError(
        f"cvxpy's {kind} has no rule here",
        help="state it by norms, squares, exp, log, entr, log_sum_exp, max, huber or matrix inequalities",
    )
