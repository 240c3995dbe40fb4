"""Convexity by rule: affine functions, convex atoms with weights of known sign, semidefinite quadratic forms."""

from __future__ import annotations

from typing import Literal

from duality.errors import ProblemError
from duality.named_tuples import NamedTuple
from duality.statements.building import add, ones, scale
from duality.statements.building.leaves import is_zero
from duality.statements.definite import definiteness
from duality.statements.nodes import Node
from duality.statements.signs import sign_of
from duality.statements.tower.collecting import Atom, Collected
from duality.statements.tower.deriving import Derived

Kind = Literal["affine", "convex", "unknown"]


class Curvature(NamedTuple):
    """The kind of a function and the reason."""

    kind: Kind
    why: str


class Judged(NamedTuple):
    """f and the rows by name, and whether X is convex."""

    objective: Curvature
    rows: tuple[tuple[str, Curvature], ...]
    domain: bool

    @property
    def convex(self) -> bool:
        """Whether the whole problem is convex by rule."""
        return self.domain and self.objective.kind != "unknown" and all(c.kind != "unknown" for _, c in self.rows)


def judged(derived: Derived) -> Judged:
    """Every function of the statement, by rule."""
    rows = []
    for row in derived.rows:
        found = curvature(row.body)
        if row.row.kind != "inequality" and found.kind == "convex":
            found = Curvature(
                "unknown",
                f"it is an {'equation' if row.row.kind == 'equality' else 'inequality of matrices'} that is not affine",
            )
        rows.append((row.row.name, found))
    return Judged(curvature(derived.objective), tuple(rows), not any(row.points for row in derived.statement.domain))


def curvature(node: Node) -> Curvature:
    """Affine, convex, or not known to be."""
    collected = Collected()
    try:
        collected.collect(ones(node.shape), node)
    except ProblemError:
        return Curvature("unknown", "no rule takes it apart")
    if not collected.atoms and not collected.quadratic:
        return Curvature("affine", "affine")
    reasons = []
    for atom in collected.atoms:
        if atom.kind == "inverse":
            signed = definiteness(atom.weight) != "no"
        else:
            signed = sign_of(atom.weight) in ("positive", "nonnegative")
        if not signed:
            negative = atom.kind != "inverse" and sign_of(atom.weight) in ("negative", "nonpositive")
            what = "is negative" if negative else "has no known sign"
            return Curvature("unknown", f"the weight {atom.weight} of {_told(atom.kind)} {what}")
        if atom.kind == "quadratic" and definiteness(atom.extra[0]) == "no":
            return Curvature("unknown", f"{atom.extra[0]} is not known to be semidefinite")
        if not _composes(atom):
            return Curvature("unknown", f"{_told(atom.kind)} of {atom.argument} follows no rule of composition")
        reasons.append(_told(atom.kind))
    by_variable: dict[Node, list[Node]] = {}
    for item in collected.quadratic:
        if item.left != item.right:
            return Curvature("unknown", f"it holds the product of {item.left} and {item.right}")
        by_variable.setdefault(item.left, []).append(item.matrix)
    for symbol, matrices in by_variable.items():
        matrix = add(*matrices)
        if not is_zero(matrix) and definiteness(matrix) == "no":
            return Curvature("unknown", f"the matrix {matrix} of {symbol} is not known to be semidefinite")
        reasons.append("a semidefinite quadratic form")
    return Curvature("convex", f"{', '.join(dict.fromkeys(reasons))} with weights >= 0")


INCREASING = frozenset({"exp", "logsumexp", "maximum", "pos", "pospow", "softplus", "sumlargest"})

EVEN = frozenset(
    {"abs", "abspow", "deadzone", "huber", "hyperbola", "norm", "norm1", "norminf", "norm_power", "pnorm", "pow"}
    | {"square"}
)
"""Nondecreasing in each t >= 0."""

DECREASING = frozenset({"neggeomean", "neglog", "neglogdet", "negsqrt", "recip"})


def _composes(atom: Atom) -> bool:
    """Convex of affine; nondecreasing of convex; nonincreasing of concave."""
    inner = curvature(atom.argument).kind
    if inner == "affine":
        return True
    nonnegative = sign_of(atom.argument) in ("nonnegative", "positive")
    if inner == "convex":
        return atom.kind in INCREASING or (atom.kind in EVEN and nonnegative)
    return atom.kind in DECREASING and curvature(scale(-1, atom.argument)).kind == "convex"


_WORDS = {
    "square": "squares",
    "quadratic": "a quadratic form",
    "neglog": "-log",
    "negsqrt": "-sqrt",
    "neglogdet": "-logdet",
    "relent": "entropies",
    "relent_of": "relative entropies",
    "over": "squares over a linear function",
    "pos": "max(0, .)",
    "pospow": "powers of max(0, .)",
    "deadzone": "max(0, |.| - e)",
    "softplus": "log(1 + exp(.))",
    "hyperbola": "sqrt(t^2 + c)",
    "recip": "1/t over t > 0",
    "abspow": "powers of |t|",
    "norm_power": "a power of a norm",
    "pnorm": "a norm",
    "quadnorm": "the root of a quadratic form",
    "neggeomean": "-geomean",
    "sumlargest": "a sum of largest entries",
    "inverse": "inv over T >> 0",
    "negtrsqrt": "-tr of a root",
    "maximum": "max",
    "lambda_max": "eigmax",
    "pow": "powers",
}


def _told(kind: str) -> str:
    return _WORDS.get(kind, kind)
