"""duality solve: derive, solve, verify, report; one file or many."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, cast

from duality import api
from duality.cli.arguments import add_domain_choice, add_effort, add_files, add_output, count
from duality.cli.exit_codes import ExitCode
from duality.cli.output import complain, deliver, format_of, options_of
from duality.cli.sources import STANDARD_INPUT, standard_input, stated_of
from duality.cli.stopping import interrupted, speaker
from duality.cli.supervision import LastWords, Speak, Supervision, supervised
from duality.errors import DualityError, ProblemError
from duality.model.problem import Problem
from duality.model.regions import LetteredReport
from duality.model.report import Report
from duality.model.solution import Status
from duality.named_tuples import NamedTuple
from duality.records import replace
from duality.report.numbers import decimal, scalar_text
from duality.report.options import Options
from duality.report.render import render
from duality.report.sections.outcome import exact_value
from duality.results import Report as Solved

if TYPE_CHECKING:
    from duality.statements import StatementReport

EPILOG = """\
Examples:

    duality solve min-norm                        a shipped problem
    duality solve my.dual --set m=5               with a 'param' of the file overridden
    cat my.dual | duality solve - --json          one JSON object
    duality solve *.dual --json --jobs 2          one object a line, two processes
    duality solve my.dual -o my.tex               LaTeX that compiles by itself
    duality solve my.dual --require strong -q     exit code 1 unless strong duality holds"""


class Job(NamedTuple):
    """One file to be solved; plain data, so that another process can take it."""

    file: str
    text: bytes | None
    settings: tuple[tuple[str, str], ...]
    tolerance: float
    time_limit: float | None
    format: str
    options: Options
    quiet: bool
    require: str | None
    keep_bounds_in_domain: bool
    dualize_domain: bool


class Outcome(NamedTuple):
    """What one file gave: text for standard output, a complaint for standard error, an exit code."""

    file: str
    text: str
    complaint: str
    code: int


class Solve:
    """The command."""

    name = "solve"
    summary = "derive the dual, solve both sides, verify, report"
    epilog = EPILOG

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        add_files(parser, several=True)
        add_output(parser)
        add_effort(parser)
        add_domain_choice(parser)
        parser.add_argument("--jobs", type=count, default=1, metavar="N", help="solve several files in N processes")
        parser.add_argument("--require", choices=("strong",), help="exit code 1 unless strong duality holds")
        parser.add_argument("--why", action="store_true", help="show the evidence behind every number")
        parser.add_argument("-q", "--quiet", action="store_true", help="one line a file, no progress line")

    def run(self, chosen: argparse.Namespace) -> int:
        jobs = _jobs(chosen)
        several = len(jobs) > 1
        delivered: list[str] = []
        code = int(ExitCode.REPORTED)
        for outcome in _outcomes(jobs, chosen.jobs, chosen.out, quiet=chosen.quiet):
            if outcome.complaint:
                print(outcome.complaint, file=sys.stderr)
            text = _headed(outcome.text, outcome.file, jobs[0], several=several)
            if chosen.out is None:
                deliver(text, None)
            else:
                delivered.append(text)
            code = max(code, outcome.code)
        if chosen.out is not None and any(delivered):
            # A run without any answer leaves an older file as it is.
            deliver("".join(delivered), chosen.out)
        return code


SOLVE = Solve()


def solve_job(job: Job) -> Outcome:
    """One file in a process that others share: it is interrupted at its time limit, and never ended."""
    with supervised(job.file, job.time_limit, wanted=False) as watching:
        return _solved(job, watching)


def _solved(job: Job, watching: Supervision) -> Outcome:
    """Reads, solves and renders one file; a fault becomes a complaint."""
    try:
        started = perf_counter()
        problem = stated_of(job.file, dict(job.settings), job.text)
        read = perf_counter() - started
        if not isinstance(problem, Problem):
            return _stated(job, api.solve(problem, tolerance=job.tolerance, time_limit=watching.left))
        solved = api.solve(
            problem,
            tolerance=job.tolerance,
            time_limit=watching.left,
            keep_bounds_in_domain=job.keep_bounds_in_domain,
            dualize_domain=job.dualize_domain,
            progress=watching.known,
        )
        if problem.parameters:
            return _in_letters(job, cast("LetteredReport", solved.data))
        if not isinstance(solved, Solved):
            # A large problem, solved in blocks.
            return _stated(job, solved)
        report = replace(solved.data, seconds=replace(solved.data.seconds, read=read))
    except ProblemError as error:
        return Outcome(job.file, "", complain(error), ExitCode.FAULT)
    except DualityError as error:
        return Outcome(job.file, "", f"{job.file}: {complain(error)}", ExitCode.NO_ANSWER)
    except (KeyboardInterrupt, MemoryError) as stop:
        watching.known.stop(stop)
        return Outcome(job.file, *interrupted(job.file, watching.known))
    found = _outcome(job, report)
    if watching.known.stopped == "memory":
        found = found._replace(complaint=f"{job.file}: {watching.known.why}; --memory raises it")
    return found._replace(code=ExitCode.INTERRUPTED) if watching.known.stopped == "user" else found


def _in_letters(job: Job, report: LetteredReport) -> Outcome:
    """A report in letters; no region at all is no answer."""
    text = render(report, job.format, job.options)
    if not report.regions and not report.grid:
        said = f"{job.file}: p* is not known in letters; --set gives them values"
        return Outcome(job.file, text, said, ExitCode.NO_ANSWER)
    return Outcome(job.file, text, "", ExitCode.REPORTED)


def _stated(job: Job, report: StatementReport) -> Outcome:
    """The report of a statement with its data."""
    text = report.line(job.file) if job.quiet and job.format == "text" else report.render(job.format, job.options)
    if report.primal.value is None and report.dual.value is None:
        return Outcome(job.file, text, f"{job.file}: no bound on p* or d* was found", ExitCode.NO_ANSWER)
    if job.require == "strong" and report.verdict != "holds":
        said = f"{job.file}: strong duality is required and {_told(report.verdict)}"
        return Outcome(job.file, text, said, ExitCode.NOT_MET)
    return Outcome(job.file, text, "", ExitCode.REPORTED)


def _outcome(job: Job, report: Report) -> Outcome:
    """The report as text, and what its content means for the exit code."""
    text = summary(job.file, report) if job.quiet and job.format == "text" else _rendered(report, job)
    if not answered(report):
        return Outcome(job.file, text, f"{job.file}: no bound on p* or d* was found", ExitCode.NO_ANSWER)
    if job.require == "strong" and report.strong_duality.verdict != "holds":
        said = f"{job.file}: strong duality is required and {_told(report.strong_duality.verdict)}"
        return Outcome(job.file, text, said, ExitCode.NOT_MET)
    return Outcome(job.file, text, "", ExitCode.REPORTED)


def answered(report: Report) -> bool:
    """Is at least one side settled or bounded?"""
    sides = (report.primal, report.dual)
    return any(
        side.status is not Status.UNKNOWN or side.lower > float("-inf") or side.upper < float("inf") for side in sides
    )


def summary(file: str, report: Report) -> str:
    """One line: p*, d*, gap, verdict."""
    shown = []
    for name, side in (("p*", report.primal), ("d*", report.dual)):
        exact = exact_value(side)
        value = "unknown" if side.value is None else decimal(side.value) if exact is None else scalar_text(exact)
        shown.append(f"{name} = {value} ({side.label.value})" if side.value is not None else f"{name} {value}")
    return f"{file}: {', '.join(shown)}, strong duality {_told(report.strong_duality.verdict)}\n"


def _told(verdict: str) -> str:
    return {"holds": "holds", "fails": "fails"}.get(verdict, "is not decided")


def _rendered(report: Report, job: Job) -> str:
    return render(report, job.format, job.options)


def _jobs(chosen: argparse.Namespace) -> list[Job]:
    text = standard_input() if STANDARD_INPUT in chosen.files else None
    common = partial(
        Job,
        settings=tuple(chosen.settings),
        tolerance=chosen.tol,
        time_limit=chosen.time_limit,
        format=format_of(chosen),
        options=options_of(chosen),
        quiet=chosen.quiet,
        require=chosen.require,
        keep_bounds_in_domain=chosen.keep_bounds_in_domain,
        dualize_domain=chosen.dualize_domain,
    )
    return [common(file=file, text=text if file == STANDARD_INPUT else None) for file in chosen.files]


def _outcomes(jobs: list[Job], processes: int, out: str | None, *, quiet: bool) -> Iterator[Outcome]:
    """In the order of the files, each as soon as it is there."""
    if processes > 1 and len(jobs) > 1:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import active_children, get_context

        with ProcessPoolExecutor(min(processes, len(jobs)), mp_context=get_context("spawn")) as pool:
            try:
                yield from pool.map(solve_job, jobs)
            except KeyboardInterrupt:
                pool.shutdown(wait=False, cancel_futures=True)
                for child in active_children():
                    child.terminate()
                raise
        return
    for job in jobs:
        speak = _speaker(job, out, several=len(jobs) > 1)
        with supervised(job.file, job.time_limit, wanted=not quiet, speak=speak) as watching:
            outcome = _solved(job, watching)
        yield outcome
        if outcome.code == ExitCode.INTERRUPTED:
            return


def _speaker(job: Job, out: str | None, *, several: bool) -> Speak:
    """The last words of a file whose solve does not stop: the report of what is known."""

    def told(report: Report) -> LastWords:
        found = _outcome(job, report)
        return LastWords(_headed(found.text, job.file, job, several=several), found.complaint, found.code)

    return speaker(job.file, out, told)


def _headed(text: str, file: str, job: Job, *, several: bool) -> str:
    """Several texts are told apart by their files."""
    return f"== {file} ==\n{text}\n" if text and several and not job.quiet and job.format != "json" else text
