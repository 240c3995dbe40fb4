"""Random problems as text, with small integer data, for the properties that hold for every problem."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

coefficients = st.integers(-4, 4)
NAMES = ("x", "y", "z")


@dataclass(frozen=True)
class Row:
    """a'x <= b or a'x = b, stated under a name."""

    name: str
    coefficients: tuple[int, ...]
    relation: str
    bound: int

    def text(self, scale: int = 1) -> str:
        left = linear_text([scale * a for a in self.coefficients])
        return f"{self.name}: {left} {self.relation} {scale * self.bound}"


@dataclass(frozen=True)
class Program:
    """min sum q_i x_i^2 + c'x (+ 0) over the rows, within a box that keeps it bounded where ``box`` is set."""

    squares: tuple[int, ...]
    linear: tuple[int, ...]
    rows: tuple[Row, ...]
    box: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return NAMES[: len(self.linear)]

    def objective(self, sign: int = 1) -> str:
        squares = [f"{sign * q}*{name}^2" for q, name in zip(self.squares, self.names, strict=True) if q]
        return " + ".join([*squares, linear_text([sign * c for c in self.linear])])

    def text(self, sense: str = "min", sign: int = 1, scales: tuple[int, ...] = ()) -> str:
        scales = scales or (1,) * len(self.rows)
        lines = [f"var {', '.join(self.names)}"]
        if self.box is not None:
            lines += [f"domain {name} in [{-self.box}, {self.box}]" for name in self.names]
        lines.append(f"{sense} {self.objective(sign)}")
        if self.rows:
            lines += ["s.t.", *(row.text(scale) for row, scale in zip(self.rows, scales, strict=True))]
        return "\n".join(lines)

    def permuted(self, order: tuple[int, ...]) -> Program:
        return replace(self, rows=tuple(self.rows[k] for k in order))


def linear_text(numbers: list[int]) -> str:
    """2*x + (-3)*y, with 0 for no term at all."""
    terms = [f"({a})*{name}" for a, name in zip(numbers, NAMES, strict=False) if a]
    return " + ".join(terms) or "0"


@st.composite
def programs(draw: st.DrawFn, convex: bool = True, boxed: bool = True, most_rows: int = 3) -> Program:
    """A small LP or QP; where it is not ``convex``, squares may have negative coefficients."""
    size = draw(st.integers(1, 3))
    squares = draw(st.tuples(*[st.integers(0 if convex else -2, 2)] * size))
    linear = draw(st.tuples(*[coefficients] * size))
    rows = draw(
        st.lists(
            st.tuples(st.tuples(*[coefficients] * size), st.sampled_from(["<=", "<=", "="]), coefficients),
            min_size=1,
            max_size=most_rows,
        )
    )
    named = tuple(Row(f"row_{k}", *row) for k, row in enumerate(rows))
    return Program(squares, linear, named, 5 if boxed else None)


SMOOTH = ("exp({u})", "({u})^2", "({u})^4", "abs({u})", "log(1 + exp({u}))", "sqrt(1 + ({u})^2)", "huber({u}, 1)")


@st.composite
def mixtures(draw: st.DrawFn) -> str:
    """The text of a problem whose objective and constraints mix convex atoms of affine arguments."""
    size = draw(st.integers(1, 2))

    def function() -> str:
        atoms = draw(st.lists(st.sampled_from(SMOOTH), min_size=1, max_size=2))
        terms = [f"{draw(st.integers(1, 3))}*{atom.format(u=affine())}" for atom in atoms]
        return " + ".join([*terms, linear_text([draw(coefficients) for _ in range(size)])])

    def affine() -> str:
        return f"{linear_text([draw(coefficients) for _ in range(size)])} + ({draw(coefficients)})"

    rows = [f"c: {function()} <= {draw(coefficients)}", f"h: {affine()} = 0"][: draw(st.integers(1, 2))]
    return "\n".join([f"var {', '.join(NAMES[:size])}", f"min {function()}", "s.t.", *rows])
