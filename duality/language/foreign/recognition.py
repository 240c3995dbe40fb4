"""Which other language a text is written in, by the words that only that language has."""

from __future__ import annotations

import re
from collections.abc import Callable

from duality.language import foreign
from duality.named_tuples import NamedTuple

LONGEST = 20_000
"""Characters of a text that is looked at."""


class Language(NamedTuple):
    """A language by its name, its translator, and the place of the word that gives it away."""

    name: str
    translate: Callable[[str], str]
    start: int
    end: int


_SIGNS = (
    (
        "cvxpy",
        re.compile(
            r"\bimport\s+cvxpy\b|\bcvxpy\s+import\b|\bcp\.(?:Variable|Minimize|Maximize|Problem)\b|\bProblem\(\s*M(?:in|ax)imize\("
            r"|\bVariable\((?s:.*)\bProblem\("
        ),
    ),
    (
        "LaTeX",
        re.compile(
            r"(?m)^[^\"\n]*?(\\(?:min|max|[dt]?frac|sqrt|sum|prod|l?[lg]eq?|leqslant|geqslant|q?quad|text|begin|cdot|times"
            r"|left|math(?:rm|bf|bb)|operatorname|arc(?:sin|cos|tan)|ln|log|exp|sin|cos|in|alpha|beta|gamma|lambda|mu|xi|theta|lVert|\|)"
            r"(?![a-zA-Z]))"
        ),
    ),
    ("JuMP", re.compile(r"@(?:variable|objective|constraint|NLobjective|NLconstraint)s?\b")),
    ("GAMS", re.compile(r"(?im)^[ \t]*\w+[ \t]*\.\.(?!\.)[^\n]*=[elg]=|\busing[ \t]+\w+[ \t]+(?:min|max)imizing\b")),
    ("Mathematica", re.compile(r"\b(?:N?M(?:in|ax)imize|Arg(?:Min|Max)|FindM(?:in|ax)imum|LinearProgramming)\[")),
    ("CVX", re.compile(r"\bcvx_begin\b")),
    (
        "Python with SciPy",
        re.compile(
            r"\bscipy(?:\.optimize)?\b|\blambda[ \t]+\w+[ \t]*:|\blinprog\([^\n]*\w+[ \t]*=(?!=)|\bminimize_scalar\("
        ),
    ),
    (
        "MATLAB",
        re.compile(
            r"\b(?:linprog|intlinprog|quadprog|fmincon|fminunc|fminsearch|fminbnd|lsqlin|lsqnonneg|optimproblem|sdpvar|optimvar|intvar|binvar)\b"
        ),
    ),
    ("Python with Gurobi", re.compile(r"\bgurobipy\b|\bgp\.Model\(|\.addVars?\(|\.addConstrs?\(|\.setObjective\(")),
    ("Python with OR-tools", re.compile(r"\bortools\b|\bpywraplp\b|\.(?:Num|Int|Bool)Var\(")),
    ("Python with PuLP", re.compile(r"\bpulp\b|\bLp(?:Problem|Variable|Minimize|Maximize)\b")),
    ("Python with Pyomo", re.compile(r"\bpyomo\b|\bConcreteModel\(|\b(?:Objective|Constraint)\(\s*expr\s*=")),
    ("a spreadsheet's formula", re.compile(r"\b(?:SUMPRODUCT|MMULT|SUMSQ)\(|=SUM\(")),
    ("LP format", re.compile(r"(?im)^[ \t]*(?:bounds?|generals?|binar(?:y|ies)|end)[ \t]*$|^[ \t]*GIN[ \t]+\w")),
    (
        "AMPL",
        re.compile(
            r"(?im)^[ \t]*(?:param|set)\b[^\n]*:=|^[ \t]*(?:minimize|maximize)[ \t]+\w+[ \t]*:"
            r"|^[ \t]*(?:subject[ \t]+to|s\.t\.)[ \t]+\w+[ \t]*\{|^[ \t]*(?:var|param)[ \t]+\w+[ \t]*\{|\bsum[ \t]*\{"
        ),
    ),
)


def recognized(text: str) -> Language | None:
    """The language of a text that could not be read; ``None`` where it is none of the known ones."""
    if len(text) > LONGEST:
        return None
    for name, sign in _SIGNS:
        found = sign.search(text)
        if found is not None:
            group = found.lastindex or 0
            return Language(name, _translator(name), found.start(group), found.end(group))
    return None


def _translator(name: str) -> Callable[[str], str]:
    match name:
        case "cvxpy":
            return foreign.cvxpy_.translate
        case "LaTeX":
            return foreign.latex.translate
        case "LP format":
            return foreign.lp_format.translate
        case "CVX":
            return foreign.cvx.translate
        case "JuMP":
            return foreign.jump.translate
        case "GAMS":
            return foreign.gams.translate
        case "Mathematica":
            return foreign.mathematica.translate
        case "AMPL":
            return foreign.ampl.translate
        case "MATLAB":
            return foreign.calls.of_matlab
        case "Python with SciPy":
            return foreign.calls.translate
        case "a spreadsheet's formula":
            return foreign.spreadsheet.translate
        case _:
            return foreign.programs.translate
