"""The mixture behind a gap of a quadratic problem over R^n, out of its moment matrix.

With rows q_i(x) = (1, x)' G_i (1, x), a mixture of points has the moment matrix M = sum mu_k (1, x_k)(1, x_k)', and its
means are <G_i, M>. At optimal multipliers L - d* = (1, x)' S (1, x) with S positive semidefinite, and the mixture is
optimal where S M = 0, <G_i, M> = 0 and M_00 = 1. Newton's method on M = V V' solves this to rounding, multipliers
included; a rotation of V makes r points of weight 1/r out of it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from duality.model.form import Row, StandardForm
from duality.model.solution import WeightedPoint

FLAT = 1e-4
"""An eigenvalue of S this small, relatively, is 0 but for rounding."""

MOST_RANK = 6
ROUNDS = 12
SETTLED = 1e-11


def moment_points(
    form: StandardForm, multipliers: Mapping[str, float], level: float
) -> tuple[dict[str, float], tuple[WeightedPoint, ...]] | None:
    """(multipliers, points) to rounding; ``None`` where the problem is no such one or nothing was found.

    Rows whose multiplier is not 0 hold with equality in the mean; ``level`` is d*.
    """
    rows = [form.objective, *(c.row for c in form.constraints)]
    domain = form.domain
    bounded = any(b.lower is not None or b.upper is not None for _, b in domain.bounds)
    if domain.discrete or domain.conditions or bounded:
        return None
    if not all(row.is_quadratic for row in rows):
        return None
    names = [c.name for c in form.constraints]
    y = np.array([multipliers.get(name, 0.0) for name in names])
    active = [k for k, c in enumerate(form.constraints) if c.constraint.kind == "equality" or abs(y[k]) > 1e-7]
    gram = [_matrix(row, form.variables) for row in rows]
    start = _start(gram, y, active, level)
    found = None if start is None else _newton(gram, y, active, level, start)
    if found is None:
        return None
    y, v = found
    points = _rotated(v)
    return None if points is None else (dict(zip(names, y.tolist(), strict=True)), _weighted(form, gram, names, points))


def _matrix(row: Row, variables: tuple[str, ...]) -> np.ndarray:
    """G with row(x) = (1, x)' G (1, x)."""
    place = {name: k + 1 for k, name in enumerate(variables)}
    g = np.zeros((len(variables) + 1, len(variables) + 1))
    g[0, 0] = float(row.constant)
    for name, c in row.linear:
        g[0, place[name]] += float(c) / 2
        g[place[name], 0] += float(c) / 2
    for (a, b), c in row.quadratic:
        g[place[a], place[b]] += float(c) / 2
        g[place[b], place[a]] += float(c) / 2
    return g


def _slack(gram: list[np.ndarray], y: np.ndarray, level: float) -> np.ndarray:
    s = gram[0] + sum(c * g for c, g in zip(y, gram[1:], strict=True))
    s[0, 0] -= level
    return s


def _start(gram: list[np.ndarray], y: np.ndarray, active: list[int], level: float) -> np.ndarray | None:
    """V with columns in the near-kernel of S, and the means nearly met."""
    values, vectors = np.linalg.eigh(_slack(gram, y, level))
    flat = vectors[:, values <= FLAT * max(1.0, float(np.abs(values).max()))]
    rank = flat.shape[1]
    if not 2 <= rank <= MOST_RANK:
        return None
    pairs = [(i, j) for i in range(rank) for j in range(i, rank)]
    asked = [flat.T @ gram[k + 1] @ flat for k in active] + [np.outer(flat[0], flat[0])]
    system = np.array([[m[i, j] * (1 if i == j else 2) for i, j in pairs] for m in asked])
    right = np.array([0.0] * len(active) + [1.0])
    z, *_ = np.linalg.lstsq(system, right, rcond=1e-9)
    inner = np.zeros((rank, rank))
    for (i, j), entry in zip(pairs, z, strict=True):
        inner[i, j] = inner[j, i] = entry
    sizes, turns = np.linalg.eigh(inner)
    if float(np.abs(system @ z - right).max()) > 1e-3 or sizes[0] < -1e-3 * sizes[-1]:
        return None
    kept = sizes > 1e-5 * sizes[-1]
    return flat @ turns[:, kept] * np.sqrt(sizes[kept])


def _newton(
    gram: list[np.ndarray], y: np.ndarray, active: list[int], level: float, v: np.ndarray
) -> tuple[np.ndarray, np.ndarray] | None:
    """Gauss-Newton on S V = 0, <G_i, V V'> = 0, (V V')_00 = 1 in the active multipliers, d* and V."""
    y = y.copy()
    size, rank = v.shape
    for _ in range(ROUNDS):
        s = _slack(gram, y, level)
        residual = np.concatenate(
            [(s @ v).ravel(), [float(np.sum(v * (gram[k + 1] @ v))) for k in active], [float(v[0] @ v[0]) - 1.0]]
        )
        if float(np.abs(residual).max()) <= SETTLED * max(1.0, float(np.abs(s).max()) * float(np.abs(v).max())):
            return y, v
        jacobian = np.zeros((len(residual), len(active) + 1 + size * rank))
        for at, k in enumerate(active):
            jacobian[: size * rank, at] = (gram[k + 1] @ v).ravel()
            jacobian[size * rank + at, len(active) + 1 :] = 2 * (gram[k + 1] @ v).ravel()
        lowered = np.zeros((size, rank))
        lowered[0] = -v[0]
        jacobian[: size * rank, len(active)] = lowered.ravel()
        jacobian[: size * rank, len(active) + 1 :] = np.kron(s, np.eye(rank))
        top = np.zeros((size, rank))
        top[0] = 2 * v[0]
        jacobian[-1, len(active) + 1 :] = top.ravel()
        step, *_ = np.linalg.lstsq(jacobian, -residual, rcond=1e-10)
        y[active] += step[: len(active)]
        level += float(step[len(active)])
        v = v + step[len(active) + 1 :].reshape(size, rank)
    return None


def _rotated(v: np.ndarray) -> np.ndarray | None:
    """V U sqrt(r) for a rotation U after which every column begins with 1."""
    rank = v.shape[1]
    if rank < 2:
        return None
    aim = np.full(rank, 1.0 / np.sqrt(rank))
    normal = v[0] - aim
    length = float(normal @ normal)
    turned = v if length < 1e-24 else v - 2.0 * np.outer(v @ normal, normal) / length
    return turned[1:] * np.sqrt(rank)


def _weighted(
    form: StandardForm, gram: list[np.ndarray], names: list[str], points: np.ndarray
) -> tuple[WeightedPoint, ...]:
    found = []
    for x in sorted(points.T, key=tuple):
        lifted = np.concatenate([[1.0], x])
        f, *rows = (float(lifted @ g @ lifted) for g in gram)
        point = tuple((name, float(entry)) for name, entry in zip(form.variables, x, strict=True))
        found.append(WeightedPoint(1.0 / points.shape[1], point, f, tuple(zip(names, rows, strict=True))))
    return tuple(found)
