"""The proof that theta_D is -inf everywhere, by paths in D along which L falls whatever the multipliers are.

Along a path in D, L(., y) has a first coefficient f_1 + y'g_1 at a monomial that tends to infinity, and it must not be
negative where theta_D(y) > -inf. If weights w >= 0 give sum w g_1 <= 0 (= 0 for equations) and sum w f_1 < 0, no y with
alpha >= 0 satisfies these demands of all paths, so theta_D is nowhere finite. All of it is exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from duality.algebra.paths import cut
from duality.algebra.paths.proposals import proposals
from duality.model.budget import Budget, current
from duality.model.form import StandardForm
from duality.records import replace
from duality.solving.dual.combination import Atom, least_mean, rounded_up

MOST_PATHS = 400
SHARE = 0.15
"""Of the usual work."""


def is_nowhere_finite(form: StandardForm) -> bool:
    """Proved: theta_D = -inf at every y. False proves nothing."""
    if form.domain.discrete or not form.variables:
        return False
    kept, budget = form, current().aside(SHARE)
    while True:
        demands = list(dict.fromkeys(_demands(kept, budget)))
        signs = [c.constraint.kind == "inequality" for c in kept.constraints]
        mean = least_mean(demands, signs) if demands else None
        if mean is not None and mean < 0:
            return True
        zeros = _forced_to_zero(demands, signs)
        if not zeros:
            return False
        # A cubic -x^3 in h_1 leaves beta_1 = 0 alone; without h_1 lower powers of t lead along the same paths.
        kept = replace(kept, constraints=tuple(c for k, c in enumerate(kept.constraints) if k not in zeros))


def _demands(form: StandardForm, budget: Budget) -> Iterator[Atom]:
    """Demands that are left out weaken the proof, and never make it wrong."""
    for path in islice(proposals(form, feasible=False), MOST_PATHS):
        if budget.is_over:
            return
        found = cut(form, path)
        if found is not None and found.demand:
            slopes = tuple(slope for slope in found.slopes if isinstance(slope, Fraction))
            if len(slopes) == len(found.slopes):
                yield Atom(rounded_up(found.value), slopes)


def _forced_to_zero(demands: list[Atom], nonnegative: list[bool]) -> set[int]:
    """The multipliers that demands s*y_j >= 0 (and the sign of an inequality's) leave no value but 0."""
    signs: dict[int, set[bool]] = {k: {True} if sign else set() for k, sign in enumerate(nonnegative)}
    for demand in demands:
        places = [k for k, slope in enumerate(demand.slopes) if slope != 0]
        if demand.value == 0 and len(places) == 1:
            signs[places[0]].add(demand.slopes[places[0]] > 0)
    return {k for k, seen in signs.items() if len(seen) == 2}
