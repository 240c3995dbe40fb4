"""Objectives as paper and other languages begin them."""

from __future__ import annotations

import re

from duality.language.habits.habit import SENSE, Habit

_OTHER_SENSES = {
    "min": r"求最小值?|求解?\s*(?=min)",
    "max": r"求最大值?|求解?\s*(?=max)",
}


def _under(match: re.Match[str]) -> str:
    """min_{x >= 0} f is min f s.t. x >= 0; what only lists the variables says nothing."""
    sense, below, rest = match[1].lower(), match[2], match[3].strip()
    rows = [one.strip() for one in re.split(r"[;,](?![^\[({]*[\])}])", below)]
    rows = [one for one in rows if re.search(r"[<>=≤≥]|(?:\bin\b|∈)\s*(?!R\b|\u211d)\S", one)]
    before, there, after = re.split(_SUBJECT_TO, rest, maxsplit=1) if re.search(_SUBJECT_TO, rest) else (rest, "", "")
    told = ", ".join([*rows, *filter(None, [after.strip()])])
    return f"{sense} {before.strip()}" + (f" s.t. {told}" if told or there else "")


_SUBJECT_TO = r"(?i)(\bs\.t\.?|\bsubject\s+to\b|\bsuch\s+that\b):?"


def _pieces(condition: str, then: str, otherwise: str) -> str:
    return f"{{{then.strip()} if {condition.strip()}; {otherwise.strip()} otherwise}}"


def _with_lagrange(match: re.Match[str]) -> str:
    """f(x, y) = E, g(x, y) = F: the least E where F = 0, as Lagrange's method has it."""
    row = match[3].strip()
    return f"{(match[1] or 'min').lower()} {match[2].strip()} s.t. {row if re.search('[<>=≤≥]', row) else f'{row} = 0'}"


_ARGUMENTS = r"\(\s*\w+(?:\s*,\s*\w+)*\s*\)"

