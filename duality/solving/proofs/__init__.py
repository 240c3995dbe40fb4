"""Guess and verify: what exact arithmetic proves about problems that are not quadratic programs."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.proofs import eliminated as eliminated
    from duality.solving.proofs import faces as faces
    from duality.solving.proofs import fixed as fixed
    from duality.solving.proofs import kept_bounds as kept_bounds
    from duality.solving.proofs import one_variable as one_variable
    from duality.solving.proofs import positive as positive
    from duality.solving.proofs import restated as restated

__getattr__ = lazily(__name__)
