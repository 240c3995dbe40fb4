"""Index notation as matrix notation: sum_i c_i x_i is c'x, y_i (w'x_i + b) >= 1 for all i is y .* (X*w + b) >= 1.

An indexed letter becomes a vector, the vectors a_1, ..., a_m of products a_i'x the rows of a matrix A.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from duality.named_tuples import NamedTuple

_LETTER = r"(?<![A-Za-z_])(?!sum|prod|max|min)([A-Za-zα-ω]+)"
_INDEX = r"_\{?([ijk])\}?(?!\w)"
_SUM = r"(?:\bsum|[Σ∑]|\\sum)"
_END = r"(?:\s*\^\s*\{?\s*(\w+)\s*\}?)?"
_ONE_SUM = re.compile(rf"{_SUM}\s*_?\s*\{{?\s*([ijk])\s*(?:(?:=|in\b|∈)\s*1)?\s*\}}?{_END}(?!\w)\s*")
_TWO_SUMS = re.compile(
    rf"{_SUM}\s*_\s*\{{\s*([ijk])\s*,\s*([ijk])\s*(?:=\s*1)?\s*\}}{_END}\s*|{_ONE_SUM.pattern}{_ONE_SUM.pattern}"
)
_RANGE = re.compile(
    r"(?:\s*,)?\s*(?:\bfor\s+(?:all|every|each)|\\forall|∀|\bfor\b)?\s*\b([ijk])\s*(?:=|in\b|∈)\s*\{?\s*1(?:\s*(?:,|\.\.+|…|\\[lc]?dots|\d+(?=\s*,)))+\s*(\w+)\s*\}?"
    r"|(?:\s*,)?\s*(?:\bfor\s+(?:all|every|each)|\\forall|∀)\s*([ijk])\b"
)
_MAX = re.compile(r"\b(max|min)\s*_\s*\{?\s*([ijk])\s*(?:=\s*1[^{}()]*?)?\}?\s*(?=\()")
_TERM = re.compile(r"(?:[^()\[\]{}<>=≤≥,;\n+-]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+")
_INNER = re.compile(
    rf"{_LETTER}{_INDEX}'\s*\*?\s*([a-zα-ω]+)(?![\w'])|(?<![\w'])([a-zα-ω]+)'\s*\*?\s*((?!sum|prod)[A-Za-zα-ω]+){_INDEX}"
)
_FACTOR = re.compile(rf"{_LETTER}_\{{?([ijk]{{1,2}})\}}?(?!\w)\s*\*?\s*")

_WORDS = {"α": "alpha", "β": "beta", "ξ": "xi"}


class Vectors(NamedTuple):
    """The text in matrices, and the sizes of the vectors and of the rows of the matrices that it named.

    ``squares`` are the matrices of quadratic forms, ``scalars`` the names without an index beside some that have one.
    """

    text: str
    sizes: Mapping[str, str]
    squares: Mapping[str, str]
    scalars: frozenset[str]


def vectors(text: str) -> Vectors:
    """The text with its indices taken away, as far as they are understood; no other text is touched."""
    for letter, word in _WORDS.items():
        text = text.replace(letter, word)
    if not re.search(rf"{_LETTER}{_INDEX}|{_FACTOR.pattern}", text) or re.search(rf"{_LETTER}_?\{{?\d", text):
        return Vectors(text, {}, {}, frozenset())
    text = re.sub(r"_\{([ijk]{1,2})\}", r"_\1", text)
    ends = {match[1]: match[2] for match in _RANGE.finditer(text) if match[1]}
    ends |= {match[1]: match[2] for match in _ONE_SUM.finditer(text) if match[2]}
    used = list(dict.fromkeys(re.findall(r"_\{?([ijk])", text)))
    free = (letter for letter in "nmqd" if letter not in ends.values())
    pairs = re.findall(rf"{_LETTER}{_INDEX}", text)
    for index in sorted(used, reverse=True):
        shared = {other for name, one in pairs if one == index for known, other in pairs if known == name}
        ends.setdefault(index, next((ends[other] for other in sorted(shared) if other in ends), "") or next(free, "d"))
    squares: dict[str, str] = {}
    sizes = {name: ends[index] for name, index in pairs}
    parts = [part for part in re.split(r"[,;\n](?![^{}]*\})", text) if re.search(_INDEX, part)]
    words = {*re.findall(r"(?<![\w'*.])([a-zα-ω]\w?)(?![\w'(])", " ".join(parts))}
    text = _RANGE.sub("", _MAX.sub(r"\1", text))
    text = re.sub(r"(?<=[\w)])[ \t]*(?=sum2 )", "*", _TWO_SUMS.sub("sum2 ", text))
    while (found := text.find("sum2 ")) >= 0 and (term := _TERM.match(text, found + 5)) is not None:
        written, matrix = _form(term[0])
        squares |= {matrix: ends[used[0]]}
        if not written:
            return Vectors(text, {}, {}, frozenset())
        text = text[:found] + written + text[term.end() :]
    text = _INNER.sub(lambda match: _rows(match, sizes, ends), text)
    text = re.sub(r"(?<=[\w)])[ \t]*(?=sum[12] )", "*", _ONE_SUM.sub("sum1 ", text))
    while (found := text.find("sum1 ")) >= 0 and (term := _TERM.match(text, found + 5)) is not None:
        text = text[:found] + _total(term[0]) + text[term.end() :]
    text = _entrywise(text)
    return Vectors(text, sizes, squares, frozenset(words - sizes.keys()))


def _rows(match: re.Match[str], sizes: dict[str, str], ends: Mapping[str, str]) -> str:
    """a_i'x and x'a_i are the entries of A*x."""
    name, index, vector = (match[1], match[2], match[3]) if match[1] else (match[5], match[6], match[4])
    matrix = name.upper()
    sizes.pop(name, None)
    sizes[matrix] = ends[index]
    alone = match.string[: match.start()].rstrip()[-1:] in ("", "(", "+", "-", ",", "=", "\n", "<", ">")
    return f"{matrix}*{vector}" if alone else f"({matrix}*{vector})"


def _form(term: str) -> tuple[str, str]:
    """a_ij x_i x_j, summed over both indices, is x'A*x, of the matrix A; empty where it is not understood."""
    factors = _FACTOR.findall(term)
    if not factors or _FACTOR.sub("", term).strip(" *"):
        return "", ""
    matrices = [name for name, index in factors if len(index) == 2]
    indices = sorted({index for _, index in factors if len(index) == 1})
    if len(matrices) != 1 or len(indices) != 2:
        return "", ""
    matrix = matrices[0].upper()
    left, right = (" .* ".join(name for name, index in factors if index == one) for one in indices)
    return (f"({left})'*{matrix}*({right}) " if ".*" in left + right else f"{left}'{matrix}*{right} "), matrix


