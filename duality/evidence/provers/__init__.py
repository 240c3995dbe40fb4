"""One file a prover, which proposes evidence; `duality.evidence.provers.order` lists them by cost."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.evidence.provers import approaches as approaches
    from duality.evidence.provers import derived as derived
    from duality.evidence.provers import dual_values as dual_values
    from duality.evidence.provers import only_point as only_point

__getattr__ = lazily(__name__)
