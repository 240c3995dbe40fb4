"""Products of positive affine forms to rational powers, numbers gathered, equal forms joined: 2^(1/3)*alpha^(2/3)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from duality.algebra.atoms import affine_expression, power
from duality.derivation.rules.univariate.formulas import content_and_primitive, fraction, rational_power
from duality.derivation.rules.vector.roots import radical
from duality.model.expression import Expression
from duality.model.form import Affine
from duality.records import record

Factor = tuple[Fraction, Affine, Fraction]
"""(r, form, e) stands for (r*form)^e, r > 0."""


@record
class FormProduct:
    """radicand^(1/degree) * prod base^exponent, the bases without a common number and no two alike."""

    radicand: Fraction
    degree: int
    bases: tuple[tuple[Affine, Fraction], ...]

    @staticmethod
    def of(factors: Sequence[Factor]) -> FormProduct:
        """prod (r_i*form_i)^e_i for positive forms."""
        degree = lcm(*(e.denominator for _, _, e in factors))
        radicand = Fraction(1)
        bases: list[tuple[Affine, Fraction]] = []
        for r, form, e in factors:
            size = abs(content_and_primitive(form)[0])
            if not isinstance(size, Fraction):
                size = Fraction(1)
            radicand *= (r * size) ** int(e * degree)
            base = form.scaled(1 / size)
            if base == Affine(Fraction(1)):
                continue
            known = next((k for k, (other, _) in enumerate(bases) if (other - base).is_zero), None)
            if known is None:
                bases.append((base, e))
            else:
                bases[known] = (bases[known][0], bases[known][1] + e)
        return FormProduct(radicand, degree, tuple((base, e) for base, e in bases if e != 0))

    @property
    def affine(self) -> Affine | None:
        """The product as an affine form, where it is one with rational coefficients."""
        value = rational_power(self.radicand, Fraction(1, self.degree))
        if value is None or len(self.bases) > 1 or any(e != 1 for _, e in self.bases):
            return None
        return self.bases[0][0].scaled(value) if self.bases else Affine(value)

    def times(self, factor: Fraction) -> Expression:
        """factor * the product."""
        above = [radical(self.radicand, self.degree)]
        below: list[Expression] = []
        for base, e in self.bases:
            (above if e > 0 else below).append(power(affine_expression(base), abs(e)))
        return fraction(factor, above, below)
