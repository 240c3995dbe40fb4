"""The derivation as a worked solution: L by groups of variables, the infimum over each, theta_D, the dual, alpha*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duality.algebra.atoms import affine_expression, substitute
from duality.model.derivation import (
    Block,
    Branch,
    BranchCondition,
    Derivation,
    DualFunction,
    Formula,
    Infimum,
    InRange,
    PositiveSemidefinite,
    Step,
)
from duality.model.expression import ZERO, Comparison, Expression, Negative, Sum
from duality.report.document import EQUALS, Display, Enumeration, Heading, Inline, Name, Part, Phrase, Row, Symbol
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.phrases import QUADRATIC, condition_formula, phrase_text
from duality.report.sections.best_multipliers import best_multipliers
from duality.report.sections.explicit_dual import AUXILIARY, explicit_dual
from duality.report.sections.statement import joined

_PLACE = re.compile(r"\{(\d+)\}")

L = Symbol("L", "L")
Q, Q_VECTOR = Symbol("Q", "Q"), Symbol("q", "q")
MINUS_INFINITY = Symbol("-inf", r"-\infty")
PLUS = Symbol("   + ", "{}+ ")

SYMBOLS = {
    "L": L,
    "f": Symbol("f", "f"),
    "p*": Symbol("p*", "p^{*}"),
    "+infinity": Symbol("+infinity", r"+\infty"),
    "-infinity": Symbol("-infinity", r"-\infty"),
    "-inf": MINUS_INFINITY,
    "0*log(0) = 0": Symbol("0*log(0) = 0", r"0 \log 0 = 0"),
    "1/2 x'Qx + q'x": Symbol("1/2 x'Qx + q'x", r"\tfrac{1}{2}\, x^{\top} Q x + q^{\top} x"),
    "-1/2 q'Q^+ q": QUADRATIC,
    "Qx + q = 0": Symbol("Qx + q = 0", "Q x + q = 0"),
    "t^2": Symbol("t^2", "t^{2}"),
    "Q": Q,
    "q": Q_VECTOR,
}

_MATHEMATICS = re.compile(
    r"(?<![\w*'])(" + "|".join(re.escape(known) for known in sorted(SYMBOLS, key=len, reverse=True)) + r")(?![\w*'])"
)

LONGEST_SUBSTITUTION = 220
"""Characters of a value with the minimizer put in, before it is simplified; longer ones are left out."""

LONGEST_INLINE = 90
"""Characters of a formula in the middle of a sentence."""

MOST_ALIKE = 12
"""Blocks of one shape that are listed; the others are counted, unless everything is asked for."""


def steps(derivation: Derivation, letters: Letters, options: Options) -> list[Part]:
    """The worked solution, numbered."""
    items = list(_items(derivation, letters, options))
    return [Heading("Step by step"), Enumeration(tuple(items))] if items else []


def _items(derivation: Derivation, letters: Letters, options: Options) -> Iterator[Phrase]:
    own = derivation.dual_function
    source = derivation
    symbol = letters.notation.dual_function
    if not own.is_closed and derivation.auxiliary is not None:
        source, symbol = derivation.auxiliary, AUXILIARY
        yield (
            f"{_sentence(own.reason)} So the arguments of its functions become variables of their own: the problem "
            "stays the same, and its Lagrangian has one more multiplier for each of the new equations.",
        )
    theta = source.dual_function
    if not theta.is_closed:
        return
    yield from _apart(source, letters)
    yield _grouped_lagrangian(source, letters)
    for members in _alike(theta.blocks):
        yield from _block(members[0], letters)
        if len(members) > 1:
            yield _likewise(members[1:], letters, options)
    if theta.never_finite:
        yield (
            "So ",
            symbol,
            " is ",
            MINUS_INFINITY,
            " at every multiplier, and the dual problem has no feasible point.",
        )
        return
    yield _sum(theta, letters, symbol)
    yield from _dual(derivation, letters, options, symbol)
    yield from best_multipliers(source, letters, symbol)


def _sentence(words: str) -> str:
    return f"L has no infimum in closed form as it stands ({words})."


def _apart(derivation: Derivation, letters: Letters) -> Iterator[Phrase]:
    """Steps that belong to no block."""
    inside = {step for block in derivation.dual_function.blocks for step in _all(block)}
    for step in derivation.steps:
        if step not in inside:
            yield step_phrase(step, letters)


def _all(block: Block) -> Iterator[Step]:
    yield from block.steps
    for branch in block.branches:
        yield from branch.steps


def _grouped_lagrangian(derivation: Derivation, letters: Letters) -> Phrase:
    """L = f + sum of multipliers times constraints, and the same collected by groups of variables."""
    theta = derivation.dual_function
    stated = Row((L,), (EQUALS, letters.expression(derivation.lagrangian.expression)))
    parts = [block.part for block in theta.blocks]
    constant = affine_expression(theta.constant)
    if None in parts:
        return (*words("The Lagrangian is f plus each multiplier times its constraint:"), Display((stated,)))
    terms = [letters.expression(part.body) for part in parts if part is not None and part.body != ZERO]
    bracketed: list[Phrase] = [(Symbol("(", r"\bigl("), term, Symbol(")", r"\bigr)")) for term in terms]
    if constant != ZERO or not bracketed:
        bracketed.insert(0, (letters.expression(constant),))
    elif len(terms) == 1:
        if phrase_text((terms[0],)) == phrase_text(stated.right[1:]):
            return (*words("The Lagrangian is f plus each multiplier times its constraint:"), Display((stated,)))
        bracketed = [(terms[0],)]
    rows = [Row((), (EQUALS, *bracketed[0])), *(Row((), (PLUS, *term)) for term in bracketed[1:])]
    changed = any(block.directions for block in theta.blocks)
    what = "collected along the new variables named below" if changed else "collected by variables"
    lead = words(f"The Lagrangian is f plus each multiplier times its constraint; {what}:")
    if len(theta.blocks) == 1:
        return (*lead, Display((stated, *rows)))
    return (
        *lead,
        Display((stated, *rows)),
        *words("The groups share no variable, so the infimum of L is the sum of the infima of the groups."),
    )


def _alike(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks in their order, those told by the same sentences together."""
    groups: dict[object, list[Block]] = {}
    for block in blocks:
        groups.setdefault(_shape(block), []).append(block)
    return list(groups.values())


