"""LaTeX: a fragment for a document that loads amsmath and booktabs, or a document that compiles by itself."""

from __future__ import annotations

import unicodedata
from typing import assert_never

from duality.report.breaking import broken, typeset
from duality.report.document import (
    Display,
    Document,
    Drawing,
    Enumeration,
    Heading,
    Inline,
    Line,
    Lines,
    Paragraph,
    Part,
    Phrase,
    Row,
    Table,
    Verdict,
)
from duality.report.latex_words import escape, math_words
from duality.report.options import Options
from duality.report.outline import outline
from duality.report.phrases import inline_latex
from duality.report.subjects import Subject

ROOM = 80
"""Characters of a typeset formula that fit on a line beside its label."""

ROOM_WITH_REMARK = 74
WIDE_LEFT = 40


class LatexRenderer:
    """The report in LaTeX, formulas in displayed alignments."""

    name = "latex"
    suffixes = (".tex",)

    def render(self, subject: Subject, options: Options) -> str:
        body = document_latex(outline(subject, options))
        return _wrapped(body) if options.standalone else body


LATEX = LatexRenderer()


def document_latex(document: Document) -> str:
    """The parts one after the other, without a preamble."""
    parts = [rf"\subsection*{{{escape(document.title)}}}"] if document.title else []
    parts += [_part(part) for part in document.parts]
    return _greek("\n\n".join(parts)) + "\n"


def math(phrase: Phrase) -> str:
    """A phrase as the content of math mode."""
    return "".join(inline_latex(inline, math_words) for inline in phrase)


def running(phrase: Phrase) -> str:
    """A phrase as running text with mathematics between dollars; brackets there do not stretch, so lines can break."""
    return "".join(escape(inline) if isinstance(inline, str) else f"${_inline(inline)}$" for inline in phrase)


def _inline(inline: Inline) -> str:
    return inline_latex(inline, math_words).replace(r"\left(", "(").replace(r"\right)", ")")


def _part(part: Part) -> str:
    match part:
        case Lines(kind="words", lines=lines):
            items = [rf"  \item[{running(line.label)}] {running(line.body)}" for line in lines]
            return "\n".join([r"\begin{description}", *items, r"\end{description}"])
        case Lines(lines=lines):
            # Remarks have a column of their own where the widest line leaves room for the widest of them.
            widest = max(typeset(line.body) for line in lines) + max(typeset(line.remark) for line in lines)
            return _align([row for line in lines for row in _aligned(line, column=widest <= ROOM)])
        case Table():
            return _table(part)
        case Paragraph(phrase):
            return rf"\noindent {_text(phrase)}"
        case Heading(text):
            return rf"\paragraph{{{escape(text)}}}"
        case Verdict(phrase, _):
            return rf"\noindent \textbf{{{running(phrase)}}}"
        case Enumeration(items, start):
            counter = [] if start == 1 else [rf"  \setcounter{{enumi}}{{{start - 1}}}"]
            rows = [rf"  \item {_text(item)}" for item in items]
            return "\n".join([r"\begin{enumerate}", *counter, *rows, r"\end{enumerate}"])
        case Drawing(rows, caption):
            drawn = "\n".join((r"\begin{verbatim}", *rows, r"\end{verbatim}"))
            return "\n\n".join((drawn, *(rf"\noindent {running(phrase)}" for phrase in caption)))
        case _:
            assert_never(part)


def _aligned(line: Line, *, column: bool) -> list[str]:
    """The line as rows of an alignment; a long body is broken, and its remark then stands on a row of its own."""
    aside = typeset(line.body) + typeset(line.remark) <= ROOM_WITH_REMARK
    rows = [rf"{math(line.label)} &\quad {_cell(math(line.body))}"]
    if typeset(line.body) > ROOM:
        first, *others = broken(line.body, ROOM, measure=typeset)
        rows = [rf"{math(line.label)} &\quad {_cell(math(first))}"]
        rows += [rf"&\quad\quad {math(other)}" for other in others]
    if not line.remark:
        return rows
    if aside:
        rows[-1] += (" && " if column else r" \qquad ") + math(line.remark)
        return rows
    return [*rows, *(rf"&\quad\quad {math(part)}" for part in broken(line.remark, ROOM, measure=typeset))]


