"""The rules for inf over one block of L, one a file, each loaded when it is first tried."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.derivation.rules import affine as affine
    from duality.derivation.rules import directions as directions
    from duality.derivation.rules import finite_set as finite_set
    from duality.derivation.rules import half_line as half_line
    from duality.derivation.rules import leading_form as leading_form
    from duality.derivation.rules import partial as partial
    from duality.derivation.rules import quadratic as quadratic

__getattr__ = lazily(__name__)
