"""numpy's functions of matrices, by their names there."""

from __future__ import annotations

import operator
from typing import Any

UFUNCS: dict[str, Any] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "true_divide": operator.truediv,
    "power": operator.pow,
    "matmul": operator.matmul,
    "less_equal": operator.le,
    "greater_equal": operator.ge,
    "less": operator.lt,
    "greater": operator.gt,
    "equal": operator.eq,
    "negative": operator.neg,
    "absolute": abs,
    **{name: lambda x, name=name: x.called(name, x) for name in ("exp", "log", "sqrt")},
}
