"""Where a variable occurs under loops: x[i, j] for i, j -> the member x[i, j] that a dual row belongs to.

The loop variables that the indexes bind are replaced by those of the member; the others stay a sum, and a range that
mentions the member becomes the range of that sum: sum(alpha_need[i] for i in m..l).
"""

from __future__ import annotations

from duality.named_tuples import NamedTuple
from duality.statements.nodes import Guard, Loop, Node, Range
from duality.statements.sizes import Size, size_of
from duality.statements.substitution import fresh, range_at, size_at


class Placed(NamedTuple):
    """``letters`` turn what stands beside the occurrence into the member's indexes; ``rest`` is still summed."""

    letters: dict[str, Size]
    rest: Range


def placed(symbol: Node, range: Range, own: Range | None = None) -> Placed:
    """The occurrence of a variable inside a range, told for one member, or for those of a part of its range."""
    declaration, indices = symbol.mark
    own = declaration.range if own is None else own
    apart = _apart(own, range)
    range = Range(
        tuple(
            Loop(str(apart.get(a.name, a.name)), size_at(a.lower, apart), size_at(a.upper, apart)) for a in range.loops
        ),
        range_at(Range((), range.guards), apart).guards,
    )
    loops = {loop.name: loop for loop in range.loops}
    letters: dict[str, Size] = {}
    guards: list[Guard] = []
    for loop, found in zip(own.loops, indices, strict=True):
        index, member = size_at(found, apart), size_of(loop.name)
        pivot = next((a for a, c in index.letters if c == 1 and a in loops and a not in letters), None)
        if pivot is None:
            guards.append(Guard(index, "=", member))
        else:
            letters[pivot] = member - (index - size_of(pivot))
    # The index of x[i, i] may hold a loop that is only bound by another one.
    guards = list(range_at(Range((), tuple(guards)), letters).guards)
    for name, size in letters.items():
        guards += _within(loops[name], size, own, letters)
    guards += [g for g in range_at(Range((), range.guards), letters).guards if g not in own.guards]
    rest = tuple(
        Loop(a.name, size_at(a.lower, letters), size_at(a.upper, letters)) for a in range.loops if a.name not in letters
    )
    every = {**letters, **{old: letters.get(str(new), new) for old, new in apart.items()}}
    # A loop that remains may begin at 0, which no dimension is.
    ranges = Range((*own.loops, *rest), own.guards)
    return Placed(every, _tightened(rest, [g for g in guards if not _implied(g, ranges)], ranges))


def parted(own: Range, guard: Guard) -> tuple[Range, Range]:
    """The members for which a guard on their indexes holds, and the others."""
    return narrowed(own, guard), narrowed(own, opposite(guard))


def narrowed(own: Range, guard: Guard) -> Range:
    """The members for which the guard holds, as ends of the loops where it bounds one."""
    for k, loop in enumerate(own.loops if guard.relation == "=" else ()):
        at = guard.right if guard.left.letter() == loop.name else guard.left
        bounds = _bounds(guard.left, guard.right, loop) or _bounds(guard.right, guard.left, loop)
        if bounds and _at_most(loop.lower, at, own, 4) and _at_most(at, loop.upper, own, 4):
            return Range((*own.loops[:k], Loop(loop.name, at, at), *own.loops[k + 1 :]), own.guards)
    return _tightened(own.loops, [*own.guards, guard], own)


def opposite(guard: Guard) -> Guard:
    """The guard that holds where this one does not, of whole numbers."""
    match guard.relation:
        case "<=" if guard.left.letter() is not None:
            return Guard(guard.right + 1, "<=", guard.left)
        case "<=":
            return Guard(guard.right, "<=", guard.left - 1)
        case "<":
            return Guard(guard.right, "<=", guard.left)
        case "=":
            return Guard(guard.left, "!=", guard.right)
        case _:
            return Guard(guard.left, "=", guard.right)


def is_never(rest: Range, own: Range) -> bool:
    """For no member of the range anything is left of what is summed."""
    ranges = Range((*own.loops, *rest.loops), own.guards)
    return any(_excluded(guard, ranges) for guard in rest.guards)


def _excluded(guard: Guard, own: Range) -> bool:
    if guard.relation == "=":
        beyond = (Guard(guard.left + 1, "<=", guard.right), Guard(guard.right + 1, "<=", guard.left))
        if any(_implied(other, own) for other in beyond):
            return True
    return _implied(opposite(guard), own)


def _apart(own: Range, range: Range) -> dict[str, Size]:
    """New names for the loops of a range that are called as the member's: they are other indexes."""
    names = {loop.name for loop in own.loops}
    taken = names | {loop.name for loop in range.loops}
    made: dict[str, Size] = {}
    for loop in range.loops:
        if loop.name in names:
            name = fresh(loop.name, taken)
            taken.add(name)
            made[loop.name] = size_of(name)
    return made


def _within(loop: Loop, size: Size, own: Range, letters: dict[str, Size]) -> list[Guard]:
    """lower <= size <= upper, for a loop variable that was replaced."""
    lower, upper = size_at(loop.lower, letters), size_at(loop.upper, letters)
    return [Guard(lower, "<=", size), Guard(size, "<=", upper)]


def _implied(guard: Guard, own: Range) -> bool:
    """Whether the member's own range says it already."""
    if guard in own.guards:
        return True
    if guard.relation == "<=":
        return _at_most(guard.left, guard.right, own, 4)
    return guard.relation == "=" and guard.left == guard.right


def _at_most(left: Size, right: Size, own: Range, depth: int) -> bool:
    """left <= right by constants and by the ends of the member's loops."""
    gap = right - left
    if not gap.letters:
        return gap.constant >= 0
    if depth == 0:
        return False
    for loop in own.loops:
        coefficient = dict(gap.letters).get(loop.name, 0)
        if coefficient:
            end = loop.lower if coefficient > 0 else loop.upper
            if _at_most(Size(0), gap.substitute(loop.name, end), own, depth - 1):
                return True
    if any(loop.name in dict(gap.letters) for loop in own.loops):
        return False
    # Dimensions are at least 1.
    return all(c > 0 for _, c in gap.letters) and gap.constant + sum(c for _, c in gap.letters) >= 0


def _tightened(rest: tuple[Loop, ...], guards: list[Guard], own: Range) -> Range:
    """Guards that bound a remaining loop become its ends, where they imply the old end."""
    loops = list(rest)
    left: list[Guard] = []
    for guard in guards:
        if not (guard.relation == "<=" and _absorbed(loops, guard, own)):
            left.append(guard)
    return Range(tuple(loops), tuple(left))


def _absorbed(loops: list[Loop], guard: Guard, own: Range) -> bool:
    for k, loop in enumerate(loops):
        if _bounds(guard.left, guard.right, loop) and _at_most(guard.right, loop.upper, own, 4):
            loops[k] = Loop(loop.name, loop.lower, guard.right)
            return True
        if _bounds(guard.right, guard.left, loop) and _at_most(loop.lower, guard.left, own, 4):
            loops[k] = Loop(loop.name, guard.left, loop.upper)
            return True
    return False


def _bounds(one: Size, other: Size, loop: Loop) -> bool:
    """Whether one side is the loop variable and the other holds it nowhere."""
    return one.letter() == loop.name and loop.name not in dict(other.letters)
