"""Random statements: 1-3 variables, functions of every kind, open and closed ends, finite sets, scales 1e-9 to 1e9."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from tests.evidence.numbers import at_point

NAMES = ("x", "y", "z")
SCALES = ("1", "1", "1", "1", "1e-9", "1e-6", "1e-3", "1e3", "1e6", "1e9")
OFFSETS = ("0", "0", "0", "0", "1", "-1000", "1000000", "-10000000", "10000000", "1000000000")


@dataclass(frozen=True)
class Range:
    """Where a variable lies: between ends that may be open or infinite (``None``), or in a finite set of integers."""

    lower: int | None = None
    upper: int | None = None
    open_below: bool = False
    open_above: bool = False
    points: tuple[int, ...] = ()

    def line(self, name: str) -> str:
        """The line of the statement; none for a free variable."""
        if self.points:
            return f"domain {name} in {{{', '.join(map(str, self.points))}}}"
        if self.lower is None:
            return "" if self.upper is None else f"domain {name} {'<' if self.open_above else '<='} {self.upper}"
        if self.upper is None:
            return f"domain {name} {'>' if self.open_below else '>='} {self.lower}"
        left, right = "(["[not self.open_below], ")]"[not self.open_above]
        return f"domain {name} in {left}{self.lower}, {self.upper}{right}"

    def holds(self, value: Fraction | float) -> bool:
        if self.points:
            return value in self.points
        if self.lower is not None and (value < self.lower or (self.open_below and value == self.lower)):
            return False
        return self.upper is None or value < self.upper or (value == self.upper and not self.open_above)

    @property
    def is_compact(self) -> bool:
        closed = not (self.open_below or self.open_above)
        return bool(self.points) or (self.lower is not None and self.upper is not None and closed)


@dataclass(frozen=True)
class Row:
    """left relation right, as text."""

    left: str
    relation: str
    right: str

    @property
    def residual(self) -> str:
        """c <= 0 or h = 0 as in the standard form."""
        return f"({self.right}) - ({self.left})" if self.relation == ">=" else f"({self.left}) - ({self.right})"


@dataclass(frozen=True)
class Statement:
    """sense offset + scale*core over the ranges, subject to the rows r0, r1, ..."""

    names: tuple[str, ...]
    ranges: tuple[Range, ...]
    sense: str
    core: str
    scale: str
    offset: str
    rows: tuple[Row, ...]

    @property
    def objective(self) -> str:
        scaled = self.core if self.scale == "1" else f"{self.scale}*({self.core})"
        return scaled if self.offset == "0" else f"{self.offset} + {scaled}"

    @property
    def text(self) -> str:
        lines = [f"var {', '.join(self.names)}"]
        lines += [line for name, given in zip(self.names, self.ranges, strict=True) if (line := given.line(name))]
        lines.append(f"{self.sense} {self.objective}")
        lines += ["s.t."] * bool(self.rows)
        lines += [f" r{k}: {row.left} {row.relation} {row.right}" for k, row in enumerate(self.rows)]
        return "\n".join(lines) + "\n"


def random_statement(r: Random) -> Statement:
    names = NAMES[: r.choices((1, 2, 3), (5, 4, 2))[0]]
    ranges = tuple(_range(r) for _ in names)
    core = _function(r, names)
    rows: list[Row] = []
    inside = _inside(r, names, ranges)
    for _ in range(r.choices((0, 1, 2, 3), (2, 5, 3, 1))[0]):
        row = _row(r, names, inside, equality=all(known.relation != "=" for known in rows))
        rows.append(row)
    return Statement(
        names, ranges, r.choice(("min", "min", "max")), core, r.choice(SCALES), r.choice(OFFSETS), tuple(rows)
    )


def _range(r: Random) -> Range:
    low = r.randint(-3, 1)
    high = low + r.randint(1, 5)
    match r.choices(("free", "closed", "open", "half", "open half", "above", "set"), (5, 7, 2, 2, 2, 1, 2))[0]:
        case "free":
            return Range()
        case "closed":
            return Range(low, high)
        case "open":
            below = r.random() < 0.7
            return Range(low, high, below, not below or r.random() < 0.5)
        case "half":
            return Range(low)
        case "open half":
            return Range(low, open_below=True)
        case "above":
            return Range(None, high, open_above=r.random() < 0.4)
        case _:
            return Range(points=tuple(sorted(r.sample(range(-3, 6), r.randint(2, 4)))))


def _inside(r: Random, names: tuple[str, ...], ranges: tuple[Range, ...]) -> dict[str, Fraction]:
    """A rational point of X."""
    point = {}
    for name, given in zip(names, ranges, strict=True):
        if given.points:
            point[name] = Fraction(r.choice(given.points))
            continue
        low = given.lower if given.lower is not None else (given.upper - 4 if given.upper is not None else -2)
        high = given.upper if given.upper is not None else low + 4
        point[name] = low + (high - low) * Fraction(r.randint(1, 7), 8)
    return point


def _function(r: Random, names: tuple[str, ...], most: int = 3) -> str:
    terms = [_term(r, names) for _ in range(r.randint(1, most))]
    return " + ".join(terms).replace("+ -", "- ")


def _term(r: Random, names: tuple[str, ...]) -> str:
    u, v = r.choice(names), r.choice(names)
    k, c = r.randint(1, 3), r.randint(-2, 3)
    shapes = [
        *(f"{u}^2", f"{u}*{v}", f"{u}^3", f"{u}^4", f"({u} - {v})^2", f"{u}^2*{v}", u, u, f"({u} + {c})^2"),
        *(f"exp({u})", f"exp(-{k}*{u})", f"exp(-{u}^2)", f"{u}*exp({v})", f"log(1 + exp({u}))", f"cosh({u})"),
        *(f"log({u})", f"log({u} + {k})", f"log({u}^2 + {k})", f"{u}*log({u})", f"log(2 - {u})", f"tanh({u})"),
        *(f"sqrt({u})", f"sqrt({u}^2 + {v}^2 + {k})", f"sqrt({u} + {k})", f"norm({u}, {v} - {k})", f"{u}^(1/3)"),
        *(f"abs({u} - {v} + {c})", f"abs({u})", f"max({u}, {v} - {k})", f"max({u}, {c}, -{v})", f"huber({u}, {k})"),
        *(f"sin({k}*{u})", f"cos({u} + {v})", f"{u}*sin({k}*{u})", f"sin({u})^2", f"cos({k}*{u})"),
        *(f"1/{u}", f"{u}/({v}^2 + {k})", f"1/({u}^2 + {k})", f"({u} - {k})/({v} + 4)", f"{u}^2/{v}", f"1/({u} + {v})"),
    ]
    factor = r.choice(["", "", "-", "2*", "-1/2*", "3*", "-2*", "1/3*"])
    return factor + r.choice(shapes)


def _row(r: Random, names: tuple[str, ...], inside: dict[str, Fraction], *, equality: bool) -> Row:
    relation = r.choice(("<=", "<=", ">=", "=")) if equality else r.choice(("<=", ">="))
    if relation == "=":
        return Row(_equation(r, names), "=", str(r.choice((-1, 0, "1/2", 1, 2))))
    left = _function(r, names, 2)
    factor = r.choice(("", "", "", "", "", "1e-9", "1e-6", "1e6"))
    reached = at_point(left, inside)
    if reached is None or r.random() < 0.25:
        right = str(r.choice((-4, -1, 0, 1, 2)))
    else:
        # Feasible by construction, at times barely.
        slack = float(r.choice(("0.5", "0.5", "1", "0.001", "1e-7")))
        shifted = Fraction(reached + (slack if relation == "<=" else -slack)).limit_denominator(1000)
        right = str(shifted)
    return Row(left, relation, right) if not factor else Row(f"{factor}*({left})", relation, f"{factor}*({right})")


def _equation(r: Random, names: tuple[str, ...]) -> str:
    u, v = r.choice(names), r.choice(names)
    shapes = [
        f"{u} + {v}",
        f"{u} - 2*{v}",
        " + ".join(names),
        f"{u}^2",
        f"{u}*{v}",
        f"{u}^2 + {v}^2",
        f"{u} - exp({v})",
    ]
    return r.choice([*shapes, f"{u}^3 - {v}", f"{u} + sin({v})", f"2*{u}"])