def _cell(shown: str) -> str:
    """What stands behind an alignment: a minus in front is a sign, not a difference."""
    return "{-}" + shown[1:] if shown.startswith("-") else shown


def _align(rows: list[str]) -> str:
    body = " \\\\\n".join(f"  {row}" for row in rows)
    return f"\\begin{{align*}}\n{body}\n\\end{{align*}}"


def _text(phrase: Phrase) -> str:
    """Running text with displayed formulas in their places."""
    shown: list[str] = []
    words: list[Inline] = []
    for inline in phrase:
        if isinstance(inline, Display):
            shown += [
                running(tuple(words)).strip(),
                _align([row for line in inline.rows for row in _display_row(line)]),
            ]
            words = []
        else:
            words.append(inline)
    return "\n".join([*shown, running(tuple(words)).strip()]).strip()


def _display_row(row: Row) -> list[str]:
    """Left and right of the alignment; a long right side is broken below itself, a wide left side stands alone."""
    left, room = typeset(row.left), ROOM - 7
    rows: list[str] = []
    if left > WIDE_LEFT and left + typeset(row.right) > room and row.right:
        first, *others = broken(row.left, room, measure=typeset)
        rows += [rf"& {_cell(math(first))}", *(rf"& \quad {math(other)}" for other in others)]
        head, left = r"& \quad ", 0
    elif left > WIDE_LEFT:
        head = "& " + _cell(math(row.left))
    else:
        head = math(row.left) + " & "
    first, *others = broken(row.right, room - 10, room - left, typeset) if row.right else [()]
    rows += [head + math(first), *(rf"& \qquad {math(other)}" for other in others)]
    if row.remark:
        aside = left + typeset(row.right) + typeset(row.remark) <= room
        if aside:
            rows[-1] += rf" \qquad {math(row.remark)}"
        else:
            rows += [rf"& \qquad {math(part)}" for part in broken(row.remark, room, measure=typeset)]
    return rows


def _table(table: Table) -> str:
    rows = [" & ".join(running(cell) for cell in row) for row in (table.header, *table.rows)]
    return "\n".join(
        [
            r"\begin{center}",
            rf"\begin{{tabular}}{{{table.align}}}",
            r"\toprule",
            rf"{rows[0]} \\",
            r"\midrule",
            *(rf"{row} \\" for row in rows[1:]),
            r"\bottomrule",
            r"\end{tabular}",
            r"\end{center}",
        ]
    )


def _greek(shown: str) -> str:
    r"""Greek letters of names as commands (\ensuremath{\alpha} for alpha), whatever fonts there are."""
    return shown if shown.isascii() else "".join(map(_command, shown))


def _command(character: str) -> str:
    words = unicodedata.name(character, "").split()
    if words[:1] != ["GREEK"] or words[2:3] != ["LETTER"] or len(words) != 4:
        return character
    if words[3] == "OMICRON":
        return "o" if words[1] == "SMALL" else "O"
    letter = {"LAMDA": "LAMBDA"}.get(words[3], words[3]).lower()
    return rf"\ensuremath{{\{letter if words[1] == 'SMALL' else letter.capitalize()}}}"


def _wrapped(body: str) -> str:
    # Chinese, Japanese and Korean titles need the fonts of ctex.
    wide = any(unicodedata.east_asian_width(character) in "WF" for character in body)
    preamble = [
        r"\documentclass{article}",
        *([r"\usepackage{ctex}"] if wide else []),
        r"\usepackage{amsmath, amssymb, booktabs}",
        r"\usepackage[margin=2cm]{geometry}",
        r"\allowdisplaybreaks",
        r"\emergencystretch=5em",
        r"\begin{document}",
    ]
    return "\n".join([*preamble, body + r"\end{document}"]) + "\n"
