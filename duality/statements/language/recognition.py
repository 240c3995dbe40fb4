"""Whether a text states vectors, matrices or symbolic ranges: then it is read as a statement in letters.

A text that declares no set, no shape and no letter as the end of a range is a problem in numbers, and not read here.
"""

from __future__ import annotations

import re

from duality.language.commas import at_commas

_DECLARING = re.compile(
    r"^[ \t]*(?:s\.t\.[ \t]*)?(?:(param|var|domain)|params|parameters?|vars|variables?)\b([^\n#]*)",
    re.IGNORECASE | re.MULTILINE,
)

_WORDS = re.compile(r"^[ \t]*(?:title|note|expect)\b[^\n]*|#[^\n]*", re.IGNORECASE | re.MULTILINE)

_SET = re.compile(r"\b(?:in|∈)[ \t]*(?:R|S)(?:\+\+?)?(?![A-Za-z0-9_])")

_SEMIDEFINITE = re.compile(r">>|<<|[⪰⪯≽≼]")

_MEMBERS = re.compile(r"[A-Za-z]\w*[ \t]*\[[ \t]*[A-Za-z0-9][\w \t,+*-]*\]")

_ASSIGNED = re.compile(r"=(?!=)")

_LETTER_END = re.compile(r"\.\.[ \t]*\(?[ \t]*([A-Za-z]\w*)|([A-Za-z]\w*)[ \t]*\.\.")

_PARAMETERS = re.compile(r"(?:^|;)[ \t]*param\b([^\n;]*)", re.IGNORECASE | re.MULTILINE)

_SCALAR = re.compile(r"[ \t]*([A-Za-z]\w*)[ \t]*(?:$|:?=(?!=)|[<>])")


def states_shapes(text: str) -> bool:
    """Whether the text has a matrix inequality, a set, a family of parameters, or a range that ends in a letter."""
    text = _WORDS.sub("", text)
    if _SEMIDEFINITE.search(text):
        return True
    for match in _DECLARING.finditer(text):
        keyword, rest = (match.group(1) or "").lower(), match.group(2)
        if _SET.search(rest) and (keyword or "^" in rest):
            return True
        if keyword == "param" and any(
            _MEMBERS.match(item.strip()) for item in at_commas(rest) if not _ASSIGNED.search(item)
        ):
            return True
    return _symbolic_end(text)


def _symbolic_end(text: str) -> bool:
    """Whether the end of a range is a letter that is no parameter and no loop of its own: a dimension."""
    if ".." not in text:
        return False
    items = [item for declared in _PARAMETERS.findall(text) for item in at_commas(declared)]
    scalars = {match[1] for match in map(_SCALAR.match, items) if match}
    looped = set(re.findall(r"\bfor[ \t]+([A-Za-z]\w*)[ \t]+in\b|,[ \t]*([A-Za-z]\w*)[ \t]+in\b", text))
    loops = {name for pair in looped for name in pair if name}
    ends = {name for pair in _LETTER_END.findall(text) for name in pair if name}
    return bool(ends - scalars - loops - {"len", "inf"})
