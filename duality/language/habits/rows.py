"""Rows as paper and other languages write them."""

from __future__ import annotations

import re

from duality.language.habits.habit import Habit

_SUBJECT = (
    r"under(?:\s+the)?\s+(?:constraints?|conditions?|restrictions?)(?:\s+that)?"
    r"|[;,.]\s*constraints?(?=\s*:)|约束条件为|约束条件是|约束为|限制条件|其中"
)
_NAME = r"[A-Za-z]\w*(?:\[\d+\])?"
_NAMES = rf"{_NAME}(?:\s*[,\uff0c、]\s*{_NAME}|\s+and\s+{_NAME}|\s*和\s*{_NAME})*"
_NUMBER = r"-?[\d.]+"
_COMPARED = {
    "at least|no less than|not less than|greater than or equal to|no smaller than": ">=",
    "at most|no more than|not more than|less than or equal to|no greater than|not exceeding": "<=",
    "equal to|equals": "=",
}


def _outward(match: re.Match[str]) -> str:
    """]1, 3[ is (1, 3)."""
    left, inside, right = match.groups()
    return f"in {'(' if left == ']' else '['}{inside}{')' if right == '[' else ']'}"


def _listed(match: re.Match[str], kind: str) -> str:
    names = re.split(r"\s*(?:[,\uff0c、]|\band\b|和)\s*", match[1].strip())
    return f"{', '.join(names)} {kind}"


def _from_zero(match: re.Match[str]) -> str:
    """Every name in 0..inf."""
    return ", ".join(f"{name} in 0..inf" for name in re.split(r"\s*,\s*", match[1]))


_SIGNS = {"nonnegative": ">= 0", "nonneg": ">= 0", "positive": "> 0", "nonpositive": "<= 0", "negative": "< 0"}


def _is_inside(match: re.Match[str]) -> bool:
    """A bracket is open before the match, which closes it."""
    before = match.string[: match.start()]
    return before.count("(") > before.count(")")


