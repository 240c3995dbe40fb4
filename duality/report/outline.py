"""The order of a report: statement, what was derived, answers, table, judgement."""

from __future__ import annotations

from typing import assert_never

from duality.model.derivation import Derivation
from duality.model.iteration import Iterations
from duality.model.report import Report
from duality.model.solution import Solution
from duality.report.document import Document, Heading, Lines, Paragraph, Part
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.sections.checking import graded, judged
from duality.report.sections.derived import derived
from duality.report.sections.iterated import iterated
from duality.report.sections.judgement import judgement
from duality.report.sections.lesson import drawn_line, feasible_points, lesson_bounds, teachings
from duality.report.sections.optimality import all_steps, kkt_system, steps
from duality.report.sections.outcome import outcome
from duality.report.sections.statement import statement
from duality.report.subjects import Candidate, Grading, Lesson, Subject

MOST_STEPS = 9
"""A lesson tells a derivation with more steps only when it is asked for."""

LONG = "The derivation has many steps; --steps tells them line by line."


def outline(subject: Subject, options: Options) -> Document:
    """The document of whatever is to be rendered."""
    match subject:
        case Report():
            return _solved(subject, options)
        case Derivation():
            return _derived(subject, options)
        case Grading(report, _):
            return Document(report.problem.title, tuple(graded(subject)))
        case Candidate(derivation):
            parts = judged(subject, letters_of(derivation, options), options)
            return Document(derivation.form.problem.title, (*statement(derivation.form, options), *parts))
        case Lesson():
            return _lesson(subject, options)
        case Iterations(report):
            letters = letters_of(report.derivation, options)
            parts = [*statement(report.form, options), *iterated(subject, letters)]
            return Document(report.problem.title, tuple(parts))
        case _:
            assert_never(subject)


def letters_of(derivation: Derivation, options: Options) -> Letters:
    """The letters of the chosen notation for this problem's multipliers."""
    source = derivation if derivation.auxiliary is None else derivation.auxiliary
    multipliers = dict.fromkeys((*derivation.dual_function.multipliers, *source.dual_function.multipliers))
    return Letters.of(options.notation, tuple(multipliers), source.form.variables)


def _derived(derivation: Derivation, options: Options) -> Document:
    letters = letters_of(derivation, options)
    parts: list[Part] = [*statement(derivation.form, options), *derived(derivation, letters, options)]
    parts += kkt_system(derivation.kkt, letters, options)
    if options.steps:
        parts += steps(derivation, letters)
    return Document(derivation.form.problem.title, tuple(parts))


def _solved(report: Report, options: Options) -> Document:
    letters = letters_of(report.derivation, options)
    parts: list[Part] = [*statement(report.form, options), *derived(report.derivation, letters, options)]
    if options.verbose:
        parts += kkt_system(report.derivation.kkt, letters, options)
    if options.steps:
        parts += steps(report.derivation, letters)
    parts += [*outcome(report, letters, options), *judgement(report, letters, options)]
    if options.verbose:
        parts.append(Paragraph((_effort(report),)))
    return Document(report.problem.title, tuple(parts))


def _lesson(lesson: Lesson, options: Options) -> Document:
    """The problem, bounds from both sides, theta_D, the line between them, the answers, and what it teaches."""
    report = lesson.report
    derivation = report.derivation
    letters = letters_of(derivation, options)
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


def _effort(report: Report) -> str:
    """Who computed what, and how long each stage took."""
    seconds = report.seconds
    named = {
        "read": seconds.read,
        "derive": seconds.derive,
        "solve": seconds.solve,
        "verify": seconds.verify,
    }
    stages = ", ".join(f"{name} {spent:.3f} s" for name, spent in named.items())
    return f"p* {_who(report.primal)}, d* {_who(report.dual)}; {stages}"


def _who(solution: Solution) -> str:
    return f"by {solution.backend}" if solution.backend else "by the derivation"
