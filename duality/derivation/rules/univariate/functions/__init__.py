"""The recognizers of the table's families, in the order in which they are asked: the first that knows an atom wins."""

from __future__ import annotations

from duality.derivation.rules.univariate.functions.circle import circle
from duality.derivation.rules.univariate.functions.entropy import entropy
from duality.derivation.rules.univariate.functions.exponential import exponential
from duality.derivation.rules.univariate.functions.hyperbola import hyperbola
from duality.derivation.rules.univariate.functions.hyperbolic import hyperbolic
from duality.derivation.rules.univariate.functions.log_cosh import log_cosh
from duality.derivation.rules.univariate.functions.log_sum_exp import log_sum_exp
from duality.derivation.rules.univariate.functions.logarithm import negative_logarithm
from duality.derivation.rules.univariate.functions.logarithm_of_square import logarithm_of_square
from duality.derivation.rules.univariate.functions.powers import powers
from duality.derivation.rules.univariate.functions.quotients import quotient
from duality.derivation.rules.univariate.functions.softplus import softplus
from duality.derivation.rules.univariate.functions.trigonometric import sine
from duality.derivation.rules.univariate.recognition import Recognizer

RECOGNIZERS: tuple[Recognizer, ...] = (
    exponential,
    negative_logarithm,
    entropy,
    powers,
    quotient,
    softplus,
    log_sum_exp,
    hyperbolic,
    hyperbola,
    circle,
    logarithm_of_square,
    log_cosh,
    sine,
)
