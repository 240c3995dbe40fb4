"""Models in the files of solvers: MPS and LP through HiGHS, NL through casadi."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.model_files import linear as linear
    from duality.solving.model_files import model as model
    from duality.solving.model_files import nl as nl

__getattr__ = lazily(__name__)
