"""The order of a report: statement, what was derived, answers, table, judgement."""

from __future__ import annotations

from typing import assert_never

from duality.model.derivation import Derivation
from duality.model.dual_of_dual import DualOfDual
from duality.model.iteration import Iterations
from duality.model.regions import LetteredReport
from duality.model.report import Report
from duality.model.solution import Solution
from duality.report import sections
from duality.report.document import Document, Paragraph, Part
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.rounding import rounded
from duality.report.sections.derived import derived
from duality.report.sections.statement import statement
from duality.report.subjects import Candidate, Grading, Lesson, Subject


def outline(subject: Subject, options: Options) -> Document:
    """The document of whatever is to be rendered, in the reader's language."""
    document = rounded(_outline(subject, options))
    if options.language == "en":
        return document
    from duality.report.spoken import spoken

    return spoken(document, options.language)


def _outline(subject: Subject, options: Options) -> Document:
    match subject:
        case Report():
            return _solved(subject, options)
        case Derivation():
            return _derived(subject, options)
        case LetteredReport():
            return _lettered(subject, options)
        case DualOfDual(derivation):
            shown = _derived(derivation, options)
            return Document(
                shown.title,
                (*shown.parts, *sections.dual_of_dual.dual_of_dual(subject, letters_of(derivation, options), options)),
            )
        case Grading(report, _):
            return Document(report.problem.title, tuple(sections.checking.graded(subject)))
        case Candidate(derivation):
            parts = sections.checking.judged(subject, letters_of(derivation, options), options)
            return Document(derivation.form.problem.title, (*statement(derivation.form, options), *parts))
        case Lesson():
            from duality.report.lesson import lesson_document

            return lesson_document(subject, letters_of(subject.report.derivation, options), options)
        case Iterations(report):
            letters = letters_of(report.derivation, options)
            parts = [*statement(report.form, options), *sections.iterated.iterated(subject, letters)]
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
    parts += sections.optimality.kkt_system(derivation.kkt, letters, options)
    if options.steps:
        parts += _worked(derivation, letters, options)
    return Document(derivation.form.problem.title, tuple(parts))


def _solved(report: Report, options: Options) -> Document:
    letters = letters_of(report.derivation, options)
    parts: list[Part] = [*statement(report.form, options), *derived(report.derivation, letters, options)]
    if options.verbose:
        parts += sections.optimality.kkt_system(report.derivation.kkt, letters, options)
    if options.steps:
        parts += _worked(report.derivation, letters, options)
    parts += [
        *sections.outcome.outcome(report, letters, options),
        *sections.judgement.judgement(report, letters, options),
    ]
    if options.why:
        parts += sections.why.why(report)
    if options.verbose:
        parts.append(Paragraph((_effort(report),)))
    return Document(report.problem.title, tuple(parts))


def _lettered(report: LetteredReport, options: Options) -> Document:
    derivation = report.derivation
    letters = letters_of(derivation, options)
    parts: list[Part] = [*statement(derivation.form, options), *derived(derivation, letters, options)]
    if options.verbose:
        parts += sections.optimality.kkt_system(derivation.kkt, letters, options)
    if options.steps:
        parts += _worked(derivation, letters, options)
    return Document(report.problem.title, (*parts, *sections.regions.regions(report, letters, options)))


def _worked(derivation: Derivation, letters: Letters, options: Options) -> list[Part]:
    return sections.worked_solution.steps(derivation, letters, options)


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
