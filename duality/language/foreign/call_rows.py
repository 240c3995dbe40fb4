"""Rows and bounds of a solver's call out of its arrays: A x <= b, lb <= x <= ub, x'Hx/2."""

from __future__ import annotations

import ast
import copy

from duality.language.foreign.arrays import Array
from duality.language.foreign.python_trees import is_infinite, unknown
from duality.language.foreign.python_values import Values
from duality.language.foreign.untranslatable import Untranslatable
from duality.records import field, record


@record(frozen=False, slots=False)
class CallRows(Values):
    """The data of a call; ``first`` is 1 in MATLAB, where entries are counted from it."""

    first: int = 0
    rows: list[str] = field(default_factory=list)
    kept: dict[str, ast.expr] = field(default_factory=dict)
    """Bounds and constraints of scipy, as they stand."""

    def quadratic(self, node: ast.expr, x: Array) -> list[str]:
        """x'Hx/2, term by term."""
        matrix = self.array(node)
        n = len(x.entries)
        if matrix.shape != (n, n):
            raise Untranslatable(f"H has the shape {matrix.shape}")
        terms = []
        for i in range(n):
            for j in range(n):
                entry = matrix.within(i * n + j, 2)
                square = f"{x.entries[i]}^2" if i == j else f"{x.entries[i]}*{x.entries[j]}"
                terms += [] if entry == "0" else [f"{entry}/2*{square}"]
        return terms

    def linear(self, matrix: Array, x: Array, relation: str, right: Array) -> list[str]:
        """A x <= b, row by row."""
        n = len(x.entries)
        if len(matrix.entries) != n * len(right.entries):
            raise Untranslatable(f"a matrix of the shape {matrix.shape} for {n} variables")
        return [f"{total(products(matrix, k * n, x))} {relation} {bound}" for k, bound in enumerate(right.entries)]

    def bounds(self, name: str, told: dict[str, ast.expr], x: Array) -> None:
        """lb, ub and scipy's pairs; linprog of scipy keeps x >= 0 where nothing is said."""
        bounds = self.kept.get(ast.unparse(told["bounds"]), told["bounds"]) if "bounds" in told else None
        if isinstance(bounds, ast.Call):
            ends = dict(zip(("lb", "ub"), bounds.args, strict=False)) | {
                word.arg or "": word.value for word in bounds.keywords
            }
            pairs = list(zip(self._ends("lb", ends, x), self._ends("ub", ends, x), strict=True))
        elif bounds is not None:
            pairs = self._pairs(bounds, len(x.entries))
        elif name in ("lsqnonneg", "milp") or (name == "linprog" and not self.first):
            pairs = [("0", None)] * len(x.entries)
        else:
            pairs = list(zip(self._ends("lb", told, x), self._ends("ub", told, x), strict=True))
        whole = self._whole(told, len(x.entries))
        for k, (entry, (low, high)) in enumerate(zip(x.entries, pairs, strict=True)):
            if k in whole:
                self.domain.append(f"{entry} in {low or '-inf'}..{high or 'inf'}")
            elif low is not None and high is not None:
                self.domain.append(f"{entry} in [{low}, {high}]")
            elif low is not None or high is not None:
                self.domain.append(f"{entry} >= {low}" if low is not None else f"{entry} <= {high}")

    def _whole(self, told: dict[str, ast.expr], n: int) -> set[int]:
        """Which entries are integers."""
        if "intcon" in told:
            node = told["intcon"]
            return {int(one) - 1 for one in self.array(node).entries}
        if "integrality" in told:
            found = self.array(told["integrality"]).entries
            return {k for k, kind in enumerate(found * n if len(found) == 1 else found) if kind == "1"}
        return set()

    def _ends(self, key: str, told: dict[str, ast.expr], x: Array) -> list[str | None]:
        ends = self.ends(told[key]) if key in told else None
        found = (None,) if ends is None else tuple(None if ENDLESS in entry else entry for entry in ends.entries)
        found = found * len(x.entries) if len(found) == 1 else found
        if len(found) != len(x.entries):
            raise Untranslatable(f"{key} has {len(found)} entries")
        return list(found)

    def ends(self, node: ast.expr) -> Array | None:
        """A bound, `ENDLESS` where it is infinite; ``None`` where all of it is."""
        if is_infinite(node) or (isinstance(node, ast.Call) and is_infinite(node.func)):
            return None
        return self.array(_Finite().visit(copy.deepcopy(node)))

    def _pairs(self, node: ast.expr, n: int) -> list[tuple[str | None, str | None]]:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            node = node.left
        listed = node.elts if isinstance(node, ast.List | ast.Tuple) else []
        pairs = [self.kept.get(one.id, one) if isinstance(one, ast.Name) else one for one in listed]
        if len(pairs) == 2 and not any(isinstance(one, ast.Tuple | ast.List) for one in pairs):
            pairs = [node]
        found = [self._pair(one) for one in pairs]
        if len(found) not in (1, n):
            raise unknown(node)
        return found * n if len(found) == 1 else found

    def _pair(self, node: ast.expr) -> tuple[str | None, str | None]:
        if not isinstance(node, ast.Tuple | ast.List) or len(node.elts) != 2:
            raise unknown(node)
        shown = [None if ast.unparse(end) == "None" or is_infinite(end) else end for end in node.elts]
        low, high = (None if end is None else self.array(end).single() for end in shown)
        return low, high


ENDLESS = str(10**101)
"""What stands for infinity among the numbers of an array."""


class _Finite(ast.NodeTransformer):
    """Infinite numbers as `ENDLESS`, which an array can hold."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.expr) and not isinstance(node, ast.UnaryOp) and is_infinite(node):
            return ast.Constant(int(ENDLESS))
        return super().generic_visit(node)


def products(factors: Array, begin: int, x: Array) -> list[str]:
    """The terms of the inner product of x and as many entries from ``begin`` on."""
    told = [factors.within(begin + k, 2) for k in range(len(x.entries))]
    return [name if one == "1" else f"{one}*{name}" for one, name in zip(told, x.entries, strict=True) if one != "0"]


def total(terms: list[str]) -> str:
    """The sum of the terms."""
    return " + ".join(terms).replace("+ -", "- ") or "0"
