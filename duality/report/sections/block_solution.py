"""The infimum over one group of variables, told: its function, what makes it least where, its value case by case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from duality.algebra.atoms import power, substitute
from duality.model.derivation import Block, Branch, ImplicitMinimum, Infimum, Multiplier, Step
from duality.model.expression import Call, Expression, Number, Power
from duality.report.coverage import is_complete
from duality.report.document import EQUALS, Display, Inline, Name, Phrase, Row, Symbol
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.sections.statement import joined
from duality.report.sections.step_words import MINUS_INFINITY, told, where

LONGEST_SUBSTITUTION = 220
"""Characters of a value with the minimizer put in, before it is simplified; longer ones are left out."""

LONGEST_INLINE = 90
"""Characters of a formula in the middle of a sentence."""

MOST_ALIKE = 12
"""Blocks of one shape that are listed; the others are counted, unless everything is asked for."""


def alike(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks in their order, those told by the same sentences together."""
    groups: dict[object, list[Block]] = {}
    for block in blocks:
        groups.setdefault(_shape(block), []).append(block)
    return list(groups.values())


def _shape(block: Block) -> object:
    reasons = tuple(step.reason for step in block.steps)
    branches = tuple(
        (len(branch.conditions), branch.attained, tuple(step.reason for step in branch.steps))
        for branch in block.branches
    )
    places = tuple(row.relations for row in block.part.region) if block.part is not None else block.variables
    return block.rule, len(block.variables), len(block.directions), places, reasons, branches


def block_solution(block: Block, multipliers: Sequence[Multiplier], letters: Letters) -> Iterator[Phrase]:
    """What makes the group least, case by case, and its infimum."""
    # What the new variables are is told with the Lagrangian.
    shared = [step for step in dict.fromkeys([*block.steps, *_shared(block.branches)]) if step.rule != "directions"]
    opening: Phrase = (*_over(block, letters), *told(shared, letters))
    if not block.branches:
        yield (*opening, Display((Row(_infimum(block, letters), (EQUALS, MINUS_INFINITY)),)))
        return
    if len(block.branches) == 1:
        branch = block.branches[0]
        sentences = told([step for step in branch.steps if step not in shared], letters)
        yield (*opening, *sentences, *_conclusion(block, branch, multipliers, letters))
        return
    yield opening
    for branch in block.branches:
        own = [step for step in branch.steps if step not in shared]
        sentences = told(own, letters)
        inserted = _inserted(block, branch, letters)
        value: Phrase = (EQUALS, letters.formula(branch.value))
        if inserted is not None:
            sentences = (*sentences, " Substituted back, this gives", Display((Row((inserted,), value),)))
        elif sentences:
            sentences = (*sentences, " The infimum is then", Display((Row((letters.formula(branch.value),)),)))
        if sentences:
            yield (*where("Where ", branch.conditions, letters), ": ", *sentences)
    rows = [
        Row(_infimum(block, letters) if k == 0 else (), (EQUALS, letters.formula(branch.value)), _case(branch, letters))
        for k, branch in enumerate(block.branches)
    ]
    yield ("Together:", Display((*rows, *_elsewhere(block, multipliers))))


def _elsewhere(block: Block, multipliers: Sequence[Multiplier]) -> tuple[Row, ...]:
    """-inf where no branch holds; none where one always does, as on a closed bounded interval."""
    if not block.branches or is_complete((block,), multipliers):
        return ()
    return (Row((), (EQUALS, MINUS_INFINITY), ("elsewhere",)),)


def _over(block: Block, letters: Letters) -> Phrase:
    """The infimum over x of ..., for x >= 0."""
    head: Phrase = ("The infimum over ", *joined([(Name(name),) for name in block.variables]))
    if block.part is None:
        return (*head, ". ")
    body = letters.expression(block.part.body)
    if len(str(body)) > LONGEST_INLINE:
        return (*head, ". ")
    bounds = joined([(letters.comparison(row),) for row in block.part.region])
    return (*head, " of ", body, *((" for ", *bounds) if bounds else ()), ". ")


