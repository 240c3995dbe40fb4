"""Running text in LaTeX: special characters written out."""

from __future__ import annotations

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\^{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
}


def escape(words: str) -> str:
    """Running text, every special character written out."""
    return "".join(SPECIAL.get(character, character) for character in words)


def math_words(words: str) -> str:
    r"""Running text inside math mode."""
    return rf"\text{{{escape(words)}}}" if words else ""
