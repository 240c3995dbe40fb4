"""How many arguments the functions of the language take."""

from __future__ import annotations

from duality.language.source import Source
from duality.language.syntax import Application, Comprehension
from duality.language.vocabulary import FUNCTION_NAMES, N_ARY
from duality.model.functions import FUNCTIONS, SPELLINGS, Notation

_COUNTS = {0: "no argument", 1: "one argument", 2: "two arguments"}


def check_arity(source: Source, node: Application) -> None:
    """Raises `ProblemSyntaxError` where a function of the language has too few or too many arguments."""
    if node.function not in FUNCTION_NAMES:
        return
    if node.function in N_ARY:
        fewest, most = 1, None
    else:
        notation = FUNCTIONS.get(SPELLINGS.get(node.function, node.function), Notation())
        fewest, most = notation.fewest, notation.most
    count = len(node.arguments)
    if count < fewest:
        needed = _COUNTS[fewest] if most is not None else "an argument"
        raise source.syntax_error(f"{node.function} needs {needed}", node.start, node.end)
    if most is not None and count > most:
        extra = node.arguments[most]
        raise source.syntax_error(
            f"{node.function} takes {_COUNTS[most]}, not {count}", extra.start, node.arguments[-1].end
        )
    if most is not None:
        for argument in node.arguments:
            if isinstance(argument, Comprehension):
                raise source.syntax_error(
                    f"{node.function} takes a number, not a comprehension",
                    argument.start,
                    argument.end,
                    f"put the comprehension outside: sum({node.function}(...) for i in 1..3)",
                )