ROWS = (
    Habit(
        re.compile(r"\s*[,;]?\s*(?<![\w(.])([1-9])\)\s+(?=.*(?<![\w(.])[2-9]\)\s)|(?<=\w)\s+(?<![\w(.])[2-9]\)\s+"),
        "rows are parted by commas",
        lambda match: match[0] if _is_inside(match) else " " if match[1] == "1" else ", ",
    ),
    Habit(
        re.compile(r"^\s*(?:D|X|S|Ω|dom(?:ain)?\s*f?)\s*=\s*\{[^|:{}<>≤≥]*[|:]\s*([^{}]+)\}\s*$"),
        "the set X is stated by 'domain'",
        r"domain \1",
    ),
    Habit(
        re.compile(
            r"(?i)\s*[;,.(]?\s*(?:\b(?:s\.t\.?|subject\s+to|with)\s*:?\s*)?(?:\b(?:with)?(?:no|out|ohne|sans|sin|senza)\s+(?:any\s+)?"
            r"(?:constraints?|restrictions?|nebenbedingung(?:en)?|contraintes?|restricciones|vincoli)\b|\bunconstrained\b|无约束(?:条件)?)\)?\s*$"
        ),
        "where there are no constraints, nothing is said",
        "",
    ),
    Habit(
        re.compile(r"(?<![\w.])([A-Za-z]_?)(\d)\s*(?::|-(?=[A-Za-z])|\.\.)\s*\1(\d)(?=\s*(?:[<>=≤≥]|in\b|∈))"),
        "names are listed one by one",
        lambda match: ", ".join(f"{match[1]}{k}" for k in range(int(match[2]), int(match[3]) + 1)),
    ),
    Habit(
        re.compile(r"(?<=[\w)\]²³])\s+\((?:\d{1,2}|[a-z]|[ivx]+)\)(?=\s*(?:[,;]|$|s\.t\.))"),
        "the number of a row stands before it, as its name",
        "",
    ),
    Habit(
        re.compile(rf"(?i)({_NAMES})\s+(?:(?:are|is|be|an?|both|all)\s+)*natural(?:\s+numbers?)?\b"),
        "the natural numbers begin at 0 for some and at 1 for others",
        r"\1 in 0..inf",
    ),
    Habit(
        re.compile(r"(?:\bin|∈)\s*([\[{])\s*(-?[\w./]+(?:\s*;\s*-?[\w./]+)+)\s*([\]}])"),
        "the points of a set are parted by commas",
        lambda match: f"in {match[1]}{match[2].replace(';', ',')}{match[3]}",
    ),
    Habit(
        re.compile(
            r"((?:^|[,;]|\bs\.t\.|\bto\b:?)\s*)([A-Za-z]\w*)\s*=\s*(?=[^<>=≤≥,;]+(?:<=|>=|≤|≥)\s*-?[\d.]+\s*(?:[,;]|$))"
        ),
        "a constraint is named with a colon",
        r"\1\2: ",
    ),
    Habit(re.compile(r"(?i)(?:^|(?<=[\s\d)]))s/t\b\s*:?"), "constraints follow 's.t.'", " s.t. "),
    Habit(
        re.compile(
            rf"\(\s*({_NAME}(?:\s*,\s*{_NAME})+)\s*\)\s*(?:in\b|∈)\s*(\[[^\]]*\]|\{{[^}}]*\}})\s*(?:\^\s*\d|[²³⁴⁵])"
        ),
        "a set holds for every name",
        r"\1 in \2",
    ),
    Habit(
        re.compile(
            rf"(?i)({_NAME}(?:\s*,\s*{_NAME})*)\s*,?\s+and\s+({_NAME})\s+(?:(?:are|being|both|all|must|be)\s+)*"
            r"(integers?|int|whole\s+numbers|binary|binaries|free|real)\b"
        ),
        "names are parted by commas",
        lambda match: f"{match[1]}, {match[2]} {'integer' if match[3][0] in 'iwIW' else match[3]}",
    ),
    Habit(
        re.compile(rf"(?i)({_NAMES})\s+(?:(?:are|is|be|both|all)\s+)*whole\s+numbers?\b"),
        "what a number is stands behind its name",
        r"\1 integer",
    ),
    Habit(
        re.compile(rf"(?i)({_NAMES})\s+(?:integers?|int)\s*(<=|>=|≤|≥)\s*({_NUMBER})"),
        "what a number is stands behind its name",
        r"\1 \2 \3, \1 integer",
    ),
    Habit(
        re.compile(
            r"(?i)\b(integers?|binary)\s+(?:variables?\s+)?([A-Za-z]_?\d*(?:\s*,\s*[A-Za-z]_?\d*)*)(?=\s*(?:[,;.]|$))"
        ),
        "what a number is stands behind its name",
        lambda match: f"{match[2]} {match[1].lower()}",
    ),
    Habit(
        re.compile(
            r"(?i)(\bs\.t\.?|\bsubject\s+to|\bsuch\s+that)\s*:?\s*(?:the\s+)?(?:following\s+)?constraints?\b\s*:?"
        ),
        "the rows follow at once",
        r"\1 ",
    ),
    Habit(
        re.compile(r"^\s*(?:[\u2022\u25aa\u2023]|[*\u2013](?=\s))\s*(?=[^<>=≤≥]*[<>=≤≥])"), "a row has no bullet", ""
    ),
    Habit(re.compile(r"(?i)(?<=[\d\w)])\s+(?:und|et)\s+(?=[^<>=≤≥]*[<>=≤≥])"), "rows are joined by 'and'", " and "),
    Habit(
        re.compile(rf"(?i)({_NAMES})\s+(?:is\s+|are\s+|be\s+)?({'|'.join(_SIGNS)})\b".replace("nonneg", "non-?neg")),
        "a sign is a relation",
        lambda match: f"{match[1]} {_SIGNS[match[2].lower().replace('-', '')]}",
    ),
    Habit(
        re.compile(r"([A-Za-z]\w*)\s*=\s*(-?[\d.]+(?:\s*,\s*-?[\d.]+)*)\s*,?\s+or\s+(-?[\d.]+)"),
        "a choice between values is a finite set",
        r"\1 in {\2, \3}",
    ),
    Habit(
        re.compile(r"([<>=≤≥]\s*[^<>=≤≥\s{(][^<>=≤≥{(]*?)\s+[({]\s*[A-Za-zα-ω][\w\s:,]*[)}]\s*$"),
        "a remark stands behind '#'",
        r"\1",
    ),
    Habit(
        re.compile(
            r"(^|.*(?:[,;]|\bs\.t\.|\bto))\s*((?:(?!\bs\.t\.|\bmin|\bmax|\bto\b)[^,;:<>=≤≥])*[<>=≤≥]+[^,;:\u27c2⊥]*?)"
            r"\s*[:\u27c2⊥]\s*([A-Za-z]\w*|[α-ω])\s*(?=[,;]|$)"
        ),
        "the multiplier goes by the name of its row",
        r"\1 \3: \2",
    ),
    Habit(
        re.compile(r"(^|,|;|\bs\.t\.|\bsubject\s+to)\s*\[([A-Za-z]\w*)\]\s+(?=[^,;<>=≤≥]*[<>=≤≥])"),
        "the name of a row ends with ':'",
        r"\1 \2: ",
    ),
    Habit(
        re.compile(r"(?:,|\s+for)\s*([ijk])\s*=\s*(\d+)\s*,\s*(?:\d+\s*,\s*)*(?:(?:\.\.+|…)\s*,\s*)?(\d+)\s*$"),
        "a family of rows ends with 'for'",
        r" for \1 in \2..\3",
    ),
    Habit(
        re.compile(rf"(?i)(?<![\w.])(?:{_SUBJECT})(?=[\s:\uff1a(\w]|$)\s*[:\uff1a]?"),
        "constraints follow 's.t.'",
        " s.t. ",
    ),
    *(
        Habit(
            re.compile(rf"(?i)\s+(?:is\s+|be\s+|must\s+be\s+)?(?:{words})\s+(?=[-\w(])"),
            f"the relation is written {sign}",
            f" {sign} ",
        )
        for words, sign in _COMPARED.items()
    ),
    Habit(
        re.compile(rf"(?i)({_NAMES})\s+(?:is\s+|lies\s+)?between\s+({_NUMBER})\s+and\s+({_NUMBER})"),
        "'between' is no word of the language",
        r"\1 in [\2, \3]",
    ),
    Habit(
        re.compile(
            rf"(?i)({_NAMES})\s*(<=|>=|≤|≥)\s*({_NUMBER})\s*,?\s*(?:and\s+)?(?:are\s+|is\s+)?(?:an\s+)?(integer|int|binary)s?\b"
        ),
        "what a number is stands behind its name",
        r"\1 \2 \3, \1 \4",
    ),
    Habit(
        re.compile(rf"(?i)({_NAMES})\s+(?:is|are|be)\s+(?:all\s+)?(?:an?\s+)?(?=(?:integer|int|binary|real|free)s?\b)"),
        "'is' is no word of the language",
        r"\1 ",
    ),
    Habit(
        re.compile(rf"({_NAMES})\s*(?:均|都)?(?:为|是|取)\s*(?:非负)?整数"),
        "what a number is stands behind its name",
        lambda match: _listed(match, "integer") + (f", {match[1]} >= 0" if "非负" in match[0] else ""),
    ),
    Habit(
        re.compile(r"(?:,|\uff0c)?\s*(?:sind\s+|ist\s+|sont\s+|est\s+)?(?:ganzzahlig|entiere?s?|ganze\s+Zahlen)\b"),
        "what a number is stands behind its name",
        " integer",
    ),
    Habit(
        re.compile(rf"({_NAMES})\s*(?:in\b|∈)\s*(?:\u2115|N)_?(?:0|\u2080)(?!\w)"),
        "a range has ends",
        _from_zero,
    ),
    Habit(
        re.compile(rf"(?i)({_NAMES})\s*(?:in|∈)\s*(?:\u2124|Z)(?:₊|⁺|_\+|\^\+|\+)"),
        "a range has ends",
        _from_zero,
    ),
    Habit(
        re.compile(
            r"(?:\bin|∈)\s*([\[\]])\s*([^\[\],;]+[,;][^\[\],;]+?)\s*([\[\]])(?!\w)(?<=\[)|(?:\bin|∈)\s*(\])\s*([^\[\],;]+[,;][^\[\],;]+?)\s*(\])"
        ),
        "an open end has a round bracket",
        lambda match: _outward(re.match(r".*?([\[\]])\s*(.*?)\s*([\[\]])$", match[0]) or match).replace(";", ","),
    ),
    Habit(
        re.compile(
            r"(?i)(?:,|\uff0c)?\s*(?:\bfor\s+(?:all|every|each|any)|∀)\s*\(?[A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*\)?\s*(?=[,;.]|$)"
        ),
        "a row holds for every x by itself",
        "",
    ),
    Habit(
        re.compile(
            r"(?i)(\bs\.t\.|\bsubject\s+to|\bsuch\s+that)\s*:?\s*[\[{]((?=[^\[\]{}]*[<>=≤≥])[^\[\]{}]*)[\]}]\s*$"
        ),
        "rows stand in no brackets",
        r"\1 \2",
    ),
    Habit(
        re.compile(r"([<>=≤≥][^<>=≤≥&\n]*?)\s*(?:/\\|&&?)\s*(?=[^&\n]*[<>=≤≥])"), "rows are joined by 'and'", r"\1 and "
    ),
    Habit(re.compile(r"\s*\\\\\s*"), "rows are parted by ';'", "; "),
    Habit(
        re.compile(r"^(\s*(?:s\.t\.|subject\s+to:?)?\s*)\(?([A-Za-z]{0,2}\d+|[a-z]|[ivx]+)\)\s+(?=[^=<>≤≥]*[=<>≤≥])"),
        "the name of a row ends with ':'",
        lambda match: f"{match[1]}{match[2] if match[2][0].isalpha() else 'r' + match[2]}: ",
    ),
    Habit(
        re.compile(r"^(\s*(?:s\.t\.|subject\s+to:?)?\s*)(\d+|[A-Za-z]{1,2}\d+)\.\s+(?=[^=<>≤≥]*[=<>≤≥])"),
        "the name of a row ends with ':'",
        lambda match: f"{match[1]}{match[2] if match[2][0].isalpha() else 'r' + match[2]}: ",
    ),
    Habit(re.compile(r"([<>])\s+="), "with a blank in it, this is no relation", r"\1="),
    Habit(
        re.compile(r"(?i)\b(?:(?!subject\s+to\b)sub[a-z]{0,6}\.?\s+too?\b|subject\s*:|st\.|u\.\s*d\.\s*N\.)\s*:?"),
        "constraints follow 's.t.'",
        "s.t. ",
    ),
    Habit(re.compile(r"(?<=[\w)])\s+gilt\s*\.?\s*$"), "a row ends with its right side", ""),
    Habit(re.compile(r"(?<=\w)\s+is\s+in\b"), "'is' is no word of the language", " in"),
    Habit(re.compile(r"(?i)^\s*constraints?\s*:\s*(?=\S)"), "constraints follow 's.t.'", "s.t. "),
    Habit(
        re.compile(
            r"((?:\bs\.t\.|\bto|,|;|^)\s*)([A-Za-z]\w*)\([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*\)\s*=\s*(?=[^=<>,;]+(?:<=|>=|=|≤|≥))"
        ),
        "a constraint is named with a colon",
        r"\1\2: ",
    ),
)
