"""Data that break what is declared of a letter are refused: theta_D holds under the declarations only."""

from __future__ import annotations

from typing import Any

import pytest

import duality as du
from duality.errors import ProblemError

LASSO = "param A in R^(m, n), b in R^m, lam > 0\nvar x in R^n\nmin 1/2*norm(A*x - b)^2 + lam*norm1(x)"
FORM = "param P in S++^n, q in R^n\nvar x in R^n\nmin x'P*x + q'x"
NORM = "param A in R^(m, n), b in R^m\nassume rank A = m\nvar x in R^n\nmin x'x\ns.t. A*x = b"
BOX = "param l in R^n, u in R^n, c in R^n\nassume l <= u\nvar x in R^n\ndomain l <= x <= u\nmin c'x"
QUANTILE = "param tau in (0, 1), y in R^n\nvar x in R^n\nmin sum(max(tau .* (y - x), (tau - 1) .* (y - x)))"


@pytest.mark.parametrize(
    ("text", "data", "told"),
    [
        (LASSO, {"A": [[1, 2], [0, 1]], "b": [1, 2], "lam": -1}, "lam has the value -1"),
        (LASSO, {"A": [[1, 2], [0, 1]], "b": [1, 2], "lam": 0}, "lam > 0"),
        (FORM, {"P": [[1, 2], [2, 1]], "q": [1, 1]}, "the eigenvalue -1"),
        (FORM, {"P": [[1, 2], [0, 1]], "q": [1, 1]}, "not symmetric"),
        (NORM, {"A": [[1, 2, 0], [2, 4, 0]], "b": [1, 2]}, "rank of these data is 1"),
        (BOX, {"l": [1, 2, 0], "u": [2, 5, -1], "c": [1, 1, 1]}, "assumes l <= u"),
        (QUANTILE, {"tau": 1.3, "y": [1, 2]}, "assumes tau < 1"),
    ],
)
def test_what_breaks_a_declaration_is_refused(text: str, data: dict[str, Any], told: str) -> None:
    with pytest.raises(ProblemError, match=told) as caught:
        du.solve(text, data=data)
    assert caught.value.help
    derivation = du.derive(du.parse(text))
    multipliers = {row.row.name: [0, 0, 0] for row in derived_rows(derivation)}
    with pytest.raises(ProblemError, match=told):
        derivation.dual_function(multipliers, data=data)


def derived_rows(derivation: Any) -> Any:
    return derivation.derived.rows


def test_data_that_keep_them_are_taken() -> None:
    report = du.solve(NORM, data={"A": [[1, 2, 0], [2, 5, 0]], "b": [1, 2]})
    assert report.primal.exact == "1"