OBJECTIVES = (
    Habit(
        re.compile(
            rf"(?i)^\s*(?:{SENSE}\s+)?f\s*{_ARGUMENTS}\s*=\s*([^=<>;]+?)\s*[,;]\s*(?:s\.t\.\s*)?g_?1?\s*{_ARGUMENTS}\s*=\s*(.+)$"
        ),
        "an objective begins with its sense, and rows with 's.t.'",
        _with_lagrange,
    ),
    Habit(
        re.compile(
            rf"(?i)^(\s*{SENSE}\s+)f\s*{_ARGUMENTS}\s*,?\s*(?:where|with|wobei|mit|avec|con)\s+f\s*{_ARGUMENTS}\s*=\s*"
        ),
        "an objective is the formula itself",
        r"\1",
    ),
    Habit(
        re.compile(
            rf"(?i)^(\s*{SENSE}\s+)([^{{}}<>=]+?)\s+if\s+([^{{}};,]*?[<>=≤≥][^{{}};,]*?)\s*[,;]\s*([^{{}}<>=]+?)\s+(?:otherwise|else)\b"
        ),
        "a function in pieces stands in braces",
        lambda match: f"{match[1]}{_pieces(match[4], match[3], match[5])}",
    ),
    Habit(
        re.compile(
            rf"(?i)^\s*(?!s\.t\.|subject\b|expect\b|title\b|note\b)[^:;\n<>=≤≥]*[a-z]{{3,}}[^:;\n<>=≤≥]*:\s*(?={SENSE}\s+[^\s(=<>])"
        ),
        "an objective has no heading",
        "",
    ),
    Habit(
        re.compile(rf"(?i)^\s*\(\s*[A-Z]{{1,3}}\d?['*\u2032]?\s*\)\s*:?\s*(?={SENSE}\b)"),
        "an objective has no heading",
        "",
    ),
    Habit(
        re.compile(
            r"(?i)^\s*(?:find|choose|determine)\s+[A-Za-z]\w{0,2}(?:\s*(?:,|\band\b)\s*[A-Za-z]\w{0,2})*\s+(?:(?:that|to|which)\s+)?"
            r"(min|max)imi[sz](?:es?|ing)\s+"
        ),
        "an objective begins with its sense",
        lambda match: f"{match[1].lower()} ",
    ),
    Habit(
        re.compile(r"(?i)^(\s*(?:min|max)\w*\s+[A-Za-z]\w*\s*\([^()=]*);(?=[^()=]*\)\s*=)"),
        "arguments are parted by commas",
        r"\1,",
    ),
    Habit(
        re.compile(
            rf"(?i)^(\s*{SENSE}\s[^{{}}\n]*?)\s+(?:for|pour|für)\s+([A-Za-z]\w*)\s*(?:=|in|∈)\s*\{{?\s*(\d+)\s*,(?:\s*\d+\s*,)*\s*"
            r"(?:\.\.+|…)\s*,\s*(\d+)\s*\}?(?=\s*(?:\bs\.t\.|$))"
        ),
        "an objective is one expression: where its variable lies is said under 's.t.'",
        r"\1 s.t. \3 in \4..\5",
    ),
    Habit(
        re.compile(
            rf"(?i)^(\s*{SENSE}\s(?:(?!\b(?:s\.t\.|subject\s|such\s))[^\n])*?)\s+(?:for|pour|für)\s+(?!\w+\s+in\b)(?=[^<>=≤≥\n]*[<>≤≥])(?!.*\bs\.t\.)"
        ),
        "constraints follow 's.t.'",
        r"\1 s.t. ",
    ),
    Habit(
        re.compile(rf"(?i)^\s*(?:arg\s*)?{SENSE}\s*_\s*[{{(]([^{{}}()\n]*)[)}}]\s*(.+)$"),
        "what stands below the sense is said under 's.t.', or is not needed",
        _under,
    ),
    Habit(
        re.compile(
            rf"(?i)^(\s*(?:(?:find|what\s+is|what's|compute|determine)\s+)?(?:the\s+)?(?:{SENSE}|(?:min|max)imum)\s+(?:value\s+)?"
            r"(?:of\s+)?)(?:the\s+|der\s+|die\s+|de\s+la\s+|la\s+)?(?:following\s+)?(?:objective(?:\s+function)?|function|funktion|fonction|función|funzione|expression|quantity|cost|sum)\s*:?\s+(?![-+*/^=<>])"
        ),
        "words around a formula are not read",
        r"\1",
    ),
    Habit(
        re.compile(
            r"(?i)^\s*(?:what(?:\s+is|'s)|find|determine|compute)\s+(?:the\s+)?(?:(min|smallest|least|lowest)|(?:max|largest|greatest|biggest|"
            r"highest))(?:imum|imal|imize)?(?:\s+(?:possible\s+)?value)?\s+(?:of\s+)?"
        ),
        "an objective begins with its sense",
        lambda match: "min " if match[1] else "max ",
    ),
    Habit(
        re.compile(
            rf"(?i)^(\s*{SENSE}\s(?![^{{\n]*\bfor\b)[^{{}}\n]*[\w)\]²³])\s*,?\s+(?:if|wenn|falls|si)\s+(?![^\n]*\b(?:else|otherwise|then)\b)(?=[^{{}}<>=≤≥]*[<>=≤≥])"
        ),
        "constraints follow 's.t.'",
        r"\1 s.t. ",
    ),
    Habit(
        re.compile(
            r"(?i)^\s*(?:(?:find|determine|compute|solve|bestimme|berechne|gesucht(?:\s+(?:ist|sei|wird))?|wie\s+gro(?:ß|ss)\s+ist|quel\s+est|cu[aá]l\s+es|trouver|calculer|chercher|hallar|trovare)\s*:?\s*)?"
            r"(?:the\s+|das\s+|le\s+|la\s+|el\s+|il\s+)?(min|max)(?:imum|imal)?\b(?:(?:\s+value)?\s+(?:of|von|de)\b|\s*(?:->|→)|(?=\s*[^\s({=:]))\s*"
        ),
        "an objective begins with its sense",
        lambda match: f"{match[1].lower()} ",
    ),
    Habit(
        re.compile(
            r"^\s*(?:已知|[设設]|若|[当當]|在)\s*(.+?)\s*(?:[时時]|的?(?:[条條]件|[约約]束)下)?\s*[,，;；。]\s*(?:求|则|則)\s*(?:函数)?\s*(.+?)\s*的\s*(?:最|极|極)(小|大)值[.。?？]?\s*$"
        ),
        "an objective begins with its sense",
        lambda match: f"{'min' if match[3] == '小' else 'max'} {match[2]} s.t. {match[1]}",
    ),
    Habit(
        re.compile(
            r"^\s*(?:已知|设|若|当)\s*(.+?)\s*时?\s*[,，;；。]\s*((?:最小化|最大化|min|max).+?)\s*[,，;；]?\s*(?:使得|约束|满足|s\.t\.)(.+)$"
        ),
        "the objective goes before the rows",
        r"\2 s.t. \3, \1",
    ),
    Habit(
        re.compile(r"^\s*(?:已知|设|若|当)\s*(.+?)\s*时?\s*[,，;；。]\s*((?:最小化|最大化|min|max).+)$"),
        "the objective goes before the rows",
        r"\2 s.t. \1",
    ),
    Habit(re.compile(rf"(?i)^\s*optimi[sz]e\s*:?\s*(?={SENSE}\b)"), "an objective has no heading", ""),
    Habit(
        re.compile(rf"(?i)^\s*optimi[sz]e\s+(.+?)[\s,;(]+{SENSE}\)?\s*$"),
        "an objective begins with its sense",
        lambda match: f"{match[2].lower()} {match[1]}",
    ),
    Habit(
        re.compile(
            rf"(?i)^(\s*{SENSE}\s(?:(?!\b(?:s\.t\.|subject|such)|[\[\]]).)*[^\[\]\s*+/^(-])\s*\[([^\[\]]*[<>=≤≥][^\[\]]*)\]\s*$"
        ),
        "constraints follow 's.t.'",
        r"\1 s.t. \3",
    ),
    Habit(re.compile(r"(?i)^\s*optimi[sz]e\b"), "an objective says 'min' or 'max'", "min "),
    Habit(
        re.compile(
            r"^\s*求\s*(?:函数)?\s*(.+?)\s*在\s*(?:条件|约束)?\s*(.+?)\s*(?:的?条件)?下的?\s*(?:最|极)(小|大)值?"
        ),
        "an objective begins with its sense",
        lambda match: f"{'min' if match[3] == '小' else 'max'} {match[1]} s.t. {match[2]}",
    ),
    Habit(
        re.compile(
            r"(?i)(?<=[\w)\]²³])\s+(?:with\s+respect\s+to|w\.?\s?r\.?\s?t\b\.?)\s+\w+(?:\s*(?:,|\band\b)\s*\w+)*?(?=\s*(?:,?\s*s\.t|,?\s*subject\b|,?\s*such\b|$))"
        ),
        "an objective does not list its variables",
        "",
    ),
    Habit(
        re.compile(rf"(?i)^\s*{SENSE}\s+over\s+([^:\n]*[<>=≤≥][^:\n]*?)\s*(?::|\bof\b)(?!=)\s*(.+)$"),
        "where a variable lies is said under 's.t.'",
        _under,
    ),
    Habit(
        re.compile(r"^\s*求\s*(?:函数\s*)?(.+?)\s*的\s*(?:最(小|大)值|极(小|大)值)"),
        "an objective begins with its sense",
        lambda match: f"{'min' if '小' in (match[2] or '') + (match[3] or '') else 'max'} {match[1]}",
    ),
    Habit(
        re.compile(rf"(?i)^\s*{SENSE}\s*\[([^\[\],]*)\]\s*(?=s\.t\.|subject\b|$)"),
        "an objective stands in no brackets",
        lambda match: f"{match[1].lower()} {match[2]} ",
    ),
    Habit(
        re.compile(
            rf"(?i)^\s*(?:[^:\n<>=]*[a-z]{{3,}}\s*:)?\s*([^:\n]+?)\s*(?:->|→)\s*{SENSE}\b\.?\s*(?:[,;:]|s\.t\.|u\.\s*d\.\s*N\.)?\s*(\S[^\n]*)?$"
        ),
        "an objective begins with its sense",
        lambda match: f"{match[2].lower()} {match[1]}" + (f" s.t. {match[3]}" if match[3] else ""),
    ),
    Habit(
        re.compile(r"(?i)^\s*min(?:i)?max\s+(.+?)(?=\s+s\.t\.|$)"),
        "the largest of several is a function",
        r"min max(\1)",
    ),
    *(
        Habit(
            re.compile(rf"(?i)^\s*(?:{words})\s*[:\uff1a]?\s*(?:{sense}\b)?"),
            f"an objective begins with '{sense}'",
            f"{sense} ",
        )
        for sense, words in _OTHER_SENSES.items()
    ),
    Habit(
        re.compile(
            rf"(?i)^\s*(?:目标(?:函数)?|zielfunktion|ziel|fonction\s+objectif|gesucht|aufgabe|problem|task|solve)\s*[:\uff1a]?\s*(?={SENSE}\b)"
        ),
        "an objective has no heading",
        "",
    ),
    Habit(
        re.compile(rf"(?i)^\s*=\s*{SENSE}\((.+)\)\s*(?=s\.t\.|subject\b|$)"),
        "an objective is no cell: it begins with its sense",
        lambda match: f"{match[1].lower()} {match[2]} ",
    ),
    Habit(
        re.compile(rf"(?i)^\s*{SENSE}\s*=\s*"),
        "the sense stands before the formula",
        lambda match: f"{match[1].lower()} ",
    ),
    Habit(
        re.compile(rf"(?i)^\s*{SENSE}\s*\{{([^|{{}}\n]*[^|{{}}\s])\s*\|([^|{{}}\n]*[<>=≤≥][^|{{}}\n]*)\}}"),
        "the braces are not needed: constraints follow 's.t.'",
        lambda match: f"{match[1].lower()} {match[2].strip()} s.t. {match[3].strip()}",
    ),
    Habit(
        re.compile(rf"(?i)^\s*s\.t\.\s*([^\n]+?)[\s;,]+{SENSE}\s+(?!\()([^\n]+)$"),
        "the objective goes before the rows",
        lambda match: f"{match[2].lower()} {match[3]} s.t. {match[1]}",
    ),
    Habit(
        re.compile(rf"(?i)((?:^|;)\s*){SENSE}\s+([A-Za-z]\w*)\s*:(?!=)"),
        "what the value is called stands before '='",
        lambda match: f"{match[1]}{match[2].lower()} {match[3]} =",
    ),
    Habit(
        re.compile(rf"(?i)^\s*{SENSE}\s*\{{([^:{{}}\n]*[^:{{}}\s])\s*:(?!=)([^{{}}\n]*)\}}"),
        "the braces are not needed: constraints follow 's.t.'",
        lambda match: f"{match[1].lower()} {match[2].strip()} s.t. {match[3].strip()}",
    ),
    Habit(re.compile(r"(?i)^\s*inf(?:imum)?\b(?!\()"), "an infimum is looked for with 'min'", "min"),
    Habit(re.compile(r"(?i)^\s*sup(?:remum)?\b(?!\()"), "a supremum is looked for with 'max'", "max"),
    Habit(re.compile(rf"(?i)^\s*(?:objective|obj|goal)\s*:\s*(?={SENSE}\b)"), "an objective has no heading", ""),
    Habit(
        re.compile(rf"(?i)^\s*{SENSE}\s+over\s+(\w+)\s+(?:in|∈)\s*(\[[^\]\n]*\])\s*(?:of|:)?\s*(.+)$"),
        "where a variable lies is said under 's.t.'",
        lambda match: f"{match[1].lower()} {match[4].strip()} s.t. {match[2]} in {match[3]}",
    ),
    Habit(
        re.compile(rf"(?i)^\s*{SENSE}\s+over\s+\w+(?:\s*,\s*\w+)*\s*(?:\bof\b|:)\s*"),
        "an objective does not list its variables",
        lambda match: f"{match[1].lower()} ",
    ),
    Habit(
        re.compile(r"\bif\s+(.+?)\s+then\s+(.+?)\s+else\s+(.+?)(?=\s*(?:\bs\.t\.|$))"),
        "a function in pieces stands in braces",
        lambda match: _pieces(match[1], match[2], match[3]),
    ),
    Habit(
        re.compile(rf"(?i)^\s*{SENSE}\s+\(?([^?{{}}()]+?)\s*\?\s*([^?:]+?)\s*:\s*([^?:]+?)\)?(?=\s*(?:\bs\.t\.|$))"),
        "a function in pieces stands in braces",
        lambda match: f"{match[1].lower()} {_pieces(match[2], match[3], match[4])}",
    ),
    Habit(
        re.compile(
            rf"(?i)^\s*{SENSE}\s+\(?([^{{}}\n]+?)\s+if\s+(.+?)\s+else\s+([^{{}}()\n]+?)\)?(?=\s*(?:\bs\.t\.|$))"
        ),
        "a function in pieces stands in braces",
        lambda match: f"{match[1].lower()} {_pieces(match[3], match[2], match[4])}",
    ),
    Habit(
        re.compile(
            r"(?i)^\s*(?:find|solve)\s+(?![^\n]*\b(?:min|max)(?:imi[sz]e)?\s)(?:\w+(?:\s*,\s*\w+)*\s+(?:such\s+that|so\s+that|with|s\.t\.)\s+)?(?=[^\n]*=)"
        ),
        "a point that satisfies rows minimizes 0",
        "min 0 s.t. ",
    ),
)
