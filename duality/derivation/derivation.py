"""Standard form -> derivation: Lagrangian, theta_D block by block, certificate, explicit dual, KKT system."""

from __future__ import annotations

from collections.abc import Iterator

from duality.algebra.uncollected import uncollected
from duality.derivation.auxiliary import auxiliary_form
from duality.derivation.blocks import LagrangianBlock, split
from duality.derivation.certificate import Certificate, certify
from duality.derivation.consistent_branches import consistent
from duality.derivation.dual_problem import explicit_dual, full_branch
from duality.derivation.formula import collected
from duality.derivation.kkt import kkt
from duality.derivation.lagrangian import lagrangian, lagrangian_rows
from duality.derivation.rules.order import RULES
from duality.derivation.rules.rule import Refusal
from duality.errors import OutOfBudget
from duality.model.budget import USUAL, Budget, checkpoint, current, finishing, spending
from duality.model.derivation import (
    Block,
    Derivation,
    DualForm,
    DualFunction,
    ImplicitMinimum,
    Multiplier,
    PositiveSemidefinite,
    QuadraticValue,
    Step,
)
from duality.model.form import StandardForm
from duality.records import replace

PART = 0.25
"""Of the usual work, what a derivation may take, ..."""

SECONDS_A_ROW = 0.002
"""... and what it may take longer for each variable and constraint: linear work is no runaway."""

LARGE = 500
"""Variables and constraints from which on the garbage collector rests."""

SHARE = 0.6
"""Of that, for theta_D itself; the rest is left to the auxiliary form, which is cheaper."""

MINIMA = "theta_D has minima over x without a formula"
"""Why a problem that is not proved convex has no explicit dual."""


def derive(form: StandardForm, budget: Budget | None = None, *, alone: bool = False) -> Derivation:
    """Everything that follows from the standard form by algebra; exact, without floats in any formula.

    A theta_D that fails its certificate is withdrawn: its form is then "numeric" and the reason says what disagreed.
    Where the budget is over (at most 5 s of work, and more for very large problems) a stage is stopped and the next
    cheaper form taken; ``warnings`` say so. ``alone``: no other form is looked at where theta_D is not closed.
    """
    size = len(form.variables) + len(form.constraints)
    usual = PART * USUAL + SECONDS_A_ROW * (size if size > LARGE else 0)
    with uncollected(large=size > LARGE):
        return _within(form, (budget or current()).within(usual), alone=alone)


def _within(form: StandardForm, budget: Budget, *, alone: bool) -> Derivation:
    """theta_D and what follows from it in its share of the time, the auxiliary form in the rest unless ``alone``."""
    stopped = ""
    try:
        with spending(budget.share(SHARE)):
            theta, unsettled = dual_function(form)
            derivation = _assembled(form, theta)
    except OutOfBudget as stop:
        stopped = f"stopped while {stop.doing}"
        with finishing():
            unsettled = list(split(lagrangian_rows(form), form))
            derivation = _assembled(form, _underived(form, stopped))
    warnings = (*((f"deriving theta_D was {stopped}",) if stopped else ()), *derivation.warnings)
    if unsettled and not alone:
        try:
            with spending(budget):
                auxiliary = _auxiliary(form, unsettled)
        except OutOfBudget as stop:
            auxiliary = None
            warnings = (*warnings, f"deriving the auxiliary form was stopped while {stop.doing}")
        if auxiliary is not None:
            derivation = _with_auxiliary(derivation, auxiliary)
            warnings = (*warnings, *auxiliary.warnings)
    return replace(derivation, warnings=tuple(dict.fromkeys(warnings))) if warnings else derivation


def _underived(form: StandardForm, reason: str) -> DualFunction:
    multipliers = tuple(Multiplier(c.multiplier, c.name, c.constraint.kind) for c in form.constraints)
    return DualFunction(multipliers, "numeric", reason=reason)


def _auxiliary(form: StandardForm, unsettled: list[LagrangianBlock]) -> Derivation | None:
    """The derivation of an equivalent form with a closed theta_D, one with an explicit dual if there is one.

    The bounds of X with multipliers of their own come first: the dual that a textbook would state for x >= 0.
    """
    closed: Derivation | None = None
    for equivalent in _equivalent_forms(form, unsettled):
        theta, _ = dual_function(equivalent)
        found = _assembled(equivalent, theta)
        if found.dual_problem is not None:
            return found
        if closed is None and found.dual_function.is_closed and not found.dual_function.never_finite:
            closed = found
    return closed


def _equivalent_forms(form: StandardForm, unsettled: list[LagrangianBlock]) -> Iterator[StandardForm]:
    """The bounds of X as constraints, where the problem is convex without them, too; atoms on variables of their own.

    x^3 is convex for x >= 0 only: with a multiplier for x >= 0, theta_D would be -inf.
    """
    from duality.derivation.curvature import curvature
    from duality.derivation.domain_choice import bounds_as_constraints

    bounded = bounds_as_constraints(form, {name for block in unsettled for name in block.variables})
    if bounded is not None and curvature(bounded).verdict == "proved":
        yield bounded
    else:
        bounded = None
    split = auxiliary_form(form, unsettled)
    if split is not None:
        yield split
    if bounded is not None:
        _, rest = dual_function(bounded)
        split = auxiliary_form(bounded, rest) if rest else None
        if split is not None:
            yield split


