"""The corpus: problems with known answers, one ``.dual`` file each, and ``answers.jsonl`` with a line a problem.

It is found through the environment variable DUALITY_CORPUS, or beside the checkout in ``shared/corpus``.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]

CONVEX_CLASSES = frozenset(
    {"lp", "qp", "qcqp", "socp", "norm", "entropy", "smooth-convex", "no-slater", "infeasible", "unbounded"}
)
"""The classes whose every problem is convex."""


@dataclass(frozen=True, slots=True)
class Piece:
    """theta_D = value where condition holds; both in Python's syntax over lam1, ..., nu1, ..."""

    value: str
    condition: str


@dataclass(frozen=True)
class Answer:
    """What is known of one problem; ``None`` where a fact is not recorded.

    ``p_star`` and ``d_star`` are in the sense of the statement. ``proved`` is False where p_star is only the best
    value known. ``theta`` lists the pieces of the dual function of the min form; elsewhere it is -inf.
    """

    name: str
    kind: str
    sense: str
    status: str
    p_star: float
    d_star: float | None
    p_attained: bool | None
    d_attained: bool | None
    gap: float | None
    convex: bool
    slater: bool | None
    proved: bool
    theta: tuple[Piece, ...] | None
    path: Path


def corpus_folder() -> Path | None:
    """The folder of the corpus, or ``None`` where there is none."""
    stated = os.environ.get("DUALITY_CORPUS")
    folder = Path(stated) if stated else CHECKOUT.parent / "shared" / "corpus"
    return folder if (folder / "answers.jsonl").is_file() else None


def read_answers(folder: Path) -> list[Answer]:
    """Every line of ``answers.jsonl``, in its order."""
    lines = (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    return [_answer(json.loads(line), folder) for line in lines if line.strip()]


def family_files(folder: Path) -> list[Path]:
    """The statements without answers, one for each type of derivation."""
    return sorted((folder / "families").glob("*.dual"))


def _answer(record: dict, folder: Path) -> Answer:
    theta = record.get("theta_D")
    d_star = record.get("d_star")
    return Answer(
        name=record["id"],
        kind=record["class"],
        sense=record["sense"],
        status=record["status"],
        p_star=float(record["p_star"]),
        d_star=None if d_star is None else float(d_star),
        p_attained=record.get("p_attained"),
        d_attained=record.get("d_attained"),
        gap=record.get("gap"),
        convex=record["convex"],
        slater=record.get("slater"),
        proved=record["global_optimum_certified"],
        theta=None if theta is None else tuple(Piece(p["expr"], p["cond"]) for p in theta["pieces"]),
        path=folder / f"{record['id']}.dual",
    )
