"""Random statements of the kinds that a course types, in one to three variables, each a text and its parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

NAMES = ("x", "y", "z")


@dataclass(frozen=True)
class Range:
    """lower to upper, an end infinite where it is ``None``; only the integers of it where ``whole``."""

    lower: int | None
    upper: int | None
    open_below: bool = False
    whole: bool = False

    def text(self, name: str) -> str:
        if self.whole:
            return f"domain {name} in {self.lower}..{self.upper}"
        if self.upper is None:
            return f"domain {name} {'>' if self.open_below else '>='} {self.lower}"
        return f"domain {name} in {'(' if self.open_below else '['}{self.lower}, {self.upper}]"


@dataclass(frozen=True)
class Row:
    """left relation right, the right-hand side a number as text."""

    left: str
    relation: str
    right: str


@dataclass(frozen=True)
class Statement:
    """sense objective, over the rows, each variable in its range (all of R where it has none)."""

    names: tuple[str, ...]
    sense: str
    objective: str
    rows: tuple[Row, ...] = ()
    ranges: tuple[Range | None, ...] = ()

    @property
    def text(self) -> str:
        lines = [f"var {', '.join(self.names)}", f"{self.sense} {self.objective}"]
        lines += [given.text(name) for name, given in zip(self.names, self.ranges, strict=False) if given]
        if self.rows:
            lines += ["s.t."]
            lines += [f"  r{k}: {row.left} {row.relation} {row.right}" for k, row in enumerate(self.rows)]
        return "\n".join(lines) + "\n"

    def shifted(self, k: int, step: str) -> Statement:
        """With the right-hand side of row k moved by a step."""
        rows = list(self.rows)
        rows[k] = replace(rows[k], right=f"{rows[k].right} + ({step})")
        return replace(self, rows=tuple(rows))


def _affine(r: Random, names: tuple[str, ...], *, constant: bool = True) -> str:
    terms = [f"({c})*{name}" for name in names if (c := r.choice([-2, -1, 0, 1, 1, 2, "1/2"]))]
    if (constant and r.random() < 0.5) or not terms:
        terms.append(f"({r.randint(-2, 3)})")
    return " + ".join(terms)


def _relation(r: Random) -> str:
    return r.choice(["<=", "<=", ">=", ">=", "="])


def _affine_rows(r: Random, names: tuple[str, ...], most: int) -> list[Row]:
    rows: list[Row] = []
    for _ in range(r.randint(0, most)):
        shape = r.random()
        if rows and shape < 0.15:
            rows.append(r.choice(rows))
        elif rows and shape < 0.25:
            rows.append(Row(f"2*({rows[-1].left})", rows[-1].relation, f"2*({rows[-1].right})"))
        else:
            rows.append(Row(_affine(r, names, constant=False), _relation(r), str(r.randint(-2, 4))))
    return rows


def _ranges(r: Random, names: tuple[str, ...], likely: float = 0.6) -> tuple[Range | None, ...]:
    kinds = [Range(0, None), Range(0, None), Range(-1, 2), Range(0, 3), Range(0, 1), Range(-2, 2)]
    return tuple(r.choice(kinds) if r.random() < likely else None for _ in names)


def _names(r: Random) -> tuple[str, ...]:
    return NAMES[: r.choice([1, 2, 2, 2])]


def linear(r: Random) -> Statement:
    """A linear program: degenerate, redundant, infeasible, unbounded, constant."""
    names = _names(r)
    objective = r.choice(["0", "0*x + 0", "3"]) if r.random() < 0.1 else _affine(r, names)
    return Statement(names, r.choice(["min", "max"]), objective, tuple(_affine_rows(r, names, 4)), _ranges(r, names))


def quadratic(r: Random) -> Statement:
    """A quadratic program, convex or not, sometimes with a quadratic row."""
    names = _names(r)

    def form() -> str:
        squares = [
            f"({c})*{a}*{b}" for a in names for b in names if a <= b and (c := r.choice([-1, 0, 1, 1, 2, "1/2"]))
        ]
        return " + ".join([*squares, _affine(r, names)])

    rows = _affine_rows(r, names, 2)
    if r.random() < 0.4:
        rows.append(Row(form(), r.choice(["<=", "<=", ">=", "="]), str(r.randint(0, 4))))
    return Statement(names, r.choice(["min", "min", "max"]), form(), tuple(rows), _ranges(r, names, 0.4))


def kinked(r: Random) -> Statement:
    """Norms, absolute values, largest and smallest of affine functions."""
    names = _names(r)

    def atom() -> str:
        u, v, w = (_affine(r, names) for _ in range(3))
        shapes = [f"abs({u})", f"max({u}, {v})", f"max(0, {u})", f"norm({u}, {v})", f"norm1({u}, {v})"]
        shapes += [f"norminf({u}, {v})", f"max({u}, {v}, {w})", f"-min({u}, {v})", f"huber({u}, 1)", f"max(0, {u})^2"]
        return r.choice(shapes)

    objective = " + ".join([atom() for _ in range(r.randint(1, 2))] + ([_affine(r, names)] if r.random() < 0.5 else []))
    rows = _affine_rows(r, names, 2)
    if r.random() < 0.5:
        rows.append(Row(atom(), "<=" if r.random() < 0.85 else ">=", str(r.randint(-1, 3))))
    return Statement(names, "min" if r.random() < 0.85 else "max", objective, tuple(rows), _ranges(r, names, 0.4))


def logarithmic(r: Random) -> Statement:
    """Exponentials, logarithms, entropies and roots, with the optimum on the boundary at times."""
    names = _names(r)

    def atom(name: str) -> str:
        u = _affine(r, names)
        shapes = [f"exp({u})", f"-log({name})", f"{name}*log({name})", f"-sqrt({name})", f"1/{name}", f"{name}^(3/2)"]
        shapes += [f"exp(-{name})", f"log(1 + exp({u}))", f"-log(1 + {name})", f"{name}*log({name}) - {name}", f"{u}"]
        return f"{r.choice([1, 1, 2, '1/2'])}*({r.choice(shapes)})"

    objective = " + ".join(atom(name) for name in names)
    sense = "min"
    if r.random() < 0.3:
        sense, objective = "max", f"-({objective})"
    rows = _affine_rows(r, names, 2)
    if r.random() < 0.3:
        rows.append(Row(atom(names[0]), "<=", str(r.randint(-1, 3))))
    ranges = tuple(r.choice([Range(0, None), Range(0, None, True), Range(0, 2), Range(0, 1, True)]) for _ in names)
    return Statement(names, sense, objective, tuple(rows), ranges)


def conic(r: Random) -> Statement:
    """Second-order cones, quadratic over linear, and their mixtures."""
    names = NAMES[:2]
    u, v, w = (_affine(r, names) for _ in range(3))
    objective = r.choice(
        [_affine(r, names), "x^2/y", "x^2/y + y", "(x - 1)^2/(y + 1) + x", f"norm({u}, {v}) + {w}", "x*y"]
    )
    over_y = "/y" in objective
    shapes = [
        f"norm({u}, {v}) - ({w})",
        "norm(x, y)",
        "x^2/y",
        "x^2 - y",
        "norm(x - 1, 2*y) + x",
        "x^2 + y^2",
        "(x+y)^2",
    ]
    rows = [Row(r.choice(shapes), "<=", str(r.randint(0, 3))) for _ in range(r.randint(0, 2))]
    rows += _affine_rows(r, names, 1)
    needs = over_y or any("/y" in row.left for row in rows) or "/(y" in objective
    ranges = (
        r.choice([None, Range(0, None), Range(-1, 2)]),
        Range(0, None, True) if needs else r.choice([None, Range(0, 2)]),
    )
    return Statement(names, "min", objective, tuple(rows), ranges)


def monomial(r: Random) -> Statement:
    """Geometric programs: sums of monomials over positive variables."""
    names = _names(r)

    def posynomial() -> str:
        terms = []
        for _ in range(r.randint(1, 3)):
            powers = [f"{name}^({p})" for name in names if (p := r.choice([-2, -1, 0, 1, 1, 2, "1/2", "-1/2"]))]
            terms.append("*".join([str(r.randint(1, 3)), *powers]))
        return " + ".join(terms)

    rows = tuple(
        Row(posynomial(), r.choice(["<=", "<=", ">=", "="]), str(r.randint(1, 4))) for _ in range(r.randint(0, 2))
    )
    return Statement(
        names, "min" if r.random() < 0.8 else "max", posynomial(), rows, (Range(0, None, True),) * len(names)
    )


def polynomial(r: Random) -> Statement:
    """Cubics and quartics, bounded or not."""
    names = _names(r)

    def form(highest: int) -> str:
        terms = [
            f"({r.choice([-2, -1, 1, 1, 3])})*{r.choice(names)}^{r.randint(1, highest)}" for _ in range(r.randint(1, 3))
        ]
        if len(names) == 2 and r.random() < 0.4:
            terms.append(f"({r.choice([-1, 1, 2])})*x*y")
        return " + ".join(terms)

    objective = form(4)
    if r.random() < 0.4:
        objective += " + " + " + ".join(f"{name}^4" for name in names)
    rows = [Row(form(3), _relation(r), str(r.randint(-1, 3))) for _ in range(r.randint(0, 2))]
    return Statement(names, r.choice(["min", "max"]), objective, tuple(rows), _ranges(r, names, 0.5))


def periodic(r: Random) -> Statement:
    """Sines, cosines and quotients in a box."""
    names = _names(r)

    def atom() -> str:
        u, name = _affine(r, names), r.choice(names)
        shapes = [f"sin({u})", f"cos({u})", f"sin(2*{name})", f"{name}^2", f"exp(-{name}^2)", f"{name}*sin({name})", u]
        shapes += [
            f"1/(1 + {name}^2)",
            f"log(1 + {name}^2)",
            f"sqrt(1 + {name}^2)",
            f"abs({name})",
            f"{name}/(2 + {name})",
        ]
        return f"({r.choice([-1, 1, 1, 2])})*({r.choice(shapes)})"

    objective = " + ".join(atom() for _ in range(r.randint(1, 3)))
    rows = [Row(atom(), r.choice(["<=", ">=", "="]), str(r.randint(-1, 1))) for _ in range(r.randint(0, 1))]
    ranges = tuple(r.choice([Range(-1, 2), Range(0, 3), Range(-1, 5), Range(0, 1)]) for _ in names)
    return Statement(names, r.choice(["min", "max"]), objective, tuple(rows), ranges)


def whole(r: Random) -> Statement:
    """Integers, alone or beside a continuous variable."""
    names = _names(r)
    objective = " + ".join(
        r.choice([_affine(r, names), f"({r.choice(names)} - 1/2)^2", "x^3", "x^2"]) for _ in range(2)
    )
    rows = tuple(_affine_rows(r, names, 2))
    ranges = tuple(
        Range(r.randint(-3, 0), r.randint(1, 4), whole=k == 0 or r.random() < 0.6) for k, _ in enumerate(names)
    )
    return Statement(names, r.choice(["min", "max"]), objective, rows, ranges)


FAMILIES = (linear, quadratic, kinked, logarithmic, conic, monomial, polynomial, periodic, whole)
