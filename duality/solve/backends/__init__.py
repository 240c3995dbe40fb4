"""One file a backend; `duality.solve.backends.order` lists them in the order in which they are asked."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solve.backends import enumeration as enumeration

__getattr__ = lazily(__name__)
