"""x = s + w*y with s, w functions of the letters: a change of variables that clears functions and X of letters.

(x - a)^4 is y^4 for x = a + y, log(n + x) is log n + log(1 + y) for x = n*y, and x in [l, u] is y in [0, 1] for
x = l + (u - l)*y. The infimum over x is that over y wherever w > 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from duality.algebra.atoms import scalar_expression, substitute, substitute_comparison, total
from duality.algebra.exact_linear import particular_and_nullspace
from duality.algebra.letter_signs import Sign, sign
from duality.algebra.rows import decompose
from duality.derivation.differences import difference
from duality.letters.monomials import UNIT, Monomial, is_positive, raised, times, tree
from duality.letters.separation import Inseparable, Parts, separated
from duality.model.expression import ONE, ZERO, Call, Comparison, Expression, Power, Product, Quotient, Variable
from duality.model.form import Row
from duality.model.parameter import Parameter, letters_of
from duality.model.problem import Interval, Membership, Problem
from duality.records import field, record, replace


@record(slots=False)
class Substitution:
    """``trees`` stand for the variables that are changed, over the variable of the same name and the letters.

    ``intervals`` are variables that now run over [0, 1]; ``widths`` are letters that stand for lengths u - l.
    """

    trees: Mapping[str, Expression] = field(default_factory=dict)
    intervals: Mapping[str, Membership] = field(default_factory=dict)
    widths: Mapping[str, Expression] = field(default_factory=dict)


def substitutions(problem: Problem) -> Iterator[Substitution]:
    """Changes of variables worth trying, the plainest first; the first is none."""
    yield Substitution()
    shift = _shift(problem)
    if shift:
        yield Substitution(shift)
    interval = _intervals(problem)
    if interval is not None:
        yield interval
    for scale in _scales(problem):
        yield Substitution(scale)


def put(problem: Problem, change: Substitution) -> Problem:
    """The problem in the new variables."""
    trees = change.trees
    if not trees:
        return problem
    rows = tuple(replace(row, comparison=substitute_comparison(row.comparison, trees)) for row in problem.rows)
    domain = []
    for row in problem.domain:
        if not isinstance(row, Membership):
            domain.append(substitute_comparison(row, trees))
        elif row.variables[0] in change.intervals:
            domain.append(change.intervals[row.variables[0]])
        elif isinstance(row.set, Interval) and row.variables[0] in trees:
            domain += [substitute_comparison(one, trees) for one in comparisons(row)]
        else:
            domain.append(row)
    return replace(problem, objective=substitute(problem.objective, trees), rows=rows, domain=tuple(domain))


def comparisons(row: Membership) -> list[Comparison]:
    """x in [l, u] as l <= x and x <= u."""
    assert isinstance(row.set, Interval), row
    x, found = Variable(row.variables[0]), []
    if row.set.lower is not None:
        found.append(Comparison((">=" if row.set.lower_closed else ">",), (x, row.set.lower)))
    if row.set.upper is not None:
        found.append(Comparison(("<=" if row.set.upper_closed else "<",), (x, row.set.upper)))
    return found


def domain_comparisons(problem: Problem) -> Iterator[Comparison]:
    """The rows of X that are relations, one at a time; finite sets are left out."""
    for row in problem.domain:
        if not isinstance(row, Membership):
            for k, relation in enumerate(row.relations):
                yield Comparison((relation,), row.expressions[k : k + 2])
        elif isinstance(row.set, Interval):
            yield from comparisons(row)


def _arguments(problem: Problem) -> Iterator[Expression]:
    """What letters must be cleared from: arguments of functions, denominators, bases, rows of X."""
    trees = [problem.objective, *(side for row in problem.rows for side in row.comparison.expressions)]
    for node in (below for one in trees for below in one.walk()):
        match node:
            case Call(_, arguments):
                yield from arguments
            case Quotient(_, denominator):
                yield denominator
            case Power(base, _):
                yield base
    for row in domain_comparisons(problem):
        yield difference(*row.expressions)


def _parts(problem: Problem) -> list[tuple[Expression, Parts]]:
    found = []
    for argument in _arguments(problem):
        if letters_of(argument) and argument.variables():
            try:
                found.append((argument, separated(argument)))
            except Inseparable:
                continue
    return found


def _shift(problem: Problem) -> dict[str, Expression]:
    """s with A s + b = 0 for every argument A x + b(letters), where there is one."""
    names = problem.variables
    rows: dict[Monomial, list[tuple[list[Fraction], Fraction]]] = {}
    for _, parts in _parts(problem):
        own = _affine(parts.get(UNIT, ZERO), names)
        if own is None or any(m != UNIT and e.variables() for m, e in parts.items()):
            continue
        for m, e in parts.items():
            value = decompose(e, names).constant
            if m != UNIT and isinstance(value, Fraction):
                rows.setdefault(m, []).append(([Fraction(own.get(name, 0)) for name in names], value))
    change: dict[str, list[Expression]] = {}
    slopes = [slope for lines in rows.values() for slope, _ in lines]
    for m, lines in rows.items():
        # A row that this monomial does not stand in must not be moved by it.
        still = [(slope, Fraction(0)) for slope in slopes if slope not in [line for line, _ in lines]]
        system = [*lines, *still]
        found = particular_and_nullspace([slope for slope, _ in system], [-value for _, value in system])
        if found is None:
            return {}
        for name, value in zip(names, found[0], strict=True):
            if value != 0:
                term = tree(m) if value == 1 else Product((scalar_expression(value), tree(m)))
                change.setdefault(name, []).append(term)
    return {name: total([Variable(name), *terms]) for name, terms in change.items()}


def _affine(node: Expression, names: tuple[str, ...]) -> dict[str, Fraction] | None:
    row = decompose(node, names)
    return dict(row.linear) if isinstance(row, Row) and row.is_affine else None  # type: ignore[arg-type]


def _intervals(problem: Problem) -> Substitution | None:
    """x = l + w*y, y in [0, 1], w = u - l, for every variable between two ends of which one holds letters."""
    trees: dict[str, Expression] = {}
    intervals: dict[str, Membership] = {}
    widths: dict[str, Expression] = {}
    for row in problem.domain:
        if not isinstance(row, Membership) or not isinstance(row.set, Interval):
            continue
        lower, upper = row.set.lower, row.set.upper
        if lower is None or upper is None or not (letters_of(lower) or letters_of(upper)):
            continue
        known = sign(difference(upper, lower))
        if known is not Sign.POSITIVE or row.variables[0] in trees:
            return None
        x, width = Variable(row.variables[0]), Parameter(f"_w{len(widths)}", ZERO, lower_closed=False)
        widths[width.name] = difference(upper, lower)
        trees[x.name] = Product((width, x)) if lower == ZERO else total([lower, Product((width, x))])
        intervals[x.name] = replace(row, set=replace(row.set, lower=ZERO, upper=ONE))
    return Substitution(trees, intervals, widths) if trees else None


def _scales(problem: Problem) -> Iterator[dict[str, Expression]]:
    """x_j = w*x_j for a positive w that makes the argument m*x_j + n a multiple of x_j + 1."""
    candidates: dict[str, dict[Monomial, None]] = {}
    for _, parts in _parts(problem):
        pure = [m for m, e in parts.items() if not e.variables()]
        for m, e in parts.items():
            for name in e.variables():
                for n in pure or [UNIT]:
                    ratio = times(n, raised(m, Fraction(-1)))
                    if ratio != UNIT and is_positive(ratio):
                        candidates.setdefault(name, {})[ratio] = None
    if not candidates:
        return
    most = max(len(found) for found in candidates.values())
    for k in range(most):
        change = {name: list(found)[min(k, len(found) - 1)] for name, found in candidates.items()}
        yield {name: _multiple(tree(ratio), Variable(name)) for name, ratio in change.items()}


def _multiple(factor: Expression, variable: Variable) -> Expression:
    return variable if factor == ONE else Product((factor, variable))
