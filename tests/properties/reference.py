"""A fine grid with local polish, for statements in one or two variables; it shares no code with the package."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from scipy.optimize import minimize

from tests.properties.statements import Range, Statement


def _huber(u: np.ndarray, d: float) -> np.ndarray:
    return np.where(np.abs(u) <= d, u * u, 2 * d * np.abs(u) - d * d)


def _many(fold: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    return lambda *u: np.array(fold(np.stack(np.broadcast_arrays(*map(np.asarray, u))).astype(float), axis=0))


SCOPE = {name: getattr(np, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "abs", "sqrt")}
SCOPE |= {
    "log": lambda u: np.log(np.asarray(u, dtype=float)),
    "max": _many(np.max),
    "min": _many(np.min),
    "norm": _many(lambda u, axis: np.sqrt((u * u).sum(axis))),
    "norm1": _many(lambda u, axis: np.abs(u).sum(axis)),
    "norminf": _many(lambda u, axis: np.abs(u).max(axis)),
    "huber": _huber,
}
FAR = (5.5, 7, 10, 30, 100, 1e3, 1e4)


class Reference:
    """f (of the min form), c_i and h_j at a cloud of points of D."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.sign = 1.0 if statement.sense == "min" else -1.0
        self.ranges = [*statement.ranges, *[None] * (len(statement.names) - len(statement.ranges))]
        self.cloud = self._cloud()
        self.f, self.c = self.functions(self.cloud)

    def _axis(self, given: Range | None, count: int) -> np.ndarray:
        if given is not None and given.whole and given.lower is not None and given.upper is not None:
            return np.arange(float(given.lower), given.upper + 1.0)
        low = -math.inf if given is None or given.lower is None else given.lower
        high = math.inf if given is None or given.upper is None else given.upper
        axis = np.concatenate([np.linspace(max(low, -5), min(high, 5), count), np.array(FAR), -np.array(FAR)])
        axis = np.concatenate(
            [axis, max(low, -5) + 10.0 ** -np.arange(2, 9, 2), [math.pi / 2, math.pi, math.e, 1 / math.e]]
        )
        axis = np.unique(axis[(axis >= low) & (axis <= high)])
        return axis[1:] if given is not None and given.open_below else axis

    def _cloud(self) -> np.ndarray:
        count = {1: 4001, 2: 101, 3: 21}[len(self.ranges)]
        axes = [self._axis(given, count) for given in self.ranges]
        return np.stack(np.meshgrid(*axes, indexing="ij")).reshape(len(axes), -1)

    def value(self, text: str, points: np.ndarray) -> np.ndarray:
        """nan where the function is undefined; t log t is 0 at t = 0."""
        scope = SCOPE | dict(zip(self.statement.names, points, strict=True))
        text = text.replace("^", "**")
        for name in self.statement.names:
            text = text.replace(f"{name}*log({name})", f"xlogx({name})")
        scope["xlogx"] = lambda t: np.where(t == 0, 0.0, t * np.log(np.where(t == 0, 1.0, t)))
        with np.errstate(all="ignore"):
            # The text is the generators' own; evaluating it here keeps the package's evaluation out of the reference.
            found = eval(text, {"__builtins__": {}}, scope)  # noqa: S307
        found = np.broadcast_to(np.asarray(found, dtype=float), points.shape[1:])
        return np.where(np.isinf(found), np.nan, found)

    def functions(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        f = self.sign * self.value(self.statement.objective, points)
        rows = [self.row(k, points) for k in range(len(self.statement.rows))]
        c = np.array(rows) if rows else np.zeros((0, points.shape[1]))
        bad = np.isnan(f) | np.isnan(c).any(axis=0)
        return np.where(bad, np.nan, f), c

    def row(self, k: int, points: np.ndarray) -> np.ndarray:
        row = self.statement.rows[k]
        difference = self.value(f"({row.left}) - ({row.right})", points)
        return -difference if row.relation == ">=" else difference

    @property
    def equalities(self) -> list[bool]:
        return [row.relation == "=" for row in self.statement.rows]

    def violation(self, c: np.ndarray) -> np.ndarray:
        if not len(c):
            return np.zeros(c.shape[1])
        return np.max(
            [np.abs(u) if same else np.maximum(u, 0) for u, same in zip(c, self.equalities, strict=True)], axis=0
        )

    def in_domain(self, point: np.ndarray, slack: float = 0.0) -> bool:
        for t, given in zip(point, self.ranges, strict=True):
            if given is None:
                continue
            if given.lower is not None and t < given.lower - slack:
                return False
            if given.upper is not None and t > given.upper + slack:
                return False
            if given.whole and abs(t - round(t)) > slack:
                return False
        return True

    def best(self, slack: float = 1e-9) -> tuple[float, np.ndarray | None]:
        """The least f found at feasible points, and where."""
        violation = self.violation(self.c)
        values = np.where((violation <= slack) & ~np.isnan(self.f), self.f, np.inf)
        value, where = (float(values.min()), self.cloud[:, int(values.argmin())]) if values.size else (math.inf, None)
        if not math.isfinite(value):
            value, where = math.inf, None
        near = np.where(np.isnan(self.f), np.inf, self.f + 100 * violation)
        starts = [
            *np.argsort(near)[:2],
            *np.argsort(np.where(np.isnan(self.f), np.inf, violation))[:2],
            int(values.argmin()),
        ]
        with_f = np.flatnonzero(~np.isnan(self.f))
        if with_f.size:
            starts += list(with_f[:: max(1, with_f.size // 2)])
        for k in dict.fromkeys(int(s) for s in starts):
            if math.isnan(self.f[k]):
                continue
            found = self.polished(self.cloud[:, k], slack)
            if found is not None and found[0] < value:
                value, where = found
        return value, where

    def polished(self, start: np.ndarray, slack: float) -> tuple[float, np.ndarray] | None:
        def f(x: np.ndarray) -> float:
            v = self.functions(x[:, None])[0][0]
            return v if math.isfinite(v) else 1e10

        def row(k: int, x: np.ndarray) -> float:
            v = -self.row(k, x[:, None])[0]
            return v if math.isfinite(v) else -1e10

        bounds = []
        for t, g in zip(start, self.ranges, strict=True):
            if g is not None and g.whole:
                bounds.append((t, t))
            else:
                bounds.append((None if g is None else g.lower, None if g is None else g.upper))
        rows = [
            {"type": "eq" if same else "ineq", "fun": lambda x, k=k: row(k, x)}
            for k, same in enumerate(self.equalities)
        ]
        try:
            found = minimize(
                f, start, method="SLSQP", bounds=bounds, constraints=rows, options={"maxiter": 40, "ftol": 1e-13}
            )
        except ValueError:
            return None
        x = found.x
        if not np.isfinite(x).all() or not self.in_domain(x):
            return None
        fx, c = self.functions(x[:, None])
        if math.isnan(fx[0]) or self.violation(c)[0] > slack:
            return None
        return float(fx[0]), x

    def lagrangian(self, multipliers: np.ndarray) -> float:
        """The least L over the cloud: no less than theta_D."""
        values = self.f + (multipliers @ self.c if len(self.c) else 0)
        return float(np.nanmin(values)) if not np.isnan(values).all() else math.inf