def _shape(block: Block) -> object:
    told = tuple(step.reason for step in block.steps)
    branches = tuple(
        (len(branch.conditions), branch.attained, tuple(step.reason for step in branch.steps))
        for branch in block.branches
    )
    places = tuple(row.relations for row in block.part.region) if block.part is not None else block.variables
    return block.rule, len(block.variables), len(block.directions), places, told, branches


def _block(block: Block, letters: Letters) -> Iterator[Phrase]:
    """What makes the group least, case by case, and its infimum."""
    shared = list(dict.fromkeys([*block.steps, *_shared(block.branches)]))
    opening: Phrase = (*_over(block, letters), *_told(shared, letters))
    if not block.branches:
        yield (*opening, Display((Row(_infimum(block, letters), (EQUALS, MINUS_INFINITY)),)))
        return
    if len(block.branches) == 1:
        branch = block.branches[0]
        told = _told([step for step in branch.steps if step not in shared], letters)
        yield (*opening, *told, *_conclusion(block, branch, letters))
        return
    yield opening
    for branch in block.branches:
        own = [step for step in branch.steps if step not in shared]
        told = _told(own, letters)
        inserted = _inserted(block, branch, letters)
        value: Phrase = (EQUALS, letters.formula(branch.value))
        if inserted is not None:
            told = (*told, " Substituted back, this gives", Display((Row((inserted,), value),)))
        elif told:
            told = (*told, " The infimum is then", Display((Row((letters.formula(branch.value),)),)))
        if told:
            yield (*_where("Where ", branch.conditions, letters), ": ", *told)
    rows = [
        Row(_infimum(block, letters) if k == 0 else (), (EQUALS, letters.formula(branch.value)), _case(branch, letters))
        for k, branch in enumerate(block.branches)
    ]
    yield ("Together:", Display((*rows, Row((), (EQUALS, MINUS_INFINITY), ("elsewhere",)))))


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


