"""Trees and paths from text: the letter t (or k) is the path's parameter."""

from __future__ import annotations

from duality.algebra.atoms import substitute
from duality.algebra.paths import PARAMETER, Path
from duality.algebra.paths.path import Toward
from duality.derivation import standardize
from duality.language import parse
from duality.model.expression import Expression, Variable
from duality.model.form import StandardForm


def tree(text: str) -> Expression:
    return standardize(parse(f"min {text}")).objective_expression


def form(text: str) -> StandardForm:
    return standardize(parse(text))


def path(text: str, toward: Toward = "t -> inf") -> Path:
    """ "x = t, y = 1/t^2"."""
    sides = [part.split("=") for part in text.split(",")]
    here = {"t": Variable(PARAMETER), "k": Variable(PARAMETER)}
    return Path.of({name.strip(): substitute(tree(value), here) for name, value in sides}, toward)
