"""Level lines of a function on a grid, and levels that fit."""

from __future__ import annotations

from itertools import pairwise

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


def round_levels(reach: float, count: int) -> list[float]:
    """``count`` multiples of one round step, the first of them the step itself, that go about as far as ``reach``."""
    if not reach > 0:
        return []
    power = 10.0 ** np.floor(np.log10(reach / count))
    step = next(factor * power for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * power >= reach / count)
    return [float(step * k) for k in range(1, count + 1)]


def spaced(values: np.ndarray, count: int, share: float) -> list[float]:
    """About ``count`` round numbers, evenly spaced from the least of the values up to that share of them."""
    finite = values[np.isfinite(values)]
    if not len(finite):
        return []
    low, high = float(finite.min()), float(np.quantile(finite, share))
    steps = round_levels(high - low, count)
    if not steps:
        return []
    first = np.ceil(low / steps[0] + 1e-9)
    return [float((first + k) * steps[0]) for k in range(count)]


def inside(first: np.ndarray, second: np.ndarray, values: np.ndarray) -> tuple[tuple[tuple[float, float], ...], ...]:
    """{values <= 0} as rings of points, outer borders and holes alike (even-odd); nan is outside."""
    from contourpy import FillType, contour_generator

    finite = values[np.isfinite(values)]
    if not len(finite) or finite.min() > 0:
        return ()
    generator = contour_generator(first, second, np.ma.masked_invalid(values), fill_type=FillType.OuterOffset)
    polygons, offsets = generator.filled(float(finite.min()) - 1.0, 0.0)  # type: ignore[misc]
    rings = []
    for points, ends in zip(polygons, offsets, strict=True):
        for start, stop in pairwise(ends):  # type: ignore[arg-type]
            rings.append(tuple((float(a), float(b)) for a, b in points[start:stop]))  # type: ignore[index]
    return tuple(rings)
