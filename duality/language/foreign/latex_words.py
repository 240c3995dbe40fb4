"""The words of LaTeX that stand for letters, functions and operators, and those that join a condition to a piece."""

from __future__ import annotations

from duality.model.functions import FUNCTIONS, SPELLINGS, latex_command

GREEK = frozenset(
    {
        *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu"),
        *("xi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "varepsilon", "varphi", "vartheta"),
        *("Gamma", "Delta", "Theta", "Lambda", "Xi", "Sigma", "Upsilon", "Phi", "Psi", "Omega"),
    }
)
FUNCTIONS_OF_LATEX = {command: name for name in FUNCTIONS if (command := latex_command(name))} | SPELLINGS
NO_FACTOR = frozenset({"f", "g", "h", "L"})

ADVICE = {
    "\\mathbf": ": vectors without indices are not read, write sums with indices",
    "\\boldsymbol": ": vectors without indices are not read, write sums with indices",
    "\\top": ": matrices are not read, write sums with indices",
}

CONDITION = frozenset({"if", "for", "when", ",", ":"})

COMMANDS = frozenset({*GREEK, *FUNCTIONS_OF_LATEX, "cases", "frac", "sqrt", "sum", "prod", "pi"})
