"""Why the numbers may be believed: the evidence behind p* and d*, and what was tried and refused."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import inf
from typing import assert_never

from duality.algebra.atoms import substitute
from duality.algebra.paths import PARAMETER
from duality.model.evidence import (
    AlongPath,
    AtMultipliers,
    AtPoint,
    Circuits,
    Combinations,
    Components,
    Cuts,
    EnclosedPoint,
    EnclosedSaddle,
    End,
    Engine,
    Evidence,
    ExplicitDual,
    KarushKuhnTucker,
    Means,
    Mixture,
    Recession,
    Restated,
    SolverClaim,
    Theorem,
    Witness,
    parts,
)
from duality.model.expression import Expression, Variable
from duality.model.report import Report
from duality.model.solution import Farkas, Point, Ray
from duality.report.document import Inline, Line, Lines, Part, Phrase, Value
from duality.report.numbers import residual
from duality.report.sections.outcome import D_STAR, P_STAR, point_phrase

MOST_REFUSED = 8
SYMBOLS = {"p": P_STAR, "d": D_STAR}


def why(report: Report) -> list[Part]:
    """Line by line: what each piece of evidence says, and its witness; then the refusals."""
    lines: list[Line] = []
    if report.in_units:
        lines.append(Line(("Units",), (report.in_units,)))
    for evidence in report.evidence:
        body = (*_claim(evidence), " by ", *_witness(evidence.witness), *_supports(evidence))
        lines.append(Line((SYMBOLS[evidence.side],), body))
    refused = list(dict.fromkeys(report.refused))
    for what, reason in refused[:MOST_REFUSED]:
        lines.append(Line(("refused",), (what, ": ", reason)))
    if len(refused) > MOST_REFUSED:
        lines.append(Line(("refused",), (f"... and {len(refused) - MOST_REFUSED} more",)))
    return [Lines("words", tuple(lines))] if lines else []


def _claim(evidence: Evidence) -> Phrase:
    """What it says of the value that the line begins with."""
    lower, upper = evidence.lower, evidence.upper
    if isinstance(evidence.witness, Theorem):
        return ("= ", D_STAR) if evidence.side == "p" else ("attained" if evidence.attained else "",)
    if lower is not None and lower.value == inf and not lower.is_finite:
        return ("= inf",)
    # An infinite end says nothing.
    low = None if lower is None or lower.value == -inf else lower
    high = None if upper is None or upper.value == inf else upper
    if low is not None and high is not None:
        return ("= ", _end(low)) if low == high else ("in [", _end(low), ", ", _end(high), "]")
    if low is not None:
        return (">= ", _end(low))
    if high is not None:
        return ("<= ", _end(high))
    return ("attained" if evidence.attained else "not attained",)


def _end(end: End) -> Inline:
    return Value(end.value if end.exact is None else end.exact)


def _witness(witness: Witness) -> Phrase:
    """The witness in words and numbers."""
    match witness:
        case AtPoint(point):
            return ("f at the feasible point ", *point_phrase(point, {}))
        case EnclosedPoint(ends, active):
            also = f", where {', '.join(active)} = 0" if active else ""
            return (f"f in a box that is proved to hold a feasible point: {_box(ends)}{also}",)
        case EnclosedSaddle(ends, multipliers, around):
            found = f"a KKT point proved to lie in a box: {_box((*ends, *multipliers))}"
            return (
                f"{found}; L with its multipliers is least there for {_sides(around)}, and larger in the rest of X",
            )
        case AtMultipliers(multipliers):
            return ("theta_D at ", *point_phrase(multipliers, {})) if multipliers else ("inf f over D",)
        case KarushKuhnTucker(point):
            return ("KKT, which holds exactly with a convex L at ", *point_phrase(point, {}))
        case AlongPath(coordinates, toward):
            shown = ", ".join(f"{name} = {_in_t(tree)}" for name, tree in coordinates)
            return (f"the limit along {shown}, {toward}",)
        case Mixture(entries):
            return (f"the mean of f over {len(entries)} points of D with weights that make the mean of c, h feasible",)
        case Cuts(entries):
            return (f"affine bounds of theta_D along {len(entries)} paths in D, whose weighted sum has no multiplier",)
        case Recession(direction):
            shown = point_phrase(_nonzero(direction), {})
            return ("f falls from every feasible point in direction ", *shown, ", and a step stays feasible")
        case Means(weights):
            count = sum(weight > 0 for own in weights for weight in own)
            return (f"the inequality of the arithmetic and the geometric mean, with weights of {count} terms",)
        case Circuits(entries):
            return (f"the inequality of means for each of the {len(entries)} terms of f that may be negative",)
        case Farkas(multipliers):
            return ("a sum of constraints that is positive on D, with ", *point_phrase(_nonzero(multipliers), {}))
        case Ray(origin, direction):
            return (
                "the ray from ",
                *point_phrase(origin, {}),
                " in direction ",
                *point_phrase(_nonzero(direction), {}),
            )
        case Engine(name, found):
            return (f"{name}: {found}" if found else name,)
        case Restated(how):
            return (f"the problem restated, {how}",)
        case Combinations(count):
            return (f"each of the {count} combinations of the finite sets on its own",)
        case ExplicitDual():
            return ("the explicit dual, solved as a convex problem of its own",)
        case Theorem(name, reason):
            return (f"{name}: {reason}",)
        case Components(components):
            return (f"the sum over the independent parts {'; '.join(f'({name})' for name, _ in components)}",)
        case SolverClaim(solver):
            return (f"{solver} says so",)
        case _:
            assert_never(witness)


def _box(ends: Iterable[tuple[str, Fraction, Fraction]]) -> str:
    """x within 2e-11 of 1.4142."""
    return ", ".join(f"{name} within {residual(float(high - low))} of {float(low):.10g}" for name, low, high in ends)


def _sides(ends: Iterable[tuple[str, Fraction, Fraction]]) -> str:
    """x in [1, 2]."""
    return ", ".join(f"{name} in [{float(low):.6g}, {float(high):.6g}]" for name, low, high in ends)


def _supports(evidence: Evidence) -> Phrase:
    """What a composite witness rests on, one level down."""
    inner = list(parts(evidence))
    if not inner:
        return ()
    phrase: list[Inline] = [", where "]
    for k, part in enumerate(inner):
        phrase += ["; "] * (k > 0) + [SYMBOLS[part.side], " ", *_claim(part), " by ", *_witness(part.witness)]
    return tuple(phrase)


def _in_t(tree: Expression) -> str:
    return str(substitute(tree, {PARAMETER: Variable("t")}))


def _nonzero(point: Point) -> Point:
    return tuple((name, value) for name, value in point if value != 0) or point[:1]
