"""Limits of a statement, far above the problems that people write and far below what would exhaust a machine."""

from __future__ import annotations

from duality.model.rational_values import MOST_DIGITS

MAX_BYTES = 2_000_000
"""Size of a problem file."""

MAX_NESTING = 100
"""Brackets inside brackets, and levels of the expression tree."""

MAX_DIGITS = MOST_DIGITS
"""Digits of a number, and of an integer power of a constant."""

MAX_EXPONENT_OF_TEN = 400
"""|k| in 2.5ek."""

MAX_POWER = 1000
"""|k| in x^k for a constant k: 2^1000 is near the end of double precision."""

MAX_CONSTRAINTS = 100_000

MAX_VARIABLES = 100_000

MAX_TERMS = 1_000_000
"""Terms out of comprehensions, families and arrays, all together."""

MAX_EXPANDED_TEXT = 40_000_000
"""Characters of all bodies of comprehensions and families, each counted as often as it is repeated."""

MAX_NUMBERS = 10_000_000
"""Numbers in a data file."""

MAX_DATA_BYTES = 400_000_000
"""Size of a data file."""

MAX_CONSTANT_NODES = 1000
"""Nodes in the tree of an irrational parameter."""

MAX_CONSTANT_DEPTH = 30
"""Levels in the tree of an irrational parameter, which stands wherever its name stands."""
