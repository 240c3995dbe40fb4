from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.algebra import abbreviations as abbreviations
    from duality.algebra import boxes as boxes
    from duality.algebra import definite_certificate as definite_certificate
    from duality.algebra import evaluate as evaluate
    from duality.algebra import functions as functions
    from duality.algebra import global_minimum as global_minimum
    from duality.algebra import interval as interval
    from duality.algebra import interval_arrays as interval_arrays
    from duality.algebra import interval_functions as interval_functions
    from duality.algebra import intervals as intervals
    from duality.algebra import numeric as numeric
    from duality.algebra import paths as paths
    from duality.algebra import rows as rows
    from duality.algebra import scalars as scalars
    from duality.algebra import sympy_bridge as sympy_bridge

__getattr__ = lazily(__name__)
