r"""LaTeX without its looks: spaces, alignment, ``\left``, ``\text`` and environments taken away; then tokens."""

from __future__ import annotations

import re

from duality.language.foreign.untranslatable import Untranslatable

_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{[a-zA-Z*]+\}(?:\s*\{[lcr@{}|. ]*\}|\[[a-z]\])?")
_CASES = re.compile(r"\\begin\s*\{d?cases\}(.*?)\\end\s*\{d?cases\}", re.DOTALL)
_RANGE = re.compile(r"\(\s*((?:\\forall\s*)?[a-z]\s*=\s*\d+\s*,[^()]*)\)")
"""(i = 1, ..., n) behind a row."""
_STATES = re.compile(r"(?i)\\(?:min|max)|s\.t\.|subject")
_MATRIX = re.compile(
    r"\\begin\s*\{[pbv]?(?:small)?(?:matrix|array)\}(?:\s*\{[lcr| ]*\})?(.*?)\\end\s*\{\w+\}", re.DOTALL
)
_SPACES = re.compile(
    r"\\(?:quad|qquad|displaystyle|textstyle|limits|nolimits|nonumber|notag|hfill)(?![a-zA-Z])|\\[,;:!> ]|[&~]"
    r"|\\(?:label|tag\*?|hspace\*?|vspace\*?)\s*\{[^{}]*\}"
)
_SIZES = re.compile(r"\\(?:left|right|[bB]igg?[lrm]?)(?![a-zA-Z])\s*(\.(?!\d))?")
_UNDERSET = re.compile(r"\\(?:underset|mathop)\s*\{[^{}]*\}\s*(?=\{)")
_WORDS = re.compile(r"\\(?:text|textrm|textbf|mathrm|mbox|hbox|operatorname\*?|rm|textup|textsf|mathsf)\s*\{([^{}]*)\}")
_DOLLARS = re.compile(r"\\[\[\]()]|\$+")
_GROUPED_WORD = re.compile(r"\{\s*(\\?(?:min|max)(?:imi[sz]e)?|s\.\s?t\.|subject to)\s*\}", re.IGNORECASE)

_TOKEN = re.compile(r"\s*(?:(\\[a-zA-Z]+|\\[{}|])|(\d+(?:\.\d+)?|\.\d+)|([a-zA-Z]+)|(<=|>=|.))", re.DOTALL)

_RENAMED = {
    "leq": "<=",
    "le": "<=",
    "leqslant": "<=",
    "geq": ">=",
    "ge": ">=",
    "geqslant": ">=",
    "cdot": "*",
    "times": "*",
    "ast": "*",
    "div": "/",
    "lVert": "||",
    "rVert": "||",
    "Vert": "||",
    "lvert": "|",
    "rvert": "|",
    "vert": "|",
    "mid": "|",
    "lbrace": "\\{",
    "rbrace": "\\}",
    "ldots": "...",
    "dots": "...",
    "cdots": "...",
    "land": "and",
    "wedge": "and",
    "colon": ":",
    "infty": "inf",
    "dfrac": "\\frac",
    "tfrac": "\\frac",
    "{": "\\{",
    "}": "\\}",
    "|": "||",
}


def cleaned(text: str) -> str:
    """The text with the looks taken away; what ``\\\\`` ends are lines."""
    text = re.sub(r"(?<!\\)%[^\n]*", "", text)
    text = _MATRIX.sub(_listed, _CASES.sub(_pieces, text))
    text = _DOLLARS.sub(" ", _ENVIRONMENT.sub("\n", text.replace("\\\\", "\n")))
    for _ in range(3):
        text = _WORDS.sub(r" \1 ", text)
    text = _UNDERSET.sub("", text)
    text = _GROUPED_WORD.sub(r" \1 ", text)
    return _RANGE.sub(r", \1", _SIZES.sub(" ", _SPACES.sub(" ", text)))


def _pieces(match: re.Match[str]) -> str:
    r"""The cases of a function, each with its condition behind \when, none of which is a row of the statement."""
    rows = [row.strip().rstrip(",.;") for row in re.split(r"\\\\(?:\[\w.]*\])?", match[1])]
    if not all("&" in row for row in rows if row) or _STATES.search(match[1]):
        return match[0]
    pieces = [row.replace("&", r" \when ", 1) for row in rows if row]
    return r"\cases{" + r" \piece ".join(pieces) + "}"


def _listed(match: re.Match[str]) -> str:
    """A matrix as the list of its rows, a column as the list of its entries; its brackets go."""
    rows = [[cell.strip() for cell in row.split("&")] for row in match[1].split("\\\\") if row.strip()]
    if len({len(row) for row in rows}) != 1 or any(
        "=" in cell or "<" in cell or "\\" in cell for row in rows for cell in row
    ):
        return match[0]
    if len(rows[0]) == 1:
        return f"[{', '.join(row[0] for row in rows)}]"
    listed = [f"[{', '.join(row)}]" for row in rows]
    return f"[{', '.join(listed)}]"


def tokens(text: str) -> list[str]:
    r"""Commands as ``\frac``, relations and operators in ASCII, numbers, single letters, signs; the end is ''."""
    found: list[str] = []
    position = 0
    text = text.strip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            break
        position = match.end()
        command, number, letters, sign = match.groups()
        if command:
            found.append(_RENAMED.get(command[1:], command))
        elif number:
            found.append(number)
        elif letters:
            found += [letters] if letters in _FUNCTIONS else list(letters)
        elif sign.strip():
            found.append(sign)
    if len(found) > 5_000:
        raise Untranslatable("it is too long")
    return [*found, ""]


_FUNCTIONS = frozenset(
    {"exp", "log", "ln", "sin", "cos", "tan", "min", "max", "for", "all", "and", "if", "when", "otherwise", "else"}
)