def _told(told: Sequence[Step], letters: Letters) -> Phrase:
    """The sentences of the steps, one after the other."""
    parts: list[Inline] = []
    for step in told:
        if parts and not isinstance(parts[-1], Display):
            parts.append(" ")
        parts += step_phrase(step, letters)
    return tuple(parts)


def step_phrase(step: Step, letters: Letters) -> Phrase:
    """The sentence of a step with its formulas in their places, then its displayed formulas."""
    parts: list[Inline] = []
    end = 0
    for place in _PLACE.finditer(step.reason):
        parts += words(step.reason[end : place.start()])
        parts.append(letters.formula(step.formulas[int(place[1])]))
        end = place.end()
    parts += words(step.reason[end:])
    if step.display:
        parts.append(Display(tuple(_row(formula, letters) for formula in step.display)))
    return tuple(parts)


def words(sentence: str) -> Phrase:
    """The sentence with its fixed pieces of mathematics as such."""
    return tuple(SYMBOLS.get(part, part) for part in _MATHEMATICS.split(sentence) if part)


def _row(formula: Formula, letters: Letters) -> Row:
    """An equation is aligned at its sign."""
    renamed = letters.formula(formula)
    if isinstance(renamed, Comparison) and renamed.relations == ("=",):
        left, right = renamed.expressions
        return Row((left,), (EQUALS, right))
    return Row((renamed,))


def _conclusion(block: Block, branch: Branch, letters: Letters) -> Phrase:
    """inf = the value with the minimizer put in = the value, and where."""
    inserted = _inserted(block, branch, letters)
    head = _infimum(block, letters)
    value: Phrase = (EQUALS, letters.formula(branch.value))
    remark = _case(branch, letters)
    rows = [Row(head, value, remark)]
    if inserted is not None:
        rows = [Row(head, (EQUALS, inserted)), Row((), value, remark)]
    lead = " Substituted back, this gives" if inserted is not None else " So"
    if not branch.conditions:
        return (lead, Display(tuple(rows)))
    return (lead, Display((*rows, Row((), (EQUALS, MINUS_INFINITY), ("elsewhere",)))))


def _inserted(block: Block, branch: Branch, letters: Letters) -> Expression | None:
    """The group's part of L at the minimizer, not yet simplified; ``None`` where there is nothing to simplify."""
    if block.part is None or not branch.minimizer or not isinstance(branch.value, Expression):
        return None
    point = dict(branch.minimizer)
    if not set(block.part.variables) <= point.keys() or not any(node.variables() for node in point.values()):
        return None
    inserted = substitute(block.part.body, point)
    if inserted == branch.value or len(str(inserted)) > LONGEST_SUBSTITUTION:
        return None
    return letters.expression(inserted)


def _infimum(block: Block, letters: Letters) -> Phrase:
    if block.part is None:
        return (Symbol("inf L over ", r"\inf L \text{ over } "), *joined([(Name(name),) for name in block.variables]))
    return (letters.formula(Infimum(block.part.variables, block.part.body, block.part.region)),)


def _case(branch: Branch, letters: Letters) -> Phrase:
    return _where("where ", branch.conditions, letters) if branch.conditions else ()


def _where(word: str, conditions: Sequence[BranchCondition], letters: Letters) -> Phrase:
    shown = [_condition(condition, letters) for condition in conditions]
    return (word, *joined(shown)) if shown else ("For every multiplier",)


def _condition(condition: BranchCondition, letters: Letters) -> Phrase:
    """The steps show the matrix of several variables; the conditions call it by its name."""
    match condition:
        case PositiveSemidefinite(matrix, strict) if len(matrix) > 1:
            return (Q, f" is positive {'definite' if strict else 'semidefinite'}")
        case InRange(matrix, _) if len(matrix) > 1:
            return (Q_VECTOR, " is in the range of ", Q)
        case _:
            return (letters.formula(condition_formula(condition)),)


