"""One file a backend; `duality.solving.backends.order` lists them in the order in which they are asked."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.solving.backends import enumeration as enumeration

__getattr__ = lazily(__name__)
