"""Multipliers in one order throughout: that of the statement, as far as the given forms show it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duality.algebra.atoms import affine_expression
from duality.model.derivation import Branch, BranchCondition, Condition, ImplicitMinimum
from duality.model.expression import (
    Comparison,
    Expression,
    Negative,
    Product,
    Quotient,
    Sum,
    Variable,
)
from duality.model.form import Affine
from duality.records import replace

Order = dict[str, int]


def in_order(branches: tuple[Branch, ...], forms: Sequence[Affine]) -> tuple[Branch, ...]:
    """The branches, made from the forms, with the terms of every affine form in one order."""
    if len({form.names for form in forms if form.terms}) <= 1:
        # Sums and multiples of forms over the same names keep their order.
        return branches
    order = _ranks(forms)
    return tuple(_branch(branch, order) for branch in branches)


def _ranks(forms: Sequence[Affine]) -> Order:
    """Ranks that respect the order within every form; names that no form compares stand in natural order."""
    names = sorted({name for form in forms for name in form.names}, key=_natural)
    before: dict[str, set[str]] = {name: set() for name in names}
    for form in forms:
        for k, name in enumerate(form.names):
            before[name] |= set(form.names[:k])
    order: Order = {}
    while len(order) < len(names):
        waiting = [name for name in names if name not in order]
        ready = [name for name in waiting if before[name] <= order.keys()]
        order[(ready or waiting)[0]] = len(order)
    return order


def _natural(name: str) -> list[tuple[int, int, str]]:
    """beta_2 before beta_10."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", name) if part]


def _branch(branch: Branch, order: Order) -> Branch:
    minimizer = branch.minimizer
    return replace(
        branch,
        conditions=tuple(_condition(condition, order) for condition in branch.conditions),
        value=_formula(branch.value, order),
        minimizer=None if minimizer is None else tuple((name, _tree(node, order)) for name, node in minimizer),
        steps=tuple(step.mapped(lambda formula: _formula(formula, order)) for step in branch.steps),
    )


def _condition(condition: BranchCondition, order: Order) -> BranchCondition:
    if not isinstance(condition, Condition) or condition.affine is None:
        return condition
    form = _sorted(condition.affine, order)
    return Condition(affine_expression(form), condition.relation, form)


def _sorted(form: Affine, order: Order) -> Affine:
    return Affine(form.constant, tuple(sorted(form.terms, key=lambda term: order.get(term[0], len(order)))))


def _formula(formula, order: Order):
    match formula:
        case Expression():
            return _tree(formula, order)
        case Comparison(relations, expressions):
            return Comparison(relations, tuple(_tree(node, order) for node in expressions))
        case ImplicitMinimum():
            return replace(formula, body=_tree(formula.body, order))
        case _:
            return formula


def _tree(node: Expression, order: Order) -> Expression:
    return _sum(node.terms, order) if isinstance(node, Sum) else node.mapped(lambda child: _tree(child, order))


def _sum(terms: tuple[Expression, ...], order: Order) -> Expression:
    """The linear terms among each other in the order, the others in their places, a positive term in front."""
    sorted_terms = [_tree(term, order) for term in terms]
    places = [k for k, term in enumerate(terms) if _linear_name(term) in order]
    ranked = sorted(places, key=lambda k: order[_linear_name(terms[k]) or ""])
    moved = {place: sorted_terms[k] for place, k in zip(places, ranked, strict=True)}
    result = [moved.get(k, term) for k, term in enumerate(sorted_terms)]
    leader = next((k for k, term in enumerate(result) if not isinstance(term, Negative)), 0)
    return Sum((result[leader], *result[:leader], *result[leader + 1 :]))


def _linear_name(node: Expression) -> str | None:
    """The name in a multiple of one variable: x of -2*x/3."""
    match node:
        case Variable(name):
            return name
        case Negative(operand):
            return _linear_name(operand)
        case Quotient(numerator, denominator) if not denominator.variables():
            return _linear_name(numerator)
        case Product(factors):
            varying = [factor for factor in factors if factor.variables()]
            return _linear_name(varying[0]) if len(varying) == 1 else None
        case _:
            return None