def _likewise(blocks: Sequence[Block], letters: Letters, options: Options) -> Phrase:
    """Groups that only differ in names and numbers from the one just told."""
    most = len(blocks) if options.verbose or len(blocks) <= MOST_ALIKE + 1 else MOST_ALIKE
    rows: list[Row] = []
    for block in blocks[:most]:
        head = _infimum(block, letters)
        for k, branch in enumerate(block.branches):
            rows.append(Row(head if k == 0 else (), (EQUALS, letters.formula(branch.value)), _aside(branch, letters)))
        if not block.branches:
            rows.append(Row(head, (EQUALS, MINUS_INFINITY)))
        elif any(branch.conditions for branch in block.branches):
            rows.append(Row((), (EQUALS, MINUS_INFINITY), ("elsewhere",)))
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
    where = _case(branch, letters)
    return (*at, *((", ",) if at and where else ()), *where)


def _sum(theta: DualFunction, letters: Letters, symbol: Symbol) -> Phrase:
    """theta_D = constant + the infima, as one formula where it has one."""
    values = [branch.value for block in theta.blocks for branch in block.branches]
    conditions = list(
        dict.fromkeys(c for block in theta.blocks for branch in block.branches for c in branch.conditions)
    )
    domain = _domain_sentence(conditions, letters, symbol)
    if any(len(block.branches) > 1 for block in theta.blocks):
        constant = letters.expression(affine_expression(theta.constant))
        lead: Phrase = (symbol, " is the sum of these infima")
        if constant != ZERO:
            lead = (*lead, " and of the constant ", constant)
        return (*lead, "; it is ", MINUS_INFINITY, " wherever one of them is.")
    terms: list[Phrase] = [(letters.formula(value),) for value in values if value != ZERO]
    if theta.constant.terms or theta.constant.constant != 0 or not terms:
        terms.insert(0, (letters.expression(affine_expression(theta.constant)),))
    rows = [Row((symbol,), (EQUALS, *_plus(terms)))]
    if theta.formula is not None:
        formula = letters.expression(theta.formula)
        if phrase_text((formula,)) != phrase_text(_plus(terms)):
            rows.append(Row((), (EQUALS, formula)))
    return ("Added up:" if len(terms) > 1 else "So", Display(tuple(rows)), *domain)


def _plus(terms: Sequence[Phrase]) -> Phrase:
    parts: list[Inline] = []
    for k, term in enumerate(terms):
        if k == 0:
            parts += term
        elif len(term) == 1 and isinstance(term[0], Negative) and not isinstance(term[0].operand, Sum):
            parts += [Symbol(" - ", " - "), term[0].operand]
        elif phrase_text(term).startswith("-"):
            parts += [Symbol(" + (", r" + \bigl("), *term, Symbol(")", r"\bigr)")]
        else:
            parts += [Symbol(" + ", " + "), *term]
    return tuple(parts)


def _domain_sentence(conditions: Sequence[BranchCondition], letters: Letters, symbol: Symbol) -> Phrase:
    if not conditions:
        return ("This is finite for all multipliers that the problem admits.",)
    return (
        *_where("This holds where ", conditions, letters),
        "; elsewhere ",
        symbol,
        " is ",
        MINUS_INFINITY,
        ". These multipliers are its effective domain.",
    )


def _dual(derivation: Derivation, letters: Letters, options: Options, symbol: Symbol) -> Iterator[Phrase]:
    """The dual problem."""
    lines = explicit_dual(derivation, letters, options)
    formula = derivation.dual_function.formula
    if formula is not None and len(str(formula)) <= LONGEST_INLINE and lines[0].body[1:2] == (symbol,):
        lines[0] = lines[0]._replace(body=("maximize ", letters.expression(formula), *lines[0].body[2:]))
    rows = tuple(Row((), line.body, line.remark) for line in lines)
    bounded = "p*" if derivation.form.sign > 0 else "the optimal value of the min form"
    lead = f"Each of its values is a lower bound of {bounded} (weak duality). The best of them is the dual problem:"
    yield (*words(lead), Display(rows))
