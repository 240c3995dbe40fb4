"""What to say about a character that the language does not know: look-alikes, typographic signs, other alphabets."""

from __future__ import annotations

import unicodedata

_WRITE_INSTEAD = {
    "\u221a": "write sqrt(...)",
    "\u221b": "write (...)^(1/3)",
    "\u2211": "write sum(... for i in 1..3)",
    "\u220f": "write prod(... for i in 1..3)",
    "\u222b": "there are no integrals: write a sum over a grid",
    "\u2014": "write the minus sign '-'",
    "\u00ac": "there is no 'not' in the language",
    "\u2228": "there is no 'or': a problem holds all of its constraints at once",
    "&": "write 'and' or a comma, or a constraint a line",
    "%": "a comment begins with '#'",
    "!": "there is no '!' in the language",
    "_": "a name begins with a letter",
    ".": "a decimal point stands beside a digit; a range is written 1..3",
    "\\": "a statement goes on in the next line by itself after an operator, a comma or an open bracket",
    '"': 'a file name stands between two quotes on one line: load("b.csv")',
    "$": "the language is not LaTeX: write x^2, sqrt(x), alpha",
}

_LATIN_TWINS = {
    # letters of other alphabets that look like a Latin one, and the Latin one
    **dict(
        zip(
            "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0423",
            "ABESIJKMHOPCTXY",
            strict=True,
        )
    ),
    **dict(
        zip(
            "\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0445\u0443\u04bb\u0501\u051b\u051d",
            "aesijopcxyhdqw",
            strict=True,
        )
    ),
    **dict(
        zip(
            "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
            "ABEZHIKMNOPTYXo",
            strict=True,
        )
    ),
}

_GREEK_TWINS = dict(
    zip(
        "\u00b5\u03f5\u03d5\u03d1\u03f0\u03f1\u03d6\u2126\u2206",
        "\u03bc\u03b5\u03c6\u03b8\u03ba\u03c1\u03c0\u03a9\u0394",
        strict=True,
    )
)


def plain(character: str) -> str:
    """What stands for a sign that only looks like another, or for a fraction; empty for any other."""
    twin = _LATIN_TWINS.get(character) or _GREEK_TWINS.get(character)
    if twin or character.isascii():
        return twin or ""
    written = unicodedata.normalize("NFKC", character).replace("\u2044", "/")
    if len(written) > 1:
        return f"({written})" if written.isascii() and "/" in written else ""
    return written.strip() if written.isascii() else ""


def refusal(character: str) -> tuple[str, str]:
    """(what is wrong, what to do) about a character that begins no token."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    shown = f"'{character}'" if character.isprintable() and not character.isspace() else code
    if character.isascii():
        return f"unexpected character {shown}", _WRITE_INSTEAD.get(character, "")
    described = f"{shown} ({code}, {name})" if name and shown != code else f"{shown} ({name})" if name else shown
    twin = _LATIN_TWINS.get(character)
    if twin:
        return f"{described} only looks like the letter '{twin}'", f"type the letter '{twin}' again"
    twin = _GREEK_TWINS.get(character)
    if twin:
        return f"{described} only looks like the letter '{twin}'", f"write '{twin}' (U+{ord(twin):04X})"
    if character in _WRITE_INSTEAD:
        return f"unexpected character {described}", _WRITE_INSTEAD[character]
    written = plain(character)
    if len(written) > 1:
        return f"unexpected character {described}", f"write {written}"
    if written:
        return f"{described} only looks like '{written}'", f"type '{written}' again"
    help = "a name is made of ASCII or Greek letters, digits and '_'" if character.isalpha() else ""
    return f"unexpected character {described}", help
