"""Problems with hundreds of rows written out, as statements in blocks: matrices of data, names kept beside them."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.statements.explicit import named as named

__getattr__ = lazily(__name__)
