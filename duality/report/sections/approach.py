"""How a value that is not attained is approached: the path along which f, or theta_D, goes to it."""

from __future__ import annotations

from collections.abc import Iterator

from duality.algebra.atoms import substitute
from duality.algebra.paths import PARAMETER
from duality.model.derivation import written_name
from duality.model.evidence import AlongPath, Evidence, ExplicitDual, Side
from duality.model.expression import Variable
from duality.model.report import Report
from duality.report.document import EQUALS, Inline, Name, Phrase, Symbol

TOWARD = {
    "t -> inf": Symbol("t -> inf", r"t \to \infty"),
    "t -> 0+": Symbol("t -> 0+", r"t \to 0^{+}"),
    "k -> inf": Symbol("k -> inf", r"k \to \infty"),
}
LONGEST = 40
"""Characters of a coordinate that is still read at a glance."""


def approach(report: Report, side: Side, names: dict[str, str]) -> Phrase:
    """approached along alpha_1 = t, t -> inf; empty where no path is among the evidence that is short enough."""
    for path in _paths(report, side):
        if not path.coordinates or any(len(str(tree)) > LONGEST for _, tree in path.coordinates):
            continue
        parts: list[Inline] = ["approached along "]
        for name, tree in path.coordinates:
            parts += [Name(names.get(name, name)), EQUALS, substitute(tree, {PARAMETER: Variable("t")}), ", "]
        return (*parts, TOWARD[path.toward])
    return ()


def _paths(report: Report, side: Side) -> Iterator[AlongPath]:
    """Paths whose limit is the value itself, from the side where points are: f from above, theta_D from below."""
    for evidence in report.evidence:
        if evidence.side == side and isinstance(evidence.witness, AlongPath) and _is_told(report, evidence):
            yield evidence.witness
        elif evidence.side == side == "d" and isinstance(evidence.witness, ExplicitDual):
            yield from _of_explicit_dual(report, evidence.witness)


def _is_told(report: Report, evidence: Evidence) -> bool:
    """The path's limit is p* or d* itself; its numbers are those of the min form."""
    end = evidence.upper if evidence.side == "p" else evidence.lower
    solution = report.primal if evidence.side == "p" else report.dual
    value = None if solution.value is None else report.form.sign * solution.value
    return end is not None and value is not None and not report.in_units and end.value == value


def _of_explicit_dual(report: Report, witness: ExplicitDual) -> Iterator[AlongPath]:
    """In the explicit dual, a problem of its own, alpha_1 is called a_1."""
    named = {written_name(m.name): m.constraint for m in report.derivation.dual_function.multipliers}
    for inner in witness.inner:
        if inner.side == "p" and isinstance(inner.witness, AlongPath):
            coordinates = inner.witness.coordinates
            if all(name in named for name, _ in coordinates):
                renamed = tuple((named[name], tree) for name, tree in coordinates)
                yield AlongPath(renamed, inner.witness.toward)
