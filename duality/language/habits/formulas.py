"""Formulas as paper and other tools write them."""

from __future__ import annotations

import re

from duality.language.habits.habit import ONE_ARGUMENT, Habit
from duality.language.habits.sums import SUMS
from duality.model.functions import FUNCTIONS

_INVERSE = {name[1:]: name for name in FUNCTIONS if name[0] == "a" and name[1:] in FUNCTIONS}


def _power(match: re.Match[str]) -> str:
    """sin^2(x) is sin(x)^2, sin^-1(x) is asin(x)."""
    function, power, argument = match[1], match[2].strip("{}"), match[3]
    if power == "-1" and function in _INVERSE:
        return f"{_INVERSE[function]}({argument})"
    return f"{function}({argument})^{power if power.isdigit() else f'({power})'}"


def _entries(match: re.Match[str]) -> str:
    """||x - (1, -2)|| is ||x[1] - 1, x[2] - (-2)||."""
    name, sign, listed = match[1], match[2], [one.strip() for one in match[3].split(",")]
    signed = [f"({one})" if one.startswith("-") else one for one in listed]
    return f"||{', '.join(f'{name}[{k}] {sign} {one}' for k, one in enumerate(signed, 1))}||"


def _root(match: re.Match[str]) -> str:
    """√x and √(x + 1)."""
    return f"sqrt({match[1] or match[2]})"


def _range(match: re.Match[str]) -> str:
    """range(3) is 0..2, range(1, 4) is 1..3."""
    ends = [one.strip() for one in match[1].split(",")]
    last = f"{int(ends[-1]) - 1}" if ends[-1].isdigit() else f"{ends[-1]}-1"
    return f"in {ends[0] if len(ends) > 1 else '0'}..{last}"


def _dotted(match: re.Match[str]) -> str:
    """x1^2 + ... + x5^2 is x1^2 + x2^2 + x3^2 + x4^2 + x5^2, as far as a line holds them."""
    stem, first, behind, last = match[1], int(match[2]), match[3], int(match[4])
    return " + ".join(f"{stem}{k}{behind}" for k in range(first, last + 1))