def _with_auxiliary(derivation: Derivation, auxiliary: Derivation) -> Derivation:
    """The derivation with the explicit dual of its auxiliary form.

    Where L(., alpha, beta) is not convex, that dual may lie below d*: beside a theta_D of its own it is no dual of the
    statement, and gives bounds only.
    """
    from duality.derivation.curvature import curvature

    own = derivation.dual_function
    if own.is_closed:
        if auxiliary.dual_problem is None:
            return derivation
        if curvature(derivation.form).verdict != "proved":
            return replace(derivation, auxiliary=auxiliary, dual_reason=derivation.dual_reason or MINIMA)
    elif own.form == "numeric":
        derivation = replace(derivation, dual_function=replace(own, form="auxiliary"), steps=auxiliary.steps)
    return replace(
        derivation,
        dual_problem=auxiliary.dual_problem,
        dual_names=auxiliary.dual_names,
        dual_eliminated=auxiliary.dual_eliminated,
        conic_dual=auxiliary.conic_dual,
        dual_drops_border=auxiliary.dual_drops_border,
        dual_reason=auxiliary.dual_reason,
        auxiliary=auxiliary,
    )


def _assembled(form: StandardForm, theta: DualFunction) -> Derivation:
    """The certificate, the explicit dual and the KKT system around theta_D."""
    stated = lagrangian(form)
    warnings: tuple[str, ...] = ()
    if theta.is_closed:
        try:
            certificate = certify(form, stated, theta)
        except OutOfBudget as stop:
            reason = f"a derived formula could not be checked in time: stopped while {stop.doing}"
            theta, warnings = DualFunction(theta.multipliers, "numeric", reason=reason), (reason,)
        else:
            theta, warnings = _checked(theta, certificate)
    explicit = explicit_dual(theta, form.problem.title)
    return Derivation(
        form=form,
        lagrangian=stated,
        dual_function=theta,
        dual_problem=explicit.problem,
        kkt=kkt(form),
        dual_names=explicit.names,
        dual_eliminated=explicit.eliminated,
        conic_dual=explicit.conic,
        dual_drops_border=explicit.drops_border,
        dual_reason=explicit.reason,
        steps=_steps(theta),
        warnings=warnings,
    )


def _checked(theta: DualFunction, certificate: Certificate) -> tuple[DualFunction, tuple[str, ...]]:
    """theta_D with its certificate, or withdrawn; and what was stopped."""
    if certificate.fault:
        reason = f"a derived formula failed its check against L as stated: {certificate.fault}"
        return DualFunction(theta.multipliers, "numeric", reason=reason), ()
    warning = f"comparing theta_D with L was stopped after {certificate.checked} multipliers: the time was over"
    return replace(theta, checked_at=certificate.checked), (warning,) if certificate.stopped else ()


def dual_function(form: StandardForm) -> tuple[DualFunction, list[LagrangianBlock]]:
    """theta_D = constant + sum over blocks of the infimum that the first fitting rule gives; not yet certified.

    With it come the blocks that every rule refused, and those whose infimum has several pieces and no one formula:
    the auxiliary form can give them an explicit dual.
    """
    rows = lagrangian_rows(form)
    multipliers = tuple(Multiplier(c.multiplier, c.name, c.constraint.kind) for c in form.constraints)
    blocks: list[Block] = []
    refused: list[LagrangianBlock] = []
    pieces: list[LagrangianBlock] = []
    reasons: list[str] = []
    for part in split(rows, form):
        found = _infimum(part)
        if isinstance(found, Refusal):
            names = ", ".join(part.variables[:6]) + (", ..." if len(part.variables) > 6 else "")
            refused.append(part)
            reasons.append(f"in the variables {names}: {found.reason}")
        else:
            blocks += found
            if any(block.branches and full_branch(block, part.nonnegative) is None for block in found):
                pieces.append(part)
    if refused:
        return DualFunction(multipliers, "numeric", reason="; ".join(reasons)), [*refused, *pieces]
    blocks, contradictory = consistent(blocks, multipliers)
    formula = collected(rows.constant, blocks, multipliers)
    stated = DualFunction(multipliers, _form(blocks), rows.constant, tuple(blocks), formula=formula)
    return replace(stated, contradictory=contradictory), pieces


def _infimum(part: LagrangianBlock) -> list[Block] | Refusal:
    """The first rule that takes the block; the last refusal, which came furthest, if none does."""
    refusal = Refusal("no rule takes it")
    for rule in RULES:
        checkpoint(f"deriving the infimum over {', '.join(part.variables[:3])}")
        found = rule(part)
        if not isinstance(found, Refusal):
            return list(found)
        refusal = found if found.reason else refusal
    return refusal


def _form(blocks: list[Block]) -> DualForm:
    branches = [branch for block in blocks for branch in block.branches]
    if any(isinstance(branch.value, ImplicitMinimum) for branch in branches):
        return "implicit"
    if any(isinstance(branch.value, QuadraticValue) for branch in branches) or any(
        isinstance(condition, PositiveSemidefinite) for branch in branches for condition in branch.conditions
    ):
        return "conic"
    return "closed"


def _steps(theta: DualFunction) -> tuple[Step, ...]:
    """The worked solution: each block's steps, then its branches'."""
    steps: dict[Step, None] = {}
    for block in theta.blocks:
        steps |= dict.fromkeys(block.steps)
        for branch in block.branches:
            steps |= dict.fromkeys(branch.steps)
    return tuple(steps)