def _shared(branches: Sequence[Branch]) -> list[Step]:
    """The steps that every branch begins with."""
    if not branches:
        return []
    return [step for step in branches[0].steps if all(step in branch.steps for branch in branches)]


def _conclusion(block: Block, branch: Branch, multipliers: Sequence[Multiplier], letters: Letters) -> Phrase:
    """inf = the value with the minimizer put in = the value, and where."""
    if isinstance(branch.value, ImplicitMinimum) and not branch.conditions:
        return ()
    inserted = _inserted(block, branch, letters)
    head = _infimum(block, letters)
    value: Phrase = (EQUALS, letters.formula(branch.value))
    remark = _case(branch, letters)
    rows = [Row(head, value, remark)]
    if inserted is not None:
        rows = [Row(head, (EQUALS, inserted)), Row((), value, remark)]
    lead = " Substituted back, this gives" if inserted is not None else " So"
    return (lead, Display((*rows, *_elsewhere(block, multipliers))))


def _power_of_root(node: Expression) -> Expression | None:
    """sqrt(u)^2k is u^k."""
    match node:
        case Power(Call("sqrt", (argument,)), Number(Fraction() as exponent)) if exponent % 2 == 0:
            return power(argument, exponent / 2)
        case _:
            return None


def _inserted(block: Block, branch: Branch, letters: Letters) -> Expression | None:
    """The group's part of L at the minimizer, not yet simplified; ``None`` where there is nothing to simplify."""
    if block.part is None or not branch.minimizer or not isinstance(branch.value, Expression):
        return None
    point = dict(branch.minimizer)
    if not set(block.part.variables) <= point.keys() or not any(node.variables() for node in point.values()):
        return None
    inserted = substitute(block.part.body, point).replaced(_power_of_root)
    if inserted == branch.value or len(str(inserted)) > LONGEST_SUBSTITUTION:
        return None
    return letters.expression(inserted)


def _infimum(block: Block, letters: Letters) -> Phrase:
    if block.part is None:
        head = Symbol("inf of the terms of L in ", r"\inf \text{ of the terms of } L \text{ in } ")
        return (head, *joined([(Name(name),) for name in block.variables]))
    return (letters.formula(Infimum(block.part.variables, block.part.body, block.part.region)),)


def _case(branch: Branch, letters: Letters) -> Phrase:
    return where("where ", branch.conditions, letters) if branch.conditions else ()


def likewise(blocks: Sequence[Block], multipliers: Sequence[Multiplier], letters: Letters, options: Options) -> Phrase:
    """Groups that only differ in names and numbers from the one just told."""
    most = len(blocks) if options.verbose or len(blocks) <= MOST_ALIKE + 1 else MOST_ALIKE
    rows: list[Row] = []
    for block in blocks[:most]:
        head = _infimum(block, letters)
        for k, branch in enumerate(block.branches):
            rows.append(Row(head if k == 0 else (), (EQUALS, letters.formula(branch.value)), _aside(branch, letters)))
        if not block.branches:
            rows.append(Row(head, (EQUALS, MINUS_INFINITY)))
        rows += _elsewhere(block, multipliers)
    parts: list[Inline] = ["In the same way:", Display(tuple(rows))]
    if most < len(blocks):
        parts.append(f"and so on, for {len(blocks) - most} more.")
    return tuple(parts)


def _aside(branch: Branch, letters: Letters) -> Phrase:
    """The minimizer and the conditions, in a remark."""
    point = [
        (Name(name), EQUALS, letters.expression(node)) for name, node in branch.minimizer or () if node.variables()
    ]
    at: Phrase = ("at ", *joined(point)) if point else ()
    case = _case(branch, letters)
    return (*at, *((", ",) if at and case else ()), *case)
