"""min 1/2 x'Qx + c'x subject to G x <= h, A x = b, for many programs of one shape at once, in arrays with a first axis.

Mehrotra's predictor-corrector method; the outcome is a guess, of which rows are tight, that exact arithmetic checks.
"""

from __future__ import annotations

from typing import Any

from duality.named_tuples import NamedTuple

Array = Any

ROUNDS = 40
CLOSE = 1e-10
REGULAR = 1e-12


class Guess(NamedTuple):
    """x, and the multipliers z >= 0 of G x <= h with their slacks, and y of A x = b."""

    x: Array
    slack: Array
    z: Array
    y: Array


def interior_points(Q: Array, c: Array, G: Array, h: Array, A: Array, b: Array) -> Guess:
    """The last iterates of all programs; those that have no optimum end anywhere."""
    import numpy as np

    count, size = c.shape
    rows, equations = h.shape[1], b.shape[1]
    x, y = np.zeros((count, size)), np.zeros((count, equations))
    scale = 1 + np.abs(h).max(axis=1, initial=0.0)[:, None] + np.abs(c).max(axis=1, initial=0.0)[:, None]
    slack, z = np.ones((count, rows)) * scale, np.ones((count, rows)) * scale
    turned, across = G.swapaxes(1, 2), A.swapaxes(1, 2)
    for _ in range(ROUNDS):
        dual = _times(Q, x) + c + _times(turned, z) + _times(across, y)
        primal = _times(G, x) + slack - h
        equal = _times(A, x) - b
        mu = (slack * z).sum(axis=1) / max(rows, 1)
        worst = max(float(np.abs(r).max(initial=0.0)) for r in (dual / scale, primal / scale, equal / scale))
        if worst < CLOSE and float((mu[:, None] / scale).max(initial=0.0)) < CLOSE:
            break
        ratio = z / slack
        matrix = Q + turned @ (ratio[:, :, None] * G) + REGULAR * np.eye(size)
        whole = np.zeros((count, size + equations, size + equations))
        whole[:, :size, :size], whole[:, :size, size:], whole[:, size:, :size] = matrix, across, A
        whole[:, size:, size:] -= REGULAR * np.eye(equations)

        def step(target: Array, whole: Array = whole, ratio: Array = ratio, z: Array = z, slack: Array = slack,
                 dual: Array = dual, primal: Array = primal, equal: Array = equal) -> tuple[Array, ...]:  # fmt: skip
            """The Newton step to slack*z = target."""
            pushed = (target - slack * z) / slack
            right = -dual - _times(turned, pushed + ratio * primal)
            found = np.linalg.solve(whole, np.concatenate([right, -equal], axis=1)[:, :, None])[:, :, 0]
            moved = found[:, :size]
            down = -primal - _times(G, moved)
            return moved, down, pushed - ratio * down, found[:, size:]

        try:
            with np.errstate(all="ignore"):
                _, ds, dz, _ = step(np.zeros_like(slack))
                length = np.minimum(_longest(slack, ds), _longest(z, dz))
                after = ((slack + length[:, None] * ds) * (z + length[:, None] * dz)).sum(axis=1) / max(rows, 1)
                center = np.clip(after / np.maximum(mu, 1e-300), 0, 1) ** 3
                dx, ds, dz, dy = step((center * mu)[:, None] - ds * dz)
                length = 0.99 * np.minimum(_longest(slack, ds), _longest(z, dz))[:, None]
        except np.linalg.LinAlgError:
            break
        good = np.isfinite(dx).all(axis=1) & np.isfinite(dz).all(axis=1)
        length = np.where(good[:, None], length, 0.0)
        x, y = x + length * np.nan_to_num(dx), y + length * np.nan_to_num(dy)
        slack = np.maximum(slack + length * np.nan_to_num(ds), 1e-300)
        z = np.maximum(z + length * np.nan_to_num(dz), 1e-300)
    return Guess(x, slack, z, y)


def _times(matrix: Array, vector: Array) -> Array:
    return (matrix @ vector[:, :, None])[:, :, 0]


def _longest(value: Array, step: Array) -> Array:
    """The longest step up to 1 that keeps the values nonnegative, a program at a time."""
    import numpy as np

    if not value.shape[1]:
        return np.ones(len(value))
    shares = np.where(step < 0, -value / np.where(step < 0, step, -1.0), np.inf)
    return np.minimum(1.0, shares.min(axis=1))