def _total(term: str) -> str:
    """c_i x_i, summed, is c'x; x_i is 1'x, (u_i - v_i)^2 is sum((u - v).^2)."""
    behind = " " * (len(term) - len(term.rstrip()))
    term = term.strip()
    factors = _FACTOR.findall(term)
    plain = not _FACTOR.sub("", term).strip(" *") and all(len(index) == 1 for _, index in factors)
    if plain and len(factors) == 1:
        return f"1'{factors[0][0]}{behind}"
    if plain and len(factors) == 2:
        return f"{factors[0][0]}'{factors[1][0]}{behind}"
    matrix = not _FACTOR.sub("", term).strip(" *") and sorted(len(index) for _, index in factors) == [1, 2]
    if matrix:
        (name, _), (vector, _) = sorted(factors, key=lambda one: -len(one[1]))
        return f"{name.upper()}*{vector}{behind}"
    squared = re.sub(r"(\)|_\{?[ijk]\}?)\s*\^\s*\{?(\d+)\}?", r"\1 .^\2", term)
    return f"sum({squared}){behind}"


def _entrywise(text: str) -> str:
    """Products of indexed factors go entry by entry; then the indices go."""
    factor = rf"({_LETTER}{_INDEX})\s*\*?\s*(?=\(|{_LETTER}{_INDEX})"
    text = re.sub(factor, r"\1 .* ", text)
    text = re.sub(rf"({_LETTER}{_INDEX})\s*/\s*(?={_LETTER}{_INDEX})", r"\1 ./ ", text)
    text = re.sub(rf"({_LETTER}{_INDEX})\s*\*?\s*(?=(?:log|exp|ln|sqrt)\()", r"\1 .* ", text)
    return re.sub(rf"{_LETTER}{_INDEX}", r"\1", text)
