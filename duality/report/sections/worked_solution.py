"""The derivation as a worked solution: L by groups of variables, the infimum over each, theta_D, the dual, alpha*."""

from __future__ import annotations

from collections.abc import Iterator

from duality.algebra.atoms import affine_expression
from duality.model.derivation import Block, Derivation, Step
from duality.model.expression import ZERO
from duality.report.document import EQUALS, Display, Enumeration, Heading, Name, Part, Phrase, Row, Symbol
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.phrases import phrase_text
from duality.report.sections.best_multipliers import best_multipliers
from duality.report.sections.block_solution import LONGEST_INLINE, alike, block_solution, likewise
from duality.report.sections.explicit_dual import AUXILIARY, explicit_dual
from duality.report.sections.statement import joined
from duality.report.sections.step_words import MINUS_INFINITY, L, step_phrase, words
from duality.report.sections.summed_infima import summed

PLUS = Symbol("   + ", "{}+ ")


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
    for members in alike(theta.blocks):
        if not members[0].variables:
            yield (
                *words("What does not depend on the variables is "),
                letters.formula(members[0].branches[0].value),
                ".",
            )
            continue
        yield from block_solution(members[0], theta.multipliers, letters)
        if len(members) > 1:
            yield likewise(members[1:], theta.multipliers, letters, options)
    if theta.has_unbounded_block:
        yield (
            "So ",
            symbol,
            " is ",
            MINUS_INFINITY,
            " at every multiplier, and the dual problem has no feasible point.",
        )
        return
    yield summed(theta, letters, symbol)
    yield from _dual(derivation, letters, options, symbol)
    if not derivation.form.problem.parameters:
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
    directions = [pair for block in theta.blocks for pair in block.directions]
    named = joined([(Name(name), EQUALS, affine_expression(form)) for name, form in directions])
    if None in parts:
        lead = (*words("The Lagrangian is f plus each multiplier times its constraint:"), Display((stated,)))
        if not directions:
            return lead
        several = ", which are independent and take every value that the domain leaves them."
        told = words(several if len(directions) > 1 else ", which takes every value that the domain leaves it.")
        return (*lead, "Its infimum is taken over ", *named, *told)
    terms = [letters.expression(part.body) for part in parts if part is not None and part.body != ZERO]
    bracketed: list[Phrase] = [(Symbol("(", r"\bigl("), term, Symbol(")", r"\bigr)")) for term in terms]
    if constant != ZERO or not bracketed:
        bracketed.insert(0, (letters.expression(constant),))
    elif len(terms) == 1:
        if phrase_text((terms[0],)) == phrase_text(stated.right[1:]):
            return (*words("The Lagrangian is f plus each multiplier times its constraint:"), Display((stated,)))
        bracketed = [(terms[0],)]
    rows = [Row((), (EQUALS, *bracketed[0])), *(Row((), (PLUS, *term)) for term in bracketed[1:])]
    lead = words("The Lagrangian is f plus each multiplier times its constraint; collected by variables:")
    if directions:
        lead = (
            *words("The Lagrangian is f plus each multiplier times its constraint. With "),
            *named,
            ", which are independent and take every value that the domain leaves them, it is collected so:",
        )
    if len(theta.blocks) == 1:
        return (*lead, Display((stated, *rows)))
    return (
        *lead,
        Display((stated, *rows)),
        *words("The groups share no variable, so the infimum of L is the sum of the infima of the groups."),
    )


def _dual(derivation: Derivation, letters: Letters, options: Options, symbol: Symbol) -> Iterator[Phrase]:
    """The dual problem."""
    lines = explicit_dual(derivation, letters, options)
    formula = derivation.dual_function.formula
    if formula is not None and len(str(formula)) <= LONGEST_INLINE and lines[0].body[1:2] == (symbol,):
        lines[0] = lines[0]._replace(body=("maximize ", letters.expression(formula), *lines[0].body[2:]))
    closing: Phrase = ()
    if derivation.form.sign < 0 and len(lines) > 1 and lines[0].remark:
        # Between the objective and its conditions it would be read as one of them.
        closing = (*lines[0].remark, ".")
        lines[0] = lines[0]._replace(remark=())
    rows = tuple(Row((), line.body, line.remark) for line in lines)
    bounded = "p*" if derivation.form.sign > 0 else "the optimal value of the min form"
    lead = f"Each of its values is a lower bound of {bounded} (weak duality). The best of them is the dual problem:"
    yield (*words(lead), Display(rows), *closing)
