"""Linear and convex quadratic programs with rational data: the program, the closure of a form, the conclusions."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.quadratic import lifting as lifting
    from duality.solving.quadratic import numeric as numeric
    from duality.solving.quadratic import openness as openness

__getattr__ = lazily(__name__)
