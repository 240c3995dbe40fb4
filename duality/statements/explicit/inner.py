"""inf over x in X of L at given multipliers, where theta_D has multipliers of splits beside those of the rows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from duality.errors import DerivationError
from duality.model.problem import Sense
from duality.records import replace
from duality.statements.answering import solve
from duality.statements.explicit.kinds import TAGS
from duality.statements.explicit.lowering import Group, Lowered
from duality.statements.explicit.stating import EQUATIONS, INEQUALITIES, statement_of

Array = Any

NONE = Group((), ())


def inner_infimum(found: Lowered, multipliers: Mapping[str, Array]) -> float:
    """The optimal value of min L(., y) over X, times the objective's factor, as a statement without rows.

    Raises `DerivationError` where no solver finds it.
    """
    import numpy as np

    alpha = multipliers.get(INEQUALITIES)
    if alpha is not None and (alpha < 0).any():
        return -math.inf
    data = dict(found.data)
    sign = 1.0 if found.problem.sense is Sense.MIN else -1.0
    constant = sign * float(found.constant)
    if alpha is not None:
        constant -= float(data.pop("b") @ alpha)
    beta = multipliers.get(EQUATIONS)
    if beta is not None:
        constant -= float(data.pop("d") @ beta)
    for block in found.blocks:
        cost = sign * data.pop(f"c{block.suffix}", np.zeros(len(block.names)))
        for name, weights in (("A", alpha), ("E", beta)):
            matrix = data.pop(f"{name}{block.suffix}", None)
            if matrix is not None and weights is not None:
                cost = cost + matrix.T @ weights
        data[f"c{block.suffix}"] = cost
    for tag in TAGS:
        if f"W{tag}" in data:
            data = _with_functions(found, data, tag, data.pop(f"W{tag}").T @ alpha)
    families = []
    for family in found.families:
        chosen = data.pop(f"T{family.tag}", None)
        if chosen is not None:
            weights = chosen.T @ alpha
            kept = np.flatnonzero(weights)
            data[f"v{family.tag}"] = weights[kept]
            for name in data.keys() & family.letters(found.blocks):
                data[name] = data[name][kept]
        if len(data[f"v{family.tag}"]):
            families.append(family)
        else:
            data = {name: value for name, value in data.items() if name not in family.letters(found.blocks)}
            del data[f"v{family.tag}"]
    plain = found._replace(
        problem=_minimized(found),
        inequalities=NONE,
        equations=NONE,
        constant=constant,
        data=data,
        rounded=True,
        families=tuple(families),
    )
    value = solve(statement_of(plain), {}).primal.value
    if value is None:
        raise DerivationError("the infimum of L at these multipliers was not found")
    return value


def _minimized(found: Lowered) -> Any:
    return replace(found.problem, sense=Sense.MIN, title="", notes=())


def _with_functions(found: Lowered, data: dict[str, Array], tag: str, weights: Array) -> dict[str, Array]:
    """The squares or functions of the rows, with the weights that the multipliers give them, beside the objective's."""
    import numpy as np
    from scipy import sparse

    kept = np.flatnonzero(weights > 0)
    own, offsets, matrix = f"w{tag}", f"g{tag}", f"G{tag}"
    rows = next((data[f"{matrix}{b.suffix}"].shape[0] for b in found.blocks if f"{matrix}{b.suffix}" in data), 0)
    offset = data.pop(f"h{tag}", np.zeros(len(weights)))
    data[offsets] = np.concatenate([data.pop(offsets, np.zeros(rows)), offset[kept]])
    # Those of homogeneous functions of the objective stand in their forms.
    data[own] = np.concatenate([data.pop(own, np.ones(rows)), weights[kept]])
    for block in found.blocks:
        shape = (rows, len(block.names))
        above = data.pop(f"{matrix}{block.suffix}", sparse.csr_array(shape))
        below = data.pop(f"H{tag}{block.suffix}", sparse.csr_array((len(weights), len(block.names))))
        data[f"{matrix}{block.suffix}"] = sparse.csr_array(sparse.vstack([above, below[kept]]))
    if not len(data[own]):
        for name in (own, offsets, *(f"{matrix}{block.suffix}" for block in found.blocks)):
            del data[name]
    return data
