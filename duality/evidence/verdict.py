"""p* = d*, p* > d*, or not known: by a theorem with proved premises, by exact numbers, or by bounds that are apart.

Theorem 1   weak duality, d* <= p*, always.
Theorem 2   a convex problem whose constraints satisfy Slater's condition has p* = d*, attained by the dual if finite.
Theorem 3   under the assumptions of Theorem 2, with f and c differentiable, KKT is necessary and sufficient; with
            subgradients for gradients also where they are not.
"""

from __future__ import annotations

from math import inf, isfinite

from duality.algebra.differentiate import has_gradients
from duality.evidence.comparison import greater, same
from duality.evidence.ledger import Ledger
from duality.model.evidence import Evidence, Restated, Theorem
from duality.model.printing import size_at_most
from duality.model.report import StrongDuality
from duality.model.solution import Label, Solution, Status

APART = 1e-5
"""How far, relatively, a global solver's bound of p* must lie above d* to be told as a gap."""


def verdict(ledger: Ledger, primal: Solution, dual: Solution) -> StrongDuality:
    """Strong duality "holds", "fails" or is "unknown", with the theorem or the evidence."""
    p, d = ledger.p, ledger.d
    if p.upper.value == -inf and not p.upper.is_finite:
        up = ledger.question.form.sign > 0
        why = "p* = d* = -inf, since d* <= p* everywhere" if up else "p* = d* = inf, since d* >= p* everywhere"
        return StrongDuality("holds", "weak duality", why)
    if p.lower.value == inf and not p.lower.is_finite:
        return _infeasible(ledger)
    if ledger.equal is not None and isinstance(ledger.equal.witness, Theorem):
        return _by_theorem(ledger, ledger.equal.witness)
    if ledger.equal is not None and _is_by_theorem_elsewhere(ledger.equal):
        why = "convex over half of X, where p* and theta_D are the same since a sign changes nothing"
        return StrongDuality("holds", "Theorem 2", f"{why}; {why_not(ledger)}")
    if ledger.equal is not None:
        why = "x* minimizes L(., multipliers*) over X, so that theta_D(multipliers*) = f(x*)"
        return StrongDuality("holds", "saddle point", f"{why}; {why_not(ledger)}")
    if p.is_closed and d.is_closed and same(p.lower, d.lower):
        both = primal.attained and dual.attained
        how = (
            "theta_D(multipliers*) = f(x*) exactly, so each proves the other optimal"
            if both
            else "p* and d* are exactly equal"
        )
        return StrongDuality("holds", "certificate", f"{how}; {why_not(ledger)}")
    if greater(p.lower, d.upper):
        return _fails(ledger, primal, dual)
    if _apart_by_solver(primal, d.upper.value):
        found = _fails(ledger, primal, dual)
        return StrongDuality("fails", found.theorem, f"{found.why} (p* by a global solver's bound, in floating point)")
    return _unknown(ledger, primal, dual)


def _is_by_theorem_elsewhere(equal: Evidence) -> bool:
    """Theorem 2 holds for a form with the same p* and theta_D."""
    inner = equal.witness.equal if isinstance(equal.witness, Restated) else None
    return inner is not None and (isinstance(inner.witness, Theorem) or _is_by_theorem_elsewhere(inner))


def _by_theorem(ledger: Ledger, theorem: Theorem) -> StrongDuality:
    if theorem.name == "Theorem 2":
        if has_gradients(ledger.question.form):
            return StrongDuality("holds", "Theorem 2", "convex and Slater; KKT necessary and sufficient (Theorem 3)")
        why = "convex and Slater; KKT with subgradients necessary and sufficient (Theorem 3 itself asks for gradients)"
        return StrongDuality("holds", "Theorem 2", why)
    if theorem.name == "compact level sets":
        why = "convex over a closed D, and the optimal x form a bounded set, so the value function is closed"
        return StrongDuality("holds", theorem.name, f"{why}; {why_not(ledger)}")
    return StrongDuality("holds", theorem.name, theorem.why)


def _infeasible(ledger: Ledger) -> StrongDuality:
    d = ledger.d
    value = "+inf" if ledger.question.form.sign > 0 else "-inf"
    if d.lower.value == inf:
        return StrongDuality("holds", "", f"p* = d* = {value}")
    if d.upper.value == -inf:
        return StrongDuality("fails", "Theorem 1", f"p* = {value} (no x is feasible), and theta_D is -inf everywhere")
    if d.upper.is_finite and d.upper.value < inf:
        why = f"p* = {value} (no x is feasible), and d* is finite; {why_not(ledger)}"
        return StrongDuality("fails", "Theorem 1", why)
    return StrongDuality("unknown", "", "there is no feasible x, and d* is not known")


def _fails(ledger: Ledger, primal: Solution, dual: Solution) -> StrongDuality:
    why = why_not(ledger)
    if primal.value is None or dual.value is None:
        why = f"p* >= {ledger.p.lower.value:.6g} lies above d* <= {ledger.d.upper.value:.6g}. {why}"
    question = ledger.question
    if question.slater.verdict == "holds" and not question.is_convex:
        why += ". Slater holds and cannot help"
    return StrongDuality("fails", "Theorem 1", why)


def _apart_by_solver(primal: Solution, ceiling: float) -> bool:
    if primal.status is not Status.OPTIMAL or primal.label is not Label.GLOBAL or not isfinite(ceiling):
        return False
    return primal.lower - ceiling > APART * max(1.0, abs(ceiling), abs(primal.lower))


def _unknown(ledger: Ledger, primal: Solution, dual: Solution) -> StrongDuality:
    reason = why_not(ledger)
    if primal.value is None or dual.value is None:
        missing = " and ".join(name for name, s in (("p*", primal), ("d*", dual)) if s.value is None)
        return StrongDuality("unknown", "", f"{missing} was not found; {reason}")
    width = ledger.p.upper.value - ledger.d.lower.value
    if isfinite(width) and isfinite(primal.value):
        most = size_at_most(max(width, 0.0))
        return StrongDuality("unknown", "", f"the gap is at most {most}, and 0 is not proved; {reason}")
    return StrongDuality("unknown", "", f"whether p* = d* is not proved; {reason}")


def why_not(ledger: Ledger) -> str:
    """Theorem 2 does not apply: f is not convex (f'' = -6 at x = 0)."""
    question = ledger.question
    convexity = question.convexity
    reasons = []
    if convexity.verdict == "refuted":
        reasons.append(convexity.why)
    elif convexity.verdict == "unknown":
        reasons.append(f"convexity is not proved ({convexity.why})")
    elif question.slater.verdict == "fails":
        reasons.append(f"Slater's condition fails ({question.slater.why})")
    elif question.slater.verdict == "unknown":
        reasons.append("Slater's condition is not proved")
    return f"Theorem 2 does not apply: {'; '.join(reasons)}"
