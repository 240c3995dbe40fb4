"""L of the problem that theta_D belongs to, in the nodes of the statement: split arguments become variables.

This reads the statement, not the tower's collected parts, so that a fault of the collecting shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, reduce

from duality.statements.building import block, call, multiply, number, part, scale, transpose
from duality.statements.building.atoms import NORMS
from duality.statements.building.leaves import identity
from duality.statements.nodes import Node
from duality.statements.rebuilding import mapped, rebuilt
from duality.statements.sizes import ONE
from duality.statements.tower.collecting import Atom
from duality.statements.tower.conjugates.quotient import halves
from duality.statements.tower.deriving import Derived
from duality.statements.tower.patterns import over_linear
from duality.statements.tower.splitting import Split

EVEN = NORMS | {"abs", "abspow", "deadzone", "huber", "hyperbola", "norm_power", "quadratic", "square"}
"""Functions that are the same of the opposite argument."""

_POWERS = {name: {"square", "norm_power"} for name in NORMS} | {"abs": {"abspow"}, "pos": {"pospow"}}
"""What powers of these functions are collected as."""

_OF_NO_NORM = {"square", "pow", "recip", "abspow", "norm_power"}

_CALLS = {
    "neggeomean": "geomean",
    "neglog": "log",
    "neglogdet": "logdet",
    "negsqrt": "sqrt",
    "negtrsqrt": "trsqrt",
    "square": "norm",
}
"""How the statement calls what the tower collects under another name."""


def in_split_form(derived: Derived) -> Callable[[Node], Node]:
    """The change that turns f and the rows into those of the split problem, one split after the other.

    A function of a split variable may have been split off once more.
    """
    places = [derived.objective, *(row.body for row in derived.rows), *(s.definition for s in derived.splits)]
    changes: list[Callable[[Node], Node | None]] = []
    for split in derived.splits:
        change = partial(_chosen if _is_recognized(places, split) else _replaced, split=split)
        places = [mapped(place, change) for place in places]
        changes.append(change)
    return lambda node: reduce(mapped, changes, node)


def _is_recognized(places: Sequence[Node], split: Split) -> bool:
    """Each function that the variable was made for stands somewhere as it was collected.

    Then exp(x) is told from exp(-x), and x'*P*x from x'*x; others, which were changed before, only by their kind.
    """
    nodes = [node for place in places for node in place.walk()]
    return all(any(_is_atom(node, atom) for node in nodes) for atom in split.atoms)


def _chosen(node: Node, split: Split) -> Node | None:
    """As `_replaced`, where the node is one of the functions that the variable was made for."""
    if not any(_is_atom(node, atom) for atom in split.atoms):
        return None
    if node.kind == "power" and node.args[0].kind == "call" and node.args[0].mark[0] in ("abs", "pos"):
        inside = _of_variable(node.args[0], split.definition, split.symbol)
        return rebuilt(node, [inside, node.args[1]])
    return _replaced(node, split)


def _is_atom(node: Node, atom: Atom) -> bool:
    """The node is this very function: its argument, up to the sign of an even one, and its other data."""
    if node.kind == "product":
        return atom.kind == "quadratic" and _middle(node, atom) in (atom.extra[0], transpose(atom.extra[0]))
    if node.kind == "power":
        base, exponent = node.args
        kinds = _POWERS.get(base.mark[0]) if base.kind == "call" else None
        inside = base if kinds is None else base.args[0]
        fits = atom.kind in (kinds or _OF_NO_NORM) and (not atom.extra or atom.extra[-1] == exponent)
        return fits and _same_argument(inside, atom)
    if (
        node.kind not in ("call", "inverse")
        or not node.args
        or atom.kind in ("abspow", "pospow", "square", "norm_power")
    ):
        return False
    if node.kind == "call" and node.mark[0] == "relent" and not node.args[0].varying:
        return atom.kind == "neglog" and _same_argument(node.args[1], atom)
    inside = scale(-1, node.args[0]) if node.kind == "call" and node.mark[0] == "minimum" else node.args[0]
    data = () if atom.kind in ("relent_of", "deadzone") else atom.extra
    return _is_kind(node, atom.kind) and _same_argument(inside, atom) and (not data or node.args[1:] == data)


def _same_argument(inside: Node, atom: Atom) -> bool:
    return inside == atom.argument or (atom.kind in EVEN and inside == scale(-1, atom.argument))


def _middle(node: Node, atom: Atom) -> Node | None:
    """K of u'*K*u for the argument u of the atom; ``None`` where the product is another one."""
    factors = _between(node, atom.argument)
    if factors is None:
        return None
    return multiply(*factors) if factors else identity(atom.argument.shape[0])


