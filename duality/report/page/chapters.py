"""The chapters of a page: the parts of the report, which the other formats show too, in the order of a lecture."""

from __future__ import annotations

from typing import assert_never

from duality.model.derivation import Derivation
from duality.model.iteration import Iterations
from duality.model.regions import LetteredReport
from duality.model.report import Report
from duality.named_tuples import NamedTuple
from duality.report.document import Lines, Paragraph, Part, Table, Verdict
from duality.report.notation import Letters
from duality.report.options import Options
from duality.report.outline import letters_of, outline
from duality.report.rounding import noted, rounded_parts
from duality.report.sections.derived import compared_formula, lagrangian_rows, theta, warned
from duality.report.sections.explicit_dual import explicit_dual
from duality.report.sections.judgement import judgement
from duality.report.sections.optimality import kkt_system
from duality.report.sections.outcome import outcome
from duality.report.sections.regions import regions
from duality.report.sections.statement import statement
from duality.report.sections.worked_solution import steps
from duality.report.subjects import Candidate, DualOfDual, Grading, Lesson, Subject


class Chapter(NamedTuple):
    """``key`` names its heading among the page's words; ``folded`` parts are shown on demand, and in print."""

    key: str
    parts: tuple[Part, ...]
    folded: tuple[Part, ...] = ()

    @property
    def lead(self) -> str:
        """The key of the sentence that opens the chapter, if there is one."""
        return f"{self.key}_lead"


def chapters(subject: Subject, options: Options) -> tuple[Chapter, ...]:
    """What the page of a subject tells, pictures apart; long numbers are rounded, which the first such chapter says."""
    found: list[Chapter] = []
    told = False
    for key, parts, folded in _chapters(subject, options):
        shown, changed = rounded_parts(parts)
        behind, hidden = rounded_parts(folded)
        if (changed or hidden) and not told:
            shown, told = noted(shown), True
        found.append(Chapter(key, shown, behind))
    return tuple(found)


def _chapters(subject: Subject, options: Options) -> tuple[Chapter, ...]:
    match subject:
        case Report():
            return (*_derived(subject.derivation, options), *_solved(subject, options))
        case Lesson(report, _):
            return _chapters(report, options)
        case Derivation():
            return _derived(subject, options)
        case LetteredReport():
            return (*_derived(subject.derivation, options), _regions(subject, options))
        case Grading() | Candidate() | DualOfDual() | Iterations():
            return (Chapter("report", outline(subject, options).parts),)
        case _:
            assert_never(subject)


def title_of(subject: Subject) -> tuple[str, tuple[str, ...]]:
    """The title and the notes, both in their author's words."""
    match subject:
        case Report(problem=problem) | LetteredReport(problem=problem):
            return problem.title, problem.notes
        case Lesson(report, _) | Grading(report, _) | Iterations(report):
            return report.problem.title, report.problem.notes
        case Derivation():
            return subject.form.problem.title, subject.form.problem.notes
        case Candidate(derivation):
            return derivation.form.problem.title, ()
        case DualOfDual():
            return outline(subject, Options()).title, ()
        case _:
            assert_never(subject)


def _derived(derivation: Derivation, options: Options) -> tuple[Chapter, ...]:
    letters = letters_of(derivation, options)
    compared = compared_formula(derivation)
    formula: list[Part] = [Lines("formulas", tuple(theta(derivation, letters, options)))]
    formula += [Paragraph(compared)] if compared else []
    worked = steps(derivation, letters, options)[1:]
    found = [
        Chapter("statement", tuple(statement(derivation.form, options))),
        Chapter("lagrangian", (Lines("formulas", tuple(lagrangian_rows(derivation, letters))),)),
        Chapter("dual_function", tuple(formula), tuple(worked)),
        Chapter(
            "explicit_dual",
            (Lines("formulas", tuple(explicit_dual(derivation, letters, options))), *warned(derivation)),
        ),
    ]
    system = kkt_system(derivation.kkt, letters, options)[1:]
    return (*found, Chapter("kkt", tuple(system))) if system else tuple(found)


def _regions(report: LetteredReport, options: Options) -> Chapter:
    return Chapter("values", tuple(regions(report, letters_of(report.derivation, options), options)))


def _solved(report: Report, options: Options) -> tuple[Chapter, ...]:
    """The values, the table, the checks, and what follows from them."""
    letters: Letters = letters_of(report.derivation, options)
    judged = judgement(report, letters, options)
    first_check = next(k for k, part in enumerate(judged) if isinstance(part, Lines))
    table, checks = judged[:first_check], [part for part in judged[first_check:] if isinstance(part, (Lines, Table))]
    said = [part for part in judged[first_check:] if isinstance(part, (Verdict, Paragraph))]
    found = [Chapter("values", tuple(outcome(report, letters, options)))]
    if table:
        found.append(Chapter("slackness", tuple(table)))
    return (*found, Chapter("checks", tuple(checks)), Chapter("verdict", tuple(said)))
