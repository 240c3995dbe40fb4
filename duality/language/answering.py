"""The answer to a text in another language: the same statement in this one, where it is understood as a whole."""

from __future__ import annotations

from duality.errors import ProblemError
from duality.language.build import build
from duality.language.foreign import Untranslatable, recognized
from duality.language.source import Source
from duality.language.statement_grammar import read_statements


def in_other_language(source: Source, fault: ProblemError) -> ProblemError | None:
    """What to say instead of the fault of a text that is LaTeX, cvxpy, AMPL or an LP file; ``None`` for any other.

    A translation is shown only after it has been read.
    """
    language = recognized(source.signs)
    if language is None:
        return None
    try:
        translation = language.translate(source.signs)
        own = Source("the translation", translation)
        build(own, read_statements(own), {}, None)
    except Untranslatable as reason:
        help = f"it could not be translated: {reason}; read as a statement here: {fault.message}"
    except ProblemError as reason:
        help = f"it could not be translated: {reason.message} ({fault.message})"
    else:
        help = f"the same statement in this language:\n\n{translation}"
    message = f"this is {language.name}, and not the language of problem files"
    return source.syntax_error(message, language.start, language.end, help)
