"""min c'x s.t. Ax = b as people write it, without shapes: the same statement with its shapes declared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duality.errors import ProblemError
from duality.language.foreign.latex_tokens import cleaned
from duality.language.habits.data import in_lists
from duality.language.habits.habit import ONE_ARGUMENT
from duality.language.signs import in_ascii_signs
from duality.statements.language.index_notation import Vectors, vectors

_LONGEST = 2_000
"""Characters of a text that is looked at."""

_MATRICES = re.compile(
    r"\\(?:top|mathbf)\b|(?<!\w)1'[a-z]|(?<!\w)(?:[A-Za-z]\w?\s*(?:'|\^\{?T\}?|\.T\b|ᵀ)\s*[@*]?\s*[A-Za-z]|[A-Z]\s*[@*]?\s*'?[a-z]\b(?!\())|_\{?[ijk]{2}\b|[A-Z]\s*\\(?:alpha|beta|theta)\b"
)
_SENSE = re.compile(r"(?i)\s*(min|max)(?:imi[sz]e)?(?![A-Za-z])\s*(?:_\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\w))?\s*:?")
_SUBJECT = re.compile(r"(?i)\bs\.?\s?t\b\.?\s*:?|\bsubject\s+to\b\s*:?|\bsuch\s+that\b\s*:?")
_LATEX = (
    (re.compile(r"\\(?:mathbf|boldsymbol|bm|mathrm|vec)\s*\{?\s*(\w)\s*\}?"), r"\1"),
    (re.compile(r"\^\s*\{?\s*(?:\\top|\\intercal|\\mathsf\s*\{?T\}?|\\T|T)\s*\}?(?![a-z])"), "'"),
    (
        re.compile(r"\\[dt]?frac\s*(\d)\s*(\d)|\\[dt]?frac\s*\{\s*(\w+)\s*\}\s*\{\s*(\w+)\s*\}"),
        lambda match: _quotient(match),
    ),
    (re.compile(r"\\(?:lVert|rVert|Vert|\|)"), "||"),
    (re.compile(r"\|\|_\{(\w)\}"), r"||_\1"),
    (re.compile(r"\\(?:leqslant|leq|le|preceq|preccurlyeq)(?![a-z])"), "<="),
    (re.compile(r"\\(?:geqslant|geq|ge|succeq|succcurlyeq)(?![a-z])"), ">="),
    (re.compile(r"\\(log|exp|ln|sum)(?![a-z])"), r" \1"),
    (re.compile(r"\\lambda(?![a-z])"), "λ"),
    (re.compile(r"\\(?:min|max)(?![a-z])"), lambda match: match[0][1:]),
    (re.compile(r"\\(alpha|beta|theta|xi|mu|rho|gamma|tau|nu|sigma)(?![a-z])"), r" \1 "),
)
_WRITTEN = (
    (re.compile(r"½"), "(1/2)"),
    (re.compile(r"[‖∥]"), "||"),
    (re.compile(r"²"), "^2"),
    (re.compile(r"[⪯≼]"), "<="),
    (re.compile(r"[⪰≽]"), ">="),
    (re.compile(r"(?<=[\w)])\s*(?:\^\{?T\}?(?!\w)|\.T\b|ᵀ)"), "'"),
    (re.compile(r"'\s*[@*]\s*|(?<=\w)'\s+(?=[A-Za-z]\w?\b(?!\.))"), "'"),
    (re.compile(r"\s*@\s*"), "*"),
    (re.compile(r"(?<![A-Za-z_])([A-Z]'?)\s*(alpha|beta|theta|xi|[a-z])(?![a-z_(])"), r"\1*\2"),
    (re.compile(r"([\d)])\s+(?=[A-Za-z]\w*'|\|\|)|(?<=\))(?=[A-Za-z]\w*')"), r"\1*"),
    (re.compile(r"(?<==)=(?!=)"), ""),
)
_ARRAY = r"(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\]|\((?:\s*-?[\d.]+\s*,)+\s*-?[\d.]+\s*\))"
_LITERAL = re.compile(
    r"(?<![\w\])∈])(?<!in )(?<!∈ )\[(?=\s*[-\d\[])(?:[-\d.,;\s]|\[[-\d.,\s]*\])*\](?![\^²])"
    r"(\s*[*@]?\s*(?=[a-z](?![a-z])))?"
)
"""An array of numbers in a formula."""
_DATA = re.compile(
    rf"(?:^|(?<=[\s,;]))\s*(?:(?:given|with|where|for|let|and)\s+)?([A-Za-z]\w*)\s*=\s*({_ARRAY})\s*(?:[,;.]|(?=\s)|$)",
    re.MULTILINE,
)
_FREE = frozenset("xyzuvwpq")
_ROWS, _COLUMNS = "mklr", "npqd"


def with_shapes(text: str) -> str | None:
    """The statement with ``param`` and ``var`` before it, as it reads; ``None`` where the shapes do not follow."""
    from duality.statements.language.reading import parse

    if len(text) > _LONGEST or re.search(r"(?im)^\s*(?:param|var|domain|bind)\b", text):
        return None
    arrays = [(name, in_lists(re.sub(r"^\((.*)\)$", r"[\1]", array))) for name, array in _DATA.findall(text)]
    text = cleaned(_DATA.sub(" ", text)) if "\\" in text else _DATA.sub(" ", text)
    for name, _ in arrays:
        text = re.sub(
            rf"(?<!\w){name}\s*[·⋅]\s*(?=[a-z]\b)|(?<!\w)([a-z])\s*[·⋅]\s*(?={name}\b)",
            lambda dot, name=name: f"{dot[1] or name}'",
            text,
        )
    text = _named(text, arrays)
    if not _MATRICES.search(text) and not (arrays and re.search(r"\|\||[‖∥]", text)):
        return None
    shown = _in_signs(in_ascii_signs(text.replace("₁", "_1").replace("₂", "_2"))).lstrip()
    sense, subject = _SENSE.match(shown), _SUBJECT.search(shown)
    # What stands below the sense may list the variables, and is no row.
    if sense is None or re.search(r"[<>=≤≥]|(?:\bin|∈)(?!\s*(?:\\mathbb|R\b|\u211d))", sense[0]):
        return None
    objective = shown[sense.end() : subject.start() if subject else len(shown)].strip(" ,;\n.")
    rows = shown[subject.end() :].strip(" ,;\n.") if subject else ""
    objective, _, rows = (told := vectors(f"{objective}\n\n{rows}")).text.partition("\n\n")
    if re.search(r"[\\{]", re.sub(r"\{[-\d., ]*\}", "", objective + rows)):
        return None
    listed = frozenset(re.findall(r"[A-Za-zα-ω]+", sense[0]))
    found = _Shapes(objective, rows, told, listed)
    entries = "|".join(found.variables)
    if not entries or re.search(rf"(?<!\w)(?:{entries})(?:_?\d|_[ijk]\b|\[(?![ijk]\]))", f"{objective}\n{rows}"):
        return None
    stated = f"{sense[1].lower()} {objective}" + (f"\ns.t. {rows}" if rows else "")
    data = [f"{name} = {found.matrix(name, array)}" for name, array in arrays]
    declared = "\n".join([*found.declarations(), stated, *([f"bind {', '.join(data)}"] if data else [])])
    try:
        parse(declared)
    except ProblemError:
        return None
    return declared


def answered(text: str, fault: ProblemError) -> ProblemError | None:
    """What to say of the fault of such a text: the same statement with its shapes; ``None`` for any other."""
    known = fault.message.startswith("this is ") and "could not be translated" not in fault.help
    declared = None if known or fault.location is None else with_shapes(text)
    if declared is None:
        return None
    return type(fault)("vectors and matrices are declared with their shapes", fault.location, f"write:\n\n{declared}\n")


def _named(text: str, arrays: list[tuple[str, str]]) -> str:
    """The text with letters for the arrays that stand in its formulas; their values join ``arrays``."""
    taken = {*re.findall(r"[A-Za-z]", text)}
    free = {False: iter("bcadgh"), True: iter("QABPGH")}

    def letter(match: re.Match[str]) -> str:
        array = in_lists(match[0][: len(match[0]) - len(match[1] or "")])
        row = re.fullmatch(r"\s*\[\s*(\[[^\[\]]*\])\s*\]\s*", array)
        array = row[1] if row is not None else array
        name = next((one for one in free["[[" in array] if one not in taken), None)
        if name is None:
            return match[0]
        arrays.append((name, array))
        joint = "" if match[1] is None else "*" if "[[" in array else "'"
        return f"{' ' if text[match.start() - 1 : match.start()].isalnum() else ''}{name}{joint}"

    return _LITERAL.sub(letter, text)


def _quotient(match: re.Match[str]) -> str:
    return f"({match[1] or match[3]}/{match[2] or match[4]})"


def _in_signs(text: str) -> str:
    if "\\" in text:
        for pattern, written in _LATEX:
            text = pattern.sub(written, text)
    for pattern, written in _WRITTEN:
        text = pattern.sub(written, text)
    text = re.sub(rf"(_\{{?\w\}}?)\s*(?={ONE_ARGUMENT}\()", r"\1*", text)
    text = re.sub(rf"([\w\])])\s+({ONE_ARGUMENT})\s*(\[?[a-z]\w*(?:\[\w+\])?)(?![\w(\[])", r"\1*\2(\3)", text)
    return re.sub(r"\s+(?=_)", "", "".join(_factored(text)))


def _factored(text: str) -> Iterator[str]:
    """lam||x|| with its sign: a bar that opens behind an operand."""
    opened = False
    for part in re.split(r"(\|\|)", text):
        if part == "||":
            opened = not opened
            yield part
        elif not opened and re.search(r"[\w)]\s*$", part) and not _SENSE.fullmatch(part):
            yield f"{part.rstrip()}*" if part is not text and not text.endswith(part) else part
        else:
            yield part


class _Shapes:
    """The shapes that the products of a text tell."""

    def __init__(self, objective: str, rows: str, told: Vectors, listed: frozenset[str]) -> None:
        self.told, self.listed = told, listed
        text = f"{objective}\n{rows}"
        self.shapes = {name: f"S^{size}" for name, size in told.squares.items()}
        products = re.findall(r"(?<![\w.])([A-Z]\w*)(')?\*([a-z]\w*)(?!\()", text)
        inner = re.findall(r"(?<![\w.'])([a-z]\w*)'([a-z]\w*)", text)
        differences = re.findall(r"\|\|\s*([a-z]\w*)\s*[-+]\s*([a-z]\w*)\s*\|\|", text)
        normed = re.findall(r"\|\|\s*([a-z]\w*)\s*\|\||(?<!\w)1'([a-z]\w*)", text)
        self.variables = list(
            dict.fromkeys(
                [v for *_, v in products]
                + [self._free(*pair) for pair in inner]
                + [a or b for a, b in normed]
                + [self._free(*pair) for pair in differences]
                + sorted(listed & told.sizes.keys())
            )
        )
        free = (letter for letter in _COLUMNS if letter not in told.sizes.values())
        self.dimensions = {name: told.sizes.get(name) or next(free, "d") for name in self.variables}
        if len(self.variables) > len(_COLUMNS):
            self.variables = []
        self.text = text
        parts = re.split(r"[,;\n]|\|\||\band\b", text)
        letters = iter(_ROWS)
        rows_of: dict[int, str] = {}
        squares = set(re.findall(r"([a-z]\w*)'([A-Z])\*\1(?!\w)", text))
        for matrix, transposed, variable in products:
            if variable not in self.dimensions or matrix in self.shapes:
                continue
            n = self.dimensions[variable]
            if (variable, matrix) in squares:
                self.shapes[matrix] = f"S^{n}"
                continue
            place = next(k for k, part in enumerate(parts) if re.search(rf"(?<!\w){matrix}'?\*", part))
            m = told.sizes.get(matrix) or rows_of.get(place) or rows_of.setdefault(place, next(letters, "s"))
            self.shapes[matrix] = f"R^({n}, {m})" if transposed else f"R^({m}, {n})"
            self._beside(rf"{matrix}'?\*{variable}", m)
        for pair in inner:
            variable = self._free(*pair)
            for name in pair:
                if name != variable and name not in self.variables:
                    self.shapes.setdefault(name, f"R^{self.dimensions[variable]}")
        for name, size in told.sizes.items():
            if name.islower() and name not in self.variables:
                self.shapes.setdefault(name, f"R^{size}")
        for variable in self.variables:
            self._beside(rf"(?<![\w'*]){variable}(?!\w)", self.dimensions[variable])

    def _beside(self, vector: str, size: str) -> None:
        """A*x <= b, A*x - b, l <= x: the name beside a vector has its size."""
        sign = r"\s*(?:<=|>=|=|≤|≥|[-+])\s*"
        behind = re.findall(rf"{vector}{sign}([a-z]\w*)(?![\w'*(])", self.text)
        before = re.findall(rf"(?<![\w'*])([a-z]\w*){sign}{vector}(?![\w'*])", self.text)
        for name in {*behind, *before}.difference(self.variables, self.told.scalars):
            self.shapes.setdefault(name, f"R^{size}")

    def matrix(self, name: str, array: str) -> str:
        """A matrix of one row as the list of its rows."""
        return f"[{array}]" if self.shapes.get(name, "")[1:3] == "^(" and "[[" not in array else array

    def declarations(self) -> list[str]:
        """param A in R^(m, n), b in R^m, lam > 0; var x in R^n."""
        known = {*self.variables, *self.shapes}
        beside = sorted(
            name for name in self.told.scalars - known if name in self.listed or (name == "b" and "w" in known)
        )
        known |= {*beside}
        words = re.findall(
            r"(?<![\w.'])([A-Za-zα-ω]\w*)(?!\w|\()",
            re.sub(r"\|\|_\w+|\}\^\w+|\[[ijk]\]|\bfor\s+\w+\s+in\s+[\w.]+|\bin\b|\band\b", " ", self.text),
        )
        numbers = [name for name in dict.fromkeys(words) if name not in known]
        shaped = [f"{name} in {shape}" for name, shape in self.shapes.items()]
        weights = re.findall(r"(?<!\w)(\w+)\*(?:\|\||norm|1'|[a-z]\w*')", self.text)
        listed = [*shaped, *(f"{name} > 0" if name in weights else f"{name} in R" for name in numbers)]
        variables = ", ".join(
            [*(f"{name} in R^{self.dimensions[name]}" for name in self.variables), *(f"{name} in R" for name in beside)]
        )
        return [*([f"param {', '.join(listed)}"] if listed else []), f"var {variables}"]

    def _free(self, left: str, right: str) -> str:
        """Which of the factors of left'right is the variable."""
        if (left in self.listed) != (right in self.listed):
            return left if left in self.listed else right
        return left if right[0] not in _FREE and left[0] in _FREE else right
