"""The report of a bound statement: the derivation, then p*, d*, the gap, multipliers and the verdict."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from duality.report.options import Options
from duality.statements.report.lines import line
from duality.statements.report.record import derivation_record
from duality.statements.report.render import render

if TYPE_CHECKING:
    from duality.statements.solving.report import StatementAnswer, StatementReport

SHOWN = 6
"""Entries that are shown of a long array."""


def report_in(found: StatementReport, format: str, options: Options) -> str:
    """The report in a format."""
    if format == "json":
        return json.dumps(_record(found), ensure_ascii=False) + "\n"
    derivation = render(found.derivation, format, options)
    lines = [*_answers(found), *_multipliers(found), *_verdict(found)]
    told = "\n".join(f"  {entry}".rstrip() for entry in lines) + "\n"
    if format == "text":
        return f"{derivation}\n{told}"
    if format == "html":
        from html import escape

        return f"{derivation}<pre>{escape(told)}</pre>\n"
    if format == "markdown":
        return f"{derivation}\n```\n{told}```\n"
    return derivation


def _answers(found: StatementReport) -> list[str]:
    lines = [line("p*", _valued(found.primal)), line("d*", _valued(found.dual))]
    gap = found.gap
    if gap is not None:
        lines.append(line("gap", f"{gap:.3g}"))
    if found.primal.backend == "Newton on theta_D":
        lines.append(line("solved", "through its dual: Newton on theta_D gives the multipliers, x* minimizes L there"))
    kept = found.residuals
    if kept is not None:
        told = f"x* misses the constraints by {kept.violation:.2g}, slackness {kept.slackness_norm:.2g}"
        lines.append(line("checked", f"{told}, L(x*) - theta_D {kept.stationarity:.2g}"))
    return lines


def _valued(answer: StatementAnswer) -> str:
    if answer.value is None:
        return f"not found ({answer.backend})" if answer.backend else "not found"
    exact = f": {_short(answer.exact)}" if answer.exact else ""
    if answer.bounds is not None:
        exact = f" in [{answer.bounds[0]:.17g}, {answer.bounds[1]:.17g}]"
    return f"{answer.value:.9g}   {answer.label}{exact}, {_standing(answer)}"


def _standing(answer: StatementAnswer) -> str:
    """The status, and what is known of a point that has the value."""
    if answer.status != "optimal":
        return answer.status
    if answer.attained is False:
        return "not attained"
    if answer.doubt:
        return f"an infimum that may not be attained: {answer.doubt}"
    return answer.status


LONGEST = 60
"""Characters up to which an exact value is shown; JSON has all of it."""


def _short(exact: str) -> str:
    return exact if len(exact) <= LONGEST else f"a rational of {len(exact.partition('/')[2])} digits below the line"


def _multipliers(found: StatementReport) -> list[str]:
    lines, before = [], ""
    for word, name, value, names in found.entries():
        told = f"{name}{':' if names else ' ='} {array_text(value, names)}"
        lines.append(line(word if word != before else "", told))
        before = word
    return lines


def array_text(value: Any, names: Sequence[str] = ()) -> str:
    """A short array in full; of a long one its shape, its norm, its support and its largest entries."""
    import numpy as np

    array = np.asarray(value, dtype=float)
    flat = array.ravel()
    if flat.size <= SHOWN:
        if names:
            return ", ".join(f"{name} = {entry:.6g}" for name, entry in zip(names, flat, strict=True))
        shown = ", ".join(f"{entry:.6g}" for entry in flat)
        return shown if flat.size == 1 else f"[{shown}]"
    support = int((np.abs(flat) > 1e-6 * max(1.0, np.abs(flat).max())).sum())
    largest = np.argsort(-np.abs(flat))[:3]
    entries = ", ".join(f"{names[k] if names else f'[{k + 1}]'} {flat[k]:.6g}" for k in largest)
    shape = " x ".join(str(n) for n in array.shape if n != 1)
    return f"{shape} entries, {support} nonzero, norm {np.linalg.norm(flat):.6g}, largest {entries}"


def _verdict(found: StatementReport) -> list[str]:
    words = {"holds": "STRONG DUALITY", "fails": "WEAK DUALITY ONLY", "unknown": "STRONG DUALITY UNKNOWN"}
    theorem = f" ({found.theorem})" if found.theorem else ""
    return [f"{words[found.verdict]}{theorem}: {found.why}"]


def _record(found: StatementReport) -> dict[str, Any]:
    return {
        **derivation_record(found.derivation),
        "primal": _side(found.primal),
        "dual": _side(found.dual),
        "gap": _number(found.gap),
        "residuals": None if found.residuals is None else found.residuals._asdict(),
        "strong_duality": {"verdict": found.verdict, "theorem": found.theorem, "why": found.why},
    }


def _side(answer: StatementAnswer) -> dict[str, Any]:
    point = {name: _listed(value) for name, value in answer.point.items()} if answer.point else None
    exact = answer.exact or None
    return {
        "status": answer.status,
        "attained": answer.attained,
        **({"doubt": answer.doubt} if answer.doubt else {}),
        "value": _number(answer.value),
        "exact": exact,
        **({"bounds": list(answer.bounds)} if answer.bounds else {}),
        "label": answer.label,
        "point": point,
    }


def _listed(value: Any) -> Any:
    import numpy as np

    array = np.asarray(value, dtype=float)
    return float(array.ravel()[0]) if array.size == 1 else array.squeeze().tolist()


def _number(value: float | None) -> Any:
    if value is None:
        return None
    return value if abs(value) != float("inf") else "inf" if value > 0 else "-inf"
