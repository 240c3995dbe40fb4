"""The functions that a tree may call, in one ordered table: how they are written.

What each function is, its values, derivatives, ranges and shape, stands in the file of its name in
`duality.algebra.functions`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from duality.named_tuples import NamedTuple

if TYPE_CHECKING:
    import sympy


class Notation(NamedTuple):
    """``latex`` has a slot for the arguments; ``sympy`` is the name there, or what to build of the arguments.

    ``spellings`` are other names of phi, ``reciprocal`` is that of 1/phi, ``inverse`` the function that undoes phi.

    A ``word`` is a function before a bracket only: elsewhere a statement may take it as a name.
    """

    fewest: int = 1
    most: int | None = 1
    latex: str = ""
    sympy: str | Callable[..., Any] = ""
    word: bool = False
    spellings: tuple[str, ...] = ()
    reciprocal: str = ""
    inverse: str = ""


def _norm(s: Any, *u: Any) -> Any:
    return s.sqrt(s.Add(*(x**2 for x in u)))


def _huber(s: Any, t: Any, d: Any) -> Any:
    return s.Piecewise((t**2, s.Abs(t) <= d), (2 * d * s.Abs(t) - d**2, True))


def _step(s: Any, u: Any) -> Any:
    return s.Piecewise((1, u >= 0), (0, True))


def _piecewise(s: Any, left: Any, right: Any, then: Any, otherwise: Any) -> Any:
    return s.Piecewise((then, left >= right), (otherwise, True))


NORM = r"\left\lVert\left({}\right)\right\rVert_"

FUNCTIONS: dict[str, Notation] = {
    "exp": Notation(latex=r"\exp", inverse="log"),
    "log": Notation(latex=r"\log", spellings=("ln",)),
    "sqrt": Notation(latex=r"\sqrt{{}}"),
    "abs": Notation(latex=r"\left|{}\right|", sympy="Abs"),
    "sin": Notation(latex=r"\sin", reciprocal="csc"),
    "cos": Notation(latex=r"\cos", reciprocal="sec"),
    "tan": Notation(latex=r"\tan", reciprocal="cot"),
    "asin": Notation(latex=r"\arcsin", spellings=("arcsin",)),
    "acos": Notation(latex=r"\arccos", spellings=("arccos",)),
    "atan": Notation(latex=r"\arctan", spellings=("arctan",)),
    "sinh": Notation(latex=r"\sinh", reciprocal="csch", inverse="asinh"),
    "cosh": Notation(latex=r"\cosh", reciprocal="sech", inverse="acosh"),
    "tanh": Notation(latex=r"\tanh", reciprocal="coth", inverse="atanh"),
    "asinh": Notation(spellings=("arcsinh", "arsinh")),
    "acosh": Notation(spellings=("arccosh", "arcosh")),
    "atanh": Notation(spellings=("arctanh", "artanh")),
    "log1p": Notation(sympy=lambda s, u: s.log(1 + u)),
    "log2": Notation(latex=r"\log_2", sympy=lambda s, u: s.log(u, 2)),
    "log10": Notation(latex=r"\log_{10}", sympy=lambda s, u: s.log(u, 10)),
    "softplus": Notation(sympy=lambda s, u: s.log(1 + s.exp(u))),
    "erf": Notation(),
    "floor": Notation(latex=r"\left\lfloor {}\right\rfloor", word=True),
    "ceil": Notation(latex=r"\left\lceil {}\right\rceil", sympy="ceiling", word=True),
    "sign": Notation(word=True),
    "step": Notation(sympy=_step, word=True),
    "piecewise": Notation(4, 4, sympy=_piecewise, word=True),
    "huber": Notation(2, 2, sympy=_huber),
    "min": Notation(most=None, latex=r"\min", sympy="Min"),
    "max": Notation(most=None, latex=r"\max", sympy="Max"),
    "norm": Notation(most=None, latex=NORM + "{2}", sympy=_norm),
    "norm1": Notation(most=None, latex=NORM + "{1}", sympy=lambda s, *u: s.Add(*map(s.Abs, u))),
    "norminf": Notation(most=None, latex=NORM + r"{\infty}", sympy=lambda s, *u: s.Max(*map(s.Abs, u))),
}
"""Functions that occur as `Call` nodes; ``sum`` and ``prod`` are read as sums and products."""

SPELLINGS = {spelling: name for name, it in FUNCTIONS.items() for spelling in it.spellings}
"""Functions with a second name."""


def inverse_of(name: str) -> str | None:
    """``log`` for exp, and ``exp`` for log; ``None`` where the table has no inverse."""
    return FUNCTIONS[name].inverse or next((other for other, it in FUNCTIONS.items() if it.inverse == name), None)


def function_latex(name: str, arguments: str) -> str:
    r"""\exp\left(x\right), \left|x\right|, \operatorname{erf}\left(x\right)."""
    head = FUNCTIONS[name].latex or rf"\operatorname{{{name}}}"
    if "{}" in head:
        return head.replace("{}", arguments)
    return rf"{head}\left({arguments}\right)"


def latex_command(name: str) -> str | None:
    r"""``arctan`` for atan: the command that stands before the arguments, ``None`` where there is none."""
    latex = FUNCTIONS[name].latex
    return latex[1:] if latex[1:].isalpha() else None


def sympy_function(name: str, arguments: list[sympy.Expr]) -> sympy.Expr:
    """The function of sympy at sympy expressions."""
    import sympy

    how = FUNCTIONS[name].sympy or name
    return getattr(sympy, how)(*arguments) if isinstance(how, str) else how(sympy, *arguments)


def names_in_sympy() -> dict[str, str]:
    """From the name of sympy's class to ours, for the functions that sympy has by itself."""
    return {it.sympy or name: name for name, it in FUNCTIONS.items() if isinstance(it.sympy, str)}