FORMULAS = (
    Habit(
        re.compile(r"(?<![\w.,\[{(])(\d+),(\d+)(?=\s*[A-Za-z*])"),
        "a decimal has a point",
        r"\1.\2",
    ),
    Habit(
        re.compile(r"(?i)(?<=[\w)])\s+(squared|cubed|plus|minus|times)\b\s*"),
        "operators are written as signs",
        lambda match: {"squared": "^2 ", "cubed": "^3 ", "plus": " + ", "minus": " - ", "times": "*"}[match[1].lower()],
    ),
    Habit(re.compile(r"\b(max|min)\s*\{([^{}\n]*,[^{}\n]*)\}"), "a function has round brackets", r"\1(\2)"),
    Habit(re.compile(r"\s*[\u03f5\u03b5]\s*(?=[\[{(])"), "what lies in a set is said by 'in'", " in "),
    Habit(
        re.compile(r"(?<=[\w)\]}|])(?<!s\.t)(?<!s\. t)\s*[.?!]+\s*$"),
        "a statement ends with its line, without a full stop",
        "",
    ),
    Habit(re.compile(r"(?<=[\w)\]])\.T\b"), "a transposition is written with a prime", "'"),
    Habit(
        re.compile(r"(?<![\w.])([A-Za-z]\w*)\s*['\u2032\u2019]\s*[@*]?\s*\1(?![\w'(\[])"),
        "without shapes, x'x is a norm squared",
        r"norm(\1)^2",
    ),
    Habit(re.compile(r"^\s*(?:--|//|%|!)\s*(?=\w)|\s//\s*"), "a comment begins with '#'", " # "),
    Habit(
        re.compile(r"(?<![\w.])\d{1,3}(?:'\d{3})+(?![\w.])"),
        "a large number has no separators",
        lambda match: match[0].replace("'", ""),
    ),
    Habit(re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)%\s*(?=[A-Za-z(])"), "there is no percent sign", r"\1/100*"),
    Habit(
        re.compile(r"(?<![\w.|])(\d+(?:\.\d+)?)[ \t]+(?=(\|{1,2})[ \t]*[\w(-][^|\n]*\2)"),
        "an operator is missing before the bar",
        r"\1*",
    ),
    Habit(
        re.compile(r"(?:\|\||‖)\s*[(\[]([^()\[\]|‖]+,[^()\[\]|‖]+)[)\]]\s*(?:\|\||‖)"),
        "the entries stand in a norm without brackets",
        r"||\1||",
    ),
    Habit(
        re.compile(r"(?<=\()\[([^\[\];]+(?:;[^\[\];]+)+)\](?=\))"),
        "a list has commas",
        lambda match: ", ".join(one.strip() for one in match[1].split(";")),
    ),
    Habit(re.compile(r"(?<![\w.])(?:np|numpy|math|jnp|torch)\.(?=[a-z])"), "functions have no module", ""),
    Habit(re.compile(r"\bin\s+range\(([^(),]+(?:,[^(),]+)?)\)"), "a range is written with its ends", _range),
    Habit(re.compile(r"↑"), "a power is written '^'", "^"),
    Habit(re.compile(r"√\s*(?:(\w+)|\(((?:[^()]|\([^()]*\))*)\))"), "a root is a function", _root),
    Habit(re.compile(r"∛\s*(\w+|\([^()]*\))"), "a cube root is a power", r"\1^(1/3)"),
    Habit(
        re.compile(
            r"(?<![\w.])([A-Za-z]_?)(\d)((?:\^\d+)?)\s*\+\s*(?:\1\d\3\s*\+\s*)*(?:\.\.+|…|\\[cl]?dots)\s*\+\s*\1([1-9]|1\d|20)\3(?!\w)"
        ),
        "dots do not tell the terms",
        _dotted,
    ),
    Habit(re.compile(r"(?<!\|)\|([^|\n]+)\|(?=_[\d{i∞]|[₁₂])"), "a norm has two bars on each side", r"||\1||"),
    Habit(re.compile(r"/\*(?:.*?)\*/(?=\s*\S)"), "a comment goes from '#' to the end of its line", ""),
    Habit(re.compile(r"/\*(.*?)\*/"), "a comment begins with '#'", r"#\1"),
    Habit(re.compile(r"\s--\s+(?=[A-Za-z]{3,}(?:\s+[A-Za-z]+)*\s*$)"), "a comment begins with '#'", " # "),
    Habit(
        re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{3}){2,}(?![\w.])"),
        "a large number has no separators",
        lambda match: match[0].replace(".", ""),
    ),
    Habit(
        re.compile(r"\|\|\s*([A-Za-z]\w*)\s*([-+])\s*[(\[]([^()\[\]|]+,[^()\[\]|]+)[)\]]\s*\|\|"),
        "without shapes a vector is written by its entries",
        _entries,
    ),
    Habit(
        re.compile(rf"\b({ONE_ARGUMENT})\^(-?\d+|\{{-?\d+\}})\s*\(([^()]*)\)"),
        "a power stands behind the argument of a function",
        _power,
    ),
    Habit(
        re.compile(
            rf"([\w)\]])(?<!\bmin)(?<!\bmax)(?<!mize)(?<!mise)(?<!to)(?<!\bfor)\s+({ONE_ARGUMENT})\s+(?!in\b|for\b)([A-Za-z_]\w*)\b"
        ),
        "a product needs '*', and a function brackets",
        r"\1*\2(\3)",
    ),
    Habit(
        re.compile(r"(?<!\|)\|(?!\|)([^|\n]+)\|\s*\|([^|\n]+)\|(?!\|)"),
        "a product of two bars needs '*'",
        r"|\1|*|\2|",
    ),
    *(Habit(pattern, "the index of a sum follows 'for'", written) for pattern, written in SUMS),
    Habit(
        re.compile(r"\bsum\(([A-Za-z]\w*)\[\d+(?:\.\.|:)\d+\]\)"),
        "an array is summed by its name, a part of it with 'for'",
        r"sum(\1)",
    ),
    Habit(
        re.compile(r"\bsum\(([A-Za-z]\w*)\s*\.\^\s*(\d+)\)"),
        "without shapes an array has no operations entry by entry",
        r"sum(u^\2 for u in \1)",
    ),
    Habit(
        re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)%(?!\s*[A-Za-z])"),
        "there is no percent sign",
        r"\1/100",
    ),
    Habit(
        re.compile(r"(?<![\w)\]])<\s*([A-Za-z]\w*)\s*,\s*([A-Za-z]\w*)\s*>"),
        "an inner product is a sum",
        r"sum(\1[i]*\2[i] for i in 1..3)",
    ),
    Habit(re.compile(r"(?<=[\w)\]])\.(?=[*/^])|(?<=\s)\.(?=[*^]|[<>]=)"), "there are no operations entry by entry", ""),
    Habit(
        re.compile(
            rf"(?<!\w)({ONE_ARGUMENT})[ \t]+(?!in\b|for\b)(-?[A-Za-z]\w*|-?\d[\w.]*|-?π)(?![\w.]|\s*[\^*/(\[²³])"
        ),
        "the argument of a function stands in brackets",
        r"\1(\2)",
    ),
)
