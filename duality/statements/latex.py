"""Nodes in LaTeX: A^\\top, \\mathbf{1}, \\succeq, norms in bars."""

from __future__ import annotations

from fractions import Fraction

from duality.statements.building import multiply
from duality.statements.building.atoms import ENTRYWISE, as_quotient, as_squares
from duality.statements.building.linear import transpose
from duality.statements.nodes import Node, Range
from duality.statements.sizes import Size
from duality.statements.text import alone, entry_of, parts_of_product, spread, spreads

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4

GREEK = frozenset(
    {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi"}
    | {"pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega"}
)

_NORMS = {"norm": "", "norm1": "_1", "norm2": "_2", "norminf": "_\\infty", "normnuc": "_*"}

_PLAIN = {"exp": "\\exp", "log": "\\log", "maximum": "\\max", "minimum": "\\min", "greatest": "\\max", "least": "\\min"}


def latex(node: Node) -> str:
    """The node in LaTeX."""
    return _latex(node)[0]


def name(text: str) -> str:
    """alpha_margin as \\alpha_{\\mathrm{margin}}, lam as \\lambda, x as x."""
    stem, _, index = text.partition("_")
    if stem == "lam":
        shown = "\\lambda"
    elif stem.lower() in GREEK:
        shown = f"\\{stem}"
    else:
        shown = stem if len(stem) == 1 else f"\\mathrm{{{stem}}}"
    if not index:
        return shown
    inner = index if len(index) == 1 or index.isdigit() else f"\\mathrm{{{index.replace('_', ',')}}}"
    return f"{shown}_{{{inner}}}"


def range_latex(range: Range) -> str:
    """i = 1, ..., m"""
    loops = ",\\ ".join(f"{loop.name} = {loop.lower}, \\dots, {loop.upper}" for loop in range.loops)
    guards = ",\\ ".join(str(g).replace("!=", "\\ne").replace("<=", "\\le").replace("==", "=") for g in range.guards)
    return f"{loops},\\ {guards}" if guards else loops


def _within(node: Node, tightness: int) -> str:
    found, binds = _latex(node)
    return found if binds >= tightness else f"\\left({found}\\right)"


def _fraction(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"\\tfrac{{{value.numerator}}}{{{value.denominator}}}"


def _latex(node: Node) -> tuple[str, int]:
    match node.kind:
        case "number":
            return _fraction(node.mark[0]), SUM if node.mark[0] < 0 else ATOM
        case "symbol":
            return _symbol(node), ATOM
        case "size":
            return _size(node.mark[0]), ATOM if node.mark[0].letter() else SUM
        case "ones":
            rows, columns = node.shape
            if columns.is_one():
                return "\\mathbf{1}", ATOM
            return ("\\mathbf{1}^\\top" if rows.is_one() else "\\mathbf{1}\\mathbf{1}^\\top"), ATOM
        case "zero":
            return "0", ATOM
        case "identity":
            return "I", ATOM
        case "unit":
            return f"e_{{{node.mark[1]}}}", ATOM
        case "add":
            return _sum(node)
        case "product":
            return _product(Fraction(1), node)
        case "times":
            return " \\circ ".join(_within(arg, POWER) for arg in node.args), PRODUCT
        case "transpose":
            return f"{_within(node.args[0], ATOM)}^\\top", ATOM
        case "power":
            return _power(node)
        case "sum":
            loops = ",\\,".join(f"{a.name}={a.lower}..{a.upper}" for a in node.mark[0].loops)
            return f"\\sum_{{{loops}}} {_within(node.args[0], PRODUCT)}", SUM
        case "block":
            return _block(node), ATOM
        case "part":
            place = f"{node.mark[2] + 1}{node.mark[3] + 1}" if len(node.mark[1]) > 1 else f"{node.mark[2] + 1}"
            return f"\\left({latex(node.args[0])}\\right)_{{{place}}}", ATOM
        case "call":
            return _call(node)
        case "inverse":
            return f"{_within(node.args[0], ATOM)}^{{-1}}", ATOM
        case "pinv":
            return f"{_within(node.args[0], ATOM)}^{{+}}", ATOM
    words = {
        "diagonal_matrix": "\\operatorname{diag}",
        "diagonal": "\\operatorname{diag}",
        "trace": "\\operatorname{tr}",
    }
    return f"{words.get(node.kind, node.kind)}\\left({latex(node.args[0])}\\right)", ATOM


def _symbol(node: Node) -> str:
    declaration, indices = node.mark
    shown = name(declaration.name)
    if not indices:
        return shown
    index = ",".join(map(_size, indices))
    if shown.endswith("}") and "_{" in shown:
        return f"{shown[:-1]},{index}}}"
    return f"{shown}_{{{index}}}"


def _size(size: Size) -> str:
    return str(size).replace("*", "")


def _sum(node: Node) -> tuple[str, int]:
    fixed = any(not spreads(arg) for arg in node.args)
    parts: list[str] = []
    for value, arg in zip(node.mark, node.args, strict=True):
        shown = _scaled(abs(value), spread(arg) if fixed and len(node.args) > 1 and arg.kind != "identity" else arg)
        sign = "-" if value < 0 else "+"
        parts.append((f"-{shown}" if value < 0 else shown) if not parts else f" {sign} {shown}")
    return "".join(parts), SUM if len(parts) > 1 or node.mark[0] < 0 else PRODUCT


def _scaled(value: Fraction, node: Node) -> str:
    if node.kind == "number":
        return _fraction(value * node.mark[0])
    if node.kind == "product":
        return _product(value, node)[0]
    if value == 1:
        return _within(node, PRODUCT)
    return f"{_fraction(value)} {_within(node, PRODUCT)}"


def _product(value: Fraction, node: Node) -> tuple[str, int]:
    above, below, chain = parts_of_product(node)
    entry = entry_of(chain)
    if entry is not None:
        if value == 1 and not above and not below:
            return _symbol(entry), ATOM
        above, chain = [*above, entry], []
    parts = [_within(s, PRODUCT) for s in above]
    tail = _chain(chain)
    if below:
        top = " ".join(([str(value.numerator)] if value.numerator != 1 else []) + parts) or "1"
        bottom = " ".join(
            ([str(value.denominator)] if value.denominator != 1 else []) + [_within(b, PRODUCT) for b in below]
        )
        return f"\\frac{{{top}}}{{{bottom}}} {tail}".strip(), PRODUCT
    shown = ([_fraction(value)] if value != 1 else []) + parts + ([tail] if tail else [])
    return " ".join(shown), PRODUCT


def _chain(chain: list[Node]) -> str:
    if not chain:
        return ""
    first = chain[0]
    if first.kind == "add" and first.shape[0].is_one() and not first.is_scalar:
        return " ".join([f"\\left({latex(transpose(first))}\\right)^\\top", *(_within(c, PRODUCT) for c in chain[1:])])
    return " ".join(_within(c, PRODUCT) for c in chain)


def _power(node: Node) -> tuple[str, int]:
    base, exponent = node.args
    if exponent.kind == "number" and exponent.mark[0] == -1:
        return (
            (f"\\frac{{1}}{{{latex(base)}}}", ATOM)
            if node.is_scalar
            else (f"{_within(base, ATOM)}^{{\\circ -1}}", POWER)
        )
    mark = latex(exponent) if node.is_scalar else f"\\circ {latex(exponent)}"
    return f"{_within(base, ATOM)}^{{{mark}}}", POWER


def _block(node: Node) -> str:
    wide = len(node.args) // node.mark[0]
    rows = [" & ".join(map(latex, node.args[k : k + wide])) for k in range(0, len(node.args), wide)]
    body = " \\\\ ".join(rows)
    return f"\\begin{{bmatrix}} {body} \\end{{bmatrix}}"


def _call(node: Node) -> tuple[str, int]:
    called, args = node.mark[0], node.args
    if called in _NORMS:
        return f"\\lVert {latex(args[0])} \\rVert{_NORMS[called]}", ATOM
    if called == "pnorm":
        return f"\\lVert {latex(args[0])} \\rVert_{{{latex(args[1])}}}", ATOM
    circle = " " if node.is_scalar else " \\circ "
    match called:
        case "abs":
            return f"\\lvert {latex(args[0])} \\rvert", ATOM
        case "sqrt":
            return f"\\sqrt{{{latex(args[0])}}}", ATOM
        case "over":
            return _call(as_quotient(node))
        case "quadnorm":
            return f"\\sqrt{{{latex(multiply(transpose(args[0]), args[1], args[0]))}}}", ATOM
        case "trsqrt":
            inside = latex(args[0]) if len(args) == 1 else latex(multiply(args[1], args[0]))
            return f"\\operatorname{{tr}}\\left(\\left({inside}\\right)^{{1/2}}\\right)", ATOM
        case "relent":
            one = args[1].kind == "ones" or latex(args[1]) == "1"
            ratio = latex(args[0]) if one else f"{_within(args[0], PRODUCT)} / {_within(alone(args[1]), POWER)}"
            return f"{_within(args[0], POWER)}{circle}\\log\\left({ratio}\\right)", PRODUCT
        case "softplus":
            return f"\\log\\left(1 + \\exp\\left({latex(args[0])}\\right)\\right)", ATOM
        case "hyperbola":
            return f"\\sqrt{{{latex(as_squares(node))}}}", ATOM
        case "pos":
            return f"\\max\\left(0, {latex(args[0])}\\right)", ATOM
        case "divided":
            return f"\\frac{{{latex(args[0])}}}{{{latex(alone(args[1]))}}}", ATOM
        case "scaled_exp":
            below = _within(alone(args[1]), POWER)
            return f"{below}{circle}\\exp\\left({_within(args[0], PRODUCT)} / {below}\\right)", PRODUCT
    words = {"logdet": "\\log\\det", "logsumexp": "\\operatorname{logsumexp}", "lambda_max": "\\lambda_{\\max}"}
    shown = words.get(called) or _PLAIN.get(called) or f"\\operatorname{{{called}}}"
    told = (latex(alone(arg) if called in ENTRYWISE else arg) for arg in args)
    return f"{shown}\\left({', '.join(told)}\\right)", ATOM
