"""KKT points of a convex problem as formulas of the letters, where every equation can be solved for its variable.

The active rows are those of a sample. Each stationarity equation that holds one variable is solved for it, what comes
out is put into the active rows, and these are solved for the multipliers. Of several roots the one that is the sample's
is kept, and all equations are verified by substitution: what is returned satisfies them for all letters near it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, isnan
from typing import Any

from duality.letters.claims import NotLifted
from duality.letters.reality import logarithms_stand_alone
from duality.records import record

LONGEST = 120
"""Operations of an equation that is given to sympy's solver."""

CLOSE = 1e-5


@record(slots=False)
class Row:
    """value <= 0, or = 0; ``name`` is its constraint, ``None`` for a row of X."""

    value: Any
    equality: bool
    name: str | None
    strict: bool = False


@record(slots=False)
class Stationary:
    """x* by variable and the multipliers by the places of the rows, over the letters."""

    x: Mapping[Any, Any]
    multipliers: Mapping[int, Any]


class KKT:
    """The equations of the active rows. ``numbers`` are the values of letters and of x at the sample, ``multipliers``

    those that are known there, by the places of their rows.
    """

    def __init__(
        self,
        objective: Any,
        variables: Sequence[Any],
        rows: Sequence[Row],
        active: Sequence[int],
        numbers: Mapping[Any, float],
        multipliers: Mapping[int, float],
    ) -> None:
        import sympy

        self.objective, self.variables, self.rows, self.active = objective, tuple(variables), rows, tuple(active)
        self.symbols = {
            k: sympy.Symbol(f"_m{k}", **({"real": True} if rows[k].equality else {"positive": True})) for k in active
        }
        self.numbers = {**numbers, **{self.symbols[k]: m for k, m in multipliers.items() if k in self.symbols}}

    def solved(self) -> Stationary:
        """Raises `NotLifted` where an equation has no solution in closed form."""
        import sympy

        lagrangian = self.objective + sum(self.symbols[k] * self.rows[k].value for k in self.active)
        equations = [sympy.diff(lagrangian, x) for x in self.variables]
        x, left = self._held(), []
        for variable, equation in zip(self.variables, equations, strict=True):
            if variable in x:
                continue
            pending = _settled(equation.subs(x))
            if variable in pending.free_symbols:
                x = _put(x, variable, self._root(pending, variable))
            else:
                left.append(variable)
        unknown = self._unknowns([self.rows[k].value.subs(x) for k in self.active], equations, x, left)
        multipliers = {symbol: value for symbol, value in unknown.items() if symbol not in left}
        x = {variable: _settled(value.subs(unknown)) for variable, value in x.items()}
        x |= {variable: unknown[variable] for variable in left}
        found = {k: sympy.simplify(multipliers.get(symbol, symbol)) for k, symbol in self.symbols.items()}
        put = {**x, **{self.symbols[k]: value for k, value in found.items()}}
        for equation in (*equations, *(self.rows[k].value for k in self.active)):
            if not is_zero(equation.subs(put), self.numbers):
                raise NotLifted("an equation could not be verified")
        return Stationary(x, found)

    def residual(self, found: Stationary, numbers: Mapping[Any, Any]) -> float:
        """The largest violation of KKT at other letters, infinite where a value is not real."""
        import sympy

        lagrangian = self.objective + sum(self.symbols[k] * self.rows[k].value for k in self.active)
        put = {**found.x, **{self.symbols[k]: value for k, value in found.multipliers.items()}}
        equal = [sympy.diff(lagrangian, x).subs(put) for x in self.variables]
        equal += [self.rows[k].value.subs(put) for k in self.active]
        below = [-put[self.symbols[k]] for k in self.active if not self.rows[k].equality]
        below += [row.value.subs(put) for k, row in enumerate(self.rows) if k not in self.active]
        values = [complex(e.subs(numbers).evalf()) for e in (*equal, *below)]
        if any(abs(v.imag) > CLOSE or isnan(abs(v)) for v in values):
            return inf
        reals = [v.real for v in values]
        return max([0.0, *map(abs, reals[: len(equal)]), *reals[len(equal) :]])

    def _held(self) -> dict[Any, Any]:
        """Variables that an active row alone determines: x = l on the border of X."""
        held: dict[Any, Any] = {}
        for k in self.active:
            own = [v for v in self.variables if v in self.rows[k].value.free_symbols]
            if len(own) != 1 or own[0] in held or not self.rows[k].value.is_polynomial(own[0]):
                continue
            if self.rows[k].name is None or self.rows[k].value.diff(own[0]).is_number:
                held[own[0]] = self._root(self.rows[k].value, own[0])
        return held

    def _root(self, equation: Any, unknown: Any) -> Any:
        """The solution for the unknown that is the sample's; it may hold unknowns that are found later."""
        import sympy

        if equation.count_ops() > LONGEST:
            raise NotLifted("an equation is too long")
        try:
            roots = sympy.solve(equation, unknown)
        except NotImplementedError:
            raise NotLifted("an equation has no solution in closed form") from None
        if len(roots) == 1:
            return roots[0]  # verified in the end, as every root is
        for root in roots:
            if self._is_near(root, self.numbers.get(unknown)):
                return root
        raise NotLifted("an equation has no solution in closed form")

    def _is_near(self, root: Any, wanted: float | None) -> bool:
        if wanted is None:
            return True
        value = root.subs(self.numbers)
        if not value.is_number:
            return False
        found = complex(value.evalf())
        return abs(found - wanted) <= CLOSE * max(1.0, abs(wanted))

    def _unknowns(
        self, rows: Sequence[Any], equations: Sequence[Any], x: dict[Any, Any], variables: Sequence[Any]
    ) -> dict[Any, Any]:
        """The multipliers, and the variables that are left, from the active rows and from stationarity.

        Where no equation has one unknown alone, the shortest of those with fewest is solved for one of them.
        """
        wanted = [*self.symbols.values(), *variables]
        pending = [e for e in (_settled(e.subs(x)) for e in (*rows, *equations)) if e != 0]
        found: dict[Any, Any] = {}
        while len(found) < len(wanted):
            pending = [e for e in (_settled(e.subs(found)) for e in pending) if e != 0]
            left = [symbol for symbol in wanted if symbol not in found]
            ready = [(e, own) for e in pending if (own := [symbol for symbol in left if symbol in e.free_symbols])]
            if not ready:
                raise NotLifted("the equations do not determine the multipliers")
            equation, own = min(ready, key=lambda item: (len(item[1]), item[0].count_ops()))
            found = _put(found, own[0], self._root(equation, own[0]))
        return found


