"""A corpus of statements: one line of JSON each, with theta_D and the dual in numpy's and cvxpy's words.

A line has ``id``, ``form`` (``direct``, or ``split`` where a function's argument becomes a variable), ``statement``,
``data_numpy``, ``multipliers_inside_numpy`` and ``multipliers_outside_numpy`` (the effective domain), ``theta_numpy``
(the min form), ``dual_cvxpy``, ``p_star_numpy`` and ``strong_duality``. Multipliers are called alpha_ROW and beta_ROW,
those of a split by the new variable.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import numpy as np
from scipy.linalg import null_space

import duality as du

CHECKOUT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).with_name("corpus.jsonl")


def given() -> Path | None:
    """The corpus of the variable DUALITY_STATEMENTS, or beside the checkout; ``None`` where there is none."""
    stated = os.environ.get("DUALITY_STATEMENTS")
    path = Path(stated) if stated else CHECKOUT.parent / "shared" / "statements"
    path = path / "corpus.jsonl" if path.is_dir() else path
    return path if path.is_file() else None


def lines(path: Path | None) -> list[Entry]:
    """All its statements."""
    if path is None:
        return []
    return [Entry(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


class Entry:
    """One statement with random data, the same in every run."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.record = record
        self.name: str = record["id"]
        self.statement: Any = du.parse(record["statement"])
        self.names: dict[str, Any] = {}

    def __str__(self) -> str:
        return self.name

    def run(self, code: str) -> dict[str, Any]:
        """All names after the data and this code."""
        found: dict[str, Any] = {
            "np": np,
            "rng": np.random.default_rng(1),
            "null": null_space,
            "sym": lambda M: (M + M.T) / 2,
        }
        if "cp." in code:
            import cvxpy

            found["cp"] = cvxpy
        # The corpus is code by its nature, and a part of the tests.
        exec(f"{self.record['data_numpy']}\n{code}", found)  # noqa: S102
        return found

    def data(self, names: dict[str, Any]) -> dict[str, Any]:
        """The arrays of the statement's letters; a variable of the dual may have taken the name of one, x of X."""
        own = {d.name for d in self.statement.parameters}
        return {name: names[name if name in names else name.upper()] for name in own}

    def at(self, which: str) -> tuple[float, float] | None:
        """theta_D as the package has it and as the corpus has it, at the multipliers inside or outside; ``None`` where
        it names none."""
        code = self.record.get(f"multipliers_{which}_numpy")
        if not code:
            return None
        outside = "theta = -np.inf"
        names = self.run(f"{code}\n" + (outside if which == "outside" else f"theta = {self.record['theta_numpy']}"))
        multipliers = {key.split("_", 1)[1]: names[key] for key in names if re.match("(alpha|beta)_", key)}
        ours = du.derive(self.statement).dual_function(multipliers, data=self.data(names))
        return ours, float(np.squeeze(names["theta"]))

    def optimum(self) -> float | None:
        """d* in the sense of the statement, by the dual of the corpus; ``None`` where it has none."""
        code = self.record.get("dual_cvxpy")
        if not code:
            return None
        names = self.run(code)
        program = names["cp"].Problem(names["cp"].Maximize(names["obj"]), names["st"])
        program.solve(solver="CLARABEL")
        return self._sign * float(program.value)

    def best(self) -> float | None:
        """p* in the sense of the statement, where the corpus computes it."""
        code = self.record.get("p_star_numpy")
        return self._sign * float(self.run(code)["pstar"]) if code else None

    @property
    def _sign(self) -> int:
        return 1 if self.statement.sense.name == "MIN" else -1
