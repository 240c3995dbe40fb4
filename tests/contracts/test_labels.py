"""Labels of p* and d* come from checked evidence: no other module gives one that is stronger than numerical."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "duality"
ALLOWED = {"evidence/conclude.py", "model/regions.py", "solving/iterations/step_bounds.py"}
"""The conclusion itself, the regions of letters, whose claims are identities over Q(letters), and bounds of a step."""

STRONG = {"EXACT", "ENCLOSED", "GLOBAL"}


def given_labels(path: Path) -> list[int]:
    """Lines on which a strong label is handed to a call: compared ones only read it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        handed = [*node.args, *(k.value for k in node.keywords)] if isinstance(node, ast.Call) else []
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.Return) and node.value is not None:
            handed.append(node.value)
        found += [entry.lineno for entry in handed if is_strong(entry)]
    return found


def is_strong(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return is_strong(node.body) or is_strong(node.orelse)
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Label"
        and node.attr in STRONG
    )


def test_only_the_conclusion_gives_a_strong_label() -> None:
    guilty = {
        str(path.relative_to(PACKAGE)): lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if (lines := given_labels(path)) and path.relative_to(PACKAGE).as_posix() not in ALLOWED
    }
    assert guilty == {}


def test_the_test_sees_a_given_label(tmp_path: Path) -> None:
    forged = tmp_path / "forged.py"
    forged.write_text("found = Solution(status, 1.0, label=Label.EXACT)\nif found.label is Label.EXACT:\n    pass\n")
    assert given_labels(forged) == [1]
