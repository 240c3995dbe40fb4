"""inf over (y, z) of L = inf over z of (inf over y of L): one variable after the other, z as parameters meanwhile.

True for every L and in every order. A variable is taken first where L is a sum of functions of it with coefficients
that do not contain it, and where the inner infimum is one formula for all z; what is left is derived like any block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from duality.derivation.blocks import LagrangianBlock
from duality.derivation.parts import block_part, region
from duality.derivation.rules.affine import affine
from duality.derivation.rules.directions import directions
from duality.derivation.rules.entry import Entry
from duality.derivation.rules.partial.budget import Abandoned, Budget
from duality.derivation.rules.partial.composition import composed, merged
from duality.derivation.rules.partial.inner import Along, InnerBranch, along, inner_infimum
from duality.derivation.rules.partial.meanings import resolved, told
from duality.derivation.rules.partial.parameters import Parameters
from duality.derivation.rules.partial.remainder import Remainder, containing, remaining, without
from duality.derivation.rules.quadratic import quadratic
from duality.derivation.rules.rule import Refusal, Rule
from duality.model.derivation import Block, Branch, Infimum, Step
from duality.model.expression import Variable
from duality.model.form import FREE
from duality.records import replace

ENTRY = Entry(
    "Coupled variables, one minimized after the other",
    "var x, y\ndomain y > 0\nmin exp(-x)\ns.t.\n c: x^2/y <= 0",
    "Boyd and Vandenberghe, section 3.2.5 and Exercise 5.21",
)

MOST_VARIABLES = 6
MOST_BRANCHES = 64

OUTER_RULES: tuple[Rule, ...] = (affine, quadratic, directions)


def partial(block: LagrangianBlock) -> Sequence[Block] | Refusal:
    """Coupled variables of which some can be minimized out, one after the other."""
    if block.discrete:
        return Refusal("a finite set and a continuous variable are coupled")
    if len(block.variables) > MOST_VARIABLES:
        return Refusal(f"it couples more than {MOST_VARIABLES} variables")
    budget = Budget()
    bounds = {name: block.bounds.get(name, FREE) for name in block.variables}
    parameters = Parameters(block.nonnegative, bounds, budget)
    try:
        found = _minimized(block, parameters)
    except Abandoned as limit:
        return Refusal(str(limit))
    if isinstance(found, Refusal):
        return found
    return [Block(block.variables, "partial minimization", tuple(found), part=block_part(block))]


def _minimized(block: LagrangianBlock, parameters: Parameters) -> list[Branch] | Refusal:
    """The infimum over the block by the first variable that can be taken out."""
    refusal = Refusal("none of its variables can be minimized out")
    for name, given in _candidates(block, parameters):
        inner = inner_infimum(given, block.bounds.get(name, FREE), parameters)
        if isinstance(inner, Refusal):
            refusal = inner
            continue
        found = _outer(block, name, given, inner, parameters)
        if not isinstance(found, Refusal):
            return found
        refusal = found
    return refusal


def _candidates(block: LagrangianBlock, parameters: Parameters) -> Iterator[tuple[str, Along]]:
    """The variables along which L is a sum of functions of one variable, squares first, then the fewest functions."""
    found: list[tuple[tuple[bool, int], str, Along]] = []
    for name in block.variables:
        if any(name in restriction.row.names() for restriction in block.conditions):
            continue
        given = along(containing(block, name, parameters), name)
        if not isinstance(given, Refusal):
            found.append(((not given.is_quadratic, len(given.curves)), name, given))
    for _, name, given in sorted(found, key=lambda entry: entry[0]):
        yield name, given


def _outer(
    block: LagrangianBlock, name: str, given: Along, inner: Sequence[InnerBranch], parameters: Parameters
) -> list[Branch] | Refusal:
    """The infimum over the other variables of every inner branch."""
    branches: list[Branch] = []
    for case in inner:
        sharper = parameters.where(case.conditions)
        left = remaining(without(block, name), case.value, sharper)
        if isinstance(left, Refusal):
            return left
        parts: list[list[Branch]] = []
        for part in left.blocks:
            found = _infimum(part, sharper)
            if isinstance(found, Refusal):
                return found
            parts += found
        if prod(len(part) for part in parts) > MOST_BRANCHES:
            return Refusal("the cases of a partial minimization multiply")
        opening = _opening(block, name, given, case, left, parameters)
        for choice in product(*parts):
            whole = composed(name, case, choice, left.constant, sharper)
            if isinstance(whole, Refusal):
                return whole
            branches += [replace(branch, steps=(*opening, *branch.steps)) for branch in whole]
    return merged(branches, parameters)


def _opening(
    block: LagrangianBlock, name: str, given: Along, case: InnerBranch, left: Remainder, parameters: Parameters
) -> tuple[Step, ...]:
    """The inner infimum and what it leaves."""
    bounds = region({name: block.bounds.get(name, FREE)})
    fixed = ", ".join(other for other in block.variables if other != name)
    first = Step(
        "partial minimization",
        f"An infimum may be taken over one variable after the other. First over {{0}}, with {fixed} held fixed:",
        (Variable(name),),
        (Infimum((name,), given.tree(name), bounds),),
    )
    parts = [block_part(part) for part in left.blocks]
    if not parts:
        rest = Step("partial minimization: rest", "The infimum over {0} is {1}.", (Variable(name), case.value.tree))
    else:
        reason = "The infimum over {0} is {1}. With it put in, this is left for the other variables:"
        shown = tuple(part for part in parts if part is not None)
        rest = Step("partial minimization: rest", reason, (Variable(name), case.value.tree), shown)
    return (first, *told(case.steps, name, parameters), *told([rest], name, parameters))


def _infimum(block: LagrangianBlock, parameters: Parameters) -> list[list[Branch]] | Refusal:
    """The branches of each part of the block, over the multipliers alone."""
    for rule in OUTER_RULES:
        found = rule(block)
        if not isinstance(found, Refusal):
            return resolved(found, parameters)
    again = _minimized(block, parameters)
    return again if isinstance(again, Refusal) else [again]
