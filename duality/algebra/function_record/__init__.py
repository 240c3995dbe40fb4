"""What a function of the language must answer, and how one of one variable answers out of its data."""

from typing import TYPE_CHECKING

from duality.model.rooms import lazily

if TYPE_CHECKING:
    from duality.algebra.function_record import array_ranges as array_ranges
    from duality.algebra.function_record import rational_ranges as rational_ranges

__getattr__ = lazily(__name__)
