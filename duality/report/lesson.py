"""The order of a lesson: the problem, bounds from both sides, theta_D, the line between them, the answers."""

from __future__ import annotations

from duality.report.document import Document, Heading, Lines, Paragraph, Part
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.sections.derived import derived
from duality.report.sections.iterated import iterated
from duality.report.sections.judgement import judgement
from duality.report.sections.lesson import drawn_line, feasible_points, lesson_bounds, teachings
from duality.report.sections.optimality import all_steps, steps
from duality.report.sections.outcome import outcome
from duality.report.sections.statement import statement
from duality.report.subjects import Lesson

MOST_STEPS = 9
"""A lesson tells a derivation with more steps only when it is asked for."""

LONG = "The derivation has many steps; --steps tells them line by line."


def lesson_document(lesson: Lesson, letters: Letters, options: Options) -> Document:
    """The problem, bounds from both sides, theta_D, the line between them, the answers, and what it teaches."""
    report = lesson.report
    derivation = report.derivation
    names = {m.constraint: letters.name(m.name) for m in derivation.dual_function.multipliers}
    lagrangian, *formulas = derived(derivation, letters, options)[0].lines
    # The derivation belongs to the lesson; a long one is told when it is asked for.
    worked = len(list(all_steps(derivation)))
    told = steps(derivation, letters)[1:] if options.steps or worked <= MOST_STEPS else [Paragraph((LONG,))]
    stages: list[tuple[str, list[Part]]] = [
        ("The problem", statement(report.form, options)),
        ("Feasible points", feasible_points(lesson)),
        ("Multipliers", [Lines("formulas", (lagrangian,)), *lesson_bounds(lesson, letters, names)]),
        ("The dual function", [*told, Lines("formulas", tuple(formulas))]),
        ("Both sides on one line", drawn_line(lesson, letters)),
        ("The answer", [*outcome(report, letters, options), *judgement(report, letters, options)]),
    ]
    if lesson.iterations is not None:
        stages.append(("Iterations", iterated(lesson.iterations, letters)))
    numbered = [(title, parts) for title, parts in stages if parts]
    parts = [part for k, (title, inner) in enumerate(numbered, 1) for part in (Heading(f"{k}. {title}"), *inner)]
    return Document(report.problem.title, (*parts, *teachings(lesson)))
