"""LaTeX of a formula -> MathML, which every current browser shows without JavaScript.

latex2mathml does the translation; what it leaves to be wished for is mended on the tree: a unary minus gets
``form="prefix"`` (else it is spaced like a subtraction), limits stand below min and max, letters of one word make one
element, symbols are operators and names of functions are identifiers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from xml.etree import ElementTree as Tree

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
LIMIT_FUNCTIONS = {"min", "max", "inf", "sup"}
SIGNS = {"\N{MINUS SIGN}", "-", "+", "\N{PLUS-MINUS SIGN}"}
TALL = {"mfrac", "mtable", "msqrt", "mroot", "munder", "mover", "munderover"}
BRACKETS = set("()[]{}|")
_TAG = re.compile(r"^\{[^}]*\}")

# Characters that are markup for TeX or XML travel through the translation as private ones.
_SPECIAL = "\\{}$&#%_^~<>"
_TO_PRIVATE = {ord(character): chr(0xE000 + k) for k, character in enumerate(_SPECIAL)}
_FROM_PRIVATE = {0xE000 + k: character for k, character in enumerate(_SPECIAL)}


def plain_words(words: str) -> str:
    r"""Running text for math mode as `mathml` takes it: ``\text{...}`` with every character safe."""
    return rf"\text{{{words.translate(_TO_PRIVATE)}}}" if words else ""


@lru_cache(maxsize=4096)
def mathml(latex: str, display: bool = False) -> str:
    """The ``<math>`` element; well-formed whatever the names in the formula are."""
    from latex2mathml.converter import convert

    root = Tree.fromstring(convert(latex))
    for element in root.iter():
        element.tag = _TAG.sub("", element.tag)
        for key in ("stretchy", "fence"):
            if element.get(key) == "true":
                # The operator dictionary says so already for brackets and bars with their form.
                del element.attrib[key]
        if element.text:
            element.text = element.text.translate(_FROM_PRIVATE)
    _mend(root)
    attributes = {"displaystyle": "true"} if display else {}
    root.attrib.clear()
    root.attrib.update(attributes)
    return Tree.tostring(root, encoding="unicode", short_empty_elements=False)


def _mend(node: Tree.Element) -> None:
    """The node's children from the leaves up."""
    for child in node:
        _mend(child)
        _classify(child)
    _join_words(node)
    _mark_signs(node)
    _fit_brackets(node)


def _fit_brackets(node: Tree.Element) -> None:
    """Brackets grow around fractions and matrices only, not around every index."""
    if any(element.tag in TALL for element in node.iter()):
        return
    for child in node:
        if child.tag == "mo" and child.text in BRACKETS:
            child.set("stretchy", "false")


def _classify(node: Tree.Element) -> None:
    """Operators are ``mo``, names are ``mi``; limits go below."""
    text = (node.text or "").strip()
    if node.tag in ("mi", "mo") and text:
        if text.isalpha() or text in ("\N{INFINITY}", "\N{DOWN TACK}", "*"):
            node.tag = "mi"
            node.text = "\N{ASTERISK OPERATOR}" if text == "*" else text
        elif node.tag == "mi" and len(text) == 1 and unicodedata.category(text) == "Sm":
            node.tag = "mo"
    base = _only(node[0]) if node.tag in ("msub", "munder") and len(node) == 2 else None
    if base is not None and (base.text or "") in LIMIT_FUNCTIONS:
        node.tag = "munder"
        base.tag = "mo"
        base.attrib.update({"lspace": "0", "rspace": "0.17em", "movablelimits": "false"})


def _only(node: Tree.Element) -> Tree.Element | None:
    """The leaf that the node is, or holds as its only descendant."""
    while len(node) == 1:
        node = node[0]
    return None if len(node) else node


def _join_words(node: Tree.Element) -> None:
    """\\mathrm{budget} is one word, not six letters."""
    joined: list[Tree.Element] = []
    for child in node:
        last = joined[-1] if joined else None
        variant = child.get("mathvariant")
        if last is not None and child.tag == last.tag == "mi" and variant and last.get("mathvariant") == variant:
            last.text = (last.text or "") + (child.text or "")
        else:
            joined.append(child)
    if len(joined) < len(node):
        for child in list(node):
            node.remove(child)
        node.extend(joined)
    for child in node:
        if child.get("mathvariant") == "italic":
            # A letter alone is italic by itself; a word needs to be told so, in letters.
            child.text = _italic(child.text or "")
            del child.attrib["mathvariant"]
        elif child.get("mathvariant") == "normal" and len(child.text or "") > 1:
            del child.attrib["mathvariant"]


def _italic(word: str) -> str:
    """A word in mathematical italic letters; a letter alone stays as it is."""
    return word if len(word) == 1 else "".join(_italic_letter(letter) for letter in word)


def _italic_letter(letter: str) -> str:
    if letter == "h":
        return "\N{PLANCK CONSTANT}"
    if "a" <= letter <= "z":
        return chr(0x1D44E + ord(letter) - ord("a"))
    return chr(0x1D434 + ord(letter) - ord("A")) if "A" <= letter <= "Z" else letter


def _mark_signs(node: Tree.Element) -> None:
    """A sign at the beginning, or after an operator, belongs to what follows it."""
    if node.tag not in ("mrow", "mtd", "math", "mstyle", "msqrt"):
        return
    before: Tree.Element | None = None
    for child in node:
        opens = before is None or (
            before.tag == "mo" and before.get("form") != "postfix" and before.text not in (")", "]")
        )
        if child.tag == "mo" and child.text in SIGNS and opens:
            child.set("form", "prefix")
        if child.tag != "mspace":
            before = child
