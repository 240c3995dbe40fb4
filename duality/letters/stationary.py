"""KKT points of a convex problem as formulas of the letters, where every equation can be solved for its variable.

The active rows are those of a sample. Each stationarity equation that holds one variable is solved for it, what comes
out is put into the active rows, and these are solved for the multipliers. Norms are unknowns of their own. Of several
roots the one that is the sample's is kept, and all equations are verified by substitution: what is returned satisfies
them for all letters near it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf, isnan
from typing import Any

from duality.letters.claims import NotLifted
from duality.letters.identities import is_zero, with_powers_joined
from duality.letters.moduli import Moduli
from duality.letters.one_root import tidied
from duality.letters.radicals import Radicals
from duality.letters.roots import root
from duality.records import record

CLOSE = 1e-5

BRIEF = 60
"""Operations of an expression that is simplified; a longer one is only put over one denominator."""


@record(slots=False)
class Row:
    """value <= 0, or = 0; ``name`` is its constraint, ``None`` for a row of X."""

    value: Any
    equality: bool
    name: str | None
    strict: bool = False


@record(slots=False)
class Stationary:
    """x* by variable, the multipliers by the places of the rows, and norms at x*, over the letters."""

    x: Mapping[Any, Any]
    multipliers: Mapping[int, Any]
    norms: Mapping[Any, Any]
    radicals: Radicals
    moduli: Moduli

    def at(self, expression: Any) -> Any:
        """A function of x at x*, with its moduli opened."""
        return self.moduli.put(self.radicals.put(expression).subs({**self.norms, **self.x}))

    @property
    def sides(self) -> tuple[Any, ...]:
        """Expressions of the letters that must be >= 0, for all that was asked so far."""
        return tuple(self.moduli.sides)


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
        values = {**numbers, **{self.symbols[k]: m for k, m in multipliers.items() if k in self.symbols}}
        self.radicals = Radicals([objective, *(rows[k].value for k in active)], self.variables, values)
        self.numbers = {**values, **self.radicals.numbers}

    def solved(self) -> Stationary:
        """Raises `NotLifted` where an equation has no solution in closed form."""
        try:
            return self._solved(in_turn=True)
        except NotLifted as fault:
            if len(self.variables) == 1:
                raise
            first = fault
        try:
            return self._solved(in_turn=False)
        except NotLifted:
            raise first from None

    def _solved(self, *, in_turn: bool) -> Stationary:
        """Every equation for its own variable ``in_turn``, or the shortest one for whatever it determines."""
        import sympy

        lagrangian = self.objective + sum(self.symbols[k] * self.rows[k].value for k in self.active)
        stationary = [self.radicals.put(sympy.diff(lagrangian, x)) for x in self.variables]
        others = [*(self.radicals.put(self.rows[k].value) for k in self.active), *self.radicals.equations]
        x, left = self._held(), list(self.radicals.symbols.values())
        for variable, equation in zip(self.variables, stationary, strict=True):
            if variable in x:
                continue
            pending = settled(equation.subs(x))
            if in_turn and variable in pending.free_symbols:
                x = _put(x, variable, root(pending, variable, self.numbers))
            else:
                left.append(variable)
        unknown = self._unknowns([*others, *stationary], x, left)
        moduli = Moduli(self.numbers)
        x = {variable: moduli.put(settled(value.subs(unknown))) for variable, value in x.items()}
        x |= {variable: moduli.put(settled(unknown[variable])) for variable in left if variable in self.variables}
        norms = {t: moduli.put(settled(unknown[t])) for t in self.radicals.symbols.values()}
        found = {k: moduli.put(settled(unknown.get(symbol, symbol))) for k, symbol in self.symbols.items()}
        put = {**x, **norms, **{self.symbols[k]: value for k, value in found.items()}}
        if not all(is_zero(moduli.put(equation.subs(put)), self.numbers) for equation in (*stationary, *others)):
            raise NotLifted("an equation could not be verified")
        return Stationary(x, found, norms, self.radicals, moduli)

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
                held[own[0]] = root(self.rows[k].value, own[0], self.numbers)
        return held

    def _unknowns(self, equations: Sequence[Any], x: dict[Any, Any], left: Sequence[Any]) -> dict[Any, Any]:
        """The multipliers, norms, and variables that are left, from the active rows and from stationarity.

        Where no equation has one unknown alone, the shortest of those with fewest is solved for one of them.
        """
        wanted = [*self.symbols.values(), *left]
        pending = [e for e in (settled(e.subs(x)) for e in equations) if e != 0]
        found: dict[Any, Any] = {}
        while len(found) < len(wanted):
            pending = [e for e in (settled(e.subs(found)) for e in pending) if e != 0]
            missing = [symbol for symbol in wanted if symbol not in found]
            ready = [(e, own) for e in pending if (own := [symbol for symbol in missing if symbol in e.free_symbols])]
            if not ready:
                raise NotLifted("the equations do not determine the multipliers")
            symbol, value = self._first_root(ready)
            found = _put(found, symbol, value)
        return found

    def _first_root(self, ready: Sequence[tuple[Any, list[Any]]]) -> tuple[Any, Any]:
        """Of the first equation that can be solved for an unknown: of few unknowns, linear, and short ones first."""
        pairs = [
            ((len(own), len(own) > 1 and not _is_linear(equation, symbol), equation.count_ops()), equation, symbol)
            for equation, own in ready
            for symbol in own
        ]
        fault: NotLifted | None = None
        for _, equation, symbol in sorted(pairs, key=lambda pair: pair[0]):
            try:
                return symbol, root(equation, symbol, self.numbers)
            except NotLifted as found:
                fault = fault or found
        assert fault is not None
        raise fault


def _is_linear(equation: Any, unknown: Any) -> bool:
    """What stands above the denominator is affine in the unknown."""
    import sympy

    above = sympy.fraction(sympy.together(equation))[0]
    return bool(above.is_polynomial(unknown)) and sympy.degree(above, unknown) == 1


def _put(found: Mapping[Any, Any], symbol: Any, value: Any) -> dict[Any, Any]:
    """One more, put into those before it."""
    return {**{key: other.subs(symbol, value) for key, other in found.items()}, symbol: value}


def settled(expression: Any) -> Any:
    """Simplified where it is short, with at most one root brought out of denominators."""
    import sympy

    expression = with_powers_joined(expression)
    if expression.count_ops() > BRIEF:
        joined: Any = sympy.together(expression)
        return tidied(sympy.factor_terms(joined))
    return tidied(sympy.simplify(expression))
