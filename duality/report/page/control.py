"""The slider of the linked panels: a native range input, and what is read off at each of its places."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from duality.model.pictures import SliderPanels, Support
from duality.report.figures.rows import shown
from duality.report.page.words import Words


class Control(NamedTuple):
    """``parameter`` is the chart's; at place k of the input it is start + k*step, and ``readouts[k]`` is said.

    The places are whole numbers, so that arrow keys go along the grid, on which the best multiplier lies exactly.
    """

    parameter: str
    symbol: str
    start: float
    step: float
    place: int
    readouts: tuple[str, ...]


def control_of(panels: SliderPanels, spec: Mapping[str, Any], theta: str, words: Words) -> Control:
    """The input that drives the panels, in place of the one that the chart would make for itself."""
    moved = _bound(spec["params"])
    readouts = tuple(_readout(panels, support, theta, words) for support in panels.supports)
    start, step = panels.start, panels.step
    if step < 0:
        # To the right is more, whatever the order of the grid.
        start, step, readouts = start + step * (len(readouts) - 1), -step, readouts[::-1]
    place = min(len(readouts) - 1, max(0, round((moved["value"] - start) / step)))
    return Control(moved["name"], panels.direction.symbol, start, step, place, readouts)


def unbound(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The chart without an input of its own."""
    own = _bound(spec["params"])
    params = [
        {key: value for key, value in one.items() if key != "bind"} if one is own else one for one in spec["params"]
    ]
    return {**spec, "params": params}


def _bound(params: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The parameter that a range input moves."""
    return next(one for one in params if isinstance(one.get("bind"), dict) and one["bind"].get("input") == "range")


def _readout(panels: SliderPanels, support: Support, theta: str, words: Words) -> str:
    """alpha = 0.5, theta_D = 0.375, p* - theta_D = 0.125; in words where theta_D is not finite."""
    sides = panels.sides
    head = f"{panels.direction.symbol} = {shown(support.t)}"
    if not math.isfinite(support.value):
        sign = "\N{MINUS SIGN}" if support.value < 0 else "+"
        return f"{head},  {theta} = {sign}\N{INFINITY}: {words('no_bound')}"
    told = f"{head},  {theta} = {shown(support.value)}"
    p_star = sides.p_star.value
    if p_star is None or not math.isfinite(p_star):
        return told
    distance = sides.sign * (p_star - support.value)
    name = f"p* \N{MINUS SIGN} {theta}" if sides.sign > 0 else f"{theta} \N{MINUS SIGN} p*"
    return f"{told},  {name} = {shown(distance)}"
