"""Functions that are gathered: those of one number by the thousand, those of many numbers one by one."""

from __future__ import annotations

from duality.named_tuples import NamedTuple


class Kind(NamedTuple):
    """A function of one number: convex (1) or concave (-1), and as it is written of a vector u."""

    curvature: int
    written: str
    homogeneous: bool = False
    """Whether w*phi(u) = phi(w*u) for w > 0: then the weights of the objective go into the forms."""


KINDS = {
    "abs": Kind(1, "abs({u})", homogeneous=True),
    "entropy": Kind(1, "(({u}).*log({u}))"),
    "exp": Kind(1, "exp({u})"),
    "log": Kind(-1, "log({u})"),
    "pos": Kind(1, "max({u}, 0)", homogeneous=True),
    "softplus": Kind(1, "log(1 + exp({u}))"),
    "sqrt": Kind(-1, "sqrt({u})"),
}
"""The functions that are gathered by the thousand."""

TAGS = {"": Kind(1, "(({u}).^2)")} | {f"_{name}": kind for name, kind in KINDS.items()}
"""Squares and functions by what the letters of their data end with: w'*((G*x + g).^2), w_exp'*exp(G_exp*x + g_exp)."""

JOINTS = {
    "logsumexp": Kind(1, "logsumexp({u})"),
    "max": Kind(1, "max({u})", homogeneous=True),
    "norm": Kind(1, "norm({u})", homogeneous=True),
    "norminf": Kind(1, "norminf({u})", homogeneous=True),
}
"""Functions of a whole vector u."""

MOST_JOINTS = 4
"""How many of them an objective has, each with a matrix of its own; more are families."""

MOST_ENTRIES = 20_000_000
"""Entries of a family's matrices, which are dense."""
