"""Parts of a formula whose variables cancel: x/x is 1, (x - x)*exp(y) is 0, wherever they are defined.

The rows hold the constants; the conditions under which the parts are defined are read off the formula as stated.
"""

from __future__ import annotations

from collections.abc import Callable

from duality.algebra.atoms import scalar_expression
from duality.model.expression import Call, Constant, Expression, Number, Variable
from duality.model.form import Affine


def without_cancelled(node: Expression, affine: Callable[[Expression], Affine | None]) -> Expression:
    """The tree with every part that is constant despite its variables replaced by the constant.

    ``affine`` gives the affine form of a subtree or ``None``. Trees in which no variable occurs twice are returned as
    they are, without a look at their parts.
    """
    if isinstance(node, (Number, Constant, Variable)) or not _repeats(node):
        return node
    if not isinstance(node, Call):
        form = affine(node)
        if form is not None:
            return scalar_expression(form.constant) if form.is_constant else node
    return node.mapped(lambda child: without_cancelled(child, affine))


def _repeats(node: Expression) -> bool:
    seen: set[str] = set()
    for inner in node.walk():
        if isinstance(inner, Variable):
            if inner.name in seen:
                return True
            seen.add(inner.name)
    return False
