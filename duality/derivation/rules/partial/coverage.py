"""Is one region of multipliers in the union of others: exact where the emptiness of regions is decided, else no."""

from __future__ import annotations

from collections.abc import Container, Sequence

from duality.derivation.rules.univariate.regions import Clause, Region, above, at_least, is_empty


def covers(regions: Sequence[Region], region: Region, nonnegative: Container[str]) -> bool:
    """The region is known to lie in the union of the regions."""
    if is_empty(region, nonnegative):
        return True
    if not regions:
        return False
    first, *rest = regions
    # region minus first: one piece for each way of denying one of its clauses.
    return all(
        covers(rest, (*region, *first[:k], denial), nonnegative)
        for k, clause in enumerate(first)
        for denial in _denials(clause)
    )


def _denials(clause: Clause) -> tuple[Clause, ...]:
    """The clauses whose union is the complement of the clause."""
    match clause.relation:
        case ">=":
            return (above(-clause.form),)
        case ">":
            return (at_least(-clause.form),)
        case "=":
            return (above(clause.form), above(-clause.form))
