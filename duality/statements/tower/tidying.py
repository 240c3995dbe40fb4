"""Conditions as one writes them: without positive factors, a bound as a bound, numbers on the right."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.building import add, coefficient, multiply, number, scale, terms
from duality.statements.building.leaves import is_zero
from duality.statements.building.products import broadcast, broadcasted
from duality.statements.building.traces import depends
from duality.statements.nodes import Loop, Node, Range
from duality.statements.signs import sign_of
from duality.statements.tower.conditions import Condition

DECLARED_SIGNS = {">=": ("nonnegative", "positive"), ">": ("positive",), "<=": ("nonpositive", "negative")}
"""Of data, that make a condition on them hold."""

FLIPPED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "="}


def tidy(condition: Condition) -> Condition:
    """The same condition, shorter."""
    condition = _without_idle_loops(condition)
    if condition.relation == "range":
        return condition
    if not is_zero(condition.right):
        return _single(condition)
    value, bare = coefficient(condition.left)
    spread = None if bare.is_scalar else broadcasted(bare)
    bare = bare if spread is None else spread
    relation = condition.relation
    if (value > 0 or relation in FLIPPED) and len(terms(condition.left)) == 1:
        bare = _without_positive(bare)
        relation = relation if value > 0 else FLIPPED[relation]
        return condition._replace(relation=relation, left=bare, right=broadcast(number(0), bare.shape))  # type: ignore[arg-type]
    if relation == ">>":
        return condition
    return _bounded(condition)


def _without_idle_loops(condition: Condition) -> Condition:
    """Without "for all i in 1..n" where no i occurs."""
    span = condition.range
    ends = [s for loop in span.loops for s in (loop.lower, loop.upper)]
    used = {letter for size in ends for letter, _ in size.letters}

    def idle(loop: Loop) -> bool:
        certain = loop.lower.is_one() and loop.upper.letter() is not None and loop.upper.letter() not in names
        mentioned = any(depends(node, {loop.name}) for node in (condition.left, condition.right))
        return certain and not mentioned and loop.name not in used

    names = {loop.name for loop in span.loops}
    if span.guards or not any(map(idle, span.loops)):
        return condition
    return condition._replace(range=Range(tuple(loop for loop in span.loops if not idle(loop))))


def _single(condition: Condition) -> Condition:
    """Both sides spread over a matrix are numbers."""
    left = None if condition.left.is_scalar else broadcasted(condition.left)
    right = broadcasted(condition.right) if not condition.right.is_scalar else condition.right
    if left is not None and right is not None:
        return condition._replace(left=left, right=right)
    return condition


def _without_positive(node: Node) -> Node:
    """The node without scalar factors that are known to be positive."""
    if node.kind != "product" or not node.mark[0]:
        return node
    count = node.mark[0]
    kept = [s for s in node.args[:count] if sign_of(s) != "positive"]
    rest = [*kept, *node.args[count:]]
    return multiply(*rest) if rest and len(kept) < count else node


def _bounded(condition: Condition) -> Condition:
    """C - alpha >= 0 as alpha <= C; 1 - 1'alpha = 0 as 1'alpha = 1."""
    parts = terms(condition.left)
    moving = [(v, t) for v, t in parts if has_multiplier(t)]
    fixed = [(v, t) for v, t in parts if not has_multiplier(t)]
    if not moving or not fixed:
        return _led(condition)
    plain = all(t.kind == "number" or t.kind == "ones" for _, t in fixed)
    if not plain and not (len(moving) == 1 and moving[0][1].kind == "symbol"):
        return condition
    lead = moving[0][0]
    sign = Fraction(1, 1) / abs(lead) if len(moving) == 1 else Fraction(1)
    sign = sign if lead > 0 else -sign
    left = add(*(scale(v * sign, t) for v, t in moving))
    right = add(*(scale(-v * sign, t) for v, t in fixed))
    relation = condition.relation if sign > 0 else FLIPPED[condition.relation]
    return condition._replace(relation=relation, left=left, right=_number_alone(right))  # type: ignore[arg-type]


def _led(condition: Condition) -> Condition:
    """An equation does not begin with a minus."""
    if condition.relation == "=" and all(value < 0 for value, _ in terms(condition.left)):
        return condition._replace(left=scale(-1, condition.left))
    return condition


def _number_alone(node: Node) -> Node:
    found = None if node.is_scalar else broadcasted(node)
    return node if found is None else found


def has_multiplier(node: Node) -> bool:
    """Whether a multiplier occurs in the node."""
    return any(s.mark[0].role == "multiplier" for s in node.symbols())


def distinct(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Each condition once; what holds between numbers, is 0 = 0, or is declared of the data, is dropped."""
    found: dict[tuple, Condition] = {}
    for condition in conditions:
        gap = condition.gap() if condition.relation not in ("range", ">>") else condition.left
        if gap.kind in ("number", "zero") and _holds(condition, gap.mark[0] if gap.kind == "number" else Fraction(0)):
            continue
        if not has_multiplier(gap) and sign_of(gap) in DECLARED_SIGNS.get(condition.relation, ()):
            continue
        found.setdefault(
            (condition.relation, gap, condition.range, condition.right if condition.relation == "range" else None),
            condition,
        )
    told: dict[Condition, Condition] = {}
    for condition in map(tidy, found.values()):
        told.setdefault(condition._replace(reason=""), condition)
    return tuple(told.values())


def _holds(condition: Condition, value: Fraction) -> bool:
    match condition.relation:
        case "=":
            return value == 0
        case ">=" | ">>":
            return value > 0 if condition.strict else value >= 0
        case ">":
            return value > 0
        case "<=":
            return value <= 0
    return False


def never_holds(condition: Condition) -> bool:
    """A condition between numbers, which fails."""
    if condition.relation in ("range", ">>"):
        return False
    gap = condition.gap()
    return gap.kind == "number" and not _holds(condition, gap.mark[0])
