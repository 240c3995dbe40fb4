"""Which theorem closes the gap, and under which assumption on the data."""

from __future__ import annotations

from duality.named_tuples import NamedTuple
from duality.statements import tower
from duality.statements.building import add, scale
from duality.statements.text import text
from duality.statements.tower.conjugates import CONJUGATES
from duality.statements.tower.curvature import Judged
from duality.statements.tower.deriving import Derived
from duality.statements.tower.slater import zero_is_strict
from duality.statements.writing import domain_text, row_text


class Applies(NamedTuple):
    """The theorem by name, or "" where none is known to apply, and the condition in words, or why it holds."""

    theorem: str
    condition: str
    certain: bool = False


def theorem(derived: Derived, found: Judged) -> Applies:
    """Theorem 2 for convex statements, with the Slater point that the data must have; for linear ones feasibility."""
    if not found.convex:
        return Applies("", _why_not(derived, found))
    natural = natural_domain(derived)
    if not derived.rows:
        if natural:
            return Applies("Theorem 2", f"some point satisfies {'; '.join(natural)}")
        return Applies("Theorem 2", _FREE if derived.splits else "there are no constraints", certain=True)
    affine = [name for name, c in found.rows if c.kind == "affine"]
    matrix = [row for row in derived.rows if row.row.kind == "semidefinite"]
    curved = [row for row in derived.rows if row.row.name not in affine]
    solved = None if natural else zero_is_strict(derived.statement, derived.rows)
    if not curved and not matrix and _polyhedral(derived) and found.objective.kind == "affine":
        if solved is not None:
            return Applies("linear programming duality", f"{_zero(derived, solved)} is feasible", certain=True)
        return Applies("linear programming duality", "one of the two sides is feasible")
    if solved is not None:
        verb = "satisfies" if len(solved) == (0 if _zeros(derived, solved) else 1) else "satisfy"
        return Applies("Theorem 2", f"{_zero(derived, solved)} {verb} {_system(derived, strict=True)}", certain=True)
    if not curved and not matrix and _polyhedral(derived):
        return Applies("Theorem 2", f"some point satisfies the constraints: {_system(derived, strict=False)}")
    return Applies("Theorem 2", f"some point satisfies {_system(derived, strict=True)}")


def _zeros(derived: Derived, solved: tuple[str, ...]) -> str:
    names = [d.name for d in derived.statement.variables if d.name not in solved]
    return f"{', '.join(names)} = 0" if names else ""


def _zero(derived: Derived, solved: tuple[str, ...]) -> str:
    """x = 0, and those that solve an equation each."""
    zeros = _zeros(derived, solved)
    return " and ".join([*([zeros] if zeros else []), *(f"the {name} of its equation" for name in solved)])


_FREE = "the only constraints are the equations of the split, which can always be met"


def natural_domain(derived: Derived) -> list[str]:
    """Where logarithms, roots and entropies are defined, strictly: b - A*x > 0, p > 0, X >> 0."""
    found: list[str] = []
    meant = {split.symbol: split.definition for split in derived.splits}
    for solved in derived.blocks:
        for placement in solved.block.atoms:
            kind = CONJUGATES[placement.kind].domain if placement.kind in CONJUGATES else "all"
            if kind in ("positive", "nonnegative", "definite"):
                symbol = meant.get(solved.block.symbol, solved.block.symbol)
                argument = text(add(scale(placement.factor, symbol), placement.offset))
                tail = f" {solved.block.range}" if solved.block.range.loops else ""
                found.append(f"{argument} >> 0 strictly{tail}" if kind == "definite" else f"{argument} > 0{tail}")
    return list(dict.fromkeys(found))


def _polyhedral(derived: Derived) -> bool:
    return all(row.relation in ("<=", ">=", "=") for row in derived.statement.domain)


def _system(derived: Derived, *, strict: bool) -> str:
    """The rows with strict relations where they are needed, and X."""
    told = []
    for row in derived.statement.rows:
        shown = row_text(row).partition(": ")[2] if row.named else row_text(row)
        if strict and row.relation != "=" and not _is_affine(derived, row.name):
            mark = row.relation
            loose = "< " if mark in ("<=", "<<") else "> "
            shown = shown.replace(f" {mark} ", f" {loose}" if mark in ("<=", ">=") else f" {mark} ", 1)
            shown += " strictly" if mark in (">>", "<<") else ""
        told.append(shown)
    told += natural_domain(derived)
    told += [_inside(row_shown, strict) for row_shown in map(domain_text, derived.statement.domain)]
    return "; ".join(told)


def _inside(shown: str, strict: bool) -> str:
    return f"{shown} strictly" if strict and (" >> " in shown or " << " in shown) else shown


def _is_affine(derived: Derived, name: str) -> bool:
    row = next(r for r in derived.rows if r.row.name == name)
    return row.row.kind != "semidefinite" and tower.curvature.curvature(row.body).kind == "affine"


def _why_not(derived: Derived, found: Judged) -> str:
    if not found.domain:
        return "X is a finite set: only weak duality, d* <= p*, is certain"
    if found.objective.kind == "unknown":
        return f"f is not known to be convex: {found.objective.why}; only weak duality is certain"
    name, why = next((name, c) for name, c in found.rows if c.kind == "unknown")
    return f"{name} is not known to be convex: {why.why}; only weak duality is certain"
