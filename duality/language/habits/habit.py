"""A habit: what people write elsewhere, what is wrong with it here, and how the line reads instead."""

from __future__ import annotations

import re
from collections.abc import Callable

from duality.model.functions import FUNCTIONS
from duality.named_tuples import NamedTuple

SENSE = r"(min|max)(?:imi[sz]e)?"
INDEX_ENDS = r"(?![A-Za-z0-9_])"
"""Behind a name with an index, where a sign such as ² may follow, which counts as a part of a word."""

_NAMES = [name for name, notation in FUNCTIONS.items() if notation.most == 1 and not notation.word]
ONE_ARGUMENT = rf"(?:{'|'.join([*_NAMES, 'ln'])})"
"""A function of one argument by its name."""


class Habit(NamedTuple):
    """``written`` replaces every match in the line; ``message`` says what is wrong there."""

    pattern: re.Pattern[str]
    message: str
    written: str | Callable[[re.Match[str]], str]
