"""The local playground: type a problem, see its page; a server on 127.0.0.1 for one person."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.play import application as application
    from duality.play import visitors as visitors

__getattr__ = lazily(__name__)
