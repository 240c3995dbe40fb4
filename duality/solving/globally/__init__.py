"""The global minimum of any form: rigorous interval bounds, global solvers behind one shape, and what they prove."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.globally import answer as answer
    from duality.solving.globally import attainment as attainment
    from duality.solving.globally import bound as bound
    from duality.solving.globally import separable_growth as separable_growth
    from duality.solving.globally import start as start

__getattr__ = lazily(__name__)
