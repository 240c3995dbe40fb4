"""Shares and weights for the inequality of means that bounds a sum of terms, some of which may be negative.

Where the bound is f(x), all means are equal at x: a term d x^b gets t_i = w_i |d x^b| of every term that rises. These
numbers satisfy linear equations, sum_i t_i a_i = |d x^b| b, and use the rising terms up. They are found by least
squares beside a numeric minimizer and rounded; the equations give an exact minimizer back, as products of roots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import isfinite

from duality.algebra.exact_linear import solve
from duality.algebra.nearby_rationals import short_fraction
from duality.evidence.attainment import is_settled
from duality.evidence.checks.circuits import Alternation, alternation
from duality.evidence.ledger import Ledger
from duality.evidence.provers.means import DENOMINATORS, NEAR, SMALLEST, monomial, with_monomials
from duality.evidence.question import Question
from duality.model.evidence import AtPoint, Circuits, Evidence
from duality.model.scalar import Scalar, Undecided
from duality.verify.evaluation import as_values, floats
from duality.verify.nonnegative_least_squares import nonnegative_least_squares

Shares = tuple[tuple[Fraction, ...], ...]
MOST_SIGNED = 6
"""Variables whose signs are tried."""


class NonnegativeCircuits:
    """Beside each numeric minimizer of f."""

    name = "inequality of means, term by term"

    def refusal(self, question: Question, ledger: Ledger) -> str | None:
        if is_settled(ledger, "p"):
            return "p* is known"
        return None if alternation(question.form) is not None else "no sum of terms, or none that may be negative"

    def evidence(self, question: Question, ledger: Ledger) -> Iterator[Evidence]:
        form, terms = question.form, alternation(question.form)
        assert terms is not None
        for claim in question.claims:
            given = floats(as_values(claim.point or ()))
            size = {name: abs(given.get(name, 0.0)) for name in form.variables}
            if not all(x > SMALLEST and isfinite(x) for x in size.values()):
                continue
            for witness in circuits_at(terms, size):
                yield Evidence("p", witness, source=self.name)
                yield from _minimizers(terms, witness, form.variables)
                if is_settled(ledger, "p"):
                    return


def circuits_at(terms: Alternation, size: Mapping[str, float]) -> Iterator[Circuits]:
    """Weights and shares beside those at |x|, plain ones first."""
    numbers = _numbers(terms, size)
    if numbers is None:
        return
    used = [sum(column) for column in zip(*numbers, strict=True)]
    sizes = [abs(float(d)) * monomial(key, size) for key, d in terms.other]
    for largest in DENOMINATORS:
        weights = [
            _weights(terms, dict(key), [t / whole for t in own], largest)
            for (key, _), own, whole in zip(terms.other, numbers, sizes, strict=True)
        ]
        shares = _shares(terms, numbers, used, largest)
        known = [own for own in weights if own is not None]
        if len(known) == len(weights) and shares is not None:
            yield Circuits(tuple(zip(shares, known, strict=True)))


def _numbers(terms: Alternation, size: Mapping[str, float]) -> list[list[float]] | None:
    """t by term that may be negative and rising term; ``None`` beyond the floats."""
    import numpy as np

    names, count, others = sorted(size), len(terms.rising), len(terms.other)
    rising = [float(c) * monomial(key, size) for key, c in terms.rising]
    wanted = [abs(float(d)) * monomial(key, size) for key, d in terms.other]
    if not all(0 < value < 1e200 for value in (*rising, *wanted)):
        return None
    powers = np.array([[float(dict(key).get(name, 0)) for name in names] + [1.0] for key, _ in terms.rising]).T
    # For each term the means of the powers, with the constant's part of the weights last; then what is used up.
    matrix = np.zeros((others * (len(names) + 1) + count, others * (count + 1)))
    target = np.zeros(len(matrix))
    for j, (key, _) in enumerate(terms.other):
        rows = slice(j * (len(names) + 1), (j + 1) * (len(names) + 1))
        start = j * (count + 1)
        matrix[rows, start : start + count] = powers
        matrix[rows.stop - 1, start + count] = 1.0
        target[rows] = [*(wanted[j] * float(dict(key).get(name, 0)) for name in names), wanted[j]]
        matrix[-count:, start : start + count] = np.eye(count)
    target[-count:] = rising
    scale = max(*rising, *wanted)
    found = scale * nonnegative_least_squares(matrix, target / scale)[0]
    return [found[j * (count + 1) : (j + 1) * (count + 1) - 1].tolist() for j in range(others)]


def _weights(
    terms: Alternation, powers: Mapping[str, Fraction], near: Sequence[float], largest: int
) -> tuple[Fraction, ...] | None:
    """Rational weights beside the given ones with sum w_i a_i = b, and of sum 1 where these have it."""
    places = [i for i, w in enumerate(near) if w > SMALLEST]
    rounded = {i: short_fraction(near[i], largest, NEAR) for i in places}
    if not places or None in rounded.values():
        return None
    start = {i: w for i, w in rounded.items() if w is not None}
    places.sort(key=lambda i: -start[i])
    names = sorted({*powers, *(name for i in places for name, _ in terms.rising[i][0])})
    rows = [[dict(terms.rising[i][0]).get(name, Fraction(0)) for i in places] for name in names]
    sides = [powers.get(name, Fraction(0)) for name in names]
    if sum(near) > 1 - NEAR:
        rows.append([Fraction(1)] * len(places))
        sides.append(Fraction(1))
    rest = [b - sum(a * start[i] for a, i in zip(row, places, strict=True)) for row, b in zip(rows, sides, strict=True)]
    change = solve(rows, rest)
    if change is None:
        return None
    found = {i: start[i] + step for i, step in zip(places, change, strict=True)}
    weights = tuple(
        w if isinstance(w := found.get(i, Fraction(0)), Fraction) else Fraction(0) for i in range(len(near))
    )
    return weights if all(w >= 0 for w in weights) and sum(weights) <= 1 else None


def _shares(
    terms: Alternation, numbers: Sequence[Sequence[float]], used: Sequence[float], largest: int
) -> Shares | None:
    """Every rising term, given away in proportion; the last one that takes of it takes what is left."""
    columns: list[list[Fraction]] = []
    for i, (_, c) in enumerate(terms.rising):
        if not isinstance(c, Fraction):
            return None
        takers = [j for j, own in enumerate(numbers) if own[i] > SMALLEST * used[i]]
        column = [Fraction(0)] * len(numbers)
        for j in takers[:-1]:
            part = short_fraction(numbers[j][i] / used[i], largest, NEAR)
            if part is None:
                return None
            column[j] = part * c
        if takers:
            column[takers[-1]] = c - sum(column)
        columns.append(column)
    return tuple(zip(*columns, strict=True))


def _minimizers(terms: Alternation, witness: Circuits, names: Sequence[str]) -> Iterator[Evidence]:
    """x with s_i |x^a_i| = w_i |d x^b| for all terms, in the signs that make d x^b negative."""
    rows: list[list[Scalar]] = []
    sides: list[Scalar] = []
    for (key, d), (shares, weights) in zip(terms.other, witness.entries, strict=True):
        for (powers, _), s, w in zip(terms.rising, shares, weights, strict=True):
            if w > 0:
                own = dict(powers)
                rows.append([own.get(name, Fraction(0)) - dict(key).get(name, Fraction(0)) for name in names])
                sides.append(w * abs(d) / s)
    try:
        sizes = with_monomials(rows, sides, names)
    except Undecided:
        return
    odd = [n for n in names if any(dict(key).get(n, Fraction(0)) % 2 for key, _ in terms.other)]
    if sizes is None or len(odd) > MOST_SIGNED:
        return
    for signs in product((1, -1), repeat=len(odd)):
        way = dict(zip(odd, signs, strict=True))
        if all(d * _sign(key, way) < 0 for key, d in terms.other):
            point = tuple((name, x * way.get(name, 1)) for name, x in sizes)
            yield Evidence("p", AtPoint(point), source=NonnegativeCircuits.name)
            return


def _sign(key: Sequence[tuple[str, Fraction]], way: Mapping[str, int]) -> int:
    sign = 1
    for name, p in key:
        sign *= way.get(name, 1) if p % 2 else 1
    return sign
