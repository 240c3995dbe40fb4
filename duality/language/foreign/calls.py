"""Programs that call solvers or build models: what is minimized stands elsewhere, there is no statement to read."""

from __future__ import annotations

from typing import NoReturn

from duality.language.foreign.untranslatable import Untranslatable


def translate(text: str) -> NoReturn:
    """Refuses, with the statement that such a call stands for."""
    raise Untranslatable(
        "such a call takes f and the rows from arrays and functions; write out what it minimizes, "
        "'min 2*x1 + 3*x2 s.t. x1 + x2 >= 4', or give the arrays by 'param c = [2, 3]' and sum(c[j]*x[j] for j in 1..2)"
    )


def of_a_model(text: str) -> NoReturn:
    """Refuses, with the file that such a program writes."""
    raise Untranslatable(
        "a program is not run; let it write its model, model.write('m.lp'), prob.writeLP('m.lp') or "
        "model.write('m.nl'), and solve that file: duality solve m.lp; or write the statement, "
        "'min 2*x + 3*y s.t. x + y >= 4'"
    )
