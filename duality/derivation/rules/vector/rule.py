"""The shape of a vector conjugate: inf over y of c*Phi(u(y)) + s'y for one atom Phi along its own directions."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Protocol

from duality.derivation.rules.rule import Refusal
from duality.model.derivation import Branch
from duality.model.expression import Expression
from duality.model.form import Affine, Atom, Bounds
from duality.records import record


@record(slots=False)
class Group:
    """c * atom + sum_k s_k y_k, with y_k = directions[k] of x, each in ``bounds`` and with further ``terms``.

    ``labels`` name the y_k; ``terms`` are univariate functions of y_k that come on top of the atom.
    """

    coefficient: Affine
    atom: Atom
    labels: tuple[str, ...]
    directions: tuple[Affine, ...]
    slopes: tuple[Affine, ...]
    bounds: tuple[Bounds, ...]
    terms: tuple[tuple[tuple[Affine, Expression], ...], ...]
    nonnegative: Container[str]


class VectorRule(Protocol):
    """The conjugate of one kind of atom: its branches, minimizers by label."""

    def __call__(self, group: Group, /) -> Sequence[Branch] | Refusal: ...