def _between(node: Node, argument: Node) -> tuple[Node, ...] | None:
    """The factors between u' and u, whose own stand in one flat chain; ``None`` where the product is another one."""
    chain = node.args[node.mark[0] :]
    own = argument.args[argument.mark[0] :] if argument.kind == "product" else (argument,)
    turned = tuple(transpose(factor) for factor in reversed(own))
    if len(chain) < 2 * len(own) or chain[-len(own) :] != own or chain[: len(own)] != turned:
        return None
    return chain[len(own) : len(chain) - len(own)]


def _replaced(node: Node, split: Split) -> Node | None:
    """A function of the split argument as the function of the new variable."""
    definition, made = split.definition, split.symbol
    if "over" in split.kinds and (found := over_linear(node)) is not None:
        weight, top, bottom, extra = found
        if block(((top,), (bottom,))) != definition:
            return None
        return multiply(weight, call("over", *halves(made), *extra))
    if node.kind == "product" and "quadratic" in split.kinds:
        turned = transpose(definition)
        if turned != definition and definition in node.args and turned in node.args:
            args = [made if a == definition else transpose(made) if a == turned else a for a in node.args]
            return rebuilt(node, args)
        return _mirrored(node, definition, made)
    if node.kind not in ("call", "inverse", "power") or not node.args:
        return None
    if "relent_of" in split.kinds and node.mark == ("relent",) and definition == block(tuple((a,) for a in node.args)):
        heights = tuple(a.shape[0] for a in node.args)
        return rebuilt(node, [part(made, heights, (ONE,), k, 0) for k in (0, 1)])
    turned = scale(-1, definition)
    powered = _is_power_of_norm(node)
    if powered and node.args[0].args[0] in (definition, turned):
        kind = "square" if node.args[0].mark[0] == "norm" and node.args[1] == number(2) else "norm_power"
        if kind not in split.kinds:
            return node
        return rebuilt(node, [_of_variable(node.args[0], definition, made), node.args[1]])
    kinds = split.kinds if node.kind == "power" else split.kinds - {"square", "norm_power"}
    if not (any(_is_kind(node, kind) for kind in kinds) and _is_argument(node, split)):
        return None
    found = _of_variable(node, definition, made)
    return None if found == node else found


def _is_power_of_norm(node: Node) -> bool:
    """norm(u)^p, of which norm(u) by itself is no atom."""
    return node.kind == "power" and node.args[0].kind == "call" and node.args[0].mark[0] in NORMS


def _of_variable(node: Node, definition: Node, made: Node) -> Node:
    turned = scale(-1, definition)
    args = [made if a == definition else scale(-1, made) if a == turned else a for a in node.args]
    return rebuilt(node, args)


def _mirrored(node: Node, definition: Node, made: Node) -> Node | None:
    """u'*X*K*X'*u with the definition X'*u."""
    if definition.kind == "product" and definition.mark[0]:
        return None
    middle = _between(node, definition)
    return None if middle is None else multiply(*node.args[: node.mark[0]], transpose(made), *middle, made)


def _is_argument(node: Node, split: Split) -> bool:
    """Of max(x) and -min(x) = max(-x) only one may be told by the new variable."""
    if "maximum" not in split.kinds:
        return True
    own = scale(-1, node.args[0]) if node.mark[0] == "minimum" else node.args[0]
    return any(own == atom.argument for atom in split.atoms)


def _is_kind(node: Node, kind: str) -> bool:
    if node.kind == "inverse":
        return kind == "inverse"
    if kind == "norm_power":
        return node.kind == "call" and node.mark[0] in NORMS
    if node.kind == "power":
        return kind in ("square", "pow", "recip", "abspow")
    if node.mark[0] == "relent" and not node.args[0].varying:
        return kind == "neglog"
    if node.mark[0] == "abs" and kind in ("abspow", "deadzone"):
        return True
    if node.mark[0] == "minimum" and kind == "maximum":
        return True
    if node.mark[0] == "pos" and kind == "pospow":
        return True
    return node.mark[0] in (kind, _CALLS.get(kind, kind))
