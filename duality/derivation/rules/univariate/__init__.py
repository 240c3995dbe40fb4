"""The infimum over one variable, with coefficients that are affine in the multipliers."""

from __future__ import annotations

from duality.derivation.rules.rule import Refusal
from duality.derivation.rules.univariate.infimum import infimum, infimum_of
from duality.derivation.rules.univariate.renaming import in_variable

__all__ = ["Refusal", "in_variable", "infimum", "infimum_of"]
