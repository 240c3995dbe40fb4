"""Random statements that mean harm: extreme numbers, long ranges, high powers, towers of exp, poles, empty sets."""

from __future__ import annotations

from random import Random

NAMES = ("x", "y", "z")
TAKEN = (
    *("0", "1", "2", "-3", "1/3", "-1/7", "0.1", "1e-7", "12.5", "sqrt(2)", "pi", "sqrt(2 + sqrt(3))", "-sqrt(5)"),
    *("1e30", "1e-30", "-1e149", "1e-149", "10^100", "10^-100", "123456789012345678901234567890", "1/123456789"),
    *("1e16 + 1", "(10^40 + 1)/10^40", "9^99", "exp(340)", "exp(-340)", "log(10^100)", "sqrt(1e-140)"),
)
"""Between the least and the largest size that is computed with."""

REFUSED = ("10^-300", "10^300", "1e400", "-1e400", "1e-400", "2^-1074", "exp(700)", "exp(-745)", "9^9^9")
"""Most of these are refused, the others are met on the way: a third of the statements have some."""

SETS = (
    *("", "", "", "{x} >= {low}", "{x} > 0", "{x} in [{low}, {high}]", "{x} in (0, 1e140)", "{x} <= -1e100"),
    *("{x} in [1e-140, 10^140]", "{x} in {{-1, 0, 2, 3}}", "{x} in {low}..{high}", "{x} in 0..400000", "{x} integer"),
    *("{x} in -1000000..1000000", "{x} in {{1e100, 1e-100}}", "{x} in {{0, sqrt(2), pi}}", "{x} in [{low}, {low}]"),
)
REFUSED_SETS = (
    "{x} in [1e-300, 10^300]",
    "{x} in (0, 1e400)",
    "{x} <= -1e200",
    "{x} in [3, 2]",
    "{x} in {{1e400, 1e-400}}",
)

RELATIONS = ("<=", ">=", "=")


class Hand(Random):
    """Draws, of a third of the statements what is refused too."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        both = self.random() < 1 / 3
        self.numbers = TAKEN + REFUSED * both
        self.sets = SETS + REFUSED_SETS * both


def extreme_statement(seed: str) -> str:
    """A statement in one to three variables; many are infeasible, unbounded or undefined."""
    r = Hand(seed)
    names = NAMES[: r.choices((1, 2, 3), (4, 4, 2))[0]]
    lines = [f"var {', '.join(names)}"]
    lines += [line for name in names if (line := _domain(r, name))]
    lines.append(f"{r.choice(('min', 'max'))} {_function(r, names)}")
    rows = r.choices((0, 1, 2, 3), (2, 4, 3, 1))[0]
    lines += ["s.t."] * bool(rows)
    for k in range(rows):
        relation = r.choice(RELATIONS[: 2 if r.random() < 0.7 else 3])
        lines.append(f" r{k}: {_function(r, names)} {relation} {_number(r)}")
    return "\n".join(lines) + "\n"


def _number(r: Hand) -> str:
    return r.choice(r.numbers) if r.random() < 0.6 else str(r.randint(-9, 9))


def _domain(r: Hand, name: str) -> str:
    chosen = r.choice(r.sets).format(x=name, low=r.randint(-4, 1), high=r.randint(1, 6))
    return f"domain {chosen}" if chosen else ""


def _function(r: Hand, names: tuple[str, ...]) -> str:
    terms = [f"{_number(r)}*{_term(r, names)}" if r.random() < 0.5 else _term(r, names) for _ in range(r.randint(1, 3))]
    return " + ".join(f"({term})" for term in terms)


def _term(r: Hand, names: tuple[str, ...]) -> str:
    u, v, n = r.choice(names), r.choice(names), _number(r)
    inner = r.choice((u, f"({u} + {v})", f"{u}*{v}", f"({u} - {n})", f"({n})*{u}", f"{u}^2"))
    return r.choice(
        (
            *(u, f"{u}*{v}", f"{u}^2", f"{u}^{r.randint(3, 60)}", f"({u} - {n})^2", f"{u}^(1/{r.randint(2, 9)})"),
            *(f"exp({inner})", f"exp(exp({inner}))", f"exp(exp(exp({u})))", f"log({inner})", f"log(log({inner} + 3))"),
            *(f"sqrt({inner})", f"sqrt(sqrt({inner}) + {n})", f"1/{inner}", f"{u}/({v} + {n})", f"abs({inner})"),
            *(f"sin({inner})", f"cos({n}*{u})", f"tan({u})", f"max({u}, {n}, -{v})", f"norm({u}, {v} - {n})"),
            *(f"{u}*log({u})", f"{u}*exp({v})", f"cosh({inner})", f"tanh({inner})", f"huber({u}, 1)", f"{u}^2/{v}"),
            *(f"{n}", f"({u} + {n})^12", f"log(1 + exp({inner}))", f"({u}^2 + {v}^2 + 1)^(3/2)", f"max({u}, {v})^2"),
        )
    )
