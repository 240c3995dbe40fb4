"""Level lines of a function on a grid, and levels that fit."""

from __future__ import annotations

import numpy as np


def level_lines(
    first: np.ndarray, second: np.ndarray, values: np.ndarray, level: float
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """{values = level} as polylines; ``values[j, i]`` at (first[i], second[j]), nan where undefined."""
    from contourpy import contour_generator

    generator = contour_generator(first, second, np.ma.masked_invalid(values))
    lines = generator.lines(level)
    return tuple(tuple((float(a), float(b)) for a, b in line) for line in lines if len(line) > 1)  # type: ignore[union-attr]


def levels(values: np.ndarray, count: int, through: float | None, *, share: float = 0.97) -> list[float]:
    """``count`` levels up to that share of the values, denser toward the least value, one ``through``."""
    finite = values[np.isfinite(values)]
    if not len(finite):
        return []
    low, high = float(finite.min()), float(np.quantile(finite, share))
    if not high > low:
        return []
    shares = (np.arange(1, count + 1) / count) ** 2
    chosen = [low + (high - low) * float(part) for part in shares]
    if through is None or not low < through < high:
        return chosen
    nearest = min(range(len(chosen)), key=lambda i: abs(chosen[i] - through))
    chosen[nearest] = through
    return sorted(chosen)
