"""Where a defect of the package becomes one line: what failed, in which stage, and the bounds known by then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf

from duality.api.progress import Bounds, Progress
from duality.errors import DefectError, DualityError


@contextmanager
def boundary(known: Progress) -> Iterator[None]:
    """An exception that no one meant is raised again as a `DefectError`, with the first as its cause."""
    try:
        yield
    except (DualityError, MemoryError):
        raise
    except Exception as error:  # the one place for what nobody foresaw
        raise DefectError.met(known.stage, error, _bounds(known)) from error


def _bounds(known: Progress) -> str:
    if known.derivation is None:
        return ""
    sign = known.derivation.form.sign
    sides = (("p*", known.primal_bounds), ("d*", known.dual_bounds))
    return ", ".join(f"{name} in {_interval(b, sign)}" for name, b in sides if -inf < b.lower or b.upper < inf)


def _interval(bounds: Bounds, sign: int) -> str:
    lower, upper = sorted((sign * bounds.lower, sign * bounds.upper))
    return f"[{lower:.10g}, {upper:.10g}]"