def _put(found: Mapping[Any, Any], symbol: Any, value: Any) -> dict[Any, Any]:
    """One more, put into those before it."""
    return {**{key: other.subs(symbol, value) for key, other in found.items()}, symbol: value}


def _settled(expression: Any) -> Any:
    import sympy

    return sympy.simplify(expression)


def is_zero(expression: Any, numbers: Mapping[Any, float]) -> bool:
    """Identically 0 wherever its logarithms and roots are real, proved by simplification.

    Logarithms are put together, and taken apart over factors of any sign, log(u*v) = log|u| + log|v|, which holds where
    they are real. Where a logarithm stands inside another function this is not done.
    """
    import sympy

    if expression == 0:
        return True
    if abs(complex(expression.subs(numbers).evalf())) > CLOSE:
        return False
    reduced = sympy.simplify(expression)
    if reduced == 0:
        return True
    opened = sympy.powsimp(sympy.expand(reduced))
    if not (logarithms_stand_alone(reduced) and logarithms_stand_alone(opened)):
        return False
    if sympy.simplify(sympy.logcombine(reduced, force=True)) == 0:
        return True
    apart = sympy.simplify(sympy.expand_log(opened, force=True))
    return apart == 0 or sympy.simplify(sympy.logcombine(apart, force=True)) == 0
