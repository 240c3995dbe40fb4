"""What solving a bound statement found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from duality.named_tuples import NamedTuple
from duality.report.options import Options
from duality.results.answer import side_in_a_line
from duality.statements.results import StatementDerivation
from duality.statements.solving.checked import Residuals

Verdict = Literal["holds", "fails", "unknown"]


class StatementAnswer(NamedTuple):
    """p* or d* in the sense of the statement; arrays by variable or by constraint."""

    status: str
    value: float | None
    label: str
    point: dict[str, Any] | None = None
    backend: str = ""
    exact: str = ""
    """The value in closed form, where it is proved."""
    attained: bool | None = None
    """Whether some point has the value; ``None`` where it is not proved either way."""
    bounds: tuple[float, float] | None = None
    """Between which the value surely lies, where it is enclosed."""
    doubt: str = ""
    """What speaks against a point that has the value."""


class Entries(NamedTuple):
    """An array of the answers under its word: "x*" or "multipliers"; long ones are told by their largest entries."""

    word: str
    name: str
    value: Any
    names: Sequence[str] = ()
    """What the entries are called, where they have names of their own."""


class StatementReport:
    """p*, d*, the gap and the verdict, in numbers; the derivation in letters beside them."""

    def __init__(
        self,
        derivation: StatementDerivation,
        primal: StatementAnswer,
        dual: StatementAnswer,
        verdict: Verdict,
        theorem: str,
        why: str,
        scalar: Any = None,
        residuals: Residuals | None = None,
        sizes: Mapping[str, int] | None = None,
    ) -> None:
        self.derivation = derivation
        self.primal = primal
        self.dual = dual
        self.verdict: Verdict = verdict
        self.theorem = theorem
        self.why = why
        self.scalar = scalar
        self.residuals = residuals
        """How far x* and the multipliers are from a KKT point, by the statement's functions and the derived theta_D."""
        self.sizes = dict(sizes or {})

    def __repr__(self) -> str:
        sides = f"p* = {side_in_a_line(self.primal)}, d* = {side_in_a_line(self.dual)}"
        return f"<Report {sides}, strong duality: {self.verdict}>"

    @property
    def statement(self) -> Any:
        return self.derivation.statement

    @property
    def value(self) -> float | None:
        """p*."""
        return self.primal.value

    @property
    def status(self) -> str:
        """That of the primal: optimal, infeasible, unbounded or unknown."""
        return self.primal.status

    def __getitem__(self, name: object) -> Any:
        """x* of a variable or the multiplier of a constraint, by name: a float, a vector or a matrix."""
        key = str(name)
        for side in (self.primal, self.dual):
            if side.point is not None and key in side.point:
                return _shaped(side.point[key])
        raise KeyError(f"{key!r} is no variable and no constraint with a known value")

    def entries(self) -> Iterator[Entries]:
        """x* by variable, then the multipliers by constraint."""
        for word, point in (("x*", self.primal.point), ("multipliers", self.dual.point)):
            for name, value in (point or {}).items():
                yield Entries(word, name, value)

    @property
    def gap(self) -> float | None:
        """|p* - d*|, ``None`` where one of them is unknown."""
        p, d = self.primal.value, self.dual.value
        if p is None or d is None:
            return None
        return 0.0 if p == d else abs(p - d)

    def render(self, format: str = "text", options: Options | None = None) -> str:
        """In one of the formats text, latex, markdown, html, json."""
        from duality.statements.report.solved import report_in

        return report_in(self, format, options or Options())

    def line(self, name: str) -> str:
        """One line: the name, both values, the verdict."""
        p, d = (("unknown" if v is None else f"{v:.9g}") for v in (self.primal.value, self.dual.value))
        return f"{name}: p* = {p}, d* = {d}, strong duality {self.verdict}\n"

    def to_json(self) -> str:
        return self.render("json")

    def latex(self) -> str:
        return self.render("latex", Options(standalone=False))

    def __str__(self) -> str:
        return self.render().rstrip("\n")

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": str(self), "text/latex": self.derivation.latex()}


def _shaped(value: Any) -> Any:
    import numpy as np

    array = np.asarray(value, dtype=float)
    if array.size == 1:
        return float(array.ravel()[0])
    return array[:, 0] if array.ndim == 2 and array.shape[1] == 1 else array
