"""The table of conjugates, one file a function."""

from duality.statements.tower.conjugates.conjugate import Conjugate
from duality.statements.tower.conjugates.deadzone import DEADZONE
from duality.statements.tower.conjugates.eigenvalue import EIGENVALUE
from duality.statements.tower.conjugates.entropy import ENTROPY
from duality.statements.tower.conjugates.exponential import EXPONENTIAL
from duality.statements.tower.conjugates.geometric_mean import GEOMETRIC_MEAN
from duality.statements.tower.conjugates.hinge import HINGE
from duality.statements.tower.conjugates.huber import HUBER
from duality.statements.tower.conjugates.hyperbola import HYPERBOLA
from duality.statements.tower.conjugates.inverses import INVERSE, ROOT_OF_MATRIX
from duality.statements.tower.conjugates.log_determinant import LOG_DETERMINANT
from duality.statements.tower.conjugates.log_sum_exp import LOG_SUM_EXP
from duality.statements.tower.conjugates.logarithm import LOGARITHM
from duality.statements.tower.conjugates.maximum import MAXIMUM
from duality.statements.tower.conjugates.norms import ABSOLUTE, NORMS
from duality.statements.tower.conjugates.powers import ABSOLUTE_POWER, POSITIVE_POWER, POWER
from duality.statements.tower.conjugates.powers_of_norms import POWER_OF_NORM
from duality.statements.tower.conjugates.quotient import QUOTIENT
from duality.statements.tower.conjugates.reciprocal import RECIPROCAL
from duality.statements.tower.conjugates.relative_entropy import RELATIVE_ENTROPY
from duality.statements.tower.conjugates.roots import ROOT
from duality.statements.tower.conjugates.softplus import SOFTPLUS
from duality.statements.tower.conjugates.squares import SQUARE
from duality.statements.tower.conjugates.sum_of_largest import SUM_OF_LARGEST

TABLE: tuple[Conjugate, ...] = (
    *NORMS,
    ABSOLUTE,
    SQUARE,
    POWER_OF_NORM,
    MAXIMUM,
    SUM_OF_LARGEST,
    GEOMETRIC_MEAN,
    LOG_SUM_EXP,
    ENTROPY,
    RELATIVE_ENTROPY,
    LOGARITHM,
    EXPONENTIAL,
    SOFTPLUS,
    HUBER,
    HYPERBOLA,
    HINGE,
    DEADZONE,
    POSITIVE_POWER,
    RECIPROCAL,
    QUOTIENT,
    ROOT,
    ABSOLUTE_POWER,
    POWER,
    LOG_DETERMINANT,
    EIGENVALUE,
    INVERSE,
    ROOT_OF_MATRIX,
)

CONJUGATES: dict[str, Conjugate] = {conjugate.kind: conjugate for conjugate in TABLE}

__all__ = ["CONJUGATES", "TABLE", "Conjugate"]
