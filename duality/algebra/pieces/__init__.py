"""Functions in pieces, {f_1 if u_1 >= v_1; ...; f_k otherwise}, and what they are in terms of max, min and step."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.algebra.pieces import joined as joined

__getattr__ = lazily(__name__)
