"""What other systems call their functions, and what to write here; {0} and {1} stand for the arguments."""

from __future__ import annotations

from duality.model.functions import FUNCTIONS
from duality.named_tuples import NamedTuple


class Meant(NamedTuple):
    """What to say about a call, and what to write in its place (empty where that is not known)."""

    told: str
    written: str = ""


_IN_OTHER_WORDS = {
    "lg": "log10({0})",
    "expm1": "exp({0}) - 1",
    "exp2": "2^({0})",
    "exp10": "10^({0})",
    "pow": "({0})^({1})",
    "power": "({0})^({1})",
    "square": "({0})^2",
    "sqr": "({0})^2",
    "sq": "({0})^2",
    "cube": "({0})^3",
    "cbrt": "({0})^(1/3)",
    "root": "sqrt({0})",
    "hypot": "norm({0}, {1})",
    "norm2": "norm({0})",
    "norm_2": "norm({0})",
    "norm_1": "norm1({0})",
    "norm_inf": "norminf({0})",
    "normInf": "norminf({0})",
    "absolute": "abs({0})",
    "fabs": "abs({0})",
    "Abs": "abs({0})",
    "inv": "1/({0})",
    "inv_pos": "1/({0})",
    "pos": "max({0}, 0)",
    "relu": "max({0}, 0)",
    "neg": "max(-({0}), 0)",
    "maximum": "max({0}, {1})",
    "minimum": "min({0}, {1})",
    "entr": "-({0})*log({0})",
    "rel_entr": "({0})*log(({0})/({1}))",
    "kl_div": "({0})*log(({0})/({1})) - ({0}) + ({1})",
    "quad_over_lin": "({0})^2/({1})",
    "logistic": "log(1 + exp({0}))",
    "sum_squares": "norm({0})^2",
    "sumsq": "norm({0})^2",
    "sum_sq": "norm({0})^2",
    "sigmoid": "1/(1 + exp(-({0})))",
    "log_sum_exp": "log(exp({0}) + exp({1}))",
    "logsumexp": "log(exp({0}) + exp({1}))",
    "erfc": "1 - erf({0})",
    "ceiling": "ceil({0})",
    "sgn": "sign({0})",
    **{it.reciprocal: f"1/{name}({{0}})" for name, it in FUNCTIONS.items() if it.reciprocal},
}

_IN_WORDS = {
    **dict.fromkeys(
        ("round",),
        "it jumps: an integer variable, domain k in 0..10, with constraints says what it is to do",
    ),
    **dict.fromkeys(("dot", "inner", "innerprod", "matmul"), "write the sum out: sum(a[i]*x[i] for i in 1..3)"),
    **dict.fromkeys(("quad_form",), "write the sum out: sum(x[i]*P[i, j]*x[j] for i in 1..2, j in 1..2)"),
    **dict.fromkeys(
        ("det", "logdet", "log_det", "trace", "tr", "eigmax", "eigmin", "lambda_max", "lambda_min", "inv", "diag"),
        "declare the matrix, var X in S^n: then tr(X), logdet(X), eigmax(X) and inv(X) are read",
    ),
    **dict.fromkeys(("mean", "average"), "write sum(x)/len(x)"),
    **dict.fromkeys(("range", "linspace", "arange"), "a range is written 1..3"),
}


def in_other_words(name: str, arguments: list[str]) -> Meant | None:
    """What to write for a function that the language does not know by this name."""
    template = _IN_OTHER_WORDS.get(name)
    if template is None:
        return Meant(_IN_WORDS[name]) if name in _IN_WORDS else None
    if "{1}" in template and len(arguments) != 2:
        return Meant(f"write {template.format('x', 'y')} for {name}(x, y)")
    if "norm(" not in template and "{1}" not in template and len(arguments) > 1:
        return Meant(f"write {template.format('x')} for {name}(x)")
    written = _bare(template.format(*arguments) if "{1}" in template else template.format(", ".join(arguments)))
    return Meant(f"write {written}", written)


def _bare(text: str) -> str:
    """Without the brackets around a single name or number: (x)^2 is x^2."""
    import re

    return re.sub(r"(?<![\w])\(([A-Za-z0-9_]+)\)", r"\1", text)
