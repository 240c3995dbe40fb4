"""Checks of claimed points and multipliers against the problem's data alone; the solver is never asked."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.verify import combination as combination
    from duality.verify import dual_bounds as dual_bounds
    from duality.verify import findings as findings
    from duality.verify import lower_bounds as lower_bounds
    from duality.verify import subgradients as subgradients

__getattr__ = lazily(__name__)
