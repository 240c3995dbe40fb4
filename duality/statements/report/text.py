"""A derivation as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duality.report.options import Options
from duality.statements.report.lines import line, problem_lines
from duality.statements.report.words import word
from duality.statements.text import text
from duality.statements.tower.steps import condition_text

if TYPE_CHECKING:
    from duality.statements.results import StatementDerivation


def derivation_text(found: StatementDerivation, options: Options) -> str:
    """The statement, its splits, L, theta_D with its domain, the dual, KKT, convexity and the theorem."""
    derived = found.derived
    theta = options.notation.dual_function.text
    language = options.language

    def say(text: str) -> str:
        return word(text, language)

    body = [_told(entry, language) for entry in problem_lines(derived.statement, letters=True)]
    body += [line(say("blocks") if k == 0 else "", entry) for k, entry in enumerate(found.legend())]
    body.append("")
    for split in derived.splits:
        tail = f" {split.variable.range}" if split.variable.range.loops else ""
        body.append(
            line(
                say("split"),
                f"{text(split.symbol)} = {text(split.definition)}{tail}   ({say('an equivalent problem')})",
            )
        )
    body.append(line("L", found.lagrangian))
    nowhere = derived.is_nowhere_finite
    body.append(line(theta, say("-inf for all multipliers") if nowhere else text(derived.value)))
    for k, condition in enumerate(() if nowhere else derived.conditions):
        body.append(line("", f"{say('where') if k == 0 else '     '} {condition_text(condition)}"))
    if derived.conditions and not nowhere:
        body.append(line("", f"({say('-inf elsewhere')})"))
    dual = problem_lines(found.dual_problem.statement)
    body += [line(say("dual") if k == 0 else "", _told(entry, language)) for k, entry in enumerate(dual)]
    body += ["", *_conditions(found, language)]
    body += ["", line(say("Convex"), _convexity(found)), line(say("Theorem"), _theorem(found))]
    if options.steps:
        body += ["", say("Steps"), *(f"  {k}. {step.words}: {step.formula}" for k, step in enumerate(found.steps, 1))]
    title = [derived.statement.title, ""] if derived.statement.title else []
    return _lettered("\n".join([*title, *(f"  {entry}".rstrip() for entry in body)]) + "\n", options)


def _told(entry: str, language: str) -> str:
    head = entry[:12].strip()
    return line(word(head, language), entry[12:]) if head else entry


def _conditions(found: StatementDerivation, language: str) -> list[str]:
    kkt = found.kkt
    lines = [word("KKT conditions", language)]
    groups = (
        ("stationary", kkt.stationarity),
        ("primal", kkt.primal),
        ("dual feasible", kkt.dual),
        ("slackness", kkt.slackness),
    )
    for name, group in groups:
        lines += [f"{word(name, language) if k == 0 else '':<15}{entry}".rstrip() for k, entry in enumerate(group)]
    return lines


def _convexity(found: StatementDerivation) -> str:
    told = found.convexity
    parts = [f"f: {told.objective.why if told.objective.kind != 'affine' else 'affine'}"]
    parts += [f"{name}: {c.why}" for name, c in told.rows if c.kind != "affine"]
    affine = [name for name, c in told.rows if c.kind == "affine"]
    if affine:
        parts.append(f"{', '.join(affine)} {'is' if len(affine) == 1 else 'are'} affine")
    return "; ".join(parts)


def _theorem(found: StatementDerivation) -> str:
    applies = found.theorem
    if not applies.theorem:
        return f"Theorem 1 (weak duality): {applies.condition}"
    return f"strong duality by {applies.theorem}{':' if applies.certain else ' if'} {applies.condition}"


def _lettered(text: str, options: Options) -> str:
    """The letters of the notation for multipliers."""
    notation = options.notation
    if notation.name == "lihang":
        return text
    import re

    text = re.sub(r"\balpha_(?=\w)", f"{notation.inequality}_", text)
    return re.sub(r"\bbeta_(?=\w)", f"{notation.equality}_", text)
