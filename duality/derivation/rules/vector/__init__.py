"""Conjugates of vector atoms by kind: adding one is a file here and a line in `VECTOR_RULES`."""

from __future__ import annotations

from duality.derivation.rules.vector.geo_mean import geo_mean
from duality.derivation.rules.vector.logdet2 import logdet2
from duality.derivation.rules.vector.logsumexp import logsumexp
from duality.derivation.rules.vector.maximum import maximum
from duality.derivation.rules.vector.monomial import monomial
from duality.derivation.rules.vector.norm2 import norm2
from duality.derivation.rules.vector.norminf import norminf
from duality.derivation.rules.vector.quad_over_lin import quad_over_lin
from duality.derivation.rules.vector.rel_entr import rel_entr
from duality.derivation.rules.vector.rule import VectorRule

VECTOR_RULES: dict[str, VectorRule] = {
    "norm2": norm2,
    "norminf": norminf,
    "max": maximum,
    "logsumexp": logsumexp,
    "quad_over_lin": quad_over_lin,
    "rel_entr": rel_entr,
    "geo_mean": geo_mean,
    "monomial": monomial,
    "logdet2": logdet2,
}
