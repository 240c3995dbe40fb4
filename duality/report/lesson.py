"""The order of a lesson: the problem, bounds from both sides, theta_D, the line between them, the answers."""

from __future__ import annotations

from duality.model.derivation import Derivation
from duality.report.document import Document, Enumeration, Heading, Lines, Paragraph, Part
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.sections.derived import derived_lines, warned
from duality.report.sections.iterated import iterated
from duality.report.sections.judgement import judgement
from duality.report.sections.lesson import drawn_line, feasible_points, lesson_bounds, teachings
from duality.report.sections.outcome import outcome
from duality.report.sections.statement import statement
from duality.report.sections.worked_solution import steps
from duality.report.subjects import Lesson

MOST_STEPS = 9
"""A lesson tells a derivation with more steps only when it is asked for."""

LONG = "The derivation has many steps; --steps tells them line by line."


def lesson_document(lesson: Lesson, letters: Letters, options: Options) -> Document:
    """The problem, bounds from both sides, theta_D, the line between them, the answers, and what it teaches."""
    report = lesson.report
    derivation = report.derivation
    names = {m.constraint: letters.name(m.name) for m in derivation.dual_function.multipliers}
    lagrangian, *formulas = derived_lines(derivation, letters, options)
    # The derivation belongs to the lesson; a long one is told when it is asked for.
    worked = [part for part in steps(derivation, letters, options) if isinstance(part, Enumeration)]
    is_long = sum(len(part.items) for part in worked) > MOST_STEPS and not options.steps
    told: list[Part] = [Paragraph((LONG,))] if is_long else [*worked]
    # The steps end with theta_D and the dual; where theta_D has several pieces they leave it a sum.
    repeated = bool(worked) and not is_long and not _has_pieces(derivation)
    summary: list[Part] = [] if repeated else [Lines("formulas", tuple(formulas))]
    stages: list[tuple[str, list[Part]]] = [
        ("The problem", statement(report.form, options)),
        ("Feasible points", feasible_points(lesson)),
        ("Multipliers", [Lines("formulas", (lagrangian,)), *lesson_bounds(lesson, letters, names)]),
        ("The dual function", [*told, *summary, *warned(derivation)]),
        ("Both sides on one line", drawn_line(lesson, letters)),
        ("The answer", [*outcome(report, letters, options), *judgement(report, letters, options)]),
    ]
    if lesson.iterations is not None:
        stages.append(("Iterations", iterated(lesson.iterations, letters)))
    numbered = [(title, parts) for title, parts in stages if parts]
    parts = [part for k, (title, inner) in enumerate(numbered, 1) for part in (Heading(f"{k}. {title}"), *inner)]
    return Document(report.problem.title, (*parts, *teachings(lesson)))


def _has_pieces(derivation: Derivation) -> bool:
    """Has the dual function that the steps tell several formulas, each on a part of its domain?"""
    own, auxiliary = derivation.dual_function, derivation.auxiliary
    theta = own if own.is_closed or auxiliary is None else auxiliary.dual_function
    return any(len(block.branches) > 1 for block in theta.blocks)
