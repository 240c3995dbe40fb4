"""How the package is built: lines and files by room, and how often one concept is said.

    python benchmarks/structure.py [CHECKOUT] [--function tanh]

Printed for a checkout: lines and files of each room; files that name a function of the language; files that match on
the nodes of a tree, and those that interpret it (a case for sums and one for calls); imports of the package inside
functions; circles of imports. Run it in two checkouts to compare them.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
NODES = re.compile(r"\bcase (?:Sum|Product|Quotient|Negative|Power|Call)\(")
SUM, CALL = re.compile(r"\bcase [^:\n]*\bSum\("), re.compile(r"\bcase [^:\n]*\bCall\(")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", nargs="?", type=Path, default=HERE)
    parser.add_argument("--function", default="tanh")
    arguments = parser.parse_args()
    files = {path: path.read_text(encoding="utf-8") for path in (arguments.checkout / "duality").rglob("*.py")}
    for line in table(arguments.checkout, files, arguments.function):
        print(line)


def table(checkout: Path, files: dict[Path, str], function: str) -> Iterator[str]:
    """The lines of the table."""
    lines: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for path, text in files.items():
        parts = path.relative_to(checkout / "duality").parts
        room = parts[0] if len(parts) > 1 else "(top)"
        lines[room] += text.count("\n")
        count[room] += 1
    for room in sorted(lines):
        yield f"{room:<14}{lines[room]:>8} lines{count[room]:>6} files"
    yield f"{'all':<14}{sum(lines.values()):>8} lines{sum(count.values()):>6} files"
    named = sorted(path for path, text in files.items() if re.search(rf"\b{function}\b", text))
    yield f"files that name {function}: {len(named)}"
    yield from (f"    {path.relative_to(checkout)}" for path in named)
    matching = [path for path, text in files.items() if NODES.search(text)]
    interpreters = sorted(path for path, text in files.items() if SUM.search(text) and CALL.search(text))
    yield f"files that match on nodes of a tree: {len(matching)}"
    yield f"files that interpret it, sums and calls: {len(interpreters)}"
    yield from (f"    {path.relative_to(checkout)}" for path in interpreters)
    trees = {module_name(checkout, path): ast.parse(text) for path, text in files.items()}
    inner = sum(1 for tree in trees.values() for _ in imports_inside_functions(tree))
    yield f"imports of the package inside functions: {inner}"
    graph = {name: set(imported(tree, trees, top_only=True)) for name, tree in trees.items()}
    whole = {name: set(imported(tree, trees, top_only=False)) for name, tree in trees.items()}
    yield f"modules in circles of imports at the top of files: {circles(graph)}; inside functions too: {circles(whole)}"


def module_name(checkout: Path, path: Path) -> str:
    parts = path.relative_to(checkout).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_inside_functions(tree: ast.Module) -> Iterator[ast.ImportFrom]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for inner in ast.walk(node):
                if isinstance(inner, ast.ImportFrom) and (inner.module or "").startswith("duality"):
                    yield inner


def imported(tree: ast.Module, known: dict[str, ast.Module], *, top_only: bool) -> Iterator[str]:
    """The modules of the package that a module imports, those for type checks alone left out."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            skipped |= {id(inner) for inner in ast.walk(node)}
        if top_only and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            skipped |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in skipped and (node.module or "") in known:
            below = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from [name if name in known else str(node.module) for name in below]


def circles(graph: dict[str, set[str]]) -> int:
    """How many modules lie on a circle: what reaches itself."""
    return sum(1 for name in graph if name in reached(graph, name))


def reached(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(graph[name])
    return found


if __name__ == "__main__":
    main()
