"""Variables of programs that build models: what sizes, bounds and kinds say, and what nothing said means, by tool."""

from __future__ import annotations

import ast

from duality.language.foreign.python_trees import called, is_infinite
from duality.language.foreign.python_values import Values
from duality.language.foreign.untranslatable import Untranslatable

_KINDS = {
    "LpVariable": ("name lowBound upBound cat", None),
    "dicts": ("name size lowBound upBound cat", None),
    "addVar": ("lb ub obj vtype name", "0"),
    "addVars": ("size lb ub obj vtype name", "0"),
    "addMVar": ("size lb ub obj vtype name", "0"),
    "Var": ("size", None),
    "NumVar": ("lb ub name", None),
    "IntVar": ("lb ub name", None),
    "BoolVar": ("name", None),
}
"""The arguments in their order, and the lower bound where none is given."""
_LOWER, _UPPER = ("lb", "lowBound"), ("ub", "upBound")
_BINARY = frozenset({"Binary", "B", "BINARY", "Boolean", "LpBinary"})
_INTEGER = frozenset({"Integer", "I", "INTEGER", "Integers", "NonNegativeIntegers", "LpInteger"})
_SIGNS = {"NonNegativeReals": "0", "NonNegativeIntegers": "0", "PercentFraction": "0"}
_CONTINUOUS = frozenset({"Continuous", "C", "CONTINUOUS", "Reals", "LpContinuous", *_SIGNS})


def is_variable(call: ast.Call) -> bool:
    """Whether the call makes a variable."""
    return called(call) in _KINDS


def variable_of(values: Values, name: str, call: ast.Call, count: int | None = None) -> None:
    """Declares the variable, or ``count`` such, with the rows of its set; raises `Untranslatable`."""
    maker = called(call)
    order, lower = _KINDS[maker]
    told = dict(zip(order.split(), call.args, strict=False)) | {word.arg or "": word.value for word in call.keywords}
    size = told.get("size") or told.get("indexs") or told.get("indices")
    numbers = None
    if size is not None and not _is_count(size, values):
        numbers = list(values.numbers(size))
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            raise Untranslatable(f"the indices '{ast.unparse(size)[:40]}' do not count on")
        values.firsts[name] = numbers[0]
    elif size is not None:
        count = values.integer(size)
    variable = values.declare(name, (len(numbers),) if numbers is not None else () if count is None else (count,))
    bounds = told.get("bounds")
    ends = bounds.elts if isinstance(bounds, ast.Tuple) and len(bounds.elts) == 2 else [None, None]
    kind = next((_word(told[key]) for key in ("cat", "vtype", "within", "domain") if key in told), "Continuous")
    if kind not in _BINARY | _INTEGER | _CONTINUOUS or (bounds is not None and ends == [None, None]) or "obj" in told:
        raise Untranslatable(f"'{ast.unparse(call)[:60]}' is not understood")
    low = _end(values, next((told[key] for key in _LOWER if key in told), ends[0]), _SIGNS.get(kind, lower))
    high = _end(values, next((told[key] for key in _UPPER if key in told), ends[1]), None)
    row = _row(kind, maker, low, high)
    values.domain += [f"{entry} {row}" for entry in variable.entries if row]


def _row(kind: str, maker: str, low: str | None, high: str | None) -> str:
    if kind in _BINARY or maker == "BoolVar":
        return "in {0, 1}"
    if kind in _INTEGER or maker == "IntVar":
        return f"in {low or '-inf'}..{high or 'inf'}"
    if low is not None and high is not None:
        return f"in [{low}, {high}]"
    return f">= {low}" if low is not None else f"<= {high}" if high is not None else ""


def _word(node: ast.expr) -> str:
    """'Binary', GRB.BINARY, pyo.Binary, LpBinary."""
    match node:
        case ast.Constant(str() as word) | ast.Name(word) | ast.Attribute(attr=word):
            return word
    return ""


def _end(values: Values, node: ast.expr | None, otherwise: str | None) -> str | None:
    """The text of a bound; ``None`` for one that is not there."""
    if node is None:
        return otherwise
    if is_infinite(node):
        return None
    if ast.unparse(node) == "None":
        return otherwise
    return values.array(node).single()


def _is_count(node: ast.expr, values: Values) -> bool:
    """3 or n, and no range of indices."""
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id not in values.sets)
