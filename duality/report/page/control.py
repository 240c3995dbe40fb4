"""The slider of the linked panels: a native range input, and what is read off at each of its places."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from duality.model.pictures import SliderPanels, Support
from duality.report.figures.letters import GREEK, Lettering
from duality.report.figures.rows import shown, typeset
from duality.report.page.words import Words

LETTERS = {GREEK[name]: rf"\{name}" for name in ("alpha", "beta", "lambda", "nu")}
"""Greek letters of multipliers in LaTeX."""


class Control(NamedTuple):
    """``parameter`` is the chart's; at place k of the input it is start + k*step, and ``readouts[k]`` is read off:

    the multiplier, theta_D there, and how far that is from p*, as ``labels`` (LaTeX) name them.

    The places are whole numbers, so that arrow keys go along the grid, on which the best multiplier lies exactly.
    """

    parameter: str
    symbol: str
    start: float
    step: float
    place: int
    labels: tuple[str, ...]
    readouts: tuple[tuple[str, ...], ...]


def control_of(panels: SliderPanels, spec: Mapping[str, Any], theta: str, words: Words, renamed: Lettering) -> Control:
    """The input that drives the panels, in place of the one that the chart would make for itself."""
    moved = _bound(spec["params"])
    readouts = tuple(_readout(panels, support, words) for support in panels.supports)
    start, step = panels.start, panels.step
    if step < 0:
        # To the right is more, whatever the order of the grid.
        start, step, readouts = start + step * (len(readouts) - 1), -step, readouts[::-1]
    place = min(len(readouts) - 1, max(0, round((moved["value"] - start) / step)))
    shown_symbol = renamed(panels.direction.symbol)
    symbol = LETTERS.get(shown_symbol, shown_symbol)
    # A maximization is bounded by the negative of theta_D.
    bound = theta if panels.sides.sign > 0 else f"-{theta}"
    labels = (symbol, bound, rf"p^{{*}} - {theta}" if panels.sides.sign > 0 else rf"{bound} - p^{{*}}")
    return Control(moved["name"], shown_symbol, start, step, place, labels, readouts)


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


def _readout(panels: SliderPanels, support: Support, words: Words) -> tuple[str, ...]:
    """Three numbers as the reader sees them; what theta_D is in words where it is not finite."""
    p_star = panels.sides.p_star.value
    if not math.isfinite(support.value):
        sign = "\N{MINUS SIGN}" if support.value < 0 else "+"
        return (typeset(shown(support.t)), f"{sign}\N{INFINITY} ({words('no_bound')})", "+\N{INFINITY}")
    far = p_star is None or not math.isfinite(p_star)
    distance = "?" if p_star is None or far else typeset(shown(panels.sides.sign * (p_star - support.value)))
    return (typeset(shown(support.t)), typeset(shown(support.value)), distance)
