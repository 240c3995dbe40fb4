"""The verdict on strong duality: which theorem tells, and why.

Theorem 1   weak duality, d* <= p*, always.
Theorem 2   a convex problem whose constraints satisfy Slater's condition has p* = d*, attained by the dual if finite.
Theorem 3   under the assumptions of Theorem 2, with f and c differentiable, KKT is necessary and sufficient.

Where Theorem 2 does not apply, two certified values still decide by being equal or different.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from duality.algebra.differentiate import is_smooth
from duality.model.form import StandardForm
from duality.model.report import Convexity, Slater, StrongDuality
from duality.model.solution import Label
from duality.verify.values import Extended, are_close

THEOREMS = ("Theorem 2", "linear programming duality")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the verdict rests on.

    ``proof`` tells how x* and the multipliers prove each other (f(x*) = theta_D exactly), ``None`` if they do not.
    """

    form: StandardForm
    convexity: Convexity
    slater: Slater
    p: Extended
    d: Extended
    proof: str | None = None
    defective: bool = False


def strong_duality(facts: Facts) -> StrongDuality:
    """p* = d*, p* > d*, or not known."""
    if facts.defective:
        return StrongDuality("unknown", "", "the claimed solutions contradict each other")
    p, d = facts.p, facts.d
    if p.value == -math.inf and p.is_certified:
        return StrongDuality("holds", "weak duality", "p* = d* = -inf, since theta_D <= p* everywhere")
    if facts.convexity.verdict == "proved" and facts.slater.verdict == "holds":
        # p* < +inf; and if p* = -inf, then d* = -inf by weak duality.
        return StrongDuality("holds", "Theorem 2", _theorem_two(facts))
    if p.value is not None and math.isinf(p.value):
        return _infinite(facts)
    if facts.form.is_linear and (p.is_finite or d.is_finite):
        return StrongDuality("holds", "linear programming duality", "the value of a feasible linear program is finite")
    if facts.proof is not None:
        return StrongDuality("holds", "certificate", f"{facts.proof}; {_why_not(facts)}")
    if p.is_finite and d.value == -math.inf and d.is_certified:
        return _fails(facts) if p.lower > -math.inf else _unknown("d* = -inf, and p* is not proved to be finite")
    return _by_values(facts)


def _theorem_two(facts: Facts) -> str:
    if not smooth(facts.form):
        return "convex and Slater; KKT, with subgradients, necessary and sufficient"
    return "convex and Slater; KKT necessary and sufficient (Theorem 3)"


def proves_equality(verdict: StrongDuality) -> bool:
    """p* = d* exactly, by a theorem and not by two computed numbers that are close."""
    return verdict.verdict == "holds" and verdict.theorem in THEOREMS


def smooth(form: StandardForm) -> bool:
    """f and every c_i are proved differentiable inside their domains."""
    rows = [(form.objective, form.objective_expression), *((c.row, c.expression) for c in form.constraints)]
    return all(row.is_quadratic or is_smooth(expression) for row, expression in rows)


def _infinite(facts: Facts) -> StrongDuality:
    p, d = facts.p, facts.d
    if p.value == -math.inf:
        return _unknown("p* seems to be -inf, which is not proved")
    if not p.is_certified:
        return _unknown("the problem seems to be infeasible, which is not proved")
    if d.value == math.inf:
        if not d.is_certified:
            return _unknown("d* seems to be +inf, which is not proved")
        return StrongDuality("holds", "", "p* = d* = +inf")
    if d.value is None or not d.is_certified:
        return _unknown("there is no feasible x, and d* is not known")
    if d.value == -math.inf:
        return StrongDuality("fails", "Theorem 1", "p* = +inf (no x is feasible), and theta_D is -inf everywhere")
    return StrongDuality("fails", "Theorem 1", f"p* = +inf (no x is feasible), and d* is finite; {_why_not(facts)}")


def _by_values(facts: Facts) -> StrongDuality:
    p, d = facts.p, facts.d
    if p.lower > d.upper and not are_close(p.lower, d.upper):
        return _fails(facts)
    if p.value is None or d.value is None:
        missing = " and ".join(name for name, side in (("p*", p), ("d*", d)) if side.value is None)
        return _unknown(f"{missing} was not found; {_why_not(facts)}")
    if p.exact is not None and d.exact is not None and p.label is d.label is Label.EXACT:
        if p.exact == d.exact:
            return StrongDuality("holds", "certificate", f"p* and d* are exactly equal; {_why_not(facts)}")
        return _fails(facts)
    if p.is_certified and d.is_certified and are_close(p.value, d.value):
        width = max(p.upper, d.upper) - min(p.lower, d.lower)
        near = f"p* ({p.label.value}) and d* ({d.label.value}) agree to {max(width, 1e-16):.0e}"
        return StrongDuality("holds", "certificate", f"{near}; {_why_not(facts)}")
    if are_close(p.value, d.value):
        return _unknown(f"p* and d* agree numerically, which proves nothing; {_why_not(facts)}")
    return _unknown(f"p* and d* differ numerically, which proves nothing; {_why_not(facts)}")


def _fails(facts: Facts) -> StrongDuality:
    why = _why_not(facts)
    if facts.p.value is None or facts.d.value is None:
        why = f"p* >= {facts.p.lower:.6g} lies above d* <= {facts.d.upper:.6g}. {why}"
    if facts.slater.verdict == "holds" and facts.convexity.verdict != "proved":
        why += ". Slater holds and cannot help"
    return StrongDuality("fails", "Theorem 1", why)


def _why_not(facts: Facts) -> str:
    """Theorem 2 does not apply: f is not convex (f'' = -6 at x = 0)."""
    reasons = []
    if facts.convexity.verdict == "refuted":
        reasons.append(facts.convexity.why)
    elif facts.convexity.verdict == "unknown":
        reasons.append(f"convexity is not proved ({facts.convexity.why})")
    elif facts.slater.verdict == "fails":
        reasons.append(f"Slater's condition fails ({facts.slater.why})")
    elif facts.slater.verdict == "unknown":
        reasons.append("Slater's condition is not proved")
    return f"Theorem 2 does not apply: {'; '.join(reasons)}"


def _unknown(why: str) -> StrongDuality:
    return StrongDuality("unknown", "", why)
