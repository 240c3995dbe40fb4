"""Names that no statement declares, and that are probably meant as something else: x1 for x[1], xi for every x, Ax."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_NUMBERED = re.compile(r"([A-Za-z]\w*?)_?(\d+)")
_FOR_EVERY = re.compile(r"([A-Za-z])(_?)[ijk]{1,2}")
_MATRIX_TIMES = re.compile(r"([A-Z])([a-z])")
_NORM_OF_ONE = re.compile(r"\|\|[^|,]+\|\||\bnorm(?:1|inf)?\([^(),]+\)")


_GLUED = re.compile(
    r"(arcsin|arccos|arctan|sinh|cosh|tanh|asin|acos|atan|sqrt|sin|cos|tan|exp|log|ln|abs)([A-Za-z]\w*)"
)
_USUAL = frozenset("xyztuvw")
"""Names of variables that are met everywhere."""
_WORDS = frozenset({"cost"})
"""English words that begin like a function."""


def of_an_implicit_name(
    name: str, families: Mapping[str, Collection[str]], implicit: Collection[str], text: str
) -> tuple[str, str] | None:
    """What is wrong, and what to write; ``None`` for a name that is taken as it stands."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered is not None and f"{numbered[1]}[{int(numbered[2])}]" in families.get(numbered[1], ()):
        return f"'{name}' is no entry of {numbered[1]}", f"write {numbered[1]}[{int(numbered[2])}]"
    glued = _GLUED.fullmatch(name)
    if glued is not None and name not in _WORDS and (glued[2] in implicit or glued[2] in _USUAL):
        return f"'{name}' is one name, and {glued[1]} a function", f"write {glued[1]}({glued[2]})"
    twins = [other for other in implicit if other != name and _plain(other) == _plain(name)]
    if numbered is not None and twins:
        return f"'{name}' and '{twins[0]}' are two names", f"write one of them: {twins[0]}"
    every = _FOR_EVERY.fullmatch(name)
    if every is not None:
        stem = every[1] + every[2]
        several = [other for other in implicit if re.fullmatch(rf"{stem}\d+", other)]
        if len(several) > 1:
            shown = ", ".join(several[:3])
            return (
                f"'{name}' stands for no entry: the names are {shown}",
                f"write a row for each, or indexed variables: var {every[1]}[1..{len(several)}]",
            )
    if name == "T" and re.search(r"[A-Za-z\])][ ]*\^[ ]*\{?T\b", text):
        return "'T' is a name, and a power of it no transposition", _shapes("A", "x")
    product = _MATRIX_TIMES.fullmatch(name)
    in_norm = re.search(rf"(?:\|\||norm[12]?\()[ ]*{name}\b", text)
    if product is not None and (in_norm or product[2] in implicit):
        return f"'{name}' is one name", _shapes(*product.groups())
    factor = (
        re.search(rf"(?<![\w.]){name}[ ]*[*·][ ]*([a-z])(?![\w\[(])", text) if re.fullmatch("[A-Z]", name) else None
    )
    if factor is not None and factor[1] in implicit and _NORM_OF_ONE.search(text):
        return f"'{name}' is one number here, and the norm that of one number", _shapes(name, factor[1])
    return None


def of_an_unknown_name(name: str, known: Collection[str]) -> tuple[str, str] | None:
    """x beside x1 and x2; ``None`` for any other."""
    entries = [other for other in known if re.fullmatch(rf"{re.escape(name)}_?\d+", other)]
    if len(entries) < 2:
        return None
    shown = ", ".join(entries[:3])
    return f"'{name}' stands for no entry: the names are {shown}", f"write a row for each: {shown} >= 0"


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _shapes(A: str, x: str) -> str:
    shapes = f"param {A} in R^(m, n), b in R^m; var {x} in R^n; min norm({A}*{x} - b)^2"
    return f"for a matrix times a vector declare both, as in {shapes}"
