"""LaTeX: a fragment for a document that loads amsmath and booktabs, or a document that compiles by itself."""

from __future__ import annotations

import unicodedata
from typing import assert_never

from duality.report.document import (
    Document,
    Drawing,
    Enumeration,
    Heading,
    Line,
    Lines,
    Paragraph,
    Part,
    Phrase,
    Table,
    Verdict,
)
from duality.report.latex_words import escape, math_words
from duality.report.options import Options
from duality.report.outline import outline
from duality.report.phrases import inline_latex
from duality.report.subjects import Subject


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
    """A phrase as running text with mathematics between dollars."""
    return "".join(
        escape(inline) if isinstance(inline, str) else f"${inline_latex(inline, math_words)}$" for inline in phrase
    )


def _part(part: Part) -> str:
    match part:
        case Lines(kind="words", lines=lines):
            items = [rf"  \item[{running(line.label)}] {running(line.body)}" for line in lines]
            return "\n".join([r"\begin{description}", *items, r"\end{description}"])
        case Lines(lines=lines):
            rows = " \\\\\n".join(f"  {_aligned(line)}" for line in lines)
            return f"\\begin{{align*}}\n{rows}\n\\end{{align*}}"
        case Table():
            return _table(part)
        case Paragraph(phrase):
            return rf"\noindent {running(phrase)}"
        case Heading(text):
            return rf"\paragraph{{{escape(text)}}}"
        case Verdict(phrase, _):
            return rf"\noindent \textbf{{{running(phrase)}}}"
        case Enumeration(items):
            return "\n".join(
                [r"\begin{enumerate}", *(rf"  \item {running(item)}" for item in items), r"\end{enumerate}"]
            )
        case Drawing(rows, caption):
            drawn = "\n".join((r"\begin{verbatim}", *rows, r"\end{verbatim}"))
            return "\n\n".join((drawn, *(rf"\noindent {running(phrase)}" for phrase in caption)))
        case _:
            assert_never(part)


def _aligned(line: Line) -> str:
    remark = rf" && {math(line.remark)}" if line.remark else ""
    return rf"{math(line.label)} &\quad {math(line.body)}{remark}"


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
        r"\begin{document}",
    ]
    return "\n".join([*preamble, body + r"\end{document}"]) + "\n"
